"""Telephone numbers: the French ones read at once, all of them shown as people write them.

Numbers of other countries are read by `exchange.telephone`, which knows the whole world's plan.
"""

from __future__ import annotations

import re

_MARKS = str.maketrans("", "", " .-/()\t\u00a0\u202f\u2009\u2010\u2011\u2012\u2013_")
# National significant numbers of France: nine digits, the first 1 to 9 (ARCEP's numbering plan).
_FRENCH = re.compile(r"^(?:\+33|0033|33)0?([1-9]\d{8})$|^0([1-9]\d{8})$|^([1-9]\d{8})$")
_ONE_DIGIT_CODES = ("1", "7")
_TWO_DIGIT_CODES = re.compile("2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]")


def read_french_phone(text: str) -> str | None:
    """The E.164 form of a French number as it is written: "06 12 34 56 78", "+33 (0)6…", "0033…", "33612345678".

    A number that lost its first 0 in a workbook ("612345678") is repaired. None where it is not plainly French.
    """
    match = _FRENCH.match(text.translate(_MARKS))
    if match is None or not match.string.isascii():
        return None
    return f"+33{match[1] or match[2] or match[3]}"


def format_phone(number: str) -> str:
    """ "+33612345678" as "06 12 34 56 78", "+41227671111" as "+41 227 67 11 11"; other text as it is."""
    digits = number[1:]
    if not (number.startswith("+") and digits.isascii() and digits.isdigit() and len(digits) >= 7):
        return number
    if digits.startswith("33") and len(digits) == 11:
        national = f"0{digits[2:]}"
        return " ".join(national[start : start + 2] for start in range(0, 10, 2))
    code = digits[:1] if digits[0] in _ONE_DIGIT_CODES else digits[:2] if _TWO_DIGIT_CODES.match(digits) else digits[:3]
    return " ".join((f"+{code}", *_groups(digits[len(code) :])))


def _groups(digits: str) -> list[str]:
    """Groups of two from the end, the first one or two of them of three where the count is odd."""
    head = 3 if len(digits) % 2 else 2
    if len(digits) <= head:
        return [digits]
    return [digits[:head], *(digits[start : start + 2] for start in range(head, len(digits), 2))]
