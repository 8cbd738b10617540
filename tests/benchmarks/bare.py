"""A bare encrypted database, as a program of twenty lines would use it: what ours is measured against.

The same SQLCipher, the same settings of safety (write-ahead log, every commit on the disk), no journal and no index
beyond what is asked for.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

SETTINGS = {"journal_mode": "wal", "synchronous": "full", "fullfsync": 1, "temp_store": "memory", "cache_size": -65_536}


@contextmanager
def bare_database(path: Path) -> Iterator[Any]:
    """A connection to a new encrypted file, in which a statement is a transaction until BEGIN says otherwise."""
    connection = sqlcipher.connect(str(path), isolation_level=None)
    try:
        connection.execute(f"PRAGMA key = \"x'{secrets.token_hex(32)}'\"")
        for name, value in SETTINGS.items():
            connection.execute(f"PRAGMA {name} = {value}")
        yield connection
    finally:
        connection.close()
