"""Whose are the rows that the journal tells of: those that still stand say it, of others the journal knows."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from fichier_tui.storage.journal.file_names import files_called_after
from fichier_tui.storage.journal.links import ChangeHeader
from fichier_tui.storage.operation import unpacked

MERGED = "contacts.merged"
_OF_CONTACT = re.compile(rb'"contact_id":(\d+)')
_CONTACT = "contact"
_AMONG = "IN (SELECT value FROM json_each(?))"
# Tables without a person in them, though they name one by number.
_NOBODY_S = frozenset(("contact_summary", "segment_member", "erasure"))


@dataclass(frozen=True, slots=True)
class Owned:
    """The contacts, and the numbers of their rows by table."""

    contacts: frozenset[int]
    rows: dict[str, frozenset[int]]

    def holds(self, header: ChangeHeader) -> bool:
        """Whether any row of a change is theirs."""
        rows = self.rows.get(header.table)
        if not rows:
            return False
        if header.first_id == header.last_id:
            return header.first_id in rows
        if len(rows) < header.last_id - header.first_id:
            return any(header.first_id <= row <= header.last_id for row in rows)
        return not rows.isdisjoint(range(header.first_id, header.last_id + 1))


def owned_by(connection: Any, ids: Collection[int]) -> Owned:
    """The rows of these contacts, and of the cards that were merged into theirs and still are."""
    contacts = _with_merged(connection, ids)
    wanted = json.dumps(sorted(contacts))
    rows: dict[str, set[int]] = defaultdict(set)
    rows[_CONTACT] |= contacts
    tables = _tables(connection)
    for table in tables:
        found = connection.execute(f'SELECT id FROM "{table}" WHERE contact_id {_AMONG}', (wanted,))
        rows[table].update(row[0] for row in found)
    gone = _gone(connection, tables, contacts)
    for table, numbers in gone.items():
        rows[table] |= numbers
    actions = json.dumps(sorted(rows["action"]))
    series = {
        row[0]
        for row in connection.execute(
            f"SELECT DISTINCT series_id FROM action WHERE id {_AMONG} AND series_id NOT NULL", (actions,)
        )
    }
    rows["series"] |= series
    found = connection.execute(f"SELECT id FROM series_pattern WHERE series_id {_AMONG}", (json.dumps(sorted(series)),))
    rows["series_pattern"].update(row[0] for row in found)
    # A label that nobody else has may well be about the person; it goes with the last who has it.
    labels = f"SELECT tag_id FROM contact_tag GROUP BY tag_id HAVING SUM(contact_id NOT {_AMONG}) = 0"
    rows["tag"].update(row[0] for row in connection.execute(labels, (wanted,)))
    # Of files that left, the name may be theirs although the line is about others too.
    rows["export_record"] |= files_called_after(connection, contacts)
    return Owned(frozenset(contacts), {table: frozenset(numbers) for table, numbers in rows.items()})


def _tables(connection: Any) -> tuple[str, ...]:
    """The tables whose rows are somebody's."""
    found = connection.execute(
        "SELECT t.name FROM pragma_table_list AS t JOIN pragma_table_info(t.name) AS c"
        " WHERE t.schema = 'main' AND t.type = 'table' AND c.name = 'contact_id' ORDER BY 1"
    )
    return tuple(name for (name,) in found if name not in _NOBODY_S)


def _with_merged(connection: Any, ids: Collection[int]) -> set[int]:
    """These contacts, and those whose card was made one with theirs, however often, and still is."""
    found, new = set(ids), set(ids)
    while new:
        rows = connection.execute(
            "SELECT c.first_id, c.after FROM journal_entry AS e JOIN journal_change AS c ON c.entry_id = e.id"
            f" WHERE e.verb = ? AND e.undone_by_id IS NULL AND e.contact {_AMONG}"
            " AND c.table_name = 'contact' AND c.kind = 'changed' AND c.first_id <> e.contact AND c.after NOT NULL",
            (MERGED, json.dumps(sorted(new))),
        ).fetchall()
        new = {number for number, after in rows if unpacked(after).get("deleted_at")} - found
        found |= new
    return found


def _gone(connection: Any, tables: Collection[str], contacts: Collection[int]) -> dict[str, set[int]]:
    """Rows of theirs that stand no more, as far as the journal tells of them: one that stands tells whose it is now."""
    told: dict[str, set[int]] = defaultdict(set)
    changes = connection.execute(
        "SELECT table_name, first_id, before, after FROM journal_change WHERE before NOT NULL OR after NOT NULL"
    )
    for table, row, before, after in changes:
        if table in tables:
            for blob in (before, after):
                if blob is not None:
                    told[table].update(_rows_in(bytes(blob), row, contacts))
    for table, numbers in told.items():
        standing = connection.execute(f'SELECT id FROM "{table}" WHERE id {_AMONG}', (json.dumps(sorted(numbers)),))
        numbers.difference_update([number for (number,) in standing])
    return told


def _rows_in(blob: bytes, row: int, contacts: Collection[int]) -> Iterator[int]:
    """The rows that a content gives to one of these contacts."""
    if blob[:1] == b"{" and b'"rows"' not in blob:
        named = _OF_CONTACT.search(blob)
        if named is not None and int(named[1]) in contacts:
            yield row
        return
    kept = unpacked(blob)
    if "rows" not in kept:
        if kept.get("contact_id") in contacts:
            yield row
        return
    if "contact_id" in kept["columns"]:
        whose, number = kept["columns"].index("contact_id"), kept["columns"].index("id")
        yield from (one[number] for one in kept["rows"] if one[whose] in contacts)
