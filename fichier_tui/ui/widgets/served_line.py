"""A line with which something is found or noted: Ctrl+Z is for what was done with it, once something was."""

from __future__ import annotations

from fichier_tui.ui.widgets.entry import LineInput
from fichier_tui.ui.widgets.status_line import DONE, PARTLY, Status


class ServedLine(LineInput):
    """Before anything was done with what is typed, Ctrl+Z takes the typing back, as in every field."""

    def __init__(self, *, id: str) -> None:
        super().__init__(takes_back=False, id=id)
        self.select_on_focus = False
        self._told_by_then: Status | None = None

    def watch_value(self, before: str, now: str) -> None:
        """What the status line says now was done before this letter."""
        if before != now:
            self._told_by_then = self.status

    def undoes_more(self) -> None:
        """What stands in the field was brought back by Ctrl+Z: once more is for what was done before."""
        self._told_by_then = None

    @property
    def status(self) -> Status | None:
        """What the status line says."""
        return getattr(self.app, "status", None)

    def has_served(self) -> bool:
        """Whether the status line tells of something that was done after the last letter."""
        told = self.status
        return told is not None and told is not self._told_by_then and told.kind in (DONE, PARTLY)
