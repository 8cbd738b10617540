"""The keyring opens for its people and for nobody else, and says why it does not."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import keyring
from fichier_tui.storage.keyring import envelope
from fichier_tui.storage.keyring.derivation import KdfParameters, choose_parameters, derive_key, normalise
from fichier_tui.storage.keyring.form import RecoverySlot
from fichier_tui.storage.keyring.opening import seal
from tests.storage.opened import PASSPHRASE, made

SALT = made().unlocked.salt


def code_of(*arguments: object) -> str:
    """The code with which unlocking with these arguments is refused."""
    with pytest.raises(Refusal) as refused:
        keyring.unlock(*arguments)  # type: ignore[arg-type]
    return refused.value.code


@pytest.mark.parametrize("login", ["marie", "Marie ", None])
def test_the_passphrase_opens_with_or_without_the_login_of_the_only_member(login: str | None) -> None:
    unlocked = keyring.unlock(made().keyring, login, PASSPHRASE, SALT)
    assert unlocked.dek == made().unlocked.dek
    assert (unlocked.login, unlocked.generation) == ("marie", 1)
    assert unlocked.signing_key is not None
    signature = unlocked.signing_key.sign(b"journal")
    assert envelope.is_signed(b"journal", signature, made().keyring.slots[0].signature_key)


def test_a_passphrase_typed_on_a_mac_opens_the_same_slot() -> None:
    decomposed = unicodedata.normalize("NFD", PASSPHRASE)
    assert decomposed != PASSPHRASE
    assert keyring.unlock(made().keyring, "marie", decomposed, SALT).dek == made().unlocked.dek


@pytest.mark.parametrize("passphrase", [PASSPHRASE + " ", PASSPHRASE.upper(), "x"])
def test_another_passphrase_is_wrong_spaces_and_case_count(passphrase: str) -> None:
    assert code_of(made().keyring, "marie", passphrase, SALT) == "passphrase.wrong"


@pytest.mark.parametrize("passphrase", ["", "  ", "\u00a0"])
def test_an_empty_passphrase_is_refused_at_making_and_at_opening(passphrase: str) -> None:
    assert code_of(made().keyring, "marie", passphrase, SALT) == "passphrase.empty"
    with pytest.raises(Refusal, match=r"passphrase\.empty"):
        keyring.create("marie", passphrase, keyring.CHEAPEST)


def test_an_unknown_login_costs_one_derivation(monkeypatch: pytest.MonkeyPatch) -> None:
    derived: list[KdfParameters] = []

    def counted(passphrase: bytes, salt: bytes, parameters: KdfParameters) -> bytes:
        derived.append(parameters)
        return derive_key(passphrase, salt, parameters)

    monkeypatch.setattr("fichier_tui.storage.keyring.opening.derive_key", counted)
    assert code_of(made().keyring, "paul", PASSPHRASE, SALT) == "login.unknown"
    assert derived == [keyring.CHEAPEST]


def test_the_keyring_of_another_file_is_found_before_any_derivation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fichier_tui.storage.keyring.envelope.derive_key", None)
    assert code_of(made().keyring, "marie", PASSPHRASE, bytes(16)) == "keyring.foreign"


@pytest.mark.parametrize("login", ["", "  ", "a" * 65, "ma\x1brie", "ma\nrie"])
def test_a_login_is_a_short_printable_word(login: str) -> None:
    with pytest.raises(Refusal, match=r"login\.invalid"):
        keyring.create(login, PASSPHRASE, keyring.CHEAPEST)


def test_no_secret_shows_in_what_is_printed_of_a_key() -> None:
    new = made()
    shown = repr(new)
    assert new.unlocked.dek.hex() not in shown
    assert repr(new.unlocked.dek) not in shown
    assert new.recovery_code not in shown


def test_a_raw_key_has_exactly_its_bytes() -> None:
    assert keyring.raw_key(bytes(32)) == f"x'{'00' * 32}'"
    assert len(keyring.raw_key(bytes(32), bytes(16))) == 99
    for dek, salt in ((bytes(31), b""), (b"", b""), (bytes(32), bytes(15))):
        with pytest.raises(ValueError, match="raw key"):
            keyring.raw_key(dek, salt)


def with_two_people_and_two_generations() -> tuple[keyring.Keyring, bytes]:
    """Marie and Léa, while the file is given its second key; returns the second DEK too."""
    base, first, second = made().keyring, made().unlocked.dek, bytes(range(32))
    deks = {1: first, 2: second}
    slots = tuple(
        envelope.new_slot(base.fichier_id, login, normalise(PASSPHRASE + login), keyring.CHEAPEST, deks)
        for login in ("marie", "léa")
    )
    sheet = base.recovery.public_key
    recovery = RecoverySlot(
        sheet,
        {
            generation: envelope.seal_dek(dek, sheet, base.fichier_id, "recovery", generation)
            for generation, dek in deks.items()
        },
    )
    both = replace(base, generations={1: SALT, 2: bytes(16)}, slots=slots, recovery=recovery)
    _, signing = envelope.open_slot(base.fichier_id, slots[0], normalise(PASSPHRASE + "marie"))
    return seal(both, slots[0].id, signing, deks), second


def test_the_form_carries_several_people_and_two_generations_of_the_key() -> None:
    written, second = with_two_people_and_two_generations()
    both = keyring.from_bytes(keyring.to_bytes(written))
    assert both == written
    assert keyring.unlock(both, "LÉA", PASSPHRASE + "léa", SALT).dek == made().unlocked.dek
    assert keyring.unlock(both, "léa", PASSPHRASE + "léa", bytes(16)).dek == second
    assert keyring.unlock_with_recovery(both, made().recovery_code, bytes(16)).generation == 2
    assert code_of(both, None, PASSPHRASE, SALT) == "login.needed"
    assert code_of(both, "léa", PASSPHRASE + "marie", SALT) == "passphrase.wrong"


def test_a_slot_moved_from_another_file_or_signed_by_a_stranger_is_refused() -> None:
    base, dek = made().keyring, made().unlocked.dek
    other = keyring.create("marie", PASSPHRASE, keyring.CHEAPEST)
    stranger = Ed25519PrivateKey.generate()
    assert code_of(replace(base, slots=other.keyring.slots), None, PASSPHRASE, SALT) == "passphrase.wrong"
    forged = seal(base, base.slots[0].id, stranger, {1: dek})
    assert code_of(forged, None, PASSPHRASE, SALT) == "keyring.altered"
    renamed = replace(base, slots=(replace(base.slots[0], login="paul"),))
    assert code_of(renamed, None, PASSPHRASE, SALT) == "keyring.altered"


def test_the_largest_memory_within_half_a_second_is_chosen() -> None:
    def machine(seconds_for_64: float) -> int:
        return choose_parameters(lambda kdf: seconds_for_64 * kdf.memory / 65536).memory // 1024

    assert [machine(seconds) for seconds in (0.01, 0.06, 0.1, 0.2, 0.3, 5.0)] == [512, 512, 256, 128, 64, 64]


def test_a_machine_without_the_memory_keeps_the_cost_it_can_pay() -> None:
    def short_of_memory(kdf: KdfParameters) -> float:
        if kdf.memory > 128 * 1024:
            raise Refusal("memory.short", mebibytes=kdf.memory // 1024)
        return 0.01

    assert choose_parameters(short_of_memory) == KdfParameters(128 * 1024, 3, 4)
