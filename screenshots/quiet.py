"""Waiting until the program is quiet: by what is left to do, never by a length of time.

Textual's pilot sleeps 20 ms before and after each key, and takes a process that was given no processor for one that has
nothing to do: slow on a quiet machine, wrong on a laden one. Here the program is quiet when nothing is ready to run,
nothing runs in a thread, no key is held back and no line waits to be painted.
"""

from __future__ import annotations

import asyncio
import contextlib
from asyncio.base_events import BaseEventLoop
from collections.abc import Iterator
from typing import Any

import textual.app
import textual.pilot
import textual.screen
from textual._context import active_app
from textual.app import App
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.timer import Timer

PATIENCE = 120.0
"""Seconds until a program that never comes to rest fails its test: nothing takes a tenth of it, on a laden machine."""
SOON = 0.1
"""Seconds: a timer that rings once, no later than this, is the tail of what was done (a key held back)."""
NEVER = 86_400.0
"""Seconds until any other timer rings: what a program does by the clock, a test calls for itself."""
SELDOM = 1.0001
"""Seconds between two paintings of what nobody waits for: when all is done it is painted anyhow."""

_jobs: set[asyncio.Future[Any]] = set()
_tails: set[Timer] = set()
_held: list[str] = []


async def quiet(app: App[Any]) -> None:
    """Wait until the program has done all that was begun, and has painted it. Raises TimeoutError if it never has."""
    async with asyncio.timeout(PATIENCE):
        while True:
            await _nothing_ready()
            if waiting := _waiting():
                await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            elif app._exit or not _paint(app):
                return


@contextlib.contextmanager
def while_held(what: str) -> Iterator[None]:
    """A test holds `what` back in its thread on purpose: in here, nothing that runs in a thread is waited for."""
    _held.append(what)
    try:
        yield
    finally:
        _held.remove(what)


async def _nothing_ready() -> None:
    ready = asyncio.get_running_loop()._ready  # type: ignore[attr-defined]
    await asyncio.sleep(0)
    while ready:
        await asyncio.sleep(0)


def _waiting() -> list[asyncio.Future[Any]]:
    """What runs in a thread, and the timers that are about to ring."""
    loop = asyncio.get_running_loop()
    _tails.difference_update([timer for timer in _tails if timer._task is None or timer._task.done()])
    tasks = [timer._task for timer in _tails if timer._task is not None]
    jobs = () if _held else _jobs
    return [future for future in (*jobs, *tasks) if future.get_loop() is loop]


def _paint(app: App[Any]) -> bool:
    """Paint what waits to be painted; whether there was anything."""
    painted = False
    if not app._batch_count and app._screen_stack:
        for screen in (*app._background_screens, app.screen):
            if screen._update_timer._active.is_set():
                screen._on_timer_update()
                painted = True
    return painted


def install() -> None:
    """Let Textual's pilot wait so, know of every job and every short timer, and let no other timer ring."""
    if getattr(Pilot._wait_for_screen, "__module__", "") == __name__:
        return
    start_job, start_timer = BaseEventLoop.run_in_executor, MessagePump.set_timer
    start_interval = MessagePump.set_interval

    def run_in_executor(self: BaseEventLoop, *arguments: Any) -> asyncio.Future[Any]:
        job = start_job(self, *arguments)
        _jobs.add(job)
        job.add_done_callback(_jobs.discard)
        return job

    def set_timer(self: MessagePump, delay: float, *arguments: Any, **options: Any) -> Timer:
        timer = start_timer(self, delay if delay <= SOON else NEVER, *arguments, **options)
        if delay <= SOON:
            _tails.add(timer)
        return timer

    def set_interval(self: MessagePump, interval: float, *arguments: Any, **options: Any) -> Timer:
        return start_interval(self, interval if interval == SELDOM else NEVER, *arguments, **options)

    async def wait_for_screen(self: Pilot[Any], timeout: float = PATIENCE) -> bool:
        await quiet(self.app)
        return True

    async def wait_for_idle(min_sleep: float = 0, max_sleep: float = 1) -> None:
        await quiet(active_app.get())

    Pilot._wait_for_screen = wait_for_screen  # type: ignore[method-assign]
    for place, name, instead in (
        (BaseEventLoop, "run_in_executor", run_in_executor),
        (MessagePump, "set_timer", set_timer),
        (MessagePump, "set_interval", set_interval),
        (textual.app, "wait_for_idle", wait_for_idle),
        (textual.pilot, "wait_for_idle", wait_for_idle),
        (textual.screen, "UPDATE_PERIOD", SELDOM),
    ):
        setattr(place, name, instead)
