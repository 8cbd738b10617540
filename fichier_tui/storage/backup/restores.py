"""To restore a copy, as the owner does: what differs from now, into a new folder or in the place of the present file.

What was erased since the copy is erased again in what is restored, and who left since has left there too,
before it takes its name.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from fichier_tui.domain.permission import RESTORE
from fichier_tui.domain.progress import Progress, nothing_said
from fichier_tui.storage import models
from fichier_tui.storage.alone import alone
from fichier_tui.storage.backup import BackupManifest, count_rows, last_entry, read_backup, restore_backup
from fichier_tui.storage.backup.copy_settings import enter_restore, read_places_kept
from fichier_tui.storage.backup.restoring import prepare_in_place
from fichier_tui.storage.connection import Database
from fichier_tui.storage.consents.oppositions import opposition_lines, take_oppositions
from fichier_tui.storage.folder import FichierFolder
from fichier_tui.storage.journal.head import head_hash
from fichier_tui.storage.keyring import UnlockedKey
from fichier_tui.storage.opening import open_unlocked, session_on
from fichier_tui.storage.rights.cleaning import clean_pages
from fichier_tui.storage.rights.erasing import apply_erasures, erasures_since
from fichier_tui.storage.session import Session
from fichier_tui.storage.staff.departures import departed_logins, leave_again
from fichier_tui.storage.thread import OpenFile

COUNTED = ("contact", "visit", "purchase", "action", "note")
"""The tables by which a person tells two states of the file apart, in the order in which they are told."""


JOURNAL = "journal_entry"


@dataclass(frozen=True, slots=True)
class Difference:
    """How many rows of a kind the present file has more than the copy; less than none for fewer.

    Of the journal it may be 0: as many lines, but others.
    """

    table: str
    count: int


@dataclass(frozen=True, slots=True)
class PresentState:
    """How many rows each table has now, and how far the journal has come: its last number, and the hash of that."""

    rows: Mapping[str, int]
    sequence: int
    hash: str


def present_state(session: Session) -> PresentState:
    """What copies are compared with."""
    connection = session.database.connection()
    return PresentState(count_rows(connection), last_entry(connection), head_hash(connection))


def differences(copy: BackupManifest, now: PresentState) -> tuple[Difference, ...]:
    """What the present file has more, or less, than a copy: only what differs.

    Where no row of those that are counted is more or less, but the journal went on (a setting, a card corrected, the
    recovery sheet), it is told by its lines: such a copy is not as now.
    """
    found = (Difference(table, now.rows.get(table, 0) - copy.rows.get(table, 0)) for table in COUNTED)
    if told := tuple(one for one in found if one.count):
        return told
    lines = now.sequence - copy.journal_sequence
    is_another = bool(copy.journal_hash) and copy.journal_hash != now.hash
    return (Difference(JOURNAL, lines),) if lines or is_another else ()


def refuse_others(database: Database) -> None:
    """Refuse while another program has the file open. Raises Refusal("file.others")."""
    with alone(database):
        return


def restore_beside(
    file: OpenFile, copy: Path, key: UnlockedKey, target: Path, progress: Progress = nothing_said
) -> FichierFolder:
    """Make a new file of a copy while the present one is open. In a thread of its own.

    `key` is that of the copy. Raises Refusal: staff.not_allowed, those of `restore_backup`.
    """
    file.call(lambda session: session.require(RESTORE))
    return restore_backup(copy, key, target, _finisher(file, key, copy), progress)


def restore_for_swap(file: OpenFile, copy: Path, key: UnlockedKey, progress: Progress = nothing_said) -> FichierFolder:
    """Make the file of a copy that is to take the place of the open one, once that is closed (`swap`).

    Raises Refusal: file.others, staff.not_allowed, those of `prepare_in_place`.
    """
    file.call(lambda session: session.require(RESTORE))
    file.call(lambda session: refuse_others(session.database))
    return prepare_in_place(copy, key, file.folder, _finisher(file, key, copy, in_place=True), progress)


def _finisher(
    file: OpenFile, key: UnlockedKey, copy: Path, *, in_place: bool = False
) -> Callable[[FichierFolder], None]:
    """What is done to a restored file before it takes its name: on the file's thread, where no verb runs meanwhile."""
    sequence = read_backup(copy).journal_sequence
    return lambda place: file.call(_finish_from, place, key, copy.name, sequence, in_place)


def _finish_from(
    session: Session, place: FichierFolder, key: UnlockedKey, copy: str, sequence: int, in_place: bool
) -> None:
    """Open it, which brings it up to date, say where it comes from, and forget again whoever was forgotten since."""
    erasures, departed = erasures_since(session), departed_logins(session)
    oppositions = opposition_lines(session)
    places = read_places_kept(session) if in_place else None
    with visiting(place, key, session.now, session.day) as restored:
        enter_restore(restored, copy, sequence, places)
        leave_again(departed, restored)
        take_oppositions(restored, oppositions)
        if apply_erasures(restored, erasures):
            clean_pages(restored)


def finish_alone(place: FichierFolder, key: UnlockedKey, copy: Path, clock: Callable[[], dt.datetime]) -> None:
    """The same where no file is open: only the owner of the day of the copy may restore it.

    What was erased since is not known then. Raises Refusal: staff.not_allowed, and those of an opening.
    """
    file = open_unlocked(place, key, clock=clock)
    try:
        file.call(lambda session: session.require(RESTORE))
        file.call(enter_restore, copy.name, read_backup(copy).journal_sequence)
    finally:
        file.close()


@contextmanager
def visiting(
    place: FichierFolder, key: UnlockedKey, clock: Callable[[], dt.datetime], day: dt.date | None = None
) -> Iterator[Session]:
    """Another file, open for a moment on the thread of the present one, which comes back afterwards."""
    present = models.bound_database.obj
    session = session_on(place, key, clock, day)
    try:
        yield session
    finally:
        session.database.close()
        models.bound_database.initialize(present)
