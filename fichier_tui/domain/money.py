"""Amounts of money as people write them, read into integer cents. One currency: the euro."""

from __future__ import annotations

import re

_SPACES = re.compile(r"[\s\u00a0\u202f\u2007\u2009']+")
_CURRENCY = re.compile(r"(?:€|EUR(?:OS?)?)", re.IGNORECASE)
_INNER_CURRENCY = re.compile(r"^([+-]?\d+)(?:€|EUR(?:OS?)?)(\d{2})$", re.IGNORECASE)
_PLAIN = re.compile(r"^(\d{1,12})(?:[.,](\d{0,2}))?$")
_FRACTION_ONLY = re.compile(r"^[.,](\d{1,2})$")
_GROUPED = re.compile(r"^(\d{1,3}(?:([.,])\d{3})(?:\2\d{3}){0,2})(?:(?!\2)[.,](\d{0,2}))?$")


def read_amount(text: str) -> int | None:
    """The cents of "380", "12,50", "1 234,50 €", "390.50 EUR", "1.234,50 €", "12€50", "-5" or "(5,00)".

    None where it is no amount in euros, or may mean two things: "1,234" is a thousand in London and hardly
    more than one in Paris; "1.234" is never a decimal of euros, and so is a thousand.
    """
    kept = _SPACES.sub("", text).replace("−", "-")
    sign = 1
    if kept.startswith("(") and kept.endswith(")"):
        kept, sign = kept[1:-1], -1
    inner = _INNER_CURRENCY.match(kept)
    kept = f"{inner[1]},{inner[2]}" if inner else _CURRENCY.sub("", kept, count=1)
    if kept[:1] in ("-", "+"):
        sign = -sign if kept[0] == "-" else sign
        kept = kept[1:]
    cents = _unsigned_cents(kept)
    return None if cents is None else sign * cents


def _unsigned_cents(kept: str) -> int | None:
    """The cents of digits with their separators, all else taken away."""
    if not kept.isascii():
        return None
    plain = _PLAIN.match(kept)
    if plain:
        return int(plain[1]) * 100 + _cents(plain[2])
    fraction = _FRACTION_ONLY.match(kept)
    if fraction:
        return _cents(fraction[1])
    grouped = _GROUPED.match(kept)
    if grouped is None:
        return None
    separator, decimals = grouped[2], grouped[3]
    if separator == "," and decimals is None and kept.count(",") == 1:
        return None
    return int(grouped[1].replace(separator, "")) * 100 + _cents(decimals)


def _cents(decimals: str | None) -> int:
    """ "5" is fifty cents, "05" five, nothing none."""
    return int((decimals or "").ljust(2, "0"))


def cents_of_number(number: float) -> int:
    """The cents of a number out of a workbook: 29.9 is 2990, whatever the binary fraction says."""
    return int(f"{number:.2f}".replace(".", ""))
