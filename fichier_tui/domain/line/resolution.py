"""What a one-line entry comes to in one file: whom it means, what Enter would write, what forbids it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from fichier_tui.domain.consent_wording import Sentence
from fichier_tui.domain.contact import ContactRow
from fichier_tui.domain.history import Action
from fichier_tui.domain.line.line import Ambiguity
from fichier_tui.domain.refusal import Refusal

EXACT_NAME, BEGINNING, PHONE, EMAIL, CARD, OTHER, NEAR, CHOSEN = WHYS = (
    "name",
    "beginning",
    "phone",
    "email",
    "card",
    "other",
    "near",
    "chosen",
)
"""Why a contact may be meant: whole words of its name, their beginnings, a way to reach it, its town or another word,
a forgiven slip of the finger; or it was chosen by hand."""
AS_PRODUCT, AS_SUBJECT, AS_NOTE, AS_RESULT = LEFT_AS = ("product", "subject", "note", "result")
"""What the words that name nobody become: a new product, the subject of a plan, a note, the result of what was done."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A contact that the line may mean, and why (a code of WHYS)."""

    contact: ContactRow
    why: str


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A contact of the file that resembles the one to be created."""

    contact: ContactRow
    reasons: tuple[str, ...]
    """Codes of `domain.likeness.EVIDENCE`, the strongest first."""
    kind: str = ""
    """One of `domain.likeness.LIKENESSES`."""
    same: bool = False
    """It is plainly the same: same name, and the same telephone or e-mail."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why Enter would refuse, or what it would warn of: the code of a refusal, its details, the words in question."""

    code: str
    details: Mapping[str, object] = field(default_factory=dict)
    words: str = ""
    """The piece of the line, as it was typed; empty where something is missing."""

    def refusal(self) -> Refusal:
        """The same as an exception, whose sentence `ui.words` has."""
        return Refusal(self.code, **self.details)


@dataclass(frozen=True, slots=True)
class Resolution:
    """One line, read against the file. `then` is that of what comes next, about the same contact."""

    contact: int | None = None
    """The one that Enter would take: None when nobody fits, when it is not clear who, or when one is created."""
    name: str = ""
    """How that contact, or the one to be created, is called."""
    new: bool = False
    """Enter would create the contact."""
    for_nobody: bool = False
    """It is a task of the shop, which concerns no contact: `contact` is None, and that is no fault."""
    candidates: tuple[Candidate, ...] = ()
    """Those who may be meant, best first; at most a handful."""
    more: bool = False
    """Others fit beside them."""
    fitting: int = 0
    """How many fit, as far as they are looked at."""
    named: str = ""
    """The words of `who` that name the contact."""
    left: str = ""
    """The words of `who` that do not."""
    left_as: str = ""
    """What those become, a code of LEFT_AS; empty where there are none."""
    kept: str = ""
    """Pieces that say nothing of what the verb writes: their words go to the note, with a warning."""
    town: str = ""
    """The town of the postcode, from the file's own addresses; empty where these do not agree."""
    adds: bool = False
    """Something is said of the contact that the file does not have yet."""
    beside: tuple[str, str] = ("", "")
    """The first telephone and e-mail of the card, where the line brings another one."""
    contradicts: tuple[str, ...] = ()
    """What is said and would not be written, because the file says something else: birth, card, source, postcode."""
    product: str = ""
    """The product that would be sold, by its own name where the file has it."""
    product_known: bool = False
    amount_cents: int | None = None
    price_from_product: bool = False
    """The amount was not said: it is the usual price of the product."""
    usual_cents: int | None = None
    """What as much of the product usually costs; None where the file does not know."""
    day: dt.date | None = None
    """The day that would be written: as said, else today for what has happened."""
    time: str = ""
    in_charge: str = ""
    """How the colleague is called who is to do what is planned, where the line names one."""
    action: Action | None = None
    """What would be marked as done, postponed or cancelled."""
    actions: tuple[Action, ...] = ()
    """All that is open for the contact, in order, where the line is about one of them."""
    consents: tuple[tuple[str, str], ...] = ()
    """(channel, state) that would be recorded."""
    to_say: tuple[Sentence, ...] = ()
    """The sentences that these consents answer, where a yes or a no is noted."""
    opposed: bool = False
    """They are an opposition to every channel."""
    segment: str = ""
    """The saved segment that is meant."""
    duplicates: tuple[Duplicate, ...] = ()
    """Where one is created: who resembles it, the most alike first."""
    writes: tuple[str, ...] = ()
    """What Enter would write, in order: contact, details, visit, purchase, consent, opposition, note, complaint, plan,
    done, postponed, cancelled. Those of `then` are its own."""
    ambiguous: tuple[Ambiguity, ...] = ()
    """What this reading took one way and could be another: beside those of the line itself."""
    faults: tuple[Fault, ...] = ()
    """Why Enter would refuse; the first is said."""
    warnings: tuple[Fault, ...] = ()
    """What is said and does not forbid."""
    then: Resolution | None = None


@dataclass(frozen=True, slots=True)
class Entered:
    """What one line wrote, in one operation."""

    contact: int
    """Its number; 0 for a task of the shop, which concerns nobody."""
    name: str
    """As a sentence names it: with its town, where another of the file is called the same."""
    created: bool
    verb: str
    """The verb of the journal entry: "visit.logged" where that is all, else "counter.entered"."""
    writes: tuple[str, ...]
    """As in `Resolution`, those of what comes next included."""
    entry: int
    """The number of the journal entry; 0 where nothing was left to write."""
    resolution: Resolution
    points: int = 0
    """The loyalty points that its purchases gave."""
