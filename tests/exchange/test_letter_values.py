"""The fields of a contact in the words of a letter, in the letter's language; read from a real file in bulk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from fichier_tui.domain.contact import ContactDetails, EmailAddress, PhoneNumber, PostalAddress
from fichier_tui.domain.history import PurchaseDetails, VisitDetails
from fichier_tui.domain.letter import MERGE_FIELDS, LetterFacts, read_template
from fichier_tui.domain.own_field import OwnField
from fichier_tui.exchange.letters.values import merge_values
from fichier_tui.storage import (
    Session,
    create_contact,
    log_purchase,
    log_visit,
    read_letter_facts,
    set_sponsor,
)
from tests.storage.conftest import new_session

TODAY = dt.date(2026, 3, 1)
OWN = (
    OwnField("taille", "Taille", "number", (), "skis"),
    OwnField("mariage", "Mariage", "date", (), "attention"),
    OwnField("club", "Club", "yes_no", (), "prices"),
)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """A session on a new encrypted file."""
    session = new_session(tmp_path)
    yield session
    session.database.close()


def _values(language: str = "fr", **details: object) -> dict[str, str]:
    facts = LetterFacts(1, ContactDetails(**details))  # type: ignore[arg-type]
    return merge_values(facts, language=language, today=TODAY, business="Chalet", own=OWN)


@pytest.mark.parametrize(
    ("details", "language", "expected"),
    [
        ({"civility": "mrs", "last_name": "Durand"}, "fr", ("Madame", "Madame Durand", "Chère", "e")),
        ({"sex": "m", "last_name": "Durand", "first_name": "Luc"}, "fr", ("Monsieur", "Monsieur Durand", "Cher", "")),
        ({"last_name": "Durand", "first_name": "Cam"}, "fr", ("Madame, Monsieur", "Cam Durand", None, "(e)")),
        (
            {"kind": "company", "company_name": "Ski SARL", "sex": "f"},
            "fr",
            ("Madame, Monsieur", "Ski SARL", None, "(e)"),
        ),
        ({"civility": "mrs", "last_name": "Durand"}, "en", ("Dear Mrs Durand", "Mrs Durand", "Dear", "")),
        ({"last_name": "Durand", "first_name": "Cam"}, "en", ("Dear Cam Durand", "Cam Durand", "Dear", "")),
        ({"kind": "company", "company_name": "Ski SARL"}, "en", ("Dear Sir or Madam", "Ski SARL", "Dear", "")),
        ({}, "en", ("Dear Sir or Madam", None, "Dear", "")),
    ],
)
def test_one_is_called_as_one_is(details: dict[str, object], language: str, expected: tuple[str | None, ...]) -> None:
    values = _values(language, **details)
    assert tuple(values.get(code) for code in ("salutation", "titled_name", "dear", "e")) == expected


def test_days_numbers_and_own_fields_are_in_words() -> None:
    custom = {"taille": "1200.5", "mariage": "1999-08-01", "club": "0"}
    french = _values(birth="--02-29", custom=custom)
    assert french["today"] == "1er mars 2026"
    assert french["birthday"] == "29 février"
    assert [french[f"own.{key}"] for key in custom] == ["1\u202f200,5", "1er août 1999", "non"]
    english = _values("en", birth="1960-02-03", custom=custom)
    assert english["birthday"] == "3 February"
    assert [english[f"own.{key}"] for key in custom] == ["1,200.5", "1 August 1999", "no"]


def test_what_is_missing_is_absent() -> None:
    assert set(_values()) == {"salutation", "e", "business", "today"}
    assert all(value for code, value in _values(sex="m").items() if code != "e")


def test_the_facts_of_many_are_read_at_once(session: Session) -> None:
    jeanne = create_contact(session, ContactDetails(last_name="Martin", first_name="Jeanne"))
    contact = create_contact(
        session,
        ContactDetails(
            civility="mrs",
            last_name="Durand",
            first_name="Élise",
            card_number="A1",
            emails=(EmailAddress("elise@example.org"),),
            phones=(PhoneNumber("+33612345678"),),
            addresses=(PostalAddress("1 rue Haute", "74400", "Chamonix"),),
        ),
    )
    set_sponsor(session, contact.id, jeanne.id)
    log_visit(session, contact.id, VisitDetails(day=dt.date(2026, 2, 3)))
    for product, day in (("Spa", 3), ("Nuitée", 1), ("Nuitée", 2)):
        log_purchase(session, contact.id, PurchaseDetails(day=dt.date(2026, 1, day), product=product, amount_cents=100))
    facts = read_letter_facts(session, [contact.id, jeanne.id, 9_999])
    assert set(facts) == {contact.id, jeanne.id}
    values = merge_values(facts[contact.id], language="fr", today=TODAY, business="Chalet")
    text = (
        "{prénom_nom}, {ville} {cp}, {dernière_visite}, {dernier achat}, {produit_préféré}, {points}, {parrain}, {tél}"
    )
    assert read_template(text).fill(values) == (
        "Élise Durand, Chamonix 74400, 3 février 2026, 3 janvier 2026, Nuitée, 0, Jeanne Martin, 06 12 34 56 78"
    )
    assert "points" not in merge_values(facts[jeanne.id], language="fr", today=TODAY)
    assert set(values) <= set(MERGE_FIELDS)
