"""A copy becomes a file again: a new folder, or in the place of the present one, which is then kept aside."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from collections.abc import Callable
from pathlib import Path

from fichier_tui.domain.progress import Progress, nothing_said
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import durable
from fichier_tui.storage.backup import container
from fichier_tui.storage.backup.checking import verify_backup
from fichier_tui.storage.backup.making import list_backups
from fichier_tui.storage.folder import NEW, FichierFolder, being_made, path_for_new
from fichier_tui.storage.keyring import UnlockedKey, load
from fichier_tui.storage.keyring.opening import check_seals, generation_of

VERIFIED, TAKEN_OUT = 0.6, 0.8
Finish = Callable[[FichierFolder], None]


def left_alone(place: FichierFolder) -> None:
    """Nothing is done to what was taken out before it takes its name."""


def restore_backup(
    copy: Path,
    key: UnlockedKey,
    target: Path,
    finish: Finish = left_alone,
    progress: Progress = nothing_said,
) -> FichierFolder:
    """Make the file that a copy holds, in a new folder, once all of the copy was found sound.

    `key` is that of the copy (`unlock_backup`). Whoever could open the copy opens the new file. `finish` is given the
    new folder before it takes its name; what it raises leaves nothing. Raises the refusals of `verify_backup` and of
    `folder.being_made` ("file.exists": never over a file that is there).
    """
    target = path_for_new(target)
    verify_backup(copy, key, target.absolute().parent, progress=lambda part: progress(VERIFIED * part))
    with being_made(target) as place:
        take_out(copy, place)
        progress(TAKEN_OUT)
        finish(place)
    return FichierFolder(target)


def take_out(copy: Path, place: FichierFolder) -> None:
    """Put the database and the keyring of a copy in a folder that has neither, and make them certain."""
    with container.open_container(copy) as archive, durable.writing_in(place.path):
        for name, path in ((container.BASE, place.base), (container.KEYRING, place.keyring)):
            container.extract(archive, name, path)
            durable.fsync_file(path)


def prepare_in_place(
    copy: Path,
    key: UnlockedKey,
    present: FichierFolder,
    finish: Finish = left_alone,
    progress: Progress = nothing_said,
) -> FichierFolder:
    """Make the file that a copy holds under a hidden name beside the present one, for `swapping.swap`.

    It has the present file's copies too, and its keyring where the key is still the same: who changed a passphrase
    since keeps the new one. Raises the refusals of `verify_backup`, and what the disk refuses; then nothing is left.
    """
    beside = present.path.absolute().parent
    verify_backup(copy, key, beside, progress=lambda part: progress(VERIFIED * part))
    place = FichierFolder(beside / f".{present.path.name}-{secrets.token_hex(4)}{NEW}")
    try:
        with durable.writing_in(beside):
            place.path.mkdir(mode=0o700)
        take_out(copy, place)
        progress(TAKEN_OUT)
        with durable.writing_in(beside):
            _keep_keyring(present, place, key)
            _keep_copies(present, place, progress)
        finish(place)
        with durable.writing_in(beside):
            durable.fsync_folder(place.path)
    except BaseException:
        shutil.rmtree(place.path, ignore_errors=True)
        raise
    return place


def _keep_keyring(present: FichierFolder, place: FichierFolder, key: UnlockedKey) -> None:
    """The present keyring, where it opens the database of the copy; else that of the day of the copy stays."""
    try:
        keyring = load(present)
        if generation_of(keyring, key.salt) != key.generation:
            return
        check_seals(keyring, key.dek, key.generation)
        content = present.keyring.read_bytes()
    except (Refusal, OSError):
        return
    place.keyring.unlink()
    durable.write_new(place.keyring, content)


def _keep_copies(present: FichierFolder, place: FichierFolder, progress: Progress) -> None:
    """The present file's copies, which take no room twice where the disk knows hard links."""
    copies = [path for path, _name in list_backups(present)]
    place.backups.mkdir(mode=0o700, exist_ok=True)
    for number, path in enumerate(copies):
        target = place.backups / path.name
        with contextlib.suppress(OSError):
            os.link(path, target)
            continue
        shutil.copy2(path, target)
        durable.fsync_file(target)
        progress(TAKEN_OUT + (1 - TAKEN_OUT) * number / len(copies))
    durable.fsync_folder(place.backups)
