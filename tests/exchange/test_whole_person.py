"""What a person is handed is complete, and the same as pages and as JSON: every column of every table of contacts."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import peewee as pw
import pytest

from fichier_tui import i18n
from fichier_tui.domain.contact import ContactDetails
from fichier_tui.domain.person_file import Holder
from fichier_tui.exchange.rights.person_json import access_json, portable_json
from fichier_tui.storage import Session, create_contact, models
from fichier_tui.storage.rights.person_file import read_person
from fichier_tui.ui import format
from fichier_tui.ui.person_page import person_document
from fichier_tui.ui.rights_words import unreachable_words
from tests.storage.conftest import DAY, new_session, new_session_beside

# What is not of the person, and why: no column is left out unless it stands here.
LEFT_OUT = {
    "visit": {"staff", "created_at", "id", "public_id"},
    "purchase": {"cost_cents"},  # what the shop paid
    "action": {"priority", "done_at"},  # the shop's own order of work; `done_at` stands in for the day
    # of what left, how the servers answered
    "sending_recipient": {"state", "reason", "message_id", "rule", "error"},
    "confirmation": {"fingerprint", "wording", "language", "content", "message_id", "attempts"},  # never the code
}
_OF_THE_FILE = {"id", "public_id", "position", "recorded_at", "created_at"}
# What a column holds where any word will not do.
_GIVEN = {
    ("visit", "time"): "07:41",
    ("action", "time"): "08:52",
    ("custom_value", "value"): "customqxz",
    ("sending_recipient", "state"): "sent",
    ("rights_request", "state"): "done",
    ("rights_request", "who"): "",  # of somebody who is not in the file
}
# Reckoned anew from the rest.
_RECKONED = ("contact_summary", "segment_member")
TABLES = [
    table
    for table in models.TABLES
    if any(
        isinstance(column, pw.ForeignKeyField) and column.rel_model is models.Contact and column.name == "contact"
        for column in table._meta.sorted_fields
    )
    and table._meta.table_name not in _RECKONED
]


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Session:
    return new_session(tmp_path_factory.mktemp("whole"))


def plant(session: Session, table: type[pw.Model], contact: int, number: int) -> dict[str, object]:
    """A row of that table whose every value is found nowhere else; what the person is to find again."""
    name = table._meta.table_name
    values: dict[str, object] = {}
    told: dict[str, object] = {}
    for place, column in enumerate(table._meta.sorted_fields, 1):
        kind = type(column).__name__
        if column.name == "contact":
            values["contact"] = contact
        elif isinstance(column, pw.ForeignKeyField):
            if not column.null:
                values[column.name] = parent(session, column.rel_model)
        elif kind == "InstantField":
            if not column.null:
                values[column.name] = session.now()
        elif column.name in ("id", "public_id") or kind == "BooleanField":
            continue
        else:
            value: object = f"{name}{place}qxz"
            if kind == "DateField":
                value = dt.date(1990, 1, 1) + dt.timedelta(days=40 * number + place)
            elif isinstance(column, pw.IntegerField):
                value = 3_000 + 40 * number + place
            values[column.name] = value = _GIVEN.get((name, column.name), value)
            if column.name not in LEFT_OUT.get(name, set()) | _OF_THE_FILE and value != "":
                told[column.name] = value
    table.create(**values)
    return told


def parent(session: Session, table: type[pw.Model]) -> int:
    """A row that others hang on."""
    known: dict[type[pw.Model], dict[str, object]] = {
        models.Sending: {"name": "x", "channel": "email", "medium": "smtp", "purpose": "prospecting"},
        models.Tag: {"name": "tagqxz"},
        models.CustomField: {"key": "keyqxz", "label": "labelqxz", "kind": "text", "purpose": "purposeqxz"},
    }
    values = known[table]
    if "created_at" in table._meta.fields:
        values["created_at"] = session.now()
    return int(table.create(**values).id)


@pytest.mark.parametrize("number", range(len(TABLES)), ids=[table._meta.table_name for table in TABLES])
def test_every_column_about_a_contact_stands_in_the_pages_and_in_the_json(session: Session, number: int) -> None:
    i18n.use_language("en")
    contact = create_contact(session, ContactDetails(last_name="Qxzovic")).id
    told = plant(session, TABLES[number], contact, number + 1)
    person = read_person(session, contact)
    as_json = access_json(person).decode()
    as_pages = "\n".join(
        f"{line.label} {line.text}" for part in person_document(person).sections for line in part.lines
    )
    missing = [f"{name} not in the JSON" for name, value in told.items() if spoken(value, "json", name) not in as_json]
    missing += [
        f"{name} not in the pages" for name, value in told.items() if spoken(value, "pages", name) not in as_pages
    ]
    assert missing == []


def spoken(value: object, where: str, column: str) -> str:
    """A value as it stands there."""
    if where == "json":
        return value.isoformat() if isinstance(value, dt.date) else str(value)
    if isinstance(value, dt.date):
        return format.day_short(value, DAY) if column == "done_on" else format.day(value)
    if column == "amount_cents" and isinstance(value, int):
        return format.money(value)
    if column == "minutes" and isinstance(value, int):
        return format.duration(value)
    if (column, value) == ("state", "done"):
        return "answered"
    return format.clock(value) if column == "time" and isinstance(value, str) else str(value)


def test_what_the_staff_wrote_of_a_visit_is_not_taken_elsewhere(tmp_path: Path) -> None:
    with new_session_beside(tmp_path) as session:
        contact = create_contact(session, ContactDetails(last_name="Qxzovic")).id
        models.Visit.create(contact=contact, day=session.today, note="diabetes", people=3, created_at=session.now())
        person = read_person(session, contact)
    assert "diabetes" in access_json(person).decode()
    assert "diabetes" not in portable_json(person).decode()


def test_nobody_is_told_to_write_where_no_address_is_said(tmp_path: Path) -> None:
    i18n.use_language("en")
    with new_session_beside(tmp_path) as session:
        person = read_person(session, create_contact(session, ContactDetails(last_name="Qxzovic")).id)

    def rights_of(holder: Holder) -> str:
        return str(person_document(replace(person, holder=holder)).sections[-1].lines)

    assert "; ask for it where you are received." in rights_of(Holder("Shop"))
    assert "; write to the business." in rights_of(Holder("Shop", address="1 quai"))
    assert "postal address, e-mail or telephone" in unreachable_words(Holder("Shop"))
    assert unreachable_words(Holder("Shop", address="1 quai", phone="+33612345678")) == ""
