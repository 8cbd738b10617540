"""Reading a copy: what it says without a key, what its own keyring opens, and whether all of it is sound."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from fichier_tui.domain.progress import Progress, nothing_said
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import durable
from fichier_tui.storage.backup import container
from fichier_tui.storage.backup.manifest import LARGEST, BackupManifest, from_bytes
from fichier_tui.storage.folder import SALT_BYTES
from fichier_tui.storage.journal.head import head_hash
from fichier_tui.storage.keyring import form
from fichier_tui.storage.keyring.form import Keyring
from fichier_tui.storage.keyring.opening import UnlockedKey, raw_key, unlock, unlock_with_recovery

PART = ".part"
JOURNAL_TABLE = "journal_entry"
LOOK_EVERY = 100_000
"""Steps of SQLite between two looks at whether a check is to go on: some 10 ms."""
CACHE_KIBIBYTES = 65_536
"""Pages kept decrypted: a check of 336 MB takes 4 s of a processor with it, 14 with SQLite's own 2 MB."""
PAGES_CHECKED = 0.5
"""How far a verification is once every page was read."""


def read_backup(path: Path) -> BackupManifest:
    """What a copy says of itself, once its hash is found right; no key is needed, and so its MAC is not checked.

    Raises Refusal "backup.damaged", "backup.newer", "backup.gone", "backup.folder", "file.unreadable" (`path`).
    """
    with container.open_container(path) as archive, archive.open(container.MANIFEST) as stream:
        return _manifest(stream.read(LARGEST), path)


def _manifest(raw: bytes, path: Path) -> BackupManifest:
    try:
        return from_bytes(raw)
    except Refusal as refusal:
        refusal.details["path"] = str(path)
        raise


def unlock_backup(path: Path, login: str | None, passphrase: str) -> UnlockedKey:
    """The key of a copy, by a passphrase that was valid on its day. Raises what `keyring.unlock` does, and damage."""
    keyring, salt = keyring_of(path)
    return unlock(keyring, login, passphrase, salt)


def unlock_backup_with_recovery(path: Path, code: str) -> UnlockedKey:
    """The key of a copy, by the recovery sheet of its day."""
    keyring, salt = keyring_of(path)
    return unlock_with_recovery(keyring, code, salt)


def keyring_of(path: Path) -> tuple[Keyring, bytes]:
    """The keyring that a copy holds, and the first bytes of its base.db, which name the generation."""
    with container.open_container(path) as archive:
        with archive.open(container.KEYRING) as stream:
            keyring = form.from_bytes(stream.read(form.LARGEST + 1))
        with archive.open(container.BASE) as stream:
            return keyring, stream.read(SALT_BYTES)


def verify_backup(
    path: Path,
    key: UnlockedKey,
    scratch: Path | None = None,
    *,
    tables: bool = True,
    progress: Progress = nothing_said,
) -> BackupManifest:
    """Check the whole of a copy as written: hashes, MAC, every page, the tables, the counts of their rows.

    The encrypted database is taken out for that into `scratch` (the copy's own folder when None) and removed again.
    Without `tables` their indexes are not gone through, which takes longer than all the rest: for a copy of which
    another one, with the same hash, was found sound.
    Raises Refusal "backup.damaged", "backup.foreign", "backup.altered", "backup.newer", "disk.full", and what
    `progress` raises.
    """
    with container.open_container(path) as archive:
        with archive.open(container.MANIFEST) as stream:
            manifest = _manifest(stream.read(LARGEST), path)
        if manifest.fichier_id != key.fichier_id or manifest.generation != key.generation:
            raise Refusal("backup.foreign", path=str(path))
        if not manifest.is_sealed_with(key.dek):
            raise Refusal("backup.altered", path=str(path))
        for name in (container.BASE, container.KEYRING):
            with archive.open(name) as stream:
                if container.hash_of(stream) != manifest.members.get(name):
                    raise Refusal("backup.altered", path=str(path))
        progress(0.1)
        folder = scratch or path.parent
        with part_of(folder) as taken_out:
            with durable.writing_in(folder):
                container.extract(archive, container.BASE, taken_out)
            progress(0.2)
            with open_encrypted(taken_out, raw_key(key.dek)) as connection:
                _check_database(connection, manifest, path, progress, tables=tables)
    return manifest


def _check_database(connection: Any, manifest: BackupManifest, path: Path, progress: Progress, *, tables: bool) -> None:
    """Every page, every table, their rows. Raises Refusal "backup.damaged", and what `progress` raises."""
    stopped: list[BaseException] = []

    def look() -> int:
        try:
            progress(PAGES_CHECKED)
        except Refusal as refusal:
            stopped.append(refusal)
        return len(stopped)

    try:
        torn = torn_pages(connection)
        progress(PAGES_CHECKED)
        connection.set_progress_handler(look, LOOK_EVERY)
        sound = not torn and (not tables or tables_are_sound(connection))
        if not sound or count_rows(connection) != manifest.rows or not _has_its_anchor(connection, manifest):
            raise Refusal("backup.damaged", path=str(path))
    except sqlcipher.DatabaseError as error:
        raise stopped[0] if stopped else Refusal("backup.damaged", path=str(path)) from error


def _has_its_anchor(connection: Any, manifest: BackupManifest) -> bool:
    """Whether the journal ends as the copy says; one made before the journal had a chain says nothing."""
    return manifest.journal_hash in ("", head_hash(connection))


@contextmanager
def part_of(place: Path) -> Iterator[Path]:
    """A hidden name for what is being written in a folder, removed at the end if it is still there."""
    path = place / f".{secrets.token_hex(8)}{PART}"
    try:
        yield path
    finally:
        for left in (path, path.with_name(path.name + "-journal"), path.with_name(path.name + "-wal")):
            # Where the stick was pulled out, there is nothing to remove.
            with suppress(OSError):
                left.unlink(missing_ok=True)


@contextmanager
def open_encrypted(path: Path, key: str) -> Iterator[Any]:
    """A bare connection to an encrypted database, closed at the end; it writes nothing on the screen or on the disk."""
    connection = sqlcipher.connect(str(path))
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")  # before the key: a wrong one would write on the screen
        connection.execute(f'PRAGMA key = "{key}"')
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIBIBYTES}")
        yield connection
    finally:
        connection.close()


def is_sound(connection: Any) -> bool:
    """Whether every page has its MAC, and the tables, indexes and search index agree. Reads the whole file.

    Raises sqlcipher3's DatabaseError when the file cannot be read at all.
    """
    return not torn_pages(connection) and tables_are_sound(connection)


def tables_are_sound(connection: Any) -> bool:
    """Whether the tables, indexes and search index agree."""
    return bool(connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)])


def torn_pages(connection: Any) -> list[str]:
    """SQLCipher's words for each page whose MAC is not its own."""
    return [str(fault) for (fault,) in connection.execute("PRAGMA cipher_integrity_check")]


def count_rows(connection: Any) -> dict[str, int]:
    """How many rows each table has; not those of SQLite itself, nor of the search index."""
    tables = connection.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite~_%' "
        "ESCAPE '~' ORDER BY name"
    ).fetchall()
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name.replace(chr(34), chr(34) * 2)}"').fetchone()[0]
        for (name,) in tables
    }


def last_entry(connection: Any) -> int:
    """The number of the journal's last entry; 0 when there is none."""
    if JOURNAL_TABLE not in {name for (name,) in connection.execute("SELECT name FROM pragma_table_list")}:
        return 0
    return int(connection.execute(f"SELECT coalesce(max(id), 0) FROM {JOURNAL_TABLE}").fetchone()[0])
