"""How many clients bought last on which day, how many times, for how much: what the thresholds are reckoned from.

Read once from the summary, then kept up by each write of this session: what its contacts counted for before is taken
away, what they count for after is added. What another program wrote shows in the journal, and everything is read anew.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from operator import itemgetter

from fichier_tui.domain.rfm import Thresholds, recency, thresholds_of
from fichier_tui.storage.connection import Database

CLIENTS = "FROM contact_summary AS s WHERE s.live AND s.purchases > 0 AND s.last_purchase IS NOT NULL"
_FIGURES = f"SELECT s.last_purchase, s.purchases, s.revenue_cents {CLIENTS}"
_FIGURES_AND_WHOSE = f"SELECT s.last_purchase, s.purchases, s.revenue_cents, s.contact_id {CLIENTS}"
PIECE = 20_000
"""Clients that are read in one go while somebody works: a few hundredths of a second."""
# How many rows are held at a time: few stay in the processor's own memory, and a million takes no more room.
_AT_A_TIME = 1_000
# Of more contacts in one write, everything is read anew at no higher price.
MANY = 2_000

Figures = tuple[str, int, int]
"""The last day of purchase in ISO form, purchases, cents."""


@dataclass(slots=True)
class RfmCounts:
    """How many clients have each value, up to an entry of the journal."""

    entry: int
    days: Counter[str] = field(default_factory=Counter)
    frequency: Counter[int] = field(default_factory=Counter)
    amounts: Counter[int] = field(default_factory=Counter)
    _kept: tuple[dt.date, Thresholds] | None = None

    read_to: int = 0
    """The greatest number of a contact that was counted, while they are read by pieces."""

    @classmethod
    def read(cls, database: Database, entry: int) -> RfmCounts:
        """Read the whole summary."""
        counts = cls(entry)
        cursor = database.connection().execute(_FIGURES)
        while rows := cursor.fetchmany(_AT_A_TIME):
            counts._count(rows)
        return counts

    def read_further(self, database: Database) -> bool:
        """Read the next piece; True when there is no more."""
        cursor = database.connection().execute(
            f"{_FIGURES_AND_WHOSE} AND s.contact_id > ? ORDER BY s.contact_id LIMIT {PIECE}", (self.read_to,)
        )
        count = 0
        while rows := cursor.fetchmany(_AT_A_TIME):
            self._count(rows)
            self.read_to, count = rows[-1][3], count + len(rows)
        return count < PIECE

    def thresholds(self, today: dt.date) -> Thresholds:
        """What parts the clients in five on that day."""
        if self._kept is None or self._kept[0] != today:
            elapsed: Counter[int] = Counter()
            for day, count in self.days.items():
                elapsed[recency(dt.date.fromisoformat(day), today)] += count
            self._kept = (today, thresholds_of(elapsed, self.frequency, self.amounts))
        return self._kept[1]

    def follow(self, before: Iterable[Figures], after: Iterable[Figures], entry: int) -> bool:
        """Count a write; False where another program wrote in between, and everything is to be read anew."""
        if entry != self.entry + 1:
            return False
        self.entry = entry
        gone, come = list(before), list(after)
        if gone != come:
            for counter, place in ((self.days, 0), (self.frequency, 1), (self.amounts, 2)):
                _take_away(counter, map(itemgetter(place), gone))
            self._count(come)
            self._kept = None
        return True

    def _count(self, rows: Collection[Figures]) -> None:
        self.days.update(map(itemgetter(0), rows))
        self.frequency.update(map(itemgetter(1), rows))
        self.amounts.update(map(itemgetter(2), rows))


def _take_away(counter: Counter[str] | Counter[int], values: Iterable[object]) -> None:
    counted: Counter[object] = counter  # type: ignore[assignment]
    for value in values:
        counted[value] -= 1
        if not counted[value]:
            del counted[value]


def figures_of(database: Database, contacts: Collection[int]) -> list[Figures]:
    """The figures of those of these contacts who are clients, in the order of their numbers."""
    rows = database.connection().execute(
        f"{_FIGURES} AND s.contact_id IN (SELECT value FROM json_each(?)) ORDER BY s.contact_id",
        (json.dumps(sorted(contacts)),),
    )
    found: list[Figures] = rows.fetchall()
    return found


def all_summed(database: Database, contacts: Collection[int]) -> bool:
    """Whether each of these contacts has its summary still: one that was taken away within a write took it along."""
    rows = database.connection().execute(
        "SELECT COUNT(*) FROM contact_summary WHERE contact_id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(contacts)),),
    )
    return int(rows.fetchone()[0]) == len(contacts)
