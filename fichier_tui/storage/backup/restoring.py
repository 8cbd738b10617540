"""A copy becomes a file again: a new folder beside the present one, which is never touched."""

from __future__ import annotations

from pathlib import Path

from fichier_tui.storage import durable
from fichier_tui.storage.backup import container
from fichier_tui.storage.backup.checking import verify_backup
from fichier_tui.storage.folder import FichierFolder, being_made, path_for_new
from fichier_tui.storage.keyring.opening import UnlockedKey


def restore_backup(copy: Path, key: UnlockedKey, target: Path) -> FichierFolder:
    """Make the file that a copy holds, in a new folder, once all of the copy was found sound.

    `key` is that of the copy (`unlock_backup`). Whoever could open the copy opens the new file. Raises the refusals
    of `verify_backup` and of `folder.being_made` ("file.exists": never over a file that is there).
    """
    target = path_for_new(target)
    verify_backup(copy, key, target.absolute().parent)
    with being_made(target) as place, container.open_container(copy) as archive, durable.writing_in(place.path):
        for name, path in ((container.BASE, place.base), (container.KEYRING, place.keyring)):
            container.extract(archive, name, path)
            durable.fsync_file(path)
    return FichierFolder(target)
