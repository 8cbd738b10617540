"""A keyring that is lost or damaged, put back from the previous one or from a safety copy: by an owner who proves it.

Never by itself: an older keyring brings older passphrases back. The damaged one is kept beside, under a dated name.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from fichier_tui.domain.permission import RESTORE, may
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import durable, keyring
from fichier_tui.storage.backup import list_backups
from fichier_tui.storage.backup.checking import keyring_of
from fichier_tui.storage.connection import connect
from fichier_tui.storage.folder import SALT_BYTES, FichierFolder
from fichier_tui.storage.keyring import Keyring, UnlockedKey, unlock
from fichier_tui.storage.keyring.keeping import read_keyring

OF_A_KEYRING = ("keyring.missing", "keyring.damaged")


@dataclass(frozen=True, slots=True)
class KeptKeyring:
    """A keyring that fits the file: where it was found, of when it is, who opens with it."""

    path: Path
    at: dt.datetime
    keyring: Keyring

    @property
    def logins(self) -> tuple[str, ...]:
        """Who opens the file with it."""
        return tuple(slot.login for slot in self.keyring.slots)


def find_keyrings(place: FichierFolder) -> tuple[KeptKeyring, ...]:
    """What could take the place of a lost or damaged keyring: the previous one, then those of the copies, newest first.

    Only those that fit base.db. Raises Refusal: keyring.sound (nothing is wrong with it), file.gone, file.unreadable,
    and what `keyring.load` does for another reason than damage.
    """
    try:
        keyring.load(place)
    except Refusal as refusal:
        if refusal.code not in OF_A_KEYRING:
            raise
    else:
        raise Refusal("keyring.sound", path=str(place.path))
    salt = _salt(place)
    found = []
    sources = [place.previous_keyring]
    copies = sorted(list_backups(place), key=lambda one: (one[1].generation, one[1].sequence), reverse=True)
    for path in [*sources, *(path for path, _name in copies)]:
        try:
            kept = read_keyring(path) if path in sources else keyring_of(path)[0]
        except Refusal:
            continue
        if salt in kept.generations.values():
            at = dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)
            found.append(KeptKeyring(path, at, kept))
    return tuple(found)


def heal_keyring(
    place: FichierFolder, kept: KeptKeyring, passphrase: str, login: str | None, now: dt.datetime
) -> UnlockedKey:
    """Put that keyring in the place of the one that is lost or damaged, once it opened the file for an owner.

    Raises Refusal: those of `keyring.unlock`, staff.not_allowed, keyring.foreign, file.damaged, disk.full.
    """
    key = unlock(kept.keyring, login, passphrase, _salt(place))
    _require_owner(place, key)
    with durable.writing_in(place.path):
        if place.keyring.exists():
            name = f"keyring.damaged-{now.astimezone():%Y%m%d-%H%M%S}.json"
            durable.replace(place.keyring, place.path / name)
    keyring.save(place, kept.keyring)
    return key


def _require_owner(place: FichierFolder, key: UnlockedKey) -> None:
    database = connect(place.base, key.dek)
    try:
        facts = dict(database.execute_sql("SELECT key, value FROM meta").fetchall())
        if facts.get("fichier_id") != key.fichier_id or facts.get("generation") != str(key.generation):
            raise Refusal("keyring.foreign")
        row = database.execute_sql(
            "SELECT role FROM staff WHERE login = ? AND left_on IS NULL", (key.login,)
        ).fetchone()
    finally:
        database.close()
    role = "" if row is None else str(row[0])
    if not may(role, RESTORE):
        raise Refusal("staff.not_allowed", permission=RESTORE, role=role)


def _salt(place: FichierFolder) -> bytes:
    try:
        with place.base.open("rb") as stream:
            return stream.read(SALT_BYTES)
    except FileNotFoundError as error:
        raise Refusal("file.gone", path=str(place.base)) from error
    except OSError as error:
        raise Refusal("file.unreadable", path=str(place.base)) from error
