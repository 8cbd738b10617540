"""The unshifted row of a French keyboard counts as digits in numeric fields, and only where digits were meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fichier_tui.domain.keyboard import azerty_digits, azerty_number

CASES = [
    ('à&é"', "0123"),
    ("'(-è", "4567"),
    ("_ç", "89"),
    ('"_à', "380"),
    ("&é,(à", "12,50"),
    ("& é\"',(à €", "1 234,50 €"),
    ("à- &é \"' (- è_", "06 12 34 56 78"),
    ("&'h\"à", "14h30"),
    ("&(:ç", "15:9"),
    ("&-", "16"),
    ('"(', "35"),
    ("ÀÉÇ", "029"),
    ("à", "0"),
    # Left alone: what is already a number, a word, or says too little.
    ("12-50", "12-50"),
    ("06-12-34", "06-12-34"),
    ("-5", "-5"),
    ("-", "-"),
    ("--", "--"),
    ("'", "'"),
    ("(", "("),
    ("-- --", "-- --"),
    ("février", "février"),
    ("aujourd'hui", "aujourd'hui"),
    ("après-demain", "après-demain"),
    ("+3j", "+3j"),
    ("", ""),
    (" ", " "),
    ("(à)", "(à)"),
]


@pytest.mark.parametrize(("typed", "meant"), CASES)
def test_the_unshifted_row_is_digits_when_digits_were_meant(typed: str, meant: str) -> None:
    assert azerty_digits(typed) == meant


@given(st.text(alphabet="0123456789", min_size=2))
def test_any_number_typed_without_shift_is_that_number_or_left_alone(number: str) -> None:
    typed = number.translate(str.maketrans("1234567890", "&é\"'(-è_çà"))
    assert azerty_digits(typed) in (number, typed)
    if set(number) & set("2790"):
        assert azerty_digits(typed) == number


@given(st.text())
def test_turning_twice_changes_nothing_more(text: str) -> None:
    once = azerty_digits(text)
    assert azerty_digits(once) == once


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("'", "4"),
        ("((", "55"),
        ("-", "6"),
        ("&é", "12"),
        ("&é,(à", "12,50"),
        ("-5", "-5"),
        ("4", "4"),
        ("(5,00)", "(5,00)"),
        ("d'or", "d'or"),
        ("", ""),
    ],
)
def test_where_only_a_number_can_stand_a_lone_key_is_its_digit(typed: str, meant: str) -> None:
    assert azerty_number(typed) == meant
