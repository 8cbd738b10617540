"""The settings: a calm list of sections, each with what is set there in a few words; Enter opens one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fichier_tui.i18n import N_, _
from fichier_tui.ui.screens.settings.section_page import SectionPage
from fichier_tui.ui.screens.settings.sections import SECTIONS

if TYPE_CHECKING:
    from fichier_tui.ui.app import FichierApp


class SettingsScreen(SectionPage):
    """A line for each section."""

    TITLE_WORDS = N_("Settings")
    HELP_WORDS = (
        N_("Choose a section with the arrows; Enter opens it."),
        N_("What is set for the shop goes with the file, and Ctrl+Z takes it back."),
    )
    SECTIONS = SECTIONS

    def disabled_reason(self, action: str) -> str | None:
        """One is there already."""
        if action == "settings":
            return _("You are in the settings.")
        return super().disabled_reason(action)


async def open_settings(app: FichierApp) -> None:
    """Ctrl+O. While no file is open, what this computer sets is all there is."""
    from fichier_tui.ui.dialogs.settings import SettingsDialog

    screen = SettingsDialog() if app.shop.locked or app.file is None else SettingsScreen()
    await app.push_screen(screen)
