"""Segments of a real file: counted, sampled, saved by name, and taken back like any other write."""

from __future__ import annotations

import datetime as dt

import pytest

from fichier_tui import storage
from fichier_tui.domain.contact import ContactDetails, EmailAddress, PostalAddress
from fichier_tui.domain.history import PurchaseDetails
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.segment import EVERYBODY, Condition, read_segment, write_segment
from fichier_tui.storage.search.order import by_name
from fichier_tui.storage.session import Session


def a_client(session: Session, name: str, sex: str, birth: str, bought: dt.date | None, consent: str) -> int:
    """A contact of Nice, perhaps with a massage bought that day and a word about e-mail."""
    contact = storage.create_contact(
        session,
        ContactDetails(
            last_name=name,
            sex=sex,
            birth=birth,
            emails=(EmailAddress(f"{name.lower()}@example.org"),),
            addresses=(PostalAddress(town="Nice", postcode="06000"),),
            tags=("presse",),
        ),
    )
    if bought is not None:
        storage.log_purchase(session, contact.id, PurchaseDetails(day=bought, product="Massage", amount_cents=8500))
    if consent:
        storage.record_consent(session, contact.id, "email", consent)
    return contact.id


@pytest.fixture
def people(session: Session) -> dict[str, int]:
    """Five women of whom only Hélène is over 60, bought in spring and accepts e-mail. Today is in November 2026."""
    spring, autumn = dt.date(2026, 4, 12), dt.date(2026, 10, 1)
    return {
        "helene": a_client(session, "Péron", "f", "1958-07-14", spring, "given"),
        "young": a_client(session, "Faure", "f", "1990-01-01", spring, "given"),
        "autumnal": a_client(session, "Lefèvre", "f", "1950-01-01", autumn, "given"),
        "silent": a_client(session, "Gauthier", "f", "1950-01-01", spring, ""),
        "opposed": a_client(session, "Dupont", "f", "1950-01-01", spring, "opposed"),
    }


@pytest.mark.parametrize("typed", ["F 60+ achat:printemps ok:mail", "women 60+ bought:spring ok:email"])
def test_women_over_sixty_who_bought_in_spring_and_accept_email(
    session: Session, people: dict[str, int], typed: str
) -> None:
    tree = read_segment(typed)
    assert storage.count_segment(session, tree) == 1
    assert list(storage.find_segment(session, tree)) == [people["helene"]]


def test_a_deleted_contact_leaves_its_segments(session: Session, people: dict[str, int]) -> None:
    tree = read_segment("ville:nice tag:presse")
    assert storage.count_segment(session, tree) == 5
    storage.delete_contact(session, people["helene"])
    assert storage.count_segment(session, tree) == 4
    storage.undo(session)
    assert storage.count_segment(session, tree) == 5


def test_contacts_come_in_the_order_of_names_page_by_page(session: Session, people: dict[str, int]) -> None:
    everyone = list(storage.find_segment(session, EVERYBODY))
    assert [row.name for row in storage.read_rows(session, everyone)] == [
        "Dupont",
        "Faure",
        "Gauthier",
        "Lefèvre",
        "Péron",
    ]
    assert list(storage.find_segment(session, EVERYBODY, 2, 1)) == everyone[1:3]


def test_many_come_in_the_same_order_as_few(session: Session, people: dict[str, int]) -> None:
    """Whichever way they are put in order, after a contact came and another has gone too."""

    def ordered(few: int) -> list[int]:
        return list(by_name(session, sorted(storage.find_segment(session, EVERYBODY)), few))

    assert ordered(0) == ordered(100)
    new = storage.create_contact(session, ContactDetails(last_name="Étienne")).id
    storage.delete_contact(session, people["helene"])
    assert ordered(0) == ordered(100)
    assert ordered(0).index(new) == 1
    assert people["helene"] not in ordered(0)


def test_a_segment_is_saved_loaded_renamed_and_taken_away(session: Session, people: dict[str, int]) -> None:
    tree = read_segment("F 60+ achat:printemps ok:mail")
    saved = storage.save_segment(session, " Printemps 60+ ", tree)
    assert (saved.name, saved.tree) == ("Printemps 60+", tree)
    assert storage.load_segment(session, "printemps 60").tree == tree
    user = storage.save_segment(session, "À écrire", read_segment('segment:"Printemps 60+" -tag:presse'))
    assert [one.name for one in storage.list_segments(session)] == ["À écrire", "Printemps 60+"]
    storage.rename_segment(session, "Printemps 60+", "Dames du printemps")
    assert write_segment(storage.load_segment(session, user.name).tree, "fr").startswith('segment:"Dames du printemps"')
    with pytest.raises(Refusal) as refused:
        storage.delete_segment(session, "Dames du printemps")
    assert refused.value.code == "segment.in_use"
    storage.delete_segment(session, "à écrire")
    storage.delete_segment(session, "dames du printemps")
    assert storage.list_segments(session) == ()
    storage.undo(session)
    assert [segment.name for segment in storage.list_segments(session)] == ["Dames du printemps"]


def test_a_reference_counts_as_what_it_stands_for(session: Session, people: dict[str, int]) -> None:
    storage.save_segment(session, "Printemps", read_segment("achat:printemps"))
    assert storage.count_segment(session, read_segment("segment:printemps ok:mail")) == 2
    assert storage.count_segment(session, read_segment("sauf segment:Printemps")) == 1


def test_a_saved_segment_changes_only_when_asked_to(session: Session) -> None:
    storage.save_segment(session, "Nice", read_segment("ville:Nice"))
    with pytest.raises(Refusal) as refused:
        storage.save_segment(session, "nice", read_segment("ville:Cannes"))
    assert refused.value.code == "segment.exists"
    changed = storage.save_segment(session, "nice", read_segment("ville:Cannes"), replace=True)
    assert changed.tree == Condition("town", "=", "Cannes")
    assert len(storage.list_segments(session)) == 1


@pytest.mark.parametrize(
    ("name", "typed", "code"),
    [
        ("  ", "F", "segment.nameless"),
        ("A", "segment:A", "segment.loop"),
        ("A", "segment:B", "segment.loop"),
        ("C", "segment:nowhere", "segment.unknown"),
    ],
)
def test_a_segment_that_cannot_be_is_refused(session: Session, name: str, typed: str, code: str) -> None:
    storage.save_segment(session, "A", EVERYBODY)
    storage.save_segment(session, "B", read_segment("segment:A"))
    with pytest.raises(Refusal) as refused:
        storage.save_segment(session, name, read_segment(typed), replace=True)
    assert refused.value.code == code


def test_the_words_of_the_file_are_offered(session: Session, people: dict[str, int]) -> None:
    vocabulary = storage.segment_vocabulary(session)
    assert vocabulary.of("towns") == ("Nice",)
    assert vocabulary.of("departments") == ("06",)
    assert "Massage" in vocabulary.of("bought")
    assert vocabulary.of("tags") == ("presse",)
