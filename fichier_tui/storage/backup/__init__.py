"""Safety copies: each is one file that opens alone, with any passphrase or recovery sheet valid on its day."""

from fichier_tui.storage.backup.checking import (
    count_rows,
    is_sound,
    last_entry,
    read_backup,
    torn_pages,
    unlock_backup,
    unlock_backup_with_recovery,
    verify_backup,
)
from fichier_tui.storage.backup.making import Backup, list_backups, make_backup
from fichier_tui.storage.backup.manifest import BackupManifest
from fichier_tui.storage.backup.restoring import restore_backup

__all__ = [
    "Backup",
    "BackupManifest",
    "count_rows",
    "is_sound",
    "last_entry",
    "list_backups",
    "make_backup",
    "read_backup",
    "restore_backup",
    "torn_pages",
    "unlock_backup",
    "unlock_backup_with_recovery",
    "verify_backup",
]
