"""What changes in a keyring, as pure functions: members come, passphrases change, sheets are printed anew, members go.

Each first holds the keyring against the key of the open file: what somebody tampered with is never signed anew.
Whoever adds or removes people signs; a member who changes her own passphrase keeps her public keys, so the owner's
signature stands, and only the MAC is made anew.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage.keyring.derivation import KdfParameters, normalise
from fichier_tui.storage.keyring.envelope import mac, new_slot, open_slot, recovery_key, rewrapped, seal_dek
from fichier_tui.storage.keyring.form import (
    LARGEST,
    RECOVERY_ID,
    SEALED_DEK_BYTES,
    Keyring,
    RecoverySlot,
    Slot,
    canonical,
    sealed_document,
    to_bytes,
)
from fichier_tui.storage.keyring.opening import (
    MAC_PURPOSE,
    UnlockedKey,
    check_seals,
    clean_login,
    generation_of,
    seal,
)
from fichier_tui.storage.keyring.recovery import read_recovery_code

# What a slot grows by while the file is given another key: the number of the generation, the DEK sealed.
OF_ANOTHER_KEY = 2 * SEALED_DEK_BYTES + 20


@dataclass(frozen=True, slots=True)
class NewSlot:
    """A keyring in which somebody has a slot of new keys, and the key of the file as the session goes on with it."""

    keyring: Keyring
    unlocked: UnlockedKey


def slot_of(keyring: Keyring, login: str) -> Slot | None:
    """The slot of a login, as it is kept."""
    return next((slot for slot in keyring.slots if slot.login == login), None)


def held_against(keyring: Keyring, key: UnlockedKey) -> None:
    """Raises Refusal "keyring.foreign" or "keyring.altered" unless this is the keyring of this open file, untouched."""
    if generation_of(keyring, key.salt) != key.generation or keyring.fichier_id != key.fichier_id:
        raise Refusal("keyring.foreign")
    check_seals(keyring, key.dek, key.generation)


def owner_key(keyring: Keyring, key: UnlockedKey) -> Ed25519PrivateKey:
    """The key by which an owner signs.

    Raises Refusal "staff.sheet" (whoever came by the sheet chooses a passphrase first), or "keyring.slot_gone" when
    somebody else gave this owner another slot meanwhile: signed by the old one, the keyring would open for nobody.
    """
    own_slot(keyring, key)
    assert key.signing_key is not None
    return key.signing_key


def own_slot(keyring: Keyring, key: UnlockedKey) -> Slot:
    """The slot by which `key` was opened. Raises Refusal "staff.sheet" or "keyring.slot_gone"."""
    if key.signing_key is None:
        raise Refusal("staff.sheet")
    public = key.signing_key.public_key().public_bytes_raw()
    slot = next((slot for slot in keyring.slots if slot.id == key.slot_id and slot.signature_key == public), None)
    if slot is None:
        raise Refusal("keyring.slot_gone")
    return slot


def with_member(keyring: Keyring, key: UnlockedKey, login: str, passphrase: str, kdf: KdfParameters) -> Keyring:
    """One member more, with new keys; an owner (`key`) signs.

    Raises Refusal "login.invalid", "login.taken", "passphrase.empty", "memory.short", "staff.sheet", "keyring.full"
    (so many people that no departure could be written), and those of `held_against`.
    """
    held_against(keyring, key)
    signing_key, login = owner_key(keyring, key), clean_login(login)
    if slot_of(keyring, login) is not None:
        raise Refusal("login.taken", login=login)
    slot = new_slot(keyring.fichier_id, login, normalise(passphrase), kdf, {key.generation: key.dek})
    larger = _signed(replace(keyring, slots=(*keyring.slots, slot)), key.slot_id, signing_key, key)
    if len(to_bytes(larger)) + OF_ANOTHER_KEY * (len(larger.slots) + 1) > LARGEST:
        raise Refusal("keyring.full", limit=LARGEST // 1024)
    return larger


def without_members(keyring: Keyring, key: UnlockedKey, logins: Collection[str]) -> Keyring:
    """The keyring without these; an owner (`key`), who stays, signs. What they copied before still opens what it did:
    a departure changes the key of the file too (`storage.staff.rekeying`)."""
    held_against(keyring, key)
    return _signed(_staying(keyring, logins), key.slot_id, owner_key(keyring, key), key)


def with_passphrase(keyring: Keyring, key: UnlockedKey, old: str, new: str, kdf: KdfParameters) -> Keyring:
    """The member of `key` opens with another passphrase from now on: same keys, new salt, these costs.

    Raises Refusal "passphrase.wrong" (the old one), "passphrase.empty", "staff.sheet", and those of `held_against`.
    """
    held_against(keyring, key)
    slot = own_slot(keyring, key)
    changed = rewrapped(keyring.fichier_id, slot, normalise(old), normalise(new), kdf)
    slots = tuple(changed if one.id == slot.id else one for one in keyring.slots)
    return _sealed(replace(keyring, slots=slots), key)


def with_new_slot(keyring: Keyring, key: UnlockedKey, login: str, passphrase: str, kdf: KdfParameters) -> NewSlot:
    """A member who forgot her passphrase gets new keys under another one; the old slot is gone.

    An owner (`key`) signs. Whoever came by the recovery sheet has no key to sign by: the new slot signs then, so it
    has to be an owner's, and the session goes on as that owner. Raises the refusals of `with_member`, not "taken".
    """
    held_against(keyring, key)
    words = normalise(passphrase)
    slot = new_slot(keyring.fichier_id, clean_login(login), words, kdf, {key.generation: key.dek})
    slots = (*(one for one in keyring.slots if one.login != slot.login), slot)
    changed = replace(keyring, slots=slots)
    if key.signing_key is not None:
        return NewSlot(_signed(changed, key.slot_id, owner_key(changed, key), key), key)
    _, signing_key = open_slot(keyring.fichier_id, slot, words)
    unlocked = replace(key, login=slot.login, slot_id=slot.id, signing_key=signing_key)
    return NewSlot(_signed(changed, slot.id, signing_key, key), unlocked)


def with_new_sheet(keyring: Keyring, key: UnlockedKey, code: str) -> Keyring:
    """Another recovery sheet, of that code: the one before opens this file no more. An owner (`key`) signs."""
    held_against(keyring, key)
    signing_key, secret = owner_key(keyring, key), read_recovery_code(code)
    sheet = recovery_key(secret, keyring.fichier_id).public_key().public_bytes_raw()
    sealed = seal_dek(key.dek, sheet, keyring.fichier_id, RECOVERY_ID, key.generation)
    changed = replace(keyring, recovery=RecoverySlot(sheet, {key.generation: sealed}))
    return _signed(changed, key.slot_id, signing_key, key)


def signed_anew(keyring: Keyring, key: UnlockedKey) -> Keyring:
    """The same people, signed by the owner of `key`: when the owner who signed is one no more."""
    held_against(keyring, key)
    return _signed(keyring, key.slot_id, owner_key(keyring, key), key)


def with_next_key(keyring: Keyring, key: UnlockedKey, following: UnlockedKey, leaving: Collection[str]) -> Keyring:
    """The keyring of a file that is about to get another key: those who stay hold both, so either base.db opens.

    `following` is the next key: its generation, salt and DEK. An owner (`key`), who stays, signs.
    """
    held_against(keyring, key)

    def both(public_key: bytes, slot_id: str, sealed: bytes) -> dict[int, bytes]:
        new = seal_dek(following.dek, public_key, keyring.fichier_id, slot_id, following.generation)
        return {key.generation: sealed, following.generation: new}

    staying = _staying(keyring, leaving)
    slots = tuple(replace(slot, dek=both(slot.public_key, slot.id, slot.dek[key.generation])) for slot in staying.slots)
    sheet = keyring.recovery.public_key
    recovery = RecoverySlot(sheet, both(sheet, RECOVERY_ID, keyring.recovery.dek[key.generation]))
    generations = {key.generation: key.salt, following.generation: following.salt}
    changed = replace(staying, generations=generations, slots=slots, recovery=recovery)
    deks = {key.generation: key.dek, following.generation: following.dek}
    return seal(changed, key.slot_id, owner_key(keyring, key), deks)


def with_one_key(keyring: Keyring, key: UnlockedKey) -> Keyring:
    """The keyring with the generation of `key` alone: the change of key is done, or was given up. An owner signs."""
    held_against(keyring, key)
    only = {key.generation: key.salt}
    slots = tuple(replace(slot, dek={key.generation: slot.dek[key.generation]}) for slot in keyring.slots)
    recovery = replace(keyring.recovery, dek={key.generation: keyring.recovery.dek[key.generation]})
    changed = replace(keyring, generations=only, slots=slots, recovery=recovery)
    return _signed(changed, key.slot_id, owner_key(keyring, key), key)


def _staying(keyring: Keyring, leaving: Collection[str]) -> Keyring:
    return replace(keyring, slots=tuple(slot for slot in keyring.slots if slot.login not in leaving))


def _one_generation(keyring: Keyring, key: UnlockedKey) -> None:
    """A session knows one key. Between two, only the departure itself changes the keyring (`with_one_key` first)."""
    if set(keyring.generations) != {key.generation}:
        raise Refusal("keyring.between")


def _signed(keyring: Keyring, slot_id: str, signing_key: Ed25519PrivateKey, key: UnlockedKey) -> Keyring:
    _one_generation(keyring, key)
    return seal(keyring, slot_id, signing_key, {key.generation: key.dek})


def _sealed(keyring: Keyring, key: UnlockedKey) -> Keyring:
    """With a MAC made anew, an owner's signature left as it was."""
    _one_generation(keyring, key)
    content = canonical(sealed_document(keyring))
    return replace(keyring, macs={key.generation: mac(MAC_PURPOSE, key.dek, content)})
