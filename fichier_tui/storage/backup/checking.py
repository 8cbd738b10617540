"""Reading a copy: what it says without a key, what its own keyring opens, and whether all of it is sound."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import durable
from fichier_tui.storage.backup import container
from fichier_tui.storage.backup.manifest import LARGEST, BackupManifest, from_bytes
from fichier_tui.storage.folder import SALT_BYTES
from fichier_tui.storage.keyring import form
from fichier_tui.storage.keyring.form import Keyring
from fichier_tui.storage.keyring.opening import UnlockedKey, raw_key, unlock, unlock_with_recovery

PART = ".part"
JOURNAL_TABLE = "journal_entry"


def read_backup(path: Path) -> BackupManifest:
    """What a copy says of itself, once its hash is found right; no key is needed, and so its MAC is not checked.

    Raises Refusal "backup.damaged", "backup.newer", "file.missing", "file.unreadable" (`path`).
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
    keyring, salt = _keyring_of(path)
    return unlock(keyring, login, passphrase, salt)


def unlock_backup_with_recovery(path: Path, code: str) -> UnlockedKey:
    """The key of a copy, by the recovery sheet of its day."""
    keyring, salt = _keyring_of(path)
    return unlock_with_recovery(keyring, code, salt)


def _keyring_of(path: Path) -> tuple[Keyring, bytes]:
    with container.open_container(path) as archive:
        with archive.open(container.KEYRING) as stream:
            keyring = form.from_bytes(stream.read(form.LARGEST + 1))
        with archive.open(container.BASE) as stream:
            return keyring, stream.read(SALT_BYTES)


def verify_backup(path: Path, key: UnlockedKey, scratch: Path | None = None) -> BackupManifest:
    """Check the whole of a copy as written: hashes, MAC, every page, the tables, the counts of their rows.

    The encrypted database is taken out for that into `scratch` (the copy's own folder when None) and removed again.
    Raises Refusal "backup.damaged", "backup.foreign", "backup.altered", "backup.newer", "disk.full".
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
        folder = scratch or path.parent
        taken_out = folder / f".{secrets.token_hex(8)}{PART}"
        try:
            with durable.writing_in(folder):
                container.extract(archive, container.BASE, taken_out)
            with open_encrypted(taken_out, raw_key(key.dek)) as connection:
                if not is_sound(connection) or count_rows(connection) != manifest.rows:
                    raise Refusal("backup.damaged", path=str(path))
        except sqlcipher.DatabaseError as error:
            raise Refusal("backup.damaged", path=str(path)) from error
        finally:
            taken_out.unlink(missing_ok=True)
    return manifest


@contextmanager
def open_encrypted(path: Path, key: str) -> Iterator[Any]:
    """A bare connection to an encrypted database, closed at the end; it writes nothing on the screen or on the disk."""
    connection = sqlcipher.connect(str(path))
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")  # before the key: a wrong one would write on the screen
        connection.execute(f'PRAGMA key = "{key}"')
        connection.execute("PRAGMA temp_store = MEMORY")
        yield connection
    finally:
        connection.close()


def is_sound(connection: Any) -> bool:
    """Whether every page has its MAC, and the tables, indexes and search index agree. Reads the whole file.

    Raises sqlcipher3's DatabaseError when the file cannot be read at all.
    """
    return not torn_pages(connection) and connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


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
