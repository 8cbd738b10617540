"""Ages and birthdays, 29 February included."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fichier_tui.domain.birthday import age, age_wished, birth_month, births_wished, next_birthday
from fichier_tui.domain.season import MONTHS_OF_SEASON, season_of

AGES = [
    ("1958-07-14", "2026-07-13", 67),
    ("1958-07-14", "2026-07-14", 68),
    ("1958-07-14", "2026-07-15", 68),
    ("2000-02-29", "2026-02-28", 25),
    ("2000-02-29", "2026-03-01", 26),
    ("2000-02-29", "2028-02-29", 28),
    ("2026-09-17", "2026-09-16", -1),
    ("--07-14", "2026-07-14", None),
    ("", "2026-07-14", None),
    ("1958", "2026-07-14", None),
    ("1958-13-40", "2026-07-14", None),
]


@pytest.mark.parametrize(("birth", "today", "years"), AGES)
def test_age_is_in_whole_years(birth: str, today: str, years: int | None) -> None:
    assert age(birth, dt.date.fromisoformat(today)) == years


BIRTHDAYS = [
    ("1958-07-14", "2026-07-14", "2026-07-14"),
    ("1958-07-14", "2026-07-15", "2027-07-14"),
    ("--07-14", "2026-07-01", "2026-07-14"),
    ("2000-02-29", "2026-02-01", "2026-02-28"),
    ("2000-02-29", "2026-03-01", "2027-02-28"),
    ("2000-02-29", "2028-02-28", "2028-02-29"),
    ("1958-04-31", "2026-02-01", None),
    ("", "2026-02-01", None),
]


@pytest.mark.parametrize(("birth", "today", "day"), BIRTHDAYS)
def test_the_next_birthday_is_wished_on_the_right_day(birth: str, today: str, day: str | None) -> None:
    found = next_birthday(birth, dt.date.fromisoformat(today))
    assert (found and found.isoformat()) == day


def test_the_month_of_birth_needs_no_year() -> None:
    assert birth_month("--07-14") == birth_month("1958-07-14") == 7
    assert birth_month("1958") is None


@given(st.dates(dt.date(1900, 1, 1), dt.date(2020, 1, 1)), st.dates(dt.date(2020, 1, 1), dt.date(2100, 1, 1)))
def test_a_birthday_comes_within_a_year(born: dt.date, today: dt.date) -> None:
    day = next_birthday(born.isoformat(), today)
    assert day is not None
    assert 0 <= (day - today).days <= 366


def test_seasons_are_whole_months_and_share_the_year() -> None:
    assert sorted(month for months in MONTHS_OF_SEASON.values() for month in months) == list(range(1, 13))
    assert [season_of(dt.date(2026, month, 1)) for month in (2, 3, 5, 6, 8, 9, 11, 12)] == [
        "winter", "spring", "spring", "summer", "summer", "autumn", "autumn", "winter"
    ]  # fmt: skip


@given(st.dates(dt.date(1900, 1, 1), dt.date(2020, 1, 1)), st.dates(dt.date(2020, 1, 1), dt.date(2100, 1, 1)))
def test_the_births_wished_within_days_are_those_whose_birthday_comes(born: dt.date, today: dt.date) -> None:
    day = next_birthday(born.isoformat(), today)
    assert day is not None
    for days in (0, 1, 7, 31, 400):
        wished = births_wished(today, today + dt.timedelta(days=days))
        assert (born.isoformat()[-6:] in wished) == ((day - today).days <= days)


def test_the_age_wished_is_that_of_the_year() -> None:
    assert age_wished("2000-02-29", dt.date(2026, 2, 28)) == 26
    assert age_wished("--02-29", dt.date(2026, 2, 28)) is None
    assert age_wished("", dt.date(2026, 2, 28)) is None
