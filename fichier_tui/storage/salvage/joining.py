"""The rows that were saved, made fit to stand together again: what points to a row that is lost points to a stand-in,
to nothing, or is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from fichier_tui.domain.salvaging import LOST_LINE
from fichier_tui.storage.models.base import new_public_id
from fichier_tui.storage.salvage.copy import Row
from fichier_tui.storage.salvage.lost import ENTRIES
from fichier_tui.storage.salvage.rows import Value
from fichier_tui.storage.salvage.tables import Shape

_STAND_INS = ("contact", "visit", ENTRIES)
_SHARED = ("contact_id", "day", "staff_id")


@dataclass(frozen=True, slots=True)
class Link:
    """A column that names a row of another table."""

    column: str
    parent: str
    required: bool


class Rows:
    """The rows of the new file while it is filled. They lie in it, whatever they point to is looked at afterwards."""

    def __init__(self, connection: Any, shapes: Mapping[str, Shape], names: Callable[[int], str]) -> None:
        """`names` tells how a contact was called in lists, which outlives its card; "" where nothing does."""
        self.connection, self.shapes, self.names = connection, shapes, names
        self.stand_ins: Counter[str] = Counter()
        self.left_out: Counter[str] = Counter()

    def write(self, table: str, rows: Iterable[tuple[Value, ...]]) -> int:
        """Write rows of a table, shorter ones where columns were added since; how many."""
        columns = [f'"{column.name}"' for column in self.shapes[table].columns]
        written = 0
        for length, some in groupby(rows, key=len):
            marks, names = ", ".join("?" * length), ", ".join(columns[:length])
            written += self.connection.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', some).rowcount
        return written

    def add(self, table: str, number: int, row: Row) -> None:
        """Put a row in that was rebuilt from what else is known of it."""
        values = tuple(
            number if column.is_number else row.get(column.name, _nothing(column.kind) if column.required else None)
            for column in self.shapes[table].columns
        )
        self.write(table, [values])

    def join(self, now: str) -> None:
        """Leave no row that points to one that is not there."""
        links = {name: _links(self.connection, shape) for name, shape in self.shapes.items()}
        self._stand_in(links, now)
        while True:
            before = self.left_out.total()
            for table, own in links.items():
                for link in own:
                    self._resolve(table, link)
            if self.left_out.total() == before:
                return

    def _stand_in(self, links: Mapping[str, Iterable[Link]], now: str) -> None:
        """A bare row for each contact and each line of the journal that others cannot do without."""
        for table, own in links.items():
            for link in own:
                if link.parent not in _STAND_INS or table == ENTRIES:
                    continue
                cursor = self.connection.execute(f'SELECT "{link.column}", * FROM "{table}" AS own WHERE {_lost(link)}')
                names = [one[0] for one in cursor.description][1:]
                # The rows that point nowhere are those of lost ones alone: a few.
                pointing: dict[int, Row] = {}
                for number, *values in cursor:
                    pointing.setdefault(number, dict(zip(names, values, strict=True)))
                for number, row in pointing.items():
                    self.stand_in(link.parent, number, now, row)

    def stand_in(self, table: str, number: int, now: str, pointing: Row | None = None) -> None:
        """A row of which nothing is left but its number, how a contact was called, and what `pointing` to it has too.

        A purchase was made at a visit of the same contact, of the same day.
        """
        name = self.names(number) or f"? {number}"
        told: Row = {"public_id": new_public_id(), "verb": LOST_LINE, "detail": "{}", "kind": "person"}
        told["channel"] = "counter"
        told |= {"at": now, "created_at": now, "updated_at": now, "last_name": name}
        told |= {name: (pointing or {}).get(name) for name in _SHARED}
        self.add(table, number, told)
        self.stand_ins[table] += 1

    def _resolve(self, table: str, link: Link) -> None:
        lost = _lost(link)
        if link.required:
            deleted = self.connection.execute(f'DELETE FROM "{table}" AS own WHERE {lost}').rowcount
            if deleted:
                self.left_out[table] += deleted
        else:
            self.connection.execute(f'UPDATE "{table}" AS own SET "{link.column}" = NULL WHERE {lost}')


def _lost(link: Link) -> str:
    """The condition that a row points to one that is not there."""
    there = f'SELECT 1 FROM "{link.parent}" AS parent WHERE parent.rowid = own."{link.column}"'
    return f'own."{link.column}" IS NOT NULL AND NOT EXISTS ({there})'


def _links(connection: Any, shape: Shape) -> list[Link]:
    if not shape.kept:
        return []
    found = connection.execute(f'PRAGMA foreign_key_list("{shape.name}")').fetchall()
    return [Link(row[3], row[2], shape.columns[shape.at(row[3])].required) for row in found]


def _nothing(kind: str) -> Value:
    return 0 if kind in ("INTEGER", "REAL") else b"" if kind == "BLOB" else ""
