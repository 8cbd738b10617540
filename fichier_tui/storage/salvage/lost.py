"""The rows that a torn page took with it: which they were, and what the journal and the newest copy know of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fichier_tui.storage.journal.links import DETAIL, commitment_of, part_salt, seal_of
from fichier_tui.storage.operation import CREATED, REMOVED, unpacked
from fichier_tui.storage.salvage.copy import Copy, Row
from fichier_tui.storage.salvage.pages import USABLE
from fichier_tui.storage.salvage.tables import Found, Shape

ENTRIES, CHANGES, HEAD = "journal_entry", "journal_change", "journal_head"
MOST_ROWS = USABLE // 8
"""More than a page can hold: of a longer gap nothing is known."""
_NUMBERED = (ENTRIES, CHANGES)
"""Tables whose rows are numbered without a gap from where the journal begins."""


@dataclass(frozen=True, slots=True)
class _Step:
    """One change of the journal."""

    number: int
    entry: int
    kind: str
    first: int
    last: int

    @property
    def run(self) -> range:
        """The rows that it is about."""
        return range(self.first, self.last + 1)

    def among(self, numbers: set[int]) -> list[int]:
        """Which of these rows it is about."""
        if self.last - self.first > len(numbers):
            return [number for number in numbers if self.first <= number <= self.last]
        return [number for number in self.run if number in numbers]


class History:
    """What the journal tells of each row, as far as it was read: it lies in the new file already."""

    def __init__(self, connection: Any, found: Found, shapes: Mapping[str, Shape]) -> None:
        self._execute = connection.execute
        self._is_chained = any(column.name == "commitment" for column in shapes[ENTRIES].columns)
        told = self._one("SELECT MAX(last_id) + 1 FROM journal_change WHERE table_name = ?", ENTRIES)
        self.first = max(_first_told(found, shapes), told or 1, 1)
        """The number of the line that the journal begins with: older ones were purged."""
        lowest = self._one("SELECT MIN(id) FROM journal_change WHERE entry_id >= ?", self.first)
        self.first_change = 1 if lowest is None else lowest
        """The lowest number of a change of such a line that can be read."""

    def _one(self, sql: str, *values: object) -> int | None:
        found = self._execute(sql, values).fetchone()[0]
        return None if found is None else int(found)

    def entries(self) -> set[int]:
        """The numbers of the entries that the changes are of."""
        return {number for (number,) in self._execute("SELECT DISTINCT entry_id FROM journal_change")}

    def _steps(self, table: str) -> Iterator[_Step]:
        """The changes of a table, in the order in which they were made."""
        rows = self._execute(
            "SELECT id, entry_id, kind, first_id, last_id FROM journal_change NOT INDEXED WHERE table_name = ?"
            " ORDER BY id",
            (table,),
        )
        return (_Step(*row) for row in rows)

    def _after(self, step: _Step) -> Any:
        [blob] = self._execute("SELECT after FROM journal_change WHERE id = ?", (step.number,)).fetchone()
        return unpacked(blob) if isinstance(blob, bytes) else None

    def standing(self, table: str) -> set[int]:
        """The rows that were made and not removed since."""
        numbers: set[int] = set()
        for step in self._steps(table):
            if step.kind == CREATED:
                numbers.update(step.run)
            elif step.kind == REMOVED:
                numbers.difference_update(step.run)
        return numbers

    def removed_since(self, table: str, entry: int) -> set[int]:
        """The rows removed after that entry, and not put back."""
        gone: set[int] = set()
        for step in self._steps(table):
            if step.entry > entry and step.kind == REMOVED:
                gone.update(step.run)
            elif step.entry > entry and step.kind == CREATED:
                gone.difference_update(step.run)
        return gone

    def rows(self, table: str, wanted: set[int], copy: Copy) -> dict[int, Row]:
        """The wanted rows as they were last: what the copy has of them, with all that the journal tells since."""
        known = {number: row for number in wanted if (row := copy.row(table, number)) is not None}
        kept = set(known)
        for step in self._steps(table):
            numbers = [one for one in step.among(wanted) if step.entry > copy.sequence or one not in kept]
            if step.kind == REMOVED:
                for number in numbers:
                    known.pop(number, None)
            elif numbers and isinstance(after := self._after(step), dict):
                for number in numbers:
                    if step.kind == CREATED or number in known:
                        known[number] = known.get(number, {}) | after
        return known

    def lines_without_changes(self) -> tuple[int, int]:
        """How many lines had changes of which none can be read: before the first that can be, and after the last.

        A line tells by its commitment that it had any; each had one at least.
        """
        first, last = self._execute("SELECT MIN(entry_id), MAX(entry_id) FROM journal_change").fetchone()
        before = after = 0
        if first is None or not self._is_chained:
            return 0, 0
        lines = self._execute(
            "SELECT id, detail, salt, commitment FROM journal_entry AS e WHERE id >= ? AND (id < ? OR id > ?)"
            " AND NOT EXISTS (SELECT 1 FROM journal_change WHERE entry_id = e.id)",
            (self.first, first, last),
        )
        for number, *line in lines:
            before += number < first and _had_changes(*line)
            after += number > last and _had_changes(*line)
        return before, after


def _had_changes(detail: str, salt: bytes | None, commitment: bytes | None) -> bool:
    if salt is None or commitment is None:  # of before the chain, or erased in part: it does not tell
        return False
    return commitment_of(seal_of(part_salt(salt, DETAIL), detail.encode()), []) != commitment


def lost_rows(found: Found, history: History, copy: Copy, table: str) -> set[int]:
    """The numbers of the rows that a damaged table is known to have lost."""
    tree = found.trees[table]
    expected = history.standing(table) | tree.torn_rows
    expected |= copy.numbers(table) - history.removed_since(table, copy.sequence)
    in_gaps = {number for gap in tree.gaps if len(gap) <= MOST_ROWS for number in gap}
    expected |= in_gaps - history.removed_since(table, 0)
    if table in _NUMBERED and tree.rows:
        begin, end = history.first, max(tree.rows) + 1
        if table == CHANGES:
            before, after = history.lines_without_changes()
            begin, end = history.first_change - before, end + after
        # What is older was purged, but for a few lines: the copy and the gaps tell of those that went, too.
        expected = {number for number in expected if number >= begin} | tree.torn_rows
        expected |= set(range(begin, end))
    if table == ENTRIES:
        expected |= history.entries()
    return {number for number in expected if number not in tree.rows}


def _first_told(found: Found, shapes: Mapping[str, Shape]) -> int:
    """Where the journal begins, as its sealed end tells; 1 where that is lost."""
    if HEAD not in shapes:
        return 1
    place = shapes[HEAD].at("first")
    return max((int(str(row[place])) for row in found.trees[HEAD].rows.values()), default=1)


def is_whole(shape: Shape, row: Row) -> bool:
    """Whether a row has all that its table asks for."""
    return all(
        row.get(column.name) is not None or column.is_number or not column.required or column.default is not None
        for column in shape.columns
    )
