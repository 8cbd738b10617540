"""The way to the counter from anywhere, and back to where one was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fichier_tui.ui.places import COUNTER

if TYPE_CHECKING:
    from fichier_tui.storage import KeptDraft
    from fichier_tui.ui.app import FichierApp


async def to_counter(app: FichierApp, typed: str = "", contact: int | None = None) -> None:
    """Show the counter over what is shown, with `typed` in its line, about `contact` where there is one."""
    from fichier_tui.ui.screens.counter.screen import CounterScreen

    came_from = app.current_mode
    # A card that was opened from the counter itself is left for it: Esc opens it again.
    card = contact if came_from == COUNTER else None
    await app.go(COUNTER)
    if isinstance(app.screen, CounterScreen):
        await app.screen.begin(typed, contact, came_from if came_from != COUNTER else "", card)


async def take_up(app: FichierApp, draft: KeptDraft) -> None:
    """Show the counter with a line that was put aside."""
    from fichier_tui.ui.screens.counter.screen import CounterScreen

    await to_counter(app)
    if isinstance(app.screen, CounterScreen):
        await app.screen.take_up(draft.id)
