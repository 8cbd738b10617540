"""Action → reaction: of those told of an offer, how many bought within some days, beside comparable ones not told.

An observation, never a proof: whoever was told was chosen by somebody. Contacts are put in cohorts by what they were on
the day before anybody was told: the same third by recency, by frequency and by amount of their purchases (coarsened
exact matching: S. M. Iacus, G. King, G. Porro, Political Analysis 20 (2012) 1–24). To each contact told is matched one
of its cohort that was never told, or two where every one can have two, the nearest in amount; they are watched over the
same days. Everybody has as many as everybody else, so that both sides hold the same share of each cohort; who has
nobody comparable is left out of the difference.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

Z = 1.959963984540054
"""The 97.5 % quantile of the normal law: intervals of 95 %."""
COMPARED_TO_EACH = 2
WITHIN_DAYS = (7, 30, 90)

Cohort = tuple[int, int, int]
"""Thirds of recency, frequency and amount, from 1 to 3; zeros for who had bought nothing."""
Bounds = tuple[tuple[int, int], tuple[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Person:
    """A contact on the day before anybody was told."""

    contact: int
    purchases: int = 0
    revenue_cents: int = 0
    last_on: dt.date = dt.date.min
    """Its last purchase."""

    @property
    def figures(self) -> tuple[int, int, int]:
        """Recency as the ordinal of the last day, frequency, amount."""
        return self.last_on.toordinal(), self.purchases, self.revenue_cents


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, with the interval in which the true share lies, 0 to 1."""

    count: int
    whole: int

    @property
    def interval(self) -> tuple[float, float]:
        """Of 95 %."""
        return wilson(self.count, self.whole)


@dataclass(frozen=True, slots=True)
class Reaction:
    """What was observed."""

    days: int
    """Within how many days after the telling a purchase counts, its own day included."""
    told: Share
    compared: Share
    """Those told who are compared to somebody."""
    others: Share
    """Those to whom they are compared."""
    each: int = 0
    """To how many each of them is compared."""
    waiting: int = 0
    """Told too lately: their days are not over."""
    alone: int = 0
    """Told, with nobody to compare to: counted among the told alone."""
    since: dt.date | None = None
    """The first day on which anybody was told; the cohorts are those of the day before."""


def wilson(count: int, whole: int) -> tuple[float, float]:
    """The 95 % interval of a share by the score method, (0, 1) of nothing.

    E. B. Wilson, JASA 22 (1927) 209–212; recommended for small numbers by R. G. Newcombe, Statistics in Medicine 17
    (1998) 857–872, method 3.
    """
    if not whole:
        return 0.0, 1.0
    share, square = count / whole, Z * Z
    middle = share + square / (2 * whole)
    spread = Z * sqrt(share * (1 - share) / whole + square / (4 * whole * whole))
    least = 0.0 if count == 0 else (middle - spread) / (1 + square / whole)
    most = 1.0 if count == whole else (middle + spread) / (1 + square / whole)
    return least, most


def difference(one: Share, other: Share) -> tuple[float, float, float]:
    """The first share less the second, and its 95 % interval; (0, -1, 1) where one of them is of nothing.

    R. G. Newcombe, Statistics in Medicine 17 (1998) 873–890, method 10.
    """
    if not one.whole or not other.whole:
        return 0.0, -1.0, 1.0
    first, second = one.count / one.whole, other.count / other.whole
    (least, most), (others_least, others_most) = one.interval, other.interval
    gap = first - second
    below = sqrt((first - least) ** 2 + (others_most - second) ** 2)
    above = sqrt((most - first) ** 2 + (second - others_least) ** 2)
    return gap, gap - below, gap + above


def bounds_of(people: Iterable[Person]) -> Bounds:
    """What parts those who bought anything into three by recency, by frequency and by amount: equal values together."""
    figures = [person.figures for person in people if person.purchases]
    recency, frequency, amount = (_thirds(sorted(one[place] for one in figures)) for place in range(3))
    return recency, frequency, amount


def _thirds(ordered: Sequence[int]) -> tuple[int, int]:
    return (ordered[len(ordered) // 3], ordered[2 * len(ordered) // 3]) if ordered else (0, 0)


def cohort_of(person: Person, bounds: Bounds) -> Cohort:
    """The thirds that a contact belongs to."""
    if not person.purchases:
        return 0, 0, 0
    recency, frequency, amount = (
        1 + (figure >= low) + (figure >= high) for figure, (low, high) in zip(person.figures, bounds, strict=True)
    )
    return recency, frequency, amount


def matched(told: Sequence[Person], others: Sequence[Person]) -> dict[int, tuple[int, ...]]:
    """For each contact told, whom it is compared to: as many for each, nobody twice; nobody where a cohort lacks them.

    Where a cohort has fewer others than told, the last of the told in it have nobody.
    """
    bounds = bounds_of((*told, *others))
    free: dict[Cohort, list[tuple[int, int]]] = defaultdict(list)
    for person in others:
        free[cohort_of(person, bounds)].append((person.revenue_cents, person.contact))
    wanted = Counter(cohort_of(person, bounds) for person in told)
    for cohort in free.values():
        cohort.sort()
    short = any(0 < len(free[cohort]) < COMPARED_TO_EACH * count for cohort, count in wanted.items())
    found: dict[int, tuple[int, ...]] = {person.contact: () for person in told}
    for _round in range(1 if short else COMPARED_TO_EACH):
        for person in told:
            cohort_left = free[cohort_of(person, bounds)]
            if cohort_left:
                found[person.contact] += (_nearest(cohort_left, person),)
    return found


def _nearest(group: list[tuple[int, int]], person: Person) -> int:
    """Take out the nearest in amount; of equals the one that came to the file about the same time."""
    place = bisect_left(group, (person.revenue_cents, person.contact))
    cents = person.revenue_cents
    if place == len(group) or (place and cents - group[place - 1][0] < group[place][0] - cents):
        place -= 1
    return group.pop(place)[1]


def reaction(
    first_told: Mapping[int, dt.date],
    people: Mapping[int, Person],
    purchases: Mapping[int, Collection[dt.date]],
    today: dt.date,
    days: int = 30,
) -> Reaction:
    """What is observed of all `people` of the file: those of `first_told` against the others.

    `purchases` are the days on which each bought what was offered.
    """
    window = dt.timedelta(days=days)
    over = {contact: day for contact, day in first_told.items() if contact in people and day + window < today}
    told = [people[contact] for contact in sorted(over)]
    pairs = matched(told, [person for contact, person in sorted(people.items()) if contact not in first_told])

    def bought(contact: int, day: dt.date) -> bool:
        return any(day <= when <= day + window for when in purchases.get(contact, ()))

    alike = [contact for contact, others in pairs.items() if others]
    compared = [(other, over[contact]) for contact in alike for other in pairs[contact]]
    return Reaction(
        days=days,
        told=Share(sum(bought(contact, day) for contact, day in over.items()), len(over)),
        compared=Share(sum(bought(contact, over[contact]) for contact in alike), len(alike)),
        others=Share(sum(bought(contact, day) for contact, day in compared), len(compared)),
        each=max(map(len, pairs.values()), default=0),
        waiting=sum(contact in people for contact in first_told) - len(over),
        alone=len(pairs) - len(alike),
        since=min(first_told.values(), default=None),
    )
