"""What a field of segments is: where it stands, what it compares with, how it is read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from fichier_tui.domain.segment.facts import Circumstances, ContactFacts
from fichier_tui.domain.segment.grammar import Words
from fichier_tui.domain.segment.tree import EQUAL, OPERATORS

IDENTITY, PLACE, PURCHASE, VISIT, ACTION, CONSENT, LABEL, CUSTOM, CARE = AXES = (
    "identity",
    "place",
    "purchase",
    "visit",
    "action",
    "consent",
    "label",
    "custom",
    "care",
)
# What a value is. text and words are folded, with `*`; open_choice is a code or any text; money is in cents, the
# figure of a commune in hundredths; rfm is a class of domain.rfm, or a pattern of its scores.
# any is that of a field of the shop's own: text for equality, a number (as text) or a day for the other operators.
TEXT, WORDS, POSTCODE, DEPARTMENT, CHOICE, OPEN_CHOICE, NUMBER, MONEY, FIGURE, DAY, MONTH, SEGMENT, RFM, ANY = KINDS = (
    "text",
    "words",
    "postcode",
    "department",
    "choice",
    "open_choice",
    "number",
    "money",
    "figure",
    "day",
    "month",
    "segment",
    "rfm",
    "any",
)
ORDERED_KINDS = (NUMBER, MONEY, FIGURE, DAY)
CUSTOM_PREFIX = "custom."
FIGURE_PREFIX = "figure."

_USUAL: Mapping[str, tuple[str, ...]] = {
    NUMBER: (">= 1", ">= 2", ">= 3", ">= 5", ">= 10", "= 0"),
    MONEY: (">= 50", ">= 100", ">= 200", ">= 500", ">= 1000"),
    DAY: ("<= 1m", "<= 6m", "<= 12m", "> 6m", "> 12m", "> 18m", "> 3y"),
}

Known = str | int | float | dt.date
ReadContact = Callable[[ContactFacts, Circumstances], "tuple[Known | None, ...]"]
# A purchase, a visit, an action…: the rows of one kind of event have one class of facts each.
ReadEvent = Callable[[Any, Circumstances], "tuple[Known | None, ...]"]


@dataclass(frozen=True, slots=True)
class Field:
    """A field. `names` are those of the text form; the screens word `code` in their own way."""

    code: str
    axis: str
    kind: str
    names: Words
    read: ReadContact | None = None
    event: str = ""
    """Of which kind of event (`event_fields.EVENTS`) it is, where it is of one: it holds when one event meets it."""
    read_event: ReadEvent | None = None
    """Set instead of `read` for a field of an event."""
    choices: Mapping[str, Words] | Mapping[int, Words] = field(default_factory=dict)
    """What may be chosen: code and names. All there is for a choice or a month; suggestions for an open choice."""
    vocabulary: str = ""
    """Which of the file's own words complete it: towns, products, categories, tags, interests, professions…"""
    own_usual: tuple[str, ...] | None = None
    """Set where what one usually asks of it is not what one asks of its kind."""

    @property
    def operators(self) -> tuple[str, ...]:
        """The operators that make sense: all for what has an order, else only equality."""
        return OPERATORS if self.kind in (*ORDERED_KINDS, ANY) else (EQUAL,)

    @property
    def usual(self) -> tuple[str, ...]:
        """What one usually asks of it, operator and value as the text form has them: offered before a letter."""
        return _USUAL.get(self.kind, ()) if self.own_usual is None else self.own_usual


def one(value: Known | None) -> tuple[Known | None, ...]:
    """A field that has one value at most."""
    return (value,)
