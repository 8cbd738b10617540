"""Files as real businesses have them come in exactly as `truth.json` tells."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from fichier_tui.domain.consent import consent_state
from fichier_tui.domain.contact import EmailAddress, PhoneNumber, PostalAddress
from fichier_tui.domain.history import ConsentLine
from fichier_tui.domain.import_mapping import propose_mapping
from fichier_tui.domain.import_plan import ImportPlan
from fichier_tui.exchange.planning import plan_import
from fichier_tui.exchange.reading import read_sheet
from fichier_tui.exchange.table import Table, find_table

DATA = Path(__file__).parent.parent / "data"
TRUTH: dict[str, dict[str, Any]] = json.loads((DATA / "truth.json").read_text(encoding="utf-8"))
TODAY = dt.date(2026, 11, 22)


def planned(name: str) -> tuple[Table, ImportPlan]:
    """A sample read, mapped as proposed, and planned."""
    table = find_table(read_sheet(DATA / name))
    return table, plan_import(table, propose_mapping(table.headings, table.samples()), TODAY)


def states(plan: ImportPlan) -> Counter[tuple[str, str]]:
    """How many contacts have each state of each channel."""
    return Counter((consent.channel, consent.state) for contact in plan.contacts for consent in contact.consents)


def test_a_tourist_office_s_workbook() -> None:
    truth = TRUTH["office_tourisme.xlsx"]
    table, plan = planned("office_tourisme.xlsx")
    found = states(plan)
    assert {
        "header_row": table.header_row,
        "rows": len(table.rows),
        "contacts": len(plan.contacts),
        "purchases": plan.purchases,
        "cents": plan.cents,
        "nights": sum(purchase.nights or 0 for contact in plan.contacts for purchase in contact.purchases),
        "prospects": sum(not contact.purchases for contact in plan.contacts),
        "email_yes": found["email", "given"],
        "sms_yes": found["sms", "given"],
    } == truth
    assert table.sheet.others == ("Notice",)
    assert [(refused.row, refused.reason) for refused in plan.refused] == [(400, "row.total")]
    leconte = next(contact for contact in plan.contacts if contact.details.last_name == "LECONTE")
    assert leconte.rows == (5, 96, 214, 338, 373)
    assert leconte.details.birth == "1980-10-18"
    assert leconte.details.source == "social_network"
    assert {contact.details.addresses[0].postcode for contact in plan.contacts} >= {"06000", "01170", "75011"}
    assert all(len(contact.details.phones) <= 1 for contact in plan.contacts)


def test_a_hairdresser_s_clients() -> None:
    truth = TRUTH["salon_clients.csv"]
    table, plan = planned("salon_clients.csv")
    assert (table.sheet.encoding, table.sheet.delimiter) == (truth["encoding"], truth["delimiter"])
    assert len(plan.contacts) == len(table.rows) == truth["rows"]
    assert [refused.reason for refused in plan.refused] == ["cell.not_email"] * truth["bad_emails"]
    for refused in plan.refused:
        contact = next(contact for contact in plan.contacts if refused.row in contact.rows)
        assert contact.import_note == f"Email = {refused.value}"
        assert not contact.details.emails


def test_the_contacts_of_outlook() -> None:
    truth = TRUTH["outlook_fr.csv"]
    table, plan = planned("outlook_fr.csv")
    assert (table.sheet.encoding, table.sheet.delimiter) == (truth["encoding"], truth["delimiter"])
    assert len(plan.contacts) == truth["contacts"]
    assert not plan.refused
    lucas = next(contact.details for contact in plan.contacts if contact.details.company_name == "Lemonnier S.A.S.")
    assert (lucas.kind, lucas.last_name, lucas.civility) == ("person", "Lucas", "mr")
    assert [address.kind for address in lucas.addresses] == ["home", "work"]
    assert {contact.details.job_title for contact in plan.contacts} == {"", "Directrice", "Gérant"}
    assert sum(contact.notes == ("ligne 1\nligne 2",) for contact in plan.contacts) == 10


def test_the_oppositions_of_brevo_are_never_dropped() -> None:
    truth = TRUTH["brevo.csv"]
    _, plan = planned("brevo.csv")
    found = states(plan)
    assert len(plan.contacts) == truth["contacts"]
    assert found == {("email", "opposed"): truth["email_opposed"], ("sms", "opposed"): truth["sms_opposed"]}
    assert {contact.details.phones[0].number[:3] for contact in plan.contacts if contact.details.phones} == {"+33"}


def test_the_proof_of_a_double_opt_in_is_kept() -> None:
    truth = TRUTH["mailchimp_unsubscribed.csv"]
    _, plan = planned("mailchimp_unsubscribed.csv")
    found = states(plan)
    assert len(plan.contacts) == truth["contacts"]
    assert found == {("email", "confirmed"): truth["double_opt_in"], ("email", "opposed"): truth["email_opposed"]}
    confirmed, opposed = plan.contacts[0].consents
    assert confirmed.proof == "OPTIN_TIME = 2024-03-01 10:00:00\nCONFIRM_TIME = 2024-03-01 10:04:11"
    assert (opposed.day, opposed.proof.splitlines()[1]) == (dt.date(2025, 6, 11), "UNSUB_CAMPAIGN_TITLE = Offre d'été")
    assert plan.contacts[0].details.birth == "--03-26"
    assert plan.contacts[0].details.tags == ("VIP", "Blog")


@pytest.mark.parametrize(
    ("heading", "cell", "state"),
    [
        ("EMAIL_BLACKLISTED", "Yes", "opposed"),
        ("EMAIL_BLACKLISTED", "TRUE", "opposed"),
        ("EMAIL_BLACKLISTED", "02-05-2024", "opposed"),
        ("EMAIL_BLACKLISTED", "perhaps", "refused"),
        ("EMAIL_BLACKLISTED", "No", "confirmed"),
        ("EMAIL_BLACKLISTED", "", "confirmed"),
        ("UNSUB_TIME", "2025-06-11T08:12:40Z", "opposed"),
        ("UNSUB_TIME", "yesterday", "opposed"),
        ("UNSUB_TIME", "0000-00-00 00:00:00", "confirmed"),
        ("UNSUB_REASON", "NORMAL", "opposed"),
        ("UNSUB_REASON", "", "confirmed"),
    ],
)
def test_who_left_a_list_has_left_whatever_it_says_besides(tmp_path: Path, heading: str, cell: str, state: str) -> None:
    source = tmp_path / "list.csv"
    lines = (f"Email Address,CONFIRM_TIME,{heading}", f"a@free.fr,2026-03-01 10:04:11,{cell}", "b@free.fr,,")
    source.write_text("\n".join(lines) + "\n", encoding="utf-8")
    table = find_table(read_sheet(source))
    plan = plan_import(table, propose_mapping(table.headings, table.samples()), TODAY)
    instant = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
    history = [ConsentLine(line.channel, line.state, line.day, instant, "import") for line in plan.contacts[0].consents]
    assert consent_state(history, "email") == state


def test_a_booking_that_was_cancelled_is_no_purchase() -> None:
    truth = TRUTH["booking.csv"]
    table, plan = planned("booking.csv")
    assert (len(table.rows), plan.purchases, plan.cents) == (truth["rows"], truth["purchases"], truth["cents"])
    assert len(plan.contacts) == truth["rows"]
    ramos = next(contact for contact in plan.contacts if contact.details.last_name == "Ramos")
    assert [event.detail for event in ramos.behaviour] == [
        "4000000008 · cancelled_by_guest · Chambre double · 269,00 €"
    ]
    assert plan.contacts[0].purchases[0].nights == 2


def test_the_contacts_of_google() -> None:
    _, plan = planned("google_contacts.csv")
    assert len(plan.contacts) == 60
    arnaud = next(contact.details for contact in plan.contacts if contact.details.last_name == "Arnaud")
    assert [email.address for email in arnaud.emails] == ["cecile.arnaud83@orange.fr", "autre1@free.fr"]
    assert [phone.number for phone in arnaud.phones] == ["+33648904211", "+33450000001"]
    assert arnaud.tags == ("Clients",)
    assert any(contact.details.birth == "--03-22" for contact in plan.contacts)


@pytest.mark.parametrize(("name", "contacts"), [("hostile.xlsx", 5), ("hostile.csv", 3)])
def test_a_hostile_file_harms_nothing_and_loses_nothing(name: str, contacts: int) -> None:
    _, plan = planned(name)
    assert len(plan.contacts) == contacts
    for text in (repr(plan), *(contact.import_note for contact in plan.contacts)):
        assert not any(character in text for character in "\x1b\x07\x00\u202e\u200b")
    names = {contact.details.last_name for contact in plan.contacts}
    if name == "hostile.csv":
        assert names == {"]52", "=cmd|' /C calc'!A0", '"non fermé'}
    else:
        assert {'=HYPERLINK("http://x","Dupont")', "[/b] Martin [SARL]", "esrever", "+33612345678"} < names
        tel = next(contact for contact in plan.contacts if contact.details.last_name == "+33612345678")
        assert tel.import_note == "Téléphone = tel"
        assert tel.notes == ("'; DROP TABLE contact; --",)


@pytest.mark.parametrize("name", sorted(TRUTH))
def test_the_same_file_gives_the_same_plan(name: str) -> None:
    assert planned(name)[1] == planned(name)[1]


def test_the_cards_of_a_telephone() -> None:
    _, plan = planned("telephones.vcf")
    assert len(plan.contacts) == TRUTH["telephones.vcf"]["contacts"]
    zoe, elise, chalet = (contact.details for contact in plan.contacts)
    assert (zoe.last_name, zoe.first_name, zoe.civility, zoe.birth) == ("Lefèvre", "Zoé", "mrs", "1984-05-17")
    assert zoe.phones == (PhoneNumber("+33612345678", "mobile"),)
    assert zoe.emails == (EmailAddress("zoe@exemple.fr"),)
    assert zoe.addresses == (PostalAddress("3 rue de l'Église", "01170", "Gex"),)
    assert zoe.tags == ("Randonnée", "VIP")
    assert (elise.last_name, elise.first_name, elise.birth) == ("Benoît", "Élise", "1970-02-03")
    assert (chalet.kind, chalet.company_name, chalet.last_name) == ("company", "Chalet du Lac SARL", "")
    assert (chalet.phones[0].number, chalet.phones[0].kind) == ("+33450000001", "work")
    assert plan.contacts[2].notes == ("première ligne\nseconde ligne",)
    assert not plan.refused
