"""A breach: its 72 hours, what is refused, what a stolen laptop comes to."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from fichier_tui.domain.breach import (
    Breach,
    BreachDetails,
    LaptopAnswers,
    checked,
    cnil_due_at,
    laptop_advice,
    state_of,
)
from fichier_tui.domain.refusal import Refusal

KNOWN = dt.datetime(2026, 10, 23, 18, 30, tzinfo=dt.UTC)
DUE = dt.datetime(2026, 10, 26, 18, 30, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)
STOLEN = BreachDetails(KNOWN, "stolen_device", "Laptop of the counter stolen from the car")


def test_the_seventy_two_hours_are_hours_whatever_the_clocks_do() -> None:
    """The night in which the clocks of France go back has an hour more: the law counts hours, so does UTC."""
    assert cnil_due_at(KNOWN) == DUE


@pytest.mark.parametrize(
    ("risk", "now", "state"),
    [
        ("", KNOWN, "to_judge"),
        ("", DUE, "to_judge"),
        ("", DUE + SECOND, "late"),
        ("none", DUE + SECOND, "no_notice"),
        ("risk", DUE - SECOND, "to_notify"),
        ("risk", DUE, "to_notify"),
        ("risk", DUE + SECOND, "late"),
        ("high", DUE + SECOND, "late"),
    ],
)
def test_the_clock_before_at_and_after(risk: str, now: dt.datetime, state: str) -> None:
    assert state_of(replace(STOLEN, risk=risk), now) == state


def test_it_may_be_told_in_two_steps() -> None:
    first = replace(STOLEN, risk="risk", cnil_at=KNOWN + SECOND)
    assert state_of(first, DUE + SECOND) == "first_step"
    assert state_of(replace(first, cnil_completed_at=DUE + SECOND), DUE + SECOND) == "notified"


@pytest.mark.parametrize(
    ("details", "code"),
    [
        (replace(STOLEN, kind="fire"), "breach.kind"),
        (replace(STOLEN, risk="huge"), "breach.risk"),
        (replace(STOLEN, nature=""), "breach.nature"),
        (replace(STOLEN, known_at=DUE + 2 * SECOND), "breach.later"),
        (replace(STOLEN, cnil_at=KNOWN - SECOND), "breach.before"),
        (replace(STOLEN, cnil_at=DUE + SECOND), "breach.why_late"),
    ],
)
def test_what_cannot_be_is_refused(details: BreachDetails, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        checked(details, DUE + SECOND)
    assert refused.value.code == code


def test_later_than_seventy_two_hours_goes_with_its_reason() -> None:
    late = replace(STOLEN, cnil_at=DUE + SECOND, late_reason="Public holidays, nobody was there")
    assert checked(late, DUE + SECOND) == late


def test_the_people_wait_where_the_risk_is_high() -> None:
    assert Breach(1, replace(STOLEN, risk="high")).people_wait()
    assert not Breach(1, replace(STOLEN, risk="high", people_told_on=KNOWN.date())).people_wait()
    assert not Breach(1, replace(STOLEN, risk="risk")).people_wait()


@pytest.mark.parametrize(
    ("answers", "risk", "because"),
    [
        (LaptopAnswers(True, True, True, True), "none", ()),
        (LaptopAnswers(False, True, True, True), "risk", ("weak_phrase",)),
        (LaptopAnswers(None, True, True, True), "risk", ("weak_phrase",)),
        (LaptopAnswers(True, False, True, True), "high", ("file_open",)),
        (LaptopAnswers(True, True, False, True), "high", ("key_beside",)),
        (LaptopAnswers(True, True, True, None), "high", ("clear_files",)),
        (LaptopAnswers(), "high", ("weak_phrase", "file_open", "key_beside", "clear_files")),
    ],
)
def test_a_stolen_laptop(answers: LaptopAnswers, risk: str, because: tuple[str, ...]) -> None:
    advice = laptop_advice(answers)
    assert (advice.risk, advice.because) == (risk, because)
