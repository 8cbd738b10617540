"""Whatever happens to the bytes of a keyring, it is refused, with the right word, before any key work."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest

from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import keyring
from fichier_tui.storage.keyring.form import canonical
from tests.storage.opened import PASSPHRASE, made

RAW = keyring.to_bytes(made().keyring)


def code_of(raw: bytes) -> str:
    """The code with which reading these bytes is refused."""
    with pytest.raises(Refusal) as refused:
        keyring.from_bytes(raw)
    return refused.value.code


def rewritten(change: dict[tuple[str | int, ...], Any]) -> bytes:
    """The keyring with some values changed by hand, and its checksum made right again."""
    document = json.loads(RAW)
    for path, value in change.items():
        place = document
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = value
    document.pop("checksum")
    return canonical({**document, "checksum": hashlib.sha256(canonical(document)).hexdigest()})


def test_what_is_written_is_read_back_and_small() -> None:
    assert keyring.from_bytes(RAW) == made().keyring
    assert len(RAW) < 2500


def test_every_single_bit_flip_is_found_as_damage_without_a_derivation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fichier_tui.storage.keyring.envelope.derive_key", None)
    codes = set()
    for index in range(8 * len(RAW)):
        flipped = bytearray(RAW)
        flipped[index // 8] ^= 1 << index % 8
        codes.add(code_of(bytes(flipped)))
    assert codes == {"keyring.damaged"}


NO_KEYRINGS = {
    "empty": b"",
    "an empty object": b"{}",
    "a list": b"[]",
    "null": b"null",
    "deeply nested": b"[" * 60_000,
    "a huge number": b"9" * 60_000,
    "cut": RAW[:-1],
    "a line end more": RAW + b"\n",
    "too long": RAW + b" " * 70_000,
    "not UTF-8": b"\xff\xfe\x00",
}


@pytest.mark.parametrize("raw", NO_KEYRINGS.values(), ids=NO_KEYRINGS.keys())
def test_what_is_no_keyring_is_damaged(raw: bytes) -> None:
    assert code_of(raw) == "keyring.damaged"


def test_a_later_version_is_named_as_such() -> None:
    assert code_of(rewritten({("version",): 2, ("slots",): "in some new form"})) == "keyring.newer"


@pytest.mark.parametrize(
    ("name", "value"),
    [("m", 1024), ("m", 65535), ("m", 4 * 1024 * 1024), ("t", 0), ("t", 21), ("p", 0), ("p", 17)],
)
def test_a_cost_outside_the_bounds_is_refused_before_it_is_paid(name: str, value: int) -> None:
    assert code_of(rewritten({("slots", 0, "kdf", name): value})) == "keyring.altered"


@pytest.mark.parametrize(
    "change",
    [
        {("slots",): []},
        {("slots", 0, "kdf", "algorithm"): "pbkdf2"},
        {("slots", 0, "kdf", "m"): 65536.0},
        {("slots", 0, "kdf", "t"): True},
        {("slots", 0, "salt"): "ab"},
        {("slots", 0, "login"): 5},
        {("slots", 0, "id"): "../../etc"},
        {("slots", 0, "more"): 1},
        {("generations",): {}},
        {("generations",): {"-1": "00" * 16}},
        {("generations",): {"1": "00" * 16, "2": "00" * 16, "3": "00" * 16}},
        {("recovery", "id"): "x"},
        {("version",): 0},
        {("unknown",): 1},
    ],
)
def test_a_right_checksum_over_a_wrong_form_is_damage(change: dict[tuple[str | int, ...], Any]) -> None:
    assert code_of(rewritten(change)) == "keyring.damaged"


def flipped_hexadecimal(text: str) -> str:
    """The text with its last digit changed, still hexadecimal."""
    return text[:-1] + ("0" if text[-1] != "0" else "1")


@pytest.mark.parametrize(
    "path",
    [
        ("fichier_id",),
        ("generations", "1"),
        ("mac", "1"),
        ("owner_signature", "signature"),
        ("owner_signature", "slot"),
        ("recovery", "public_key"),
        ("recovery", "dek", "1"),
        ("slots", 0, "id"),
        ("slots", 0, "salt"),
        ("slots", 0, "public_key"),
        ("slots", 0, "signature_key"),
        ("slots", 0, "private_keys"),
        ("slots", 0, "dek", "1"),
    ],
)
def test_a_change_by_a_hand_that_knows_the_checksum_opens_nothing(path: tuple[str | int, ...]) -> None:
    value = json.loads(RAW)
    for step in path:
        value = value[step]
    changed = keyring.from_bytes(rewritten({path: flipped_hexadecimal(value)}))
    with pytest.raises(Refusal) as refused:
        keyring.unlock(changed, "marie", PASSPHRASE, changed.generations[1])
    assert refused.value.code in ("keyring.altered", "passphrase.wrong")
    with pytest.raises(Refusal):
        keyring.unlock_with_recovery(changed, made().recovery_code, changed.generations[1])


def test_a_cheaper_derivation_within_the_bounds_opens_nothing() -> None:
    changed = keyring.from_bytes(rewritten({("slots", 0, "kdf", "t"): 2}))
    with pytest.raises(Refusal, match=r"passphrase\.wrong"):
        keyring.unlock(changed, "marie", PASSPHRASE, changed.generations[1])
