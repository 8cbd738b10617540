"""What comes again: the days of a rule, short months, weekdays, and what is no rule."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fichier_tui.domain.line.recurrence import read_every
from fichier_tui.domain.recurrence import (
    FREQUENCIES,
    Rule,
    anchored,
    first_day,
    next_day,
    next_living_day,
    read_rule,
    write_rule,
)
from fichier_tui.domain.refusal import Refusal


def days(rule: str, first: str, count: int) -> list[str]:
    """The first days of a rule that begins on a day."""
    day = dt.date.fromisoformat(first)
    read, found = anchored(read_rule(rule), day), [day]
    while len(found) < count:
        found.append(next_day(read, found[-1]))
    return [day.isoformat() for day in found]


@pytest.mark.parametrize(
    ("rule", "wanted"),
    [
        ("FREQ=DAILY", ["2026-11-21", "2026-11-22", "2026-11-23"]),
        ("FREQ=DAILY;INTERVAL=10", ["2026-11-21", "2026-12-01", "2026-12-11"]),
        ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", ["2026-11-20", "2026-11-23", "2026-11-24"]),
        ("FREQ=WEEKLY", ["2026-11-21", "2026-11-28"]),
        ("FREQ=WEEKLY;INTERVAL=2", ["2026-11-21", "2026-12-05"]),
        ("FREQ=WEEKLY;BYDAY=MO", ["2026-11-23", "2026-11-30", "2026-12-07"]),
        ("FREQ=WEEKLY;BYDAY=MO,TH", ["2026-11-23", "2026-11-26", "2026-11-30"]),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", ["2026-11-23", "2026-11-26", "2026-12-07", "2026-12-10"]),
        ("FREQ=MONTHLY", ["2026-11-21", "2026-12-21", "2027-01-21"]),
        ("FREQ=MONTHLY", ["2026-12-31", "2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30", "2027-05-31"]),
        ("FREQ=MONTHLY;INTERVAL=3", ["2026-11-30", "2027-02-28", "2027-05-30"]),
        ("FREQ=MONTHLY;BYDAY=MO", ["2026-11-02", "2026-12-07", "2027-01-04"]),
        ("FREQ=MONTHLY;BYDAY=-1FR", ["2026-11-27", "2026-12-25", "2027-01-29", "2027-02-26"]),
        ("FREQ=MONTHLY;BYDAY=2TU", ["2026-11-10", "2026-12-08", "2027-01-12"]),
        ("FREQ=MONTHLY;INTERVAL=2;BYDAY=1MO", ["2026-11-02", "2027-01-04", "2027-03-01"]),
        ("FREQ=MONTHLY;BYDAY=5SU", ["2026-11-29", "2026-12-27", "2027-01-31", "2027-02-28"]),
        ("FREQ=YEARLY", ["2026-11-21", "2027-11-21"]),
        ("FREQ=YEARLY", ["2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"]),
        ("FREQ=YEARLY;INTERVAL=2", ["2026-11-21", "2028-11-21"]),
        ("FREQ=MONTHLY;BYMONTHDAY=15", ["2026-11-15", "2026-12-15"]),
    ],
)
def test_the_days_of_a_rule(rule: str, wanted: list[str]) -> None:
    assert days(rule, wanted[0], len(wanted)) == wanted


def test_what_was_missed_is_not_asked_for_again() -> None:
    rule = read_rule("FREQ=WEEKLY")
    assert next_living_day(rule, dt.date(2026, 9, 5), dt.date(2026, 11, 21)) == dt.date(2026, 11, 21)
    assert next_living_day(rule, dt.date(2026, 9, 6), dt.date(2026, 11, 21)) == dt.date(2026, 11, 22)
    assert next_living_day(rule, dt.date(2026, 11, 30), dt.date(2026, 11, 21)) == dt.date(2026, 12, 7)


def test_the_first_day_of_a_rule_without_a_day() -> None:
    saturday = dt.date(2026, 11, 21)
    assert first_day(read_rule("FREQ=MONTHLY"), saturday) == saturday
    assert first_day(read_rule("FREQ=WEEKLY;BYDAY=MO"), saturday) == dt.date(2026, 11, 23)
    assert first_day(read_rule("FREQ=WEEKLY;BYDAY=SA"), saturday) == saturday
    assert first_day(read_rule("FREQ=MONTHLY;BYMONTHDAY=15"), saturday) == dt.date(2026, 12, 15)
    assert first_day(read_rule("FREQ=MONTHLY;BYDAY=-1FR"), saturday) == dt.date(2026, 11, 27)
    assert first_day(read_rule("FREQ=MONTHLY;BYDAY=1MO"), saturday) == dt.date(2026, 12, 7)
    assert first_day(read_rule("FREQ=MONTHLY;BYMONTHDAY=31"), saturday) == dt.date(2026, 11, 30)


def test_what_was_put_off_once_comes_back_to_its_day() -> None:
    monthly = anchored(read_rule("FREQ=MONTHLY"), dt.date(2026, 11, 15))
    assert next_day(monthly, dt.date(2026, 11, 18)) == dt.date(2026, 12, 15)
    weekly = anchored(read_rule("FREQ=WEEKLY"), dt.date(2026, 11, 23))
    assert next_day(weekly, dt.date(2026, 11, 25)) == dt.date(2026, 11, 30)
    yearly = anchored(read_rule("FREQ=YEARLY"), dt.date(2026, 11, 15))
    assert write_rule(yearly) == "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=15"
    assert next_day(yearly, dt.date(2026, 12, 2)) == dt.date(2027, 11, 15)


@pytest.mark.parametrize(
    "text",
    ["", "MONTHLY", "FREQ=", "FREQ=HOURLY", "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;INTERVAL=-1", "FREQ=DAILY;COUNT=3",
     "FREQ=DAILY;FREQ=DAILY", "FREQ=WEEKLY;BYDAY=1MO", "FREQ=MONTHLY;BYDAY=6MO",
     "FREQ=MONTHLY;BYDAY=1MO,2TU", "FREQ=MONTHLY;BYDAY=0MO", "FREQ=DAILY;INTERVAL=²", "FREQ=MONTHLY;BYMONTHDAY=32",
     "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=3", "FREQ=YEARLY;BYMONTH=13;BYMONTHDAY=3"],
)  # fmt: skip
def test_what_is_no_rule_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match=r"recurrence\.unreadable"):
        read_rule(text)


def test_the_end_of_time_is_refused() -> None:
    with pytest.raises(Refusal, match=r"recurrence\.over"):
        next_day(read_rule("FREQ=YEARLY"), dt.date(9999, 12, 31))


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("tous les lundis", "FREQ=WEEKLY;BYDAY=MO"),
        ("Chaque semaine", "FREQ=WEEKLY"),
        ("le dernier vendredi du mois", "FREQ=MONTHLY;BYDAY=-1FR"),
        ("chaque dernier vendredi du mois", "FREQ=MONTHLY;BYDAY=-1FR"),
        ("every first monday", "FREQ=MONTHLY;BYDAY=1MO"),
        ("tous les 2 mois", "FREQ=MONTHLY;INTERVAL=2"),
        ("tous les 31 du mois", "FREQ=MONTHLY;BYMONTHDAY=31"),
        ("tous les ans", "FREQ=YEARLY"),
        ("tous les lundis au téléphone", None),
        ("lundi", "FREQ=WEEKLY;BYDAY=MO"),
        ("demain", None),
        ("", None),
    ],
)
def test_the_words_of_the_line_say_how_often(text: str, rule: str | None) -> None:
    assert read_every(text) == rule


RULES = st.builds(
    Rule,
    st.sampled_from(FREQUENCIES),
    st.integers(1, 400),
    st.sets(st.integers(0, 6)).map(lambda numbers: tuple(sorted(numbers))),
)


@given(RULES)
def test_a_rule_is_read_as_it_was_written(rule: Rule) -> None:
    assert read_rule(write_rule(rule)) == rule


@given(RULES.filter(lambda rule: rule.frequency != "DAILY"), st.dates(dt.date(1950, 1, 1), dt.date(2100, 1, 1)))
def test_days_go_forward_and_fall_on_the_weekdays_of_the_rule(rule: Rule, first: dt.date) -> None:
    found = [first_day(rule, first)]
    for _count in range(4):
        found.append(next_day(rule, found[-1]))
    assert all(one < two for one, two in pairwise(found))
    assert all(not rule.weekdays or day.weekday() in rule.weekdays for day in found[1:])
