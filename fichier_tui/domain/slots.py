"""Free slots: when somebody can take an appointment, while the shop is open and nothing else is planned."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from fichier_tui.domain.history import Action, ActionDetails
from fichier_tui.domain.holidays import public_holidays
from fichier_tui.domain.schedule import USUAL_MINUTES, clashes

PROPOSED = 6
"""How many are proposed at a time."""
NEAREST = 2
"""How many of them in the first half-day; then one of each, so that one may say morning or afternoon."""
NOON = 13 * 60
"""From which minute of the day it is the afternoon."""
DAYS_AHEAD = 60
"""How far they are looked for."""
STEP_MINUTES = 15
_MIDNIGHT = 24 * 60


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """When the shop receives. `days` are weekdays as digits, Monday 1: "12345". Hours are HH:MM."""

    opening: str = "09:00"
    closing: str = "18:00"
    days: str = "12345"

    def is_open(self, day: dt.date) -> bool:
        """Whether it receives that day: one of its weekdays, and no public holiday."""
        return str(day.isoweekday()) in self.days and day not in public_holidays(day.year)

    @property
    def span(self) -> tuple[int, int]:
        """Opening and closing in minutes of the day; a closing that is not after the opening is midnight."""
        opening, closing = _minutes(self.opening), _minutes(self.closing)
        return opening, closing if closing > opening else _MIDNIGHT


@dataclass(frozen=True, slots=True)
class Slot:
    """A day and an hour, HH:MM."""

    day: dt.date
    time: str


def free_slots(
    wanted: ActionDetails,
    others: Iterable[Action],
    hours: OpeningHours,
    now: tuple[dt.date, str],
    *,
    itself: int | None = None,
    count: int = PROPOSED,
) -> tuple[Slot, ...]:
    """The first slots, from the day and hour of `wanted` on and never before `now`, where it overlaps nothing.

    As long as `wanted`, for whom it says: the two nearest, then one of each half-day. `others` are the open actions
    of the days looked at, the one before included; `itself` is the number of the one being changed.
    """
    by_day: defaultdict[dt.date, list[Action]] = defaultdict(list)
    for action in others:
        if action.details.day is not None:
            by_day[action.details.day].append(action)
    found: list[Slot] = []
    start = max((wanted.day or now[0], wanted.time), now)
    for day, minute in _moments(start, hours, wanted.minutes or USUAL_MINUTES):
        if not _is_a_choice(found, day, minute, wanted.minutes or USUAL_MINUTES):
            continue
        slot = Slot(day, f"{minute // 60:02}:{minute % 60:02}")
        near = [action for offset in (-1, 0, 1) for action in by_day.get(day + dt.timedelta(offset), ())]
        if not clashes(replace(wanted, day=day, time=slot.time), near, itself=itself):
            found.append(slot)
        if len(found) == count:
            break
    return tuple(found)


def half_day_after(slot: Slot) -> tuple[dt.date, str]:
    """The day and hour from which to look for what comes after the half-day of a slot."""
    if _minutes(slot.time) < NOON:
        return slot.day, f"{NOON // 60:02}:00"
    return slot.day + dt.timedelta(days=1), ""


def _is_a_choice(found: list[Slot], day: dt.date, minute: int, minutes: int) -> bool:
    """Whether a moment is another choice than what was found: not over it, and not more of the same half-day."""
    if not found:
        return True
    last = _minutes(found[-1].time)
    if found[-1].day == day and minute < last + minutes:
        return False
    same = found[-1].day == day and (last < NOON) == (minute < NOON)
    return not same or len(found) < NEAREST


def _moments(start: tuple[dt.date, str], hours: OpeningHours, minutes: int) -> Iterator[tuple[dt.date, int]]:
    """The days and minutes at which something so long can begin, from a day and hour on."""
    opening, closing = hours.span
    first, after = start
    for offset in range(DAYS_AHEAD):
        day = first + dt.timedelta(offset)
        if hours.is_open(day):
            earliest = _minutes(after) if after and not offset else opening
            for minute in range(opening, closing - minutes + 1, STEP_MINUTES):
                if minute >= earliest:
                    yield day, minute


def _minutes(time: str) -> int:
    hours, minutes = time.split(":")
    return int(hours) * 60 + int(minutes)
