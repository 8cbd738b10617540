"""Days and hours as people type them, in French and in English together; accents and case are ignored.

The day always comes before the month ("3/4" is 3 April in both languages). What cannot be read whole is None: half a
date is never guessed. `today` is an argument everywhere.

What is not written out is understood so:
- a date without its year, a day of the month, a month: the next one to come, today included (`past`: the last one);
- a day of the month that a month lacks ("31" in a month of 30 days): the next month that has it; "31/4" is None;
- a weekday alone: the next one, never today ("lundi" said on a Monday is in seven days; `past`: seven days ago);
- "lundi prochain", "next monday": in the calendar week after this one; "lundi dernier": the last one before today;
- a weekday with a date ("mardi 14"): None where the two disagree;
- "+1m" from the 31st: the last day of a shorter month.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
import unicodedata
from collections.abc import Callable

from fichier_tui.domain.calendar_words import (
    DAY,
    FEASTS,
    HOURS,
    MONTH,
    MONTHS,
    NUMBERS,
    RELATIVE_DAYS,
    UNITS,
    WEEK,
    WEEKDAYS,
    YEAR,
)
from fichier_tui.domain.keyboard import azerty_digits

# No client was born longer ago than this; older years are slips of the finger.
OLDEST_AGE_YEARS = 130
YEARS_WRITTEN = range(1850, 2200)
# A two-digit year is the one nearest to today that lies at most this far ahead.
YEARS_AHEAD = 20

_SPACES = re.compile(r"\s+")
_POLITE = re.compile(r"^(?:(?:pour|depuis|for|since|on) )?(?:(?:le|the) )?")
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_WEEKDAY = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
_UNIT = "|".join(sorted(UNITS, key=len, reverse=True))
_COUNT = r"\d{1,4}|" + "|".join(sorted(NUMBERS, key=len, reverse=True))


def plain(text: str) -> str:
    """`text` in lower case without accents, its apostrophes straight, its spaces single; signs are kept."""
    text = unicodedata.normalize("NFKD", text.lower().replace("’", "'").replace("œ", "oe"))
    text = "".join(character for character in text if not unicodedata.combining(character))
    return _SPACES.sub(" ", text).strip(" .,;")


def add_months(day: dt.date, months: int) -> dt.date:
    """`day` moved by `months`, on the last day of a month too short for it. Raises ValueError beyond year 9999."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def month_end(day: dt.date) -> dt.date:
    """The last day of the month of `day`."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def read_day(text: str, today: dt.date, *, past: bool = False) -> dt.date | None:
    """The day that `text` names, or None; `past` for what has happened (visits, purchases), else what is to come."""
    turned = azerty_digits(text)
    written = plain(turned.replace(":", "/") if turned != text else text)
    written = _POLITE.sub("", written, count=1)
    for pattern, reader in _READERS:
        found = pattern.fullmatch(written)
        if found:
            try:
                day = reader(found, today, past)
            except (ValueError, OverflowError):
                day = None
            if day is not None:
                return day
    return None


def read_time(text: str) -> str | None:
    """The hour that `text` names as HH:MM ("14h30", "14:30", "1430", "2pm", "midi"), or None."""
    written = re.sub(r"^(?:a|at|vers|around) ", "", plain(azerty_digits(text)))
    if written in HOURS:
        return HOURS[written]
    found = re.fullmatch(r"(\d{1,2}) ?(?:h|:|\.|heures?) ?(\d{2})?(?: ?(?:min|mn))? ?(am|pm)?", written)
    found = found or re.fullmatch(r"(\d{1,2}?)(\d{2})? ?(am|pm)?", written)
    if not found:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def read_birth(text: str, today: dt.date) -> str | None:
    """A birth date as kept in the file: ISO, or --MM-DD without its year; None if unreadable, to come, or too old.

    A two-digit year is the latest that is not in the future: "58" is 1958, and in 2026 "25" is 2025.
    """
    written = re.sub(r"^(?:nee?|born)(?: le| on)? ", "", plain(azerty_digits(text)))
    written = _POLITE.sub("", written, count=1)
    yearless = re.fullmatch(r"--(\d\d)-(\d\d)", written)
    parts = (yearless[2], yearless[1], "") if yearless else _day_month_year(written)
    if parts is None:
        return None
    try:
        day, month = int(parts[0]), int(parts[1])
        if not parts[2]:
            return dt.date(2000, month, day).strftime("--%m-%d")
        year = int(parts[2])
        if len(parts[2]) == 2:
            year += today.year // 100 * 100
            if (year, month, day) > (today.year, today.month, today.day):
                year -= 100
        born = dt.date(year, month, day)
    except ValueError:
        return None
    return born.isoformat() if born <= today and today.year - year <= OLDEST_AGE_YEARS else None


_NUMERIC = re.compile(r"(\d{1,2}) ?[/.\- ] ?(\d{1,2})(?: ?[/.\- ] ?(\d{4}|\d{2}))?")
_COMPACT = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})?")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ]00:00(?::00(?:\.0+)?)?z?)?")
_ISO_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DAY_MONTH = re.compile(rf"(\d{{1,2}})(?:er|st|nd|rd|th)? ?(?:of )?({_MONTH})\.?,?(?: ?(\d{{4}}|\d{{2}}))?")
_MONTH_DAY = re.compile(rf"({_MONTH})\.? (\d{{1,2}})(?:st|nd|rd|th)?(?:,? (\d{{4}}))?")


def _day_month_year(written: str) -> tuple[str, str, str] | None:
    """The day, month and year ("" if none) of a full date, as digits and still unchecked."""
    if found := _ISO.fullmatch(written):
        return found[3], found[2], found[1]
    if found := _NUMERIC.fullmatch(written) or _COMPACT.fullmatch(written):
        if found[3] and len(found[3]) == 4 and int(found[2]) > 12 and (swapped := _ISO_COMPACT.fullmatch(written)):
            return swapped[3], swapped[2], swapped[1]
        return found[1], found[2], found[3] or ""
    if found := _DAY_MONTH.fullmatch(written):
        return found[1], str(MONTHS[found[2]]), found[3] or ""
    if found := _MONTH_DAY.fullmatch(written):
        return found[2], str(MONTHS[found[1]]), found[3] or ""
    return None


def _yearless(month: int, day: int, today: dt.date, past: bool) -> dt.date:
    """The nearest such date on the right side of today. Raises ValueError for a date that no year has."""
    dt.date(2000, month, day)
    step = -1 if past else 1
    # 29 February may be eight years away, around 1900 and 2100.
    for year in range(today.year, today.year + 9 * step, step):
        if day > calendar.monthrange(year, month)[1]:
            continue
        found = dt.date(year, month, day)
        if (found <= today) if past else (found >= today):
            return found
    raise ValueError("no such date")


def _full_date(found: re.Match[str], today: dt.date, past: bool) -> dt.date | None:
    parts = _day_month_year(found[0])
    if parts is None:
        return None
    day, month = int(parts[0]), int(parts[1])
    if not parts[2]:
        return _yearless(month, day, today, past)
    year = int(parts[2])
    if len(parts[2]) == 2:
        year += today.year // 100 * 100
        year -= 100 if year > today.year + YEARS_AHEAD else 0
    return dt.date(year, month, day) if year in YEARS_WRITTEN else None


def _day_of_month(found: re.Match[str], today: dt.date, past: bool) -> dt.date | None:
    day = int(found[1])
    first = today.replace(day=1)
    for months in range(0, -3, -1) if past else range(3):
        month = add_months(first, months)
        if 1 <= day <= month_end(month).day:
            there = month.replace(day=day)
            if (there <= today) if past else (there >= today):
                return there
    return None


def _weekday(found: re.Match[str], today: dt.date, past: bool) -> dt.date | None:
    weekday, which = WEEKDAYS[found["weekday"]], found["before"] or found["after"] or ""
    ahead = (weekday - today.weekday() - 1) % 7 + 1
    monday = today - dt.timedelta(days=today.weekday())
    if which in ("prochain", "next", "semaine prochaine", "de la semaine prochaine", "next week"):
        return monday + dt.timedelta(days=7 + weekday)
    if which in ("ce", "this"):
        return monday + dt.timedelta(days=weekday)
    if which in ("en huit", "week", "en quinze"):
        return today + dt.timedelta(days=ahead + (14 if which == "en quinze" else 7))
    if past or which in ("dernier", "passe", "last"):
        return today - dt.timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)
    return today + dt.timedelta(days=ahead)


def _weekday_and_date(found: re.Match[str], today: dt.date, past: bool) -> dt.date | None:
    day = read_day(found[2], today, past=past)
    return day if day is not None and day.weekday() == WEEKDAYS[found[1]] else None


def _moved(today: dt.date, count: str, unit: str, sign: int) -> dt.date:
    number = sign * (int(count) if count.isdigit() else NUMBERS[count])
    kind = UNITS[unit] if unit else DAY
    if kind in (DAY, WEEK):
        return today + dt.timedelta(days=number * (7 if kind == WEEK else 1))
    return add_months(today, number * (12 if kind == YEAR else 1))


def _offset(found: re.Match[str], today: dt.date, past: bool) -> dt.date:
    backwards = found["sign"] in ("-", "il y a") or found["after"] == " ago"
    return _moved(today, found["count"], found["unit"] or "", -1 if backwards else 1)


def _from_day(found: re.Match[str], today: dt.date, past: bool) -> dt.date:
    return _moved(today, found[2], "", -1 if found[1] == "-" else 1)


def _relative(found: re.Match[str], today: dt.date, past: bool) -> dt.date | None:
    days = RELATIVE_DAYS.get(found[0])
    return None if days is None else today + dt.timedelta(days=days)


def _feast(found: re.Match[str], today: dt.date, past: bool) -> dt.date | None:
    feast = FEASTS.get(re.sub(r"^a ", "", found[0]))
    return None if feast is None else _yearless(*feast, today, past)


def _part_of_month(found: re.Match[str], today: dt.date, past: bool) -> dt.date:
    """ "début janvier" is its first day, "mi-janvier" the 15th, "fin janvier" the last; "janvier" alone the first."""
    part, month, year = found["part"] or "", MONTHS[found["month"]], found["year"]
    years = [int(year)] if year else range(today.year, today.year - 3 if past else today.year + 3, -1 if past else 1)
    for candidate in years:
        first = dt.date(candidate, month, 1)
        late = part.startswith(("fin", "end", "late"))
        day = month_end(first) if late else first.replace(day=15) if part.startswith("mi") else first
        if year or ((day <= today) if past else (day >= today)):
            return day
    raise ValueError("no such month")


def _bound(found: re.Match[str], today: dt.date, past: bool) -> dt.date | None:
    """The first or last day of a week, month or year: of this one or, for `past` or the start, the right neighbour."""
    end, unit, which = (
        found["part"] in ("fin", "end", "fd", "eo"),
        UNITS[found["unit"]],
        found["which"] or found["after"],
    )
    move = 1 if which in ("prochain", "prochaine", "next") else -1 if which in ("dernier", "derniere", "last") else 0
    for step in (move,) if move else (0, -1) if past else (0, 1):
        day = _moved(today, str(abs(step)), found["unit"], -1 if step < 0 else 1)
        if unit == WEEK:
            bound = day - dt.timedelta(days=day.weekday() - (6 if end else 0))
        elif unit == MONTH:
            bound = month_end(day) if end else day.replace(day=1)
        else:
            bound = day.replace(month=12, day=31) if end else day.replace(month=1, day=1)
        if move or ((bound <= today) if past else (bound >= today)):
            return bound
    return None


def _whole(found: re.Match[str], today: dt.date, past: bool) -> dt.date:
    """The Monday of next week ("la semaine prochaine"), the first day of last month ("le mois dernier")."""
    unit = UNITS[found["unit"]]
    move = 1 if (found["before"] or found["after"]).startswith(("prochain", "next")) else -1
    if unit == WEEK:
        return today + dt.timedelta(days=7 * move - today.weekday())
    first = today.replace(day=1) if unit == MONTH else today.replace(month=1, day=1)
    return add_months(first, move * (1 if unit == MONTH else 12))


_Reader = Callable[[re.Match[str], dt.date, bool], "dt.date | None"]
_LONG_UNIT = "semaine|mois|annee|an|week|month|year"
_READERS: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        (r"\D+", _relative),
        (rf"{_ISO.pattern}|{_NUMERIC.pattern}|{_COMPACT.pattern}", _full_date),
        (rf"{_DAY_MONTH.pattern}|{_MONTH_DAY.pattern}", _full_date),
        (r"(\d{1,2})(?:er|st|nd|rd|th)?", _day_of_month),
        (
            rf"(?:(?P<before>next|last|this|ce) )?(?P<weekday>{_WEEKDAY})(?: (?P<after>prochain|dernier|passe|en huit"
            r"|en quinze|(?:de la )?semaine prochaine|next week|week))?",
            _weekday,
        ),
        (rf"({_WEEKDAY})\.?,? (?:le |the )?(.*\d.*)", _weekday_and_date),
        (
            rf"(?P<sign>\+|-|dans|d'ici|sous|in|within|il y a|) ?(?P<count>{_COUNT}) ?(?P<unit>{_UNIT})"
            r"(?P<after> ago| from now)?",
            lambda found, today, past: _offset(found, today, past) if found["sign"] or found["after"] else None,
        ),
        (r"(?P<sign>[+-]) ?(?P<count>\d{1,4})(?P<unit>)(?P<after>)", _offset),
        (r"[jd] ?([+-]) ?(\d{1,4})", _from_day),
        (
            rf"(?:en |in )?(?:(?P<part>debut|mi|fin|early|mid|late|beginning of|start of|end of)[ -](?:de )?)?"
            rf"(?P<month>{_MONTH})\.?(?: (?P<year>\d{{4}}))?",
            _part_of_month,
        ),
        (
            r"(?:a la |au |at the )?(?P<part>debut|fin|start|beginning|end|fd|eo)"
            r"(?: (?:de |du |d'|of )?(?:la |l'|the |this |cette |ce )?|(?<=fd)|(?<=eo))(?:(?P<which>next|last) )?"
            rf"(?P<unit>{_LONG_UNIT}|[msawy])(?: (?P<after>prochaine?|derniere?))?",
            lambda found, today, past: _bound(found, today, past),
        ),
        (
            rf"(?:la |l')?(?:(?P<before>next|last) )?(?P<unit>{_LONG_UNIT})"
            r"(?: (?P<after>prochaine?|derniere?|passee?))?",
            lambda found, today, past: _whole(found, today, past) if found["before"] or found["after"] else None,
        ),
        (r"\D+", _feast),
    )
)
