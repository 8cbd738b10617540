"""Making a keyring, and opening it: with a passphrase, or with the recovery sheet. No file is touched here."""

from __future__ import annotations

import hmac
import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage.keyring.derivation import KEY_BYTES, SALT_BYTES, KdfParameters, derive_key, normalise
from fichier_tui.storage.keyring.envelope import (
    is_signed,
    mac,
    new_slot,
    open_dek,
    open_slot,
    recovery_key,
    seal_dek,
)
from fichier_tui.storage.keyring.form import (
    RECOVERY_ID,
    Keyring,
    RecoverySlot,
    Slot,
    canonical,
    sealed_document,
    signed_bytes,
)
from fichier_tui.storage.keyring.recovery import new_recovery_secret, read_recovery_code, write_recovery_code

MAC_PURPOSE = "fichier keyring mac"
LONGEST_LOGIN = 64


@dataclass(frozen=True, slots=True)
class UnlockedKey:
    """The key of a file, in memory only. Its repr shows no secret.

    `salt` is the first 16 bytes of base.db; `signing_key` is None when the recovery sheet opened (`login` is "").
    """

    fichier_id: str
    generation: int
    salt: bytes
    login: str
    slot_id: str
    dek: bytes = field(repr=False)
    signing_key: Ed25519PrivateKey | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class NewKeyring:
    """A keyring just made: to be saved; its recovery code, to be printed and forgotten; the key, to make base.db."""

    keyring: Keyring
    recovery_code: str = field(repr=False)
    unlocked: UnlockedKey


def raw_key(dek: bytes, salt: bytes = b"") -> str:
    """The key as SQLCipher takes it (`PRAGMA key`, or Peewee's passphrase): raw, so without its own derivation.

    With `salt`, a file being made begins with these 16 bytes; without, an existing file's own are used.
    Raises ValueError for any other length: SQLCipher would silently take the text for a passphrase.
    """
    if len(dek) != KEY_BYTES or len(salt) not in (0, SALT_BYTES):
        raise ValueError("a raw key has 32 bytes, and its salt 16 or none")
    return f"x'{dek.hex()}{salt.hex()}'"


def _plain(login: str) -> str:
    return unicodedata.normalize("NFC", login).strip().lower()


def clean_login(login: str) -> str:
    """The login as kept: NFC, lower case, no blank at its ends. Raises Refusal "login.invalid"."""
    kept = _plain(login)
    if not kept or len(kept) > LONGEST_LOGIN or not all(character.isprintable() for character in kept):
        raise Refusal("login.invalid", limit=LONGEST_LOGIN)
    return kept


def create(login: str, passphrase: str, kdf: KdfParameters) -> NewKeyring:
    """A keyring for a new file: a random key, one member of staff who is its owner, a recovery sheet.

    The salt of base.db is drawn here, so the keyring is whole before the file exists: make the file with
    `raw_key(unlocked.dek, unlocked.salt)`. Raises Refusal "passphrase.empty", "login.invalid", "memory.short".
    """
    fichier_id, generation = secrets.token_hex(16), 1
    dek, salt = secrets.token_bytes(KEY_BYTES), secrets.token_bytes(SALT_BYTES)
    words = normalise(passphrase)
    slot = new_slot(fichier_id, clean_login(login), words, kdf, {generation: dek})
    secret = new_recovery_secret()
    sheet = recovery_key(secret, fichier_id).public_key().public_bytes_raw()
    keyring = Keyring(
        fichier_id=fichier_id,
        generations={generation: salt},
        slots=(slot,),
        recovery=RecoverySlot(sheet, {generation: seal_dek(dek, sheet, fichier_id, RECOVERY_ID, generation)}),
        signed_by=slot.id,
        owner_signature=b"",
        macs={},
    )
    _, signing_key = open_slot(fichier_id, slot, words)  # proves that what was just typed opens what is being saved
    unlocked = UnlockedKey(fichier_id, generation, salt, slot.login, slot.id, dek, signing_key)
    return NewKeyring(seal(keyring, slot.id, signing_key, {generation: dek}), write_recovery_code(secret), unlocked)


def seal(keyring: Keyring, owner_slot: str, signing_key: Ed25519PrivateKey, deks: Mapping[int, bytes]) -> Keyring:
    """The keyring signed by an owner, then sealed with the DEK of each of its generations."""
    bare = replace(keyring, signed_by=owner_slot, owner_signature=b"", macs={})
    signed = replace(bare, owner_signature=signing_key.sign(signed_bytes(bare)))
    content = canonical(sealed_document(signed))
    return replace(
        signed, macs={generation: mac(MAC_PURPOSE, deks[generation], content) for generation in signed.generations}
    )


def generation_of(keyring: Keyring, base_salt: bytes) -> int:
    """Which generation of the key a base.db has, by its first 16 bytes. Raises Refusal "keyring.foreign"."""
    for generation, salt in keyring.generations.items():
        if hmac.compare_digest(salt, base_salt):
            return generation
    raise Refusal("keyring.foreign")


def unlock(keyring: Keyring, login: str | None, passphrase: str, base_salt: bytes) -> UnlockedKey:
    """The key of the file, for a member of staff (`login` may be None when there is only one).

    `base_salt` is the first 16 bytes of base.db. An unknown login costs one derivation, as a wrong passphrase does.
    Raises Refusal "keyring.foreign", "passphrase.empty", "login.needed" (`logins`), "login.unknown" (`login`),
    "passphrase.wrong", "keyring.altered", "memory.short".
    """
    generation = generation_of(keyring, base_salt)
    words = normalise(passphrase)
    slot = _slot_of(keyring, login, words)
    private_key, signing_key = open_slot(keyring.fichier_id, slot, words)
    dek = _dek_of(keyring, slot.dek, private_key, slot.id, generation)
    return UnlockedKey(keyring.fichier_id, generation, base_salt, slot.login, slot.id, dek, signing_key)


def unlock_with_recovery(keyring: Keyring, code: str, base_salt: bytes) -> UnlockedKey:
    """The key of the file, for whoever holds the recovery sheet.

    Raises Refusal "keyring.foreign", "recovery.incomplete", "recovery.mistyped" (`group`), "recovery.wrong",
    "keyring.altered".
    """
    generation = generation_of(keyring, base_salt)
    private_key = recovery_key(read_recovery_code(code), keyring.fichier_id)
    if not hmac.compare_digest(private_key.public_key().public_bytes_raw(), keyring.recovery.public_key):
        raise Refusal("recovery.wrong")
    dek = _dek_of(keyring, keyring.recovery.dek, private_key, RECOVERY_ID, generation)
    return UnlockedKey(keyring.fichier_id, generation, base_salt, "", RECOVERY_ID, dek, None)


def _slot_of(keyring: Keyring, login: str | None, passphrase: bytes) -> Slot:
    if login is None:
        if len(keyring.slots) > 1:
            raise Refusal("login.needed", logins=", ".join(slot.login for slot in keyring.slots))
        return keyring.slots[0]
    wanted = _plain(login)
    for slot in keyring.slots:
        if slot.login == wanted:
            return slot
    derive_key(passphrase, secrets.token_bytes(SALT_BYTES), keyring.slots[0].kdf)
    raise Refusal("login.unknown", login=login)


def _dek_of(
    keyring: Keyring, sealed: Mapping[int, bytes], private_key: X25519PrivateKey, slot_id: str, generation: int
) -> bytes:
    """The DEK, once the keyring's MAC and its owner's signature are found right. Raises Refusal "keyring.altered"."""
    if generation not in sealed:
        raise Refusal("keyring.altered")
    dek = open_dek(sealed[generation], private_key, keyring.fichier_id, slot_id, generation)
    check_seals(keyring, dek, generation)
    return dek


def check_seals(keyring: Keyring, dek: bytes, generation: int) -> None:
    """Whether only holders of the key, and an owner for the people in it, wrote this keyring.

    Raises Refusal "keyring.altered".
    """
    expected = mac(MAC_PURPOSE, dek, canonical(sealed_document(keyring)))
    signer = next((slot.signature_key for slot in keyring.slots if slot.id == keyring.signed_by), b"")
    if not hmac.compare_digest(expected, keyring.macs.get(generation, b"")) or not is_signed(
        signed_bytes(keyring), keyring.owner_signature, signer
    ):
        raise Refusal("keyring.altered")
