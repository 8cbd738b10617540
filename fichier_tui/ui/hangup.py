"""The terminal went away: its window was closed, a connection was cut. Nobody is left to lock the file: end.

A terminal that hangs up sends a signal, whose default is to die at once. One that only disappears sends none: Textual
then reads nothing, again and again, with the file open, and may wait for ever to write.
"""

from __future__ import annotations

import asyncio
import os
import signal
import threading

from textual.app import App

LOOK_EVERY, PATIENCE = 1.0, 5.0
"""Seconds: how often one looks; how long the program may take to end once there is no terminal."""
SIGNALS = tuple(getattr(signal, name) for name in ("SIGHUP", "SIGTERM") if hasattr(signal, name))


class HangupApp(App[str]):
    """An application that ends when its terminal does, as if one had quit: what was typed is kept."""

    _over: threading.Event | None = None

    async def end(self) -> None:
        """Keep what was typed, and end."""
        raise NotImplementedError

    def watch_terminal(self) -> None:
        """Called once the application runs; without a terminal (a test) there is nothing to watch."""
        number = getattr(self._driver, "fileno", None)
        if not isinstance(number, int) or not os.isatty(number):
            return
        self._over = threading.Event()
        loop = asyncio.get_running_loop()
        for one in SIGNALS:
            loop.add_signal_handler(one, self._hung_up)
        # A thread: the loop itself may be waiting to write to the terminal that is no more.
        threading.Thread(target=self._watch, args=(number, loop, self._over), daemon=True).start()

    def stop_watching(self) -> None:
        """The application has ended."""
        if self._over is not None:
            self._over.set()

    def _hung_up(self) -> None:
        self.call_later(self.end)

    def _watch(self, number: int, loop: asyncio.AbstractEventLoop, over: threading.Event) -> None:
        while os.isatty(number):
            if over.wait(LOOK_EVERY):
                return
        if not loop.is_closed():
            loop.call_soon_threadsafe(self._hung_up)
        if not over.wait(PATIENCE):
            # What was written is safe in the file; only a program that cannot end is left.
            os._exit(1)
