"""The journal: who did what, when. How it is taken back: `storage.undoing`."""

from __future__ import annotations

import datetime as dt
import json
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

import peewee as pw

from fichier_tui.domain.permission import JOURNAL
from fichier_tui.storage.journal_head import read_head
from fichier_tui.storage.models import JournalEntry, Staff
from fichier_tui.storage.session import Session


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the journal. `detail` holds what its sentence needs."""

    id: int
    at: dt.datetime
    staff: str
    verb: str
    contact_id: int | None
    detail: dict[str, object]
    undone: bool = False
    undoes: int | None = None


def read_journal(
    session: Session, *, contact: int | None = None, limit: int = 200, offset: int = 0
) -> tuple[Entry, ...]:
    """The latest entries, newest first; one's own alone for who may not read those of others."""
    query = JournalEntry.select(JournalEntry, Staff).join(Staff, pw.JOIN.LEFT_OUTER)
    if not session.may(JOURNAL):
        query = query.where(JournalEntry.staff == session.staff.id)
    query = query.where(JournalEntry.id >= first_line(session))
    if contact is not None:
        query = query.where(JournalEntry.contact == contact)
    return tuple(entry_of(row) for row in query.order_by(JournalEntry.id.desc()).limit(limit).offset(offset))


def journal_numbers(session: Session, contact: int | None = None) -> array[int]:
    """The numbers of the entries, newest first: all of them, or those about one contact; see `read_journal`."""
    where, parameters = ("", ()) if contact is None else (" AND contact = ?", (contact,))
    if not session.may(JOURNAL):
        where, parameters = f" AND staff_id = ?{where}", (session.staff.id, *parameters)
    rows = session.database.connection().execute(
        f"SELECT id FROM journal_entry WHERE id >= ?{where} ORDER BY id DESC", (first_line(session), *parameters)
    )
    return array("q", [row[0] for row in rows])


def journal_rows(session: Session, numbers: Sequence[int]) -> tuple[Entry, ...]:
    """These entries, in this order; one that is no more, or not to be read, is left out."""
    query = JournalEntry.select(JournalEntry, Staff).join(Staff, pw.JOIN.LEFT_OUTER)
    if not session.may(JOURNAL):
        query = query.where(JournalEntry.staff == session.staff.id)
    found = {row.id: entry_of(row) for row in query.where(JournalEntry.id.in_(list(numbers)))}
    return tuple(found[number] for number in numbers if number in found)


def first_line(session: Session) -> int:
    """The number of the first line that the journal still has: older ones were purged (`journal_purge`)."""
    head = read_head(session.database.connection())
    return 1 if head is None else head.first


def entry_of(row: JournalEntry) -> Entry:
    """A line as it is read."""
    return Entry(
        id=row.id,
        at=row.at,
        staff=row.staff.name if row.staff_id else "",
        verb=row.verb,
        contact_id=row.contact,
        detail=json.loads(row.detail),
        undone=row.undone_by_id is not None,
        undoes=row.undoes_id,
    )
