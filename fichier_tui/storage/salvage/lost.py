"""The rows that a torn page took with it: which they were, and what the journal and the newest copy know of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from fichier_tui.storage.operation import CREATED, REMOVED, unpacked
from fichier_tui.storage.salvage.pages import USABLE
from fichier_tui.storage.salvage.rows import Value
from fichier_tui.storage.salvage.tables import Found, Shape

ENTRIES, CHANGES, HEAD = "journal_entry", "journal_change", "journal_head"
MOST_ROWS = USABLE // 8
"""More than a page can hold: of a longer gap nothing is known."""
_NUMBERED = (ENTRIES, CHANGES)
"""Tables whose rows are numbered without a gap from where the journal begins."""
Row = dict[str, Value]


@dataclass
class Copy:
    """What the newest good copy holds: its last journal entry, its version, where its tables begin, its rows."""

    sequence: int = 0
    version: int = 0
    roots: dict[str, int] = field(default_factory=dict)
    rows: dict[str, dict[int, Row]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Step:
    """One change of the journal."""

    entry: int
    kind: str
    first: int
    last: int
    after: Any

    @property
    def run(self) -> range:
        """The rows that it is about."""
        return range(self.first, self.last + 1)


class History:
    """What the journal tells of each row, as far as it can still be read."""

    def __init__(self, found: Found, shapes: Mapping[str, Shape]) -> None:
        names = [column.name for column in shapes[CHANGES].columns]
        self._steps: dict[str, list[_Step]] = {}
        changes: list[dict[str, Any]] = [
            dict(zip(names, row, strict=False)) for row in found.trees[CHANGES].rows.values()
        ]
        for one in sorted(changes, key=lambda one: (one["entry_id"], one["position"])):
            after = unpacked(one["after"]) if isinstance(one["after"], bytes) else None
            step = _Step(one["entry_id"], one["kind"], one["first_id"], one["last_id"], after)
            self._steps.setdefault(one["table_name"], []).append(step)
        self.entries = {step.entry for steps in self._steps.values() for step in steps}
        """The numbers of the entries that the changes are of."""
        self.first = max(_first_told(found, shapes), *(step.last + 1 for step in self._steps.get(ENTRIES, ())), 1)
        """The number of the line that the journal begins with: older ones were purged."""
        place = shapes[CHANGES].at("entry_id")
        of_lines = found.trees[CHANGES].rows.items()
        self.first_change = min((n for n, row in of_lines if int(str(row[place])) >= self.first), default=1)
        """The lowest number of a change of such a line that can be read."""

    def standing(self, table: str) -> set[int]:
        """The rows that were made and not removed since."""
        numbers: set[int] = set()
        for step in self._steps.get(table, ()):
            if step.kind == CREATED:
                numbers.update(step.run)
            elif step.kind == REMOVED:
                numbers.difference_update(step.run)
        return numbers

    def removed_since(self, table: str, entry: int) -> set[int]:
        """The rows removed after that entry, and not put back."""
        gone: set[int] = set()
        for step in self._steps.get(table, ()):
            if step.entry > entry and step.kind == REMOVED:
                gone.update(step.run)
            elif step.entry > entry and step.kind == CREATED:
                gone.difference_update(step.run)
        return gone

    def rows(self, table: str, wanted: set[int], copy: Copy) -> dict[int, Row]:
        """The wanted rows as they were last: what the copy has of them, with all that the journal tells since."""
        kept = copy.rows.get(table, {})
        known = {number: dict(kept[number]) for number in wanted & kept.keys()}
        for step in self._steps.get(table, ()):
            for number in wanted.intersection(step.run):
                if step.entry <= copy.sequence and number in kept:
                    continue
                if step.kind == REMOVED:
                    known.pop(number, None)
                elif isinstance(step.after, dict) and (step.kind == CREATED or number in known):
                    known[number] = known.get(number, {}) | step.after
        return known


def lost_rows(found: Found, history: History, copy: Copy, table: str) -> set[int]:
    """The numbers of the rows that a damaged table is known to have lost."""
    tree = found.trees[table]
    expected = history.standing(table) | tree.torn_rows
    expected |= copy.rows.get(table, {}).keys() - history.removed_since(table, copy.sequence)
    in_gaps = {number for gap in tree.gaps if len(gap) <= MOST_ROWS for number in gap}
    expected |= in_gaps - history.removed_since(table, 0)
    if table in _NUMBERED and tree.rows:
        begin = history.first if table == ENTRIES else history.first_change
        # What is older was purged, but for a few lines: the copy and the gaps tell of those that went, too.
        expected = {number for number in expected if number >= begin} | tree.torn_rows
        expected |= set(range(begin, max(tree.rows) + 1))
    if table == ENTRIES:
        expected |= history.entries
    return expected - tree.rows.keys()


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
