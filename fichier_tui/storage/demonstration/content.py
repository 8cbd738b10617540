"""What the makers make: the rows of every table, and the truth of what was planted among them."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import NamedTuple

from fichier_tui.storage.demonstration.rows import (
    ActionRow,
    AddressRow,
    BehaviourEventRow,
    CampaignRow,
    ConsentRow,
    ContactRow,
    ContactTagRow,
    CustomFieldRow,
    CustomValueRow,
    EmailRow,
    LoyaltyEntryRow,
    NoteRow,
    OfferRow,
    PhoneRow,
    ProductRow,
    PurchaseRow,
    RightsRequestRow,
    SatisfactionRow,
    SegmentRow,
    SeriesRow,
    SettingRow,
    StaffRow,
    TagRow,
    VisitRow,
    WordingRow,
)


@dataclass(frozen=True, slots=True)
class Regular:
    """A planted habit: this product at about the same days of the year, in each of the last `years` years."""

    contact_id: int
    product_id: int
    years: int


@dataclass(frozen=True, slots=True)
class Planted:
    """What was put into the file on purpose, so that the rules that find it can be held against the truth."""

    regulars: list[Regular] = field(default_factory=list)
    sleepers: list[int] = field(default_factory=list)
    """Good clients who bought often, and nothing for more than 18 months."""
    households: list[tuple[int, ...]] = field(default_factory=list)
    homonyms: list[tuple[int, int]] = field(default_factory=list)
    duplicates: list[tuple[int, int]] = field(default_factory=list)
    hostile: list[int] = field(default_factory=list)
    """Names that look like markup, or are very long."""


@dataclass(frozen=True, slots=True)
class Demonstration:
    """The rows of a demonstration file, or of one block of it; the fields in the order to write them."""

    settings: list[SettingRow] = field(default_factory=list)
    staff: list[StaffRow] = field(default_factory=list)
    tags: list[TagRow] = field(default_factory=list)
    custom_fields: list[CustomFieldRow] = field(default_factory=list)
    products: list[ProductRow] = field(default_factory=list)
    offers: list[OfferRow] = field(default_factory=list)
    segments: list[SegmentRow] = field(default_factory=list)
    campaigns: list[CampaignRow] = field(default_factory=list)
    series: list[SeriesRow] = field(default_factory=list)
    wordings: list[WordingRow] = field(default_factory=list)
    contacts: list[ContactRow] = field(default_factory=list)
    phones: list[PhoneRow] = field(default_factory=list)
    emails: list[EmailRow] = field(default_factory=list)
    addresses: list[AddressRow] = field(default_factory=list)
    contact_tags: list[ContactTagRow] = field(default_factory=list)
    custom_values: list[CustomValueRow] = field(default_factory=list)
    notes: list[NoteRow] = field(default_factory=list)
    visits: list[VisitRow] = field(default_factory=list)
    purchases: list[PurchaseRow] = field(default_factory=list)
    actions: list[ActionRow] = field(default_factory=list)
    behaviour: list[BehaviourEventRow] = field(default_factory=list)
    loyalty: list[LoyaltyEntryRow] = field(default_factory=list)
    satisfaction: list[SatisfactionRow] = field(default_factory=list)
    consents: list[ConsentRow] = field(default_factory=list)
    requests: list[RightsRequestRow] = field(default_factory=list)
    planted: Planted = field(default_factory=Planted)


# Name of the table by the field that holds its rows, and the kind of row.
TABLES: dict[str, tuple[str, type[NamedTuple]]] = {
    "settings": ("setting", SettingRow),
    "staff": ("staff", StaffRow),
    "tags": ("tag", TagRow),
    "custom_fields": ("custom_field", CustomFieldRow),
    "products": ("product", ProductRow),
    "offers": ("offer", OfferRow),
    "segments": ("segment", SegmentRow),
    "campaigns": ("campaign", CampaignRow),
    "series": ("series", SeriesRow),
    "wordings": ("wording", WordingRow),
    "contacts": ("contact", ContactRow),
    "phones": ("phone", PhoneRow),
    "emails": ("email", EmailRow),
    "addresses": ("address", AddressRow),
    "contact_tags": ("contact_tag", ContactTagRow),
    "custom_values": ("custom_value", CustomValueRow),
    "notes": ("note", NoteRow),
    "visits": ("visit", VisitRow),
    "purchases": ("purchase", PurchaseRow),
    "actions": ("action", ActionRow),
    "behaviour": ("behaviour_event", BehaviourEventRow),
    "loyalty": ("loyalty_entry", LoyaltyEntryRow),
    "satisfaction": ("satisfaction", SatisfactionRow),
    "consents": ("consent", ConsentRow),
    "requests": ("rights_request", RightsRequestRow),
}


def table_rows(demonstration: Demonstration) -> list[tuple[str, tuple[str, ...], list[NamedTuple]]]:
    """(name of the table, its columns, its rows) of every table, in the order in which they can be written."""
    return [
        (TABLES[part.name][0], TABLES[part.name][1]._fields, getattr(demonstration, part.name))
        for part in fields(Demonstration)
        if part.name in TABLES
    ]
