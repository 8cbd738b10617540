"""What somebody looks for, read from what was typed: words, of which the particles of names do not count.

"De la Tour", "Delatour" and "tour" are one search: a particle that something follows is left out, and its name is
looked for joined as well. Left at the end, it may be the beginning of anything: "martin le" finds Martin Léa.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from fichier_tui.domain.text import fold

# Of French, Dutch, German, Italian, Spanish, Portuguese and Arabic names, folded.
_FRENCH = ("de", "du", "des", "la", "le", "les", "l", "d")
_OTHERS = "von|van|der|den|ten|ter|zu|el|al|ben|bin|abu|ibn|di|da|das|do|dos|del|della"
PARTICLES = frozenset((*_FRENCH, *_OTHERS.split("|")))
# L and D are particles where an apostrophe follows them, otherwise somebody's initial.
_ELIDED = re.compile(r"\b([ld])\s?['’ʼ`´]\s?(?=\w)", re.IGNORECASE)
_GLUED = "dela"
_GLUED_NAME = 3
_MARK = "\x01"


@dataclass(frozen=True, slots=True)
class Part:
    """One word that is looked for, and the same joined to the particles before it, "" where there are none."""

    word: str
    joined: str = ""


@dataclass(frozen=True, slots=True)
class Sought:
    """The words typed, folded, all of them; and the different parts that a contact must fit."""

    words: tuple[str, ...]
    parts: tuple[Part, ...]

    @property
    def typed(self) -> str:
        """The words as a name that begins so is sorted."""
        return " ".join(self.words)


def read_sought(text: str) -> Sought:
    """The words and parts of what was typed."""
    words: list[str] = []
    elided: set[int] = set()
    for piece in _ELIDED.sub(rf"\1 {_MARK} ", text).split():
        if piece == _MARK:
            elided.add(len(words) - 1)
        else:
            words += fold(piece).split()
    parts: list[Part] = []
    held = ""
    for place, word in enumerate(words):
        is_particle = word in PARTICLES and (len(word) > 1 or place in elided)
        if is_particle and place < len(words) - 1:
            held += word
        else:
            parts.append(Part(word, held + word if held else ""))
            held = ""
    return Sought(tuple(words), tuple(dict.fromkeys(parts)))


def joined_forms(words: Sequence[str]) -> list[str]:
    """The other forms under which a folded name of these words is to be found.

    A compound joined ("saintjean"); one with particles joined from each of them on ("delatour", "latour"); and what
    follows a "dela" that is written in one word ("tour" for Delatour).
    """
    forms = ["".join(words)] if len(words) > 1 else []
    for place in range(1, len(words) - 1):
        if words[place - 1] not in PARTICLES:
            break
        forms.append("".join(words[place:]))
    for word in words:
        if word.startswith(_GLUED) and len(word) >= len(_GLUED) + _GLUED_NAME:
            forms += [word[2:], word[len(_GLUED) :]]
    return forms
