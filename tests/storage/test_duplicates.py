"""Duplicates looked for in a real encrypted file: by every way there is, the surest first, and quickly."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fichier_tui.domain.contact import ContactDetails, EmailAddress, PhoneNumber, PostalAddress
from fichier_tui.storage import create_contact, delete_contact, find_duplicates
from fichier_tui.storage.session import Session

MOBILE, OTHER_MOBILE = "+33612345678", "+33698765432"


def person(last: str, first: str = "", **more: str) -> ContactDetails:
    """Somebody with a telephone, an e-mail, a town."""
    return ContactDetails(
        last_name=last,
        first_name=first,
        card_number=more.get("card", ""),
        birth=more.get("birth", ""),
        phones=(PhoneNumber(more["phone"]),) if "phone" in more else (),
        emails=(EmailAddress(more["email"]),) if "email" in more else (),
        addresses=(PostalAddress(town=more.get("town", ""), postcode=more.get("postcode", "")),),
    )


@pytest.fixture
def shop(session: Session) -> Session:
    """A file with a family, homonyms, and fifty people of one name."""
    for details in (
        person("Péron", "Hélène", phone=MOBILE, email="h.peron@free.fr", town="Nice", card="F-0042"),
        person("Péron", "Marc", phone=MOBILE, town="Nice"),
        person("Péron", "Hélène", town="Lille", phone="+33320000000"),
        *(person("Martin", "Jean", town=f"Ville-{number}") for number in range(50)),
        person("Martin", "Jean", town="Zuydcoote", birth="1970-01-01"),
    ):
        create_contact(session, details)
    return session


def found(session: Session, details: ContactDetails, limit: int = 3) -> list[tuple[str, str, str]]:
    """Who, where, and how sure."""
    return [(one.row.name, one.row.town, one.kind) for one in find_duplicates(session, details, limit)]


def test_the_surest_comes_first_and_households_and_homonyms_after(shop: Session) -> None:
    assert found(shop, person("peron", "hélène", phone=MOBILE)) == [
        ("Péron Hélène", "Nice", "certain"),
        ("Péron Marc", "Nice", "household"),
        ("Péron Hélène", "Lille", "homonym"),
    ]
    assert len(find_duplicates(shop, person("peron", "hélène", phone=MOBILE), 1)) == 1


def test_each_way_alone_finds_the_contact(shop: Session) -> None:
    for details in (
        ContactDetails(phones=(PhoneNumber(MOBILE),)),
        ContactDetails(emails=(EmailAddress("H.Peron@Free.fr"),)),
        ContactDetails(card_number="F-0042"),
    ):
        assert found(shop, details)[0] == ("Péron Hélène", "Nice", "certain")
    assert found(shop, person("Perron", "Hélène", town="NICE"))[0] == ("Péron Hélène", "Nice", "likely")


def test_among_fifty_homonyms_the_one_of_that_town_or_birth_is_found(shop: Session) -> None:
    zuydcoote = ("Martin Jean", "Zuydcoote", "likely")
    assert found(shop, person("Martin", "Jean", town="Zuydcoote"))[0] == zuydcoote
    assert found(shop, person("Martin", "Jean", birth="1970-01-01"))[0] == zuydcoote


def test_a_near_name_in_the_town_is_found_though_the_very_name_stands_elsewhere(shop: Session) -> None:
    create_contact(shop, person("Perron", "Hélène", town="Lyon"))
    assert found(shop, person("Perron", "Hélène", town="Nice"), 2) == [
        ("Péron Hélène", "Nice", "likely"),
        ("Perron Hélène", "Lyon", "homonym"),
    ]


def test_a_frequent_surname_alone_says_nothing_and_a_rare_one_is_mentioned(shop: Session) -> None:
    assert found(shop, person("Martin")) == []
    assert {kind for _name, _town, kind in found(shop, person("Péron"))} == {"homonym"}
    assert found(shop, person("Zz")) == []
    assert found(shop, ContactDetails()) == []


def test_neither_who_was_put_aside_nor_the_contact_itself(shop: Session) -> None:
    typed = person("Péron", "Hélène", phone=MOBILE)
    helene = find_duplicates(shop, typed)[0].row.id
    assert helene not in [one.row.id for one in find_duplicates(shop, typed, apart_from=helene)]
    delete_contact(shop, helene)
    assert helene not in [one.row.id for one in find_duplicates(shop, typed)]


def test_hostile_texts_are_looked_for_as_any(shop: Session) -> None:
    for text in ('" OR 1', "*", "NEAR(", "'; DROP TABLE contact", "\x00\x1b[31m", "é" * 5_000):
        details = replace(person(text, text, phone=text, email=text, town=text, card=text), company_name=text)
        assert found(shop, details) == []
