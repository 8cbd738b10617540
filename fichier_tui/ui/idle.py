"""The file locks itself when nobody touches the keyboard or the mouse: a counter is left, and people pass by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events

from fichier_tui.i18n import ngettext
from fichier_tui.ui.colon import ColonApp
from fichier_tui.ui.safe import shown

if TYPE_CHECKING:
    from textual.content import Content

    from fichier_tui.settings import UserSettings

WARNED_BEFORE = 20
"""Seconds: time to press a key when one was only reading."""
TOUCHES = (events.Key, events.MouseEvent, events.Paste)


class IdleApp(ColonApp):
    """An application that knows when it was touched last, by the wall clock: a laptop that slept wakes up locked."""

    settings: UserSettings
    now: Callable[[], dt.datetime]
    touched_at: dt.datetime | None = None
    _warned = False

    async def on_event(self, event: events.Event) -> None:
        """A key, the mouse or a paste: somebody is there."""
        if isinstance(event, TOUCHES):
            self.touched_at, self._warned = self.now(), False
        await super().on_event(event)

    def is_open(self) -> bool:
        """Whether there is anything to lock."""
        raise NotImplementedError

    async def lock(self) -> None:
        """Lock at once."""
        raise NotImplementedError

    def warn(self, words: Content) -> None:
        """Say something in the status line."""
        raise NotImplementedError

    async def look_whether_idle(self) -> None:
        """Lock when nobody has touched anything for the minutes that are set; called every second."""
        if self.touched_at is None or not self.is_open():
            self.touched_at = self.now()
            return
        left = self.settings.auto_lock_minutes * 60 - (self.now() - self.touched_at).total_seconds()
        if left <= 0:
            await self.lock()
        elif left <= WARNED_BEFORE and not self._warned:
            self._warned = True
            seconds = round(left)
            words = ngettext(
                "The file locks itself in {seconds} second: any key keeps it open.",
                "The file locks itself in {seconds} seconds: any key keeps it open.",
                seconds,
            )
            self.warn(shown(words.format(seconds=seconds)))
