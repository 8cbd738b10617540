"""`Shop.fichier/`: where each thing lies in it, what is checked before any key work, how a new one is made.

Nothing here writes in an existing folder: a failed opening leaves every byte as it was.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import glob
import os
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import durable

SUFFIX = ".fichier"
NEW = ".new"
LEFTOVER_AGE = dt.timedelta(hours=1)
PAGE_BYTES = 4096  # SQLCipher's page, and so the smallest file there is
SALT_BYTES = 16
PLAIN_HEADER = b"SQLite format 3\x00"


@dataclass(frozen=True, slots=True)
class FichierFolder:
    """The folder that is one customer file: copied, moved, kept as a whole."""

    path: Path

    @property
    def name(self) -> str:
        """The shop's name for its file: the folder's, without the suffix."""
        return self.path.name.removesuffix(SUFFIX)

    @property
    def base(self) -> Path:
        """The encrypted database."""
        return self.path / "base.db"

    @property
    def new_base(self) -> Path:
        """The same under its next key, whole and waiting to take its place (`storage.staff.rekeying`)."""
        return self.path / "base.db.new"

    @property
    def keyring(self) -> Path:
        """Who may open it."""
        return self.path / "keyring.json"

    @property
    def previous_keyring(self) -> Path:
        """The keyring before its last change."""
        return self.path / "keyring.previous.json"

    @property
    def backups(self) -> Path:
        """The folder of the encrypted copies; made at the first one."""
        return self.path / "backups"


def find_folder(path: Path) -> FichierFolder:
    """The folder meant by what was typed: `Shop.fichier`, `Shop`, or a file inside it.

    Raises Refusal "file.missing" or "file.not_fichier" (both with `path`).
    """
    candidates = [path, path.with_name(path.name + SUFFIX)] if path.name else [path]
    try:
        for candidate in candidates:
            if candidate.is_dir() and (candidate.suffix == SUFFIX or (candidate / "base.db").exists()):
                return FichierFolder(candidate)
            if candidate.is_file() and (candidate.parent / "base.db").exists() and candidate.suffix in (".db", ".json"):
                return FichierFolder(candidate.parent)
        is_something = path.exists()
    except OSError as error:  # a name too long for the disk, a folder one may not look into
        raise Refusal("file.missing", path=str(path)) from error
    raise Refusal("file.not_fichier" if is_something else "file.missing", path=str(path))


def check_before_keys(folder: FichierFolder) -> bytes:
    """Refuse what no passphrase could open; return the first 16 bytes of base.db, which name its generation.

    Raises Refusal "file.missing", "file.empty", "file.truncated", "file.not_fichier", "file.unreadable",
    "keyring.missing" (all with `path`).
    """
    try:
        size = folder.base.stat().st_size
        with folder.base.open("rb") as stream:
            salt = stream.read(SALT_BYTES)
    except FileNotFoundError as error:
        code = "file.gone" if folder.keyring.exists() else "file.missing"
        raise Refusal(code, path=str(folder.base)) from error
    except OSError as error:
        raise Refusal("file.unreadable", path=str(folder.base)) from error
    if size == 0:
        raise Refusal("file.empty", path=str(folder.base))
    if salt == PLAIN_HEADER:
        raise Refusal("file.not_fichier", path=str(folder.base))
    # With a log beside it, a page half written by a power cut is whole again in the log: SQLite mends it.
    log = folder.base.with_name(f"{folder.base.name}-wal")
    if size < PAGE_BYTES or (size % PAGE_BYTES and not (log.exists() and log.stat().st_size)):
        raise Refusal("file.truncated", path=str(folder.base))
    if not folder.keyring.exists():
        previous = folder.previous_keyring.exists()
        raise Refusal("keyring.missing", path=str(folder.keyring), folder=str(folder.path), previous=previous)
    return salt


def check_writable(folder: FichierFolder) -> None:
    """Refuse a folder in which SQLite could not write its journal. Raises Refusal "file.readonly" (`path`).

    By the rights alone: trying would leave a trace in a folder that may be refused for another reason.
    """
    for path in (folder.path, folder.base, folder.keyring):
        if path.exists() and not os.access(path, os.W_OK):
            raise Refusal("file.readonly", path=str(path))


def path_for_new(path: Path) -> Path:
    """Where a new file goes: what was typed, with the suffix.

    Raises Refusal "file.name", "file.exists", "folder.missing".
    """
    if not path.name:
        raise Refusal("file.name", path=str(path))
    target = path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)
    try:
        is_taken = target.exists() or target.is_symlink()
    except OSError as error:  # a name too long for the disk
        raise Refusal("file.name", path=str(target)) from error
    if is_taken:
        raise Refusal("file.exists", path=str(target))
    if not target.absolute().parent.is_dir():
        raise Refusal("folder.missing", path=str(target.absolute().parent))
    return target


@contextlib.contextmanager
def being_made(path: Path) -> Iterator[FichierFolder]:
    """A new folder, filled under a hidden name, which takes its own only when all of it is written.

    Close every connection inside the block (Windows moves no folder with an open file). When the block fails,
    nothing is left. Raises Refusal "file.exists", "folder.missing", "folder.readonly", "disk.full".
    """
    target = path_for_new(path)
    place = target.absolute().parent
    hidden = FichierFolder(place / f".{target.name}-{secrets.token_hex(4)}{NEW}")
    try:
        with durable.writing_in(place):
            hidden.path.mkdir(mode=0o700)
        yield hidden
        with durable.writing_in(place):
            durable.fsync_folder(hidden.path)
            path_for_new(path)  # another program may have made one meanwhile; rename would replace an empty folder
            hidden.path.rename(target)
            durable.fsync_folder(place)
    finally:
        shutil.rmtree(hidden.path, ignore_errors=True)


def clean_leftovers(folder: FichierFolder, now: dt.datetime) -> int:
    """Remove the hidden folders that a killed restore left beside a file; how many.

    Older than an hour: another program may be at work.
    """
    removed = 0
    with contextlib.suppress(OSError):
        pattern = f".{glob.escape(folder.path.name)}-*{NEW}"
        for left in durable.left_over(folder.path.absolute().parent, pattern, now, LEFTOVER_AGE):
            shutil.rmtree(left, ignore_errors=True)
            removed += 1
    return removed
