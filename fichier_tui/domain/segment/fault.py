"""How the text form says no: where, on what, and what may have been meant."""

from __future__ import annotations

from dataclasses import dataclass

from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.segment.grammar import LANGUAGES, Language

UNKNOWN_WORD = "segment.unknown_word"
UNKNOWN_FIELD = "segment.unknown_field"
UNKNOWN_VALUE = "segment.unknown_value"
MISSING_VALUE = "segment.missing_value"
MISSING_CONDITION = "segment.missing_condition"
NOT_A_NUMBER = "segment.not_a_number"
NOT_A_DAY = "segment.not_a_day"
NOT_ORDERED = "segment.not_ordered"
NOT_OF_EVENT = "segment.not_of_event"
NOT_CLOSED = "segment.not_closed"
UNEXPECTED = "segment.unexpected"
TOO_LONG = "segment.too_long"
TOO_DEEP = "segment.too_deep"


@dataclass(frozen=True, slots=True)
class Near:
    """Words that would be understood, the nearest first, for those who speak either language."""

    fr: tuple[str, ...] = ()
    en: tuple[str, ...] = ()

    def of(self, language: Language) -> tuple[str, ...]:
        """Those for one language."""
        return self.fr if language == "fr" else self.en

    def __contains__(self, word: str) -> bool:
        return word in self.fr or word in self.en


NOTHING_NEAR = Near()


@dataclass(frozen=True, slots=True)
class Fault:
    """What could not be read: `text`, which begins at `position`; `suggestions` are words that would be understood."""

    code: str
    position: int
    text: str
    suggestions: Near = NOTHING_NEAR


class SegmentError(Refusal):
    """A segment could not be read."""

    def __init__(self, fault: Fault) -> None:
        suggestions = {language: ", ".join(fault.suggestions.of(language)) for language in LANGUAGES}
        super().__init__(fault.code, text=fault.text, position=fault.position + 1, suggestions=suggestions)
        self.fault = fault
