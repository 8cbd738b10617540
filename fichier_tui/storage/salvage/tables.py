"""Which rows are of which table: by the trees where they lead there, by the form of the rows where no tree does."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from fichier_tui.storage.salvage.pages import Pages
from fichier_tui.storage.salvage.rows import (
    INTERIOR,
    LEAF,
    Record,
    Tree,
    Value,
    kind_of,
    leaves_of_nobody,
    pages_under,
    read_leaf,
    read_tree,
)

CATALOGUE, INDEX, FREE = "sqlite_schema", "index", "free"
"""What a page is of that holds no row of a table of ours."""
_CATALOGUE_KINDS = ("table", "index", "trigger", "view")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_IDENTIFIER = re.compile(r"CHAR\((\d+)\)")
_KINDS: dict[str, tuple[type, ...]] = {"INTEGER": (int,), "REAL": (int, float), "BLOB": (bytes,)}
# Two tables of the same form, told apart by what one of them must hold.
_TELLING = {("email", "address"): True, ("phone", "number"): False}


@dataclass(frozen=True, slots=True)
class Column:
    """A column as the table declares it. `is_number` is that of the row itself."""

    name: str
    kind: str
    required: bool
    default: str | None
    is_number: bool


@dataclass(frozen=True, slots=True)
class Shape:
    """A table as this version of the file declares it; `kept` where its rows go over into the new file."""

    name: str
    columns: tuple[Column, ...]
    kept: bool = True

    def fits(self, row: Record) -> bool:
        """Whether a row could be one of this table."""
        if len(row) > len(self.columns):
            return False
        absent = self.columns[len(row) :]
        return not any(one.required and one.default is None for one in absent) and all(
            self._takes(column, value) for column, value in zip(self.columns, row, strict=False)
        )

    def _takes(self, column: Column, value: Value) -> bool:
        if column.is_number:
            return value is None
        if value is None:
            return not column.required
        if not isinstance(value, _KINDS.get(column.kind, (str,) if column.kind else (int, float, str, bytes))):
            return False
        if isinstance(value, str):
            if (length := _IDENTIFIER.fullmatch(column.kind)) and len(value) != int(length[1]):
                return False
            if column.kind == "DATE" and not _DAY.fullmatch(value):
                return False
            at_sign = _TELLING.get((self.name, column.name))
            return at_sign is None or ("@" in value) == at_sign
        return True

    def at(self, name: str) -> int:
        """At which place a column stands. Raises StopIteration where there is none of that name."""
        return next(place for place, column in enumerate(self.columns) if column.name == name)

    def values(self, number: int, row: Record) -> tuple[Value, ...]:
        """The row with its number in its place."""
        return tuple(number if column.is_number else value for column, value in zip(self.columns, row, strict=False))


@dataclass
class Found:
    """All that the pages hold. `unplaced` counts rows that fit two tables of which a page is torn, or none."""

    trees: dict[str, Tree]
    broken: set[str] = field(default_factory=set)
    """The tables of which something may be missing."""
    unplaced: int = 0
    torn: dict[int, str] = field(default_factory=dict)
    """Each torn page with the table that it was of, CATALOGUE, INDEX or FREE, "" where nothing leads to it."""


def shapes_of(connection: Any) -> dict[str, Shape]:
    """The tables of a file made by the same steps, by name; those of the search only to be told from the others."""
    tables = connection.execute(
        "SELECT name, type FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'shadow') AND NOT wr"
        " AND name NOT LIKE 'sqlite~_%' ESCAPE '~'"
    ).fetchall()
    return {name: Shape(name, _columns(connection, name), kind == "table") for name, kind in tables}


def roots_of(connection: Any) -> dict[str, int]:
    """At which page each table of a file begins."""
    return dict(connection.execute("SELECT name, rootpage FROM sqlite_master WHERE type = 'table' AND rootpage"))


def _columns(connection: Any, table: str) -> tuple[Column, ...]:
    return tuple(
        Column(name, kind.upper(), bool(required), default, kind.upper() == "INTEGER" and key == 1)
        for _place, name, kind, required, default, key in connection.execute(f'PRAGMA table_info("{table}")')
    )


def find_rows(pages: Pages, shapes: Mapping[str, Shape], guesses: Sequence[Mapping[str, int]]) -> Found:
    """The rows of every table of `shapes`.

    `guesses` are the first pages of the tables in other files of the same making, for those that the file's own
    catalogue does not tell any more.
    """
    free = set(pages.free())
    catalogue = _catalogue(pages, free)
    roots = {str(row[1]): row[3] for row in catalogue.rows.values() if row[0] == "table" and isinstance(row[3], int)}
    found = Found({name: read_tree(pages, root) for name, root in roots.items() if root})
    claimed = free | catalogue.pages | {page for tree in found.trees.values() for page in tree.pages}
    for name in sorted(shapes.keys() - found.trees.keys()):
        found.broken.add(name)
        found.trees[name] = _guessed(pages, shapes[name], guesses, claimed)
        claimed |= found.trees[name].pages
    found.broken |= {name for name, tree in found.trees.items() if tree.torn and name in shapes}
    _place_orphans(pages, shapes, found, claimed)
    indexes = {row[3]: INDEX for row in catalogue.rows.values() if row[0] == "index" and isinstance(row[3], int)}
    # A table without rows of its own numbers is kept as an index is.
    found.torn = _named(pages, found, catalogue, indexes | {root: name for name, root in roots.items()})
    return found


def name_torn_pages(pages: Pages, connection: Any) -> dict[int, str]:
    """Of which table each torn page is; see `Found.torn`. `connection` is to a file of the same version."""
    return find_rows(pages, shapes_of(connection), ()).torn


def _named(pages: Pages, found: Found, catalogue: Tree, roots: Mapping[int, str]) -> dict[int, str]:
    torn = {number: "" for number in pages.torn()}
    if not torn:
        return torn
    for root, name in roots.items():
        torn |= dict.fromkeys(torn.keys() & pages_under(pages, root), name)
    torn |= dict.fromkeys(torn.keys() & pages.free(), FREE)
    for name, tree in found.trees.items():
        torn |= dict.fromkeys(torn.keys() & tree.torn, name)
    return torn | dict.fromkeys(torn.keys() & catalogue.torn, CATALOGUE)


def _catalogue(pages: Pages, free: set[int]) -> Tree:
    """The list of tables that SQLite keeps, pages of it that nothing leads to included."""
    tree = read_tree(pages, 1)
    if tree.torn:
        for number in leaves_of_nobody(pages, tree.pages | free):
            alone = Tree()
            read_leaf(pages, number, alone)
            if all(len(row) == 5 and row[0] in _CATALOGUE_KINDS for row in alone.rows.values()):
                tree.rows.absorb(alone.rows)
                tree.pages.add(number)
    return tree


def _guessed(pages: Pages, shape: Shape, guesses: Sequence[Mapping[str, int]], claimed: set[int]) -> Tree:
    """A table whose first page the catalogue does not tell: where other files have it, if its rows look like it."""
    for guess in guesses:
        root = guess.get(shape.name, 0)
        page = pages.page(root)
        if root not in claimed and page is not None and kind_of(page, root) in (INTERIOR, LEAF):
            tree = read_tree(pages, root)
            if all(shape.fits(row) for row in tree.rows.values()):
                return tree
    return Tree()


def _place_orphans(pages: Pages, shapes: Mapping[str, Shape], found: Found, claimed: set[int]) -> None:
    """Give each leaf that nothing leads to to the one damaged table that it can be of."""
    for number in leaves_of_nobody(pages, claimed):
        alone = Tree()
        read_leaf(pages, number, alone)
        fitting = [
            name
            for name in sorted(found.broken)
            if all(shapes[name].fits(row) for row in alone.rows.values())
            and not any(number in found.trees[name].rows for number in alone.rows)
        ]
        if len(fitting) != 1:
            found.unplaced += len(alone.rows)
            continue
        tree = found.trees[fitting[0]]
        tree.rows.absorb(alone.rows)
        tree.pages |= alone.pages | {number}
        tree.torn |= alone.torn
        tree.torn_rows |= alone.torn_rows
