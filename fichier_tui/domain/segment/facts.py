"""What a segment may ask of a contact, as plain facts: the reference by which the SQL is judged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from fichier_tui.domain.awareness import ALWAYS, Window
from fichier_tui.domain.commune import NO_COMMUNES, Communes
from fichier_tui.domain.contact import INACTIVE_AFTER_DAYS, ContactDetails, ContactSummary
from fichier_tui.domain.contactability import ContactabilityFacts
from fichier_tui.domain.history import ConsentLine
from fichier_tui.domain.rfm import NO_THRESHOLDS, Thresholds


@dataclass(frozen=True, slots=True)
class PurchaseFacts:
    """One purchase. Money in cents."""

    day: dt.date
    product: str = ""
    category: str = ""
    amount_cents: int = 0
    nights: int | None = None
    people: int | None = None
    quantity: int = 1
    seller: str = ""
    """The name of whoever of the team sold it."""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class VisitFacts:
    """One visit. `channel` is one of `domain.history.VISIT_CHANNELS`."""

    day: dt.date
    channel: str = "counter"
    people: int | None = None


@dataclass(frozen=True, slots=True)
class ActionFacts:
    """One action. `day` is that on which it was done, else that on which it is due.

    `offer` is the number of the offer that it tells of, by itself or by its campaign (`Circumstances.offers`).
    """

    kind: str
    state: str = "open"
    day: dt.date | None = None
    subject: str = ""
    offer: int | None = None
    product: str = ""
    campaign: str = ""
    in_charge: str = ""
    """The name of whoever of the team is to do it."""
    priority: str = "normal"
    """A code of `domain.segment.grammar.PRIORITY_WORDS`."""
    result: str = ""


@dataclass(frozen=True, slots=True)
class BehaviourFacts:
    """Something that the contact did without buying."""

    kind: str
    day: dt.date
    detail: str = ""


@dataclass(frozen=True, slots=True)
class OpinionFacts:
    """A score, a review or a complaint."""

    kind: str
    day: dt.date
    score: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class OfferFacts:
    """An offer: its name, the name of its product (empty for everything), the days on which a purchase counts."""

    name: str
    product: str = ""
    window: Window = ALWAYS


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """One contact with all that conditions look at. A deleted contact is in no segment at all."""

    details: ContactDetails
    summary: ContactSummary = field(default_factory=ContactSummary)
    purchases: tuple[PurchaseFacts, ...] = ()
    consents: tuple[ConsentLine, ...] = ()
    visits: tuple[VisitFacts, ...] = ()
    actions: tuple[ActionFacts, ...] = ()
    behaviour: tuple[BehaviourFacts, ...] = ()
    opinions: tuple[OpinionFacts, ...] = ()
    notes: tuple[str, ...] = ()
    points: int = 0
    """The balance of the loyalty points."""
    sponsored: bool = False
    """Whether somebody brought it."""
    sponsor: str = ""
    """The name of whoever did."""
    brought: int = 0
    """How many contacts it brought, those put aside left out."""
    added_on: dt.date | None = None
    verified_on: dt.date | None = None
    informed: bool = False
    """It was told what its data serves for (RGPD 13)."""
    restricted_on: dt.date | None = None
    deceased_on: dt.date | None = None
    deleted: bool = False
    contactability: ContactabilityFacts = field(default_factory=ContactabilityFacts)
    """What the rules of contact look at; given where a condition asks for it."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What conditions are reckoned from: the day, and when the shop counts a client as inactive."""

    today: dt.date
    inactive_after_days: int = INACTIVE_AFTER_DAYS
    communes: Communes = NO_COMMUNES
    """What official files say of the communes that contacts live in."""
    rfm: Thresholds = NO_THRESHOLDS
    """What parts the clients in five by recency, frequency and amount; given where a condition asks for it."""
    offers: Mapping[int, OfferFacts] = field(default_factory=dict)
    """The offers of the shop by number."""
    contactable: Mapping[str, Collection[int]] = field(default_factory=dict)
    """For the SQL alone, by channel: of the contacts of whom it matters, those that may be contacted."""
