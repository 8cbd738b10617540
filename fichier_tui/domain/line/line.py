"""What one line says, as data. Nothing typed is ever dropped: each word is in a piece, in `who`, or in `unread`."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

VERBS = (
    "visit",
    "purchase",
    "call",
    "meeting",
    "email",
    "todo",
    "note",
    "complaint",
    "done",
    "postpone",
    "cancel",
    "contact",
    "stop",
    "consent",
    "segment",
)
"""What a line can ask for. `stop` is an opposition or a withdrawal, `segment` goes to a segment."""
OF_AN_ACTION = ("done", "postpone", "cancel")
"""The verbs that are about something planned."""
TOLD = ("note", "complaint")
"""The verbs that keep the words of a sentence as they are."""
SLOTS = (
    "verb",
    "new",
    "who",
    "product",
    "amount",
    "quantity",
    "people",
    "nights",
    "date",
    "time",
    "phone",
    "email",
    "postcode",
    "card",
    "birth",
    "consent",
    "source",
    "tag",
    "priority",
    "every",
    "note",
    "then",
)
"""What a piece of a line can be."""
YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the line that was understood: a chip. `start` and `end` are its place in the text, half-open."""

    slot: str
    start: int
    end: int
    words: str
    """The piece as it was typed."""
    value: str | int | dt.date
    """What it means, in the type of the slot: cents, a count, a date, "14:30", E.164, a code, "email yes"."""


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """A piece that could mean something else: shown, never guessed silently."""

    start: int
    end: int
    words: str
    taken: str
    """The slot that it was read as; empty where it was not read at all ("4")."""
    others: tuple[str, ...]
    """The other readings: a slot ("who", "people"), or where the slot is the same, other values (two products)."""


@dataclass(frozen=True, slots=True)
class Line:
    """What one line says. Empty strings, None and empty tuples where it says nothing."""

    text: str = ""
    verb: str = ""
    """A code of VERBS; empty where none was said and none follows from the rest."""
    presumed: bool = False
    """The verb was not said: it follows from the rest (a product or an amount is a purchase)."""
    who: str = ""
    """The words that name the contact, or inside a card the subject, as they were typed."""
    quoted: bool = False
    """The name stood in quotes: it is taken as it is."""
    new: bool = False
    """A contact to be created."""
    product: str = ""
    """The product's own name where it is in the file, else the words that name it."""
    amount_cents: int | None = None
    quantity: int | None = None
    people: int | None = None
    nights: int | None = None
    date: dt.date | None = None
    time: str = ""
    """HH:MM."""
    phone: str = ""
    """E.164."""
    email: str = ""
    postcode: str = ""
    card: str = ""
    """The number of a loyalty card."""
    birth: str = ""
    """ISO date, or --MM-DD."""
    consents: tuple[tuple[str, str], ...] = ()
    """(channel, YES or NO)."""
    source: str = ""
    tags: tuple[str, ...] = ()
    priority: int = 0
    """0 normal, 1 high, 2 urgent."""
    every: str = ""
    """A recurrence as RFC 5545 writes it: "FREQ=MONTHLY", "FREQ=WEEKLY;BYDAY=MO"."""
    note: str = ""
    in_charge: str = ""
    """The login of the colleague who is to do what is planned. The reader leaves it empty: it knows no staff."""
    then: Line | None = None
    """What comes next: the same again, about the same contact."""
    unread: tuple[str, ...] = ()
    """Pieces that look like something and cannot be it ("31/2"), or say again what was said already."""
    twice: tuple[str, ...] = ()
    """Those of the unread that say it again ("85€ 90€")."""
    ambiguous: tuple[Ambiguity, ...] = ()
    pieces: tuple[Piece, ...] = ()
    """In the order of the text; the places of `then`'s own pieces are those of the whole text too."""
