"""The journal: who did what, when; and undo, which is one verb for every operation.

An operation is undone row by row, last first. It is refused when a later operation touched the same rows, because
undoing it would take that one away too. An undo is an operation itself, and can be undone (redo).
"""

from __future__ import annotations

import datetime as dt
import json
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import peewee as pw

from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.sending import LEAVING
from fichier_tui.storage.models import (
    TABLES,
    Consent,
    Contact,
    ExportRecord,
    ImportMapping,
    JournalChange,
    JournalEntry,
    Offer,
    Product,
    Sending,
    Staff,
    Table,
    Tag,
    Wording,
)
from fichier_tui.storage.operation import (
    CHANGED,
    CREATED,
    REMOVED,
    Change,
    Operation,
    insert_stored,
    packed,
    stored_values,
    unpacked,
)
from fichier_tui.storage.session import Session

UNDO = "undo"
REDO = "redo"
IMPORT = "contacts.imported"
_TABLES = {table._meta.table_name: table for table in TABLES}
# Made in passing by one operation, used by others: kept by an undo as long as anything refers to them.
_SHARED = (Product, Tag, Offer, Wording, ImportMapping)
# Counters of a row's own changes: a later value is no sign that the columns in question were touched.
_COUNTERS = ("version", "updated_at")
# What is reckoned or remembered of a row goes with it, and holds nothing back.
_FOLLOWS = ("contact_summary", "segment_member")
_ROWS_A_PIECE = 2_000
# Never taken back: a file or a message that left cannot be called back, and the register keeps its line.
_EXPORTED = "export.recorded"
_STANDING = (_EXPORTED, *LEAVING)
# A file did leave, whatever else is taken back of what was written.
_REGISTER = ExportRecord
_PREPARED = "sending.prepared"


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
    """The latest entries, newest first."""
    query = JournalEntry.select(JournalEntry, Staff).join(Staff, pw.JOIN.LEFT_OUTER)
    if contact is not None:
        query = query.where(JournalEntry.contact == contact)
    return tuple(_entry(row) for row in query.order_by(JournalEntry.id.desc()).limit(limit).offset(offset))


def journal_numbers(session: Session, contact: int | None = None) -> array[int]:
    """The numbers of the entries, newest first: all of them, or those about one contact."""
    where, parameters = ("", ()) if contact is None else (" WHERE contact = ?", (contact,))
    rows = session.database.connection().execute(f"SELECT id FROM journal_entry{where} ORDER BY id DESC", parameters)
    return array("q", [row[0] for row in rows])


def journal_rows(session: Session, numbers: Sequence[int]) -> tuple[Entry, ...]:
    """These entries, in this order; one that is no more is left out."""
    query = JournalEntry.select(JournalEntry, Staff).join(Staff, pw.JOIN.LEFT_OUTER)
    found = {row.id: _entry(row) for row in query.where(JournalEntry.id.in_(list(numbers)))}
    return tuple(found[number] for number in numbers if number in found)


def last_undoable(session: Session, since: dt.datetime | None = None) -> Entry | None:
    """The latest operation of this member of staff that still stands, not older than `since`."""
    query = JournalEntry.select().where(
        JournalEntry.undone_by.is_null(),
        JournalEntry.undoes.is_null(),
        JournalEntry.staff == session.staff.id,
        JournalEntry.verb.not_in(_STANDING),
    )
    if since is not None:
        query = query.where(JournalEntry.at >= since)
    rows = query.order_by(JournalEntry.id.desc()).iterator()
    return next((_entry(row) for row in rows if not _has_left(row)), None)


def undo(session: Session, entry: int | None = None, *, since: dt.datetime | None = None) -> Entry:
    """Take back an operation: that of number `entry`, or this person's last one. Returns what was taken back.

    Raises Refusal: undo.nothing, undo.already, undo.later (a later operation rests on it), undo.standing, undo.sent.
    """
    if entry is None:
        last = last_undoable(session, since)
        if _sent_after(session, 0 if last is None else last.id, since):
            raise Refusal("undo.sent")
        if last is None:
            raise Refusal("undo.nothing")
        entry = last.id
    return _undo(session, entry)


def _sent_after(session: Session, entry: int, since: dt.datetime | None) -> bool:
    """Whether this person sent messages after that entry: who means those is not given something older instead."""
    sent = JournalEntry.select().where(
        JournalEntry.id > entry, JournalEntry.staff == session.staff.id, JournalEntry.verb.in_(LEAVING)
    )
    return bool((sent if since is None else sent.where(JournalEntry.at >= since)).exists())


def redo(session: Session) -> Entry:
    """Do again what this person took back last, as long as nothing was done since. Raises Refusal("redo.nothing")."""
    row = _last_undo_before_redos(session)
    if row is None:
        raise Refusal("redo.nothing")
    undone = row.undoes
    _undo(session, row.id)
    return _entry(undone)


def _last_undo_before_redos(session: Session) -> JournalEntry | None:
    """The undo to be redone next when the latest entries are redos themselves; None after any other operation."""
    rows = (
        JournalEntry.select().where(JournalEntry.staff == session.staff.id).order_by(JournalEntry.id.desc()).iterator()
    )
    for row in rows:
        if row.verb == UNDO and row.undone_by_id is None:
            found: JournalEntry = row
            return found
        if row.undoes_id is None:
            return None
    return None


def _undo(session: Session, number: int) -> Entry:
    row = JournalEntry.get_or_none(JournalEntry.id == number)
    if row is None:
        raise Refusal("undo.nothing")
    if row.undone_by_id is not None:
        raise Refusal("undo.already")
    if _is_gone(row):
        raise Refusal("undo.already")
    if row.verb in _STANDING or _has_left(row):
        is_file = row.verb == _EXPORTED
        raise Refusal("undo.standing" if is_file else "undo.sent")
    if _adds_older_consents(session, row):
        raise Refusal("undo.consent")
    # To take back an undo is to do again; its detail names the first operation already.
    verb = REDO if row.verb == UNDO else UNDO
    with session.operation(verb, row.contact, **{"undone": row.verb, **json.loads(row.detail)}) as operation:
        operation.undoes = row
        changes = JournalChange.select().where(JournalChange.entry == row).order_by(JournalChange.position.desc())
        # Most often it is the last thing done: thousands of rows need not be asked about one by one.
        is_last = not _stands_later(row)
        for change in list(changes):
            table = _TABLES[change.table]
            if not is_last:
                _refuse_if_touched_later(row, change)
            if change.kind == CREATED:
                _take_away(operation, table, change)
            elif change.kind == REMOVED:
                _put_back(operation, table, change)
            else:
                _change_back(operation, table, change)
    return _entry(row)


def _has_left(entry: JournalEntry) -> bool:
    """Whether the entry prepared a sending that has begun since, or that is no more."""
    if entry.verb != _PREPARED:
        return False
    row = _prepared(entry)
    return row is None or row.begun_at is not None


def _is_gone(entry: JournalEntry) -> bool:
    """Whether the entry prepared what was written to files, and those were taken back whole."""
    return entry.verb == _PREPARED and _prepared(entry) is None


def _prepared(entry: JournalEntry) -> Sending | None:
    """The sending that an entry prepared; None where it was taken back with what was written."""
    change = JournalChange.get_or_none(
        JournalChange.entry == entry, JournalChange.table == Sending._meta.table_name, JournalChange.kind == CREATED
    )
    found: Sending | None = None if change is None else Sending.get_or_none(Sending.id == change.first_id)
    return found


def _adds_older_consents(session: Session, entry: JournalEntry) -> bool:
    """Whether an operation of an earlier day added to the consents of a contact that it did not make.

    Taken back the same day, that corrects a slip; later it would rewrite what the person said, which only a withdrawal
    answers (RGPD art. 7.1, CONSENT R17). An import is taken back whole: its lines are nobody's word at the counter.
    """
    if entry.verb == IMPORT or entry.at.astimezone().date() == session.now().astimezone().date():
        return False
    changes = JournalChange.select(JournalChange.table).where(
        JournalChange.entry == entry, JournalChange.kind == CREATED
    )
    made = {change.table for change in changes}
    return Consent._meta.table_name in made and Contact._meta.table_name not in made


def _stands_later(entry: JournalEntry) -> bool:
    """Whether any later operation still stands."""
    later = JournalEntry.select().where(
        JournalEntry.id > entry.id, JournalEntry.undone_by.is_null(), JournalEntry.undoes.is_null()
    )
    return bool(later.exists())


def _refuse_if_touched_later(entry: JournalEntry, change: JournalChange) -> None:
    """A row created or removed is not undone once a later operation that still stands changed it."""
    if change.kind == CHANGED:
        return
    later = (
        JournalChange.select(JournalChange, JournalEntry)
        .join(JournalEntry)
        .where(
            JournalChange.table == change.table,
            JournalChange.entry > entry.id,
            JournalChange.first_id <= change.last_id,
            JournalChange.last_id >= change.first_id,
            JournalEntry.undone_by.is_null(),
            JournalEntry.undoes.is_null(),
        )
        .first()
    )
    if later is not None:
        raise Refusal("undo.later", verb=later.entry.verb)


def _take_away(operation: Operation, table: type[Table], change: JournalChange) -> None:
    """Delete the rows that were created, keeping them in the journal so that they can be put back."""
    if table is _REGISTER:
        return
    if _referred_to(table, change):
        if table in _SHARED:
            return
        raise Refusal("undo.later")
    columns = [field.column_name for field in table._meta.sorted_fields]
    where = (table.id >= change.first_id) & (table.id <= change.last_id)
    pieces = list(_pieces(table, columns, where))
    for rows in pieces:
        _touch_contacts(operation, table, columns, rows)
        operation.changes.append(
            Change(table, REMOVED, rows[0][0], rows[-1][0], before=packed({"columns": columns, "rows": rows}))
        )
    table.delete().where(where).execute()


def _put_back(operation: Operation, table: type[Table], change: JournalChange) -> None:
    """Insert again the rows that were removed, ids included."""
    kept = unpacked(change.before)
    columns, rows = (kept["columns"], kept["rows"]) if "rows" in kept else (list(kept), [tuple(kept.values())])
    run = (change.first_id, change.last_id)
    taken = f'SELECT 1 FROM "{table._meta.table_name}" WHERE id BETWEEN ? AND ? LIMIT 1'
    if operation.session.database.connection().execute(taken, run).fetchone() is not None:
        raise Refusal("undo.later")
    insert_stored(operation.session, table, columns, rows)
    _touch_contacts(operation, table, columns, rows)
    after = packed(dict(zip(columns, rows[0], strict=True))) if len(rows) == 1 else None
    operation.changes.append(Change(table, CREATED, change.first_id, change.last_id, after=after))


def _change_back(operation: Operation, table: type[Table], change: JournalChange) -> None:
    """Give a row its former values again, if those columns still hold what the operation put there."""
    row = table.get_or_none(table.id == change.first_id)
    before, after = unpacked(change.before), unpacked(change.after)
    present = {} if row is None else stored_values(row)
    if row is None or any(present[name] != after[name] for name in after if name not in _COUNTERS):
        raise Refusal("undo.later")
    if "version" in after and present["version"] != after["version"]:  # saved again since, by other columns
        before = {name: value for name, value in before.items() if name not in _COUNTERS}
        before["version"] = row.version + 1
    fields = table._meta.columns
    operation.change(row, **{fields[name].name: fields[name].python_value(value) for name, value in before.items()})


def _pieces(table: type[Table], columns: list[str], where: pw.Expression) -> Iterator[list[tuple[Any, ...]]]:
    """The rows in question as stored, in pieces, by id."""
    names = ", ".join(f'"{name}"' for name in columns)
    database = table._meta.database
    sql, parameters = table.select(table.id).where(where).order_by(table.id).sql()
    ids = [row[0] for row in database.execute_sql(sql, parameters).fetchall()]
    for start in range(0, len(ids), _ROWS_A_PIECE):
        piece = ids[start : start + _ROWS_A_PIECE]
        yield database.execute_sql(
            f'SELECT {names} FROM "{table._meta.table_name}" WHERE id BETWEEN ? AND ? ORDER BY id',
            (piece[0], piece[-1]),
        ).fetchall()


def _touch_contacts(operation: Operation, table: type[Table], columns: list[str], rows: list[tuple[Any, ...]]) -> None:
    name = "id" if table is Contact else "contact_id"
    if name in columns:
        place = columns.index(name)
        operation.touch(table, {int(str(row[place])) for row in rows if row[place] is not None})


def _referred_to(table: type[Table], change: JournalChange) -> bool:
    """Whether any row that still stands points at those that would go."""
    for foreign_key in table._meta.backrefs:
        other = foreign_key.model
        if other._meta.table_name in _FOLLOWS or (other is JournalEntry and table is not JournalEntry):
            continue
        pointing = (foreign_key >= change.first_id) & (foreign_key <= change.last_id)
        if other is table:
            pointing &= ~((table.id >= change.first_id) & (table.id <= change.last_id))
        if other.select(pw.SQL("1")).where(pointing).limit(1).exists():
            return True
    return False


def _entry(row: JournalEntry) -> Entry:
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
