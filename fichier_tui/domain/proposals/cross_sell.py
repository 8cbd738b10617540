"""Cross-selling: of two products, whether those who buy the one buy the other more often than everybody does.

Under a floor nothing is claimed: too few who bought both, a lift too near to 1, or a difference that chance alone
would make once in a thousand pairs (one-sided, hypergeometric variance, corrected for continuity).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

BOTH_AT_LEAST = 8
LIFT_AT_LEAST = 1.2
# 0.1 % of a normal law lies above it.
_DEVIATIONS = 3.09


@dataclass(frozen=True, slots=True)
class Association:
    """Buyers of `has` also buy `other`."""

    has: int
    other: int
    buyers: int
    """Of `has`."""
    both: int
    support: float
    confidence: float
    lift: float


def associations(
    clients: int,
    buyers: Mapping[int, int],
    both: Mapping[tuple[int, int], int],
    *,
    both_at_least: int = BOTH_AT_LEAST,
    lift_at_least: float = LIFT_AT_LEAST,
) -> tuple[Association, ...]:
    """What can be claimed, the highest lift first, then the most who bought both.

    `clients` is how many contacts bought anything, `buyers` how many each product, `both` how many both of two
    products, whose numbers are in order.
    """
    found = []
    for (one, other), count in both.items():
        if count < both_at_least or not is_more_than_chance(clients, buyers[one], buyers[other], count):
            continue
        lift = count * clients / (buyers[one] * buyers[other])
        if lift >= lift_at_least:
            for has, proposed in ((one, other), (other, one)):
                confidence = count / buyers[has]
                found.append(Association(has, proposed, buyers[has], count, count / clients, confidence, lift))
    return tuple(sorted(found, key=lambda claim: (-claim.lift, -claim.confidence, claim.has, claim.other)))


def is_more_than_chance(clients: int, one: int, other: int, both: int) -> bool:
    """Whether so many bought both products, of `one` and `other` buyers, that chance does not explain it."""
    if clients < 2:
        return False
    expected = one * other / clients
    variance = expected * (clients - one) * (clients - other) / (clients * (clients - 1))
    return variance > 0 and both - 0.5 - expected > _DEVIATIONS * sqrt(variance)
