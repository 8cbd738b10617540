"""The recovery sheet is read however it is typed, and a slip of the finger is named by its group."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import keyring
from fichier_tui.storage.keyring.recovery import ALPHABET, read_recovery_code, write_recovery_code
from tests.storage.opened import made

SECRETS = st.binary(min_size=20, max_size=20)
SALT = made().unlocked.salt


def refusal_of(code: str) -> Refusal:
    """How reading this code is refused."""
    with pytest.raises(Refusal) as refused:
        read_recovery_code(code)
    return refused.value


@given(SECRETS)
def test_what_is_printed_is_read_back(secret: bytes) -> None:
    code = write_recovery_code(secret)
    assert [len(group) for group in code.split("-")] == [5] * 8
    assert read_recovery_code(code) == secret


@given(SECRETS, st.randoms(use_true_random=False))
def test_case_blanks_dashes_and_look_alikes_do_not_matter(secret: bytes, random: object) -> None:
    typed = ""
    for character in write_recovery_code(secret):
        choice = getattr(random, "choice")  # noqa: B009 (hypothesis gives no public type)
        seen = choice({"0": "0Oo", "1": "1IilL", "-": [" ", "", "-", " – ", "\u00a0", "\t"]}.get(character, character))
        typed += choice([seen, seen.lower(), seen + " "])
    assert read_recovery_code(typed) == secret


@given(SECRETS, st.integers(0, 39), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_found_in_its_group(secret: bytes, index: int, wrong: str) -> None:
    characters = list(write_recovery_code(secret).replace("-", ""))
    assume(characters[index] != wrong)
    characters[index] = wrong
    refusal = refusal_of("".join(characters))
    assert (refusal.code, refusal.details["group"]) == ("recovery.mistyped", index // 5 + 1)


@given(SECRETS, st.integers(0, 7), st.integers(0, 3))
def test_two_exchanged_characters_are_found_in_their_group(secret: bytes, group: int, index: int) -> None:
    groups = [list(letters) for letters in write_recovery_code(secret).split("-")]
    letters = groups[group]
    assume(letters[index] != letters[index + 1])
    letters[index], letters[index + 1] = letters[index + 1], letters[index]
    refusal = refusal_of("-".join("".join(part) for part in groups))
    assert (refusal.code, refusal.details["group"]) == ("recovery.mistyped", group + 1)


@given(SECRETS, st.integers(0, 7), st.integers(0, 7))
def test_two_exchanged_groups_are_found(secret: bytes, one: int, other: int) -> None:
    assume(one != other)
    groups = write_recovery_code(secret).split("-")
    groups[one], groups[other] = groups[other], groups[one]
    assert refusal_of("-".join(groups)).details["group"] == min(one, other) + 1


@given(st.text(max_size=60))
def test_no_text_does_worse_than_being_refused(text: str) -> None:
    assert refusal_of(text).code in ("recovery.incomplete", "recovery.mistyped")


def test_the_sheet_opens_its_file_without_a_signing_key() -> None:
    unlocked = keyring.unlock_with_recovery(made().keyring, made().recovery_code.lower(), SALT)
    assert unlocked.dek == made().unlocked.dek
    assert (unlocked.login, unlocked.signing_key) == ("", None)


def test_the_sheet_of_another_file_is_wrong_and_a_foreign_base_is_told() -> None:
    code = write_recovery_code(bytes(20))
    with pytest.raises(Refusal, match=r"recovery\.wrong"):
        keyring.unlock_with_recovery(made().keyring, code, SALT)
    with pytest.raises(Refusal, match=r"keyring\.foreign"):
        keyring.unlock_with_recovery(made().keyring, made().recovery_code, bytes(16))
