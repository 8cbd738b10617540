"""Out of a damaged file, all that can be read, into a new sound one. The damaged file is only ever read.

Page by page, so that a torn page takes with it nothing but its own rows; what the journal still tells of these is put
back, and what the newest sound copy has of them where that is wanted.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from fichier_tui.domain.permission import RESTORE, may
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import durable
from fichier_tui.storage.folder import SALT_BYTES, FichierFolder, being_made, find_folder, path_for_new
from fichier_tui.storage.keyring import UnlockedKey, load, unlock
from fichier_tui.storage.salvage.copy import known_places, newest_copy
from fichier_tui.storage.salvage.pages import Pages
from fichier_tui.storage.salvage.rebuilding import Rebuilding, TableSalvage

__all__ = ["Salvaged", "TableSalvage", "salvage_file", "unlock_damaged"]

_OWNER = "owner"


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What was saved. `torn` names the table of each torn page, "" for one that held no rows (an index, free room).

    `unplaced` counts rows that no table could be told for; `copy` is the safety copy that was looked at, None where
    there was no sound one; `relinked` whether the lines of the journal had to be tied together anew.
    """

    folder: FichierFolder
    pages: int
    torn: Mapping[int, str]
    tables: tuple[TableSalvage, ...]
    unplaced: int
    copy: Path | None
    copy_used: bool
    relinked: bool


def salvage_file(
    place: FichierFolder,
    key: UnlockedKey,
    target: Path,
    *,
    now: dt.datetime,
    with_copy: bool = False,
    chosen: Path | None = None,
) -> Salvaged:
    """Make a new file at `target` of all that can be read of a damaged one, which no program has open.

    `key` is that of the damaged file; with `with_copy`, rows that it lost are taken from its newest sound copy, beside
    it or in any place of copies that is there; from the copy `chosen` where that is given.
    Raises Refusal: staff.not_allowed (an owner's business), file.busy, salvage.nothing (not one page is of this
    file), the refusals of `folder.being_made`, for a chosen copy those of `verify_backup`.
    """
    target = path_for_new(target)
    before = _states(place)
    pages = Pages(place.base, key.dek, key.salt)
    if len(pages.torn()) == pages.count:
        raise Refusal("salvage.nothing", path=str(place.path))
    with (
        being_made(target) as new,
        newest_copy(place, key, new.path, known_places(pages), chosen) as (copy, copy_path),
    ):
        with_copy = with_copy or chosen is not None
        rebuilding = Rebuilding(new.base, key, pages, copy, now)
        try:
            if _states(place) != before:
                raise Refusal("file.busy", path=str(place.path))
            _require_owner(place, key, rebuilding.role_of(key.login))
            rebuilding.fill(with_copy=with_copy, logins=_logins(place))
            rebuilding.finish()
        finally:
            rebuilding.close()
        with durable.writing_in(new.path):
            durable.write_new(new.keyring, place.keyring.read_bytes())
    return Salvaged(
        FichierFolder(target),
        pages.count,
        rebuilding.found.torn,
        rebuilding.tables(),
        rebuilding.found.unplaced,
        copy_path,
        with_copy and copy_path is not None,
        rebuilding.relinked,
    )


def unlock_damaged(path: Path, passphrase: str, login: str | None = None) -> tuple[FichierFolder, UnlockedKey]:
    """The key of a file that may be too damaged to be opened: only its keyring has to be sound.

    Raises Refusal: those of `folder.find_folder`, `keyring.load` and `keyring.unlock`.
    """
    place = find_folder(path)
    keyring = load(place)
    with contextlib.suppress(OSError), place.base.open("rb") as stream:
        salt = stream.read(SALT_BYTES)
        if salt in keyring.generations.values():
            return place, unlock(keyring, login, passphrase, salt)
    # The beginning of the file is damaged: the keyring tells what stood there.
    return place, unlock(keyring, login, passphrase, keyring.generations[max(keyring.generations)])


def _states(place: FichierFolder) -> list[tuple[int, int] | None]:
    """The sizes and instants of the file and of its log: other ones mean that a program is writing."""
    paths = (place.base, place.base.with_name(f"{place.base.name}-wal"))
    return [(path.stat().st_size, path.stat().st_mtime_ns) if path.exists() else None for path in paths]


def _require_owner(place: FichierFolder, key: UnlockedKey, role: str) -> None:
    """The recovery sheet is an owner's. Where the members are lost too, whoever signed the keyring is."""
    if not key.login or (not role and load(place).signed_by == key.slot_id):
        role = _OWNER
    if not may(role, RESTORE):
        raise Refusal("staff.not_allowed", permission=RESTORE, role=role)


def _logins(place: FichierFolder) -> dict[str, str]:
    """Who opens the file and as what, as far as the keyring tells: who signed it is an owner."""
    keyring = load(place)
    return {slot.login: _OWNER if slot.id == keyring.signed_by else "reception" for slot in keyring.slots}
