"""What comes again: the part of RFC 5545 (section 3.3.10) that a line at the counter can say.

FREQ (DAILY, WEEKLY, MONTHLY, YEARLY), INTERVAL, BYDAY with plain weekdays, or of a month one weekday with its place
(2TU, -1FR), and one BYMONTHDAY (with its BYMONTH).
A day that a month lacks becomes its last one (the 31st, 29 February), where RFC 5545 would leave that month out: a
call promised for the end of each month is made in February too. It comes back to its day as soon as a month has it.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass, replace

from fichier_tui.domain.refusal import Refusal

DAILY, WEEKLY, MONTHLY, YEARLY = FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# Beyond, it is no recurrence but a slip of the finger.
MOST_INTERVAL = 1_000
_MONTH = re.compile(r"[1-9]|1[0-2]", re.ASCII)
_PLACED = re.compile(r"(-?[1-5])(MO|TU|WE|TH|FR|SA|SU)", re.ASCII)
_MONTH_DAY = re.compile(r"([1-9]|[12]\d|3[01])", re.ASCII)


DUE, DONE = COUNTED_FROM = ("due", "done")


@dataclass(frozen=True, slots=True)
class Recurrence:
    """How something comes again: its rule in text, counted from the day it was due or from the day it is done."""

    rule: str
    counted_from: str = DUE


@dataclass(frozen=True, slots=True)
class Rule:
    """A recurrence. `weekdays` are numbers, Monday 0; `month_day` and `month` are the day that it comes back to."""

    frequency: str
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    month_day: int | None = None
    month: int | None = None
    place: int | None = None
    """Of a month, which of its one weekday: 1 the first, -1 the last; the last, or the first, where it has no fifth."""


def read_rule(text: str) -> Rule:
    """A rule as RFC 5545 writes it: "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH". Raises Refusal("recurrence.unreadable")."""
    parts: dict[str, str] = {}
    for part in text.upper().removeprefix("RRULE:").split(";"):
        name, _sign, value = part.strip().partition("=")
        if name not in ("FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYMONTH") or not value or name in parts:
            raise Refusal("recurrence.unreadable", rule=text)
        parts[name] = value
    days = tuple(filter(None, parts.get("BYDAY", "").split(",")))
    placed = _PLACED.fullmatch(parts.get("BYDAY", "")) if parts.get("FREQ") == MONTHLY else None
    if placed is not None:
        days = (placed[2],)
    interval, month_day, month = (parts.get(name, "") for name in ("INTERVAL", "BYMONTHDAY", "BYMONTH"))
    interval = interval or "1"
    if (
        parts.get("FREQ") not in FREQUENCIES
        or not (interval.isascii() and interval.isdecimal() and 1 <= int(interval) <= MOST_INTERVAL)
        or not set(days) <= set(WEEKDAYS)
        or (month_day and not _MONTH_DAY.fullmatch(month_day))
        or (month and not (_MONTH.fullmatch(month) and month_day and parts["FREQ"] == YEARLY))
    ):
        raise Refusal("recurrence.unreadable", rule=text)
    numbers = tuple(sorted({WEEKDAYS.index(day) for day in days}))
    return Rule(
        parts["FREQ"],
        int(interval),
        numbers,
        month_day=int(month_day) if month_day else None,
        month=int(month) if month else None,
        place=int(placed[1]) if placed is not None else None,
    )


def write_rule(rule: Rule) -> str:
    """The rule as RFC 5545 writes it."""
    parts = [f"FREQ={rule.frequency}"]
    if rule.interval != 1:
        parts.append(f"INTERVAL={rule.interval}")
    if rule.weekdays:
        place = "" if rule.place is None else str(rule.place)
        parts.append(f"BYDAY={','.join(place + WEEKDAYS[number] for number in rule.weekdays)}")
    if rule.month is not None:
        parts.append(f"BYMONTH={rule.month}")
    if rule.month_day is not None:
        parts.append(f"BYMONTHDAY={rule.month_day}")
    return ";".join(parts)


def anchored(rule: Rule, first: dt.date) -> Rule:
    """The rule with the day that it began on: what is put off once, or moved by a short month, comes back to it."""
    if rule.weekdays or rule.month_day is not None or rule.frequency == DAILY:
        return rule
    if rule.frequency == WEEKLY:
        return replace(rule, weekdays=(first.weekday(),))
    return replace(rule, month_day=first.day, month=first.month if rule.frequency == YEARLY else None)


def moved(rule: Rule, first: dt.date) -> Rule:
    """The rule of a series that is moved to another day: its weekday, or its day of the month, is that one's."""
    if rule.frequency == WEEKLY and len(rule.weekdays) == 1:
        return replace(rule, weekdays=(first.weekday(),))
    if rule.month_day is not None:
        return replace(rule, month_day=first.day, month=None if rule.month is None else first.month)
    return rule


def first_day(rule: Rule, today: dt.date) -> dt.date:
    """The first day of a rule for which none was said: today, or from today on the first that it names."""
    if rule.place is not None:
        day = _placed_day(rule, today.year, today.month)
        return day if day >= today else next_day(rule, day)
    if rule.weekdays:
        return next(day for offset in range(7) if (day := today + dt.timedelta(offset)).weekday() in rule.weekdays)
    if rule.month_day is None:
        return today
    day = _day_of(today.year, rule.month or today.month, rule.month_day)
    return day if day >= today else next_day(rule, day)


def next_day(rule: Rule, after: dt.date) -> dt.date:
    """The day that follows `after`, itself a day of the rule. Raises Refusal("recurrence.over") at the end of time."""
    try:
        if rule.frequency == DAILY:
            return _on_weekday(rule, after + dt.timedelta(rule.interval), rule.interval)
        if rule.frequency == WEEKLY:
            return _next_in_weeks(rule, after)
        months = rule.interval * (12 if rule.frequency == YEARLY else 1)
        return _in_month(rule, after, months)
    except (OverflowError, ValueError) as error:
        raise Refusal("recurrence.over") from error


def next_living_day(rule: Rule, after: dt.date, today: dt.date) -> dt.date:
    """The first day of the rule after `after` that is not past: what was missed meanwhile is not asked for again."""
    day = next_day(rule, after)
    while day < today:
        day = next_day(rule, day)
    return day


def _next_in_weeks(rule: Rule, after: dt.date) -> dt.date:
    """Later in the same week where a weekday is left, else in the week that is `interval` weeks on."""
    if not rule.weekdays:
        return after + dt.timedelta(weeks=rule.interval)
    for number in rule.weekdays:
        if number > after.weekday():
            return after + dt.timedelta(number - after.weekday())
    monday = after - dt.timedelta(after.weekday()) + dt.timedelta(weeks=rule.interval)
    return monday + dt.timedelta(rule.weekdays[0])


def _on_weekday(rule: Rule, day: dt.date, step: int) -> dt.date:
    """The first of the days, `step` apart, on a weekday of the rule; seven steps meet every weekday they can."""
    if not rule.weekdays:
        return day
    for _attempt in range(7):
        if day.weekday() in rule.weekdays:
            return day
        day += dt.timedelta(step)
    raise Refusal("recurrence.over")


def _in_month(rule: Rule, after: dt.date, months: int) -> dt.date:
    """That many months on: the same day of the month, its last where it has no such day; or its first such weekday."""
    year, month = divmod(after.year * 12 + (rule.month or after.month) - 1 + months, 12)
    if rule.place is not None:
        return _placed_day(rule, year, month + 1)
    if rule.weekdays:
        first = dt.date(year, month + 1, 1)
        return next(day for offset in range(7) if (day := first + dt.timedelta(offset)).weekday() in rule.weekdays)
    return _day_of(year, month + 1, rule.month_day or after.day)


def _placed_day(rule: Rule, year: int, month: int) -> dt.date:
    """The first, second … or last such weekday of a month."""
    last = calendar.monthrange(year, month)[1]
    days = [number for number in range(1, last + 1) if dt.date(year, month, number).weekday() == rule.weekdays[0]]
    place = rule.place or 1
    return dt.date(year, month, days[max(place, -len(days))] if place < 0 else days[min(place, len(days)) - 1])


def _day_of(year: int, month: int, day: int) -> dt.date:
    """That day of a month, or its last one."""
    return dt.date(year, month, min(day, calendar.monthrange(year, month)[1]))
