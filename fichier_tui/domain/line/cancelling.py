"""What a line cancels, by its words: which kind of plan, and whether somebody did not come."""

from __future__ import annotations

from fichier_tui.domain.line.line import Line
from fichier_tui.domain.line.verbs import ACTION_WORDS, NO_SHOW, PLANNED
from fichier_tui.domain.text import fold


def cancelled_plan(line: Line) -> str:
    """Which kind of plan is cancelled, as its verb: what is named beside ("annule rappel"), else an appointment."""
    said = [word for piece in line.pieces if piece.slot in ("verb", "who") for word in fold(piece.words).split()]
    return next((ACTION_WORDS[word] for word in said if word in PLANNED), "meeting")


def names_plan(words: str) -> bool:
    """Whether the words are nothing but what plans are called: "cancel smith appointment"."""
    return fold(words) in PLANNED


def no_show_words(line: Line) -> str:
    """The words by which the line says that somebody did not come; "" where it says nothing of it."""
    said = next((piece.words for piece in line.pieces if piece.slot == "verb"), "")
    return said if line.verb == "cancel" and fold(said).startswith((*NO_SHOW, "no show")) else ""
