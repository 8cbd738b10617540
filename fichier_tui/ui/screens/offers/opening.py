"""The way to the offers from anywhere."""

from __future__ import annotations

from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.screens.list_screen import show_list
from fichier_tui.ui.screens.offers.screen import OffersScreen


async def open_offers(app: FichierApp) -> None:
    """Show the offers; once there, the key does nothing more."""
    if not isinstance(app.screen, OffersScreen):
        await show_list(app, OffersScreen())


async def open_campaigns(app: FichierApp) -> None:
    """Show the campaigns."""
    from fichier_tui.ui.screens.offers.campaigns import CampaignsScreen

    if not isinstance(app.screen, CampaignsScreen):
        await show_list(app, CampaignsScreen())
