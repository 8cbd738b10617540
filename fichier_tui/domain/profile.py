"""Who the contacts of a segment are, and what is typical of them beside the whole file: an observation, not a cause.

A trait (a product bought, a town, a month) is typical where its share among the contacts of the segment differs from
that among all others of the file by more than chance would: Pearson's chi-squared of the table of two by two, only
where every expected count is at least 5 (W. G. Cochran, Some methods for strengthening the common chi-squared tests,
Biometrics 10, 1954). Many traits are looked at together, so the level of 5 % is that of all of them, by S. Holm's
procedure (A simple sequentially rejective multiple test procedure, Scandinavian Journal of Statistics 6, 1979). And it
must be worth a word: ten contacts at least, and a share at least a quarter greater, or a fifth smaller.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from math import erfc, sqrt

from fichier_tui.domain.birthday import age

SEX, AGE, CLASS, DEPARTMENT, TOWN, SOURCE, CATEGORY, PRODUCT, SEASON, TAG, INTEREST = AXES = (
    "sex",
    "age",
    "class",
    "department",
    "town",
    "source",
    "category",
    "product",
    "season",
    "tag",
    "interest",
)
OF_CLIENTS = frozenset((CLASS, CATEGORY, PRODUCT, SEASON))
"""Axes whose shares are those of the clients: who bought nothing has none of them, and would tell only that."""
AGE_BANDS = (0, 18, 30, 45, 60, 75)
"""The first age of each band; the last has no end."""
LEVEL = 0.05
EXPECTED_AT_LEAST = 5
CONTACTS_AT_LEAST = 10
GREATER, SMALLER = 1.25, 0.8
# The fields of segments that ask about an axis: what is asked for is no discovery.
ASKED_BY: Mapping[str, frozenset[str]] = {
    SEX: frozenset(("sex", "civility")),
    AGE: frozenset(("age",)),
    CLASS: frozenset(("rfm", "last_purchase", "status")),
    DEPARTMENT: frozenset(("department", "postcode", "town", "region")),
    TOWN: frozenset(("town", "postcode", "department", "region")),
    SOURCE: frozenset(("source",)),
    CATEGORY: frozenset(),
    PRODUCT: frozenset(),
    SEASON: frozenset(("season", "bought_on")),
    TAG: frozenset(),
    INTEREST: frozenset(),
}
"""Of products, categories, tags and interests only those that are asked for are left out, not all others with them."""

Trait = tuple[str, str]
"""An axis and a value on it: a code, or the shop's own word."""


@dataclass(frozen=True, slots=True)
class Group:
    """What is counted of some contacts: the whole file, or a segment. Money in cents; counts are of contacts."""

    contacts: int = 0
    companies: int = 0
    clients: int = 0
    purchases: int = 0
    revenue_cents: int = 0
    visits: int = 0
    ages: Mapping[int, int] = field(default_factory=dict)
    """How many are of each age, of those whose year of birth is known."""
    recency_days: Mapping[int, int] = field(default_factory=dict)
    """How many clients bought last so many days ago."""
    traits: Mapping[Trait, int] = field(default_factory=dict)
    """How many contacts have each trait."""

    @property
    def median_age(self) -> float | None:
        """Of those whose age is known."""
        return weighted_median(self.ages)

    @property
    def median_recency_days(self) -> float | None:
        """Of the clients."""
        return weighted_median(self.recency_days)

    @property
    def mean_basket_cents(self) -> int | None:
        """The mean amount of one purchase, rounded half up to the cent."""
        return None if not self.purchases else (2 * self.revenue_cents + self.purchases) // (2 * self.purchases)

    def most(self, axis: str, limit: int) -> list[tuple[str, int]]:
        """The values of an axis that most contacts have, with how many: the most first, then by name."""
        found = [(value, count) for (one, value), count in self.traits.items() if one == axis]
        return sorted(found, key=lambda one: (-one[1], one[0]))[:limit]

    def base(self, axis: str) -> int:
        """Of how many contacts a share on an axis is: the clients for what was bought, else all."""
        return self.clients if axis in OF_CLIENTS else self.contacts

    def share(self, trait: Trait) -> float:
        """The share of the contacts who have a trait, 0 to 1."""
        base = self.base(trait[0])
        return self.traits.get(trait, 0) / base if base else 0.0


@dataclass(frozen=True, slots=True)
class Typical:
    """A trait whose share in a segment is not that in the whole file. Shares are 0 to 1."""

    axis: str
    value: str
    contacts: int
    """How many of the segment have it."""
    share: float
    whole_share: float

    @property
    def lift(self) -> float:
        """How many times as frequent as in the whole file."""
        return self.share / self.whole_share


@dataclass(frozen=True, slots=True)
class Profile:
    """A segment, the whole file, and what is typical of the one beside the other."""

    group: Group
    whole: Group
    typical: tuple[Typical, ...]
    asked: tuple[str, ...] = ()
    """The axes that were not compared at all, since the segment itself asks for them."""


def axes_asked(fields: Iterable[str]) -> tuple[str, ...]:
    """The axes of which nothing can be found out, where a segment asks about these fields."""
    wanted = frozenset(fields)
    return tuple(axis for axis in AXES if ASKED_BY[axis] & wanted)


def typical(
    group: Group, whole: Group, asked: Iterable[str] = (), implied: Collection[Trait] = ()
) -> tuple[Typical, ...]:
    """What is typical of a segment: what is more frequent first, by how many times, then what is rarer.

    `asked` are the fields that the segment itself asks about, `implied` the very traits: what follows from them by
    definition is left out.
    """
    axes = frozenset(axes_asked(asked))
    tested: list[tuple[float, Typical]] = []
    for (axis, value), everywhere in whole.traits.items():
        here = group.traits.get((axis, value), 0)
        if axis in axes or (axis, value) in implied or max(here, everywhere - here) < CONTACTS_AT_LEAST:
            continue
        base = group.base(axis)
        chance = probability(here, base, everywhere - here, whole.base(axis) - base)
        if chance is not None:
            tested.append((chance, Typical(axis, value, here, group.share((axis, value)), whole.share((axis, value)))))
    found = [one for one in _holm(tested) if one.lift <= SMALLER or (one.lift >= GREATER and _enough(one))]
    return tuple(sorted(found, key=lambda one: (one.lift < 1, -one.lift if one.lift > 1 else one.lift, one.value)))


def _enough(one: Typical) -> bool:
    return one.contacts >= CONTACTS_AT_LEAST


def _holm(tested: list[tuple[float, Typical]]) -> list[Typical]:
    """Those that remain by Holm's procedure: from the least probable on, until one is not improbable enough."""
    tested.sort(key=lambda one: (one[0], one[1].axis, one[1].value))
    kept = []
    for place, (chance, found) in enumerate(tested):
        if chance > LEVEL / (len(tested) - place):
            break
        kept.append(found)
    return kept


def probability(here: int, contacts: int, elsewhere: int, others: int) -> float | None:
    """How probable so great a difference is by chance alone: Pearson's chi-squared, one degree of freedom.

    `here` of `contacts` have it, and `elsewhere` of the `others`. None where an expected count is below 5.
    """
    total, having = contacts + others, here + elsewhere
    if not contacts or not others:
        return None
    least = min(contacts, others) * min(having, total - having) / total
    if least < EXPECTED_AT_LEAST:
        return None
    difference = here * (others - elsewhere) - elsewhere * (contacts - here)
    chi_squared = total * difference**2 / (contacts * others * having * (total - having))
    return erfc(sqrt(chi_squared / 2))


def weighted_median(counts: Mapping[int, int]) -> float | None:
    """The median of values told by how many have each; the mean of the two middle ones of an even number."""
    total = sum(counts.values())
    if not total:
        return None
    low = high = None
    so_far = 0
    for value in sorted(counts):
        so_far += counts[value]
        if low is None and so_far * 2 >= total:
            low = value
        if so_far * 2 > total:
            high = value
            break
    return (low + high) / 2 if low is not None and high is not None else None


def ages_of(births: Mapping[str, int], today: dt.date) -> Counter[int]:
    """How many are of each age on a day, of births as the file keeps them; those without a year are left out."""
    found: Counter[int] = Counter()
    for birth, count in births.items():
        if (years := age(birth, today)) is not None and years >= 0:
            found[years] += count
    return found


def age_bands(ages: Mapping[int, int]) -> Counter[str]:
    """How many are in each band, named by its first age: "60"."""
    found: Counter[str] = Counter()
    for years, count in ages.items():
        found[str(max(first for first in AGE_BANDS if first <= years))] += count
    return found
