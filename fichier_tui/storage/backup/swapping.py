"""A restored file takes the place of the present one in one step, and the present one a dated name.

Both are folders, and a folder cannot be put over another by a rename. Linux and the Mac exchange two names at once: at
no instant is there no file. Elsewhere the name is missing for an instant; who opens it then finishes the work.
"""

from __future__ import annotations

import contextlib
import ctypes
import ctypes.util
import datetime as dt
import os
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import durable
from fichier_tui.storage.folder import NEW, SUFFIX, FichierFolder

AT_FDCWD = -100
LATELY = dt.timedelta(minutes=30)
RENAME_EXCHANGE = 2  # linux/fs.h
RENAME_SWAP = 2  # sys/stdio.h of the Mac
# Where SQLite locks a database that is open (sqlite3.c, PENDING_BYTE): every connection holds a part of these.
SHARED_FIRST, SHARED_SIZE = 0x40000002, 510


def swap(restored: FichierFolder, present: FichierFolder, now: dt.datetime) -> FichierFolder:
    """Put a file made by `prepare_in_place` in the place of the present one; give the present one, under its new name.

    Every connection of this process to either is closed. Raises Refusal "file.others" when another program has the
    present file open, and what the disk refuses; then nothing has changed.
    """
    path = present.path.absolute()
    aside = _free_name(path, now)
    with no_reader(present), durable.writing_in(path.parent):
        restored.path.rename(aside)  # whoever looks now sees the present file, and a restored one under a dated name
        try:
            if not exchange(aside, path):
                _in_two_steps(aside, path)
        except OSError:
            with contextlib.suppress(OSError):
                aside.rename(restored.path)
            raise
        durable.fsync_folder(path.parent)
    return FichierFolder(aside)


def _free_name(path: Path, now: dt.datetime) -> Path:
    """The name under which the present file is kept: its own, and the local day and time."""
    moment = now.astimezone()
    while True:
        aside = path.with_name(f"{path.name.removesuffix(SUFFIX)} {moment:%Y-%m-%d %H%M%S}{SUFFIX}")
        if not aside.exists():
            return aside
        moment += dt.timedelta(seconds=1)


def kept_aside(present: FichierFolder) -> tuple[FichierFolder, ...]:
    """The files that a restored one took the place of, the newest first: they hold everybody they held."""
    path = present.path.absolute()
    try:
        beside = sorted(path.parent.iterdir(), reverse=True)
    except OSError:
        return ()
    pattern = re.compile(re.escape(path.name.removesuffix(SUFFIX)) + r" \d{4}-\d\d-\d\d \d{6}" + re.escape(SUFFIX))
    return tuple(FichierFolder(one) for one in beside if pattern.fullmatch(one.name) and one.is_dir())


def lately_aside(present: FichierFolder, now: dt.datetime) -> FichierFolder | None:
    """The file that a restored one took the place of in the last minutes, which who opens it next is to be told."""
    newest = next(iter(kept_aside(present)), None)
    if newest is None:
        return None
    moment = dt.datetime.strptime(newest.path.stem[-17:], "%Y-%m-%d %H%M%S").astimezone()
    return newest if abs(now - moment) < LATELY else None


def exchange(first: Path, second: Path) -> bool:
    """Exchange the names of two folders at once; False where this system or this disk cannot. Raises OSError."""
    if os.name != "posix":
        return False
    library = ctypes.CDLL(ctypes.util.find_library("c"))
    if sys.platform == "darwin" and hasattr(library, "renamex_np"):
        status = library.renamex_np(os.fsencode(first), os.fsencode(second), RENAME_SWAP)
    elif sys.platform == "linux" and hasattr(library, "renameat2"):
        status = library.renameat2(AT_FDCWD, os.fsencode(first), AT_FDCWD, os.fsencode(second), RENAME_EXCHANGE)
    else:
        return False
    return bool(status == 0)


def _waiting(path: Path) -> Path:
    """The name of a restored file while the present one is put aside, where names cannot be exchanged."""
    return path.with_name(f".{path.name}-restored{NEW}")


def _in_two_steps(aside: Path, path: Path) -> None:
    waiting = _waiting(path)
    shutil.rmtree(waiting, ignore_errors=True)  # of a restore that was killed before anything was put aside
    aside.rename(waiting)
    path.rename(aside)
    waiting.rename(path)


def finish_swap(path: Path) -> None:
    """Give a restored file its name, where the program was killed between the two steps. Called before each opening."""
    for name in (path, path.with_name(path.name + SUFFIX)):
        waiting = _waiting(name)
        with contextlib.suppress(OSError):  # a name too long for the disk among them
            if name.suffix == SUFFIX and not name.exists() and waiting.is_dir():
                waiting.rename(name)


@contextlib.contextmanager
def no_reader(folder: FichierFolder) -> Iterator[None]:
    """Hold the lock of the database while the names change. Raises Refusal("file.others") when somebody reads in it.

    Only in a process that has no connection to it: to close the descriptor gives up every lock of the process.
    """
    try:
        stream = folder.base.open("r+b")
    except OSError:
        yield  # What is to be replaced is gone, or out of reach: nobody reads in it.
        return
    with stream:
        if os.name == "posix":
            import fcntl

            try:
                fcntl.lockf(stream, fcntl.LOCK_EX | fcntl.LOCK_NB, SHARED_SIZE, SHARED_FIRST)
            except OSError as error:
                raise Refusal("file.others", path=str(folder.path)) from error
            yield
            return
    yield  # Windows renames no folder in which a file is open: the rename itself is refused.
