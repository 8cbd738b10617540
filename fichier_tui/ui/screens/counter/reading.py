"""What the counter reads of the file for one state of its line: on the database thread, in one go."""

from __future__ import annotations

from dataclasses import dataclass

from fichier_tui.domain.contact import ContactRow
from fichier_tui.domain.line import Line
from fichier_tui.domain.line.resolution import Resolution
from fichier_tui.storage import ListQuery, Session, list_contacts, read_contact, read_rows, resolve_line
from fichier_tui.ui.screens.counter.candidates import NEW, Row

LAST_SEEN = 40
"""How many of those who came last are shown while the line is empty."""
NOBODY_NEW = ("segment", "done", "postpone", "stop")
"""Verbs that are never for somebody whom the file does not know."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One state of the counter: its line, the contact of the card one came from, the one picked in the list."""

    line: Line
    subject: int | None = None
    picked: int | None = None
    """A contact, or NEW."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the file says to that."""

    asked: Asked
    rows: tuple[Row, ...]
    meant: Resolution
    """What Enter would write, for the one picked where one was."""
    at: int | None
    """The row that Enter would take; None where one must be picked."""

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        return None if self.at is None else self.rows[self.at]


def look(session: Session, asked: Asked) -> Seen:
    """Whom the line may mean, and what it would write."""
    line = asked.line
    if asked.subject is not None:
        return Seen(asked, (), resolve_line(session, line, asked.subject, inside_card=True), None)
    if not line.text.strip():
        rows = _came_last(session)
        return Seen(asked, rows, Resolution(), _place(rows, asked.picked))
    base = resolve_line(session, line)
    rows = _who(session, line, base)
    at = _place(rows, asked.picked)
    if at is None:
        at = _place(rows, NEW if base.new else base.contact)
        return Seen(asked, rows, base, at)
    if asked.picked == NEW:
        return Seen(asked, rows, resolve_line(session, line, as_new=True), at)
    return Seen(asked, rows, base if asked.picked == base.contact else resolve_line(session, line, asked.picked), at)


def _place(rows: tuple[Row, ...], number: int | None) -> int | None:
    return next((place for place, row in enumerate(rows) if row.id == number), None)


def _came_last(session: Session) -> tuple[Row, ...]:
    ids = list_contacts(session, ListQuery(sort="last_seen", descending=True), LAST_SEEN).ids
    return tuple(Row(row.id, row) for row in read_rows(session, ids) if row.last_seen is not None)


def _who(session: Session, line: Line, base: Resolution) -> tuple[Row, ...]:
    """Those of the file, then the one that may be created."""
    known: dict[int, Row] = {}
    for one in base.duplicates:
        known[one.contact.id] = Row(one.contact.id, one.contact, one.reasons)
    for candidate in base.candidates:
        known.setdefault(candidate.contact.id, Row(candidate.contact.id, candidate.contact, (candidate.why,)))
    rows = tuple(known.values())
    if not (base.new or line.who) or line.verb in NOBODY_NEW:
        return rows
    name = base.name if base.new else resolve_line(session, line, as_new=True).name
    return (*rows, Row(NEW, name=name)) if name else rows


def subject_name(session: Session, contact: int) -> str:
    """How the contact of the card is called. Raises Refusal("row.unknown")."""
    return read_contact(session, contact).name


def contact_of(row: Row | None) -> ContactRow | None:
    """The contact of a row; None for the one to be created."""
    return None if row is None else row.contact
