"""The sealing of keys: nothing here is invented, each step is one primitive of `cryptography`.

A member's passphrase opens her private keys (AES-256-GCM-SIV); her X25519 key opens the DEK sealed to it (HPKE);
the DEK is the key of the file. The recovery code is the X25519 key of its slot. So a file can be given a new key
without its people being there.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import replace

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage.keyring.derivation import KEY_BYTES, SALT_BYTES, KdfParameters, derive_key
from fichier_tui.storage.keyring.form import FORMAT, VERSION, Slot, canonical, kdf_document

NONCE_BYTES = 12
SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def key_for(purpose: str, secret: bytes) -> bytes:
    """A 32-byte key for one purpose, drawn from a secret that is random already."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose.encode()).derive(secret)


def mac(purpose: str, dek: bytes, content: bytes) -> bytes:
    """The seal that only someone who holds the DEK can make."""
    return hmac.digest(key_for(purpose, dek), content, hashlib.sha256)


def seal_dek(dek: bytes, public_key: bytes, fichier_id: str, slot_id: str, generation: int) -> bytes:
    """The DEK of a generation, sealed to a public key, and to this place in this file."""
    if len(dek) != KEY_BYTES:
        raise ValueError("a DEK has 32 bytes")
    info = canonical([FORMAT, VERSION, fichier_id, slot_id, generation])
    return SUITE.encrypt(dek, X25519PublicKey.from_public_bytes(public_key), info=info)


def open_dek(sealed: bytes, private_key: X25519PrivateKey, fichier_id: str, slot_id: str, generation: int) -> bytes:
    """The DEK. Raises Refusal "keyring.altered" when it was not sealed to this key, here."""
    info = canonical([FORMAT, VERSION, fichier_id, slot_id, generation])
    try:
        return SUITE.decrypt(sealed, private_key, info=info)
    except InvalidTag as error:
        raise Refusal("keyring.altered") from error


def recovery_key(secret: bytes, fichier_id: str) -> X25519PrivateKey:
    """The key that the 160 bits of the recovery sheet stand for, in this file."""
    return X25519PrivateKey.from_private_bytes(key_for(f"fichier recovery {fichier_id}", secret))


def _bound_to(fichier_id: str, slot: Slot) -> bytes:
    """What the private keys are tied to: moved to another slot, or with other costs, they no longer open."""
    return canonical(
        [
            FORMAT,
            VERSION,
            fichier_id,
            slot.id,
            kdf_document(slot.kdf),
            slot.salt.hex(),
            slot.public_key.hex(),
            slot.signature_key.hex(),
        ]
    )


def new_slot(fichier_id: str, login: str, passphrase: bytes, kdf: KdfParameters, deks: dict[int, bytes]) -> Slot:
    """A slot for a member of staff, with new keys, holding the DEK of each generation."""
    private, signing = X25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    bare = Slot(
        id=secrets.token_hex(8),
        login=login,
        kdf=kdf,
        salt=secrets.token_bytes(SALT_BYTES),
        public_key=private.public_key().public_bytes_raw(),
        signature_key=signing.public_key().public_bytes_raw(),
        private_keys=b"",
        dek={},
    )
    both = private.private_bytes_raw() + signing.private_bytes_raw()
    return replace(
        _wrapped(fichier_id, bare, passphrase, both),
        dek={
            generation: seal_dek(dek, bare.public_key, fichier_id, bare.id, generation)
            for generation, dek in deks.items()
        },
    )


def _wrapped(fichier_id: str, bare: Slot, passphrase: bytes, both: bytes) -> Slot:
    """The slot with its two private keys locked by the passphrase, under the salt and the costs that it has."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    wrapping = AESGCMSIV(derive_key(passphrase, bare.salt, bare.kdf))
    return replace(bare, private_keys=nonce + wrapping.encrypt(nonce, both, _bound_to(fichier_id, bare)))


def rewrapped(fichier_id: str, slot: Slot, old: bytes, new: bytes, kdf: KdfParameters) -> Slot:
    """The same keys under another passphrase, with a new salt and these costs. Raises Refusal "passphrase.wrong"."""
    private, signing = open_slot(fichier_id, slot, old)
    bare = replace(slot, salt=secrets.token_bytes(SALT_BYTES), kdf=kdf)
    changed = _wrapped(fichier_id, bare, new, private.private_bytes_raw() + signing.private_bytes_raw())
    open_slot(fichier_id, changed, new)  # proves that what was just typed opens what is being saved
    return changed


def open_slot(fichier_id: str, slot: Slot, passphrase: bytes) -> tuple[X25519PrivateKey, Ed25519PrivateKey]:
    """The two private keys of a slot. Raises Refusal "passphrase.wrong"."""
    wrapping = AESGCMSIV(derive_key(passphrase, slot.salt, slot.kdf))
    nonce, sealed = slot.private_keys[:NONCE_BYTES], slot.private_keys[NONCE_BYTES:]
    try:
        both = wrapping.decrypt(nonce, sealed, _bound_to(fichier_id, slot))
    except InvalidTag as error:
        raise Refusal("passphrase.wrong") from error
    return (
        X25519PrivateKey.from_private_bytes(both[:KEY_BYTES]),
        Ed25519PrivateKey.from_private_bytes(both[KEY_BYTES:]),
    )


def is_signed(content: bytes, signature: bytes, signature_key: bytes) -> bool:
    """Whether the holder of this Ed25519 key signed this content."""
    try:
        Ed25519PublicKey.from_public_bytes(signature_key).verify(signature, content)
    except (InvalidSignature, ValueError):
        return False
    return True
