"""The letters of a printed page: their widths, and what is done with those that a font lacks.

Bitstream Vera, which reportlab ships and whose licence lets it stand in any document, has all of French, of western and
most of central Europe. What it lacks is taken from a font of the machine where there is one (Polish and Romanian
letters, Greek, Cyrillic); else a letter gives way to the one under its accent, and that is told; a letter without any
(Chinese), or one that would have to be shaped or set from right to left, cannot be printed, and that is told too.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

PLAIN, BOLD = "plain", "bold"
_OURS = {PLAIN: "Vera", BOLD: "VeraBd"}
_FOLDERS = {
    "win32": ("C:/Windows/Fonts",),
    "darwin": ("/System/Library/Fonts/Supplemental", "/Library/Fonts"),
    "linux": ("/usr/share/fonts/truetype/dejavu", "/usr/share/fonts/TTF", "/usr/share/fonts/truetype/liberation2",
              "/usr/share/fonts/truetype/liberation", "/usr/share/fonts/truetype/noto", "/usr/share/fonts/dejavu"),
}  # fmt: skip
_FILES = {
    PLAIN: ("DejaVuSans.ttf", "arial.ttf", "Arial.ttf", "LiberationSans-Regular.ttf", "NotoSans-Regular.ttf"),
    BOLD: ("DejaVuSans-Bold.ttf", "arialbd.ttf", "Arial Bold.ttf", "LiberationSans-Bold.ttf", "NotoSans-Bold.ttf"),
}
_RIGHT_TO_LEFT = frozenset(("R", "AL", "RLE", "RLO"))
# Written with joined or moved letters, which we would set one after the other.
_SHAPED = ("DEVANAGARI", "BENGALI", "TAMIL", "THAI", "KHMER", "TIBETAN", "ARABIC", "HEBREW", "SYRIAC", "MYANMAR")


@lru_cache(maxsize=2)
def faces(weight: str) -> tuple[str, ...]:
    """The names of the fonts of a weight (PLAIN, BOLD), ours first; registered with reportlab, embedded where used."""
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFError, TTFont

    registerFont(TTFont(_OURS[weight], f"{_OURS[weight]}.ttf"))
    found = [_OURS[weight]]
    for folder in _FOLDERS.get(sys.platform, ()):
        for file in _FILES[weight]:
            path = Path(folder, file)
            name = f"{path.stem.replace(' ', '')}-{weight}"
            if name in found or not path.is_file():
                continue
            try:
                registerFont(TTFont(name, str(path)))
            except (TTFError, OSError):  # a font of the machine that cannot be embedded: do without it
                continue
            found.append(name)
    return tuple(found)


@lru_cache(maxsize=20_000)
def pieces(text: str, weight: str) -> tuple[tuple[str, str], ...]:
    """The text as (font, letters) in a row, each letter in the first font that has it, made printable before."""
    found: list[tuple[str, str]] = []
    for letter in printable(text, weight):
        font = _font_of(letter, weight) or faces(weight)[0]
        if found and found[-1][0] == font:
            found[-1] = (font, found[-1][1] + letter)
        else:
            found.append((font, letter))
    return tuple(found)


def width(text: str, weight: str, size: float) -> float:
    """How wide a text is, in points."""
    return _width_of_one(text, weight) * size


@lru_cache(maxsize=50_000)
def _width_of_one(text: str, weight: str) -> float:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return float(sum(stringWidth(letters, font, 1000) for font, letters in pieces(text, weight))) / 1000


def draw(canvas: Any, text: str, left: float, base: float, weight: str, size: float, squeeze: float = 100.0) -> None:
    """Draw a text. `squeeze` is its width in percent of the usual one."""
    row = canvas.beginText(left, base)
    if squeeze != 100.0:
        row.setHorizScale(squeeze)
    for font, letters in pieces(text, weight):
        row.setFont(font, size)
        row.textOut(letters)
    if squeeze != 100.0:
        row.setHorizScale(100.0)  # it would hold for every text of the page that follows
    canvas.drawText(row)


def printable(text: str, weight: str) -> str:
    """The text with letters that a font has: themselves, or those under their accents; what is neither goes."""
    return "".join(_drawn(letter, weight) for letter in unicodedata.normalize("NFC", text))


def replaced(text: str, weight: str = PLAIN) -> tuple[str, ...]:
    """The letters that are printed without their accent."""
    return tuple(dict.fromkeys(letter for letter, drawn in _looked_at(text, weight) if drawn and drawn != letter))


def unprintable(text: str, weight: str = PLAIN) -> tuple[str, ...]:
    """The letters that cannot be printed at all."""
    return tuple(dict.fromkeys(letter for letter, drawn in _looked_at(text, weight) if not drawn))


def _looked_at(text: str, weight: str) -> Iterator[tuple[str, str]]:
    for letter in unicodedata.normalize("NFC", text):
        if not letter.isspace():
            yield letter, _drawn(letter, weight)


@lru_cache(maxsize=4096)
def _drawn(letter: str, weight: str) -> str:
    if letter.isspace():
        # Neither breaks nor spaces of other widths: lines are broken before.
        return "\u00a0" if letter in "\u00a0\u202f" else " "
    if unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT or unicodedata.name(letter, "").startswith(_SHAPED):
        return ""
    if _font_of(letter, weight):
        return letter
    under = [part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part)]
    return "".join(under) if under and under != [letter] and all(_font_of(part, weight) for part in under) else ""


@lru_cache(maxsize=4096)
def _font_of(letter: str, weight: str) -> str:
    """The first font that has a letter; "" where none has. The fonts of the machine are looked at only then."""
    from reportlab.pdfbase.pdfmetrics import getFont

    return next((font for font in faces(weight) if ord(letter) in getFont(font).face.charToGlyph), "")
