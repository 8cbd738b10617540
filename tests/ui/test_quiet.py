"""The tests wait for what is left to do, in threads, short timers and queues, and give up on what never rests."""

from __future__ import annotations

import asyncio
import threading

import pytest
from textual.app import App, ComposeResult
from textual.widgets import Static

from screenshots import quiet


class Shown(App[None]):
    """A line of text."""

    def compose(self) -> ComposeResult:
        yield Static("before")

    def say(self, text: str) -> None:
        """Show this instead."""
        self.query_one(Static).update(text)

    @property
    def painted(self) -> str:
        """What a reader sees."""
        return "\n".join(strip.text for strip in self.screen._compositor.render_strips()).strip()


async def test_what_runs_in_a_thread_is_waited_for_but_not_what_a_test_holds() -> None:
    gate = threading.Event()
    app = Shown()

    async def work() -> None:
        await asyncio.to_thread(gate.wait)
        app.say("after")

    async with app.run_test() as pilot:
        app.run_worker(work())
        with quiet.while_held("the gate"):
            await pilot.pause()
            assert app.painted == "before"
            gate.set()
        await pilot.pause()
        assert app.painted == "after"


@pytest.mark.parametrize(("delay", "shown"), [(quiet.SOON, "after"), (quiet.SOON + 0.01, "before")])
async def test_a_short_timer_rings_and_no_other(delay: float, shown: str) -> None:
    app = Shown()
    async with app.run_test() as pilot:
        app.set_timer(delay, lambda: app.say("after"))
        await pilot.pause()
        assert app.painted == shown
        await pilot.pause(2 * delay)
        assert app.painted == shown


async def test_what_never_rests_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    app = Shown()
    async with app.run_test() as pilot:
        with monkeypatch.context() as patch:
            patch.setattr(quiet, "PATIENCE", 0.05)

            async def for_ever() -> None:
                while True:
                    await asyncio.sleep(0)

            worker = app.run_worker(for_ever())
            with pytest.raises(TimeoutError):
                await pilot.pause()
            worker.cancel()
