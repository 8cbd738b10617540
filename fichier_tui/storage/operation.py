"""The one way to write: rows are created, changed and removed through an operation, which tells the journal.

Because of that, undo is one verb for everything (`storage.journal.undoing`). Rows that were created together are told
as one run of numbers, so that an import of 100,000 lines is no heavier in the journal than one of ten.
"""

from __future__ import annotations

import datetime as dt
import json
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from fichier_tui.storage.journal.links import ChangeHeader, Facts
from fichier_tui.storage.journal.writing import Written, mark_undone, next_number, write_entry
from fichier_tui.storage.models import (
    Address,
    Consent,
    Contact,
    Email,
    JournalEntry,
    Phone,
    Table,
)
from fichier_tui.storage.models.base import new_public_id
from fichier_tui.storage.summary import COUNTED, RECKONED

if TYPE_CHECKING:
    from fichier_tui.storage.journal.owning import Owned
    from fichier_tui.storage.session import Session

CREATED = "created"
CHANGED = "changed"
REMOVED = "removed"
# The tables that a contact is found by: a visit changes no word, and to index costs more than all the rest.
_WORDED = frozenset((Contact, Phone, Email, Address))
_ROWS_A_PIECE = 2_000

Row = TypeVar("Row", bound=Table)


@dataclass(frozen=True, slots=True)
class Change:
    """What was done to one row, or to a run of rows."""

    table: type[Table]
    kind: str
    first_id: int
    last_id: int
    before: bytes | None = None
    after: bytes | None = None

    def written(self, position: int) -> Written:
        """As the journal keeps it, at its place among the changes of an operation."""
        header = ChangeHeader(position, self.table._meta.table_name, self.kind, self.first_id, self.last_id)
        return header, self.before, self.after


class Operation:
    """The writes of one verb. Made by `Session.operation`, never elsewhere."""

    def __init__(self, session: Session, verb: str, contact: int | None, detail: dict[str, object]) -> None:
        self.session = session
        self.verb = verb
        self.contact = contact
        self.detail = detail
        self.changes: list[Change] = []
        self.touched: set[int] = set()
        """The contacts whose whole summary is reckoned anew when the operation ends."""
        self.counted: dict[str, set[int]] = {}
        """By the name of a table of `summary.COUNTED`, those of whom only its rows are counted again."""
        self.worded: set[int] = set()
        """Those of them whose search words may be others."""
        self.added: set[int] = set()
        """Those that are new: the search index knows nothing of them yet."""
        self.forgotten: Owned | None = None
        """The rows of which its own changes keep no content either."""
        self.undoes: JournalEntry | None = None
        """The entry that this operation takes back, whose mark is set with this one's own entry."""
        self.entry: int | None = None
        """The number of its line of the journal, once it has one."""

    def create(self, table: type[Row], **values: Any) -> Row:
        """Insert a row and return it."""
        row, stored = self._inserted(table, **values)
        self._touch(table, row.id, stored)
        if table is Contact:
            self.added.add(row.id)
        self.changes.append(Change(table, CREATED, row.id, row.id, after=packed(stored)))
        return row

    def create_many(self, table: type[Table], columns: Sequence[str], rows: Sequence[Sequence[object]]) -> range:
        """Insert rows given as tuples of stored values, in the order of `columns` (names of columns, `id` left out).

        Returns the run of their ids. Summaries are reckoned anew for the contacts that they name.
        """
        if not rows:
            return range(0)
        first = self.next_id(table)
        names = ", ".join(f'"{name}"' for name in ("id", *columns))
        marks = ", ".join("?" * (len(columns) + 1))
        self.session.database.connection().executemany(
            f'INSERT INTO "{table._meta.table_name}" ({names}) VALUES ({marks})',
            ((first + offset, *row) for offset, row in enumerate(rows)),
        )
        run = range(first, first + len(rows))
        if table is Contact:
            self.added.update(run)
            self.touch(table, run)
        elif "contact_id" in columns:
            place = list(columns).index("contact_id")
            contacts: set[Any] = {row[place] for row in rows}
            self.touch(table, contacts - {None})
        self.changes.append(Change(table, CREATED, run[0], run[-1]))
        return run

    def adopt(self, table: type[Table], run: range) -> None:
        """Rows that an earlier operation made for this one: they are taken back with it."""
        self.changes.append(Change(table, CREATED, run[0], run[-1]))

    def next_id(self, table: type[Table]) -> int:
        """The id that the next row of `table` will have: never that of a row that was removed and may be put back."""
        name = table._meta.table_name
        return int(
            self.session.database.connection()
            .execute(
                f'SELECT max((SELECT coalesce(max(id), 0) FROM "{name}"), coalesce((SELECT last_id FROM journal_change'
                " WHERE table_name = ? ORDER BY first_id DESC, last_id DESC LIMIT 1), 0)) + 1",
                (name,),
            )
            .fetchone()[0]
        )

    def change(self, row: Table, **values: Any) -> bool:
        """Give a row new values; those that are the same already do not count. Returns whether anything changed."""
        before = stored_values(row)
        for name, value in values.items():
            setattr(row, name, value)
        after = stored_values(row)
        names = [name for name in after if after[name] != before[name]]
        if not names:
            return False
        row.save(only=[row._meta.columns[name] for name in names])
        table = type(row)
        self._touch(table, row.id, before)
        self._touch(table, row.id, after)
        old, new = ({name: values[name] for name in names} for values in (before, after))
        self.changes.append(Change(table, CHANGED, row.id, row.id, packed(old), packed(new)))
        return True

    def remove(self, row: Table) -> None:
        """Delete a row. The history of a consent is only ever added to: that is no verb's business."""
        table = type(row)
        if table is Consent:
            raise ValueError("a consent is never removed")
        stored = stored_values(row)
        self._touch(table, row.id, stored)
        table.delete().where(table.id == row.id).execute()
        self.changes.append(Change(table, REMOVED, row.id, row.id, before=packed(stored)))

    def remove_many(self, table: type[Table], ids: Sequence[int]) -> None:
        """Delete rows by their ids, given in order: those that follow each other are told as runs, and put back so."""
        connection = self.session.database.connection()
        columns = [field.column_name for field in table._meta.sorted_fields]
        names = ", ".join(f'"{name}"' for name in columns)
        among = f'FROM "{table._meta.table_name}" WHERE id BETWEEN ? AND ?'
        for run in _runs(ids):
            rows = connection.execute(f"SELECT {names} {among} ORDER BY id", run).fetchall()
            connection.execute(f"DELETE {among}", run)
            self.touch_rows(table, columns, rows)
            self.changes.append(Change(table, REMOVED, *run, before=packed({"columns": columns, "rows": rows})))

    def touch_rows(self, table: type[Table], columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
        """As `touch`, for the contacts of rows as they are stored."""
        name = "id" if table is Contact else "contact_id"
        if name in columns:
            place = columns.index(name)
            self.touch(table, {int(str(row[place])) for row in rows if row[place] is not None})

    def enter_in_journal(self) -> None:
        """Write the entry and its changes. Called once, by the session, when the block ends."""
        if not self.changes and self.undoes is None:
            return
        database = self.session.database
        connection = database.connection()
        number, at = next_number(connection), str(JournalEntry.at.db_value(self.session.now()))
        undoes = None if self.undoes is None else self.undoes.id
        facts = Facts(number, new_public_id(), at, self.session.staff.id or None, self.verb, self.contact, undoes)
        detail = json.dumps(self.detail, ensure_ascii=False, sort_keys=True, default=str)
        changes = [self._kept(one.written(position)) for position, one in enumerate(self.changes)]
        write_entry(connection, facts, detail, changes, database.journal_key)
        if undoes is not None:
            mark_undone(connection, number, undoes)
        self.entry = number

    def keep_nothing_of(self, owned: Owned) -> None:
        """What this operation does to these rows is told by their numbers alone (`storage.journal.scrub`)."""
        self.forgotten = owned

    def _kept(self, written: Written) -> Written:
        is_forgotten = self.forgotten is not None and self.forgotten.holds(written[0])
        return (written[0], None, None) if is_forgotten else written

    def _inserted(self, table: type[Row], **values: Any) -> tuple[Row, dict[str, object]]:
        """A row in its table, with its number, and as it is kept there. Peewee, which thinks each statement anew, would
        take twice the time."""
        row: Row = table(**values)
        if "id" in table._meta.fields:
            row.id = self.next_id(table)
        stored = stored_values(row)
        names, marks = ", ".join(f'"{name}"' for name in stored), ", ".join("?" * len(stored))
        row.id = (
            self.session.database.connection()
            .execute(f'INSERT INTO "{table._meta.table_name}" ({names}) VALUES ({marks})', tuple(stored.values()))
            .lastrowid
        )
        return row, stored

    def touch(self, table: type[Table], contacts: Collection[int]) -> None:
        """Rows of these contacts were written in `table`: what is reckoned from them is to be reckoned anew."""
        name = table._meta.table_name
        if name in COUNTED:
            self.counted.setdefault(name, set()).update(contacts)
        elif name in RECKONED:
            self.touched.update(contacts)
        if table in _WORDED:
            self.worded.update(contacts)

    def _touch(self, table: type[Table], row_id: int, stored: Mapping[str, object]) -> None:
        contact = row_id if table is Contact else stored.get("contact_id")
        if contact is not None:
            self.touch(table, (int(str(contact)),))


def _runs(ids: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first and the last of ids that follow each other, a piece of no more than so many rows at a time."""
    first = last = -1
    for number in ids:
        if number != last + 1 or number - first >= _ROWS_A_PIECE:
            if last >= 0:
                yield first, last
            first = number
        last = number
    if last >= 0:
        yield first, last


def stored_values(row: Table) -> dict[str, object]:
    """The columns of a row as the file keeps them: numbers, texts (days and instants in ISO form) and None."""
    stored = {field.column_name: field.db_value(row.__data__.get(name)) for name, field in row._meta.fields.items()}
    return {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in stored.items()}


def packed(values: object) -> bytes:
    """Values as the journal keeps them: JSON, compressed where it is long."""
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"), default=str).encode()
    return zlib.compress(text, 1) if len(text) > 1_000 else text


def unpacked(blob: bytes) -> Any:
    """What `packed` kept."""
    data = bytes(blob)
    return json.loads(data if data[:1] in b"{[" else zlib.decompress(data))


def insert_stored(
    session: Session, table: type[Table], columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    """Put rows back as they were kept, ids included."""
    names = ", ".join(f'"{name}"' for name in columns)
    marks = ", ".join("?" * len(columns))
    session.database.connection().executemany(
        f'INSERT INTO "{table._meta.table_name}" ({names}) VALUES ({marks})', rows
    )
