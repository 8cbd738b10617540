"""Whoever guesses a passphrase while the file is open waits as at the lock, and the journal tells of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

from fichier_tui.domain.refusal import Refusal
from fichier_tui.patience import FILE_NAME, GUESSED, Attempt, Patience

if TYPE_CHECKING:
    from fichier_tui.storage import Session
    from fichier_tui.storage.thread import OpenFile
    from fichier_tui.ui.app import FichierApp


def note_attempts(session: Session, attempts: tuple[Attempt, ...]) -> str:
    """Tell the journal how often somebody tried before; the names of those whose passphrase was tried."""
    from fichier_tui.storage.staff.attempts import note_failed_attempts

    return note_failed_attempts(session, [one.at for one in attempts], [one.login for one in attempts])


@asynccontextmanager
async def counted(app: FichierApp, file: OpenFile) -> AsyncIterator[None]:
    """Around what a passphrase is asked for by whoever sits before the open file. Raises Refusal: attempts.wait."""
    kept = app.settings.path
    waits, path = Patience(None if kept is None else kept.parent / FILE_NAME), file.folder.path
    if left := waits.seconds_left(path, app.now()):
        raise Refusal("attempts.wait", seconds=left)
    try:
        yield
    except Refusal as refusal:
        if refusal.code in GUESSED:
            waits.failed(path, app.now(), file.key.login)
        raise
    failures = waits.opened(path)
    with suppress(Refusal):  # a full disk keeps no line of it, and keeps nobody out
        await app.ask(note_attempts, failures)
