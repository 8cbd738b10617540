"""What ties the lines of the journal together: each has the hash of the one before it, and its own.

The hash of a line covers who, when, which verb, about whom, what it takes back, and a commitment to its content. The
commitment is made of one seal for the detail and one for each change, SHA-256 of a salt and the content: a name of five
letters cannot be guessed back from it, and a content erased with its salt leaves the seal, by which the chain still
holds. What a line says of later ones (that it was taken back) is outside of its hash; `chain` checks it.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass

SALT_BYTES = 16
SEAL_BYTES = 32
# What the very first line of a file follows.
GENESIS = bytes(SEAL_BYTES)
DETAIL = "detail"
"""The name of the detail among the parts of a content; a change is called by its position."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a line says beside its content. `at` is the instant as the file keeps it."""

    number: int
    public_id: str
    at: str
    staff: int | None
    verb: str
    contact: int | None
    undoes: int | None


@dataclass(frozen=True, slots=True)
class ChangeHeader:
    """Which rows a change touched: no word of theirs, so that it outlives an erasure."""

    position: int
    table: str
    kind: str
    first_id: int
    last_id: int


def new_salt() -> bytes:
    """The salt of a whole line, from which those of its parts are drawn."""
    return secrets.token_bytes(SALT_BYTES)


def part_salt(salt: bytes, part: object) -> bytes:
    """The salt of one part, which says nothing of the others."""
    return hashlib.sha256(salt + str(part).encode()).digest()[:SALT_BYTES]


def seal_of(salt: bytes, *contents: bytes | None) -> bytes:
    """The seal of one part; nothing at all where it has no content."""
    if all(content is None for content in contents):
        return b""
    hashed = hashlib.sha256(salt)
    for content in contents:
        hashed.update(b"\0" if content is None else b"\1" + len(content).to_bytes(8, "big") + content)
    return hashed.digest()


def as_bytes(value: object) -> bytes | None:
    """A value of the file that should be bytes: where somebody put another kind there, it is no reason to stop."""
    if value is None or isinstance(value, bytes):
        return value
    return bytes(value) if isinstance(value, memoryview) else str(value).encode()


def commitment_of(detail: bytes, changes: Iterable[tuple[ChangeHeader, bytes]]) -> bytes:
    """The commitment to a content, from the seals of its parts and the headers of its changes."""
    hashed = hashlib.sha256(detail)
    for header, seal in changes:
        words = json.dumps(
            [header.position, header.table, header.kind, header.first_id, header.last_id], default=repr
        ).encode()
        hashed.update(len(words).to_bytes(4, "big") + words + len(seal).to_bytes(1, "big") + seal)
    return hashed.digest()


def hash_of(previous: bytes, facts: Facts, commitment: bytes) -> bytes:
    """The hash of a line that follows the one whose hash is `previous`."""
    words = json.dumps(
        [facts.number, facts.public_id, facts.at, facts.staff, facts.verb, facts.contact, facts.undoes],
        default=repr,
    ).encode()
    return hashlib.sha256(b"fichier journal\0" + previous + commitment + words).digest()
