"""The rows of the demonstration in the form kept in the file: one tuple a row, its fields named as the columns.

Dates are ISO texts, instants ISO texts in UTC with a Z, yes and no 1 and 0. Tuples go to `executemany` as they are.
"""

from __future__ import annotations

from typing import NamedTuple


class SettingRow(NamedTuple):
    """A thing that the shop has set; `value` is JSON."""

    key: str
    value: str


class StaffRow(NamedTuple):
    """A member of staff."""

    id: int
    public_id: str
    login: str
    name: str
    role: str
    created_at: str
    left_on: str | None
    passphrase_at: str | None


class ContactRow(NamedTuple):
    """A person or a company."""

    id: int
    public_id: str
    kind: str
    company_id: int | None
    civility: str
    last_name: str
    first_name: str
    company_name: str
    job_title: str
    sex: str
    birth: str
    profession: str
    language: str
    source: str
    source_detail: str
    first_contact_on: str | None
    card_number: str
    sponsor_id: int | None
    household: str
    important: str
    verified_on: str | None
    verified_by_id: int | None
    restricted_on: str | None
    deceased_on: str | None
    created_at: str
    created_by_id: int | None
    updated_at: str
    version: int
    deleted_at: str | None
    kept: str | None = None


class PhoneRow(NamedTuple):
    """A telephone number in E.164."""

    id: int
    contact_id: int
    number: str
    kind: str
    position: int


class EmailRow(NamedTuple):
    """An e-mail address."""

    id: int
    contact_id: int
    address: str
    kind: str
    position: int


class AddressRow(NamedTuple):
    """A postal address."""

    id: int
    contact_id: int
    street: str
    postcode: str
    town: str
    region: str
    country: str
    kind: str
    position: int


class TagRow(NamedTuple):
    """A tag or an interest."""

    id: int
    public_id: str
    name: str
    kind: str


class ContactTagRow(NamedTuple):
    """A tag on a contact."""

    id: int
    contact_id: int
    tag_id: int


class CustomFieldRow(NamedTuple):
    """A field of the shop's own; `choices` is a JSON list."""

    id: int
    public_id: str
    key: str
    label: str
    kind: str
    choices: str
    purpose: str
    position: int
    retired_at: str | None


class CustomValueRow(NamedTuple):
    """The value of such a field for one contact."""

    id: int
    contact_id: int
    field_id: int
    value: str


class NoteRow(NamedTuple):
    """A note, or an idea."""

    id: int
    public_id: str
    contact_id: int
    kind: str
    day: str
    text: str
    staff_id: int | None
    created_at: str


class ProductRow(NamedTuple):
    """A product; `name_key` is the folded name."""

    id: int
    public_id: str
    name: str
    name_key: str
    category: str
    reference: str
    price_cents: int | None
    cost_cents: int | None
    by_night: int
    retired_at: str | None


class VisitRow(NamedTuple):
    """A visit."""

    id: int
    public_id: str
    contact_id: int
    day: str
    time: str
    channel: str
    people: int | None
    note: str
    staff_id: int | None
    created_at: str


class PurchaseRow(NamedTuple):
    """A purchase; money in cents, of the whole line."""

    id: int
    public_id: str
    contact_id: int
    product_id: int | None
    day: str
    quantity: int
    amount_cents: int
    cost_cents: int | None
    nights: int | None
    people: int | None
    note: str
    reference: str
    staff_id: int | None
    visit_id: int | None
    created_at: str


class OfferRow(NamedTuple):
    """A special offer."""

    id: int
    public_id: str
    name: str
    kind: str
    product_id: int | None
    starts_on: str | None
    ends_on: str | None
    text: str


class SegmentRow(NamedTuple):
    """A saved condition, as text."""

    id: int
    public_id: str
    name: str
    definition: str
    created_at: str
    created_by_id: int | None
    seen_at: str | None = None
    seen_count: int | None = None


class CampaignRow(NamedTuple):
    """An offer made to a segment."""

    id: int
    public_id: str
    name: str
    offer_id: int | None
    segment_id: int | None
    channel: str
    starts_on: str | None
    ends_on: str | None


class SeriesRow(NamedTuple):
    """A recurrence; `rule` in the text form of RFC 5545."""

    id: int
    public_id: str
    rule: str
    counted_from: str


class ActionRow(NamedTuple):
    """What is planned, or was done."""

    id: int
    public_id: str
    contact_id: int | None
    kind: str
    subject: str
    day: str | None
    time: str
    minutes: int | None
    place: str
    priority: int
    assigned_to_id: int | None
    state: str
    done_at: str | None
    done_by_id: int | None
    result: str
    note: str
    offer_id: int | None
    product_id: int | None
    campaign_id: int | None
    series_id: int | None
    created_at: str
    created_by_id: int | None


class BehaviourEventRow(NamedTuple):
    """What a contact did without buying."""

    id: int
    public_id: str
    contact_id: int
    kind: str
    day: str
    detail: str
    created_at: str


class LoyaltyEntryRow(NamedTuple):
    """A line of the points ledger."""

    id: int
    public_id: str
    contact_id: int
    points: int
    reason: str
    purchase_id: int | None
    day: str
    staff_id: int | None
    note: str


class SatisfactionRow(NamedTuple):
    """A score, a review or a complaint."""

    id: int
    public_id: str
    contact_id: int
    kind: str
    score: int | None
    text: str
    day: str
    state: str
    closed_at: str | None
    staff_id: int | None


class WordingRow(NamedTuple):
    """A version of the sentence by which a consent is asked."""

    id: int
    public_id: str
    channel: str
    version: int
    language: str
    text: str
    created_at: str


class ConsentRow(NamedTuple):
    """One line of the history of a consent."""

    id: int
    public_id: str
    contact_id: int
    channel: str
    state: str
    day: str
    recorded_at: str
    medium: str
    wording_id: int | None
    staff_id: int | None
    proof: str


class RightsRequestRow(NamedTuple):
    """A request under the RGPD."""

    id: int
    public_id: str
    contact_id: int
    kind: str
    received_on: str
    due_on: str
    done_on: str | None
    state: str
    note: str
    who: str
    way: str
    identity: str
    answer: str
    extended_on: str | None
    extension_reason: str
    staff_id: int
    recorded_at: str
