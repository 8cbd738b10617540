"""The doors to a sending and to the register, for whichever screen shows contacts. Imported when one is used."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fichier_tui.ui.app import FichierApp


async def open_sending(app: FichierApp, contacts: Sequence[int], name: str, campaign: int | None = None) -> None:
    """Write to these contacts; `name` is what they have in common."""
    from fichier_tui.ui.screens.sending.screen import SendingScreen

    await app.push_screen(SendingScreen(contacts, name, campaign))


async def open_register(app: FichierApp) -> None:
    """What was sent."""
    from fichier_tui.ui.screens.list_screen import show_list
    from fichier_tui.ui.screens.sending.register import SendingsScreen

    await show_list(app, SendingsScreen())


async def open_model(app: FichierApp) -> None:
    """The program's own Word model."""
    from fichier_tui.ui.screens.sending.models import offer_word_model

    await offer_word_model(app)
