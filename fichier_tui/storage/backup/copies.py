"""Safety copies as verbs: before an import, before a migration, at closing, when asked."""

from __future__ import annotations

import datetime as dt

from fichier_tui.storage.backup import Backup, make_backup
from fichier_tui.storage.backup.copy_settings import remember_copy
from fichier_tui.storage.connection import Database
from fichier_tui.storage.folder import FichierFolder
from fichier_tui.storage.keyring import UnlockedKey
from fichier_tui.storage.session import Session


def keep_copy(session: Session, place: FichierFolder, key: UnlockedKey, reason: str = "") -> Backup:
    """Make an encrypted copy of the open file in its own folder, read back before it counts.

    `place` and `key` are those of the open file. Raises Refusal: backup.unsound, disk.full, folder.readonly.
    """
    made = copy_file(session.database, place, key, session.now(), reason)
    remember_copy(session, made.path.name, made.manifest.journal_sequence, rotation_held=made.rotation_held)
    return made


def copy_file(database: Database, place: FichierFolder, key: UnlockedKey, now: dt.datetime, reason: str) -> Backup:
    """The same on a bare connection, for a file that is still being opened."""
    return make_backup(place, database.connection(), key, now, reason)
