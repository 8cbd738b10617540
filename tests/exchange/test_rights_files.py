"""One person's whole file: all that is known, in words that stand; nobody else's name; a line in the register."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from fichier_tui import i18n
from fichier_tui.domain.contact import ContactDetails, EmailAddress, PhoneNumber
from fichier_tui.domain.import_plan import ImportPlan, PlannedContact
from fichier_tui.domain.person_file import HIDDEN, DoneLine, PersonFile, without_names
from fichier_tui.domain.refusal import Refusal
from fichier_tui.exchange.rights.pages import Document, pages
from fichier_tui.exchange.rights.person_csv import portable_csv
from fichier_tui.exchange.rights.person_json import access_json, portable_json
from fichier_tui.exchange.rights.writing import write_person
from fichier_tui.storage import (
    OpenFile,
    Session,
    add_note,
    change_contact,
    create_contact,
    create_file,
    import_contacts,
    models,
    open_unlocked,
    read_contact,
    set_sponsor,
)
from fichier_tui.storage.keyring import CHEAPEST
from fichier_tui.storage.rights.notices import change_notice, current_notice, inform
from fichier_tui.storage.rights.person_file import read_person
from fichier_tui.storage.rights.retention_choices import change_retention
from fichier_tui.ui.done import DONE
from fichier_tui.ui.person_page import person_document
from tests.storage.conftest import new_session
from tests.storage.forgotten import planted, with_a_life


@pytest.fixture(scope="module")
def person(tmp_path_factory: pytest.TempPathFactory) -> PersonFile:
    session = new_session(tmp_path_factory.mktemp("person"))
    contact = with_a_life(session, 1)
    other = create_contact(session, ContactDetails(last_name="Durand", first_name="Odile", household="hous0001qxz")).id
    sponsor = create_contact(session, ContactDetails(last_name="Lefèvre", first_name="Paul")).id
    set_sponsor(session, contact, sponsor)
    add_note(session, contact, "Vient avec Odile DURAND, envoyée par Paul Lefevre, vue par Hélène ; aime l'ODILE")
    found = read_person(session, contact)
    assert other
    session.database.close()
    return found


def test_everything_that_is_known_stands_in_it_under_stable_names(person: PersonFile) -> None:
    said = json.loads(access_json(person))
    assert (said["format"], said["version"]) == ("fichier-access", 1)
    who = planted(1)
    assert (said["contact"]["last_name"], said["contact"]["birth"]) == (who.last_name, who.birth)
    assert said["phones"] == [{"number": who.phones[0].number, "kind": "mobile"}]
    assert {line["amount_cents"] for line in said["purchases"]} == {4_001}
    assert {line["state"] for line in said["consents"]} == {"opposed"}
    assert {one["channel"]: one["allowed"] for one in said["may_be_contacted"]}["post"] is False
    assert said["requests"][0]["kind"] == "erasure"
    assert said["loyalty"]["balance"] == 5
    assert said["derived"]["revenue_cents"] == 4_001
    assert {line["verb"] for line in said["journal"]} >= {"contact.created", "visit.logged", "purchase.logged"}
    assert said["source"]["sent_by_another_client"] is True
    for name in ("visits", "actions", "notes", "opinions", "interest", "tags", "own_fields", "messages", "informed"):
        assert name in said, "what is empty stands there all the same"


def text_of(document: Document) -> str:
    """All that the pages say."""
    lines = [document.title, document.subtitle, "", document.introduction]
    for section in document.sections:
        lines += ["", section.heading.upper()]
        lines += [f"{line.label}: {line.text}" if line.label else line.text for line in section.lines]
    return "\n".join([*lines, ""])


def test_nobody_else_is_named(person: PersonFile) -> None:
    i18n.use_language("fr")
    everything = access_json(person).decode() + text_of(person_document(person))
    for name in ("Durand", "DURAND", "Lefevre", "Lefèvre", "Hélène"):
        assert name not in everything
    (note,) = [line.text for line in person.notes if line.text.startswith("Vient")]
    assert note == f"Vient avec {HIDDEN}, envoyée par {HIDDEN}, vue par {HIDDEN} ; aime l'{HIDDEN}"
    assert person.hidden == 4


@pytest.mark.parametrize(
    ("text", "names", "found"),
    [
        ("Léa Martin appelle", ["Léa Martin"], f"{HIDDEN} appelle"),
        ("LEA MARTIN, lea martin", ["Léa Martin"], f"{HIDDEN}, {HIDDEN}"),
        ("Martine et Léanne", ["Martin", "Léa"], "Martine et Léanne"),
        ("Jo vient", ["Jo"], "Jo vient"),  # two letters are no name
        ("", ["Léa"], ""),
    ],
)
def test_whole_words_alone_are_hidden(text: str, names: list[str], found: str) -> None:
    assert without_names(text, names)[0] == found


def test_what_is_taken_elsewhere_is_what_the_person_gave(person: PersonFile) -> None:
    said = json.loads(portable_json(person))
    assert said["format"] == "fichier-portability"
    assert {"contact", "phones", "emails", "addresses", "purchases", "consents"} <= set(said)
    assert not {"notes", "actions", "derived", "journal", "messages", "source"} & set(said)
    assert "important" not in said["contact"]
    assert all("note" not in line for line in said["purchases"])
    rows = list(csv.DictReader(io.StringIO(portable_csv(person).decode("utf-8-sig")), delimiter=";"))
    held = {(row["section"], row["number"], row["name"]): row["value"] for row in rows}
    assert held["contact", "", "last_name"] == planted(1).last_name
    assert held["phones", "1", "number"] == "'" + planted(1).phones[0].number, "no spreadsheet runs it"
    assert held["loyalty", "", "balance"] == "5"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_pages_tell_who_holds_it_what_for_and_the_rights(person: PersonFile, language: str) -> None:
    i18n.use_language(language)
    document = person_document(person)
    said = text_of(document)
    assert planted(1).display_name in said
    assert "www.cnil.fr" in said
    headings = [section.heading for section in document.sections]
    assert len(headings) == len(set(headings)) >= 12
    assert pages(document).startswith(b"%PDF")
    assert pages(document) == pages(document), "the same for the same file"


def test_what_was_done_to_many_at_once_stands_in_it_too(tmp_path: Path) -> None:
    i18n.use_language("en")
    session = new_session(tmp_path)
    contact = create_contact(session, ContactDetails(last_name="Durand", first_name="Odile")).id
    elsewhere = create_contact(session, ContactDetails(last_name="Lefèvre", first_name="Paul")).id
    more = ContactDetails(last_name="Durand", first_name="Odile", phones=(PhoneNumber("+33612345678"),))
    change_contact(session, contact, more, read_version=read_contact(session, contact).version)
    address = replace(more, emails=(EmailAddress("odile@example.org"),))
    assert import_contacts(session, ImportPlan((PlannedContact(address, (2,)),)), name="liste.csv").updated == 1
    found, other = read_person(session, contact), read_person(session, elsewhere)
    assert [line.verb for line in found.journal] == ["contacts.imported", "contact.changed", "contact.created"]
    assert [line.verb for line in other.journal] == ["contact.created"]
    assert "Brought in or completed by an import" in text_of(person_document(found))
    assert "liste.csv" not in text_of(person_document(found)), "it may name others"
    session.database.close()


def test_no_line_of_the_journal_is_told_by_half_a_sentence(person: PersonFile) -> None:
    i18n.use_language("en")
    halves = {}
    for verb in DONE:
        told = replace(person, journal=(DoneLine(person.contact.created_at, verb),))
        found = [part for part in person_document(told).sections if part.heading == "What was done with your card"]
        words = found[0].lines[0].text if found else ""
        if not words or words.endswith((" to", " for", " from", " of", ",", ":")):
            halves[verb] = words
    assert set(halves) <= {"staff.added", "staff.left", "staff.stayed"}, "what is never about a contact"


def test_the_time_that_the_shop_chose_is_the_one_that_the_person_is_told(tmp_path: Path) -> None:
    session = new_session(tmp_path)
    contact = create_contact(session, ContactDetails(last_name="Durand")).id
    inform(session, contact)
    for months, told, noticed in (
        (12, "1 an", "1 an après notre dernier contact (3 ans pour nos clients)"),
        (18, "18 mois", "18 mois après notre dernier contact (3 ans"),
    ):
        change_retention(session, "prospect", months)
        i18n.use_language("fr")
        found = read_person(session, contact)
        said = text_of(person_document(found)).replace("\u00a0", " ")
        assert f"Pour nos offres, {told} après notre dernier contact ; pour ce que demande" in said
        assert json.loads(access_json(found))["kept_months"]["after_last_contact"] == months
        notice = current_notice(session, "fr")
        assert noticed in notice.text
        assert (notice.version, notice.is_own) == (0, False), "nobody was given these words yet"
    change_retention(session, "prospect", 36)
    assert "3 ans après notre dernier contact, les factures" in current_notice(session, "fr").text
    assert current_notice(session, "fr").version == 1
    change_notice(session, "fr", "Nous gardons vos coordonnées un an.")
    assert current_notice(session, "fr").is_own
    session.database.close()


def test_it_leaves_whole_with_a_line_in_the_register(tmp_path: Path, person: PersonFile) -> None:
    new = create_file(tmp_path / "Shop", passphrase="été à Saint-Malo, 1987", kdf=CHEAPEST)
    file = open_unlocked(new.folder, new.unlocked)
    document = person_document(person)
    path = write_person(file, person, document, tmp_path / "her file", purpose="access")
    assert path.name == "her file.pdf"
    assert path.stat().st_mode & 0o077 == 0, "for its owner alone"
    with pytest.raises(Refusal, match=r"export\.exists"):
        write_person(file, person, document, path)
    with pytest.raises(Refusal, match=r"rights\.format"):
        write_person(file, person, document, tmp_path / "her.xlsx")
    assert [(row.format, row.contacts, row.purpose, row.name) for row in register(file)] == [
        ("pdf", 1, "access", "her file.pdf")
    ]
    file.close()


def register(file: OpenFile) -> list[models.ExportRecord]:
    def read(_session: Session) -> list[models.ExportRecord]:
        return list(models.ExportRecord.select())

    return file.call(read)
