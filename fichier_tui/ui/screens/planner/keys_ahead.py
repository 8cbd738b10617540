"""Keys struck ahead: over a slow line "+", "1", Enter come in one burst, before the dialog that "+" opens is there.

Textual gives a key to what had the focus when it came. The planner's lists run the planner's keys on the spot, and hand
on what was meant for a dialog that has opened since.
"""

from __future__ import annotations

from collections.abc import Iterator

from textual import events
from textual.dom import DOMNode

from fichier_tui.ui.screens.planner import keys as own
from fichier_tui.ui.widgets.keys_in_order import KeysInOrder

# As they are bound: with their capitals, or what follows a capital would run before it.
AT_ONCE = frozenset(name for key in own.ALL for name in key.binding().key.split(","))


class KeysAhead(KeysInOrder):
    """The second parent of the planner's list and calendar."""

    async def on_event(self, event: events.Event) -> None:
        """To the dialog what came for it; the planner's own keys at once."""
        if isinstance(event, events.Key | events.Paste) and (over := self.app.screen) is not self.screen:
            (over.focused or over).post_message(event)
            return
        await super().on_event(event)

    def _keyed(self, key: str) -> Iterator[DOMNode]:
        yield self
        if key in AT_ONCE:
            yield self.screen
