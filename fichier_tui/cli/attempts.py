"""Whoever guesses waits, whatever one opens with and whatever one opens it for; who opens tells the journal of it."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from fichier_tui.domain.refusal import Refusal
from fichier_tui.patience import FILE_NAME, Patience
from fichier_tui.settings import settings_path
from fichier_tui.ui.attempts import note_attempts

if TYPE_CHECKING:
    from fichier_tui.storage import OpenFile
    from fichier_tui.storage.folder import FichierFolder
    from fichier_tui.storage.keyring import UnlockedKey


def _patience() -> Patience:
    """What this machine keeps of failures, as at the lock screen."""
    return Patience(settings_path(os.environ).with_name(FILE_NAME))


@contextmanager
def counted(path: Path, login: str | None = None) -> Iterator[None]:
    """Around what opens `path`, by a passphrase or a code. Raises Refusal: attempts.wait (`seconds`)."""
    waits, now = _patience(), dt.datetime.now(dt.UTC)
    if left := waits.seconds_left(path, now):
        raise Refusal("attempts.wait", seconds=left)
    try:
        yield
    except Refusal as refusal:
        waits.refused(path, refusal, now, login or "")
        raise


def tell_of_attempts(file: OpenFile, path: Path) -> None:
    """It is open: the attempts on `path` that failed before go to the journal of `file`, and make nobody wait."""
    failures = _patience().opened(path)
    with suppress(Refusal):  # a full disk keeps no line of it, and keeps nobody out
        file.call(note_attempts, failures)


def tell_of_sheet(file: OpenFile) -> None:
    """It was opened by the recovery sheet: a line of its journal."""
    from fichier_tui.storage.staff.attempts import note_opened_by_sheet

    with suppress(Refusal):
        file.call(note_opened_by_sheet)


def tell_made_of_attempts(place: FichierFolder, key: UnlockedKey, path: Path) -> None:
    """The same in a file that was just made of what was opened: a copy, a damaged file."""
    from fichier_tui.storage.opening import open_unlocked

    if not _patience().failures(path):
        return
    with suppress(Refusal):
        file = open_unlocked(place, key)
        try:
            tell_of_attempts(file, path)
        finally:
            file.close()
