"""The one door for text: what enters the file is clean, what is searched is folded.

`clean_line` and `clean_text` are applied at every entrance (forms, imports, the command line);
folding is for search and order only, never for identity: Müller and Muller may be two people.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LINE_LIMIT = 500
TEXT_LIMIT = 10_000
# More than four marks on one letter is no language, but an attack on the height of a line.
MARKS_LIMIT = 4

# C0, DEL, C1, zero-width, bidirectional controls, line/paragraph separators, BOM, surrogates, tags, fillers.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_BREAKS = re.compile(r"\s*[\r\n\t\u2028\u2029][\s\u2028\u2029]*")
_SPACES = re.compile(r"[ \t\n\r\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_SPACES_IN_LINE = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_TOO_MANY_MARKS = re.compile(
    rf"([\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{{{MARKS_LIMIT}}})"
    r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
_LIGATURES = str.maketrans(
    {
        "œ": "oe",
        "Œ": "oe",
        "æ": "ae",
        "Æ": "ae",
        "ß": "ss",
        "ø": "o",
        "Ø": "o",
        "ł": "l",
        "Ł": "l",
        "đ": "d",
        "Đ": "d",
    }
)
_NOT_A_WORD = re.compile(r"[\W_]+")


def _is_plain(text: str) -> bool:
    """Whether there is nothing to clean but the ends: printable letters below the combining marks, single spaces.

    What `str.isprintable` lets through there is composed already, so most French text takes this way.
    """
    return text.isprintable() and "  " not in text and (not text or max(text) < "\u0300")


def clean_line(text: str, limit: int = LINE_LIMIT) -> str:
    """`text` on one line, without control, invisible or direction characters, NFC, cut at `limit` characters."""
    if _is_plain(text) and len(text) <= limit:
        return text.strip()
    text = _SPACES.sub(" ", _FORBIDDEN.sub("", text))
    return _TOO_MANY_MARKS.sub(r"\1", unicodedata.normalize("NFC", text))[:limit].strip()


def clean_text(text: str, limit: int = TEXT_LIMIT) -> str:
    """`text` cleaned as `clean_line` does, its line breaks kept as `\\n`, at most two in a row."""
    if _is_plain(text) and len(text) <= limit:
        return text.strip()
    text = _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _TOO_MANY_MARKS.sub(r"\1", unicodedata.normalize("NFC", text))
    lines = (_SPACES_IN_LINE.sub(" ", line).rstrip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))[:limit].strip()


def clean_typed(text: str, limit: int = LINE_LIMIT) -> str:
    """`text` while it is being typed: as `clean_line`, but every space stays, and a line break becomes one.

    What leaves the field goes through `clean_line` or `clean_text` all the same.
    """
    if text.isascii() and text.isprintable():
        return text[:limit]
    text = _BREAKS.sub(" ", text[: 2 * limit + 1000])
    text = unicodedata.normalize("NFC", _FORBIDDEN.sub("", text))
    return _TOO_MANY_MARKS.sub(r"\1", text)[:limit]


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """`text` for search and order: lower case, no accents, ligatures opened, only letters (of any script), digits and
    single spaces.

    "Lefèvre-Cœur d'Anjou" becomes "lefevre coeur d anjou".
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_LIGATURES).casefold())
        text = "".join(character for character in text if not unicodedata.combining(character))
    return _NOT_A_WORD.sub(" ", text.lower()).strip()


def fold_joined(text: str) -> str:
    """`text` folded with its spaces removed: "Jean-Pierre" and "Jeanpierre" are the same."""
    return fold(text).replace(" ", "")
