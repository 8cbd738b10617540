"""What the newest sound copy of a damaged file holds."""

from __future__ import annotations

import secrets
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher

from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage.backup import container, list_backups, verify_backup
from fichier_tui.storage.backup.checking import open_encrypted
from fichier_tui.storage.folder import FichierFolder
from fichier_tui.storage.keyring import UnlockedKey
from fichier_tui.storage.keyring.opening import raw_key
from fichier_tui.storage.salvage.lost import Copy
from fichier_tui.storage.salvage.tables import roots_of, shapes_of


def read_newest_copy(place: FichierFolder, key: UnlockedKey, scratch: Path) -> tuple[Copy, Path | None]:
    """The rows of the newest copy that is sound and of this key, and where it lies; nothing where there is none."""
    # By the journal and not by the clock, which may have been set back since.
    for path, _name in sorted(list_backups(place), key=lambda one: (one[1].generation, one[1].sequence), reverse=True):
        try:
            manifest = verify_backup(path, key, scratch)
        except (Refusal, sqlcipher.Error):
            continue
        taken_out = scratch / f".{secrets.token_hex(8)}.part"
        try:
            with container.open_container(path) as archive:
                container.extract(archive, container.BASE, taken_out)
            with open_encrypted(taken_out, raw_key(key.dek)) as connection:
                copy = Copy(manifest.journal_sequence, manifest.schema_version, roots_of(connection))
                for name, shape in shapes_of(connection).items():
                    if shape.kept:
                        cursor = connection.execute(f'SELECT rowid, * FROM "{name}"')
                        names = [column[0] for column in cursor.description][1:]
                        copy.rows[name] = {row[0]: dict(zip(names, row[1:], strict=True)) for row in cursor}
        finally:
            taken_out.unlink(missing_ok=True)
        return copy, path
    return Copy(), None
