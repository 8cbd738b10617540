"""A safety copy of a file that is in use, made beside the work: on a connection of its own, in whichever thread calls.

The file's own thread is only asked for what is set and to remember what was done, each a matter of a millisecond: no
keystroke waits for a copy.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from fichier_tui.domain.copies import CopiesKnown, CopySettings, CopyWarning, is_copy_due, is_drill_due, warnings
from fichier_tui.domain.progress import Progress, nothing_said
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage.backup import Backup, list_backups, make_backup
from fichier_tui.storage.backup.checking import open_encrypted
from fichier_tui.storage.backup.copy_settings import (
    copies_looked_at,
    read_copies_known,
    read_copy_settings,
    remember_copy,
    remember_place,
)
from fichier_tui.storage.backup.manifest import BackupManifest
from fichier_tui.storage.backup.places import bring, shelf_of
from fichier_tui.storage.connection import fault_of
from fichier_tui.storage.folder import FichierFolder
from fichier_tui.storage.keyring import UnlockedKey
from fichier_tui.storage.keyring.opening import raw_key
from fichier_tui.storage.session import Session
from fichier_tui.storage.thread import OpenFile

BUSY_TIMEOUT = 10_000  # milliseconds
STOPPED = "backup.stopped"
NO_PLACE_HELPS = ("backup.unsound", "keyring.foreign", "file.damaged")
"""What is not the disk's fault: another place would have the same."""


@dataclass(frozen=True, slots=True)
class PlaceTold:
    """What came of one place: the copy there, or why there is none."""

    place: str
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class CopyTold:
    """What came of one copy: where it is, and each place. `refusal` says why the file's own folder has none."""

    path: Path | None
    manifest: BackupManifest | None
    places: tuple[PlaceTold, ...] = ()
    refusal: Refusal | None = None
    rotation_held: bool = False
    """Whether the copy is suspiciously small, and nothing old was thrown away for it."""

    @property
    def is_good(self) -> bool:
        """Whether there is a good copy somewhere."""
        return self.path is not None

    @property
    def faults(self) -> tuple[Refusal, ...]:
        """What went wrong, in the order of importance."""
        own = () if self.refusal is None else (self.refusal,)
        return own + tuple(told.refusal for told in self.places if told.refusal is not None)


@dataclass(frozen=True, slots=True)
class CopyState:
    """Where the copies of a file stand on this machine."""

    settings: CopySettings
    known: CopiesKnown
    last_entry: int
    now: dt.datetime
    is_due: bool
    drill_is_due: bool
    warnings: tuple[CopyWarning, ...]

    @property
    def has_changed(self) -> bool:
        """Whether something was written since the newest copy."""
        return self.known.sequence != self.last_entry


def copy_state(session: Session, machine: str) -> CopyState:
    """A verb: what is set, what is known, what is due now."""
    copies_looked_at(session)
    settings, known = read_copy_settings(session, machine), _known_and_there(session, machine)
    entry, now = session.last_entry(), session.now()
    return CopyState(
        settings,
        known,
        entry,
        now,
        is_copy_due(known, entry, now, settings.hours),
        is_drill_due(known, now),
        warnings(known, settings.places, entry, now),
    )


def copy_warnings(session: Session, machine: str) -> tuple[CopyWarning, ...]:
    """A verb: what is to be told of copies that are too old, on this machine. Changes nothing."""
    settings, known = read_copy_settings(session, machine), _known_and_there(session, machine)
    return warnings(known, settings.places, session.last_entry(), session.now())


def _known_and_there(session: Session, machine: str) -> CopiesKnown:
    """What is remembered; nothing of the newest copy where somebody threw all of them away."""
    known = read_copies_known(session, machine)
    own = FichierFolder(Path(str(session.database.database)).parent)
    if list_backups(own) or any(place.good_at for place in known.places.values()):
        return known
    return dataclasses.replace(known, made_at=None, sequence=-1)


def places_waiting(state: CopyState, folder: FichierFolder, key: UnlockedKey) -> tuple[str, ...]:
    """The places that are there again and have not the newest copy. Looks at disks: not on the file's thread."""
    copies = list_backups(folder)
    if not copies:
        return ()
    newest = copies[0][0].name
    shelves = {place: shelf_of(Path(place), key.fichier_id) for place in state.settings.places}
    return tuple(place for place, shelf in shelves.items() if shelf is not None and not (shelf / newest).exists())


def copy_beside(file: OpenFile, machine: str, before: str = "", progress: Progress = nothing_said) -> CopyTold:
    """Make a copy of an open file, verify it, bring it to every place, and remember what came of it.

    Never on the file's thread nor on that of the screens. What goes wrong is in the answer, but for what `progress`
    raises: that stops it, and nothing half made is left. Where the file's own folder takes no copy, the first place
    that does is given one of its own.
    """
    settings = file.call(read_copy_settings, machine)
    whole = 1 + len(settings.places)
    made: Backup | None = None
    refusal: Refusal | None = None
    try:
        made = _make(file, before, None, lambda part: progress(part / whole))
    except Refusal as refused:
        if refused.code == STOPPED:
            raise
        refusal = refused
    told = []
    for number, place in enumerate(settings.places, 1):
        said = _part(progress, number, whole)
        if made is None and refusal is not None and refusal.code not in NO_PLACE_HELPS:
            made, of_place = _make_there(file, machine, place, before, said)
        elif made is not None:
            of_place = _bring(file, machine, place, made.path, said)
        else:
            break
        told.append(of_place)
    path, manifest = (None, None) if made is None else (made.path, made.manifest)
    return CopyTold(path, manifest, tuple(told), refusal, made is not None and made.rotation_held)


def bring_newest(
    file: OpenFile, machine: str, places: tuple[str, ...], progress: Progress = nothing_said
) -> tuple[PlaceTold, ...]:
    """Bring the newest copy to these places, which came back without it. As `copy_beside` otherwise."""
    copies = list_backups(file.folder)
    if not copies:
        return ()
    whole = len(places)
    return tuple(
        _bring(file, machine, place, copies[0][0], _part(progress, number, whole))
        for number, place in enumerate(places)
    )


def _part(progress: Progress, number: int, whole: int) -> Progress:
    """How far all of it is, told by the part of that number."""
    return lambda part: progress((number + part) / whole)


def _make(file: OpenFile, before: str, into: Path | None, progress: Progress) -> Backup:
    """Make a copy, and remember it."""
    now = file.call(lambda session: session.now())
    with _own_connection(file.folder, file.key) as connection:
        made = make_backup(file.folder, connection, file.key, now, before, into=into, progress=progress)
    verb = partial(remember_copy, rotation_held=made.rotation_held)
    _remember(file, verb, made.path.name, made.manifest.journal_sequence)
    return made


def _remember(file: OpenFile, verb: Callable[..., None], *facts: object) -> None:
    """Remember what came of it. Where the file itself takes no more, a copy elsewhere is good all the same."""
    with suppress(Refusal):
        file.call(verb, *facts)


def _make_there(
    file: OpenFile, machine: str, place: str, before: str, progress: Progress
) -> tuple[Backup | None, PlaceTold]:
    """Make a copy in a place at once, as there is none to be brought."""
    try:
        shelf = shelf_of(Path(place), file.key.fichier_id)
        if shelf is None:
            raise Refusal("copies.place_gone", path=place)
        made = _make(file, before, shelf, progress)
    except Refusal as refusal:
        return None, _refused(file, machine, place, refusal)
    _remember(file, remember_place, machine, place, "", made.path.name)
    return made, PlaceTold(place)


def _bring(file: OpenFile, machine: str, place: str, copy: Path, progress: Progress) -> PlaceTold:
    now = file.call(lambda session: session.now())
    try:
        brought = bring(copy, Path(place), file.folder, file.key, now, progress)
    except Refusal as refusal:
        return _refused(file, machine, place, refusal)
    _remember(file, remember_place, machine, place, "", brought.name)
    return PlaceTold(place)


def _refused(file: OpenFile, machine: str, place: str, refusal: Refusal) -> PlaceTold:
    """Remember why a place has no copy; that the work was stopped is no fault of the place."""
    if refusal.code == STOPPED:
        raise refusal
    _remember(file, remember_place, machine, place, refusal.code)
    return PlaceTold(place, refusal)


@contextmanager
def _own_connection(folder: FichierFolder, key: UnlockedKey) -> Iterator[Any]:
    """A connection beside that of the file's thread, which reads only. Raises Refusal("file.damaged")."""
    try:
        with open_encrypted(folder.base, raw_key(key.dek)) as connection:
            connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT}")
            connection.execute("PRAGMA query_only = ON")
            yield connection
    except sqlcipher.DatabaseError as error:
        raise Refusal(fault_of(error, folder.path) or "file.damaged", path=str(folder.path)) from error
