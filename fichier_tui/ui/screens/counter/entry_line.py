"""The line of the counter. It keeps the focus: one moves in the list and the pieces from here, key after key."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.message import Message

from fichier_tui.ui import keys as common
from fichier_tui.ui.screens.counter import keys
from fichier_tui.ui.widgets.served_line import ServedLine

# What the screen does on the spot, before the next key is looked at.
AT_ONCE = frozenset((common.VISIT.keys, common.BACK.keys, *(key.keys for key in keys.EVERY)))


class CounterLine(ServedLine):
    """What is typed."""

    # So that the footer and the help tell what the key does here; the screen does it.
    BINDINGS: ClassVar[list[BindingType]] = [
        keys.ENTER.binding("submit"),
        Binding("ctrl+k", "skip", show=False),  # the consents; Textual would delete to the end
    ]

    class Typed(Message):
        """The text changed."""

    class Emptied(Message):
        """Backspace where nothing is left to take away: the contact of the card is not meant."""

    def __init__(self) -> None:
        super().__init__(id="line")

    def watch_value(self, before: str, now: str) -> None:
        """Tell at once."""
        super().watch_value(before, now)
        if before != now:
            self.post_message(self.Typed())

    def action_skip(self) -> None:
        """Leave the key to the screen."""
        raise SkipAction

    def action_delete_left(self) -> None:
        """Backspace: a letter, or the contact before the line."""
        if self.cursor_position == 0 and self.selection.is_empty:
            self.post_message(self.Emptied())
        else:
            super().action_delete_left()

    def begin_with(self, text: str) -> None:
        """A name that was typed elsewhere: what is typed now goes before it, the verb first."""
        self.set_typed(f" {text.strip()}")
        self.cursor_position = 0

    async def _left_by(self, event: events.Key) -> bool:
        """`:` by habit at the beginning of the line: one is there already."""
        return event.character == ":" and not self.value

    def _keyed(self, key: str) -> Iterator[DOMNode]:
        if key in AT_ONCE:
            yield self.screen
        yield self
