"""Age and birthdays from a birth date as the file keeps it: ISO, or --MM-DD where the year is unknown, or nothing."""

from __future__ import annotations

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
