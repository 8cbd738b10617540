"""Another key for a file: everything in it is written anew, so that who has left opens nothing of it any more.

1. Nobody else has the file open, and nobody may until the end (`storage.alone`).
2. The whole is written under the new key into `base.db.new`, and that is read back.
3. The keyring is saved with both keys, for those who stay. From here on the change is made, whatever happens: whoever
   opens puts `base.db.new` in the place of `base.db` first (`finish`). Killed before, and nothing has changed.
4. `base.db.new` takes the place of `base.db`, in one step.
5. The keyring is saved with the new key alone, twice, so that the previous one is clean too. Killed before: the next
   owner who opens does it (`storage.keyring.mending`), and until then the old key opens nothing that is there.

At each of these moments `base.db` begins with a salt that the keyring knows, so everybody who stays opens it.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from fichier_tui.domain.progress import Progress
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import durable, keyring
from fichier_tui.storage.alone import alone
from fichier_tui.storage.backup.checking import count_rows, is_sound, open_encrypted
from fichier_tui.storage.connection import Database, connect, pragma
from fichier_tui.storage.folder import SALT_BYTES, FichierFolder
from fichier_tui.storage.journal.chain import seal_head
from fichier_tui.storage.keyring import Keyring, UnlockedKey, changing, raw_key
from fichier_tui.storage.keyring.derivation import KEY_BYTES
from fichier_tui.storage.staff.members import LEAVING

_PAGES_A_STEP = 256  # a megabyte: some milliseconds between two looks at whether to stop
_COPIED, _CHECKED = 0.6, 0.95


@dataclass(frozen=True, slots=True)
class Rekeyed:
    """The file under its next key: what opens it, and the connection to go on with."""

    key: UnlockedKey
    database: Database


def change_key(
    former: Database, place: FichierFolder, key: UnlockedKey, leaving: Collection[str], progress: Progress
) -> Rekeyed:
    """Write the file under another key, which those of `leaving` do not get; `former` is closed then.

    Inside `alone(former)`, outside any transaction. `progress` is told the part that is done, 0 to 1; when it raises,
    or anything fails, the file is as it was. Raises Refusal "key.unsound", "disk.full"…, and those of
    `keyring.changing`.
    """
    kept = keyring.load(place)
    following = _next_key(key)
    both = changing.with_next_key(kept, key, following, leaving)
    with _part(place) as part, durable.writing_in(place.path):
        _write_anew(former, part, key, following, progress)
        progress(_CHECKED)
        durable.replace(part, place.new_base)
        try:
            durable.fsync_folder(place.path)
            keyring.save(place, both)
            if os.name == "nt":  # which replaces no file that is open; elsewhere the lock is held to the end
                former.close()
            _swap(place)
        except BaseException:
            _give_up(former, place, kept)
            raise
    former.close()
    database = connect(place.base, following.dek)
    keyring.save_level(place, changing.with_one_key(both, following))
    return Rekeyed(following, database)


def _give_up(former: Database, place: FichierFolder, kept: Keyring) -> None:
    """Back to the old key, unless base.db was replaced already: then nobody may go on writing in the one before."""
    if not place.new_base.exists():
        former.close()
        return
    place.new_base.unlink()
    with contextlib.suppress(Refusal):
        keyring.save(place, kept)


def _next_key(key: UnlockedKey) -> UnlockedKey:
    """A new random key for the same file and the same person."""
    salt, dek = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(KEY_BYTES)
    return replace(key, generation=key.generation + 1, salt=salt, dek=dek)


def _write_anew(former: Database, part: Path, key: UnlockedKey, following: UnlockedKey, progress: Progress) -> None:
    """The file under its next key, page by page; then read back as the disk has it.

    SQLite's own backup deciphers each page with the one key and enciphers it with the other: 0.5 s for 90 MB, like
    `sqlcipher_export`, and half the time of a copy and `PRAGMA rekey`; it alone tells how far it is, keeps the numbers
    of the version, and copies the search index as it is.
    """

    def told(_status: int, remaining: int, total: int) -> None:
        progress(_COPIED * (total - remaining) / max(total, 1))

    try:
        source = former.connection()
        with open_encrypted(part, raw_key(following.dek, following.salt)) as copy:
            source.backup(copy, pages=_PAGES_A_STEP, progress=told)
            copy.execute("PRAGMA journal_mode = DELETE")
            copy.execute("PRAGMA synchronous = EXTRA")
            _mark(copy, key, following)
        durable.fsync_file(part)
        progress(_COPIED)
        with open_encrypted(part, raw_key(following.dek)) as copy:
            same = _in_its_place(part, following) and is_sound(copy) and count_rows(copy) == _expected(source)
    except sqlcipher.OperationalError as error:
        if "full" in str(error):
            raise Refusal("disk.full", path=str(part.parent)) from error
        raise Refusal("key.unsound", path=str(part.parent)) from error
    except sqlcipher.DatabaseError as error:
        raise Refusal("key.unsound", path=str(part.parent)) from error
    if not same:
        raise Refusal("key.unsound", path=str(part.parent))


def _mark(copy: Any, key: UnlockedKey, following: UnlockedKey) -> None:
    """Its new generation, nobody on the way out, and the end of its journal sealed with the new key."""
    copy.execute("BEGIN IMMEDIATE")
    copy.execute("UPDATE meta SET value = ? WHERE key = 'generation'", (str(following.generation),))
    copy.execute("DELETE FROM meta WHERE key = ?", (LEAVING,))
    seal_head(copy, following.dek, key.dek)
    copy.execute("COMMIT")


def _expected(source: Any) -> dict[str, int]:
    """How many rows each table has, once nobody is on the way out."""
    rows = count_rows(source)
    gone = source.execute("SELECT count(*) FROM meta WHERE key = ?", (LEAVING,)).fetchone()[0]
    return {**rows, "meta": rows["meta"] - gone}


def _in_its_place(path: Path, key: UnlockedKey) -> bool:
    with path.open("rb") as stream:
        return stream.read(SALT_BYTES) == key.salt


@contextmanager
def _part(place: FichierFolder) -> Iterator[Path]:
    """A name for what is being written, removed at the end if it is still there."""
    path = place.path / f"base.db.new-{secrets.token_hex(4)}.part"
    try:
        yield path
    finally:
        for left in (path, path.with_name(path.name + "-journal"), path.with_name(path.name + "-wal")):
            left.unlink(missing_ok=True)


def _swap(place: FichierFolder) -> None:
    """Put the new base.db in the place of the old one. What a log or a journal holds belongs to the old one."""
    for suffix in ("-wal", "-journal"):
        left = place.base.with_name(place.base.name + suffix)
        if left.exists() and left.stat().st_size:
            raise Refusal("file.others", path=str(place.path))
        left.unlink(missing_ok=True)
    durable.replace(place.new_base, place.base)
    durable.fsync_folder(place.path)


def is_pending(place: FichierFolder, kept: Keyring, base_salt: bytes) -> bool:
    """Whether a change of key was made, and killed before base.db was replaced. `base_salt` is how that begins."""
    older, newer = min(kept.generations), max(kept.generations)
    if older == newer or kept.generations[older] != base_salt:
        return False
    try:
        with place.new_base.open("rb") as stream:
            return stream.read(SALT_BYTES) == kept.generations[newer]
    except OSError:
        return False


def finish(place: FichierFolder, key: UnlockedKey, following: UnlockedKey) -> None:
    """Finish a change of key that was killed (`is_pending`): `key` opens what is there, `following` what is to be.

    Raises Refusal "file.others", "file.damaged" when the new base.db does not open: nothing is replaced then.
    """
    _check_new(place, following)
    database = connect(place.base, key.dek)
    try:
        with alone(database), durable.writing_in(place.path):
            if not is_pending(place, keyring.load(place), key.salt):
                return  # another program has done it meanwhile
            if os.name == "nt":
                database.close()
            _swap(place)
            database.close()
    finally:
        database.close()


def _check_new(place: FichierFolder, following: UnlockedKey) -> None:
    """Whether the new base.db opens and is what it should be: all of it was read back when it was written."""
    try:
        with open_encrypted(place.new_base, raw_key(following.dek)) as copy:
            found = copy.execute("SELECT value FROM meta WHERE key = 'generation'").fetchone()
    except sqlcipher.DatabaseError as error:
        raise Refusal("file.damaged", path=str(place.new_base)) from error
    if found != (str(following.generation),):
        raise Refusal("file.damaged", path=str(place.new_base))


def connect_present(place: FichierFolder, key: UnlockedKey) -> Database:
    """A connection to base.db. Where that was replaced since it was unlocked, Refusal "key.changed", not damage."""
    try:
        return connect(place.base, key.dek)
    except Refusal as refusal:
        if refusal.code == "file.damaged":
            with contextlib.suppress(OSError), place.base.open("rb") as stream:
                if stream.read(SALT_BYTES) != key.salt:
                    raise Refusal("key.changed", path=str(place.path)) from refusal
        raise


def identity_of(path: Path) -> tuple[int, int]:
    """Which file lies at a path, whatever it is called; (0, 0) where there is none."""
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_dev, found.st_ino


def check_present(place: FichierFolder, key: UnlockedKey, database: Database, before: tuple[int, int]) -> None:
    """Refuse to go on with a connection to a base.db that was replaced while its lock was awaited, or is about to be.

    `before` is the identity of base.db before the connection was made. Called once the connection has read, and so
    holds its lock: from here on nobody replaces it. The file is not opened besides: to close a descriptor of it would
    give up that very lock (POSIX), and the log would be taken away from under us. Raises Refusal "key.changed".
    """
    is_other = identity_of(place.base) != before or pragma(database, "cipher_salt") != key.salt.hex()
    if is_other or is_pending(place, keyring.load(place), key.salt):
        raise Refusal("key.changed", path=str(place.path))
