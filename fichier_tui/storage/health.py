"""Is the file sound? Pages, tables, journal, keyring and the newest copy, looked at and never changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from fichier_tui.domain.permission import OWNER
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import migrations, models, summary
from fichier_tui.storage.backup import count_rows, list_backups, torn_pages, verify_backup
from fichier_tui.storage.backup.copy_settings import every_place, read_restores
from fichier_tui.storage.connection import Database
from fichier_tui.storage.folder import FichierFolder
from fichier_tui.storage.journal.anchors import anchors_of
from fichier_tui.storage.journal.chain import ChainFault, verify_chain
from fichier_tui.storage.keyring import UnlockedKey, load
from fichier_tui.storage.keyring.keeping import previous_is_sound
from fichier_tui.storage.keyring.opening import check_seals, generation_of
from fichier_tui.storage.salvage.pages import Pages
from fichier_tui.storage.salvage.tables import name_torn_pages
from fichier_tui.storage.session import Session

SHOWN_FAULTS = 20


@dataclass(frozen=True, slots=True)
class FileHealth:
    """What a check found. `keyring` and `newest_copy_fault` are codes of refusals, "" when sound.

    `torn_tables` names each torn page and what it is of (`storage.salvage.tables`). `torn_pages` and `table_faults`
    are SQLCipher's and SQLite's own words, for whoever repairs; `orphans` counts rows that point to a row that is not
    there, `stale_summaries` contacts whose derived figures are not those reckoned anew, or that the search does not
    know. `journal` has the first faults of the journal, also against what the safety copies in the folder know of it.
    `copies` counts the safety copies, of which the newest was read whole.
    """

    torn_pages: tuple[str, ...]
    torn_tables: tuple[tuple[int, str], ...]
    table_faults: tuple[str, ...]
    orphans: int
    stale_summaries: int
    journal: tuple[ChainFault, ...]
    rows: Mapping[str, int]
    keyring: str
    previous_keyring: bool
    copies: int
    newest_copy: Path | None
    newest_copy_fault: str

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong. A file without any copy yet is sound."""
        return not (
            self.torn_pages
            or self.table_faults
            or self.orphans
            or self.stale_summaries
            or self.journal
            or self.keyring
            or self.newest_copy_fault
        )


def check_file(session: Session, place: FichierFolder, key: UnlockedKey) -> FileHealth:
    """Look at all of an open file and at its newest copy: about two seconds for 100 MB.

    `place` and `key` are those of the open file. Refuses nothing: what is wrong is in the answer.
    """
    connection = session.database.connection()
    copies = list_backups(place)
    newest = copies[0][0] if copies else None
    torn = torn_pages(connection)
    # A page whose MAC is wrong cannot be read at all, and stops every question asked of the tables.
    faults, orphans, rows = ((), 0, {}) if torn else _look_at_tables(connection)
    return FileHealth(
        torn_pages=tuple(torn[:SHOWN_FAULTS]),
        torn_tables=_torn_tables(place, key) if torn else (),
        table_faults=faults,
        orphans=orphans,
        stale_summaries=0 if torn or faults else summary.count_stale(session.database),
        journal=()
        if torn or faults
        else verify_chain(connection, key.dek, anchors_of(place, key, read_restores(session), every_place(session))),
        rows=rows,
        keyring=_keyring_fault(place, key) or ("" if torn or faults else _signer_fault(place)),
        previous_keyring=previous_is_sound(place),
        copies=len(copies),
        newest_copy=newest,
        newest_copy_fault=_copy_fault(newest, key) if newest else "",
    )


def check_damaged(place: FichierFolder, key: UnlockedKey) -> FileHealth:
    """What is wrong with a file that is too damaged to be opened: its torn pages, its keyring, its newest copy."""
    copies = list_backups(place)
    newest = copies[0][0] if copies else None
    tables = _torn_tables(place, key)
    return FileHealth(
        torn_pages=tuple(str(number) for number, _table in tables),
        torn_tables=tables,
        table_faults=() if tables else ("file is not a database",),
        orphans=0,
        stale_summaries=0,
        journal=(),
        rows={},
        keyring=_keyring_fault(place, key),
        previous_keyring=previous_is_sound(place),
        copies=len(copies),
        newest_copy=newest,
        newest_copy_fault=_copy_fault(newest, key) if newest else "",
    )


def _torn_tables(place: FichierFolder, key: UnlockedKey) -> tuple[tuple[int, str], ...]:
    """Each torn page with the table that it is of, read beside SQLCipher, which stops at the first."""
    fresh = Database(Path(":memory:"), key.dek)
    fresh.connect()
    try:
        migrations.migrate(fresh)
        found = name_torn_pages(Pages(place.base, key.dek, key.salt), fresh.connection())
    finally:
        fresh.close()
    return tuple(sorted(found.items())[:SHOWN_FAULTS])


def _look_at_tables(connection: Any) -> tuple[tuple[str, ...], int, dict[str, int]]:
    """The faults of the tables, the rows that point nowhere, the rows of each table."""
    try:
        checked = connection.execute(f"PRAGMA integrity_check({SHOWN_FAULTS})")
        faults = tuple(fault for (fault,) in checked if fault != "ok")
        orphans = len(connection.execute("PRAGMA foreign_key_check").fetchall())
        return faults, orphans, count_rows(connection)
    except sqlcipher.DatabaseError as error:
        return (str(error),), 0, {}


def _keyring_fault(place: FichierFolder, key: UnlockedKey) -> str:
    try:
        keyring = load(place)
        if generation_of(keyring, key.salt) != key.generation:
            return "keyring.foreign"
        check_seals(keyring, key.dek, key.generation)
    except Refusal as refusal:
        return refusal.code
    return ""


def _signer_fault(place: FichierFolder) -> str:
    """Whoever holds the key can write a keyring; who let somebody in is to be an owner."""
    keyring = load(place)
    signer = next(slot.login for slot in keyring.slots if slot.id == keyring.signed_by)
    row = models.Staff.get_or_none(models.Staff.login == signer)
    return "" if row is not None and row.role == OWNER and row.left_on is None else "keyring.signer"


def _copy_fault(path: Path, key: UnlockedKey) -> str:
    try:
        verify_backup(path, key)
    except Refusal as refusal:
        return refusal.code
    return ""
