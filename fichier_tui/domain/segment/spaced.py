"""Values that are written with spaces and are one all the same: "1 000,50 €", "12 Aug 2026", "mars 2025"."""

from __future__ import annotations

import re

from fichier_tui.domain.calendar_words import MONTHS
from fichier_tui.domain.dates import plain
from fichier_tui.domain.segment import fields
from fichier_tui.domain.segment.fields import Field
from fichier_tui.domain.segment.lexer import Token

_BEGINS_GROUP = re.compile(r"(?:.*\.\.)?-?\d{1,3}(?: \d{3})*", re.ASCII)
_GROUP = re.compile(r"\d{3}(?:\.\d{1,2})?(?:€|\+|\.\.-?\d{1,3}(?:\.\d{1,2})?)?", re.ASCII)
_AMOUNT = re.compile(r"[\d .,+-]*\d", re.ASCII)
_EURO = frozenset(("€", "eur", "euro", "euros"))
_DAY_OF_MONTH = re.compile(r"\d{1,2}(?:er)?", re.ASCII)
_YEAR = re.compile(r"\d{4}|\d\d", re.ASCII)
_WHOLE_YEAR = re.compile(r"\d{4}", re.ASCII)
# "achat:mars" is of any year, "achat:mars 2025" of that one.
_BOUGHT = "bought"


def goes_on(definition: Field, value: Token, following: Token, *, ordered: bool) -> bool:
    """Whether a word is the rest of the value right before it. `ordered`: the operator compares with a number.

    Neither three figures nor "€" nor the name of a month before a year are a condition by themselves.
    """
    if following.position != value.end + 1:
        return False
    if definition.kind == fields.DAY:
        return _is_date_so_far(value.text, following.text)
    if definition.code == _BOUGHT and plain(value.text) in MONTHS:
        return _WHOLE_YEAR.fullmatch(following.text) is not None
    if definition.kind in (fields.NUMBER, fields.MONEY, fields.FIGURE) or (definition.kind == fields.ANY and ordered):
        if _BEGINS_GROUP.fullmatch(value.text) and _GROUP.fullmatch(following.text):
            return True
        return definition.kind == fields.MONEY and _is_euro(following.text) and bool(_AMOUNT.fullmatch(value.text))
    return False


def adds_to_number(text: str) -> bool:
    """Whether a text after a number would be read as its rest."""
    return _GROUP.fullmatch(text) is not None or _is_euro(text)


def _is_euro(text: str) -> bool:
    return text.lower() in _EURO


def _is_date_so_far(before: str, word: str) -> bool:
    if plain(word) in MONTHS:
        return _DAY_OF_MONTH.fullmatch(before) is not None
    return plain(before).rpartition(" ")[2] in MONTHS and _YEAR.fullmatch(word) is not None
