"""The seasons of the trade: whole months, as meteorologists count them (spring is March to May)."""

from __future__ import annotations

import datetime as dt

SPRING, SUMMER, AUTUMN, WINTER = "spring", "summer", "autumn", "winter"
SEASONS = (SPRING, SUMMER, AUTUMN, WINTER)
# Winter is December, January and February: it goes over the New Year.
MONTHS_OF_SEASON: dict[str, tuple[int, ...]] = {
    SPRING: (3, 4, 5),
    SUMMER: (6, 7, 8),
    AUTUMN: (9, 10, 11),
    WINTER: (12, 1, 2),
}
_SEASON_OF_MONTH = {month: season for season, months in MONTHS_OF_SEASON.items() for month in months}


def season_of(day: dt.date) -> str:
    """The season of `day`."""
    return _SEASON_OF_MONTH[day.month]
