"""What the safety copies keep of the journal: its last line on the day of each, sealed with the file's key."""

from __future__ import annotations

import zipfile
from collections.abc import Collection, Iterable
from pathlib import Path

from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage.backup import list_backups
from fichier_tui.storage.backup.container import MANIFEST
from fichier_tui.storage.backup.copy_settings import Restored
from fichier_tui.storage.backup.manifest import LARGEST, from_bytes
from fichier_tui.storage.backup.places import copies_in
from fichier_tui.storage.folder import FichierFolder
from fichier_tui.storage.journal.chain import Anchor
from fichier_tui.storage.keyring import UnlockedKey


def anchors_of(
    place: FichierFolder, key: UnlockedKey, restores: Collection[Restored] = (), others: Iterable[str] = ()
) -> tuple[Anchor, ...]:
    """The anchors of all copies of the file in its folder and in the `others` where copies are brought, if they are
    there: who can write in the first may not reach a stick. Of each a few hundred bytes are read.

    Where the file was made of a copy (`restores`), the copies of what was put aside then anchor another journal.
    A copy that cannot be read, or of an earlier key of the file, tells nothing: `check` names it for another reason.
    """
    found = []
    copies = list_backups(place) + [copy for other in others for copy in copies_in(Path(other), key.fichier_id)]
    for path, _name in copies:
        try:
            with zipfile.ZipFile(path) as archive, archive.open(MANIFEST) as stream:
                manifest = from_bytes(stream.read(LARGEST))
        except (Refusal, ValueError, KeyError, OSError, zipfile.BadZipFile):
            continue
        number = manifest.journal_sequence
        if any(restored.has_overtaken(manifest.made_at, number) for restored in restores):
            continue
        if manifest.journal_hash and manifest.fichier_id == key.fichier_id and manifest.is_sealed_with(key.dek):
            found.append(Anchor(number, manifest.journal_hash))
    return tuple(found)
