"""Telephone numbers of France, read at once and shown as people write them.

Numbers of other countries are read and written by `exchange.telephone`, which knows the whole world's plan.
"""

from __future__ import annotations

import re

_MARKS = str.maketrans("", "", " .-/()\t\u00a0\u202f\u2009\u2010\u2011\u2012\u2013_")
# National significant numbers of France: nine digits, the first 1 to 9 (ARCEP's numbering plan).
_FRENCH = re.compile(r"^(?:\+33|0033|33)0?([1-9]\d{8})$|^0([1-9]\d{8})$|^([1-9]\d{8})$")


def read_french_phone(text: str) -> str | None:
    """The E.164 form of a French number as it is written: "06 12 34 56 78", "+33 (0)6…", "0033…", "33612345678".

    A number that lost its first 0 in a workbook ("612345678") is repaired. None where it is not plainly French.
    """
    match = _FRENCH.match(text.translate(_MARKS))
    if match is None or not match.string.isascii():
        return None
    return f"+33{match[1] or match[2] or match[3]}"


def takes_sms(number: str, kind: str) -> bool:
    """Whether a message can be written to an E.164 number: of a French one its first digits tell, else its `kind`."""
    if number.startswith("+33"):
        return number[3:4] in ("6", "7")
    return number.startswith("+") and kind not in ("home", "fax")


def format_phone(number: str) -> str:
    """ "+33612345678" as "06 12 34 56 78"; numbers of other countries and other text as they are."""
    if not number.startswith("+33") or read_french_phone(number) != number:
        return number
    national = f"0{number[3:]}"
    return " ".join(national[start : start + 2] for start in range(0, 10, 2))
