"""The keyring after an opening: what a killed program left is put right, and guessing is made dearer."""

from __future__ import annotations

from dataclasses import dataclass

from fichier_tui.domain.permission import OWNER
from fichier_tui.storage import keyring, models
from fichier_tui.storage.folder import FichierFolder
from fichier_tui.storage.keyring import KdfParameters, Keyring, UnlockedKey, changing
from fichier_tui.storage.session import Session


def costs_of(kept: Keyring, key: UnlockedKey) -> KdfParameters:
    """What the slot of this opening costs; for whoever came by the sheet, what the dearest does."""
    own = next((slot.kdf for slot in kept.slots if slot.id == key.slot_id), None)
    return own or max((slot.kdf for slot in kept.slots), key=lambda kdf: kdf.memory * kdf.passes)


@dataclass(frozen=True, slots=True)
class DearerSlot:
    """A keyring in which one slot costs more to guess, made of another: to be saved while that is still the one."""

    before: Keyring
    after: Keyring


def dearer_slot(place: FichierFolder, key: UnlockedKey, passphrase: str, reached: KdfParameters) -> DearerSlot | None:
    """One's own keys locked anew with the costs that this machine reaches; None when those are no dearer.

    Three derivations, some seconds: in a thread of its own, after an opening, with the passphrase that has just opened.
    Raises Refusal "passphrase.wrong", and those of `keyring.load`.
    """
    kept = keyring.load(place)
    if key.signing_key is None or set(kept.generations) != {key.generation}:
        return None
    costs = costs_of(kept, key)
    dearer = keyring.dearer(costs, reached)
    if dearer == costs:
        return None
    return DearerSlot(kept, changing.with_passphrase(kept, key, passphrase, passphrase, dearer))


def raise_costs(session: Session, place: FichierFolder, slot: DearerSlot) -> bool:
    """Save what `dearer_slot` made, unless somebody changed the keyring since. Returns whether it was saved."""
    with session.database.atomic("IMMEDIATE"):
        if keyring.load(place) != slot.before:
            return False
        keyring.save_level(place, slot.after)
    return True


def mend(session: Session, place: FichierFolder, key: UnlockedKey) -> None:
    """Put right what a program that was killed left between the keyring and the table. Called at each opening.

    Whoever opens makes the previous keyring like the present one. An owner also drops the slots of people whom the
    table does not know (killed as they were being added), and the key that a departure left behind or never came to.
    """
    if _is_mended(session, keyring.load(place), place, key):
        return
    with session.database.atomic("IMMEDIATE"):
        kept = keyring.load(place)
        changing.held_against(kept, key)
        keyring.save_level(place, _mended(session, kept, key))


def _is_mended(session: Session, kept: Keyring, place: FichierFolder, key: UnlockedKey) -> bool:
    """Whether there is nothing to put right, which needs no lock to see."""
    return keyring.is_level(place, kept) and _mended(session, kept, key) is kept


def _mended(session: Session, kept: Keyring, key: UnlockedKey) -> Keyring:
    """The keyring as the table says; itself when it is so already, or when no owner is there to sign."""
    if key.signing_key is None or session.staff.role != OWNER:
        return kept
    known = {row.login for row in models.Staff.select(models.Staff.login)}
    strangers = {slot.login for slot in kept.slots} - known
    mended = kept
    if set(mended.generations) != {key.generation}:
        mended = changing.with_one_key(mended, key)
    return changing.without_members(mended, key, strangers) if strangers else mended
