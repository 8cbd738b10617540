"""Everybody of a demonstration is found by what one remembers: four keys, a typo, a sound, a piece (FEATURES K15).

The shares are those of `python -m tests.benchmarks finding`, here on fewer contacts.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

import pytest

from fichier_tui.domain.contact import ContactDetails, EmailAddress, PhoneNumber, PostalAddress
from fichier_tui.domain.history import PurchaseDetails, VisitDetails
from fichier_tui.storage import ListQuery, came_last, contacts, find_contacts, list_contacts, log_purchase, visits
from fichier_tui.storage.demonstration import fill_with_demonstration
from fichier_tui.storage.session import Session
from tests.finding import (
    Person,
    end_of_phone,
    one_and_three,
    people_of,
    recall_by_sound,
    recall_under_typo,
    share,
    share_of_pieces,
    without_homonyms,
)
from tests.storage.conftest import DAY, new_session


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """A demonstration of eight hundred contacts, which nobody writes in."""
    session = new_session(tmp_path_factory.mktemp("finding"))
    fill_with_demonstration(session, DAY, 0.4)
    yield session
    session.database.close()


@pytest.fixture(scope="module")
def people(filled: Session) -> list[Person]:
    """Some of those whose name nobody else bears, in no order."""
    single = without_homonyms(people_of(filled))
    random.Random(3).shuffle(single)
    return single[:400]


def test_four_keys_bring_the_contact_into_the_first_five_rows(filled: Session, people: list[Person]) -> None:
    assert share(filled, people, one_and_three) >= 0.95
    reachable = [person for person in people if person.phones]
    assert share(filled, reachable, end_of_phone) >= 0.98


def test_one_typo_anywhere_is_forgiven(filled: Session, people: list[Person]) -> None:
    recall, missed = recall_under_typo(filled, people, 600, seed=11)
    assert recall >= 0.97, missed


def test_a_name_is_found_as_it_sounds(filled: Session, people: list[Person]) -> None:
    recall, tried = recall_by_sound(filled, people)
    assert tried > 100
    assert recall >= 0.97


@pytest.mark.parametrize("kind", ["phone", "e-mail", "town", "card"])
def test_every_piece_finds_its_contact(filled: Session, people: list[Person], kind: str) -> None:
    found, tried = share_of_pieces(filled, people, kind)
    assert tried > 0
    assert found == 1


@pytest.fixture
def shop(session: Session) -> Session:
    """A few contacts whose names test the search."""
    for last, first in (
        ("de La Tour", "Marie"),
        ("Delatour", "Paul"),
        ("Le Fèvre", "Anne"),
        ("Lefebvre", "Luc"),
        ("Péron", "Hélène"),
        ("Péron", "Jean"),
        ("Schmitt", "Philippe"),
        ("d'Anjou", "Zoé"),
        ("Van den Berghe", "Wim"),
        ("Rousseau", "Mathieu"),
        ("Cœurdevey", "Quentin"),
        ("Saint-Jean", "Yves"),
    ):
        contacts.create_contact(session, ContactDetails(last_name=last, first_name=first))
    contacts.create_contact(
        session,
        ContactDetails(
            last_name="Blanc",
            first_name="Noé",
            card_number="CLI-004217",
            phones=(PhoneNumber("+33612345678"),),
            emails=(EmailAddress("cperrier.blanc@free.fr"),),
            addresses=(PostalAddress("", "74170", "Saint-Gervais-les-Bains"),),
        ),
    )
    return session


def names(session: Session, typed: str) -> list[str]:
    """The first names of those found, best first, as the list shows them."""
    ids = list_contacts(session, ListQuery(text=typed)).ids
    return [contacts.read_contact(session, number).details.first_name for number in ids]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("de la tour", ["Marie", "Paul"]),
        ("De La Tour Marie", ["Marie"]),
        ("tour", ["Marie", "Paul"]),
        ("latour", ["Marie", "Paul"]),
        ("delatour", ["Marie", "Paul"]),
        ("lefevre", ["Anne", "Luc"]),
        ("le fevre", ["Anne", "Luc"]),
        ("fevre", ["Anne"]),
        ("lefaivre", ["Anne", "Luc"]),
        ("pero h", ["Hélène"]),
        ("h pero", ["Hélène"]),
        ("pero hel", ["Hélène"]),
        ("hper", ["Hélène"]),
        ("perj", ["Jean"]),
        ("péron j", ["Jean"]),
        ("chmit", ["Philippe"]),
        ("filip schmidt", ["Philippe"]),
        ("d'anjou", ["Zoé"]),
        ("anjou", ["Zoé"]),
        ("berghe", ["Wim"]),
        ("vandenberg", ["Wim"]),
        ("van den bergue", ["Wim"]),
        ("rousso", ["Mathieu"]),
        ("matieu", ["Mathieu"]),
        ("kentin", ["Quentin"]),
        ("coeurdevey", ["Quentin"]),
        ("keurdevey", ["Quentin"]),
        ("saintjean", ["Yves"]),
        ("saint jean ive", ["Yves"]),
        ("xeron", ["Hélène", "Jean"]),
        ("eron", ["Hélène", "Jean"]),
        ("pern helene", ["Hélène"]),
        ("peronhelene", ["Hélène"]),
        ("pe ron helene", ["Hélène"]),
        ("4217", ["Noé"]),
        ("cli-0042", ["Noé"]),
        ("004217", ["Noé"]),
        ("5678", ["Noé"]),
        ("345", ["Noé"]),
        ("gervais", ["Noé"]),
        ("bains", ["Noé"]),
        ("free.fr", ["Noé"]),
        ("perrier.blanc", ["Noé"]),
    ],
)
def test_who_comes_first(shop: Session, typed: str, first: list[str]) -> None:
    assert sorted(names(shop, typed)[: len(first)]) == sorted(first)


def test_a_whole_sentence_is_looked_for_at_once(shop: Session) -> None:
    for typed in (
        "a " * 250,
        "péron hélène " * 40,
        "x" * 500,
        "ab" * 250,
        "de la " * 80,
        "une phrase que nul ne porte " * 9,
    ):
        find_contacts(shop, typed, 10, abbreviated=True)
    assert names(shop, "péron hélène " * 40) == ["Hélène"]


def test_those_that_fit_come_first_and_are_counted(shop: Session) -> None:
    found = find_contacts(shop, "lefebvre")
    assert (found.exact, len(found.ids), found.forgiven) == (1, 2, False)
    listed = list_contacts(shop, ListQuery(text="lefebvre"))
    assert (listed.near, listed.forgiven) == (1, False)
    assert find_contacts(shop, "lefaivre").exact == 0
    assert find_contacts(shop, "lefaivre").forgiven
    assert list_contacts(shop, ListQuery(text="lefaivre")).forgiven


def test_in_another_order_near_names_stand_only_where_nothing_fits(shop: Session) -> None:
    assert list_contacts(shop, ListQuery(text="lefebvre", sort="revenue")).near == 0
    assert list_contacts(shop, ListQuery(text="lefaivre", sort="revenue")).near == 2
    assert list_contacts(shop, ListQuery(text="lefebvre", filter="prospects")).near == 1


def test_an_initial_behind_the_surname_is_that_of_the_first_name(session: Session) -> None:
    for last, first in (("Henaff", "Peroline"), ("Péron", "Hélène"), ("Le Roux", "Henri"), ("Leroux", "Hugo")):
        contacts.create_contact(session, ContactDetails(last_name=last, first_name=first))
    assert names(session, "pero h")[:2] == ["Hélène", "Peroline"]
    assert names(session, "h pero")[:2] == ["Peroline", "Hélène"]
    assert names(session, "le roux h")[:2] == ["Henri", "Hugo"]
    assert names(session, "leroux h")[:2] == ["Hugo", "Henri"]


def test_who_came_often_and_lately_stands_first_among_equals(shop: Session) -> None:
    jean = find_contacts(shop, "peron jean").ids[0]
    visits.log_visit(shop, jean, VisitDetails(DAY))
    assert names(shop, "peron")[:2] == ["Jean", "Hélène"]


def test_the_words_of_the_file_are_read_anew_when_one_changes(shop: Session) -> None:
    assert names(shop, "zwolinsky") == []
    contacts.create_contact(shop, ContactDetails(last_name="Zwolinski", first_name="Ewa"))
    assert names(shop, "zwolinsky") == ["Ewa"]
    kept = {key: set(values) for key, values in shop.vocabulary.items() if key not in ("version", "all words")}
    shop.vocabulary.clear()
    names(shop, "zwolinsky")
    assert kept == {key: set(values) for key, values in shop.vocabulary.items() if key in kept}
    assert len(kept) > 3


def test_a_number_that_ends_so_comes_before_one_that_has_it_in_its_middle(session: Session) -> None:
    for last, number in (("Abel", "+33656781234"), ("Zola", "+33612345678")):
        contacts.create_contact(session, ContactDetails(last_name=last, first_name=last, phones=(PhoneNumber(number),)))
    assert names(session, "5678") == ["Zola", "Abel"]


def test_the_number_that_the_list_shows_comes_before_another_one_of_a_contact(session: Session) -> None:
    for last, numbers in (("Abel", ("+33656781234", "+33465718877")), ("Zola", ("+33639988877",))):
        phones = tuple(map(PhoneNumber, numbers))
        contacts.create_contact(session, ContactDetails(last_name=last, first_name=last, phones=phones))
    assert names(session, "8877") == ["Zola", "Abel"]


def test_within_a_day_the_one_noted_last_came_last(session: Session) -> None:
    instant, moments = session.now(), iter(range(1, 1000))
    session.clock = lambda: instant + dt.timedelta(seconds=next(moments))
    zoe, adam, lou, bea = (contacts.create_contact(session, ContactDetails(last_name=name)).id for name in
                           ("Zoé", "Adam", "Lou", "Béa"))  # fmt: skip
    visits.log_visit(session, lou, VisitDetails(DAY - dt.timedelta(days=1)))
    visits.log_visit(session, adam, VisitDetails(DAY))
    visits.log_visit(session, zoe, VisitDetails(DAY))
    assert came_last(session, 10) == (zoe, adam, lou)
    assert came_last(session, 1) == (zoe,)  # and not the first by name of those of that day
    log_purchase(session, adam, PurchaseDetails(DAY, amount_cents=1_000))
    assert came_last(session, 10) == (adam, zoe, lou)
    assert bea not in came_last(session, 10)
