"""Campaigns: made, changed, marked as sent; what came of each."""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Sequence
from typing import Any

from fichier_tui.domain.campaign import CALLED, Campaign, CampaignDetails
from fichier_tui.domain.contactability import PROSPECTING
from fichier_tui.domain.holidays import next_business_day
from fichier_tui.domain.permission import SEND
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.segment import read_segment
from fichier_tui.domain.sending import KIND_OF_CHANNEL, Chosen
from fichier_tui.domain.text import clean_line
from fichier_tui.storage import models
from fichier_tui.storage.actions.planning import DONE, OPEN
from fichier_tui.storage.days import action_day
from fichier_tui.storage.letters.recipients import choose_recipients
from fichier_tui.storage.offers.offering import insert_tellings
from fichier_tui.storage.rows import row_numbered
from fichier_tui.storage.segments.saved import find_segment
from fichier_tui.storage.session import Session

_CONTACTS_OF = """
    SELECT COUNT(DISTINCT a.contact_id) FROM action AS a WHERE a.campaign_id = k.id
    AND a.contact_id NOT IN (SELECT contact_id FROM contact_summary WHERE NOT live)
"""
# Who bought since is counted as for the offer itself (`storage.offers.awareness`): never more here than there.
_CAMPAIGNS = f"""
    SELECT k.id, k.name, k.offer_id, k.segment_id, k.channel, k.starts_on, k.ends_on,
        COALESCE(o.name, ''), COALESCE(s.name, ''),
        ({_CONTACTS_OF} AND a.state = 'done'),
        ({_CONTACTS_OF} AND a.state = 'open'),
        ({_CONTACTS_OF} AND a.state = 'done' AND EXISTS (
            SELECT 1 FROM purchase AS p WHERE p.contact_id = a.contact_id
            AND p.day BETWEEN MAX({action_day("a.")}, COALESCE(o.starts_on, ''))
                AND COALESCE(o.ends_on, '9999-12-31')
            AND (o.product_id IS NULL OR p.product_id = o.product_id)
        ))
    FROM campaign AS k LEFT JOIN offer AS o ON o.id = k.offer_id LEFT JOIN segment AS s ON s.id = k.segment_id
"""


def create_campaign(session: Session, details: CampaignDetails) -> Campaign:
    """A new campaign. Raises Refusal: campaign.nameless, .no_offer, .dates, .unknown_channel, row.unknown."""
    session.require(SEND)
    values = _values(details)
    with session.operation("campaign.created", name=values["name"]) as operation:
        row = operation.create(models.Campaign, **values)
    return read_campaign(session, row.id)


def change_campaign(session: Session, campaign: int, details: CampaignDetails) -> Campaign:
    """Correct a campaign. Raises as `create_campaign`, and Refusal("row.unknown")."""
    session.require(SEND)
    values = _values(details)
    with session.operation("campaign.changed", name=values["name"]) as operation:
        operation.change(row_numbered(models.Campaign, campaign), **values)
    return read_campaign(session, campaign)


def read_campaign(session: Session, campaign: int) -> Campaign:
    """One campaign. Raises Refusal("row.unknown")."""
    row = session.database.connection().execute(f"{_CAMPAIGNS} WHERE k.id = ?", (campaign,)).fetchone()
    if row is None:
        raise Refusal("row.unknown")
    return _campaign(row)


def list_campaigns(session: Session) -> tuple[Campaign, ...]:
    """Every campaign, the latest first."""
    rows = session.database.connection().execute(f"{_CAMPAIGNS} ORDER BY COALESCE(k.starts_on, '9'), k.id")
    return tuple(_campaign(row) for row in rows)[::-1]


def campaign_audience(session: Session, campaign: int) -> Chosen:
    """Who may be sent it today, and who is left out and why. Raises Refusal: row.unknown, segment.unknown."""
    session.require(SEND)
    row = row_numbered(models.Campaign, campaign)
    return choose_recipients(session, row.channel, PROSPECTING, _members(session, row), campaign=row.id)


def send_campaign(session: Session, campaign: int) -> int:
    """Mark it as sent to whoever may be sent it: an action done for each, in one operation. How many.

    By telephone nothing is sent: the calls are planned, on the first business day of the campaign. Raises Refusal:
    row.unknown, campaign.no_offer, campaign.nobody.
    """
    session.require(SEND)
    row = row_numbered(models.Campaign, campaign)
    if row.offer_id is None:
        raise Refusal("campaign.no_offer", name=row.name)
    contacts = campaign_audience(session, campaign).contacts
    if not contacts:
        raise Refusal("campaign.nobody", name=row.name)
    by_call = row.channel == CALLED
    # Nobody is called on a day of rest (C. conso. D. 223-9).
    day = next_business_day(max(session.today, row.starts_on or session.today)) if by_call else session.today
    verb = "campaign.planned" if by_call else "campaign.sent"
    with session.operation(verb, name=row.name, count=len(contacts)) as operation:
        insert_tellings(
            operation, row.offer, contacts, KIND_OF_CHANNEL[row.channel], campaign=row.id,
            state=OPEN if by_call else DONE, day=day,
        )  # fmt: skip
    return len(contacts)


def _members(session: Session, campaign: models.Campaign) -> Sequence[int]:
    if campaign.segment_id is not None:
        return find_segment(session, read_segment(campaign.segment.definition))
    execute = session.database.connection().execute
    everybody = "SELECT contact_id FROM contact_summary WHERE live ORDER BY sort_key, contact_id"
    return array("q", [row[0] for row in execute(everybody)])


def _values(details: CampaignDetails) -> dict[str, object]:
    name = clean_line(details.name)
    if not name:
        raise Refusal("campaign.nameless")
    if details.offer is None:
        raise Refusal("campaign.no_offer", name=name)
    if details.channel not in KIND_OF_CHANNEL:
        raise Refusal("campaign.unknown_channel", channel=details.channel)
    if details.starts_on and details.ends_on and details.ends_on < details.starts_on:
        raise Refusal("campaign.dates", name=name)
    return {
        "name": name,
        "offer": row_numbered(models.Offer, details.offer).id,
        "segment": None if details.segment is None else row_numbered(models.Segment, details.segment).id,
        "channel": details.channel,
        "starts_on": details.starts_on,
        "ends_on": details.ends_on,
    }


def _campaign(row: Sequence[Any]) -> Campaign:
    number, name, offer, segment, channel, starts_on, ends_on, offer_name, segment_name, sent, planned, used = row
    details = CampaignDetails(name, offer, segment, channel, _day(starts_on), _day(ends_on))
    return Campaign(number, details, offer_name, segment_name, sent, planned, used)


def _day(text: str | None) -> dt.date | None:
    return None if text is None else dt.date.fromisoformat(text)
