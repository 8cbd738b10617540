"""Age and birthdays from a birth date as the file keeps it: ISO, or --MM-DD where the year is unknown, or nothing."""

from __future__ import annotations

import calendar
import datetime as dt
import re

_BIRTH = re.compile(r"(\d{4}|-)-(\d\d)-(\d\d)", re.ASCII)


def _parts(birth: str) -> tuple[int | None, int, int] | None:
    found = _BIRTH.fullmatch(birth)
    if not found:
        return None
    year, month, day = (None if found[1] == "-" else int(found[1])), int(found[2]), int(found[3])
    return (year, month, day) if 1 <= month <= 12 and 1 <= day <= 31 else None


def age(birth: str, today: dt.date) -> int | None:
    """Whole years lived, or None where the year is unknown. Born on 29 February: a year older on 1 March."""
    parts = _parts(birth)
    if parts is None or parts[0] is None:
        return None
    return today.year - parts[0] - ((today.month, today.day) < parts[1:])


def birth_month(birth: str) -> int | None:
    """The month of birth, 1 to 12, or None where it is unknown."""
    parts = _parts(birth)
    return None if parts is None else parts[1]


def next_birthday(birth: str, today: dt.date) -> dt.date | None:
    """The next birthday, today included; 29 February is wished on the 28th of a common year."""
    parts = _parts(birth)
    if parts is None:
        return None
    for year in (today.year, today.year + 1):
        try:
            day = dt.date(year, parts[1], parts[2])
        except ValueError:
            if parts[1:] != (2, 29):
                return None
            day = dt.date(year, 2, 28)
        if day >= today:
            return day
    return None


def births_wished(first: dt.date, last: dt.date) -> frozenset[str]:
    """The ends "-MM-DD" of the births whose birthday is wished within these days, both included; at most a year."""
    days = min((last - first).days, 366)
    found = [first + dt.timedelta(days=offset) for offset in range(days + 1)]
    ends = {f"-{day:%m-%d}" for day in found}
    # 29 February is wished on the 28th of a common year: see `next_birthday`.
    if any((day.month, day.day) == (2, 28) and not calendar.isleap(day.year) for day in found):
        ends.add("-02-29")
    return frozenset(ends)


def age_wished(birth: str, day: dt.date) -> int | None:
    """The age that is wished on the birthday `day`, or None where the year of birth is unknown."""
    parts = _parts(birth)
    return None if parts is None or parts[0] is None else day.year - parts[0]
