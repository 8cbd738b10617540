"""The keyring as it is written: canonical JSON, at most 64 KiB, of one exact form.

Reading refuses before any key work: what is no longer the canonical text of a document whose checksum is right is
damaged; a right checksum with a higher version is a newer keyring; costs outside the bounds were altered by somebody.
Bytes are written in hexadecimal, so that every text has exactly one reading.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage.keyring.derivation import KEY_BYTES, SALT_BYTES, KdfParameters

FORMAT = "fichier-keyring"
VERSION = 1
LARGEST = 64 * 1024  # bytes: some 70 members of staff
RECOVERY_ID = "recovery"
ALGORITHM = "argon2id"

PRIVATE_KEYS_BYTES = 12 + 2 * KEY_BYTES + 16  # nonce, X25519 key and Ed25519 seed, tag
SEALED_DEK_BYTES = 32 + KEY_BYTES + 16  # HPKE: encapsulated key, DEK, tag
SIGNATURE_BYTES = 64


@dataclass(frozen=True, slots=True)
class Slot:
    """How one member of staff opens the file."""

    id: str
    login: str
    kdf: KdfParameters
    salt: bytes
    public_key: bytes
    signature_key: bytes
    private_keys: bytes
    dek: Mapping[int, bytes]


@dataclass(frozen=True, slots=True)
class RecoverySlot:
    """How the printed sheet opens the file."""

    public_key: bytes
    dek: Mapping[int, bytes]


@dataclass(frozen=True, slots=True)
class Keyring:
    """Who may open a file. `generations` maps each generation of the key to the first 16 bytes of its base.db.

    There are two generations only while the file is being given a new key. `macs` holds one seal a generation,
    because someone who leaves knows only the older key.
    """

    fichier_id: str
    generations: Mapping[int, bytes]
    slots: tuple[Slot, ...]
    recovery: RecoverySlot
    signed_by: str
    owner_signature: bytes
    macs: Mapping[int, bytes]


def canonical(document: object) -> bytes:
    """The one way a document is written: UTF-8, sorted keys, no blank."""
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def _by_generation(values: Mapping[int, bytes]) -> dict[str, str]:
    return {str(generation): value.hex() for generation, value in values.items()}


def kdf_document(kdf: KdfParameters) -> dict[str, Any]:
    """The costs of a derivation as written."""
    return {"algorithm": ALGORITHM, "m": kdf.memory, "t": kdf.passes, "p": kdf.lanes}


def _slot_document(slot: Slot) -> dict[str, Any]:
    return {
        "id": slot.id,
        "login": slot.login,
        "kdf": kdf_document(slot.kdf),
        "salt": slot.salt.hex(),
        "public_key": slot.public_key.hex(),
        "signature_key": slot.signature_key.hex(),
        "private_keys": slot.private_keys.hex(),
        "dek": _by_generation(slot.dek),
    }


def signed_bytes(keyring: Keyring) -> bytes:
    """What an owner signs: who the people are, their public keys, the generations."""
    people = [[slot.id, slot.login, slot.public_key.hex(), slot.signature_key.hex()] for slot in keyring.slots]
    return canonical(
        {
            "fichier_id": keyring.fichier_id,
            "generations": _by_generation(keyring.generations),
            "people": people,
            "recovery": keyring.recovery.public_key.hex(),
            "signed_by": keyring.signed_by,
        }
    )


def sealed_document(keyring: Keyring) -> dict[str, Any]:
    """Everything that the MACs cover."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "fichier_id": keyring.fichier_id,
        "generations": _by_generation(keyring.generations),
        "slots": [_slot_document(slot) for slot in keyring.slots],
        "recovery": {
            "id": RECOVERY_ID,
            "public_key": keyring.recovery.public_key.hex(),
            "dek": _by_generation(keyring.recovery.dek),
        },
        "owner_signature": {"slot": keyring.signed_by, "signature": keyring.owner_signature.hex()},
    }


def to_bytes(keyring: Keyring) -> bytes:
    """The keyring as kept in `keyring.json`. Raises Refusal "keyring.full" beyond 64 KiB."""
    document = {**sealed_document(keyring), "mac": _by_generation(keyring.macs)}
    raw = canonical({**document, "checksum": hashlib.sha256(canonical(document)).hexdigest()})
    if len(raw) > LARGEST:
        raise Refusal("keyring.full", limit=LARGEST // 1024)
    return raw


def from_bytes(raw: bytes) -> Keyring:
    """The keyring of a file's bytes, without any key work.

    Raises Refusal "keyring.damaged", "keyring.newer" (`version`) or "keyring.altered".
    """
    document = _sound_document(raw)
    version = document.get("version")
    if isinstance(version, int) and version > VERSION:
        raise Refusal("keyring.newer", version=version)
    try:
        keyring = _read_keyring(document)
        sound = to_bytes(keyring) == raw
    except (KeyError, TypeError, ValueError) as error:
        raise Refusal("keyring.damaged") from error
    if not sound:
        raise Refusal("keyring.damaged")
    if not all(slot.kdf.are_allowed() for slot in keyring.slots):
        raise Refusal("keyring.altered")
    return keyring


def _sound_document(raw: bytes) -> dict[str, Any]:
    """The document of these bytes if they are its canonical text, and its checksum is right."""
    if len(raw) > LARGEST:
        raise Refusal("keyring.damaged")
    try:
        document = json.loads(raw)
        checksum = document.pop("checksum")
        sound = (
            document["format"] == FORMAT
            and checksum == hashlib.sha256(canonical(document)).hexdigest()
            and raw == canonical({**document, "checksum": checksum})
        )
    except (ValueError, RecursionError, AttributeError, KeyError, TypeError) as error:
        raise Refusal("keyring.damaged") from error
    if not sound or not isinstance(document, dict):
        raise Refusal("keyring.damaged")
    return document


def _hexadecimal(text: str, length: int) -> bytes:
    if not re.fullmatch(rf"[0-9a-f]{{{2 * length}}}", text):
        raise ValueError("not the hexadecimal digits expected")
    return bytes.fromhex(text)


def _generations(values: dict[str, str], length: int) -> dict[int, bytes]:
    if not 1 <= len(values) <= 2 or not all(re.fullmatch(r"[1-9][0-9]{0,8}", number) for number in values):
        raise ValueError("not one or two generations")
    return {int(number): _hexadecimal(value, length) for number, value in values.items()}


def _whole_number(value: object) -> int:
    if type(value) is not int:
        raise TypeError("not a whole number")
    return value


def _read_slot(document: dict[str, Any]) -> Slot:
    kdf = document["kdf"]
    if not isinstance(document["login"], str):
        raise TypeError("a login is a text")
    return Slot(
        id=_hexadecimal(document["id"], 8).hex(),
        login=document["login"],
        kdf=KdfParameters(_whole_number(kdf["m"]), _whole_number(kdf["t"]), _whole_number(kdf["p"])),
        salt=_hexadecimal(document["salt"], SALT_BYTES),
        public_key=_hexadecimal(document["public_key"], KEY_BYTES),
        signature_key=_hexadecimal(document["signature_key"], KEY_BYTES),
        private_keys=_hexadecimal(document["private_keys"], PRIVATE_KEYS_BYTES),
        dek=_generations(document["dek"], SEALED_DEK_BYTES),
    )


def _read_keyring(document: dict[str, Any]) -> Keyring:
    """Raises KeyError, TypeError or ValueError for what is not of the form of version 1."""
    slots = tuple(_read_slot(slot) for slot in document["slots"])
    if not slots or len({slot.id for slot in slots}) != len(slots):
        raise ValueError("no slot, or two of one name")
    recovery = document["recovery"]
    signature = document["owner_signature"]
    return Keyring(
        fichier_id=_hexadecimal(document["fichier_id"], 16).hex(),
        generations=_generations(document["generations"], SALT_BYTES),
        slots=slots,
        recovery=RecoverySlot(
            public_key=_hexadecimal(recovery["public_key"], KEY_BYTES),
            dek=_generations(recovery["dek"], SEALED_DEK_BYTES),
        ),
        signed_by=_hexadecimal(signature["slot"], 8).hex(),
        owner_signature=_hexadecimal(signature["signature"], SIGNATURE_BYTES),
        macs=_generations(document["mac"], 32),
    )
