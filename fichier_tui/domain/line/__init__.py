"""The one-line entry of the counter: what was typed in one line, read into what it says (FEATURES R1)."""

from __future__ import annotations

from fichier_tui.domain.line.line import NO, SLOTS, VERBS, YES, Ambiguity, Line, Piece
from fichier_tui.domain.line.reading import read_line
from fichier_tui.domain.line.tokens import text_key
from fichier_tui.domain.line.vocabulary import NO_WORDS, Vocabulary

__all__ = [
    "NO",
    "NO_WORDS",
    "SLOTS",
    "VERBS",
    "YES",
    "Ambiguity",
    "Line",
    "Piece",
    "Vocabulary",
    "read_line",
    "text_key",
]
