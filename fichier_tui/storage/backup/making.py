"""Making a copy: written aside, verified as written, given its name, and only then are old ones removed.

Never a copy of the live file (it is stale, or torn): SQLite's own backup, onto a file that has the key from its first
byte. Nothing is in the clear at any moment. The copy's base.db is given the salt of the original, so the keyring goes
in as it is, an owner's signature included, and comes out as it is on the day of a restore.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from fichier_tui import __version__
from fichier_tui.domain.backup_rotation import BackupName, backups_to_remove, read_backup_name
from fichier_tui.domain.progress import Progress, nothing_said
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import durable
from fichier_tui.storage.backup import container
from fichier_tui.storage.backup.checking import (
    PART,
    count_rows,
    last_entry,
    open_encrypted,
    part_of,
    verify_backup,
)
from fichier_tui.storage.backup.manifest import BackupManifest, to_bytes
from fichier_tui.storage.connection import OF_THE_DISK, fault_of
from fichier_tui.storage.folder import LEFTOVER_AGE, FichierFolder
from fichier_tui.storage.journal.head import head_hash
from fichier_tui.storage.keyring import form
from fichier_tui.storage.keyring.keeping import load
from fichier_tui.storage.keyring.opening import UnlockedKey, generation_of, raw_key

# Pages copied between two looks at whether to go on: less than 10 ms.
STEP_PAGES = 500
COPIED, WRITTEN = 0.4, 0.5
"""How far a copy is once the pages are copied, and once it is written: it remains to be read again."""
# A new copy of less than half the size of the one before: something was lost, so nothing old is removed.
SHRUNK = 0.5
UNSOUND = ("backup.damaged", "backup.altered", "backup.foreign", "backup.newer", "backup.gone", "file.unreadable")


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
    """The copies of a file in its own folder, newest first, by their names alone."""
    return list_copies(folder.backups)


def list_copies(place: Path) -> list[tuple[Path, BackupName]]:
    """The copies in a folder, newest first, by their names alone. None where the folder is gone."""
    try:
        named = [(path, read_backup_name(path.name)) for path in place.iterdir()]
    except OSError:
        return []
    return sorted(((path, name) for path, name in named if name), key=lambda pair: pair[1], reverse=True)


def make_backup(
    folder: FichierFolder,
    connection: Any,
    key: UnlockedKey,
    now: dt.datetime,
    before: str = "",
    *,
    into: Path | None = None,
    progress: Progress = nothing_said,
) -> Backup:
    """Make a copy of an open file, on the thread that owns `connection` (a bare sqlcipher3 one), in no transaction.

    `before` is "" or what comes next: "import", "migration", "restore". It goes to the folder's own copies, or to the
    folder `into` that is there. What `progress` raises stops it, and nothing is left. Raises Refusal "backup.unsound"
    when what was written is not sound (nothing is kept then), "disk.full", "folder.readonly", and what `keyring.load`
    does.
    """
    if connection.in_transaction:
        raise RuntimeError("a copy is made outside any transaction")
    keyring = load(folder)
    if generation_of(keyring, key.salt) != key.generation:
        raise Refusal("keyring.foreign")
    place = into or folder.backups
    with durable.writing_in(into or folder.path):
        if into is None:
            place.mkdir(mode=0o700, exist_ok=True)
        clean_leftovers(place, now)
        with part_of(place) as copy, part_of(place) as written:
            rows, (sequence, journal), schema_version = _copy_base(connection, copy, key, progress)
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
                journal_hash=journal,
                members=_hashes(copy, content),
            ).sealed(key.dek)
            container.write_container(written, copy, content, to_bytes(manifest))
            copy.unlink()
            _verify_written(written, key, folder, lambda part: progress(WRITTEN + (1 - WRITTEN) * part))
            path = _free_path(place, now, manifest)
            durable.replace(written, path)
            durable.fsync_folder(place)
        removed, held = rotate(place, path)
    return Backup(path, manifest, removed, held)


def _copy_base(
    connection: Any, target: Path, key: UnlockedKey, progress: Progress
) -> tuple[dict[str, int], tuple[int, str], int]:
    """Copy the open file onto a new encrypted one; return its row counts, last journal entry with its hash, and schema
    version.

    All of one moment: the read transaction keeps what others write meanwhile out of the copy, and blocks nobody.
    """

    def copied(_status: int, left: int, whole: int) -> None:
        progress(COPIED * (whole - left) / whole if whole else 0.0)

    try:
        with open_encrypted(target, raw_key(key.dek, key.salt)) as copy:
            connection.execute("BEGIN")
            try:
                connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
                connection.backup(copy, pages=STEP_PAGES, progress=copied)
            finally:
                connection.rollback()
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, that needs no other beside it
            version = int(copy.execute("PRAGMA user_version").fetchone()[0])
            counted = count_rows(copy), (last_entry(copy), head_hash(copy)), version
    except sqlcipher.DatabaseError as error:
        if (code := fault_of(error, target.parent)) in OF_THE_DISK:
            raise Refusal(code, path=str(target.parent)) from error
        raise Refusal("backup.unsound", path=str(target.parent.parent)) from error
    durable.fsync_file(target)
    return counted


def _hashes(base: Path, keyring: bytes) -> dict[str, str]:
    with base.open("rb") as stream:
        return {container.BASE: container.hash_of(stream), container.KEYRING: hashlib.sha256(keyring).hexdigest()}


def _verify_written(written: Path, key: UnlockedKey, folder: FichierFolder, progress: Progress) -> None:
    """Read back what the disk holds. Raises Refusal "backup.unsound", what the disk says, or that it was stopped."""
    try:
        verify_backup(written, key, progress=progress)
    except Refusal as refusal:
        if refusal.code not in UNSOUND:
            raise
        raise Refusal("backup.unsound", path=str(folder.path)) from refusal


def _free_path(place: Path, now: dt.datetime, manifest: BackupManifest) -> Path:
    """The path of a copy by its local day and time; a second later if that name is taken, as names sort by time."""
    moment = now.astimezone()
    while True:
        time = moment.strftime("%H%M%S")
        name = BackupName(moment.date(), time, manifest.journal_sequence, manifest.generation, manifest.before)
        path = place / str(name)
        if not path.exists():
            return path
        moment += dt.timedelta(seconds=1)


def rotate(place: Path, made: Path) -> tuple[tuple[Path, ...], bool]:
    """Remove the copies of a folder that no rule keeps, unless the newest is suspiciously small.

    `made` is the one that was just made or brought there, and verified: it stays.
    """
    copies = list_copies(place)
    before = next((path for path, _name in copies if path != made), None)
    if before is not None and made.stat().st_size < SHRUNK * before.stat().st_size:
        return (), True
    removed = []
    paths = {name: path for path, name in copies}
    for name in backups_to_remove(paths, read_backup_name(made.name)):
        paths[name].unlink(missing_ok=True)
        removed.append(paths[name])
    return tuple(removed), False


def clean_leftovers(place: Path, now: dt.datetime) -> None:
    """Remove what a killed program left: older than an hour, so never what another program is writing."""
    for path in durable.left_over(place, f".*{PART}*", now, LEFTOVER_AGE):
        if path.is_dir():  # of a drill
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
