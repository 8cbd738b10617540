"""How far long work is, over the screen that began it; Esc stops it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.await_complete import AwaitComplete
from textual.widget import Widget
from textual.widgets import ProgressBar

from fichier_tui.ui.base import Words
from fichier_tui.ui.dialogs.dialog import Dialog
from fichier_tui.ui.long_work import LongWork

LOOK_EVERY = 0.1  # seconds


class ProgressDialog(Dialog[None]):
    """Its class sets `WORDS` and `STOPPED`, and gives `heading`; the work is given `working`, and dismisses it."""

    WORDS: ClassVar[str]
    """What is done, above the bar."""
    STOPPED: ClassVar[str]
    """The code of the refusal with which work that was stopped ends."""
    DEFAULT_CSS = """
    ProgressDialog {
        ProgressBar { margin-top: 1; width: 1fr; }
        ProgressBar Bar { width: 1fr; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.working = LongWork(self.STOPPED)

    def compose_box(self) -> Iterable[Widget]:
        """The bar."""
        return (Words(self.WORDS), ProgressBar(1.0, show_eta=False))

    def on_mount(self) -> None:
        """Look at how far it is."""
        super().on_mount()
        self.set_interval(LOOK_EVERY, self._look)
        self._look()

    def _look(self) -> None:
        self.query_one(ProgressBar).update(progress=self.working.fraction)

    def dismiss(self, result: None = None) -> AwaitComplete:
        """It is over: the letters typed meanwhile are for nobody."""
        self.fichier.work_ended()
        return super().dismiss(result)

    def action_close(self) -> None:
        """Esc: stop."""
        self.working.stop()
