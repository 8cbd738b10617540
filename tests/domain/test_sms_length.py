"""How long a text message is, by the tables of 3GPP TS 23.038."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fichier_tui.domain.sms_length import GSM7, UCS2, has_stop, in_short_alphabet, sms_length


@pytest.mark.parametrize(
    ("text", "alphabet", "units", "segments"),
    [
        ("", GSM7, 0, 0),
        ("a", GSM7, 1, 1),
        ("é" * 160, GSM7, 160, 1),
        ("é" * 161, GSM7, 161, 2),
        ("a" * 306, GSM7, 306, 2),
        ("a" * 307, GSM7, 307, 3),
        ("60 €", GSM7, 5, 1),
        ("€" * 80, GSM7, 160, 1),
        ("€" * 81, GSM7, 162, 2),
        # 153 septets hold 76 of them, and one septet stays empty: a sign is never cut.
        ("€" * 153, GSM7, 306, 3),
        ("a" * 152 + "€" + "a" * 152, GSM7, 306, 3),
        ("forêt", UCS2, 5, 1),
        ("ê" * 70, UCS2, 70, 1),
        ("ê" * 71, UCS2, 71, 2),
        ("ê" * 134, UCS2, 134, 2),
        ("ê" * 135, UCS2, 135, 3),
        ("😀" * 35, UCS2, 70, 1),
        ("😀" * 36, UCS2, 72, 2),
        ("😀" * 67, UCS2, 134, 3),
        ("a\nb", GSM7, 3, 1),
        ("à é è ù ì ò Ç ñ ü", GSM7, 17, 1),
        ("ç", UCS2, 1, 1),
        ("{[~]}\\|^", GSM7, 16, 1),
    ],
)
def test_length(text: str, alphabet: str, units: int, segments: int) -> None:
    length = sms_length(text)
    assert (length.alphabet, length.units, length.segments) == (alphabet, units, segments)


def test_the_letters_that_make_it_dear_are_named() -> None:
    assert sms_length("Forêt d’été, forêt ça").outside == ("ê", "’", "ç")


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("L’été à la forêt : « nuit » à 60 €", 'L\'été à la foret : "nuit" à 60 €'),
        ("Œuvre, cœur – ça, Noël…", "OEuvre, coeur - ca, Noel..."),
        ("Мария", "Мария"),
    ],
)
def test_the_same_in_the_short_alphabet(text: str, short: str) -> None:
    assert in_short_alphabet(text) == short


@given(st.text())
def test_what_is_in_the_short_alphabet_stays(text: str) -> None:
    short = in_short_alphabet(text)
    assert in_short_alphabet(short) == short
    if sms_length(text).alphabet == GSM7:
        assert sms_length(short).alphabet == GSM7


@given(st.text(max_size=500))
def test_segments_hold_what_there_is(text: str) -> None:
    length = sms_length(text)
    one, many = (160, 153) if length.alphabet == GSM7 else (70, 67)
    assert length.segments == (0 if not text else 1) if length.units <= one else length.segments >= 2
    assert length.units <= max(one if length.segments == 1 else 0, length.segments * many)


@pytest.mark.parametrize(
    ("text", "has"),
    [
        ("Soldes ! STOP au 36111", True),
        ("Soldes ! STOP 36111", True),
        ("Soldes ! Stop SMS au 36200.", True),
        ("STOP: 36111", True),
        ("Ne manquez pas le non-stop", False),
        ("STOP au 0612345678", False),
        ("STOP", False),
        ("STOP au 16111", False),
    ],
)
def test_the_word_that_ends_it(text: str, has: bool) -> None:
    assert has_stop(text) is has
