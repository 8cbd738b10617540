"""A reader of cards and a hand, for the tests: keys with chosen times, as the thread of the terminal stamps them."""

from __future__ import annotations

from textual import _time, events
from textual.pilot import Pilot

from tests.ui.app_on_demo import settled

FAST, SLOW = 0.004, 0.120
"""Seconds between two keys: of a reader; of a fast typist."""
_NAMED = {"\r": ("enter", "\r"), "\n": ("ctrl+j", "\n"), "-": ("minus", "-"), "&": ("ampersand", "&")}


class Keyboard:
    """Strikes keys with the times that it says they were read at."""

    def __init__(self, pilot: Pilot[str]) -> None:
        self.pilot = pilot
        self.at = 0.0

    async def strike(self, text: str, pause: float = FAST) -> None:
        """These characters, `pause` apart; Enter is a carriage return. Then everything is settled."""
        self.at = max(self.at, _time.get_time()) + 1.0
        for character in text:
            self.at += pause
            name, sent = _NAMED.get(character, (character, character))
            key = events.Key(name, sent)
            key.time = self.at
            self.pilot.app.post_message(key)
            if pause >= SLOW:
                await self.pilot.pause()
        await settled(self.pilot)

    async def scan(self, number: str) -> None:
        """What a reader sends."""
        await self.strike(number + "\r")
