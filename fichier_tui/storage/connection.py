"""The connection to the encrypted database: its key, its settings, and what is refused before the first read.

Never a passphrase: the key is 32 bytes, out of the keyring. Never a connection without one, which SQLCipher
would take for a database in clear.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import peewee as pw
from playhouse.sqlcipher_ext import SqlCipherDatabase
from sqlcipher3 import dbapi2 as sqlcipher

from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import durable
from fichier_tui.storage.journal.head import journal_key
from fichier_tui.storage.keyring import raw_key
from fichier_tui.storage.location import is_on_network

# Of what is neither number nor text sqlcipher3 looks for a way to keep it, each time anew: told at once, a None takes
# 0.1 µs instead of 0.9, and 100,000 summaries have 700,000 of them.
sqlcipher.register_adapter(type(None), lambda nothing: nothing)
sqlcipher.register_adapter(bool, int)
sqlcipher.register_adapter(bytes, bytes)

# Before 3.51.3 the write-ahead log could be reset at the wrong moment and corrupt the file.
SQLITE_AT_LEAST = (3, 51, 3)
# "Fich", so that `file` and `fichier` know what this is.
APPLICATION_ID = 0x46696368

# How long a write waits for that of another program.
BUSY_MILLISECONDS = 10_000
# In this order: the log is silenced before the first read, which would write "ERROR CORE…" over the screen.
_PRAGMAS = (
    ("cipher_log_level", "NONE"),
    ("busy_timeout", BUSY_MILLISECONDS),
    ("journal_mode", "wal"),
    ("synchronous", "full"),
    ("fullfsync", 1),
    ("checkpoint_fullfsync", 1),
    ("foreign_keys", 1),
    ("temp_store", "memory"),
    ("secure_delete", "on"),
    ("trusted_schema", "off"),
)


# What SQLite says when the disk, and not the program, is at fault; the code of the refusal that tells it.
_FAULTS = (
    ("interrupted", "query.interrupted"),
    ("disk is full", "disk.full"),
    ("readonly", "folder.readonly"),
    ("unable to open", "folder.readonly"),
    ("locked", "file.busy"),
    ("malformed", "file.damaged"),
    ("not a database", "file.damaged"),
    ("disk i/o error", "disk.faulty"),
)
OF_THE_DISK = frozenset(("disk.full", "disk.faulty", "folder.readonly", "folder.gone"))
# Of these SQLite does not know the cause; on a full disk whoever came first reads alone (`_WITHOUT_ROOM`).
_VAGUE = ("disk.faulty", "folder.readonly", "file.busy")

# Pages kept decrypted, in KiB: a third of the file, so that what is asked again and again is not decrypted each time.
# On 1,000,000 contacts (3.2 GB) counts of segments take a third to a fifth of what they take with 64 MiB.
_CACHE_AT_LEAST, _CACHE_AT_MOST = 64 << 10, 1 << 20
_CACHE_OF_THE_FILE = 3
_CACHE_OF_THE_MEMORY = 8


def cache_kibibytes(file_bytes: int, memory_bytes: int | None) -> int:
    """How much of a file is kept decrypted in memory: never more than an eighth of it, where its size is known."""
    most = _CACHE_AT_MOST if memory_bytes is None else min(_CACHE_AT_MOST, (memory_bytes >> 10) // _CACHE_OF_THE_MEMORY)
    return max(_CACHE_AT_LEAST, min(most, (file_bytes >> 10) // _CACHE_OF_THE_FILE))


def _memory_bytes() -> int | None:
    """The memory of this machine, where the system tells it."""
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):  # Windows
        return None


# On another computer's disk: no log, whose index is memory that two computers do not share, and one program at a time.
# Exclusive before anything is read: what a log left behind holds is then read without that memory too.
_ON_NETWORK = (
    ("cipher_log_level", "NONE"),
    ("busy_timeout", 2_000),
    ("locking_mode", "exclusive"),
    ("journal_mode", "truncate"),
)


# On a full disk there is no room for the memory that programs share either: alone, one reads without it, and writes
# again as soon as there is room.
_WITHOUT_ROOM = (("cipher_log_level", "NONE"), ("busy_timeout", 2_000), ("locking_mode", "exclusive"))


class Database(SqlCipherDatabase):
    """SQLCipher with a raw key, never connecting by itself: only the file's own thread may.

    `on_network`: the file lies on another computer's disk, see `_ON_NETWORK`; `has_room` False: on a full one.
    """

    def __init__(
        self, path: Path, key: bytes, salt: bytes = b"", *, on_network: bool = False, has_room: bool = True
    ) -> None:
        self.on_network = on_network
        self.journal_key = journal_key(key)
        """That of the MAC of the journal's end."""
        size = path.stat().st_size if path.exists() else 0
        first = _ON_NETWORK if on_network else () if has_room else _WITHOUT_ROOM
        others = {name for name, _value in _ON_NETWORK} if first else set()
        pragmas = [
            *first,
            *((name, value) for name, value in _PRAGMAS if name not in others),
            ("cache_size", -cache_kibibytes(size, _memory_bytes())),
        ]
        super().__init__(str(path), passphrase=raw_key(key, salt), pragmas=pragmas, autoconnect=False)


def connect(path: Path, key: bytes, salt: bytes = b"") -> Database:
    """A connected database on `path`, created when there is none; `salt` is what a new one begins with.

    On a network share, and on a full disk, one program at a time. Raises Refusal: sqlite.too_old, file.damaged,
    file.not_encrypted, sqlite.temporary_files, place.in_use (on a share: another program has it).
    """
    version = tuple(sqlcipher.sqlite_version_info)
    if version < SQLITE_AT_LEAST:
        raise Refusal("sqlite.too_old", found=sqlcipher.sqlite_version, needed=".".join(map(str, SQLITE_AT_LEAST)))
    try:
        database = _connected(path, key, salt, has_room=True)
    except Refusal as refusal:
        if refusal.code != "disk.full" or not path.exists():
            raise
        database = _connected(path, key, salt, has_room=False)
    if not pragma(database, "cipher_version"):
        database.close()
        raise Refusal("file.not_encrypted", path=str(path))
    if pragma(database, "temp_store") != 2:
        database.close()
        raise Refusal("sqlite.temporary_files")
    return database


def _connected(path: Path, key: bytes, salt: bytes, *, has_room: bool) -> Database:
    """A connection that has read the file. Raises Refusal."""
    database = Database(path, key, salt, on_network=is_on_network(path), has_room=has_room)
    try:
        database.connect()
        pragma(database, "schema_version")
        if database.on_network:  # taken at once, or two programs would find each other out in the middle of their work
            database.execute_sql("BEGIN EXCLUSIVE")
            database.execute_sql("COMMIT")
    except (pw.DatabaseError, pw.InterfaceError, sqlcipher.DatabaseError) as error:
        database.close()
        code = fault_of(error, path.parent) or "file.damaged"
        code = "place.in_use" if database.on_network and code == "file.busy" else code
        raise Refusal(code, path=str(path.parent)) from error
    return database


def pragma(database: Database, name: str) -> Any:
    """The value of a setting of the connection, or None."""
    row = database.execute_sql(f"PRAGMA {name}").fetchone()
    return None if row is None else row[0]


def fault_of(error: BaseException, folder: Path | None = None) -> str:
    """The code of the refusal that tells what the disk did, "" where an error says nothing of it.

    A commit that fails is rolled back, which may fail in its turn: the first cause is further down the chain.
    Where SQLite only knows that something went wrong with the disk (no room for the memory that programs share, a
    quota, a stick taken out), the disk of `folder` is asked what it is.
    """
    causes: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and cause not in causes:
        causes.append(cause)
        cause = cause.__cause__ or cause.__context__
    said = (str(cause).lower() for cause in reversed(causes))
    code = next((code for text in said for words, code in _FAULTS if words in text), "")
    return (folder and code in _VAGUE and durable.hindrance(folder)) or code
