"""Persons and companies in the file, as the screens see them. Rows of the database never leave `storage/`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from fichier_tui.domain.text import clean_line, clean_text

PERSON = "person"
COMPANY = "company"
CIVILITIES = ("mrs", "mr")
SEXES = ("f", "m")
PHONE_KINDS = ("mobile", "home", "work", "fax", "other")
ADDRESS_KINDS = ("home", "work", "other")

# Where a contact came from (FEATURES K3). A list that the shop may extend: any other text is kept as it is.
SOURCES = (
    "fair",
    "conference",
    "appointment",
    "quote",
    "prize_game",
    "document_request",
    "web_form",
    "booking",
    "newsletter",
    "social_network",
    "order_form",
    "reception",
    "phone",
    "review",
    "invoice",
    "survey",
    "loyalty_card",
    "referral",
    "rented_file",
)
# A file bought or rented proves no consent (CONSENT R38).
SOURCES_WITHOUT_CONSENT = ("rented_file",)

PROSPECT = "prospect"
ACTIVE = "active"
INACTIVE = "inactive"
STATUSES = (PROSPECT, ACTIVE, INACTIVE)
# A client who bought nothing for this long is inactive, unless the shop sets another figure.
INACTIVE_AFTER_DAYS = 548


@dataclass(frozen=True, slots=True)
class PhoneNumber:
    """A telephone number: E.164 when it could be read ("+33612345678"), else as it was written."""

    number: str
    kind: str = "mobile"


@dataclass(frozen=True, slots=True)
class EmailAddress:
    """An e-mail address, lower case."""

    address: str
    kind: str = "home"


@dataclass(frozen=True, slots=True)
class PostalAddress:
    """A postal address; `street` may hold several lines."""

    street: str = ""
    postcode: str = ""
    town: str = ""
    region: str = ""
    country: str = "FR"
    kind: str = "home"


@dataclass(frozen=True, slots=True)
class ContactDetails:
    """Everything of a contact that a form can fill. Only a name, or one way to reach it, is required."""

    kind: str = PERSON
    civility: str = ""
    last_name: str = ""
    first_name: str = ""
    company_name: str = ""
    job_title: str = ""
    sex: str = ""
    birth: str = ""
    """ISO date, or --MM-DD where the year is unknown."""
    profession: str = ""
    language: str = ""
    source: str = ""
    source_detail: str = ""
    first_contact_on: dt.date | None = None
    card_number: str = ""
    household: str = ""
    important: str = ""
    phones: tuple[PhoneNumber, ...] = ()
    emails: tuple[EmailAddress, ...] = ()
    addresses: tuple[PostalAddress, ...] = ()
    tags: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    custom: dict[str, str] = field(default_factory=dict)
    """Value by key of the shop's own fields; dates in ISO form, yes / no as "1" / "0"."""

    @property
    def display_name(self) -> str:
        """How the contact is called in a list: "Péron Hélène", or the company's name, or an address."""
        name = f"{self.last_name} {self.first_name}".strip()
        if self.kind == COMPANY or not name:
            name = self.company_name or name
        if not name and self.emails:
            name = self.emails[0].address
        if not name and self.phones:
            name = self.phones[0].number
        return name


@dataclass(frozen=True, slots=True)
class ContactRow:
    """One line of the list."""

    id: int
    name: str
    town: str
    phone: str
    email: str
    kind: str
    purchases: int
    revenue_cents: int
    first_purchase: dt.date | None
    last_purchase: dt.date | None
    visits: int
    last_visit: dt.date | None
    last_seen: dt.date | None
    open_actions: int
    next_action: dt.date | None
    open_complaints: int
    completeness: int
    deleted: bool = False
    own: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Values of the shop's own fields by key, where the list shows them."""


@dataclass(frozen=True, slots=True)
class ContactSummary:
    """What is reckoned of one contact from its purchases, visits and actions. Money in cents."""

    purchases: int = 0
    revenue_cents: int = 0
    margin_cents: int = 0
    nights: int = 0
    first_purchase: dt.date | None = None
    last_purchase: dt.date | None = None
    gap_mean_days: float | None = None
    gap_deviation_days: float | None = None
    visits: int = 0
    last_visit: dt.date | None = None
    last_seen: dt.date | None = None
    open_actions: int = 0
    next_action: dt.date | None = None
    open_complaints: int = 0
    completeness: int = 0

    @property
    def mean_basket_cents(self) -> int | None:
        """Revenue over purchases, rounded half up to the cent; None for a prospect."""
        if not self.purchases:
            return None
        return (2 * self.revenue_cents + self.purchases) // (2 * self.purchases)


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact as its card shows it."""

    id: int
    public_id: str
    details: ContactDetails
    summary: ContactSummary
    version: int
    created_at: dt.datetime
    updated_at: dt.datetime
    verified_on: dt.date | None = None
    verified_by: str = ""
    company_id: int | None = None
    sponsor_id: int | None = None
    restricted_on: dt.date | None = None
    deceased_on: dt.date | None = None
    deleted_at: dt.datetime | None = None
    archived: bool = False
    """Whether it is kept for its invoices alone (`domain.erasing`)."""

    @property
    def name(self) -> str:
        """How the contact is called."""
        return self.details.display_name


def status(
    purchases: int,
    last_purchase: dt.date | None,
    today: dt.date,
    inactive_after_days: int = INACTIVE_AFTER_DAYS,
) -> str:
    """Prospect, active or inactive client: derived, never stored (FEATURES K1)."""
    if not purchases or last_purchase is None:
        return PROSPECT
    return INACTIVE if (today - last_purchase).days > inactive_after_days else ACTIVE


def cleaned(details: ContactDetails) -> ContactDetails:
    """The details with every text cleaned and every empty line of reach left out: the door of the file."""
    return replace(
        details,
        kind=COMPANY if details.kind == COMPANY else PERSON,
        civility=clean_line(details.civility),
        last_name=clean_line(details.last_name),
        first_name=clean_line(details.first_name),
        company_name=clean_line(details.company_name),
        job_title=clean_line(details.job_title),
        sex=clean_line(details.sex),
        birth=clean_line(details.birth),
        profession=clean_line(details.profession),
        language=clean_line(details.language),
        source=clean_line(details.source),
        source_detail=clean_line(details.source_detail),
        card_number=clean_line(details.card_number),
        household=clean_line(details.household),
        important=clean_text(details.important),
        phones=_without_blanks(tuple(PhoneNumber(clean_line(p.number), p.kind) for p in details.phones)),
        emails=_without_blanks(tuple(EmailAddress(clean_line(e.address).lower(), e.kind) for e in details.emails)),
        addresses=tuple(
            PostalAddress(
                clean_text(place.street),
                clean_line(place.postcode),
                clean_line(place.town),
                clean_line(place.region),
                clean_line(place.country),
                place.kind,
            )
            for place in details.addresses
            if place.street or place.postcode or place.town
        ),
        tags=tuple(dict.fromkeys(filter(None, map(clean_line, details.tags)))),
        interests=tuple(dict.fromkeys(filter(None, map(clean_line, details.interests)))),
        custom={key: clean_text(value) for key, value in details.custom.items()},
    )


Reach = TypeVar("Reach", PhoneNumber, EmailAddress)


def _without_blanks(lines: tuple[Reach, ...]) -> tuple[Reach, ...]:
    """The lines that say something, each once."""
    return tuple(
        dict.fromkeys(line for line in lines if (line.number if isinstance(line, PhoneNumber) else line.address))
    )
