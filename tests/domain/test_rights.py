"""The month in which a request is answered: 31 January, 29 February, the change of the clocks, the end of the year."""

from __future__ import annotations

import datetime as dt

import pytest

from fichier_tui.domain.rights import (
    ACCESS,
    DONE,
    RequestDetails,
    RightsRequest,
    due_on,
    extended_due_on,
    in_order,
    may_extend,
)

DAY = dt.date.fromisoformat


@pytest.mark.parametrize(
    ("received", "due", "extended"),
    [
        ("2026-11-21", "2026-12-21", "2027-02-21"),
        ("2027-01-31", "2027-02-28", "2027-04-30"),  # a month without a 31st
        ("2028-01-31", "2028-02-29", "2028-04-30"),  # a leap year
        ("2027-01-30", "2027-02-28", "2027-04-30"),
        ("2028-02-29", "2028-03-29", "2028-05-29"),
        ("2027-11-30", "2027-12-30", "2028-02-29"),
        ("2026-12-31", "2027-01-31", "2027-03-31"),  # the end of the year
        ("2026-12-01", "2027-01-01", "2027-03-01"),  # a holiday: the day before is not asked for, nor is the next
        ("2026-03-28", "2026-04-28", "2026-06-28"),  # the night of the change of the clocks, in spring
        ("2026-10-25", "2026-11-25", "2027-01-25"),  # and in autumn
        ("2026-09-25", "2026-10-25", "2026-12-25"),  # due on that day
    ],
)
def test_a_request_is_due_a_month_after_it_came(received: str, due: str, extended: str) -> None:
    assert due_on(DAY(received)) == DAY(due)
    assert extended_due_on(DAY(received)) == DAY(extended)


def request(received: str, number: int = 1, **more: object) -> RightsRequest:
    details = RequestDetails(ACCESS, DAY(received))
    values = {"due_on": due_on(details.received_on), **more}
    return RightsRequest(number, 1, "Péron", details, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("today", "left", "late", "extends"),
    [
        ("2027-01-31", 28, False, True),
        ("2027-02-27", 1, False, True),
        ("2027-02-28", 0, False, True),
        ("2027-03-01", -1, True, False),
    ],
)
def test_the_day_before_the_day_and_the_day_after(today: str, left: int, late: bool, extends: bool) -> None:
    asked = request("2027-01-31")
    assert asked.days_left(DAY(today)) == left
    assert asked.is_late(DAY(today)) is late
    assert may_extend(asked, DAY(today)) is extends


def test_a_request_is_extended_once_and_only_while_it_waits() -> None:
    today = DAY("2026-12-01")
    assert may_extend(request("2026-11-21"), today)
    assert not may_extend(request("2026-11-21", extended_on=today), today)
    answered = request("2026-11-21", state=DONE, done_on=today)
    assert not may_extend(answered, today)
    assert not answered.is_late(DAY("2030-01-01")), "what was answered is never late"


def test_what_presses_comes_first_and_what_was_answered_last() -> None:
    late, soon, later = request("2026-09-01", 1), request("2026-11-01", 2), request("2026-11-20", 3)
    old = request("2025-01-01", 4, state=DONE, done_on=DAY("2025-01-05"))
    new = request("2026-01-01", 5, state=DONE, done_on=DAY("2026-01-05"))
    assert [one.id for one in in_order((old, later, new, late, soon))] == [1, 2, 3, 5, 4]
