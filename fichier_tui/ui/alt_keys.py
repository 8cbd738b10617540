"""Alt with the digit row, as terminals send it: an escape before the character, or the newer protocol of keys.

Textual takes an escape and a digit for what a Mac types with its Option key ("¡"), and forgets the Alt of a sign ("&"
of an AZERTY keyboard). Both are told apart here, by the names that the newer protocol has for them. Letters ("é") are
well named already.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from textual import _ansi_sequences

SIGNS = {
    "&": "ampersand",
    '"': "quotation_mark",
    "'": "apostrophe",
    "(": "left_parenthesis",
    "-": "minus",
    "_": "underscore",
}
"""The unshifted digit row of an AZERTY keyboard, without its letters, by their names as keys."""
AZERTY_ROW = ("ampersand", "é", "quotation_mark", "apostrophe", "left_parenthesis", "minus", "è", "underscore", "ç")
"""The names of what it types for 1 to 9."""


@dataclass(frozen=True, slots=True)
class _AltKey:
    """A key of Textual's table, which has none for these."""

    value: str


def teach() -> None:
    """Tell Textual what an escape before a digit or a sign of the digit row is; done once for the process."""
    table = cast("dict[str, Any]", _ansi_sequences.ANSI_SEQUENCES_KEYS)
    names = {str(digit): str(digit) for digit in range(1, 10)} | SIGNS
    for character, name in names.items():
        table[f"\x1b{character}"] = (_AltKey(f"alt+{name}"),)
