"""Writing so that a power cut leaves the old file or the new one, never half of one."""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import os
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from fichier_tui.domain.refusal import Refusal

# On Windows a virus scanner may hold a file for a moment after it was written; two seconds are enough.
REPLACE_ATTEMPTS = 10
REPLACE_PAUSE = 0.2  # seconds
NO_ROOM = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}
# As much as SQLite needs to open a file: the memory that programs share of it, and the first page of its log.
PROBE_BYTES = 64 * 1024
READ_ONLY = {errno.EACCES, errno.EPERM, errno.EROFS}


def from_home(path: Path) -> Path:
    """A typed path, with `~` for the home; that of somebody whom this machine does not know is left as it was typed."""
    try:
        return path.expanduser()
    except RuntimeError:
        return path


def left_over(folder: Path, pattern: str, now: dt.datetime, age: dt.timedelta) -> Iterator[Path]:
    """What a killed program left in a folder: a younger one may be another program's, being written."""
    for path in folder.glob(pattern):
        try:
            written_at = dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)
        except FileNotFoundError:  # another program removed it meanwhile
            continue
        if now - written_at >= age:
            yield path


@contextlib.contextmanager
def writing_in(folder: Path) -> Iterator[None]:
    """Turn the operating system's faults while writing in a folder into refusals, whatever they are.

    "disk.full", "disk.faulty", "folder.readonly"; "folder.unwritable" where the folder takes no file of that name
    (/proc, a share that is gone, a name too long).
    """
    try:
        yield
    except OSError as error:
        raise Refusal(_code_of(error) or "folder.unwritable", path=str(folder)) from error


def _code_of(error: OSError) -> str:
    """The code of what the disk answered, "" for anything else."""
    if error.errno in NO_ROOM:
        return "disk.full"
    if error.errno in READ_ONLY:
        return "folder.readonly"
    return "disk.faulty" if error.errno == errno.EIO else ""


def hindrance(folder: Path) -> str:
    """What keeps more bytes from the disk of `folder`: "disk.full", "disk.faulty", "folder.readonly", "folder.gone",
    or "".

    Asked of the disk itself, with a file that has no name and so leaves no trace; where a system has no such files,
    by the room that it tells of.
    """
    try:
        if shutil.disk_usage(folder).free < PROBE_BYTES:
            return "disk.full"
        if not hasattr(os, "O_TMPFILE"):
            return ""
        descriptor = os.open(folder, os.O_TMPFILE | os.O_WRONLY, 0o600)
        try:
            os.posix_fallocate(descriptor, 0, PROBE_BYTES)
        finally:
            os.close(descriptor)
    except FileNotFoundError:
        return "folder.gone"
    except OSError as error:  # also a disk that knows no such files: nothing is known of it then
        return _code_of(error)
    return ""


def _fsync(descriptor: int) -> None:
    """Make certain. On a Mac, fsync alone leaves the bytes in the disk's own memory."""
    if sys.platform == "darwin":
        import fcntl

        with contextlib.suppress(OSError):  # a network share knows only the other call
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def fsync_folder(folder: Path) -> None:
    """Make the names in a folder certain. Windows has no such call, and does it by itself."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        _fsync(descriptor)
    finally:
        os.close(descriptor)


def fsync_file(path: Path) -> None:
    """Make the content of a file certain."""
    with path.open("rb+") as stream:
        _fsync(stream.fileno())


def write_new(path: Path, content: bytes) -> None:
    """Write a file that must not exist yet, readable by its owner only, and make it certain."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(content)
        stream.flush()
        _fsync(stream.fileno())


def replace(source: Path, target: Path) -> None:
    """Put one file in the place of another of the same folder, in one step. Raises OSError when it stays impossible."""
    for attempt in range(REPLACE_ATTEMPTS):
        try:
            source.replace(target)
            return
        except PermissionError:
            if os.name != "nt" or attempt == REPLACE_ATTEMPTS - 1:
                raise
            time.sleep(REPLACE_PAUSE)
