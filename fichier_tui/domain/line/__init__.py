"""The one-line entry of the counter: what was typed in one line, read into what it says (FEATURES R1)."""

from __future__ import annotations

from fichier_tui.domain.line.line import NO, SLOTS, VERBS, YES, Ambiguity, Line, Piece

__all__ = ["NO", "SLOTS", "VERBS", "YES", "Ambiguity", "Line", "Piece"]
