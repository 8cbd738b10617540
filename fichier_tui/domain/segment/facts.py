"""What a segment may ask of a contact, as plain facts: the reference by which the SQL is judged."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from fichier_tui.domain.commune import NO_COMMUNES, Communes
from fichier_tui.domain.contact import INACTIVE_AFTER_DAYS, ContactDetails, ContactSummary
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


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """One contact with all that conditions look at. A deleted contact is in no segment at all."""

    details: ContactDetails
    summary: ContactSummary = field(default_factory=ContactSummary)
    purchases: tuple[PurchaseFacts, ...] = ()
    consents: tuple[ConsentLine, ...] = ()
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What conditions are reckoned from: the day, and when the shop counts a client as inactive."""

    today: dt.date
    inactive_after_days: int = INACTIVE_AFTER_DAYS
    communes: Communes = NO_COMMUNES
    """What official files say of the communes that contacts live in."""
    rfm: Thresholds = NO_THRESHOLDS
    """What parts the clients in five by recency, frequency and amount; given where a condition asks for it."""
