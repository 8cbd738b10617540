"""A piece of the line taken as something else: the line that says so plainly, or words that are only words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

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


@dataclass(frozen=True, slots=True)
class Cycle:
    """The meanings of the piece at `start`, one after the other: as it was typed first, then its others."""

    start: int
    readings: tuple[Changed, ...]
    at: int = 0

    @property
    def now(self) -> Changed:
        """The meaning taken now."""
        return self.readings[self.at]

    def next(self) -> Cycle:
        """With the next one; behind the last, the first again."""
        return replace(self, at=(self.at + 1) % len(self.readings))


def cycle_of(text: str, one: Ambiguity, kept: frozenset[str], read: Callable[[str], Line]) -> Cycle:
    """The piece as it stands, then as each of its other meanings that can be written so that it means nothing else.

    `read` reads a line. One alone where there is no other way: it must be typed otherwise.
    """
    readings = [Changed(text, kept)]
    for other in one.others:
        if other in WORDS:
            readings.append(as_text(text, one.words, kept))
            continue
        for words in _written(other, one.words):
            changed = text[: one.start] + words + text[one.end :]
            if other not in SLOTS or _means(read(changed), other, one.start, one.start + len(words)):
                readings.append(Changed(changed, kept))
                break
    return Cycle(one.start, tuple(dict.fromkeys(readings)))


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
