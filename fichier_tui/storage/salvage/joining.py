"""The rows that were saved, made fit to stand together again: what points to a row that is lost points to a stand-in,
to nothing, or is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from fichier_tui.domain.salvaging import LOST_LINE
from fichier_tui.storage.models.base import new_public_id
from fichier_tui.storage.salvage.lost import ENTRIES, Row
from fichier_tui.storage.salvage.rows import Value
from fichier_tui.storage.salvage.tables import Shape

_STAND_INS = ("contact", "visit", ENTRIES)
_SHARED = ("contact_id", "day", "staff_id")
_Rows = dict[int, tuple[Value, ...]]


@dataclass(frozen=True, slots=True)
class _Link:
    """A column that names a row of another table."""

    column: int
    parent: str
    required: bool


@dataclass
class Rows:
    """All rows of the new file before they are written, by table and number."""

    shapes: Mapping[str, Shape]
    tables: dict[str, _Rows] = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)
    """How the contacts were called in lists, which outlives their cards."""
    stand_ins: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)

    def add(self, table: str, number: int, row: Row) -> None:
        """Put a row in that was rebuilt from what else is known of it."""
        self.tables[table][number] = tuple(
            number if column.is_number else row.get(column.name, _nothing(column.kind) if column.required else None)
            for column in self.shapes[table].columns
        )

    def join(self, connection: Any, now: str) -> None:
        """Leave no row that points to one that is not there. `connection` tells which column points where."""
        links = {name: _links(connection, shape) for name, shape in self.shapes.items() if name in self.tables}
        self._stand_in(links, now)
        while True:
            before = self.left_out.total()
            for table, own in links.items():
                for link in own:
                    self._resolve(table, link)
            if self.left_out.total() == before:
                return

    def _stand_in(self, links: Mapping[str, Iterable[_Link]], now: str) -> None:
        """A bare row for each contact and each line of the journal that others cannot do without."""
        for table, own in links.items():
            for link in own:
                if link.parent not in _STAND_INS or table == ENTRIES:
                    continue
                parents = self.tables[link.parent]
                for row in list(self.tables[table].values()):
                    number = _at(row, link.column)
                    if isinstance(number, int) and number not in parents:
                        names = [column.name for column in self.shapes[table].columns]
                        self.stand_in(link.parent, number, now, dict(zip(names, row, strict=False)))

    def stand_in(self, table: str, number: int, now: str, pointing: Row | None = None) -> None:
        """A row of which nothing is left but its number, how a contact was called, and what `pointing` to it has too.

        A purchase was made at a visit of the same contact, of the same day.
        """
        name = self.names.get(number) or f"? {number}"
        told: Row = {"public_id": new_public_id(), "verb": LOST_LINE, "detail": "{}", "kind": "person"}
        told["channel"] = "counter"
        told |= {"at": now, "created_at": now, "updated_at": now, "last_name": name}
        told |= {name: (pointing or {}).get(name) for name in _SHARED}
        self.add(table, number, told)
        self.stand_ins[table] += 1

    def _resolve(self, table: str, link: _Link) -> None:
        parents = self.tables.get(link.parent, {})
        rows = self.tables[table]
        for number, row in list(rows.items()):
            value = _at(row, link.column)
            if value is None or value in parents:
                continue
            if link.required:
                del rows[number]
                self.left_out[table] += 1
            else:
                rows[number] = (*row[: link.column], None, *row[link.column + 1 :])


def _links(connection: Any, shape: Shape) -> list[_Link]:
    found = connection.execute(f'PRAGMA foreign_key_list("{shape.name}")').fetchall()
    places = [(shape.at(row[3]), row[2]) for row in found]
    return [_Link(place, parent, shape.columns[place].required) for place, parent in places]


def _at(row: tuple[Value, ...], place: int) -> Value:
    return row[place] if place < len(row) else None


def _nothing(kind: str) -> Value:
    return 0 if kind in ("INTEGER", "REAL") else b"" if kind == "BLOB" else ""
