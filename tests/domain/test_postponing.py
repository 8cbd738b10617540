"""Where something goes when it is put off: three keys for the most usual days."""

from __future__ import annotations

import datetime as dt

import pytest

from fichier_tui.domain.postponing import Postponement, counted_from, read_postponement

TODAY = dt.date(2026, 8, 12)  # a Wednesday

CASES = [
    ("+1", None, "2026-08-13", None),
    ("+1", "2026-08-12", "2026-08-13", None),
    ("+1", "2026-08-02", "2026-08-13", None),
    ("+1", "2026-08-31", "2026-09-01", None),
    ("+1", "2026-12-31", "2027-01-01", None),
    ("+7", "2026-08-20", "2026-08-27", None),
    (" +1s ", "2026-08-20", "2026-08-27", None),
    ("+1m", "2027-01-31", "2027-02-28", None),
    ("lundi", "2026-08-20", "2026-08-17", None),
    ("demain", "2026-08-20", "2026-08-13", None),
    ("15/12", "2026-08-20", "2026-12-15", None),
    ("15/12 14h30", "2026-08-20", "2026-12-15", "14:30"),
    ("lundi 9h", None, "2026-08-17", "09:00"),
    ("+1 14h", "2026-08-20", "2026-08-21", "14:00"),
    ("14h", "2026-08-20", "2026-08-20", "14:00"),
    ("14h", "2026-08-02", "2026-08-12", "14:00"),
    ("1", "2026-08-20", "2026-09-01", None),
]
UNREAD = ["", " ", "+", "lundi prochain soir bleu", "31/4", "bleu", "+1 bleu", "[/b]"]


@pytest.mark.parametrize(("typed", "due", "day", "time"), CASES)
def test_what_is_typed_is_a_day_and_perhaps_an_hour(typed: str, due: str | None, day: str, time: str | None) -> None:
    due_day = None if due is None else dt.date.fromisoformat(due)
    assert read_postponement(typed, due_day, TODAY) == Postponement(dt.date.fromisoformat(day), time)


@pytest.mark.parametrize("typed", UNREAD)
def test_what_cannot_be_read_whole_puts_off_nothing(typed: str) -> None:
    assert read_postponement(typed, TODAY, TODAY) is None


def test_what_is_late_is_counted_from_today() -> None:
    assert counted_from(TODAY - dt.timedelta(days=1), TODAY) == TODAY
    assert counted_from(TODAY + dt.timedelta(days=1), TODAY) == TODAY + dt.timedelta(days=1)
