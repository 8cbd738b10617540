"""How texts, postcodes and départements are matched: one definition, used by the evaluation and by the SQL alike.

A pattern is made once from what was typed, with `%` for any run of characters, as in SQL's LIKE. Texts are folded
first, so a pattern holds only a-z, 0-9, spaces and `%`; nothing in it can mean anything else to LIKE.
"""

from __future__ import annotations

import re

from fichier_tui.domain.text import fold

_NOT_IN_POSTCODE = re.compile(r"[^0-9a-z%-]")
_ANSWERS = {"1": ("oui", "yes"), "0": ("non", "no")}
_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,15}(?:[.,]\d{1,9})?", re.ASCII)
_THIN_SPACES = re.compile(r"[ \u00a0\u202f]")
_DEPARTMENT_OF_CORSICA = {"2A": ("200", "201"), "2B": ("202", "206")}


def text_pattern(typed: str) -> str:
    """The LIKE pattern of a text: folded, `*` becomes `%`. Empty (which matches nothing) when nothing is left."""
    return re.sub("%+", "%", "%".join(fold(piece) for piece in typed.split("*")))


def words_pattern(typed: str) -> str:
    """The LIKE pattern of a word that begins so, over a folded text after a space: "pero" finds "helene peron"."""
    pattern = text_pattern(typed)
    return f"% {pattern}%".replace("%%", "%") if pattern else ""


def postcode_pattern(typed: str) -> str:
    """The LIKE pattern of a postcode kept without spaces: "06*" becomes "06%"."""
    return re.sub("%+", "%", _NOT_IN_POSTCODE.sub("", typed.lower().replace("%", "").replace("*", "%")))


def department_prefixes(typed: str) -> tuple[str, ...]:
    """What French postcodes of a département begin with: "6" and "06" give 06, "2A" gives 200 and 201."""
    code = typed.strip().upper()
    if code in _DEPARTMENT_OF_CORSICA:
        return _DEPARTMENT_OF_CORSICA[code]
    return (code.zfill(2),) if code.isascii() and code.isdigit() and len(code) <= 3 else ()


def any_patterns(typed: str) -> tuple[str, ...]:
    """The LIKE patterns of a field of the shop's own: the text, and how the file keeps a yes, a no or a date."""
    patterns = [text_pattern(typed)]
    answer = next((kept for kept, words in _ANSWERS.items() if patterns[0] in words), None)
    if answer is not None:
        patterns.append(answer)
    if found := _DATE.fullmatch(typed.strip()):
        patterns.append(f"{found[3]} {int(found[2]):02} {int(found[1]):02}")
    return tuple(patterns)


def number_of(text: str) -> float | None:
    """The number that `text` is ("12", "1 200,50", "-3.5"), or None."""
    found = _NUMBER.fullmatch(_THIN_SPACES.sub("", text))
    return float(found[0].replace(",", ".")) if found else None


def day_of(text: str) -> str | None:
    """`text` when it is a day in ISO form, else None."""
    return text if _ISO_DAY.fullmatch(text) else None


def is_like(text: str, pattern: str) -> bool:
    """Whether `text`, in lower case, is like `pattern`. An empty text is unknown, and like nothing."""
    if not text or not pattern:
        return False
    expression = ".*".join(re.escape(piece) for piece in pattern.split("%"))
    return re.fullmatch(expression, text, re.DOTALL) is not None
