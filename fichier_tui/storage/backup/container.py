"""A copy as one file: a zip, stored, of base.db, keyring.json and manifest.json, whose comment is a hash of all before.

The hash finds any accident, wherever it falls in the file; the manifest's MAC finds any hand. Any unzip opens it.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import durable

BASE, KEYRING, MANIFEST = "base.db", "keyring.json", "manifest.json"
NAMES = (BASE, KEYRING, MANIFEST)
LABEL = b"sha256:"
HASH_DIGITS = 64
CHUNK_BYTES = 1024 * 1024
MEMBERS_DATE = (1980, 1, 1, 0, 0, 0)  # the manifest has the date; a zip's has no time zone


def hash_of(stream: IO[bytes], length: int | None = None) -> str:
    """The SHA-256 of what remains of a stream, or of its next `length` bytes."""
    digest = hashlib.sha256()
    left = length
    while chunk := stream.read(CHUNK_BYTES if left is None else min(CHUNK_BYTES, left)):
        digest.update(chunk)
        if left is not None:
            left -= len(chunk)
    return digest.hexdigest()


def write_container(path: Path, base: Path, keyring: bytes, manifest: bytes) -> None:
    """Write a copy and make it certain. `path` must not exist yet."""
    with path.open("xb") as stream, zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        with base.open("rb") as source, archive.open(_member(BASE), "w", force_zip64=True) as target:
            shutil.copyfileobj(source, target, CHUNK_BYTES)
        archive.writestr(_member(KEYRING), keyring)
        archive.writestr(_member(MANIFEST), manifest)
        archive.comment = LABEL + b"0" * HASH_DIGITS
    with path.open("r+b") as whole:
        place = whole.seek(-HASH_DIGITS, os.SEEK_END)
        whole.seek(0)
        digest = hash_of(whole, place)
        whole.seek(place)
        whole.write(digest.encode())
    durable.fsync_file(path)


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, MEMBERS_DATE)
    member.external_attr = 0o600 << 16
    return member


@contextmanager
def open_container(path: Path) -> Iterator[zipfile.ZipFile]:
    """A copy, once its hash is found right and its members are the three expected, stored.

    Raises Refusal "backup.gone", "backup.folder", "file.unreadable" or "backup.damaged" (all with `path`).
    """
    try:
        with path.open("rb") as stream:
            _check_hash(stream)
            stream.seek(0)
            with zipfile.ZipFile(stream) as archive:
                members = archive.infolist()
                stored = all(member.compress_type == zipfile.ZIP_STORED for member in members)
                if not stored or tuple(member.filename for member in members) != NAMES:
                    raise ValueError("not the members of a copy")
                yield archive
    except FileNotFoundError as error:
        raise Refusal("backup.gone", path=str(path)) from error
    except IsADirectoryError as error:
        raise Refusal("backup.folder", path=str(path)) from error
    except OSError as error:
        raise Refusal("file.unreadable", path=str(path)) from error
    except (ValueError, zipfile.BadZipFile) as error:
        raise Refusal("backup.damaged", path=str(path)) from error


def _check_hash(stream: IO[bytes]) -> None:
    """Raises ValueError when the last bytes are not the hash of all the others."""
    place = stream.seek(0, os.SEEK_END) - HASH_DIGITS - len(LABEL)
    if place < 0:
        raise ValueError("too short")
    stream.seek(place)
    if stream.read(len(LABEL)) != LABEL:
        raise ValueError("no hash")
    written = stream.read(HASH_DIGITS)
    stream.seek(0)
    if hash_of(stream, place + len(LABEL)).encode() != written:
        raise ValueError("another hash")


def extract(archive: zipfile.ZipFile, name: str, target: Path) -> None:
    """Write one member to a file that must not exist yet."""
    with archive.open(name) as source, target.open("xb") as stream:
        shutil.copyfileobj(source, stream, CHUNK_BYTES)
