"""Contacts: created, read, changed, verified, put aside. A contact that is put aside (deleted) can always come back."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from fichier_tui.domain.contact import (
    Contact,
    ContactDetails,
    ContactRow,
    ContactSummary,
    cleaned,
)
from fichier_tui.domain.erasing import ARCHIVED
from fichier_tui.domain.permission import DELETE, RIGHTS
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import models
from fichier_tui.storage.consents.oppositions import heed_oppositions, renew_oppositions
from fichier_tui.storage.details import PLAIN_COLUMNS, read_details
from fichier_tui.storage.operation import Operation
from fichier_tui.storage.rights.erased import erased_before, welcome_back
from fichier_tui.storage.rows import row_numbered
from fichier_tui.storage.session import Session
from fichier_tui.storage.shop_fields import bring_own_values

_SUMMARY = tuple(ContactSummary.__slots__)
# The lines of the list; the days last.
_ROWS = """
    SELECT contact_id, display_name, town, phone, email, kind, purchases, revenue_cents, visits, open_actions,
        open_complaints, completeness, live, first_purchase, last_purchase, last_visit, last_seen, next_action
    FROM contact_summary JOIN contact ON contact.id = contact_id
    WHERE contact_id IN (SELECT value FROM json_each(?))
"""


def create_contact(session: Session, details: ContactDetails, *, came_back: bool = False) -> Contact:
    """A new contact. `came_back`: the person, who was erased, is here again of its own will.

    Raises Refusal: contact.nameless without a name or a way to reach it; contact.erased_before.
    """
    details = cleaned(details)
    if not details.display_name:
        raise Refusal("contact.nameless")
    if not came_back and (day := erased_before(session, details)) is not None:
        raise Refusal("contact.erased_before", name=details.display_name, day=day.isoformat())
    with session.operation("contact.created", name=details.display_name) as operation:
        row = insert_contact(operation, details)
        operation.contact = row.id
    return read_contact(session, row.id)


def insert_contact(operation: Operation, details: ContactDetails) -> models.Contact:
    """The rows of a new contact, within an operation. The details are clean already."""
    session = operation.session
    plain = {name: getattr(details, name) for name in PLAIN_COLUMNS}
    plain["first_contact_on"] = details.first_contact_on or session.today
    row = operation.create(
        models.Contact, **plain, created_at=session.now(), updated_at=session.now(), created_by=session.staff.id or None
    )
    write_reach(operation, row, details)
    heed_oppositions(operation, row.id, details)
    welcome_back(operation, details)
    return row


def change_contact(
    session: Session, contact: int, details: ContactDetails, *, read_version: int | None = None
) -> Contact:
    """Give a contact new details.

    Raises Refusal: row.unknown, contact.nameless, contact.changed_elsewhere (somebody saved it since the version
    that was read: nothing is overwritten).
    """
    details = cleaned(details)
    if not details.display_name:
        raise Refusal("contact.nameless")
    with session.operation("contact.changed", contact, name=details.display_name) as operation:
        row = row_numbered(models.Contact, contact)
        refuse_restricted(row, details.display_name)
        if read_version is not None and row.version != read_version:
            raise Refusal("contact.changed_elsewhere", name=details.display_name)
        changed = write_details(operation, row, details)
        if changed:
            operation.change(row, version=row.version + 1, updated_at=session.now())
            heed_oppositions(operation, row.id, details)
            renew_oppositions(operation, row.id)
    return read_contact(session, contact)


def refuse_restricted(row: models.Contact, name: str) -> None:
    """A card that its holder asked to be left as it is stays so until that is lifted (RGPD 18).

    Raises Refusal("contact.restricted").
    """
    if row.restricted_on is not None:
        raise Refusal("contact.restricted", name=name)


def write_details(operation: Operation, row: models.Contact, details: ContactDetails) -> bool:
    """Bring a contact's own row and its ways to reach it to what the details say; whether anything changed."""
    plain = {name: getattr(details, name) for name in PLAIN_COLUMNS}
    plain["first_contact_on"] = details.first_contact_on or row.first_contact_on
    changed = operation.change(row, **plain)
    return write_reach(operation, row, details) or changed


def verify_contact(session: Session, contact: int) -> Contact:
    """Stamp the card: its holder confirmed today that what it says is right."""
    with session.operation("contact.verified", contact, name=name_of(contact)) as operation:
        operation.change(
            row_numbered(models.Contact, contact), verified_on=session.today, verified_by=session.staff.id or None
        )
    return read_contact(session, contact)


def delete_contact(session: Session, contact: int) -> None:
    """Put a contact aside: out of lists, counts and mailings; all its rows stay, and undo brings it back.

    What it objected to is on the list of oppositions from then on, whatever becomes of its rows.
    """
    session.require(DELETE)
    with session.operation("contact.deleted", contact, name=name_of(contact)) as operation:
        renew_oppositions(operation, contact)
        operation.change(row_numbered(models.Contact, contact), deleted_at=session.now())


def read_contact(session: Session, contact: int) -> Contact:
    """A contact with all that its card shows.

    Raises Refusal: row.unknown; staff.not_allowed for an archived card, which only who carries out the law reads.
    """
    row = row_numbered(models.Contact, contact)
    _require_for_archive(session, row)
    summary = models.ContactSummary.get_by_id(contact)
    verified_by = models.Staff.get_or_none(models.Staff.id == row.verified_by_id)
    return Contact(
        id=row.id,
        public_id=row.public_id,
        details=read_details(session, [contact])[contact],
        summary=ContactSummary(**{name: getattr(summary, name) for name in _SUMMARY}),
        version=row.version,
        created_at=row.created_at,
        updated_at=row.updated_at,
        verified_on=row.verified_on,
        verified_by=verified_by.name if verified_by else "",
        company_id=row.company_id,
        sponsor_id=row.sponsor_id,
        restricted_on=row.restricted_on,
        deceased_on=row.deceased_on,
        deleted_at=row.deleted_at,
        archived=row.kept == ARCHIVED,
    )


def _require_for_archive(session: Session, row: models.Contact) -> None:
    if row.kept == ARCHIVED:
        session.require(RIGHTS)


def read_rows(session: Session, ids: Sequence[int]) -> list[ContactRow]:
    """The lines of the list for these contacts, in this order; a contact that is no more is left out."""
    found = session.database.connection().execute(_ROWS, (json.dumps(list(ids)),))
    rows = {row[0]: _contact_row(row) for row in found}
    return [rows[number] for number in ids if number in rows]


def _contact_row(row: tuple[Any, ...]) -> ContactRow:
    """A line of `_ROWS`, its days read. Without Peewee, which takes four times as long for each page of the list."""
    first_purchase, last_purchase, last_visit, last_seen, next_action = (
        None if day is None else dt.date.fromisoformat(day) for day in row[13:]
    )
    return ContactRow(
        id=row[0],
        name=row[1],
        town=row[2],
        phone=row[3],
        email=row[4],
        kind=row[5],
        purchases=row[6],
        revenue_cents=row[7],
        first_purchase=first_purchase,
        last_purchase=last_purchase,
        visits=row[8],
        last_visit=last_visit,
        last_seen=last_seen,
        open_actions=row[9],
        next_action=next_action,
        open_complaints=row[10],
        completeness=row[11],
        deleted=not row[12],
    )


def people_of(session: Session, company: int) -> list[ContactRow]:
    """The persons who work at a company of the file."""
    ids = [row.id for row in models.Contact.select(models.Contact.id).where(models.Contact.company == company)]
    return sorted(read_rows(session, ids), key=lambda row: row.name)


def name_of(contact: int) -> str:
    """How a contact is called, for the journal."""
    connection = models.ContactSummary._meta.database.connection()
    row = connection.execute("SELECT display_name FROM contact_summary WHERE contact_id = ?", (contact,)).fetchone()
    return "" if row is None else str(row[0])


def _ordered(table: type[models.Table], contact: models.Contact) -> Iterable[Any]:
    rows: Iterable[Any] = table.select().where(table.contact == contact).order_by(table.position, table.id)
    return rows


@dataclass(frozen=True, slots=True)
class _Reach:
    """One of the tables that hold several lines a contact: its rows as tuples of these columns."""

    table: type[models.Table]
    columns: tuple[str, ...]


_PHONES = _Reach(models.Phone, ("number", "kind"))
_EMAILS = _Reach(models.Email, ("address", "kind"))
_ADDRESSES = _Reach(models.Address, ("street", "postcode", "town", "region", "country", "kind"))


def write_reach(operation: Operation, row: models.Contact, details: ContactDetails) -> bool:
    """Bring phones, e-mails, addresses, labels and the shop's own fields to what the details say."""
    before = len(operation.changes)
    for reach, wanted in ((_PHONES, details.phones), (_EMAILS, details.emails), (_ADDRESSES, details.addresses)):
        _bring_lines(operation, row, reach, [tuple(getattr(line, name) for name in reach.columns) for line in wanted])
    for kind, names in (("tag", details.tags), ("interest", details.interests)):
        _bring_labels(operation, row, kind, names)
    bring_own_values(operation, row, details.custom)
    return len(operation.changes) > before


def _bring_lines(
    operation: Operation, contact: models.Contact, reach: _Reach, wanted: Sequence[tuple[object, ...]]
) -> None:
    """A line that stays keeps its row, wherever it stands now: what somebody else did to its neighbours is not touched,
    and can still be taken back.
    """
    present = list(_ordered(reach.table, contact))
    rows = _rows_of(reach, present, wanted)
    last = -1
    for values, row in zip(wanted, rows, strict=True):
        named = dict(zip(reach.columns, values, strict=True))
        last = row.position if row is not None and row.position > last else last + 1
        if row is not None:
            operation.change(row, **named, position=last)
        else:
            operation.create(reach.table, contact=contact, **named, position=last)
    for row in present:
        if row not in rows:
            operation.remove(row)


def _rows_of(reach: _Reach, present: Sequence[Any], wanted: Sequence[tuple[object, ...]]) -> list[Any]:
    """The row of each line wanted: the same line, else the same number or address, else one that goes; or None."""
    free, rows = list(present), [None] * len(wanted)
    for told_by in (len(reach.columns), 1, 0):
        for place, values in enumerate(wanted):
            if rows[place] is None:
                row = next((one for one in free if _values(reach, one)[:told_by] == values[:told_by]), None)
                if row is not None:
                    rows[place] = row
                    free.remove(row)
    return rows


def _values(reach: _Reach, row: Any) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in reach.columns)


def _bring_labels(operation: Operation, contact: models.Contact, kind: str, names: Sequence[str]) -> None:
    present = {
        link.tag.name: link
        for link in models.ContactTag.select(models.ContactTag, models.Tag)
        .join(models.Tag)
        .where(models.ContactTag.contact == contact, models.Tag.kind == kind)
    }
    for name in dict.fromkeys(names):
        if name in present:
            continue
        tag = models.Tag.get_or_none(models.Tag.kind == kind, models.Tag.name == name)
        tag = tag or operation.create(models.Tag, kind=kind, name=name)
        operation.create(models.ContactTag, contact=contact, tag=tag)
    for name, link in present.items():
        if name not in names:
            operation.remove(link)
