"""Rows into contacts: what two rows say otherwise, consents in doubt, several purchases on one row."""

from __future__ import annotations

import datetime as dt

from fichier_tui.domain.import_mapping import propose_mapping
from fichier_tui.domain.import_plan import ImportPlan, PlannedConsent
from fichier_tui.domain.import_values import Cell
from fichier_tui.exchange.planning import plan_import
from fichier_tui.exchange.table import Column, Sheet, encode, find_table

TODAY = dt.date(2026, 11, 22)


def planned(headings: str, *rows: list[Cell]) -> ImportPlan:
    """The plan of rows under headings divided by "|"."""
    cells: list[list[Cell]] = [list(headings.split("|")), *rows]
    columns = tuple(Column(*encode([row[place] for row in cells])) for place in range(len(cells[0])))
    table = find_table(Sheet("a", columns, len(cells)), 1)
    return plan_import(table, propose_mapping(table.headings, table.samples()), TODAY)


def test_a_consent_in_doubt_is_a_no() -> None:
    plan = planned(
        "Nom|Prénom|Email|Accord email", ["Péron", "Zoé", "z@x.fr", "oui"], ["Péron", "Zoé", "z@x.fr", "non"]
    )
    (contact,) = plan.contacts
    assert contact.consents == (PlannedConsent("email", "refused", TODAY, "Accord email = non"),)
    assert contact.import_note == "Accord email = oui"


def test_a_blank_asks_nothing_and_what_is_unclear_is_no_consent() -> None:
    plan = planned(
        "Nom|Prénom|Accord SMS",
        ["Péron", "Zoé", ""],
        ["Robin", "Luc", "peut-être"],
        ["Roux", "Léa", "O"],
        ["Sy", "Ali", "N"],
    )
    assert [contact.consents and contact.consents[0].state for contact in plan.contacts] == [(), (), "given", "refused"]
    assert [(refused.row, refused.reason) for refused in plan.refused] == [(3, "cell.not_yes_no")]


def test_an_opposition_that_cannot_be_read_closes_and_says_so() -> None:
    plan = planned("Nom|E-mail|EMAIL_BLACKLISTED", ["Péron", "z@x.fr", "peut-être"])
    assert plan.contacts[0].consents == (PlannedConsent("email", "refused", TODAY, "EMAIL_BLACKLISTED = peut-être"),)
    assert [(refused.row, refused.reason) for refused in plan.refused] == [(2, "cell.taken_as_no")]


def test_a_rented_file_brings_no_consent() -> None:
    plan = planned(
        "Nom|Prénom|Provenance|Accord email", ["Péron", "Zoé", "Fichier loué", "oui"], ["Roux", "Léa", "Accueil", "oui"]
    )
    rented, met = plan.contacts
    assert (rented.details.source, rented.consents, rented.import_note) == ("rented_file", (), "Accord email = oui")
    assert met.consents[0].state == "given"
    assert [(refused.row, refused.reason) for refused in plan.refused] == [(2, "cell.rented")]


def test_a_yes_to_calls_of_which_nobody_knows_the_day_is_no_yes() -> None:
    plan = planned(
        "Nom|Prénom|Accepte les e-mails|Accepte les appels|Date de consentement",
        ["Péron", "Zoé", "oui", "oui", ""],
        ["Roux", "Léa", "", "oui", "01/03/2026"],
        ["Sy", "Ali", "", "non", ""],
    )
    undated, dated, no = plan.contacts
    assert [(line.channel, line.state) for line in undated.consents] == [("email", "given")]
    assert undated.import_note == "Accepte les appels = oui"
    assert [(line.channel, line.state, line.day) for line in dated.consents] == [
        ("phone", "given", dt.date(2026, 3, 1))
    ]
    assert [(line.channel, line.state) for line in no.consents] == [("phone", "refused")]
    assert [(refused.row, refused.column, refused.reason) for refused in plan.refused] == [
        (2, "Accepte les appels", "cell.undated_yes")
    ]


def test_an_address_that_a_newsletter_could_not_reach_brings_no_yes() -> None:
    plan = planned(
        "Email Address|OPTIN_TIME|CONFIRM_TIME|CLEAN_TIME",
        ["a@x.fr", "2026-03-01 10:00:00", "2026-03-01 10:04:11", "2026-05-01 08:00:00"],
        ["b@x.fr", "2026-03-01 10:00:00", "2026-03-01 10:04:11", "one day"],
        ["c@x.fr", "2026-03-01 10:00:00", "2026-03-01 10:04:11", "0000-00-00 00:00:00"],
        ["d@x.fr", "2026-03-01 10:00:00", "2026-03-01 10:04:11", ""],
    )
    assert [[line.state for line in contact.consents] for contact in plan.contacts] == [
        [], [], ["confirmed"], ["confirmed"],
    ]  # fmt: skip
    assert plan.contacts[0].import_note.splitlines() == [
        "CLEAN_TIME = 2026-05-01 08:00:00",
        "OPTIN_TIME = 2026-03-01 10:00:00",
        "CONFIRM_TIME = 2026-03-01 10:04:11",
    ]
    assert {refused.row for refused in plan.refused if refused.reason == "cell.dead_address"} == {2, 3}


def test_a_double_opt_in_without_its_day_is_kept_and_no_fault() -> None:
    plan = planned("Nom|Email|DOUBLE_OPT-IN", ["Péron", "z@x.fr", "Yes"])
    assert (plan.contacts[0].consents, plan.contacts[0].import_note) == ((), "DOUBLE_OPT-IN = Yes")
    assert plan.refused == ()


def test_a_household_stays_apart_and_a_person_is_one() -> None:
    plan = planned(
        "Nom|Prénom|Téléphone|Email",
        ["Péron", "Zoé", "0450000001", ""],
        ["Péron", "Luc", "0450000001", "foyer@x.fr"],
        ["PÉRON", "Zoe", "", "foyer@x.fr"],
        ["Péron", "Zoé", "0450000001", "foyer@x.fr"],
    )
    assert [contact.rows for contact in plan.contacts] == [(2, 4, 5), (3,)]


def test_homonyms_with_nothing_in_common_stay_apart() -> None:
    plan = planned(
        "Nom|Prénom|Téléphone|Email|CP",
        ["Martin", "Jean", "0611111111", "a@x.fr", "75011"],
        ["Martin", "Jean", "0622222222", "b@x.fr", "75011"],
        ["Martin", "Jean", "", "", "69003"],
    )
    assert len(plan.contacts) == 3


def test_rows_with_a_name_alone_join_the_one_contact_of_that_name() -> None:
    plan = planned(
        "Nom|Prénom|Email|Date d'achat|Montant",
        ["Péron", "Zoé", "z@x.fr", "01/02/2024", "10"],
        ["Péron", "Zoé", "", "02/02/2024", "20"],
    )
    assert [(contact.rows, len(contact.purchases)) for contact in plan.contacts] == [((2, 3), 2)]
    assert plan.cents == 3000


def test_what_a_second_row_says_otherwise_is_kept_and_told() -> None:
    plan = planned(
        "Nom|Prénom|Email|Profession", ["Péron", "Zoé", "z@x.fr", "Guide"], ["Péron", "Zoé", "z@x.fr", "Notaire"]
    )
    (contact,) = plan.contacts
    assert (contact.details.profession, contact.import_note) == ("Guide", "Profession = Notaire")
    assert [(refused.row, refused.column, refused.reason) for refused in plan.refused] == [
        (3, "Profession", "cell.differs")
    ]


def test_several_purchases_stand_side_by_side() -> None:
    plan = planned(
        "Nom|Prénom|Date achat 1|Montant 1|Date achat 2|Montant 2",
        ["Péron", "Zoé", "01/02/2024", 10.0, "03/04/2024", "20,50"],
    )
    assert [(purchase.day, purchase.amount_cents) for purchase in plan.contacts[0].purchases] == [
        (dt.date(2024, 2, 1), 1000),
        (dt.date(2024, 4, 3), 2050),
    ]


def test_an_amount_with_no_day_is_kept_and_told() -> None:
    plan = planned("Nom|Date d'achat|Montant", ["Péron", "", "12,50"], ["Roux", "hier ?", "3"])
    assert [contact.import_note for contact in plan.contacts] == [
        "Montant = 12,50",
        "Date d'achat = hier ?\nMontant = 3",
    ]
    assert {refused.reason for refused in plan.refused} == {"cell.no_day", "cell.not_day"}
    assert not plan.purchases


def test_a_row_about_nobody_is_refused_with_what_it_holds() -> None:
    plan = planned("Nom|Ville|CP", ["", "Gex", 1170.0], ["Péron", "Gex", 1170.0])
    assert [(refused.row, refused.column, refused.reason, refused.value) for refused in plan.refused] == [
        (2, "", "row.nobody", "Gex | 1170")
    ]
    assert len(plan.contacts) == 1


def test_the_phones_of_one_cell_and_those_that_are_none() -> None:
    plan = planned(
        "Nom|Tél", ["Péron", "06 11 11 11 11 / 04 50 00 00 01"], ["Roux", "0622222222 ; le soir"], ["Sy", "612345678.0"]
    )
    assert [[phone.number for phone in contact.details.phones] for contact in plan.contacts] == [
        ["+33611111111", "+33450000001"],
        ["+33622222222"],
        ["+33612345678"],
    ]
    assert plan.contacts[1].import_note == "Tél = 0622222222 ; le soir"


def test_appointments_that_have_passed_are_done() -> None:
    plan = planned(
        "Nom|Prénom|Date de RDV|À prévoir",
        ["Péron", "Zoé", "01/12/2026", "Rappeler"],
        ["Roux", "Léa", "01/02/2026", ""],
    )
    assert [[(action.details.kind, action.state) for action in contact.actions] for contact in plan.contacts] == [
        [("appointment", "open"), ("call", "open")],
        [("appointment", "done")],
    ]


def test_a_client_of_whom_no_purchase_is_known_keeps_the_word() -> None:
    plan = planned(
        "Nom|Type de contact", ["Péron", "Client"], ["Roux", "Prospect"], ["Mairie", "Société"], ["Sy", "VIP"]
    )
    assert [contact.details.tags for contact in plan.contacts] == [("Client",), (), (), ("VIP",)]
    assert [contact.details.kind for contact in plan.contacts] == ["person", "person", "company", "person"]


def test_a_swiss_postcode_keeps_its_four_digits_where_a_french_one_has_its_zero_back() -> None:
    plan = planned(
        "Nom|Code postal|Ville|Pays",
        ["Aebischer", 1204.0, "Genève", "Suisse"],
        ["Maes", "1000", "Bruxelles", "Belgique"],
        ["Roux", 1170.0, "Gex", "France"],
        ["Sy", 6000.0, "Nice", ""],
    )
    assert [contact.details.addresses[0].postcode for contact in plan.contacts] == ["1204", "1000", "01170", "06000"]
