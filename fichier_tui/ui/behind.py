"""Keys struck while a field shows another screen come behind those that the field has still to hand on.

Each widget has a queue of its own. What one strikes right behind `:` waits in that of the search until the counter is
there, and is handed on then; what comes a moment later goes to the counter's line at once, and stood before it:
"v martin 0611223344" became "23344v martin 06112".
"""

from __future__ import annotations

from textual import events
from textual.widget import Widget

from fichier_tui.ui.scanner import ScannerApp


class BehindApp(ScannerApp):
    """An application that can keep keys until those before them have found their place."""

    def __init__(self) -> None:
        super().__init__()
        self._behind: list[events.Event] | None = None

    async def on_event(self, event: events.Event) -> None:
        """Keep what is struck or pasted meanwhile."""
        if self._behind is not None and isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._behind.append(event)
            return
        await super().on_event(event)

    async def hand_over(self, field: Widget, action: str) -> bool:
        """Run an action of the screen of `field`, which shows another one; whether there is such an action."""
        self._behind = self._behind or []
        try:
            return await self.run_action(action, field.screen)
        finally:
            # At the end of the field's own queue; then before anything else of the program's.
            if not field.call_later(self.call_next, self._catch_up):
                self.call_next(self._catch_up)

    async def _catch_up(self) -> None:
        behind, self._behind = self._behind or [], None
        for event in behind:
            await self.on_event(event)
