"""Making a copy: written aside, verified as written, given its name, and only then are old ones removed.

Never a copy of the live file (it is stale, or torn): SQLite's own backup, onto a file that has the key from its first
byte. Nothing is in the clear at any moment. The copy's base.db is given the salt of the original, so the keyring goes
in as it is, an owner's signature included, and comes out as it is on the day of a restore.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from fichier_tui import __version__
from fichier_tui.domain.backup_rotation import BackupName, backups_to_remove, read_backup_name
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import durable
from fichier_tui.storage.backup import container
from fichier_tui.storage.backup.checking import PART, count_rows, last_entry, open_encrypted, verify_backup
from fichier_tui.storage.backup.manifest import BackupManifest, to_bytes
from fichier_tui.storage.connection import OF_THE_DISK, fault_of
from fichier_tui.storage.folder import FichierFolder
from fichier_tui.storage.keyring import form
from fichier_tui.storage.keyring.keeping import load
from fichier_tui.storage.keyring.opening import UnlockedKey, generation_of, raw_key

LEFTOVER_AGE = dt.timedelta(hours=1)
# A new copy of less than half the size of the one before: something was lost, so nothing old is removed.
SHRUNK = 0.5


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy that was made, verified and named; `removed` are the old ones that no rule kept.

    `rotation_held` is true when the copy is suspiciously small, and nothing was removed for that.
    """

    path: Path
    manifest: BackupManifest
    removed: tuple[Path, ...]
    rotation_held: bool


def list_backups(folder: FichierFolder) -> list[tuple[Path, BackupName]]:
    """The copies of a file, newest first, by their names alone."""
    if not folder.backups.is_dir():
        return []
    named = [(path, read_backup_name(path.name)) for path in folder.backups.iterdir()]
    return sorted(((path, name) for path, name in named if name), key=lambda pair: pair[1], reverse=True)


def make_backup(folder: FichierFolder, connection: Any, key: UnlockedKey, now: dt.datetime, before: str = "") -> Backup:
    """Make a copy of an open file, on the thread that owns `connection` (a bare sqlcipher3 one), in no transaction.

    `before` is "" or what comes next: "import", "migration", "restore". Raises Refusal "backup.unsound" when what was
    written is not sound (nothing is kept then), "disk.full", "folder.readonly", and what `keyring.load` does.
    """
    if connection.in_transaction:
        raise RuntimeError("a copy is made outside any transaction")
    keyring = load(folder)
    if generation_of(keyring, key.salt) != key.generation:
        raise Refusal("keyring.foreign")
    with durable.writing_in(folder.path):
        folder.backups.mkdir(mode=0o700, exist_ok=True)
        _clean_leftovers(folder, now)
        with _part(folder) as copy, _part(folder) as written:
            rows, sequence, schema_version = _copy_base(connection, copy, key)
            content = form.to_bytes(keyring)
            manifest = BackupManifest(
                fichier_id=key.fichier_id,
                generation=key.generation,
                made_at=now,
                before=before,
                app_version=__version__,
                schema_version=schema_version,
                rows=rows,
                journal_sequence=sequence,
                journal_hash="",
                members=_hashes(copy, content),
            ).sealed(key.dek)
            container.write_container(written, copy, content, to_bytes(manifest))
            copy.unlink()
            _verify_written(written, key, folder)
            path = _free_path(folder, now, manifest)
            durable.replace(written, path)
            durable.fsync_folder(folder.backups)
    removed, held = _rotate(folder)
    return Backup(path, manifest, removed, held)


def _copy_base(connection: Any, target: Path, key: UnlockedKey) -> tuple[dict[str, int], int, int]:
    """Copy the open file onto a new encrypted one; return its row counts, last journal entry and schema version."""
    try:
        with open_encrypted(target, raw_key(key.dek, key.salt)) as copy:
            connection.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, that needs no other beside it
            version = int(copy.execute("PRAGMA user_version").fetchone()[0])
            counted = count_rows(copy), last_entry(copy), version
    except sqlcipher.DatabaseError as error:
        if (code := fault_of(error, target.parent)) in OF_THE_DISK:
            raise Refusal(code, path=str(target.parent)) from error
        raise Refusal("backup.unsound", path=str(target.parent.parent)) from error
    durable.fsync_file(target)
    return counted


def _hashes(base: Path, keyring: bytes) -> dict[str, str]:
    with base.open("rb") as stream:
        return {container.BASE: container.hash_of(stream), container.KEYRING: hashlib.sha256(keyring).hexdigest()}


def _verify_written(written: Path, key: UnlockedKey, folder: FichierFolder) -> None:
    """Read back what the disk holds. Raises Refusal "backup.unsound", or "disk.full"."""
    try:
        verify_backup(written, key)
    except Refusal as refusal:
        if refusal.code == "disk.full":
            raise
        raise Refusal("backup.unsound", path=str(folder.path)) from refusal


def _free_path(folder: FichierFolder, now: dt.datetime, manifest: BackupManifest) -> Path:
    """The path of a copy by its local day and time; a second later if that name is taken, as names sort by time."""
    moment = now.astimezone()
    while True:
        time = moment.strftime("%H%M%S")
        name = BackupName(moment.date(), time, manifest.journal_sequence, manifest.generation, manifest.before)
        path = folder.backups / str(name)
        if not path.exists():
            return path
        moment += dt.timedelta(seconds=1)


def _rotate(folder: FichierFolder) -> tuple[tuple[Path, ...], bool]:
    """Remove the copies that no rule keeps, unless the newest is suspiciously small."""
    copies = list_backups(folder)
    if len(copies) > 1 and copies[0][0].stat().st_size < SHRUNK * copies[1][0].stat().st_size:
        return (), True
    removed = []
    paths = {name: path for path, name in copies}
    for name in backups_to_remove(paths):
        paths[name].unlink(missing_ok=True)
        removed.append(paths[name])
    return tuple(removed), False


@contextmanager
def _part(folder: FichierFolder) -> Iterator[Path]:
    """A hidden name for what is being written, removed at the end if it is still there."""
    path = folder.backups / f".{secrets.token_hex(8)}{PART}"
    try:
        yield path
    finally:
        for left in (path, path.with_name(path.name + "-journal"), path.with_name(path.name + "-wal")):
            left.unlink(missing_ok=True)


def _clean_leftovers(folder: FichierFolder, now: dt.datetime) -> None:
    """Remove what a killed program left: older than an hour, so never what another program is writing."""
    for path in folder.backups.glob(f".*{PART}*"):
        if now - dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC) >= LEFTOVER_AGE:
            path.unlink(missing_ok=True)
