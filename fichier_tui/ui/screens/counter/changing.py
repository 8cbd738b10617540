"""A piece of the line taken as something else: the line that says so plainly, or words that are only words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from fichier_tui.domain.line import SLOTS, Ambiguity, Line
from fichier_tui.domain.line.tokens import text_key

WORDS = ("who", "note")
"""What plain words are, unless the rest of the line says otherwise."""
_SIGNS = {"quantity": "x{}", "people": "{}p", "nights": "{}n", "amount": "={}"}
_PHRASES = {"date": ("en {}", "le {}", "{} prochain"), "time": ("à {}", "{}h")}


@dataclass(frozen=True, slots=True)
class Changed:
    """The text of the line, and the keys of the pieces that are to be read as words alone."""

    text: str
    as_text: frozenset[str]


def as_text(text: str, words: str, kept: frozenset[str]) -> Changed:
    """The piece of these words as words alone."""
    return Changed(text, kept | {text_key(words)})


def next_reading(text: str, one: Ambiguity, kept: frozenset[str], read: Callable[[str], Line]) -> Changed | None:
    """The piece as the first of its other meanings that can be written so that it means nothing else.

    `read` reads a line. None where there is no such way: it must be typed otherwise.
    """
    for other in one.others:
        if other in WORDS:
            return as_text(text, one.words, kept)
        for words in _written(other, one.words):
            changed = text[: one.start] + words + text[one.end :]
            if other not in SLOTS or _means(read(changed), other, one.start, one.start + len(words)):
                return Changed(changed, kept)
    return None


def _written(other: str, words: str) -> Iterator[str]:
    """How a meaning may be written plainly: a slot with these words, a day, or a name of the file."""
    if other in _SIGNS:
        figures = "".join(letter for letter in words if letter.isdigit() or letter in ",.")
        yield _SIGNS[other].format(figures or words)
    elif other in SLOTS:
        yield from (phrase.format(words) for phrase in _PHRASES.get(other, ()))
    else:
        try:
            day = dt.date.fromisoformat(other)
        except ValueError:
            yield other
        else:
            yield f"{day:%d/%m}/{day.year:04}"


def _means(line: Line, slot: str, start: int, end: int) -> bool:
    """Whether a piece of this slot stands there."""
    part: Line | None = line
    while part is not None:
        if any(piece.slot == slot and piece.start < end and start < piece.end for piece in part.pieces):
            return True
        part = part.then
    return False
