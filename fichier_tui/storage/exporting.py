"""Contacts as they leave the file: read whole, in a few queries for many of them; and the register of what left.

Thousands are asked for at a time (`exchange.exporting` does): the one thread of the file stays free in between.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import PurePath
from typing import Any

from fichier_tui.domain.consent import states_on
from fichier_tui.domain.contact import (
    ContactDetails,
    ContactSummary,
    EmailAddress,
    PhoneNumber,
    PostalAddress,
    status,
)
from fichier_tui.domain.history import ConsentLine
from fichier_tui.domain.permission import EXPORT
from fichier_tui.domain.text import clean_line
from fichier_tui.storage import models
from fichier_tui.storage.session import Session
from fichier_tui.storage.shop import read_settings

# How many contacts are read by one set of queries.
BATCH = 2_000

_DETAILS = tuple(
    name
    for name in (field.name for field in fields(ContactDetails))
    if name not in ("phones", "emails", "addresses", "tags", "interests", "custom")
)
_SUMMARY = tuple(field.name for field in fields(ContactSummary))
_SUMMARY_DAYS = ("first_purchase", "last_purchase", "last_visit", "last_seen", "next_action")
_CONTACTS = (
    f"SELECT contact.id, {', '.join('contact.' + name for name in _DETAILS)},"
    f" {', '.join('contact_summary.' + name for name in _SUMMARY)}, contact.verified_on, employer.company_name"
    " FROM contact JOIN contact_summary ON contact_summary.contact_id = contact.id"
    " LEFT JOIN contact AS employer ON employer.id = contact.company_id"
    " WHERE contact.deleted_at IS NULL AND contact.restricted_on IS NULL AND contact.id IN :ids"
)
_PHONES = "SELECT contact_id, number, kind FROM phone WHERE contact_id IN :ids ORDER BY position, id"
_EMAILS = "SELECT contact_id, address, kind FROM email WHERE contact_id IN :ids ORDER BY position, id"
_ADDRESSES = (
    "SELECT contact_id, street, postcode, town, region, country, kind FROM address WHERE contact_id IN :ids"
    " ORDER BY position, id"
)
_LABELS = (
    "SELECT contact_id, kind, name FROM contact_tag JOIN tag ON tag.id = tag_id WHERE contact_id IN :ids ORDER BY name"
)
_CUSTOM = (
    "SELECT contact_id, key, value FROM custom_value JOIN custom_field ON custom_field.id = field_id"
    " WHERE contact_id IN :ids"
)
_CONSENTS = (
    "SELECT contact_id, channel, state, day, recorded_at, medium FROM consent WHERE contact_id IN :ids"
    " ORDER BY day, recorded_at, id"
)


@dataclass(frozen=True, slots=True)
class ExportedContact:
    """A contact with all that a file of contacts can say of it."""

    id: int
    details: ContactDetails
    summary: ContactSummary
    status: str
    consents: dict[str, str]
    """The state that holds, by channel: `not_asked` where nobody asked."""
    verified_on: dt.date | None = None
    employer: str = ""
    """The company of the file where the person works."""


@dataclass(frozen=True, slots=True)
class ExportedField:
    """A field of the shop's own, as the heading of a column. `kind` is text, number, date, choice or yes_no."""

    key: str
    label: str
    kind: str


def exported_fields(session: Session) -> tuple[ExportedField, ...]:
    """The shop's own fields that are in use, in the order of its settings."""
    query = models.CustomField.select().where(models.CustomField.retired_at.is_null())
    ordered = query.order_by(models.CustomField.position, models.CustomField.id)
    return tuple(ExportedField(row.key, row.label, row.kind) for row in ordered)


def export_batch(session: Session, ids: Sequence[int]) -> list[ExportedContact]:
    """These contacts in this order, seven queries however many they are.

    Those that were put aside are left out, and those who asked that their card be used for nothing (RGPD 18).
    """
    session.require(EXPORT)
    found = _read_batch(session, ids, read_settings(session).inactive_after_days)
    return [found[number] for number in ids if number in found]


def restricted_among(session: Session, ids: Sequence[int]) -> tuple[int, ...]:
    """Those whose data are restricted at their own request, whom no export holds (RGPD 18), in the order given."""
    session.require(EXPORT)
    rows = session.database.connection().execute(
        "SELECT id FROM contact WHERE restricted_on IS NOT NULL AND deleted_at IS NULL"
        " AND id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(ids)),),
    )
    found = {row[0] for row in rows}
    return tuple(number for number in ids if number in found)


def record_kept_calendar(session: Session, contacts: int, purpose: str, name: str) -> None:
    """Enter in the register the calendar that the shop keeps up to date, whoever is at the keyboard when it changes.

    Any other file is an export like the rest. Raises Refusal: staff.not_allowed.
    """
    if not name or name != PurePath(read_settings(session).calendar_path).name:
        session.require(EXPORT)
    _enter(session, "ics", contacts, purpose, name)


def record_export(
    session: Session,
    format: str,
    contacts: int,
    purpose: str,
    name: str,
    *,
    channel: str = "",
    aim: str = "",
    left_out: Mapping[tuple[str, str], int] | None = None,
    contact: int | None = None,
) -> None:
    """Enter in the register of exports that a file of contacts left: what, how many, why (FEATURES L6).

    `channel` and `aim` are what the law was asked for, `left_out` how many it left out by (reason, rule). A sheet or a
    calendar of the shop's own has none of them; of what is handed to the person `aim` is the right. `contact` is the
    only one in it: an erasure takes the name of the file too.
    """
    session.require(EXPORT)
    _enter(session, format, contacts, purpose, name, channel, aim, left_out, contact)


def _enter(
    session: Session,
    format: str,
    contacts: int,
    purpose: str,
    name: str,
    channel: str = "",
    aim: str = "",
    left_out: Mapping[tuple[str, str], int] | None = None,
    contact: int | None = None,
) -> None:
    name, purpose = clean_line(name), clean_line(purpose)
    counts = {f"{reason} {rule}".strip(): count for (reason, rule), count in (left_out or {}).items()}
    with session.operation("export.recorded", contact, name=name, contacts=contacts) as operation:
        operation.create(
            models.ExportRecord,
            at=session.now(),
            staff=session.staff.id or None,
            format=format,
            contacts=contacts,
            purpose=purpose,
            name=name,
            channel=channel,
            aim=aim,
            left_out=json.dumps(counts),
            contact_id=contact,
        )


def _read_batch(session: Session, ids: Sequence[int], inactive_after_days: int) -> dict[int, ExportedContact]:
    execute = session.database.connection().execute
    wanted = json.dumps(list(ids))

    def rows(sql: str) -> Any:
        return execute(sql.replace(":ids", "(SELECT value FROM json_each(?))"), (wanted,))

    phones = _grouped((number, PhoneNumber(*line)) for number, *line in rows(_PHONES))
    emails = _grouped((number, EmailAddress(*line)) for number, *line in rows(_EMAILS))
    addresses = _grouped((number, PostalAddress(*line)) for number, *line in rows(_ADDRESSES))
    labels = _grouped(((number, kind), name) for number, kind, name in rows(_LABELS))
    custom = _grouped((number, (key, value)) for number, key, value in rows(_CUSTOM))
    consents = _grouped((number, _consent_line(*line)) for number, *line in rows(_CONSENTS))
    found = {}
    for number, *values in rows(_CONTACTS):
        plain: dict[str, Any] = dict(zip(_DETAILS, values, strict=False))
        plain["first_contact_on"] = _day(plain["first_contact_on"])
        reckoned: dict[str, Any] = dict(zip(_SUMMARY, values[len(_DETAILS) :], strict=False))
        summary = ContactSummary(**{**reckoned, **{name: _day(reckoned[name]) for name in _SUMMARY_DAYS}})
        details = ContactDetails(
            **plain,
            phones=tuple(phones.get(number, ())),
            emails=tuple(emails.get(number, ())),
            addresses=tuple(addresses.get(number, ())),
            tags=tuple(labels.get((number, "tag"), ())),
            interests=tuple(labels.get((number, "interest"), ())),
            custom=dict(custom.get(number, ())),
        )
        found[number] = ExportedContact(
            id=number,
            details=details,
            summary=summary,
            status=status(summary.purchases, summary.last_purchase, session.today, inactive_after_days),
            consents=states_on(consents.get(number, ()), session.today),
            verified_on=_day(values[-2]),
            employer=values[-1] or "",
        )
    return found


def _grouped(pairs: Any) -> dict[Any, list[Any]]:
    """What stands under each key, in order."""
    groups: dict[Any, list[Any]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return groups


def _consent_line(channel: str, state: str, day: str, recorded_at: str, medium: str) -> ConsentLine:
    return ConsentLine(channel, state, dt.date.fromisoformat(day), dt.datetime.fromisoformat(recorded_at), medium)


def _day(text: str | None) -> dt.date | None:
    return None if text is None else dt.date.fromisoformat(text)
