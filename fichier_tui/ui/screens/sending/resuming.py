"""R: a sending that was interrupted goes on; how far it is, Esc stops it again."""

from __future__ import annotations

import asyncio
import contextlib
from functools import partial
from typing import cast

from textual.content import Content
from textual.worker import Worker, WorkerFailed

from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.sending import Sending
from fichier_tui.i18n import N_
from fichier_tui.storage import OpenFile
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.background import in_background
from fichier_tui.ui.dialogs.progress import ProgressDialog
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.sending.by_email import resumed
from fichier_tui.ui.screens.sending.telling import tell_left


class SendingProgress(ProgressDialog):
    """How far a sending is. Esc stops it after the message under way."""

    HELP_WORDS = (N_("Esc stops after the message under way; R goes on again later. Nobody gets it twice."),)
    WORDS = N_("Sending…")
    STOPPED = "sending.paused"

    def __init__(self, sending: Sending) -> None:
        super().__init__()
        self.sending = sending
        self.worker: Worker[None] | None = None
        """The work, where there is any: waited for when the program ends."""

    def heading(self) -> Content:
        """Which."""
        return shown(self.sending.details.name)

    async def leaving(self) -> None:
        """The program ends or locks: stop after the message under way."""
        self.working.stop()
        if self.worker is not None:
            with contextlib.suppress(WorkerFailed):
                await self.worker.wait()


async def resume(app: FichierApp, sending: Sending) -> None:
    """Send what waits, the bar shown meanwhile; then say how far it went."""
    dialog = SendingProgress(sending)
    await app.push_screen(dialog)
    dialog.worker = in_background(dialog, partial(_send, app, dialog), group="sending")


async def _send(app: FichierApp, dialog: SendingProgress) -> None:
    file = cast("OpenFile", app.file)
    try:
        left = await asyncio.to_thread(resumed, file, dialog.sending.id, dialog.working)
    except Refusal as refusal:
        app.refuse(refusal)
    else:
        tell_left(app, left)
    await app.changed()
    dialog.dismiss(None)
