"""The planner's rules: what is late, for today, soon; what overlaps; where weeks and months begin and end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from fichier_tui.domain.dates import month_end
from fichier_tui.domain.history import Action, ActionDetails

# How far "soon" reaches after today.
SOON_DAYS = 7
# An appointment without a duration is taken to last this long.
USUAL_MINUTES = 30
# As many done actions that are alike still have a line each.
ALONE = 3
_MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class DayPlan:
    """The open actions of a planner, each part in the order in which it is worked through."""

    late: tuple[Action, ...] = ()
    today: tuple[Action, ...] = ()
    soon: tuple[Action, ...] = ()
    """Within `SOON_DAYS` days after today."""
    later: tuple[Action, ...] = ()
    undated: tuple[Action, ...] = ()

    @property
    def shown(self) -> tuple[Action, ...]:
        """Late, today and soon as one list."""
        return (*self.late, *self.today, *self.soon)


def day_plan(actions: Iterable[Action], today: dt.date, soon_days: int = SOON_DAYS) -> DayPlan:
    """Sort open actions into late, today, soon, later and undated; those that are done or cancelled are left out.

    Late ones come most urgent first, then longest late; those of a day by hour, those without an hour after them by
    urgency.
    """
    parts: dict[str, list[Action]] = {"late": [], "today": [], "soon": [], "later": [], "undated": []}
    for action in actions:
        if action.state == "open":
            parts[_part(action.details.day, today, soon_days)].append(action)
    parts["late"].sort(key=lambda action: (-action.details.priority, *in_order(action)))
    for name in ("today", "soon", "later", "undated"):
        parts[name].sort(key=in_order)
    return DayPlan(**{name: tuple(listed) for name, listed in parts.items()})


def in_order(action: Action) -> tuple[dt.date, str, int, int]:
    """The key by which actions are listed: day, hour (those without one last), urgency, number."""
    details = action.details
    return details.day or dt.date.max, details.time or "24:00", -details.priority, action.id


def done_together(actions: Iterable[Action]) -> tuple[tuple[Action, ...], ...]:
    """Actions in their order, those that one gesture noted on many cards as one group at the place of the first.

    They are done, of the same day, hour, kind and subject, and more than `ALONE`; any other is a group of its own, and
    so is what has no hour: somebody did that by hand, and may open it again.
    """
    groups: dict[object, list[Action]] = {}
    for action in actions:
        details = action.details
        alike = (details.day, details.time, details.kind, details.subject)
        by_hand = action.state != "done" or not details.time
        groups.setdefault(action.id if by_hand else alike, []).append(action)
    return tuple(
        group
        for listed in groups.values()
        for group in ([tuple(listed)] if len(listed) > ALONE else [(one,) for one in listed])
    )


def is_late(action: Action, today: dt.date) -> bool:
    """Whether an open action should have been done before today."""
    return action.state == "open" and action.details.day is not None and action.details.day < today


def overlap(one: ActionDetails, other: ActionDetails) -> bool:
    """Whether two plans ask for the same person at the same time.

    Both need a day and an hour. Nobody in charge is a person like another: in a shop of one nobody writes who. An
    end is not a beginning: 10:00–10:30 and 10:30 do not overlap. Midnight may be passed.
    """
    first, second = _span(one), _span(other)
    if first is None or second is None or one.assigned_to != other.assigned_to:
        return False
    return first[0] < second[1] and second[0] < first[1]


def clashes(planned: ActionDetails, others: Iterable[Action], *, itself: int | None = None) -> tuple[Action, ...]:
    """The open actions that overlap with `planned`, in order; `itself` is the number of the one being changed."""
    found = [
        action
        for action in others
        if action.state == "open" and action.id != itself and overlap(planned, action.details)
    ]
    return tuple(sorted(found, key=in_order))


def week_bounds(day: dt.date) -> tuple[dt.date, dt.date]:
    """The Monday and the Sunday of the week of `day`."""
    monday = day - dt.timedelta(days=day.weekday())
    return monday, monday + dt.timedelta(days=6)


def month_bounds(day: dt.date) -> tuple[dt.date, dt.date]:
    """The first and the last day of the month of `day`."""
    return day.replace(day=1), month_end(day)


def month_weeks(day: dt.date) -> tuple[tuple[dt.date, ...], ...]:
    """The whole weeks, Monday to Sunday, that the month of `day` touches: four to six rows of a calendar."""
    first, last = month_bounds(day)
    monday = week_bounds(first)[0]
    weeks = (week_bounds(last)[1] - monday).days // 7 + 1
    return tuple(tuple(monday + dt.timedelta(days=7 * week + place) for place in range(7)) for week in range(weeks))


def _part(day: dt.date | None, today: dt.date, soon_days: int) -> str:
    if day is None:
        return "undated"
    days = (day - today).days
    return "late" if days < 0 else "today" if days == 0 else "soon" if days <= soon_days else "later"


def _span(details: ActionDetails) -> tuple[int, int] | None:
    """Beginning and end in minutes since the first day of the calendar; at least one minute long."""
    if details.day is None or not details.time:
        return None
    hours, minutes = details.time.split(":")
    start = details.day.toordinal() * _MINUTES_A_DAY + int(hours) * 60 + int(minutes)
    length = USUAL_MINUTES if details.minutes is None else max(details.minutes, 1)
    return start, start + length
