"""The restore drill: a copy is taken out as on the bad day, looked at from end to end, and thrown away again."""

from __future__ import annotations

import secrets
import shutil
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher

from fichier_tui.domain.progress import Progress, nothing_said
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import durable
from fichier_tui.storage.backup.checking import (
    PART,
    count_rows,
    is_sound,
    open_encrypted,
    verify_backup,
)
from fichier_tui.storage.backup.manifest import BackupManifest
from fichier_tui.storage.backup.restoring import take_out
from fichier_tui.storage.folder import FichierFolder, check_before_keys
from fichier_tui.storage.journal.chain import verify_chain
from fichier_tui.storage.keyring import UnlockedKey, load
from fichier_tui.storage.keyring.opening import check_seals, generation_of, raw_key

VERIFIED, TAKEN_OUT = 0.5, 0.7


def drill(copy: Path, key: UnlockedKey, scratch: Path, progress: Progress = nothing_said) -> BackupManifest:
    """Restore a copy into a hidden folder of `scratch`, look at all of it, and remove it. It is encrypted throughout.

    Raises Refusal "backup.damaged" and the others of `verify_backup`; "copies.journal_changed"; "keyring.…" when its
    keyring would not open it; "disk.full" when there is no room; what `progress` raises stops it.
    """
    manifest = verify_backup(copy, key, scratch, progress=lambda part: progress(VERIFIED * part))
    place = FichierFolder(scratch / f".{secrets.token_hex(8)}{PART}")
    try:
        with durable.writing_in(scratch):
            place.path.mkdir(mode=0o700)
        take_out(copy, place)
        progress(TAKEN_OUT)
        _look_at(place, key, manifest, copy)
        progress(1.0)
    finally:
        shutil.rmtree(place.path, ignore_errors=True)
    return manifest


def _look_at(place: FichierFolder, key: UnlockedKey, manifest: BackupManifest, copy: Path) -> None:
    """Whether the folder would open: its salt, its keyring with every seal, every page, every row pointed to."""
    salt = check_before_keys(place)
    keyring = load(place)
    if generation_of(keyring, salt) != key.generation:
        raise Refusal("keyring.foreign")
    check_seals(keyring, key.dek, key.generation)
    try:
        with open_encrypted(place.base, raw_key(key.dek)) as connection:
            orphans = connection.execute("PRAGMA foreign_key_check").fetchone()
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            facts = (count_rows(connection), version)
            if orphans or not is_sound(connection) or facts != (dict(manifest.rows), manifest.schema_version):
                raise Refusal("backup.damaged", path=str(copy))
            if manifest.journal_hash and verify_chain(connection, key.dek):
                raise Refusal("copies.journal_changed", path=str(copy))
    except sqlcipher.DatabaseError as error:
        raise Refusal("backup.damaged", path=str(copy)) from error
