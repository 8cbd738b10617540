"""Recency, frequency, amount: how clients are ranked by what they bought, and the class that it makes of each.

The three figures and their scores from 1 to 5 are those of A. M. Hughes (Strategic Database Marketing, 1994). Only
clients are ranked: who bought nothing by the day has no score. Frequency counts purchases as the card lists them, not
days: a purchase has its own amount and its own line in the list, and `achats` of segments counts the same.

The thresholds are the quantiles at 20, 40, 60 and 80 % in definition 1 of Hyndman and Fan (Sample quantiles in
statistical packages, The American Statistician 50, 1996): the smallest value that at least so many clients do not
exceed. A value on a threshold lies below it. So equal values always have equal scores, and the fifths are not equal
where many values are: where 70 % bought once they all score 1, and some scores are nobody's.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

SCORES = (1, 2, 3, 4, 5)
"""5 is best: bought lately, often, much."""
BEST = SCORES[-1]
CHAMPIONS, LOYAL, PROMISING, NEW, ATTENTION, AT_RISK, CANNOT_LOSE, ASLEEP, LOST = CLASSES = (
    "champions",
    "loyal",
    "promising",
    "new",
    "attention",
    "at_risk",
    "cannot_lose",
    "asleep",
    "lost",
)
ANY_SCORE = "*"
_ALL, _LOW, _HIGH, _MIDDLE = (1, 5), (1, 3), (4, 5), (2, 3)
_FIFTHS = len(SCORES)

Scores = tuple[int, int, int]
"""Of recency, frequency and amount."""
Span = tuple[int, int]
"""The lowest and the highest score that belong."""


@dataclass(frozen=True, slots=True)
class Box:
    """Scores that lie between bounds."""

    recency: Span
    frequency: Span
    amount: Span

    def holds(self, scores: Scores) -> bool:
        """Whether all three scores lie within."""
        spans = (self.recency, self.frequency, self.amount)
        return all(low <= score <= high for score, (low, high) in zip(scores, spans, strict=True))


@dataclass(frozen=True, slots=True)
class Rule:
    """A line of the table of classes. Every one of the 125 combinations of scores lies in one line, and only one."""

    code: str
    box: Box


RULES: tuple[Rule, ...] = (
    Rule(CHAMPIONS, Box(_HIGH, _HIGH, _HIGH)),
    Rule(LOYAL, Box(_HIGH, _HIGH, _LOW)),
    Rule(LOYAL, Box((3, 3), _HIGH, _ALL)),
    Rule(PROMISING, Box(_HIGH, _MIDDLE, _ALL)),
    Rule(NEW, Box(_HIGH, (1, 1), _ALL)),
    Rule(ATTENTION, Box((3, 3), _LOW, _ALL)),
    Rule(AT_RISK, Box((1, 2), _HIGH, _LOW)),
    Rule(AT_RISK, Box((1, 2), _MIDDLE, _HIGH)),
    Rule(CANNOT_LOSE, Box((1, 2), _HIGH, _HIGH)),
    Rule(ASLEEP, Box((2, 2), (1, 1), _ALL)),
    Rule(ASLEEP, Box((2, 2), _MIDDLE, _LOW)),
    Rule(LOST, Box((1, 1), (1, 1), _ALL)),
    Rule(LOST, Box((1, 1), _MIDDLE, _LOW)),
)
CLASS_OF: Mapping[Scores, str] = {
    (r, f, m): next(rule.code for rule in RULES if rule.box.holds((r, f, m))) for r, f, m in product(SCORES, repeat=3)
}


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The four values that part the clients in five, for each figure: days, purchases, cents; in ascending order.

    All are empty where nobody bought.
    """

    recency_days: tuple[int, ...] = ()
    frequency: tuple[int, ...] = ()
    amount_cents: tuple[int, ...] = ()

    def scores(self, recency_days: int, frequency: int, amount_cents: int) -> Scores:
        """The scores of a client; the fewer days since the last purchase, the better."""
        return (
            BEST - bisect_left(self.recency_days, recency_days),
            1 + bisect_left(self.frequency, frequency),
            1 + bisect_left(self.amount_cents, amount_cents),
        )

    def scores_of(
        self, last_purchase: dt.date | None, purchases: int, revenue_cents: int, today: dt.date
    ) -> Scores | None:
        """The scores of a contact by its summary on a day; None for who bought nothing."""
        if not purchases or last_purchase is None or not self.frequency:
            return None
        return self.scores(recency(last_purchase, today), purchases, revenue_cents)


NO_THRESHOLDS = Thresholds()


def recency(last_purchase: dt.date, today: dt.date) -> int:
    """The days since the last purchase; 0 for one of a day that is still to come, such as a stay booked ahead."""
    return max(0, (today - last_purchase).days)


def thresholds_of(
    recency_days: Mapping[int, int], frequency: Mapping[int, int], amount_cents: Mapping[int, int]
) -> Thresholds:
    """The thresholds of clients told as counts: how many have each value."""
    return Thresholds(quintiles(recency_days), quintiles(frequency), quintiles(amount_cents))


def thresholds_by_values(clients: Iterable[tuple[int, int, int]]) -> Thresholds:
    """The thresholds of clients told one by one: days, purchases, cents."""
    rows = list(clients)
    return thresholds_of(*(Counter(row[place] for row in rows) for place in range(3)))


def quintiles(counts: Mapping[int, int]) -> tuple[int, ...]:
    """The values at 20, 40, 60 and 80 %: the smallest that at least so many do not exceed. Nothing of nothing."""
    total = sum(counts.values())
    found: list[int] = []
    so_far = 0
    for value in sorted(counts):
        so_far += counts[value]
        # At least k / 5 of all, in whole numbers: no rounding decides.
        while len(found) < _FIFTHS - 1 and so_far * _FIFTHS >= total * (len(found) + 1):
            found.append(value)
    return tuple(found)


def scores_text(scores: Scores) -> str:
    """ "543": of recency, frequency and amount."""
    return "".join(map(str, scores))


def scores_in(text: str) -> Scores:
    """The scores that `scores_text` wrote."""
    recency_score, frequency_score, amount_score = map(int, text)
    return recency_score, frequency_score, amount_score


def read_scores(written: str) -> str | None:
    """A pattern of scores in full ("55*", "5**"); a star at the end stands for all that is left. None: it is none."""
    pattern = written.strip()
    if pattern.endswith(ANY_SCORE):
        pattern = pattern.ljust(3, ANY_SCORE)
    known = all(sign == ANY_SCORE or (sign.isascii() and sign.isdigit() and int(sign) in SCORES) for sign in pattern)
    return pattern if len(pattern) == 3 and known else None


def boxes_of(wanted: str) -> Iterator[Box]:
    """The scores that a class or a pattern of scores stands for."""
    if wanted in CLASSES:
        yield from (rule.box for rule in RULES if rule.code == wanted)
    elif (pattern := read_scores(wanted)) is not None:
        yield Box(*(_ALL if sign == ANY_SCORE else (int(sign), int(sign)) for sign in pattern))
