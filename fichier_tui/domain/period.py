"""Periods that have a name, reckoned from a day: the last twelve months, a year, the latest of a season."""

from __future__ import annotations

import datetime as dt

from fichier_tui.domain.season import MONTHS_OF_SEASON, SEASONS

ALL = "all"
TWELVE_MONTHS = "twelve_months"
THIS_YEAR = "this_year"
LAST_YEAR = "last_year"
PERIODS = (ALL, TWELVE_MONTHS, THIS_YEAR, LAST_YEAR, *SEASONS)

Period = tuple[dt.date | None, dt.date | None]
"""First and last day, both included; None where it has no end."""


def named_period(name: str, today: dt.date) -> Period:
    """The days of the period called `name`, one of PERIODS. A season is the latest that has begun, whole."""
    if name == ALL:
        return None, None
    if name == TWELVE_MONTHS:
        return _a_year_before(today) + dt.timedelta(days=1), today
    if name in SEASONS:
        return latest_season(name, today)
    year = today.year if name == THIS_YEAR else today.year - 1
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def latest_season(season: str, today: dt.date) -> tuple[dt.date, dt.date]:
    """The first and last day of the latest `season` that has begun on `today`. Winter goes over the New Year."""
    first_month, _middle, last_month = MONTHS_OF_SEASON[season]
    year = today.year if today.month >= first_month else today.year - 1
    after = dt.date(year + (last_month < first_month), last_month + 1, 1)
    return dt.date(year, first_month, 1), after - dt.timedelta(days=1)


def _a_year_before(day: dt.date) -> dt.date:
    """The same day a year before; 28 February for the 29th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
