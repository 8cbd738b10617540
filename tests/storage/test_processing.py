"""The register of processing says what the file really holds; that of exports what really left."""

from __future__ import annotations

import datetime as dt

import pytest

from fichier_tui.domain.contact import ContactDetails, EmailAddress
from fichier_tui.domain.history import PurchaseDetails
from fichier_tui.domain.own_field import OwnFieldDetails
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import change_setting, create_contact, log_purchase
from fichier_tui.storage.exporting import record_export
from fichier_tui.storage.journal.undoing import undo
from fichier_tui.storage.rights.field_use import field_use, hidden_fields, hide_field
from fichier_tui.storage.rights.processing import list_exports, read_processing
from fichier_tui.storage.rights.retention_choices import change_retention, retention_choices
from fichier_tui.storage.session import Session
from fichier_tui.storage.shop_fields import create_own_field

DAY = dt.date(2026, 11, 21)


def test_an_empty_file_does_little_and_misses_its_controller(session: Session) -> None:
    register = read_processing(session)
    assert [one.code for one in register.activities] == ["clients", "rights", "safety"]
    assert register.recipients == ()
    assert register.controller.missing() == ("business", "name", "address", "contact")


def test_it_follows_what_is_really_done(session: Session) -> None:
    field = create_own_field(session, OwnFieldDetails("Ski level", purpose="the right lesson"))
    details = ContactDetails(
        last_name="Faure", emails=(EmailAddress("faure@example.org"),), profession="Nurse", custom={field.key: "good"}
    )
    faure = create_contact(session, details).id
    create_contact(session, ContactDetails(kind="company", company_name="Roux SARL"))
    create_contact(session, ContactDetails(last_name="Martin"))
    log_purchase(session, faure, PurchaseDetails(DAY, "Spa", 8_500))
    record_export(session, "csv", 3, "Spring mailing", "c.csv", channel="email", aim="prospecting",
                  left_out={("opposed", "R26"): 2, ("no_email", ""): 1})  # fmt: skip
    for key, value in {"business": "Chez Léa", "controller_name": "Léa", "controller_address": "1 rue Haute",
                       "controller_phone": "0493123456", "dpo": "", "transfers": ""}.items():  # fmt: skip
        change_setting(session, key, value)
    change_retention(session, "client", 24)
    register = read_processing(session)
    assert [one.code for one in register.activities] == ["clients", "accounts", "rights", "safety"]
    assert register.controller.missing() == ()
    assert dict(register.counts) == {"client": 1, "prospect": 1, "company": 1, "staff": 1}
    serving = register.activities[0]
    assert set(serving.data) == {"last_name", "company_name", "email", "purchases"}
    (own,) = register.own_fields()
    assert (own.label, own.purpose, own.filled, own.contacts) == ("Ski level", "the right lesson", 1, 3)
    (recipient,) = register.recipients
    assert (recipient.kind, recipient.name, recipient.times, recipient.contacts) == ("exported", "Spring mailing", 1, 3)
    assert (register.measures.members, register.measures.owners) == (1, 1)
    assert register.chosen == {"client": 24}
    (line,) = list_exports(session)
    assert line.left_out == {("opposed", "R26"): 2, ("no_email", ""): 1}
    assert (line.staff, line.channel) == ("Hélène", "email")


def test_a_time_is_chosen_within_its_bounds_and_taken_back(session: Session) -> None:
    change_retention(session, "prospect", 12)
    change_retention(session, "prospect", 36)
    assert retention_choices(session) == {}
    undo(session)
    assert retention_choices(session) == {"prospect": 12}
    with pytest.raises(Refusal, match=r"retention\.too_long"):
        change_retention(session, "prospect", 48)


def test_a_built_in_field_is_left_out_of_the_form_and_comes_back(session: Session) -> None:
    assert hidden_fields(session) == frozenset()
    hide_field(session, "profession")
    hide_field(session, "sex")
    assert hidden_fields(session) == {"profession", "sex"}
    assert {use.code for use in field_use(session) if use.hidden} == {"profession", "sex"}
    hide_field(session, "sex", hidden=False)
    undo(session)
    assert hidden_fields(session) == {"profession", "sex"}
    with pytest.raises(Refusal, match=r"field\.needed"):
        hide_field(session, "last_name")
