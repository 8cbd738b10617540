"""The first run: from nothing to an open file in five short steps."""

from fichier_tui.ui.screens.welcome.screen import WelcomeScreen

__all__ = ["WelcomeScreen"]
