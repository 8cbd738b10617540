"""What is to ring once rings, however busy the machine was when it was set."""

from __future__ import annotations

import itertools

import pytest
from textual import message_pump, timer
from textual.app import App

from fichier_tui.ui import timers


@pytest.mark.parametrize("kind", [timers.SureTimer, timer.Timer])
async def test_a_timer_whose_moment_has_passed_when_it_is_set_rings_still(
    monkeypatch: pytest.MonkeyPatch, kind: type[timer.Timer]
) -> None:
    """The second is Textual's own: the day it rings too, ours is needed no more."""
    rang: list[bool] = []
    monkeypatch.setattr(message_pump, "Timer", kind)
    async with App[None]().run_test() as pilot:
        with monkeypatch.context() as late:
            # Each look at the clock is a second after the one before.
            late.setattr("textual._time.get_time", itertools.count().__next__)
            pilot.app.set_timer(0.01, lambda: rang.append(True))
            await pilot.pause()
    assert rang == ([True] if kind is timers.SureTimer else [])


def test_the_program_makes_these(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(message_pump, "Timer", timer.Timer)
    timers.teach()
    assert vars(message_pump)["Timer"] is timers.SureTimer
