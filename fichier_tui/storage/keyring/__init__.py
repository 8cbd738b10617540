"""Who may open the file: the keyring beside it, one slot a member of staff and one for the recovery sheet.

Contents: `create`, `unlock`, `unlock_with_recovery` (pure); `load`, `save`, `clean_leftovers` (the file).
"""

from fichier_tui.storage.keyring.derivation import CHEAPEST, KdfParameters, choose_parameters
from fichier_tui.storage.keyring.form import Keyring, from_bytes, to_bytes
from fichier_tui.storage.keyring.keeping import clean_leftovers, load, save
from fichier_tui.storage.keyring.opening import (
    NewKeyring,
    UnlockedKey,
    create,
    raw_key,
    unlock,
    unlock_with_recovery,
)
from fichier_tui.storage.keyring.recovery import read_recovery_code, write_recovery_code

__all__ = [
    "CHEAPEST",
    "KdfParameters",
    "Keyring",
    "NewKeyring",
    "UnlockedKey",
    "choose_parameters",
    "clean_leftovers",
    "create",
    "from_bytes",
    "load",
    "raw_key",
    "read_recovery_code",
    "save",
    "to_bytes",
    "unlock",
    "unlock_with_recovery",
    "write_recovery_code",
]
