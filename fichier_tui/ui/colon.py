"""`:` shows the counter before the next key is looked at: what is typed after it is for its line."""

from __future__ import annotations

from textual import events

from fichier_tui.ui import keys
from fichier_tui.ui.quiet import QuietApp
from fichier_tui.ui.widgets.keys_in_order import KeysInOrder


class ColonApp(QuietApp):
    """An application whose counter is one key away."""

    async def on_event(self, event: events.Event) -> None:
        """A field decides by itself, once what was typed before has come in (`KeysInOrder`)."""
        if (
            isinstance(event, events.Key)
            and event.key == keys.COUNTER.keys
            and not event.is_forwarded
            and not isinstance(self.focused, KeysInOrder)
            and await self.run_action(keys.COUNTER.action, self.screen)
        ):
            return
        await super().on_event(event)
