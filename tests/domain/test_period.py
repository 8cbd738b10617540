"""Periods that have a name."""

from __future__ import annotations

import datetime as dt

import pytest

from fichier_tui.domain.period import PERIODS, Period, named_period
from fichier_tui.domain.season import SEASONS, season_of


@pytest.mark.parametrize(
    ("name", "today", "period"),
    [
        ("all", "2026-08-12", (None, None)),
        ("twelve_months", "2026-08-12", ("2025-08-13", "2026-08-12")),
        ("twelve_months", "2028-02-29", ("2027-03-01", "2028-02-29")),
        ("this_year", "2026-08-12", ("2026-01-01", "2026-12-31")),
        ("last_year", "2026-08-12", ("2025-01-01", "2025-12-31")),
        ("spring", "2026-08-12", ("2026-03-01", "2026-05-31")),
        ("spring", "2026-02-12", ("2025-03-01", "2025-05-31")),
        ("autumn", "2026-08-12", ("2025-09-01", "2025-11-30")),
        ("winter", "2026-08-12", ("2025-12-01", "2026-02-28")),
        ("winter", "2026-12-01", ("2026-12-01", "2027-02-28")),
        ("winter", "2024-01-15", ("2023-12-01", "2024-02-29")),
    ],
)
def test_a_period_is_these_days(name: str, today: str, period: tuple[str | None, str | None]) -> None:
    first, last = (None if day is None else dt.date.fromisoformat(day) for day in period)
    assert named_period(name, dt.date.fromisoformat(today)) == (first, last)


def test_every_period_has_begun_and_a_season_holds_only_its_own_days() -> None:
    for offset in range(0, 3 * 366, 5):
        today = dt.date(2023, 1, 1) + dt.timedelta(days=offset)
        for name in PERIODS:
            first, last = named_period(name, today)
            assert first is None or first <= today
            if name in SEASONS:
                assert {season_of(day) for day in _days((first, last))} == {name}


def _days(period: Period) -> list[dt.date]:
    first, last = period
    assert first is not None
    assert last is not None
    return [first + dt.timedelta(days=offset) for offset in range((last - first).days + 1)]
