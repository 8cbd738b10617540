"""How far a copy, a verification, a drill or a restore is; Esc stops it, and nothing half made is left."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from textual.content import Content
from textual.widget import Widget
from textual.widgets import ProgressBar

from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import _
from fichier_tui.storage.backup.copying import STOPPED
from fichier_tui.ui.base import Words
from fichier_tui.ui.copying import CopyingApp
from fichier_tui.ui.dialogs.progress import ProgressDialog
from fichier_tui.ui.long_work import LongWork
from fichier_tui.ui.safe import shown

T = TypeVar("T")


class CopyWork(ProgressDialog):
    """Its bar, under what is being done."""

    STOPPED = STOPPED

    def __init__(self, words: str) -> None:
        """`words` is a message id."""
        super().__init__()
        self.message = words

    def heading(self) -> Content:
        """What it is about."""
        return shown(_("Safety copies"))

    def compose_box(self) -> Iterable[Widget]:
        """What is being done, and the bar."""
        return (Words(self.message), ProgressBar(1.0, show_eta=False))


async def with_bar(app: CopyingApp, words: str, job: Callable[[LongWork], T]) -> T | None:
    """The result of a job on the copies, its bar shown meanwhile; None where it was refused, which is said."""
    keeper = app.copies
    if keeper is None:
        app.refuse(Refusal("file.locked"))
        return None
    dialog = CopyWork(words)
    await app.push_screen(dialog)
    try:
        return await keeper.do(job, dialog.working)
    except Refusal as refusal:
        app.refuse(refusal)
        return None
    finally:
        if dialog.is_attached:
            dialog.dismiss(None)
