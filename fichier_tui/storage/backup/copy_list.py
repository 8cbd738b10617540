"""The copies of a file wherever they are, each with what it says of itself; verified, drilled, thrown away."""

from __future__ import annotations

import datetime as dt
import shutil
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from fichier_tui.domain.backup_rotation import BackupName
from fichier_tui.domain.permission import RESTORE
from fichier_tui.domain.progress import Progress, nothing_said
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import durable
from fichier_tui.storage.backup import container, list_backups, verify_backup
from fichier_tui.storage.backup.copy_settings import remember_checked, remember_drill
from fichier_tui.storage.backup.copying import STOPPED, CopyState
from fichier_tui.storage.backup.drilling import drill
from fichier_tui.storage.backup.manifest import LARGEST, BackupManifest, from_bytes
from fichier_tui.storage.backup.places import copies_in
from fichier_tui.storage.backup.swapping import kept_aside, no_reader
from fichier_tui.storage.folder import FichierFolder
from fichier_tui.storage.keyring import UnlockedKey
from fichier_tui.storage.thread import OpenFile


@dataclass(frozen=True, slots=True)
class KeptCopy:
    """A copy, in one place or in several under the same name."""

    name: BackupName
    paths: tuple[Path, ...]
    """Where it is; the file's own folder first, if it is there."""
    places: tuple[str, ...]
    """The place of each path, "" for the file's own folder."""
    size: int
    """Bytes."""
    manifest: BackupManifest | None
    """What it says of itself; None where that cannot be read."""
    checked_at: dt.datetime | None
    """When it was last read whole and found sound."""
    is_of_old_key: bool
    """Whether it is under a key that was replaced: who left since may still open it."""

    @property
    def path(self) -> Path:
        """The nearest one."""
        return self.paths[0]


def list_kept_copies(state: CopyState, folder: FichierFolder, key: UnlockedKey) -> tuple[KeptCopy, ...]:
    """The copies in the file's own folder and in every place of this machine that is there, newest first.

    Looks at disks: not on the file's thread.
    """
    found: dict[str, list[tuple[Path, str]]] = {}
    names: dict[str, BackupName] = {}
    shelves = [("", list_backups(folder))]
    shelves += [(place, copies_in(Path(place), key.fichier_id)) for place in state.settings.places]
    for place, copies in shelves:
        for path, name in copies:
            found.setdefault(path.name, []).append((path, place))
            names[path.name] = name
    kept = (_kept(names[name], there, state, key) for name, there in found.items())
    return tuple(sorted(kept, key=lambda copy: copy.name, reverse=True))


def _kept(name: BackupName, there: list[tuple[Path, str]], state: CopyState, key: UnlockedKey) -> KeptCopy:
    path = there[0][0]
    try:
        size, manifest = path.stat().st_size, peek(path)
    except OSError:  # the stick was pulled out between two looks
        size, manifest = 0, None
    return KeptCopy(
        name,
        tuple(path for path, _place in there),
        tuple(place for _path, place in there),
        size,
        manifest,
        state.known.checked.get(path.name),
        name.generation < key.generation,
    )


def peek(path: Path) -> BackupManifest | None:
    """What a copy says of itself, read in a moment: neither its hash nor its MAC is checked. Raises OSError."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open(container.MANIFEST) as stream:
            return from_bytes(stream.read(LARGEST))
    except (zipfile.BadZipFile, KeyError, ValueError, Refusal):
        return None


def check_copy(file: OpenFile, copy: Path, key: UnlockedKey, progress: Progress = nothing_said) -> BackupManifest:
    """Read a copy whole again, and remember that it is sound. In a thread of its own. As `verify_backup`."""
    manifest = verify_backup(copy, key, file.folder.backups, progress=progress)
    file.call(remember_checked, copy.name)
    return manifest


def drill_copy(file: OpenFile, copy: Path, key: UnlockedKey, progress: Progress = nothing_said) -> BackupManifest:
    """The restore drill of a copy, remembered with its result. In a thread of its own. As `drill`."""
    try:
        manifest = drill(copy, key, file.folder.backups, progress)
    except Refusal as refusal:
        if refusal.code != STOPPED:
            file.call(remember_drill, copy.name, refusal.code)
        raise
    file.call(remember_drill, copy.name, "")
    file.call(remember_checked, copy.name)
    return manifest


def drop_copies(file: OpenFile, copies: Iterable[KeptCopy]) -> int:
    """Throw copies away wherever they are, but never the last one of the file's own folder; how many files went.

    Raises Refusal: staff.not_allowed, and what the disk refuses.
    """
    file.call(lambda session: session.require(RESTORE))
    dropped = 0
    for path in (path for copy in copies for path in copy.paths):
        own = list_backups(file.folder)
        if path.parent == file.folder.backups and len(own) <= 1:
            raise Refusal("copies.last_one", path=str(path))
        with durable.writing_in(path.parent):
            path.unlink(missing_ok=True)
            dropped += 1
    return dropped


def drop_aside(file: OpenFile) -> int:
    """Throw away the files that were kept when a copy took their place; how many went.

    Raises Refusal: staff.not_allowed, file.others where one of them is open, and what the disk refuses.
    """
    file.call(lambda session: session.require(RESTORE))
    folders = kept_aside(file.folder)
    for folder in folders:
        with no_reader(folder), durable.writing_in(folder.path.parent):
            shutil.rmtree(folder.path)
    return len(folders)
