"""Days on which businesses rest in France: the eleven public holidays (Code du travail, L. 3133-1) and Sundays."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

SATURDAY, SUNDAY = 5, 6
_FIXED = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
# Days after Easter: Monday, Ascension, Monday of Pentecost.
_AFTER_EASTER = (1, 39, 50)


def easter(year: int) -> dt.date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm, Nature 1876)."""
    golden, century, of_century = year % 19, year // 100, year % 100
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - century // 4 - correction + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - epact - of_century % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)


@lru_cache(maxsize=64)
def public_holidays(year: int) -> frozenset[dt.date]:
    """The public holidays of metropolitan France, without those of Alsace and Moselle."""
    moved = {easter(year) + dt.timedelta(days=days) for days in _AFTER_EASTER}
    return frozenset(moved | {dt.date(year, month, day) for month, day in _FIXED})


def is_business_day(day: dt.date, *, saturdays: bool = False) -> bool:
    """Whether people work that day: Monday to Friday, `saturdays` too where the shop opens, no public holiday."""
    return day.weekday() < (SUNDAY if saturdays else SATURDAY) and day not in public_holidays(day.year)


def next_business_day(day: dt.date, *, saturdays: bool = False) -> dt.date:
    """The first business day from `day` on, itself included."""
    while not is_business_day(day, saturdays=saturdays):
        day += dt.timedelta(days=1)
    return day
