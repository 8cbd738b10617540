"""Action → reaction: of those told of an offer, how many bought within some days, beside comparable ones not told.

An observation, never a proof: whoever was told was chosen by somebody. To each contact told are matched up to two that
were never told, of the same status and the same third of revenue on the day before anybody was told, the nearest in
revenue first; they are watched over the same days.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

Z = 1.959963984540054
"""The 97.5 % quantile of the normal law: intervals of 95 %."""
COMPARED_TO_EACH = 2
WITHIN_DAYS = (7, 30, 90)

Group = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Person:
    """A contact on the day before anybody was told: its status (`domain.contact.status`) and revenue in cents."""

    contact: int
    status: str
    revenue_cents: int = 0


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
    others: Share
    waiting: int = 0
    """Told too lately: their days are not over."""
    alone: int = 0
    """Told, with nobody to compare to: counted among the told all the same."""
    since: dt.date | None = None
    """The first day on which anybody was told; status and revenue are those before it."""


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


def thirds(revenues: Iterable[int]) -> tuple[int, int]:
    """The two bounds that part those who bought anything into three equal parts by revenue, in cents."""
    ordered = sorted(cents for cents in revenues if cents > 0)
    if not ordered:
        return 0, 0
    return ordered[len(ordered) // 3], ordered[2 * len(ordered) // 3]


def group_of(person: Person, bounds: tuple[int, int]) -> Group:
    """Status and third of revenue (0 for none)."""
    cents = person.revenue_cents
    return person.status, 0 if cents <= 0 else 1 + (cents >= bounds[0]) + (cents >= bounds[1])


def matched(told: Sequence[Person], others: Sequence[Person]) -> dict[int, tuple[int, ...]]:
    """For each contact told, whom it is compared to: nobody twice. The first of all are served before the second."""
    bounds = thirds(person.revenue_cents for person in (*told, *others))
    free: dict[Group, list[tuple[int, int]]] = defaultdict(list)
    for person in others:
        free[group_of(person, bounds)].append((person.revenue_cents, person.contact))
    for group in free.values():
        group.sort()
    found: dict[int, tuple[int, ...]] = {person.contact: () for person in told}
    for _round in range(COMPARED_TO_EACH):
        for person in told:
            group = free[group_of(person, bounds)]
            if group:
                found[person.contact] += (_nearest(group, person),)
    return found


def _nearest(group: list[tuple[int, int]], person: Person) -> int:
    """Take out the nearest in revenue; of equals the one that came to the file about the same time."""
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

    compared = [(other, over[contact]) for contact, others in pairs.items() for other in others]
    return Reaction(
        days=days,
        told=Share(sum(bought(contact, day) for contact, day in over.items()), len(over)),
        others=Share(sum(bought(contact, day) for contact, day in compared), len(compared)),
        waiting=sum(contact in people for contact in first_told) - len(over),
        alone=sum(not others for others in pairs.values()),
        since=min(first_told.values(), default=None),
    )
