"""The keyring's file: read whole, written so that either the old or the new one is there, the previous one kept."""

from __future__ import annotations

import datetime as dt
import secrets
from pathlib import Path

from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import durable
from fichier_tui.storage.folder import FichierFolder
from fichier_tui.storage.keyring.form import LARGEST, Keyring, from_bytes, to_bytes

LEFTOVERS = (".keyring-*.part", "base.db.new*")
LEFTOVER_AGE = dt.timedelta(minutes=10)  # younger, and it may be another program's, being written


def load(folder: FichierFolder) -> Keyring:
    """The keyring beside the file, without any key work.

    Raises Refusal "keyring.missing", "keyring.damaged" (both with `path`, `folder`; `previous` tells whether the
    previous keyring is sound), "keyring.newer", "keyring.altered", "file.unreadable".
    """
    try:
        return read_keyring(folder.keyring)
    except Refusal as refusal:
        if refusal.code in ("keyring.missing", "keyring.damaged"):
            refusal.details.update(
                path=str(folder.keyring), folder=str(folder.path), previous=previous_is_sound(folder)
            )
        raise


def read_keyring(path: Path) -> Keyring:
    """The keyring in that file. Raises the refusals of `load`."""
    return from_bytes(_read(path))


def previous_is_sound(folder: FichierFolder) -> bool:
    """Whether `keyring.previous.json` can be put back in the place of a lost or damaged keyring."""
    return _is_sound(folder.previous_keyring)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(LARGEST + 1)
    except FileNotFoundError as error:
        raise Refusal("keyring.missing", path=str(path)) from error
    except OSError as error:
        raise Refusal("file.unreadable", path=str(path)) from error


def save(folder: FichierFolder, keyring: Keyring) -> None:
    """Write the keyring; what it replaces becomes `keyring.previous.json`, if it was sound.

    At whatever moment the power goes, `keyring.json` is whole: the old one or the new one.
    Raises Refusal "keyring.full", "disk.full", "folder.readonly".
    """
    content = to_bytes(keyring)
    from_bytes(content)  # what could not be read back is never written
    written: list[Path] = []
    try:
        with durable.writing_in(folder.path):
            written.append(_part(folder))
            durable.write_new(written[0], content)
            if _is_sound(folder.keyring):
                written.append(_part(folder))
                durable.write_new(written[1], folder.keyring.read_bytes())
                durable.replace(written[1], folder.previous_keyring)
            durable.replace(written[0], folder.keyring)
            durable.fsync_folder(folder.path)
    finally:
        for part in written:
            part.unlink(missing_ok=True)


def save_level(folder: FichierFolder, keyring: Keyring) -> None:
    """Write the keyring and, behind it, the previous one alike: a passphrase that was taken away opens neither.

    Killed between the two, it is not level (`is_level`), and the next opening does the second.
    """
    save(folder, keyring)
    save(folder, keyring)


def is_level(folder: FichierFolder, keyring: Keyring) -> bool:
    """Whether the previous keyring is like this one."""
    try:
        return _read(folder.previous_keyring) == to_bytes(keyring)
    except Refusal:
        return False


def _is_sound(path: Path) -> bool:
    try:
        from_bytes(_read(path))
    except Refusal:
        return False
    return True


def _part(folder: FichierFolder) -> Path:
    return folder.path / f".keyring-{secrets.token_hex(8)}.part"


def clean_leftovers(folder: FichierFolder, now: dt.datetime) -> int:
    """Remove what an interrupted write left behind, once it is ten minutes old; return how many files.

    To be called after a successful opening only: a failed one changes nothing.
    """
    removed = 0
    for pattern in LEFTOVERS:
        for path in durable.left_over(folder.path, pattern, now, LEFTOVER_AGE):
            path.unlink(missing_ok=True)
            removed += 1
    return removed
