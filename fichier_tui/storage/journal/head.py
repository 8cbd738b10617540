"""Where the journal ends: the number and the hash of its last line, under a MAC that only the file's key makes.

Written in the transaction of each operation, so that two programs on one file never link to the same line. Without it
a journal cut at its end, or written anew from some line on, would look whole.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass, replace
from typing import Any

from fichier_tui.storage.journal.links import GENESIS, as_bytes
from fichier_tui.storage.keyring.envelope import key_for

PURPOSE = "fichier journal head"
# What the MAC of an end becomes that was not the right one when the next line was written: never right again.
BROKEN = b""


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the journal, and where it begins: what its first line follows, once older ones were purged."""

    number: int
    hash: bytes
    first: int
    previous: bytes
    mac: bytes

    def is_sealed_with(self, key: bytes) -> bool:
        """Whether a program that had the file's key wrote it; `key` is `journal_key(dek)`."""
        return hmac.compare_digest(self.mac, _mac(self, key))

    def sealed(self, key: bytes) -> Head:
        """The same, with its MAC."""
        return replace(self, mac=_mac(self, key))


NEW = Head(0, GENESIS, 1, GENESIS, BROKEN)


def journal_key(dek: bytes) -> bytes:
    """The key of the MAC, drawn from the file's own."""
    return key_for(PURPOSE, dek)


def read_head(connection: Any) -> Head | None:
    """The end of the journal as it is kept; None in a file that lacks it."""
    row = connection.execute("SELECT number, hash, first, previous, mac FROM journal_head WHERE id = 1").fetchone()
    return (
        None
        if row is None
        else Head(row[0], as_bytes(row[1]) or b"", row[2], as_bytes(row[3]) or b"", as_bytes(row[4]) or b"")
    )


def write_head(connection: Any, head: Head) -> None:
    """Keep the end of the journal, in the transaction of the caller."""
    connection.execute(
        "INSERT OR REPLACE INTO journal_head (id, number, hash, first, previous, mac) VALUES (1, ?, ?, ?, ?, ?)",
        (head.number, head.hash, head.first, head.previous, head.mac),
    )


def moved_on(head: Head, number: int, hash_: bytes, key: bytes) -> Head:
    """The end after one more line. One whose MAC was wrong stays wrong: a later write makes nothing good."""
    following = replace(head, number=number, hash=hash_)
    return following.sealed(key) if head.is_sealed_with(key) else replace(following, mac=BROKEN)


def head_hash(connection: Any) -> str:
    """The hash of the journal's last line, hexadecimal: what a safety copy keeps; "" for a file without a chain."""
    known = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'journal_head'").fetchone()
    head = read_head(connection) if known else None
    return "" if head is None else head.hash.hex()


def seal_head(connection: Any, dek: bytes, former: bytes | None = None) -> None:
    """Seal the end of the journal with a new key of the file, in the transaction of the caller.

    With the `former` key, an end that was not sealed with that one stays broken.
    """
    head = read_head(connection)
    if head is None:
        return
    was_right = head.mac != BROKEN and (former is None or head.is_sealed_with(journal_key(former)))
    write_head(connection, head.sealed(journal_key(dek)) if was_right else replace(head, mac=BROKEN))


def _mac(head: Head, key: bytes) -> bytes:
    content = json.dumps([head.number, head.hash.hex(), head.first, head.previous.hex()])
    return hmac.digest(key, content.encode(), hashlib.sha256)
