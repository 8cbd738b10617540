"""The recovery code: 160 random bits on a printed sheet, read back however they are typed.

Eight groups of five characters: four of Crockford's alphabet (no I, L, O, U) and a check character. The check depends
on the place of the group, so a mistyped character, two exchanged ones and two exchanged groups are all found,
and the screen can say which group to look at.
"""

from __future__ import annotations

import secrets

from fichier_tui.domain.refusal import Refusal

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_BYTES = 20
GROUPS = 8
GROUP_CHARACTERS = 4
BITS_IN_A_CHARACTER = 5
SEEN_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
POLYNOMIAL = 0b100101  # x^5 + x^2 + 1, primitive: the field of 32 elements, so that weights 1, x, x², x³ all differ


def _times_x(element: int) -> int:
    doubled = element << 1
    return doubled ^ POLYNOMIAL if doubled & 0b100000 else doubled


def _check_value(values: list[int], place: int) -> int:
    """The check of four values at a place of 0–7: a polynomial in x over the field of 32, plus the place."""
    total = 0
    for value in values:
        total = _times_x(total ^ value)
    return total ^ place


def new_recovery_secret() -> bytes:
    """Twenty random bytes."""
    return secrets.token_bytes(CODE_BYTES)


def new_recovery_code() -> str:
    """The code of a new sheet."""
    return write_recovery_code(new_recovery_secret())


def write_recovery_code(secret: bytes) -> str:
    """The code as printed: `XXXXC-XXXXC-…`, eight groups."""
    if len(secret) != CODE_BYTES:
        raise ValueError("a recovery secret has 20 bytes")
    number = int.from_bytes(secret, "big")
    groups = []
    for place in range(GROUPS):
        shift = (GROUPS - 1 - place) * GROUP_CHARACTERS * BITS_IN_A_CHARACTER
        group = number >> shift
        values = [
            group >> (GROUP_CHARACTERS - 1 - index) * BITS_IN_A_CHARACTER & 31 for index in range(GROUP_CHARACTERS)
        ]
        groups.append("".join(ALPHABET[value] for value in [*values, _check_value(values, place)]))
    return "-".join(groups)


def as_typed(text: str) -> str:
    """The characters that count in a typed code, or a part of one: capitals, O as 0, I and L as 1, no separators."""
    typed = "".join(character for character in text.upper() if character not in " \t\r\n\u00a0\u202f-–—‑.,_")
    return typed.translate(SEEN_AS)


def read_recovery_code(text: str) -> bytes:
    """The secret of a typed code: case, spaces, dashes and points are ignored, O is 0, I and L are 1.

    Raises Refusal "recovery.incomplete" (`found` and `expected` characters) or "recovery.mistyped" (`group`, from 1).
    """
    characters = as_typed(text)
    expected = GROUPS * (GROUP_CHARACTERS + 1)
    if len(characters) != expected:
        raise Refusal("recovery.incomplete", found=len(characters), expected=expected)
    number = 0
    for place in range(GROUPS):
        start = place * (GROUP_CHARACTERS + 1)
        values = [ALPHABET.find(character) for character in characters[start : start + GROUP_CHARACTERS + 1]]
        if -1 in values or values[-1] != _check_value(values[:-1], place):
            raise Refusal("recovery.mistyped", group=place + 1)
        for value in values[:-1]:
            number = number << BITS_IN_A_CHARACTER | value
    return number.to_bytes(CODE_BYTES, "big")
