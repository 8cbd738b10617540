"""The burst of a reader of cards told from the hand of a person."""

from __future__ import annotations

import pytest

from fichier_tui.domain.scanning import LONGEST_PAUSE, Burst, card_number, comparable, may_belong


@pytest.mark.parametrize(
    ("characters", "number"),
    [
        ("2900000000018", "2900000000018"),
        ("123456", "123456"),
        ("12345", None),
        ("FID-00042", "FID-00042"),
        ("dupont", None),
        ("dupont12", None),
        ("é-ààààààààà&_", "2600000000018"),
        ("&é\"'(-è_çà", "1234567890"),
        ("ÉÈÀÇ&&", "270911"),
        ("((((((", "555555"),
        ("&é3456", None),
        ("12 34 56", None),
        ("1" * 41, None),
    ],
)
def test_what_a_reader_sends_is_read_as_a_number(characters: str, number: str | None) -> None:
    assert card_number(characters) == number


def struck(characters: str, pause: float, *, before_enter: float | None = None) -> str | None:
    burst, at = Burst(), 100.0
    for character in characters:
        at += pause
        burst.add(character, at)
    return burst.number(at + (pause if before_enter is None else before_enter))


@pytest.mark.parametrize("pause", [0.0, 0.001, 0.02, LONGEST_PAUSE - 0.001])
def test_a_burst_is_a_number(pause: float) -> None:
    assert struck("2900000000018", pause) == "2900000000018"


@pytest.mark.parametrize("pause", [LONGEST_PAUSE + 0.001, 0.08, 0.2])
def test_typing_never_is(pause: float) -> None:
    assert struck("2900000000018", pause) is None


def test_enter_pressed_by_hand_ends_no_scan() -> None:
    assert struck("2900000000018", 0.002, before_enter=0.3) is None


def test_a_pause_begins_another_burst() -> None:
    burst = Burst()
    for at, character in ((1.0, "9"), (1.3, "1"), *((1.3 + step / 100, "2") for step in range(1, 6))):
        burst.add(character, at)
    assert burst.number(1.36) == "122222"


def test_a_number_that_ends_a_line_which_came_at_once_is_no_scan() -> None:
    burst = Burst()
    burst.end(1.0)
    for character in "2900000000018":
        burst.add(character, 1.001)
    assert burst.number(1.002) is None


def test_a_key_held_down_is_no_scan_though_zeros_are() -> None:
    held, zeros = Burst(), Burst()
    for step in range(4):
        held.add("-", step / 100)
        zeros.add("0", step / 100)
    assert held.is_key_held_down()
    assert not zeros.is_key_held_down()


def test_spaces_and_dashes_do_not_count_in_a_comparison() -> None:
    assert comparable("fid-00 42") == comparable("FID0042") == "FID0042"
    assert may_belong("7")
    assert may_belong("ç")
    assert not may_belong(" ")
    assert not may_belong("œ")
