"""What an undo does to the rows of one change: taken away, put back, or given their former values again."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage.journal.entries import entry_of
from fichier_tui.storage.models import (
    TABLES,
    ExportRecord,
    ImportMapping,
    JournalChange,
    JournalEntry,
    Offer,
    Product,
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

_TABLES = {table._meta.table_name: table for table in TABLES}
# Made in passing by one operation, used by others: kept by an undo as long as anything refers to them.
_SHARED = (Product, Tag, Offer, Wording, ImportMapping)
# Counters of a row's own changes: a later value is no sign that the columns in question were touched.
_COUNTERS = ("version", "updated_at")
# What is reckoned or remembered of a row goes with it, and holds nothing back.
_FOLLOWS = ("contact_summary", "segment_member")
# A file did leave, whatever else is taken back of what was written.
_REGISTER = ExportRecord


def refuse_if_touched_later(entry: JournalEntry, change: JournalChange) -> None:
    """A row created or removed is not undone once a later operation that still stands changed it."""
    if change.kind != CHANGED:
        later = _latest_on(change.table, change.first_id, change.last_id, entry.id)
        if later is not None:
            raise _refused(later)


def _latest_on(table: str, first: int, last: int, after: int, columns: Collection[str] = ()) -> JournalEntry | None:
    """The latest operation after that line that stands and wrote in these rows: the first to be taken back.

    With `columns`, only what changed one of them, where the journal still says what it changed.
    """
    rows = (
        JournalChange.select(JournalChange, JournalEntry)
        .join(JournalEntry)
        .where(
            JournalChange.table == table,
            JournalChange.entry > after,
            JournalChange.first_id <= last,
            JournalChange.last_id >= first,
            JournalEntry.undone_by.is_null(),
            JournalEntry.is_no_undo(),
        )
        .order_by(JournalChange.entry.desc(), JournalChange.position.desc())
    )
    for row in rows:
        is_partial = columns and row.kind == CHANGED and row.after is not None
        if not is_partial or not set(columns).isdisjoint(unpacked(row.after)):
            found: JournalEntry = row.entry
            return found
    return None


def _refused(later: JournalEntry | None) -> Refusal:
    """What rests on it, where the journal knows: it is named, and is to be taken back first."""
    return Refusal("undo.later") if later is None else Refusal("undo.later", later=entry_of(later))


def take_back(operation: Operation, change: JournalChange) -> None:
    """Undo one change. Raises Refusal("undo.later") where its rows are no more what it left."""
    table = _TABLES[change.table]
    if change.kind == CREATED:
        _take_away(operation, table, change)
    elif change.kind == REMOVED:
        _put_back(operation, table, change)
    else:
        _change_back(operation, table, change)


def _take_away(operation: Operation, table: type[Table], change: JournalChange) -> None:
    """Delete the rows that were created, keeping them in the journal so that they can be put back."""
    if table is _REGISTER:
        return
    referring = _referring(table, change)
    if referring is not None:
        if table in _SHARED:
            return
        raise _refused(_latest_on(*referring, change.entry_id))
    query = table.select(table.id).where((table.id >= change.first_id) & (table.id <= change.last_id))
    operation.remove_many(table, [row[0] for row in query.order_by(table.id).tuples()])


def _put_back(operation: Operation, table: type[Table], change: JournalChange) -> None:
    """Insert again the rows that were removed, ids included."""
    kept = unpacked(change.before)
    columns, rows = (kept["columns"], kept["rows"]) if "rows" in kept else (list(kept), [tuple(kept.values())])
    run = (change.first_id, change.last_id)
    taken = f'SELECT 1 FROM "{table._meta.table_name}" WHERE id BETWEEN ? AND ? LIMIT 1'
    if operation.session.database.connection().execute(taken, run).fetchone() is not None:
        raise _refused(_latest_on(change.table, *run, change.entry_id))
    try:
        insert_stored(operation.session, table, columns, rows)
    except sqlcipher.IntegrityError as error:  # it was made anew since (a tag, on the same card): two cannot stand
        raise _refused(_made_anew(operation, change, columns, rows)) from error
    operation.touch_rows(table, columns, rows)
    after = packed(dict(zip(columns, rows[0], strict=True))) if len(rows) == 1 else None
    operation.changes.append(Change(table, CREATED, change.first_id, change.last_id, after=after))


def _made_anew(
    operation: Operation, change: JournalChange, columns: list[str], rows: list[tuple[Any, ...]]
) -> JournalEntry | None:
    """The latest line that made a row with what only one row may have, and these rows had before."""
    execute = operation.session.database.connection().execute
    for _place, index, is_unique, *_rest in execute(f'PRAGMA index_list("{change.table}")').fetchall():
        names = [name for _rank, _column, name in execute(f'PRAGMA index_info("{index}")')]
        if not is_unique or not set(names) <= set(columns):
            continue
        same = " AND ".join(f'"{name}" = ?' for name in names)
        for row in rows:
            kept = dict(zip(columns, row, strict=True))
            query = f'SELECT id FROM "{change.table}" WHERE {same}'
            found = execute(query, [kept[name] for name in names]).fetchone()
            if found is not None and (later := _latest_on(change.table, found[0], found[0], change.entry_id)):
                return later
    return None


def _change_back(operation: Operation, table: type[Table], change: JournalChange) -> None:
    """Give a row its former values again, if those columns still hold what the operation put there."""
    row = table.get_or_none(table.id == change.first_id)
    before, after = unpacked(change.before), unpacked(change.after)
    present = {} if row is None else stored_values(row)
    others = {name for name in after if name not in _COUNTERS and present.get(name, ...) != after[name]}
    if row is None or others:
        raise _refused(_latest_on(change.table, change.first_id, change.last_id, change.entry_id, others))
    if "version" in after and present["version"] != after["version"]:  # saved again since, by other columns
        before = {name: value for name, value in before.items() if name not in _COUNTERS}
        before["version"] = row.version + 1
    fields = table._meta.columns
    operation.change(row, **{fields[name].name: fields[name].python_value(value) for name, value in before.items()})


def _referring(table: type[Table], change: JournalChange) -> tuple[str, int, int] | None:
    """A row that still stands and points at those that would go: its table and its number, twice, as a run."""
    for foreign_key in table._meta.backrefs:
        other = foreign_key.model
        if other._meta.table_name in _FOLLOWS or (other is JournalEntry and table is not JournalEntry):
            continue
        pointing = (foreign_key >= change.first_id) & (foreign_key <= change.last_id)
        if other is table:
            pointing &= ~((table.id >= change.first_id) & (table.id <= change.last_id))
        row = other.select(other._meta.primary_key).where(pointing).limit(1).tuples().first()
        if row is not None:
            return other._meta.table_name, row[0], row[0]
    return None
