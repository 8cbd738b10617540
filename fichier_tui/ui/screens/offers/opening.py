"""The way to the offers from anywhere."""

from __future__ import annotations

from fichier_tui.domain.refusal import Refusal
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.screens.offers.screen import OffersScreen, read_offer_lines


async def open_offers(app: FichierApp) -> None:
    """Show the offers, read before they are shown; once there, the key does nothing more."""
    if isinstance(app.screen, OffersScreen):
        return
    try:
        lines = await app.ask(read_offer_lines)
    except Refusal as refusal:
        app.refuse(refusal)
        return
    await app.push_screen(OffersScreen(lines))
