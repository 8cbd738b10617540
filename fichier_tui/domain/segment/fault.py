"""How the text form says no: where, on what, and what may have been meant."""

from __future__ import annotations

from dataclasses import dataclass

from fichier_tui.domain.refusal import Refusal

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
class Fault:
    """What could not be read: `text`, which begins at `position`; `suggestions` are words that would be understood."""

    code: str
    position: int
    text: str
    suggestions: tuple[str, ...] = ()


class SegmentError(Refusal):
    """A segment could not be read."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(
            fault.code, text=fault.text, position=fault.position + 1, suggestions=", ".join(fault.suggestions)
        )
        self.fault = fault
