"""Every pair of colours that is drawn can be read, in every theme of ours."""

from __future__ import annotations

import pytest
from textual.color import Color

from fichier_tui.settings import THEME
from fichier_tui.ui import themes


def luminance(color: Color) -> float:
    """Relative luminance, WCAG 2.2."""

    def channel(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = color.normalized
    return 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue)


def contrast(first: Color, second: Color) -> float:
    """Contrast ratio, WCAG 2.2: 1 to 21."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_formula_is_that_of_wcag() -> None:
    assert contrast(Color.parse("#000"), Color.parse("#fff")) == pytest.approx(21)
    assert contrast(Color.parse("#777"), Color.parse("#fff")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", list(themes.THEMES))
def test_every_pair_can_be_read(name: str) -> None:
    theme = themes.THEMES[name]
    variables = theme.to_color_system().generate() | theme.variables
    least = 7.0 if name == themes.CONTRAST else 4.5
    for ink, ground in themes.PAIRS:
        ratio = contrast(Color.parse(variables[ink]), Color.parse(variables[ground]))
        assert ratio >= least, f"{name}: {ink} {variables[ink]} on {ground} {variables[ground]} is {ratio:.2f}"


def test_one_of_each_kind_and_a_default() -> None:
    assert {theme.dark for theme in themes.THEMES.values()} == {True, False}
    assert THEME == themes.DEFAULT_THEME in themes.THEMES
    assert set(themes.NAMES) == set(themes.THEMES)
