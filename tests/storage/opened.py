"""What the tests of the keyring and of the copies start from: a small real file, made with the cheapest derivation."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from fichier_tui.storage import keyring
from fichier_tui.storage.folder import FichierFolder, being_made

PASSPHRASE = "été à Saint-Malo, 1987"
NAMES = ("Élodie Planté", "Jean Introuvable", "Œuvre Cachée")


@functools.cache
def made() -> keyring.NewKeyring:
    """A keyring with one owner, marie. Made once: a derivation costs 40 ms."""
    return keyring.create("marie", PASSPHRASE, keyring.CHEAPEST)


def connect(path: Path, key: str) -> Any:
    """A connection to an encrypted database, quiet about a wrong key."""
    connection = sqlcipher.connect(str(path))
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f'PRAGMA key = "{key}"')
    return connection


def make_file(place: Path, name: str = "Shop") -> FichierFolder:
    """A file of three clients under the keyring of `made()`, in a new folder."""
    new = made()
    with being_made(place / name) as folder:
        connection = connect(folder.base, keyring.raw_key(new.unlocked.dek, new.unlocked.salt))
        connection.execute("PRAGMA journal_mode = wal")
        connection.execute("CREATE TABLE contact (id INTEGER PRIMARY KEY, name TEXT)")
        connection.execute("CREATE VIRTUAL TABLE contact_search USING fts5(name)")
        for name_planted in NAMES:
            connection.execute("INSERT INTO contact (name) VALUES (?)", (name_planted,))
            connection.execute("INSERT INTO contact_search (name) VALUES (?)", (name_planted,))
        connection.commit()
        connection.close()
        keyring.save(folder, new.keyring)
    return FichierFolder(place / f"{name}.fichier")


def fingerprint(folder: Path) -> dict[str, str]:
    """Every file under a folder with the hash of its bytes."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
