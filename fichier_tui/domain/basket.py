"""What somebody usually buys, and when: derived from purchases, with the counts that it rests on."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from fichier_tui.domain.season import season_of

# Twice is the least that can be called usual; a third of the purchases, so that one of ten is not.
PRODUCT_TIMES = 2
PRODUCT_SHARE = (1, 3)
# Three different days of one season, and most of the days of purchase.
SEASON_TIMES = 3
SEASON_SHARE = (1, 2)


@dataclass(frozen=True, slots=True)
class Usual:
    """A product (its name) or a season (its code), bought `times` times out of `out_of` purchases."""

    what: str
    times: int
    out_of: int


def usual_product(purchases: Iterable[tuple[dt.date, str]]) -> Usual | None:
    """The product bought most often, the latest of equals; None below two times or a third of all purchases.

    `purchases` are days and names of products; those without a product count among all.
    """
    rows = sorted(purchases)
    latest = {name: day for day, name in rows}
    times = Counter(name for _, name in rows if name)
    if not times:
        return None
    name = max(times, key=lambda product: (times[product], latest[product], product))
    return _usual(name, times[name], len(rows), PRODUCT_TIMES, PRODUCT_SHARE)


def usual_season(days: Iterable[dt.date]) -> Usual | None:
    """The season of most days of purchase; None below three days, or unless it is more than half of them.

    Several purchases of one day count once: a basket of five articles is no habit.
    """
    different = set(days)
    times = Counter(season_of(day) for day in different)
    if not times:
        return None
    season, count = max(times.items(), key=lambda item: item[1])
    return _usual(season, count, len(different), SEASON_TIMES, SEASON_SHARE, strictly=True)


def _usual(
    what: str, times: int, out_of: int, least: int, share: tuple[int, int], *, strictly: bool = False
) -> Usual | None:
    parts, whole = times * share[1], out_of * share[0]
    enough = parts > whole if strictly else parts >= whole
    return Usual(what, times, out_of) if times >= least and enough else None
