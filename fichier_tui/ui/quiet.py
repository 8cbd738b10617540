"""What Textual does that this program must not: markup in toasts, screenshots, variables in a crash."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from rich.text import Text
from textual.app import SystemCommand
from textual.css.query import NoMatches
from textual.dom import NoScreen
from textual.screen import Screen
from textual.worker import WorkerCancelled

from fichier_tui.ui.hangup import HangupApp
from fichier_tui.ui.incident import incident_text


class QuietApp(HangupApp, inherit_bindings=False):
    """An application that keeps to itself what it knows."""

    ENABLE_COMMAND_PALETTE = False
    ESCAPE_TO_MINIMIZE = False

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: Literal["information", "warning", "error"] = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Textual's toasts read markup by default; ours never do."""
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=False)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """None: its Screenshot would write clients' names to the disk. Our palette has its own."""
        return ()

    def _handle_exception(self, error: Exception) -> None:
        """Textual lets an exception draw itself; ours say where, never what.

        A screen that is shown or told something while the program ends may have lost its widgets or its work: no fault.
        """
        if self._exit and isinstance(error, (NoMatches, NoScreen, WorkerCancelled)):
            return
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._fatal_error()

    def _fatal_error(self) -> None:
        """Leave with the incident's text instead of a traceback with its variables."""
        self.bell()
        if self._exception is not None:
            self._exit_renderables.append(Text(incident_text(self._exception)))
        self._close_messages_no_wait()
