"""Which drafts are being typed at this moment: each has a file beside the database that its window keeps locked.

A lock ends with the program that holds it, however that ends: then the draft is offered to every window again.
"""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import IO


class TypingHere:
    """The drafts that one window is typing, and whether another types one. Of a disk without locks nothing is known."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: dict[int, IO[bytes]] = {}
        for left in folder.glob("typing-*.lock"):  # by a program that was killed
            if not _is_locked(left):
                with contextlib.suppress(OSError):
                    left.unlink()

    def _path(self, number: int) -> Path:
        return self._folder / f"typing-{number}.lock"

    def hold(self, number: int) -> None:
        """This window types the draft of that number from now on."""
        if number in self._held:
            return
        with contextlib.suppress(OSError):  # a full disk: everybody is offered the draft
            stream = self._path(number).open("ab")
            if _lock(stream):
                self._held[number] = stream
            else:
                stream.close()

    def release(self, number: int) -> None:
        """It is not typed here any more: saved, dropped, or put aside for whoever takes it up."""
        stream = self._held.pop(number, None)
        if stream is not None:
            stream.close()
            with contextlib.suppress(OSError):
                self._path(number).unlink()

    def is_elsewhere(self, number: int) -> bool:
        """Whether another window types it now."""
        return number not in self._held and _is_locked(self._path(number))

    def close(self) -> None:
        """This window ends."""
        for number in tuple(self._held):
            self.release(number)


def _lock(stream: IO[bytes], *, shared: bool = False) -> bool:
    """Lock it without waiting; False where another has it locked. Raises OSError where the disk knows no locks."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(stream, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _is_locked(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return not _lock(stream, shared=True)
    except OSError:  # nobody ever typed it, or the disk knows no locks
        return False
