"""What happened with a contact: visits, purchases, actions, consents, notes; and the one timeline of them all."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

VISIT_CHANNELS = ("counter", "phone", "event", "other")
ACTION_KINDS = ("call", "email", "letter", "sms", "appointment", "offer", "task")
ACTION_STATES = ("open", "done", "cancelled")
CONSENT_CHANNELS = ("email", "sms", "phone", "post")
CONSENT_STATES = ("given", "confirmed", "refused", "withdrawn", "opposed")
NOT_ASKED = "not_asked"
CONSENT_MEDIA = ("counter", "paper", "web", "phone", "email", "import", "list")
BEHAVIOUR_KINDS = ("form", "page", "event", "newsletter", "quote", "booking", "other")
NOTE_KINDS = ("note", "idea", "import")


@dataclass(frozen=True, slots=True)
class Product:
    """What the shop sells. Prices in cents."""

    id: int
    name: str
    category: str = ""
    price_cents: int | None = None
    cost_cents: int | None = None
    by_night: bool = False
    purchases: int = 0
    """How often it was sold: the most usual come first in a choice."""


@dataclass(frozen=True, slots=True)
class VisitDetails:
    """A visit to be logged."""

    day: dt.date
    time: str = ""
    channel: str = "counter"
    people: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class PurchaseDetails:
    """A purchase to be logged. `amount_cents` is that of the whole line, `product` a name (made when it is new)."""

    day: dt.date
    product: str = ""
    amount_cents: int = 0
    quantity: int = 1
    nights: int | None = None
    people: int | None = None
    note: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class ActionDetails:
    """An action planned, or done. `assigned_to` is the login of a member of staff."""

    kind: str
    subject: str = ""
    day: dt.date | None = None
    time: str = ""
    minutes: int | None = None
    place: str = ""
    priority: int = 0
    assigned_to: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit that was logged."""

    id: int
    contact_id: int
    details: VisitDetails
    staff: str = ""


@dataclass(frozen=True, slots=True)
class Purchase:
    """A purchase that was logged."""

    id: int
    contact_id: int
    details: PurchaseDetails
    category: str = ""
    staff: str = ""
    points: int = 0
    """The loyalty points that it gave, told when it was logged."""


@dataclass(frozen=True, slots=True)
class Action:
    """An action in the file. `contact_name` is empty where it concerns nobody in particular."""

    id: int
    contact_id: int | None
    contact_name: str
    details: ActionDetails
    state: str = "open"
    done_at: dt.datetime | None = None
    result: str = ""
    in_charge: str = ""
    """The name of the member of staff whose login is `details.assigned_to`."""


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """One line of the history of a consent."""

    channel: str
    state: str
    day: dt.date
    recorded_at: dt.datetime
    medium: str = ""
    staff: str = ""
    wording: str = ""
    """The sentence that was said, word for word."""
    wording_version: int = 0
    """Its version, 0 where none was noted."""
    wording_language: str = ""
    proof: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """Something that the staff wrote."""

    id: int
    contact_id: int
    kind: str
    day: dt.date
    text: str
    staff: str = ""


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """One line of the timeline. `kind` is visit, purchase, action, consent, note, behaviour, satisfaction or loyalty.

    `subject` is what it was about (a product, a channel, a kind of action), `state` its code where it has one.
    """

    kind: str
    id: int
    day: dt.date
    subject: str = ""
    state: str = ""
    amount_cents: int | None = None
    quantity: int = 1
    nights: int | None = None
    people: int | None = None
    text: str = ""
    time: str = ""
    staff: str = ""


@dataclass(frozen=True, slots=True)
class StaffMember:
    """A member of staff."""

    id: int
    login: str
    name: str
    role: str
