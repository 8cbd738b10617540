"""What purchases add up to: revenue, margin, nights, and the rhythm in which somebody comes back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import sqrt

PurchaseFigures = tuple[str, int, int | None, int | None]
"""Day in ISO form, amount and cost in cents, nights; in the order of days."""


@dataclass(frozen=True, slots=True)
class PurchaseTotals:
    """The sums of one contact's purchases. Money in cents, days in ISO form, gaps in days."""

    count: int = 0
    revenue_cents: int = 0
    margin_cents: int = 0
    nights: int = 0
    first_day: str | None = None
    last_day: str | None = None
    gap_mean_days: float | None = None
    gap_deviation_days: float | None = None
    paid_cents: int = 0
    """Without what was given back: what no part of the purchases adds up to more than."""
    months: int = 0
    """The months of the year in which something was bought, one bit each, 1 for January."""
    weekdays: int = 0
    """The weekdays, one bit each, 1 for Sunday."""


def totals(purchases: Sequence[PurchaseFigures]) -> PurchaseTotals:
    """Add up purchases given in the order of days.

    The margin counts only what has a cost. Gaps are those between different days of purchase; their deviation is
    that of the sample (n - 1), and needs two gaps.
    """
    if not purchases:
        return PurchaseTotals()
    if len(purchases) == 1:  # most contacts of an import: nothing to add up
        ((day, cents, cost, nights),) = purchases
        return PurchaseTotals(
            1, cents, 0 if cost is None else cents - cost, nights or 0, day, day, None, None, max(cents, 0), *_bits(day)
        )
    days = sorted({row[0] for row in purchases})
    mean, deviation = rhythm(days)
    months = weekdays = 0
    for month, weekday in map(_bits, days):
        months, weekdays = months | month, weekdays | weekday
    return PurchaseTotals(
        count=len(purchases),
        revenue_cents=sum(row[1] for row in purchases),
        margin_cents=sum(row[1] - row[2] for row in purchases if row[2] is not None),
        nights=sum(row[3] or 0 for row in purchases),
        first_day=days[0],
        last_day=days[-1],
        gap_mean_days=mean,
        gap_deviation_days=deviation,
        paid_cents=sum(row[1] for row in purchases if row[1] > 0),
        months=months,
        weekdays=weekdays,
    )


@lru_cache(maxsize=8_192)
def _bits(day: str) -> tuple[int, int]:
    """The bit of its month, and that of its weekday."""
    known = dt.date.fromisoformat(day)
    return 1 << known.month - 1, 1 << known.isoweekday() % 7


def rhythm(days: Sequence[str]) -> tuple[float | None, float | None]:
    """Mean and standard deviation, in days, of the gaps between different days given in order."""
    if len(days) < 2:
        return None, None
    numbers = [dt.date.fromisoformat(day).toordinal() for day in days]
    gaps = [later - earlier for earlier, later in pairwise(numbers)]
    mean = sum(gaps) / len(gaps)
    if len(gaps) < 2:
        return mean, None
    return mean, sqrt(sum((gap - mean) ** 2 for gap in gaps) / (len(gaps) - 1))
