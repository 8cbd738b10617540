"""The hours at which consumers are called: boundaries by hand, and that the next instant is one of them."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fichier_tui.domain.calling import NOW_REASONS, may_call_now, next_call

PARIS = ZoneInfo("Europe/Paris")
THURSDAY = dt.date(2026, 11, 19)


def at(day: str, time: str) -> dt.datetime:
    """An instant in Paris."""
    return dt.datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=PARIS)


@pytest.mark.parametrize(
    ("day", "time", "reason"),
    [
        ("2026-11-19", "09:59:59", "out_of_hours"),
        ("2026-11-19", "10:00", "calling_hours"),
        ("2026-11-19", "12:59:59", "calling_hours"),
        ("2026-11-19", "13:00", "out_of_hours"),
        ("2026-11-19", "13:59:59", "out_of_hours"),
        ("2026-11-19", "14:00", "calling_hours"),
        ("2026-11-19", "19:59:59", "calling_hours"),
        ("2026-11-19", "20:00", "out_of_hours"),
        ("2026-11-20", "11:00", "calling_hours"),  # a Friday
        ("2026-11-21", "11:00", "rest_day"),
        ("2026-11-22", "11:00", "rest_day"),
        ("2026-11-23", "11:00", "calling_hours"),  # a Monday
        ("2026-11-11", "11:00", "holiday"),
        ("2026-04-06", "11:00", "holiday"),  # Easter Monday
        ("2026-08-15", "11:00", "holiday"),  # a Saturday besides
    ],
)
def test_the_hours_and_days(day: str, time: str, reason: str) -> None:
    answer = may_call_now(at(day, time))
    assert (answer.reason, answer.rule, answer.allowed) == (reason, "R13", reason == "calling_hours")


@pytest.mark.parametrize(
    ("ago", "reason"),
    [
        ((1, 2, 3), "calling_hours"),
        ((0, 1, 2, 3), "too_often"),
        ((1, 2, 3, 29), "too_often"),
        ((1, 2, 3, 30), "calling_hours"),
        ((1, 1, 1, 1), "too_often"),
    ],
)
def test_four_attempts_in_thirty_days_and_no_more(ago: tuple[int, ...], reason: str) -> None:
    attempts = [THURSDAY - dt.timedelta(days=days) for days in ago]
    assert may_call_now(at("2026-11-19", "11:00"), attempts).reason == reason


def test_the_hour_is_that_of_whoever_is_called() -> None:
    ten = at("2026-11-19", "10:00")
    assert may_call_now(ten.astimezone(dt.UTC)).allowed
    assert not may_call_now(ten, number="+596696123456").allowed, "it is five in the morning in Fort-de-France"
    assert may_call_now(at("2026-11-19", "15:00"), number="+596696123456").allowed
    with pytest.raises(ValueError, match="zone"):
        may_call_now(dt.datetime(2026, 11, 19, 10))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("day", "time", "again"),
    [
        ("2026-11-19", "13:20", "2026-11-19T14:00"),
        ("2026-11-20", "20:30", "2026-11-23T10:00"),
        ("2026-12-24", "21:00", "2026-12-28T10:00"),
        ("2026-11-19", "10:30", "2026-11-19T10:30"),
    ],
)
def test_when_one_may_call_again(day: str, time: str, again: str) -> None:
    assert next_call(at(day, time)) == dt.datetime.fromisoformat(again).replace(tzinfo=PARIS)


@given(
    st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2028, 1, 1)),  # noqa: DTZ001
    st.lists(st.dates(dt.date(2025, 12, 1), dt.date(2028, 1, 1)), max_size=8),
    st.sampled_from(("", "+33612345678", "+262692123456")),
)
def test_the_next_instant_is_one_at_which_one_may(naive: dt.datetime, days: list[dt.date], number: str) -> None:
    now = naive.replace(tzinfo=dt.UTC)
    attempts = [day for day in days if day <= now.date()]
    assert may_call_now(now, attempts, number).reason in NOW_REASONS
    again = next_call(now, attempts, number)
    assert again >= now
    assert may_call_now(again, attempts, number).allowed
    assert (again == now) == may_call_now(now, attempts, number).allowed
