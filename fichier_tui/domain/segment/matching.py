"""How texts, postcodes and départements are matched: one definition, used by the evaluation and by the SQL alike.

A pattern is made once from what was typed, with `%` for any run of characters, as in SQL's LIKE. Texts are folded
first, so a pattern holds only a-z, 0-9, spaces and `%`; nothing in it can mean anything else to LIKE.
"""

from __future__ import annotations

import re

from fichier_tui.domain.text import fold

_NOT_IN_POSTCODE = re.compile(r"[^0-9a-z%-]")
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


def is_like(text: str, pattern: str) -> bool:
    """Whether `text`, in lower case, is like `pattern`. An empty text is unknown, and like nothing."""
    if not text or not pattern:
        return False
    expression = ".*".join(re.escape(piece) for piece in pattern.split("%"))
    return re.fullmatch(expression, text, re.DOTALL) is not None
