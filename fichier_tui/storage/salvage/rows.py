"""The rows that pages hold, by SQLite's own form of them: a tree for each table, its leaves full of records."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import ItemsView, Iterator, Mapping, ValuesView
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from fichier_tui.storage.salvage.pages import USABLE, Pages

Value = int | float | str | bytes | None
Record = tuple[Value, ...]

INTERIOR, LEAF, INDEX_INTERIOR = 0x05, 0x0D, 0x02
_FILE_HEADER = 100  # bytes of the first page that are not of its tree
_LONGEST_LOCAL = USABLE - 35
_SHORTEST_LOCAL = (USABLE - 12) * 32 // 255 - 23
_INTEGER_BYTES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A leaf, and the numbers of its rows that can be read."""

    first: int
    page: int
    runs: tuple[range, ...]

    def has(self, number: int) -> bool:
        return any(number in run for run in self.runs)


class LeafRows(Mapping[int, Record]):
    """Rows by their number, read from their leaf again whenever they are asked for: tables may outgrow the memory."""

    def __init__(self) -> None:
        self._pages: Pages | None = None
        self._leaves: list[_Leaf] = []
        self._reaches: list[int] = []
        """How far the leaves up to each one reach; shorter than they where some are not in order yet."""
        self._count = 0

    def add(self, pages: Pages, leaf: int, numbers: list[int]) -> None:
        """Rows of a leaf, numbers that are not there yet."""
        if not numbers:
            return
        self._pages = pages
        runs = _runs(numbers)
        in_order = not self._leaves or self._leaves[-1].first <= runs[0].start
        if in_order and len(self._reaches) == len(self._leaves):
            self._reaches.append(max(runs[-1].stop, self._reaches[-1] if self._reaches else runs[-1].stop))
        else:
            self._reaches = []
        self._leaves.append(_Leaf(runs[0].start, leaf, runs))
        self._count += len(numbers)

    def absorb(self, other: LeafRows) -> None:
        """The rows of another table that are not there yet."""
        for leaf in other._leaves:
            numbers = [number for run in leaf.runs for number in run if number not in self]
            if other._pages is not None:
                self.add(other._pages, leaf.page, numbers)

    def _order(self) -> None:
        if len(self._reaches) != len(self._leaves):
            self._leaves.sort(key=lambda leaf: leaf.first)
            self._reaches = list(accumulate((leaf.runs[-1].stop for leaf in self._leaves), max))

    def _leaf_of(self, number: int) -> _Leaf | None:
        self._order()
        place = bisect_right(self._leaves, number, key=lambda leaf: leaf.first) - 1
        # Leaves of a sound table follow one another; one that no page leads to any more may stand among others.
        while place >= 0 and self._reaches[place] > number:
            if self._leaves[place].has(number):
                return self._leaves[place]
            place -= 1
        return None

    def __len__(self) -> int:
        return self._count

    def __contains__(self, number: object) -> bool:
        return isinstance(number, int) and self._leaf_of(number) is not None

    def __iter__(self) -> Iterator[int]:
        self._order()
        for leaf in self._leaves:
            for run in leaf.runs:
                yield from run

    def __getitem__(self, number: int) -> Record:
        leaf = self._leaf_of(number)
        if leaf is None:
            raise KeyError(number)
        return next(row for one, row in self._of(leaf) if one == number)

    def _of(self, leaf: _Leaf) -> Iterator[tuple[int, Record]]:
        assert self._pages is not None
        for number, payload in _payloads(self._pages, leaf.page, Tree()):
            if payload is not None and leaf.has(number):
                yield number, record(payload)

    def leaves(self) -> Iterator[list[tuple[int, Record]]]:
        """The rows, leaf by leaf, in the order of their numbers."""
        self._order()
        for leaf in self._leaves:
            yield list(self._of(leaf))

    def items(self) -> ItemsView[int, Record]:
        """Each row with its number; every leaf is read once."""
        return _Items(self)

    def values(self) -> ValuesView[Record]:
        """Each row; every leaf is read once."""
        return _Values(self)


class _Items(ItemsView[int, Record]):
    def __init__(self, rows: LeafRows) -> None:
        super().__init__(rows)
        self._rows = rows

    def __iter__(self) -> Iterator[tuple[int, Record]]:
        for leaf in self._rows.leaves():
            yield from leaf


class _Values(ValuesView[Record]):
    def __init__(self, rows: LeafRows) -> None:
        super().__init__(rows)
        self._rows = rows

    def __iter__(self) -> Iterator[Record]:
        for leaf in self._rows.leaves():
            yield from (row for _number, row in leaf)


def _runs(numbers: list[int]) -> tuple[range, ...]:
    """Numbers as runs without a gap."""
    found: list[range] = []
    for number in sorted(set(numbers)):
        if found and found[-1].stop == number:
            found[-1] = range(found[-1].start, number + 1)
        else:
            found.append(range(number, number + 1))
    return tuple(found)


@dataclass
class Tree:
    """What is left of one table: its rows by their number, and where a page was missing."""

    rows: LeafRows = field(default_factory=LeafRows)
    pages: set[int] = field(default_factory=set)
    """Those that belong to it, overflow included."""
    torn: set[int] = field(default_factory=set)
    """Those of them that cannot be read."""
    torn_rows: set[int] = field(default_factory=set)
    """Rows whose end lay on one of them."""
    gaps: list[range] = field(default_factory=list)
    """The numbers that the rows of a torn leaf had, one or the other of which may have been removed before."""


def read_tree(pages: Pages, root: int) -> Tree:
    """The rows of the table whose tree begins at page `root`."""
    tree = Tree()
    waiting = [root]
    while waiting:
        number = waiting.pop()
        if number in tree.pages:
            continue
        tree.pages.add(number)
        page = pages.page(number)
        if page is None:
            tree.torn.add(number)
        elif kind_of(page, number) == INTERIOR:
            children = _children(page, number)
            waiting += reversed(children)  # the leaves in the order of their rows
            tree.gaps += _gaps(pages, page, number, children)
        elif kind_of(page, number) == LEAF:
            read_leaf(pages, number, tree)
    return tree


def pages_under(pages: Pages, root: int) -> set[int]:
    """The pages of a tree, of a table or of an index, its overflow pages left out."""
    found: set[int] = set()
    waiting = [root]
    while waiting:
        number = waiting.pop()
        page = pages.page(number)
        if number not in found and page is not None and kind_of(page, number) in (INTERIOR, INDEX_INTERIOR):
            waiting += _children(page, number)
        found.add(number)
    return found


def kind_of(page: bytes, number: int) -> int:
    """What a page is: INTERIOR or LEAF of a table, or another number."""
    return page[_FILE_HEADER if number == 1 else 0]


def read_leaf(pages: Pages, number: int, tree: Tree) -> None:
    """Add the rows of one leaf to a table; a number that it has already is kept as it was."""
    found = []
    for row, payload in _payloads(pages, number, tree):
        if payload is None:
            tree.torn_rows.add(row)
        elif row not in tree.rows:
            found.append(row)
    tree.rows.add(pages, number, found)


def _payloads(pages: Pages, number: int, tree: Tree) -> Iterator[tuple[int, bytes | None]]:
    """The rows of a leaf, their records not read yet; None for one that goes on in a page that is torn."""
    page = pages.page(number)
    if page is None:
        return
    for place in _cells(page, number, 8):
        size, place = _varint(page, place)
        row, place = _varint(page, place)
        yield row - (1 << 64) if row >> 63 else row, _payload(pages, page, place, size, tree)


def _children(page: bytes, number: int) -> list[int]:
    """The pages under an interior one, first to last."""
    header = _FILE_HEADER if number == 1 else 0
    found = [int.from_bytes(page[place : place + 4], "big") for place in _cells(page, number, 12)]
    return [*found, int.from_bytes(page[header + 8 : header + 12], "big")]


def _gaps(pages: Pages, page: bytes, number: int, children: list[int]) -> list[range]:
    """Of which rows the torn leaves under an interior page were: it tells the last one of each child but its last."""
    if not any((leaf := pages.page(child)) is not None and kind_of(leaf, child) == LEAF for child in children):
        return []
    last = [_varint(page, place + 4)[0] for place in _cells(page, number, 12)]
    found = [range(before + 1, own + 1) for before, own in pairwise(last)]
    return [gap for child, gap in zip(children[1:], found, strict=False) if pages.page(child) is None]


def _cells(page: bytes, number: int, header_bytes: int) -> Iterator[int]:
    header = _FILE_HEADER if number == 1 else 0
    count = int.from_bytes(page[header + 3 : header + 5], "big")
    yield from struct.unpack_from(f">{count}H", page, header + header_bytes)


def _payload(pages: Pages, page: bytes, place: int, size: int, tree: Tree) -> bytes | None:
    """All of a record, its overflow pages included; None where one of these is torn."""
    if size <= _LONGEST_LOCAL:
        return page[place : place + size]
    local = _SHORTEST_LOCAL + (size - _SHORTEST_LOCAL) % (USABLE - 4)
    if local > _LONGEST_LOCAL:
        local = _SHORTEST_LOCAL
    pieces = [page[place : place + local]]
    left = size - local
    following = int.from_bytes(page[place + local : place + local + 4], "big")
    is_whole = True
    while left > 0 and following:
        tree.pages.add(following)
        more = pages.page(following)
        if more is None:
            tree.torn.add(following)
            is_whole = False
            break
        pieces.append(more[4 : 4 + left])
        left -= USABLE - 4
        following = int.from_bytes(more[:4], "big")
    return b"".join(pieces) if is_whole and left <= 0 else None


def _varint(data: bytes, place: int) -> tuple[int, int]:
    """A number of one to nine bytes, and the place after it."""
    value = 0
    for step in range(8):
        byte = data[place + step]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, place + step + 1
    return value << 8 | data[place + 8], place + 9


def record(payload: bytes) -> Record:
    """The values of a record."""
    end, place = _varint(payload, 0)
    body = end
    values: list[Value] = []
    while place < end:
        kind, place = _varint(payload, place)
        value, body = _value(payload, body, kind)
        values.append(value)
    return tuple(values)


def _value(payload: bytes, place: int, kind: int) -> tuple[Value, int]:
    if kind == 0:
        return None, place
    if kind in (8, 9):
        return kind - 8, place
    if kind in _INTEGER_BYTES:
        end = place + _INTEGER_BYTES[kind]
        return int.from_bytes(payload[place:end], "big", signed=True), end
    if kind == 7:
        return float(struct.unpack_from(">d", payload, place)[0]), place + 8
    end = place + (kind - 12) // 2
    content = payload[place:end]
    return (content.decode("utf-8", "replace") if kind % 2 else content), end


def leaves_of_nobody(pages: Pages, claimed: set[int]) -> list[int]:
    """The leaves of tables to which no tree leads any more: the page that led to them is torn."""
    return [
        number
        for number in range(2, pages.count + 1)
        if number not in claimed and (page := pages.page(number)) is not None and page[0] == LEAF and any(page[3:5])
    ]
