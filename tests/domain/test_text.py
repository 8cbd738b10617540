"""What enters is clean; what is searched is folded."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fichier_tui.domain.text import clean_line, clean_text, fold, fold_joined

CLEANED = [
    ("Péron", "Péron"),
    ("  Péron   Hélène ", "Péron Hélène"),
    ("1\u202f234,50\u00a0€", "1 234,50 €"),
    ("\x1b]52;c;ZXZpbA==\x07Durand", "]52;c;ZXZpbA==Durand"),
    ("\x1b[31mRouge", "[31mRouge"),
    ("\u202eesrever", "esrever"),
    ("Ann\u200be", "Anne"),
    ("[/b] Martin [SARL]", "[/b] Martin [SARL]"),
    ("deux\nlignes", "deux lignes"),
    ("e\u0301", "é"),
    ("\ud800abc", "abc"),
    ("\x9b31mC1", "31mC1"),
]

FOLDED = [
    ("Lefèvre-Cœur d'Anjou", "lefevre coeur d anjou"),
    ("ÉLODIE", "elodie"),
    ("Œuvre Æ", "oeuvre ae"),
    ("Müller", "muller"),
    ("L'Hôte", "l hote"),
    ("Мария Иванова", "мария иванова"),
    ("İstanbul", "istanbul"),
    ("", ""),
]


@pytest.mark.parametrize(("raw", "clean"), CLEANED)
def test_a_line_loses_what_could_drive_a_terminal_and_nothing_else(raw: str, clean: str) -> None:
    assert clean_line(raw) == clean


@pytest.mark.parametrize(("text", "folded"), FOLDED)
def test_folding_keeps_letters_and_digits(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_compound_names_join() -> None:
    assert fold_joined("Jean-Pierre") == fold_joined("Jeanpierre") == "jeanpierre"


def test_a_note_keeps_its_lines() -> None:
    assert clean_text("première\r\nseconde\rtroisième\n\n\n\nfin\x00") == "première\nseconde\ntroisième\n\nfin"


@given(st.text(st.characters()))
def test_cleaning_is_done_once_and_leaves_no_control(text: str) -> None:
    for clean in (clean_line(text), clean_text(text).replace("\n", "")):
        assert not any(unicodedata.category(character) in {"Cc", "Cs"} for character in clean)
        assert not set(clean) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b")
    assert clean_line(clean_line(text)) == clean_line(text)
    assert clean_text(clean_text(text)) == clean_text(text)


@given(st.text(st.characters()))
def test_folding_is_done_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
