"""The estimate calls weak what a neighbour would guess, and strong what dice drew."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fichier_tui.storage.staff.passphrase import Strength, estimate_strength

KNOWN = ("Boutique Martin", "marie")


@pytest.mark.parametrize(
    ("passphrase", "code"),
    [
        ("", "weak"),
        ("   ", "weak"),
        ("marie", "weak"),
        ("azerty123", "weak"),
        ("Boutique Martin 2026", "weak"),
        ("Tr0ub4dor&3", "weak"),
        ("aaa aaa aaa aaa aaa aaa aaa", "weak"),
        ("é" * 500, "weak"),
        ("chat chien souris", "weak"),
        ("correct horse battery staple", "good"),
        ("le chat mange la souris", "good"),
        ("xK9#mQ2$vL7@pW4!", "good"),
        ("été à Saint-Malo, 1987", "good"),
        ("abandon faucheuse tremplin voleur abside croco alezane", "strong"),
    ],
)
def test_each_passphrase_has_its_code(passphrase: str, code: str) -> None:
    assert estimate_strength(passphrase, KNOWN).code == code


def test_what_the_shop_is_called_is_worth_little() -> None:
    assert estimate_strength("Bouquetterie", ["Bouquetterie"]).bits < estimate_strength("Bouquetterie").bits


@given(st.text(max_size=100))
def test_any_text_has_an_estimate(passphrase: str) -> None:
    estimate = estimate_strength(passphrase)
    assert isinstance(estimate, Strength)
    assert estimate.bits >= 0
