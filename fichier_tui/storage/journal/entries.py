"""The journal: who did what, when. How it is taken back: `storage.journal.undoing`."""

from __future__ import annotations

import datetime as dt
import json
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace

import peewee as pw

from fichier_tui.domain.clock import is_behind
from fichier_tui.domain.permission import JOURNAL
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage.journal.filter import JournalFilter, numbers_asked
from fichier_tui.storage.journal.head import read_head
from fichier_tui.storage.journal.scrub import scrubbed_among
from fichier_tui.storage.models import JournalEntry, Staff
from fichier_tui.storage.session import Session

RECENT = 50
"""Lines that are looked at for a clock set back: the first ones written since bear its wrong day themselves."""


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
    is_erased: bool = False
    """Whether it is about somebody whose data were erased since."""


def read_journal(
    session: Session, wanted: JournalFilter | None = None, *, limit: int = 200, offset: int = 0
) -> tuple[Entry, ...]:
    """The latest lines that are asked for, newest first; one's own alone for who may not read those of others."""
    return journal_rows(session, journal_numbers(session, wanted)[offset : offset + limit])


def journal_numbers(session: Session, wanted: JournalFilter | None = None) -> array[int]:
    """The numbers of the lines asked for, newest first: all of them by default; see `read_journal`."""
    own = None if session.may(JOURNAL) else session.staff.id
    connection = session.database.connection()
    return array("q", numbers_asked(connection, wanted or JournalFilter(), first_line(session), own))


def journal_rows(session: Session, numbers: Sequence[int]) -> tuple[Entry, ...]:
    """These entries, in this order; one that is no more, or not to be read, is left out."""
    query = JournalEntry.select(JournalEntry, Staff).join(Staff, pw.JOIN.LEFT_OUTER)
    if not session.may(JOURNAL):
        query = query.where(JournalEntry.staff == session.staff.id)
    emptied = scrubbed_among(session, numbers)
    found = {
        row.id: replace(entry_of(row), is_erased=row.id in emptied)
        for row in query.where(JournalEntry.id.in_(list(numbers)))
    }
    return tuple(found[number] for number in numbers if number in found)


def journal_staff(session: Session) -> tuple[tuple[int, str], ...]:
    """Who wrote the lines that may be read: number and name, by name; those who left are among them."""
    if not session.may(JOURNAL):
        return ((session.staff.id, session.staff.name),)
    query = Staff.select(Staff.id, Staff.name).order_by(Staff.name)
    return tuple((row.id, row.name) for row in query)


def author_called(session: Session, login: str) -> int:
    """The number of a member of staff, present or past. Raises Refusal("staff.unknown")."""
    row = Staff.get_or_none(Staff.login == login.strip().lower())
    if row is None:
        raise Refusal("staff.unknown", login=login)
    return int(row.id)


def journal_end(session: Session) -> tuple[int, str]:
    """The number and the hash of the last line, by which two files, or two days, are compared."""
    head = read_head(session.database.connection())
    return (0, "") if head is None else (head.number, head.hash.hex())


def clock_behind(session: Session) -> dt.datetime | None:
    """The instant of a recent line that is still to come, where the clock of this computer was set back; else None.

    Whoever asked for another day to reckon from knows of it.
    """
    recent = [row.at for row in JournalEntry.select(JournalEntry.at).order_by(JournalEntry.id.desc()).limit(RECENT)]
    latest = max(recent, default=None)
    return latest if latest is not None and session.day is None and is_behind(session.now(), latest) else None


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
        undoes=row.undoes_id or row.undid,
    )
