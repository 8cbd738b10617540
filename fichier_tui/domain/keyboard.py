"""The unshifted digit row of a French keyboard, for numeric fields: nobody should need Shift to type "380"."""

from __future__ import annotations

# Keys 1 to 9, then 0. Capital letters are what some keyboards give under Caps Lock.
_ROW = dict(zip("&é\"'(-è_çàÉÈÇÀ", "12345678902790", strict=True))
_TURNED = str.maketrans(_ROW)
# "-" is also a minus and a separator, "'" an apostrophe: alone, neither says that digits were meant.
_AMBIGUOUS = frozenset("-'\"(_")
_SURE = frozenset(_ROW) - _AMBIGUOUS
# What else an amount, a date, a time or a number may hold when it was typed without Shift.
_COMPANIONS = frozenset(" \u00a0\u202f,;.:!=/€hH")


def azerty_digit(character: str) -> str:
    """One key of the digit row, with Shift or without, as the digit; any other character as it is."""
    return character.translate(_TURNED)


def azerty_digits(text: str) -> str:
    """`text` of a numeric field with the unshifted digit row turned into digits: "(-à" becomes "560".

    Only for fields that hold numbers (amount, date, time, telephone). The rule: the text is turned as a whole or not
    at all. It is turned when it holds no ASCII digit, nothing but keys of the row and what goes with numbers
    (spaces, `, ; . : ! = / €`, and h for hours), and either one key that means nothing else in a number
    (`à & é è ç`) or two different ones of the ambiguous `" ' ( - _`. So "-" is 6 in "&-", and stays itself in
    "06-12", in "-" and in "--"; "février" and "aujourd'hui" stay words.
    """
    held = set(text)
    keys = held & _ROW.keys()
    if not keys or any("0" <= character <= "9" for character in held) or held - _ROW.keys() - _COMPANIONS:
        return text
    if keys & _SURE or len(keys) > 1:
        return text.translate(_TURNED)
    return text


def azerty_number(text: str) -> str:
    """The same for a field that holds a number and nothing else: there "'" alone is 4 and "((" 55, for they could mean
    nothing else. A text with a digit, "-5", is left as it is."""
    held = set(text)
    if held & _ROW.keys() and not any("0" <= character <= "9" for character in held):
        return text if held - _ROW.keys() - _COMPANIONS else text.translate(_TURNED)
    return text
