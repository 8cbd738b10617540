"""Which rows of a file are about the same contact: by the rules of `domain.matching`, over 100,000 rows at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# Homonyms of one town with nothing in common are compared with no more groups than this.
_COMPARED = 50


@dataclass(frozen=True, slots=True)
class Identities:
    """By row, what a contact may be known by; "" or () where the row does not say."""

    last_names: Sequence[str]
    """Folded and joined, as `first_names`."""
    first_names: Sequence[str]
    companies: Sequence[str]
    emails: Sequence[tuple[str, ...]]
    phones: Sequence[tuple[str, ...]]
    births: Sequence[str]
    postcodes: Sequence[str]
    cards: Sequence[str]


class Grouping:
    """Joins rows into contacts. A join is refused where names or cards differ: a household stays apart."""

    def __init__(self, rows: Identities) -> None:
        self._rows = rows
        count = len(rows.last_names)
        self._parent = list(range(count))
        self._names: dict[int, tuple[str, str, str, str]] = {}

    def groups(self, named: Sequence[int]) -> list[list[int]]:
        """The rows of `named` (those that say whom they are about) by contact, in the order of the first of each."""
        rows = self._rows
        for bucket in _buckets((row, rows.phones[row]) for row in named if rows.phones[row]):
            self._join_bucket(bucket)
        for bucket in _buckets((row, rows.emails[row]) for row in named if rows.emails[row]):
            self._join_bucket(bucket)
        for bucket in _buckets((row, (rows.cards[row],)) for row in named if rows.cards[row]):
            self._join_bucket(bucket)
        names = [
            f"{last}|{first}" if last or first else company
            for last, first, company in zip(rows.last_names, rows.first_names, rows.companies, strict=True)
        ]
        for bucket in _buckets(
            (row, (f"{names[row]}|{rows.births[row]}",)) for row in named if rows.births[row] and names[row]
        ):
            self._join_homonyms(bucket, by_birth=True)
        for bucket in _buckets(
            (row, (f"{names[row]}|{rows.postcodes[row]}",)) for row in named if rows.postcodes[row] and names[row]
        ):
            self._join_homonyms(bucket, by_birth=False)
        self._join_bare(named, names)
        found: dict[int, list[int]] = {}
        for row in named:
            found.setdefault(self._root(row), []).append(row)
        return list(found.values())

    def _root(self, row: int) -> int:
        """The row that stands for the group of `row`."""
        parent = self._parent
        while parent[row] != row:
            parent[row] = parent[parent[row]]
            row = parent[row]
        return row

    def _name(self, root: int) -> tuple[str, str, str, str]:
        """Last name, first name, company and card of a group."""
        rows = self._rows
        return self._names.get(root) or (
            rows.last_names[root],
            rows.first_names[root],
            rows.companies[root],
            rows.cards[root],
        )

    def _agree(self, one: int, other: int) -> bool:
        """Whether nothing that two groups are called by differs; companies count only where nobody is named."""
        mine, theirs = self._name(one), self._name(other)
        persons = mine[0] or mine[1] or theirs[0] or theirs[1]
        return all(
            not a or not b or a == b or (place == 2 and persons)
            for place, (a, b) in enumerate(zip(mine, theirs, strict=True))
        )

    def _join(self, one: int, other: int) -> None:
        """Make one group of two, if they agree."""
        one, other = self._root(one), self._root(other)
        if one == other or not self._agree(one, other):
            return
        if other < one:
            one, other = other, one
        mine, theirs = self._name(one), self._name(other)
        self._names[one] = (mine[0] or theirs[0], mine[1] or theirs[1], mine[2] or theirs[2], mine[3] or theirs[3])
        self._parent[other] = one

    def _join_bucket(self, bucket: list[int]) -> None:
        """Rows that share a telephone, an address or a card: one contact for each name.

        A row with part of a name missing joins the others only where one alone fits.
        """
        by_name: dict[tuple[str, str], int] = {}
        partial = []
        for row in bucket:
            name = self._name(self._root(row))
            if name[0] and name[1]:
                self._join(by_name.setdefault(name[:2], row), row)
            else:
                partial.append(row)
        for row in partial:
            fitting = {
                self._root(other) for other in by_name.values() if self._agree(self._root(row), self._root(other))
            }
            if len(fitting) == 1:
                self._join(fitting.pop(), row)
            elif not fitting:
                by_name.setdefault((f"\0{row}", ""), row)
            else:
                self._join_alike(row, partial)

    def _join_alike(self, row: int, partial: Sequence[int]) -> None:
        """A row that several contacts fit joins a row before it that is called exactly alike."""
        rows = self._rows
        mine = rows.last_names[row], rows.first_names[row]
        for other in partial:
            if other == row:
                return
            if (rows.last_names[other], rows.first_names[other]) == mine and self._root(other) == other:
                self._join(other, row)
                return

    def _join_homonyms(self, bucket: list[int], *, by_birth: bool) -> None:
        """Rows of one name and birth, or of one name and postcode: one contact unless all else contradicts it."""
        leaders: list[int] = []
        for row in bucket:
            root = self._root(row)
            if any(self._root(leader) == root for leader in leaders):
                continue
            leader = next((leader for leader in leaders[:_COMPARED] if self._may_be_one(leader, row, by_birth)), None)
            if leader is None:
                leaders.append(row)
            else:
                self._join(leader, row)

    def _may_be_one(self, one: int, other: int, by_birth: bool) -> bool:
        """Whether two homonyms are one: the same rules as `domain.matching.same_contact`."""
        rows = self._rows
        emails = _apart(rows.emails[one], rows.emails[other])
        phones = _apart(rows.phones[one], rows.phones[other])
        if by_birth:
            return not (emails and phones)
        births = rows.births[one], rows.births[other]
        return not emails and not phones and (not all(births) or births[0] == births[1])

    def _join_bare(self, named: Sequence[int], names: Sequence[str]) -> None:
        """Rows with a name alone: with the one contact of that name, if there is one, else together."""
        rows = self._rows
        bare = [
            row
            for row in named
            if names[row]
            and not (rows.emails[row] or rows.phones[row] or rows.births[row] or rows.postcodes[row] or rows.cards[row])
        ]
        if not bare:
            return
        wanted = {names[row] for row in bare}
        known: dict[str, set[int]] = {name: set() for name in wanted}
        alone = set(bare)
        for row in named:
            if names[row] in wanted and row not in alone:
                known[names[row]].add(self._root(row))
        first: dict[str, int] = {}
        for row in bare:
            roots = known[names[row]]
            target = next(iter(roots)) if len(roots) == 1 else first.setdefault(names[row], row)
            self._join(target, row)


def _apart(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether both have some and none in common."""
    if not mine or not theirs:
        return False
    if len(mine) == 1:
        return mine[0] not in theirs
    return not any(text in theirs for text in mine)


def _buckets(pairs: Iterable[tuple[int, Iterable[str]]]) -> list[list[int]]:
    """The rows that share a key, for each key of more than one row."""
    first: dict[str, int] = {}
    shared: dict[str, list[int]] = {}
    for row, keys in pairs:
        for key in keys:
            before = first.setdefault(key, row)
            if before != row:
                shared.setdefault(key, [before]).append(row)
    return list(shared.values())
