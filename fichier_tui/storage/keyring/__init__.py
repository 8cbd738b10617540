"""Who may open the file: the keyring beside it, one slot a member of staff and one for the recovery sheet.

Contents: `create`, `unlock`, `unlock_with_recovery` (pure); `load`, `save`, `clean_leftovers` (the file).
"""

from fichier_tui.storage.keyring.derivation import CHEAPEST, LANES, PASSES, KdfParameters, choose_parameters, dearer
from fichier_tui.storage.keyring.form import Keyring, from_bytes, to_bytes
from fichier_tui.storage.keyring.keeping import clean_leftovers, is_level, load, save, save_level
from fichier_tui.storage.keyring.opening import (
    NewKeyring,
    UnlockedKey,
    clean_login,
    create,
    raw_key,
    unlock,
    unlock_with_recovery,
)
from fichier_tui.storage.keyring.recovery import new_recovery_code, read_recovery_code, write_recovery_code

__all__ = [
    "CHEAPEST",
    "LANES",
    "PASSES",
    "KdfParameters",
    "Keyring",
    "NewKeyring",
    "UnlockedKey",
    "choose_parameters",
    "clean_leftovers",
    "clean_login",
    "create",
    "dearer",
    "from_bytes",
    "is_level",
    "load",
    "new_recovery_code",
    "raw_key",
    "read_recovery_code",
    "save",
    "save_level",
    "to_bytes",
    "unlock",
    "unlock_with_recovery",
    "write_recovery_code",
]
