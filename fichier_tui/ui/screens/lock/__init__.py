"""The lock screen: a file, a passphrase, and the ways out when it cannot be opened."""

from fichier_tui.ui.screens.lock.screen import LockScreen

__all__ = ["LockScreen"]
