"""A product arrives: who are its best buyers, by how much, for how much, how lately."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

QUANTITY, AMOUNT, RECENCY = MEASURES = ("quantity", "amount", "recency")


@dataclass(frozen=True, slots=True)
class Arriving:
    """What arrives: a product, or a whole category of them where it has no number."""

    name: str
    product_id: int | None = None


@dataclass(frozen=True, slots=True)
class Buyer:
    """What one contact bought of it."""

    contact: int
    purchases: int
    quantity: int
    amount_cents: int
    last_on: dt.date


Bought = tuple[int, dt.date, int, int]
"""The contact, the day, the quantity and the amount in cents of one purchase."""


def best_buyers(
    purchases: Iterable[Bought], *, by: str = AMOUNT, since: dt.date | None = None, limit: int | None = None
) -> tuple[Buyer, ...]:
    """The buyers of what these purchases are of, the best first by one of `MEASURES`; those of `since` on alone."""
    sums: dict[int, list[int]] = {}
    for contact, day, quantity, cents in purchases:
        if since is None or day >= since:
            kept = sums.setdefault(contact, [0, 0, 0, 0])
            kept[0] += 1
            kept[1] += quantity
            kept[2] += cents
            kept[3] = max(kept[3], day.toordinal())
    buyers = [
        Buyer(contact, count, quantity, cents, dt.date.fromordinal(last))
        for contact, (count, quantity, cents, last) in sums.items()
    ]
    orders = {
        QUANTITY: lambda one: (-one.quantity, -one.amount_cents, -one.last_on.toordinal(), one.contact),
        AMOUNT: lambda one: (-one.amount_cents, -one.quantity, -one.last_on.toordinal(), one.contact),
        RECENCY: lambda one: (-one.last_on.toordinal(), -one.amount_cents, -one.quantity, one.contact),
    }
    return tuple(sorted(buyers, key=orders[by])[:limit])
