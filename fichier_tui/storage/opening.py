"""A file made, a file opened: folder, keyring, database, in the order in which each can say what is wrong.

A failed opening alters nothing. A successful one brings an older file up to date, after an encrypted copy of it.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from fichier_tui.domain.history import StaffMember
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.text import clean_line
from fichier_tui.storage import folder, keyring, migrations, models, shop, summary
from fichier_tui.storage.alone import clean_journal
from fichier_tui.storage.backup.copies import copy_file
from fichier_tui.storage.backup.making import clean_leftovers as clean_parts
from fichier_tui.storage.backup.swapping import finish_swap
from fichier_tui.storage.connection import Database, connect
from fichier_tui.storage.folder import FichierFolder
from fichier_tui.storage.keyring import KdfParameters, Keyring, UnlockedKey
from fichier_tui.storage.keyring.mending import mend
from fichier_tui.storage.session import Session
from fichier_tui.storage.staff import rekeying
from fichier_tui.storage.thread import OpenFile

Clock = Callable[[], dt.datetime]
OWNER = "owner"


def system_clock() -> dt.datetime:
    """The present instant, in UTC: the only clock of the program, given to everything below the front door."""
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file just made. The recovery code is to be written down: it is kept nowhere."""

    folder: FichierFolder
    recovery_code: str = field(repr=False)
    unlocked: UnlockedKey = field(repr=False)


def create_file(
    path: Path,
    *,
    passphrase: str,
    business: str = "",
    language: str = "fr",
    name: str = "",
    login: str = "owner",
    kdf: KdfParameters | None = None,
    clock: Clock = system_clock,
) -> NewFile:
    """Make a new file with one member of staff, its owner.

    `kdf` is measured on this machine when it is not given (up to two seconds). Raises the refusals of
    `folder.being_made` and `keyring.create`; nothing is left of a file that could not be made.
    """
    path = folder.path_for_new(path)
    made = keyring.create(login, passphrase, kdf or keyring.choose_parameters())
    with folder.being_made(path) as place:
        database = connect(place.base, made.unlocked.dek, made.unlocked.salt)
        try:
            _fill(database, made.unlocked, business, language, clean_line(name) or login, clock)
        finally:
            database.close()
        keyring.save_level(place, made.keyring)
    return NewFile(FichierFolder(path), made.recovery_code, made.unlocked)


def _fill(database: Database, key: UnlockedKey, business: str, language: str, name: str, clock: Clock) -> None:
    """The tables of a new file, what it is, who owns it and how the business is called."""
    migrations.migrate(database)
    models.bound_database.initialize(database)
    with database.atomic("IMMEDIATE"):
        _keep_facts(key)
        row = models.Staff.create(login=key.login, name=name, role=OWNER, created_at=clock(), passphrase_at=clock())
    session = Session(database, _member(row), clock)
    shop.change_setting(session, "language", language)
    if business:
        shop.change_setting(session, "business", business)


def _keep_facts(key: UnlockedKey) -> None:
    for name, value in (("fichier_id", key.fichier_id), ("generation", str(key.generation))):
        models.Meta.create(key=name, value=value)


def unlock_file(path: Path, passphrase: str, login: str | None = None) -> tuple[FichierFolder, UnlockedKey]:
    """The key of a file, for a passphrase: about half a second. Raises the refusals of `folder` and `keyring`."""
    return _unlocked(path, lambda kept, salt: keyring.unlock(kept, login, passphrase, salt))


def unlock_with_recovery_sheet(path: Path, code: str) -> tuple[FichierFolder, UnlockedKey]:
    """The key of a file, for whoever holds the recovery sheet: opens as an owner."""
    return _unlocked(path, lambda kept, salt: keyring.unlock_with_recovery(kept, code, salt))


def _unlocked(path: Path, unlock: Callable[[Keyring, bytes], UnlockedKey]) -> tuple[FichierFolder, UnlockedKey]:
    """The key; a change of key that was killed halfway is finished first (`storage.staff.rekeying`)."""
    place, salt = _checked(path)
    kept = keyring.load(place)
    key = unlock(kept, salt)
    if not rekeying.is_pending(place, kept, salt):
        return place, key
    following = unlock(kept, kept.generations[max(kept.generations)])
    rekeying.finish(place, key, following)
    return place, following


def logins_of(path: Path) -> tuple[str, ...]:
    """Who may open a file: the lock screen asks for a login only when there are several."""
    place, _salt = _checked(path)
    return tuple(slot.login for slot in keyring.load(place).slots)


def _checked(path: Path) -> tuple[FichierFolder, bytes]:
    finish_swap(path)
    place = folder.find_folder(path)
    salt = folder.check_before_keys(place)
    folder.check_writable(place)
    return place, salt


def open_unlocked(
    place: FichierFolder, key: UnlockedKey, *, clock: Clock = system_clock, day: dt.date | None = None
) -> OpenFile:
    """Open a file whose key is at hand. Raises Refusal: file.damaged, file.newer, keyring.foreign, staff.unknown."""
    return OpenFile(lambda: session_on(place, key, clock, day), place, key)


def open_file(
    path: Path,
    passphrase: str,
    login: str | None = None,
    *,
    clock: Clock = system_clock,
    day: dt.date | None = None,
) -> OpenFile:
    """Unlock and open: for the command line and the tests. A screen awaits `unlock_file` in a thread of its own."""
    place, key = unlock_file(path, passphrase, login)
    return open_unlocked(place, key, clock=clock, day=day)


def session_on(place: FichierFolder, key: UnlockedKey, clock: Clock, day: dt.date | None) -> Session:
    """The session of a file. Called on the file's own thread."""
    before = rekeying.identity_of(place.base)
    database = rekeying.connect_present(place, key)
    try:
        models.bound_database.initialize(database)
        rekeying.check_present(place, key, database, before)
        if migrations.pending(database):
            copy_file(database, place, key, clock(), reason="migration")
            # In one transaction: a file whose search words a step emptied never stays without them.
            with database.atomic("IMMEDIATE"):
                stale = migrations.leaves_summaries_stale(database)
                migrations.migrate(database)
                if stale:
                    summary.refresh_all(database)
        facts = {row.key: row.value for row in models.Meta.select()}
        if facts.get("fichier_id") != key.fichier_id or facts.get("generation") != str(key.generation):
            raise Refusal("keyring.foreign")
        session = Session(database, _member(_staff(key)), clock, day)
        with contextlib.suppress(Refusal):  # a full disk: the next opening mends
            mend(session, place, key)
        clean_journal(database)
        keyring.clean_leftovers(place, clock())
        folder.clean_leftovers(place, clock())
        clean_parts(place.backups, clock())
    except BaseException:
        database.close()
        raise
    return session


def _staff(key: UnlockedKey) -> models.Staff:
    """The member of staff whose passphrase opened; the first owner when it was the recovery sheet."""
    query = models.Staff.select().where(models.Staff.left_on.is_null())
    query = query.where(models.Staff.login == key.login) if key.login else query.where(models.Staff.role == OWNER)
    row: models.Staff | None = query.order_by(models.Staff.id).first()
    if row is None:
        raise Refusal("staff.unknown", login=key.login)
    return row


def _member(row: models.Staff) -> StaffMember:
    return StaffMember(row.id, row.login, row.name, row.role)
