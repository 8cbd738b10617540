"""Other places for the copies: a stick that comes and goes, a folder that another program synchronises.

In each, the copies of one file lie in a folder of their own, so that those of another shop are never touched, and so
that the empty folder on which no stick is mounted is not taken for the stick.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from fichier_tui.domain.backup_rotation import BackupName, read_backup_name
from fichier_tui.domain.progress import Progress, nothing_said
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import durable
from fichier_tui.storage.backup import container
from fichier_tui.storage.backup.checking import part_of, verify_backup
from fichier_tui.storage.backup.making import clean_leftovers, list_copies, rotate
from fichier_tui.storage.folder import FichierFolder
from fichier_tui.storage.keyring.opening import UnlockedKey

ID_DIGITS = 8
WRITTEN = 0.4


def shelf_of(place: Path, fichier_id: str) -> Path | None:
    """Where the copies of a file lie in a place; None where it has none, or is not there."""
    try:
        return next((path for path in sorted(place.glob(f"* {fichier_id[:ID_DIGITS]}")) if path.is_dir()), None)
    except OSError:
        return None


def places_gone(places: Iterable[str]) -> frozenset[str]:
    """Those that are not there now: a stick that was taken out. Looks at disks: not on the file's thread."""
    return frozenset(place for place in places if not Path(place).is_dir())


def make_shelf(place: Path, folder: FichierFolder, fichier_id: str) -> Path:
    """Make the folder of a file in a place, where it is not there yet. Raises Refusal "copies.place_missing"."""
    if not place.is_dir():
        raise Refusal("copies.place_missing", path=str(place))
    found = shelf_of(place, fichier_id)
    if found is not None:
        return found
    shelf = place / f"{folder.name} {fichier_id[:ID_DIGITS]}"
    with durable.writing_in(place):
        shelf.mkdir(mode=0o700, exist_ok=True)
        durable.fsync_folder(place)
    return shelf


def copies_in(place: Path, fichier_id: str) -> list[tuple[Path, BackupName]]:
    """The copies of a file in a place, newest first; none where it is not there."""
    shelf = shelf_of(place, fichier_id)
    return [] if shelf is None else list_copies(shelf)


def bring(
    copy: Path,
    place: Path,
    folder: FichierFolder,
    key: UnlockedKey,
    now: dt.datetime,
    progress: Progress = nothing_said,
) -> Path:
    """Bring a copy to a place, read it again there, and only then remove the old ones that no rule keeps.

    A copy that is there already is not brought twice. Raises Refusal "copies.place_gone" when the place or its folder
    of this file is not there, "copies.place_unsound" when what it gave back is not what was written, and what the disk
    refuses ("disk.full", "folder.readonly", "disk.faulty", "folder.unwritable").
    """
    shelf = shelf_of(place, key.fichier_id)
    if shelf is None:
        raise Refusal("copies.place_gone", path=str(place))
    target = shelf / copy.name
    progress(0.0)
    with durable.writing_in(place):
        if target.exists() and target.stat().st_size == copy.stat().st_size:
            return target
        clean_leftovers(shelf, now)
        with part_of(shelf) as written:
            _write(copy, written, progress)
            _verify(written, place, folder, key, lambda part: progress(WRITTEN + (1 - WRITTEN) * part))
            durable.replace(written, target)
            durable.fsync_folder(shelf)
        rotate(shelf, target)
    return target


def _write(copy: Path, target: Path, progress: Progress) -> None:
    """Copy the bytes, make them certain, and have the system forget them: they will be read from the medium."""
    size = copy.stat().st_size
    with copy.open("rb") as source, target.open("xb") as stream:
        while chunk := source.read(container.CHUNK_BYTES):
            stream.write(chunk)
            progress(WRITTEN * stream.tell() / size)
    durable.fsync_file(target)
    if hasattr(os, "posix_fadvise"):
        with contextlib.suppress(OSError), target.open("rb") as stream:
            os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _verify(written: Path, place: Path, folder: FichierFolder, key: UnlockedKey, progress: Progress) -> None:
    """Read it whole: the one that it is a copy of was found sound, and its hash says that every byte is the same.

    The database is taken out on the file's own disk, which has more room than a stick.
    """
    has_room = shutil.disk_usage(folder.path).free > 2 * written.stat().st_size
    scratch = folder.backups if has_room and folder.backups.is_dir() else written.parent
    try:
        verify_backup(written, key, scratch, tables=False, progress=progress)
    except Refusal as refusal:
        if refusal.code in ("backup.damaged", "backup.altered"):
            raise Refusal("copies.place_unsound", path=str(place)) from refusal
        if refusal.code in ("backup.gone", "file.unreadable"):
            raise Refusal("copies.place_gone", path=str(place)) from refusal
        raise


def is_there(place: Path, copy: Path, fichier_id: str) -> bool:
    """Whether a place has a copy of that name."""
    name = read_backup_name(copy.name)
    return any(there == name for _path, there in copies_in(place, fichier_id))
