"""What was erased is overwritten beside the work: on a connection of its own, in whichever thread calls.

Rewriting the file takes seconds. In the write-ahead log whoever reads goes on meanwhile; whoever writes would wait for
the end of it, so the work gives way as soon as a verb of this program has waited, and begins again after it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from fichier_tui.domain.progress import Progress, nothing_said
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage.backup.checking import open_encrypted
from fichier_tui.storage.connection import BUSY_MILLISECONDS, fault_of
from fichier_tui.storage.keyring.opening import raw_key
from fichier_tui.storage.rights.cleaning import clean_pages, is_cleaning_due, overwrite
from fichier_tui.storage.session import Session
from fichier_tui.storage.thread import OpenFile

TURNS = 20
"""How often it gives way; then it goes through, and whoever writes waits a few seconds once."""
MIDST = 0.5
"""How far it is said to be while the file is rewritten."""


@dataclass(frozen=True, slots=True)
class Pace:
    """When the work gives way to the file's thread."""

    patience: float = 0.3
    """Seconds that a verb may take before the work gives way to it: it may be waiting to write."""
    steps: int = 2_000
    """Of SQLite, between two looks: less than a millisecond."""


_USUAL = Pace()


def clean_beside(file: OpenFile, progress: Progress = nothing_said, pace: Pace = _USUAL) -> bool:
    """Overwrite what was erased, if anything was; whether it was done. Never on the file's thread nor on the screens'.

    What `progress` raises stops it: it is done another time. Raises Refusal("file.busy") where another program reads
    or writes in the file, and what the disk refuses.
    """
    if not file.call(is_cleaning_due):
        return False
    if file.call(_is_alone):
        return file.call(clean_pages, progress)
    with open_encrypted(file.folder.base, raw_key(file.key.dek)) as connection:
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
        for pragma in ("secure_delete = ON", "synchronous = FULL", "fullfsync = ON", "checkpoint_fullfsync = ON"):
            connection.execute(f"PRAGMA {pragma}")
        for turn in range(TURNS + 1):
            if _Turn(file, connection, progress, pace, may_give_way=turn < TURNS).goes_through():
                break
            file.call(_waited_for)
    return True


class _Turn:
    """One attempt, which gives way to a verb that waits."""

    def __init__(self, file: OpenFile, connection: Any, progress: Progress, pace: Pace, *, may_give_way: bool) -> None:
        self.file, self.connection, self.progress, self.pace = file, connection, progress, pace
        self.may_give_way = may_give_way
        self._stopped: Refusal | None = None
        self._gives_way = False

    def goes_through(self) -> bool:
        """Whether it was done; False where it gave way. Raises Refusal."""
        self.connection.set_progress_handler(self._look, self.pace.steps)
        try:
            overwrite(self.connection.execute, self.progress, str(self.file.folder.path))
        except sqlcipher.DatabaseError as error:
            if self._stopped is not None:
                raise self._stopped from error
            if self._gives_way:
                return False
            place = self.file.folder.path
            raise Refusal(fault_of(error, place) or "file.damaged", path=str(place)) from error
        finally:
            self.connection.set_progress_handler(None, self.pace.steps)
        return True

    def _look(self) -> bool:
        """Called by SQLite in the midst of its work: whether to leave off."""
        try:
            self.progress(MIDST)
        except Refusal as refusal:
            self._stopped = refusal
            return True
        self._gives_way = self.may_give_way and self.file.working_for() > self.pace.patience
        return self._gives_way


def _is_alone(session: Session) -> bool:
    """Whether no second connection is let in: on a share, and on a full disk."""
    [mode] = session.database.execute_sql("PRAGMA locking_mode").fetchone()
    return bool(mode == "exclusive")


def _waited_for(_session: Session) -> None:
    """Nothing: whoever asks for it has waited for all that was asked before."""
