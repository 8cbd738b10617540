"""Everything that the file knows of one person, as the person may ask for it (RGPD 15 and 20, CONSENT R23, R24).

Others are left out of it: who sent the person, who was sent, who lives or works there, who of the staff wrote what. In
what was written freely their names give way to a mark; whoever hands it out reads it through all the same.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from fichier_tui.domain.contact import Contact
from fichier_tui.domain.contactability import Answer
from fichier_tui.domain.history import Action, ConsentLine
from fichier_tui.domain.own_field import OwnField
from fichier_tui.domain.rfm import Scores
from fichier_tui.domain.rights import RightsRequest
from fichier_tui.domain.text import fold

HIDDEN = "[…]"
_SHORTEST = 3
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds the data, as the shop has set it."""

    business: str = ""
    name: str = ""
    address: str = ""
    email: str = ""
    phone: str = ""

    def missing(self) -> tuple[str, ...]:
        """What the person would look for to answer, and is set nowhere: "address", "contact"."""
        contact = () if self.email or self.phone else ("contact",)
        return contact if self.address else ("address", *contact)

    @property
    def reachable(self) -> bool:
        """Whether the pages say any way to turn to it."""
        return bool(self.address or self.email or self.phone)


@dataclass(frozen=True, slots=True)
class OwnValue:
    """What a field of the shop's own says; the field says what it serves for."""

    field: OwnField
    value: str


@dataclass(frozen=True, slots=True)
class SoldLine:
    """A purchase. Money in cents."""

    day: dt.date
    product: str
    category: str
    quantity: int
    amount_cents: int
    nights: int | None
    people: int | None
    reference: str
    note: str


@dataclass(frozen=True, slots=True)
class HappenedLine:
    """A visit, a note, an opinion, a line of points…: `code` says what within its kind."""

    day: dt.date
    code: str
    text: str = ""
    number: int | None = None
    time: str = ""
    state: str = ""
    """Whether a complaint is open or closed."""
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class MessageLine:
    """A message of a sending."""

    day: dt.date
    channel: str
    subject: str
    state: str
    address: str


@dataclass(frozen=True, slots=True)
class DoneLine:
    """A line of the journal about the person: when, and the code of what was done."""

    at: dt.datetime
    verb: str
    undone: str = ""
    """The code of what it takes back, or does again."""


@dataclass(frozen=True, slots=True)
class PersonFile:
    """All of it, in one reading."""

    day: dt.date
    holder: Holder
    contact: Contact
    employer: str = ""
    sponsor_known: bool = False
    """Whether it is known who sent the person: the name is another's."""
    sponsored: int = 0
    household: int = 0
    """How many others are noted as of the same household."""
    own: tuple[OwnValue, ...] = ()
    purchases: tuple[SoldLine, ...] = ()
    visits: tuple[HappenedLine, ...] = ()
    actions: tuple[Action, ...] = ()
    notes: tuple[HappenedLine, ...] = ()
    opinions: tuple[HappenedLine, ...] = ()
    behaviour: tuple[HappenedLine, ...] = ()
    points: tuple[HappenedLine, ...] = ()
    balance: int = 0
    consents: tuple[ConsentLine, ...] = ()
    channels: tuple[tuple[str, Answer], ...] = ()
    messages: tuple[MessageLine, ...] = ()
    informed: tuple[HappenedLine, ...] = ()
    confirmations: tuple[HappenedLine, ...] = ()
    """The codes sent to make sure of an address: by which channel, to which."""
    not_proposed: tuple[HappenedLine, ...] = ()
    """What is not to be proposed to the person any more, or not for a time."""
    kept_months: tuple[int, int, int] = (36, 120, 36)
    """How long after the last contact, the invoices, the proof of a consent after its end: as the shop chose."""
    kept_because: str = ""
    """Why the card stays although its time has come."""
    requests: tuple[RightsRequest, ...] = ()
    status: str = ""
    rfm: Scores | None = None
    journal: tuple[DoneLine, ...] = ()
    hidden: int = field(default=0, compare=False)
    """How many names of others were hidden in what was written freely."""


def without_names(text: str, names: Iterable[str]) -> tuple[str, int]:
    """A text with the names of others hidden, and how many were: whole words, whatever their case and accents."""
    found = 0
    for name in sorted({name for name in names if len(fold(name)) >= _SHORTEST}, key=len, reverse=True):
        words = [fold(word) for word in _WORD.findall(name)]
        spans = _spans(text, words)
        for start, end in reversed(spans):
            text = text[:start] + HIDDEN + text[end:]
        found += len(spans)
    return text, found


def _spans(text: str, words: list[str]) -> list[tuple[int, int]]:
    pieces = [(match.start(), match.end(), fold(match.group())) for match in _WORD.finditer(text)]
    spans, place = [], 0
    while place + len(words) <= len(pieces):
        here = pieces[place : place + len(words)]
        if [word for _start, _end, word in here] == words:
            spans.append((here[0][0], here[-1][1]))
            place += len(words)
        else:
            place += 1
    return spans
