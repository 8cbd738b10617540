"""A keyring beside a test's file, which has a raw key and was made without one: for the verbs that write both."""

from __future__ import annotations

import functools
from pathlib import Path

from fichier_tui.storage import keyring, models
from fichier_tui.storage.folder import FichierFolder, check_before_keys
from fichier_tui.storage.keyring import UnlockedKey, envelope
from fichier_tui.storage.keyring.derivation import normalise
from fichier_tui.storage.keyring.form import RECOVERY_ID, Keyring, RecoverySlot, Slot
from fichier_tui.storage.keyring.opening import seal
from fichier_tui.storage.session import Session

DEK = bytes(range(32))
FICHIER_ID = "00" * 16


def passphrase_of(login: str) -> str:
    """What this member of staff types."""
    return f"sept mots pour {login} et personne d'autre"


@functools.cache
def _slot_of(login: str) -> Slot:
    """Made once: a derivation costs 40 ms."""
    return envelope.new_slot(FICHIER_ID, login, normalise(passphrase_of(login)), keyring.CHEAPEST, {1: DEK})


def put_keyring_beside(session: Session) -> tuple[FichierFolder, UnlockedKey]:
    """A keyring with a slot for everybody who works in this file; its folder, and the key as the first owner has it."""
    place = FichierFolder(Path(session.database.database).parent)
    if not place.keyring.exists():
        place.keyring.write_bytes(b"")  # what is checked before any key: that one is there
    salt = check_before_keys(place)
    logins = [row.login for row in models.Staff.select().where(models.Staff.left_on.is_null())]
    slots = tuple(_slot_of(login) for login in logins)
    sheet = envelope.recovery_key(bytes(20), FICHIER_ID).public_key().public_bytes_raw()
    sealed = {1: envelope.seal_dek(DEK, sheet, FICHIER_ID, RECOVERY_ID, 1)}
    bare = Keyring(FICHIER_ID, {1: salt}, slots, RecoverySlot(sheet, sealed), slots[0].id, b"", {})
    _, signing_key = envelope.open_slot(FICHIER_ID, slots[0], normalise(passphrase_of(slots[0].login)))
    made = seal(bare, slots[0].id, signing_key, {1: DEK})
    keyring.save_level(place, made)
    return place, UnlockedKey(FICHIER_ID, 1, salt, slots[0].login, slots[0].id, DEK, signing_key)
