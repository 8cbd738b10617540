"""What the counter reads of the file for one state of its line: on the database thread, in one go."""

from __future__ import annotations

from dataclasses import dataclass, replace

from fichier_tui.domain.likeness import NAME, POSTCODE, TOWN
from fichier_tui.domain.line import Line
from fichier_tui.domain.line.line import OF_AN_ACTION
from fichier_tui.domain.line.resolution import Resolution
from fichier_tui.domain.line.tokens import text_key
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.text import fold
from fichier_tui.storage import (
    Session,
    came_last,
    find_segment,
    list_segments,
    read_contact,
    read_rows,
    resolve_line,
)
from fichier_tui.ui.screens.counter.candidates import NEW, Row

LAST_SEEN = 40
"""How many of those who came last are shown while the line is empty."""
NOTHING = "line.nothing"
"""The fault of a line of which there is nothing to write."""
NOBODY_NEW = ("segment", "stop", *OF_AN_ACTION)
"""Verbs that are never for somebody whom the file does not know."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One state of the counter: its line, the contact of the card one came from, the one picked in the list."""

    line: Line
    subject: int | None = None
    picked: int | None = None
    """A contact, or NEW."""
    action: int | None = None
    """What is done or put off, where several things are planned."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the file says to that."""

    asked: Asked
    rows: tuple[Row, ...]
    meant: Resolution
    """What Enter would write, for the one picked where one was."""
    at: int | None
    """The row that Enter would take; None where one must be picked."""
    came_last: bool = False
    """The line names nobody: the rows are those who came last."""
    names: frozenset[str] = frozenset()
    """Pieces that may be part of a name, and are: of one of those who may be meant ("mardi", for Sophie Mardi)."""

    @property
    def contact(self) -> int | None:
        """Who is meant: the contact of the card, the one under the cursor, else the one that the line means."""
        if self.asked.subject is not None:
            return self.asked.subject
        row = None if self.at is None else self.rows[self.at]
        if row is not None and row.contact is not None:
            return row.id
        return None if row is not None and row.action is None else self.meant.contact

    @property
    def is_new(self) -> bool:
        """Whether the one that would be created is under the cursor."""
        return self.at is not None and self.rows[self.at].id == NEW and self.rows[self.at].action is None


def look(session: Session, asked: Asked) -> Seen:
    """Whom the line may mean, and what it would write."""
    line = asked.line
    if asked.subject is not None:
        meant = resolve_line(session, line, asked.subject, inside_card=True, action=asked.action)
        return _which_action(asked, Seen(asked, (), meant, None))
    if not line.text.strip():
        rows = _came_last(session)
        return Seen(asked, rows, Resolution(), _place(rows, asked.picked), came_last=True)
    base = resolve_line(session, line)
    nobody = any(fault.code == "line.no_contact" for fault in base.faults)
    rows = _came_last(session) if nobody else _who(session, line, base)
    at = _place(rows, asked.picked)
    if at is None:
        at = _place(rows, NEW if base.new else base.contact)
    if at is None and is_name_alone(line) and not base.left and rows and rows[0].contact is not None:
        at = 0  # Looking somebody up writes nothing: the best is as good as chosen.
    meant = _meant(session, asked, base, None if at is None else rows[at])
    return _which_action(asked, Seen(asked, rows, meant, at, nobody, _names(line, base)))


def is_name_alone(line: Line) -> bool:
    """Whether the line only looks somebody up: by a name, or by the number of a loyalty card."""
    slots = {piece.slot for piece in line.pieces}
    return not line.verb and line.then is None and (slots <= {"who"} or slots == {"card"})


def is_called_so(row: Row) -> bool:
    """Whether that contact bears the name of the one to be created: all of it, or the surname that alone was typed."""
    return row.contact is not None and (NAME in row.whys or set(row.whys) <= {TOWN, POSTCODE})


def only_looks_up(line: Line, seen: Seen) -> bool:
    """Whether somebody of the file is meant of whom there is nothing to note: a name alone, or "c" with what the file
    has already. Words beside the name ("absent besson") are a note."""
    if seen.contact is None:
        return False
    says_no_more = line.verb == "contact" and [one.code for one in seen.meant.faults] == [NOTHING]
    return says_no_more or (is_name_alone(line) and not seen.meant.left)


def _meant(session: Session, asked: Asked, base: Resolution, row: Row | None) -> Resolution:
    """What the line comes to for the row under the cursor."""
    if row is None:
        return base
    if row.id == NEW:
        # That one is known already is no objection once it was chosen all the same.
        return resolve_line(session, asked.line, as_new=True) if asked.picked == NEW else base
    if row.id == base.contact and asked.action is None:
        return base
    return resolve_line(session, asked.line, row.id, action=asked.action)


def _which_action(asked: Asked, seen: Seen) -> Seen:
    """Where several things are planned, these are what one chooses among."""
    if len(seen.meant.actions) < 2:
        return seen
    rows = tuple(Row(action.id, action=action) for action in seen.meant.actions)
    at = _place(rows, seen.meant.action.id if seen.meant.action else None)
    return replace(seen, rows=rows, at=at, came_last=False)


def _names(line: Line, base: Resolution) -> frozenset[str]:
    """What was read as a day, an hour or the like, and is a name of one of those who may be meant."""
    called = [set(fold(candidate.contact.name).split()) for candidate in base.candidates]
    days = [piece.words for piece in line.pieces if piece.slot in ("date", "time")]
    unclear = [one.words for one in line.ambiguous if "who" in one.others]
    return frozenset(
        text_key(words)
        for words in (*days, *unclear)
        if fold(words) and any(set(fold(words).split()) <= name for name in called)
    )


def _place(rows: tuple[Row, ...], number: int | None) -> int | None:
    return next((place for place, row in enumerate(rows) if row.id == number), None)


def _came_last(session: Session) -> tuple[Row, ...]:
    return tuple(Row(row.id, row) for row in read_rows(session, came_last(session, LAST_SEEN)))


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


def within(session: Session, name: str) -> list[int]:
    """The contacts of a saved segment. Raises Refusal where it is no more."""
    for segment in list_segments(session):
        if segment.name == name:
            return list(find_segment(session, segment.tree))
    raise Refusal("segment.unknown", name=name)
