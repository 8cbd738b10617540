"""To be the only program that has a file open, for as long as everything in it is written anew.

In WAL mode each connection holds a shared lock on the database as long as it is open, and SQLite leaves that mode only
once it has the exclusive one. So leaving it is the question and the lock in one: whoever opens meanwhile waits.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import peewee as pw

from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage.connection import BUSY_MILLISECONDS, Database, fault_of, pragma

# Another program's last writes are awaited as long; one that stays open is not.
PATIENCE_MILLISECONDS = 1_000


@contextmanager
def alone(database: Database) -> Iterator[None]:
    """Keep every other connection off this file, within the block; without a write-ahead log; each write is as safe.

    The lock ends with the connection, or with the block. Raises Refusal "file.others" when the file is open elsewhere.
    """
    if database.in_transaction():
        raise RuntimeError("nobody is alone inside a transaction")
    if database.on_network:  # one program at a time, without a log, from its opening on (`storage.connection`)
        yield
        return
    try:
        _lock(database)
        yield
    finally:
        if not database.is_closed():
            _unlock(database)


def _lock(database: Database) -> None:
    try:
        database.execute_sql(f"PRAGMA busy_timeout = {PATIENCE_MILLISECONDS}")
        database.execute_sql("PRAGMA locking_mode = EXCLUSIVE")
        [mode] = database.execute_sql("PRAGMA journal_mode = TRUNCATE").fetchone()
        if mode != "truncate":
            raise Refusal("file.others", path=str(Path(str(database.database)).parent))
        database.execute_sql("PRAGMA synchronous = EXTRA")  # without a log, FULL may lose the last write (power cut)
        with database.atomic("EXCLUSIVE"):
            pass
    except pw.OperationalError as error:
        if fault_of(error) == "file.busy":
            raise Refusal("file.others", path=str(Path(str(database.database)).parent)) from error
        raise


def _unlock(database: Database) -> None:
    """As every connection is: the lock is given back with the first read in the usual mode. On a share it is kept."""
    if database.on_network:
        return
    database.execute_sql(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    database.execute_sql("PRAGMA locking_mode = NORMAL")
    database.execute_sql("PRAGMA journal_mode = WAL")
    database.execute_sql("PRAGMA synchronous = FULL")
    database.execute_sql("SELECT count(*) FROM sqlite_master").fetchall()


def clean_journal(database: Database) -> None:
    """Remove the journal of a program that was killed as it left the log; called once the file was read.

    SQLite has taken back by then what a journal holds, and leaves one that was begun and not made safe. With a log
    nobody writes another while this connection is open (see above); without one, as on a share, the journal is our own.
    """
    if pragma(database, "journal_mode") == "wal":
        with contextlib.suppress(OSError):
            Path(f"{database.database}-journal").unlink(missing_ok=True)
