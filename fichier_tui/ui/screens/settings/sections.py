"""The sections of the settings, in the order they are shown. A new one is a line in `SECTIONS`.

What an opener shows is imported when it is first asked for: the program starts without it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fichier_tui.i18n import N_

if TYPE_CHECKING:
    from fichier_tui.ui.app import FichierApp


@dataclass(frozen=True, slots=True)
class Section:
    """One line of the settings."""

    code: str
    """Unique, stable: "fields"."""
    words: str
    """What it is called (a message id)."""
    tooltip: str
    """What one sets there, in a sentence (a message id)."""
    opener: Callable[[FichierApp], Awaitable[None]]
    """Shows its screen or dialog."""
    state: Callable[[FichierApp], Awaitable[str]] | None = None
    """What is set now, in a few translated words ("3 fields"); may raise Refusal."""


async def _open_general(app: FichierApp) -> None:
    from fichier_tui.ui.dialogs.settings import SettingsDialog

    await app.push_screen(SettingsDialog())


async def _general_state(app: FichierApp) -> str:
    from fichier_tui.storage import read_settings

    return (await app.ask(read_settings)).business


SECTIONS: tuple[Section, ...] = (
    Section(
        "general",
        N_("This computer and the shop"),
        N_("Language, colours, lock; name of the business, hours, when a client is inactive."),
        _open_general,
        _general_state,
    ),
)
