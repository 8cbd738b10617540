"""The planner's day, its overlaps, and the days on which people work."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fichier_tui.domain.history import Action, ActionDetails
from fichier_tui.domain.holidays import easter, is_business_day, next_business_day, public_holidays
from fichier_tui.domain.schedule import (
    clashes,
    day_plan,
    done_together,
    is_late,
    month_bounds,
    month_weeks,
    overlap,
    week_bounds,
)

TODAY = dt.date(2026, 9, 16)


def plan(
    days: int | None, time: str = "", minutes: int | None = None, who: str = "", priority: int = 0
) -> ActionDetails:
    """What is planned so many days from today."""
    day = None if days is None else TODAY + dt.timedelta(days=days)
    return ActionDetails("appointment", day=day, time=time, minutes=minutes, assigned_to=who, priority=priority)


def action(number: int, details: ActionDetails, state: str = "open") -> Action:
    """An action."""
    return Action(number, None, "", details, state)


def test_the_day_is_sorted_into_late_today_soon_later_and_undated() -> None:
    listed = [
        action(1, plan(0)),
        action(2, plan(0, "14:00")),
        action(3, plan(0, "09:30")),
        action(4, plan(0, priority=2)),
        action(5, plan(-1)),
        action(6, plan(-9)),
        action(7, plan(-1, priority=1)),
        action(8, plan(7)),
        action(9, plan(1)),
        action(10, plan(8)),
        action(11, plan(None)),
        action(12, plan(-3), "done"),
        action(13, plan(0), "cancelled"),
    ]
    found = day_plan(reversed(listed), TODAY)
    assert [item.id for item in found.late] == [7, 6, 5]
    assert [item.id for item in found.today] == [3, 2, 4, 1]
    assert [item.id for item in found.soon] == [9, 8]
    assert [item.id for item in found.later] == [10]
    assert [item.id for item in found.undated] == [11]
    assert found.shown == (*found.late, *found.today, *found.soon)
    assert is_late(listed[4], TODAY)
    assert not is_late(listed[0], TODAY)
    assert not is_late(listed[11], TODAY)


OVERLAPS = [
    (plan(0, "10:00", 60), plan(0, "10:30", 30), True),
    (plan(0, "10:00", 30), plan(0, "10:30", 30), False),
    (plan(0, "10:00"), plan(0, "10:29"), True),
    (plan(0, "10:00"), plan(0, "10:30"), False),
    (plan(0, "10:00", 0), plan(0, "10:00", 0), True),
    (plan(0, "10:00", 60), plan(1, "10:00", 60), False),
    (plan(0, "23:30", 60), plan(1, "00:15", 30), True),
    (plan(0, "10:00", 60, "anne"), plan(0, "10:00", 60, "anne"), True),
    (plan(0, "10:00", 60, "anne"), plan(0, "10:00", 60, "paul"), False),
    (plan(0, "10:00", 60, "anne"), plan(0, "10:00", 60), False),
    (plan(0), plan(0, "10:00", 60), False),
    (plan(None, "10:00"), plan(None, "10:00"), False),
]


@pytest.mark.parametrize(("one", "other", "together"), OVERLAPS)
def test_two_appointments_overlap_only_for_one_person_at_one_time(
    one: ActionDetails, other: ActionDetails, together: bool
) -> None:
    assert overlap(one, other) == overlap(other, one) == together


def test_what_clashes_is_open_and_not_itself() -> None:
    planned = plan(0, "10:00", 60)
    others = [
        action(1, plan(0, "10:45", 60)),
        action(2, planned),
        action(3, plan(0, "10:15", 60), "done"),
        action(4, plan(0, "09:30", 60)),
    ]
    assert [item.id for item in clashes(planned, others, itself=2)] == [4, 1]


def test_weeks_begin_on_monday_and_months_are_whole() -> None:
    assert week_bounds(TODAY) == (dt.date(2026, 9, 14), dt.date(2026, 9, 20))
    assert week_bounds(dt.date(2027, 1, 1)) == (dt.date(2026, 12, 28), dt.date(2027, 1, 3))
    assert month_bounds(dt.date(2028, 2, 10)) == (dt.date(2028, 2, 1), dt.date(2028, 2, 29))
    assert len(month_weeks(dt.date(2027, 2, 1))) == 4
    assert len(month_weeks(dt.date(2026, 8, 1))) == 6


@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)))
def test_a_calendar_holds_its_month_in_whole_weeks(day: dt.date) -> None:
    weeks = month_weeks(day)
    first, last = month_bounds(day)
    assert weeks[0][0] <= first <= weeks[0][6]
    assert weeks[-1][0] <= last <= weeks[-1][6]
    assert all(len(week) == 7 and week[0].weekday() == 0 for week in weeks)


EASTERS = [(2000, "2000-04-23"), (2024, "2024-03-31"), (2026, "2026-04-05"), (2027, "2027-03-28"), (2038, "2038-04-25")]


@pytest.mark.parametrize(("year", "day"), EASTERS)
def test_easter_falls_where_the_church_says(year: int, day: str) -> None:
    assert easter(year).isoformat() == day


def test_france_has_eleven_public_holidays() -> None:
    assert len(public_holidays(2026)) == 11
    assert {dt.date(2026, 4, 6), dt.date(2026, 5, 14), dt.date(2026, 5, 25)} <= public_holidays(2026)


def test_business_days_leave_out_week_ends_and_holidays() -> None:
    assert not is_business_day(dt.date(2026, 7, 14))
    assert next_business_day(dt.date(2026, 9, 19)) == dt.date(2026, 9, 21)
    assert next_business_day(dt.date(2026, 9, 19), saturdays=True) == dt.date(2026, 9, 19)
    assert next_business_day(dt.date(2026, 12, 25)) == dt.date(2026, 12, 28)


def test_what_was_noted_on_many_cards_at_once_is_one_group() -> None:
    def one(number: int, time: str, state: str = "done") -> Action:
        return Action(number, number, f"N{number}", plan(0, time), state)

    sent = [one(number, "10:00") for number in range(4)]
    few = [one(number, "11:00") for number in range(10, 13)]
    still = [one(number, "10:00", "open") for number in range(20, 25)]
    groups = done_together([still[0], sent[0], few[0], *sent[1:], *few[1:], *still[1:]])
    assert groups[:2] == ((still[0],), tuple(sent))
    assert sorted(map(len, groups)) == [1] * 8 + [4]
    assert sum(map(len, groups)) == len(sent) + len(few) + len(still)
