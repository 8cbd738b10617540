"""A good client drifts away: late against the client's own rhythm, the median gap and its spread."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from fichier_tui.domain.dates import add_months
from fichier_tui.domain.proposals.proposal import DRIFTING, DriftingBecause, Proposal

PURCHASES_AT_LEAST = 4
"""On different days: three gaps, the least of which a median can be taken."""
# The spread is the median distance from the median; × 1.4826 it is the standard deviation of a normal law.
_NORMAL = 1.4826
_SPREADS = 3
# Never for less than half as long again as usual, nor for a few days.
USUAL_TIMES = 1.5
DAYS_AT_LEAST = 14
_DATES_SHOWN = 4
# After so long nothing may be offered any more without asking (CONSENT R03).
MONTHS_AT_MOST = 36
_YEAR = 365.2425


@dataclass(frozen=True, slots=True)
class Drifting:
    """A rhythm that was broken."""

    because: DriftingBecause
    until: dt.date


def drifting(days: Sequence[int], today: int) -> Drifting | None:
    """Whether the rhythm of these different days of purchase, as ordinals in order, is broken on the day `today`."""
    count = len(days)
    if count < PURCHASES_AT_LEAST:
        return None
    since = today - days[-1]
    if since <= DAYS_AT_LEAST:
        return None
    gaps = sorted([later - earlier for earlier, later in pairwise(days)])
    usual = _median(gaps)
    if since <= USUAL_TIMES * usual or since - usual <= DAYS_AT_LEAST:
        return None
    spread = _median(sorted([abs(gap - usual) for gap in gaps]))
    if since <= usual + _SPREADS * _NORMAL * spread:
        return None
    last = dt.date.fromordinal(days[-1])
    until = add_months(last, MONTHS_AT_MOST)
    if until.toordinal() < today:
        return None
    dates = tuple(dt.date.fromordinal(day) for day in days[-_DATES_SHOWN:])
    return Drifting(DriftingBecause(dates, count, round(usual), round(spread), since), until)


def drifting_client(contact: int, days: Sequence[int], cents: int, today: dt.date) -> Proposal | None:
    """The proposal to turn to a client who drifts away; `cents` is what all the purchases brought in."""
    found = drifting(days, today.toordinal())
    if found is None:
        return None
    return Proposal(DRIFTING, contact, found.because, found.until, worth_cents=_a_year(cents, days))


def _a_year(cents: int, days: Sequence[int]) -> int:
    """Over the time from the first purchase to the last, a year at least."""
    return round(cents * _YEAR / max(days[-1] - days[0], _YEAR))


def _median(ordered: Sequence[float]) -> float:
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
