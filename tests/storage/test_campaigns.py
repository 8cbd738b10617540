"""Campaigns: who is sent what, who is left out and why, what came of it; one undo takes a whole sending back."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from fichier_tui.domain.awareness import BOUGHT, NEVER, TOLD
from fichier_tui.domain.campaign import CampaignDetails
from fichier_tui.domain.contact import ContactDetails, EmailAddress, PhoneNumber
from fichier_tui.domain.history import PurchaseDetails
from fichier_tui.domain.offer import OfferDetails, subject_of
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.segment import read_segment
from fichier_tui.storage import models
from fichier_tui.storage.actions.planning import complete_action, open_actions
from fichier_tui.storage.consents.giving import record_consent
from fichier_tui.storage.contacts import create_contact, delete_contact
from fichier_tui.storage.journal.undoing import undo
from fichier_tui.storage.offers.awareness import who_heard
from fichier_tui.storage.offers.campaigns import (
    campaign_audience,
    change_campaign,
    create_campaign,
    list_campaigns,
    read_campaign,
    send_campaign,
)
from fichier_tui.storage.offers.offering import create_offer
from fichier_tui.storage.purchases import log_purchase
from fichier_tui.storage.segments.saved import save_segment
from fichier_tui.storage.session import Session
from tests.storage.conftest import DAY

WILLING, CONFIRMED, REFUSING, OPPOSED, SILENT, WITHOUT_ADDRESS, DEAD, CHILD, GONE = range(9)
STATES = {WILLING: "given", CONFIRMED: "confirmed", REFUSING: "refused", OPPOSED: "opposed", WITHOUT_ADDRESS: "given"}


@pytest.fixture
def people(session: Session) -> list[int]:
    """One contact for each case."""
    found = []
    for place in range(9):
        details = ContactDetails(
            last_name=f"N{place}",
            emails=() if place == WITHOUT_ADDRESS else (EmailAddress(f"n{place}@example.org"),),
            phones=(PhoneNumber(f"+3361234000{place}"),),
            birth="2015-01-01" if place == CHILD else "",
        )
        found.append(create_contact(session, details).id)
        for channel in ("email", "phone"):
            if place != SILENT:
                record_consent(session, found[-1], channel, STATES.get(place, "given"))
    models.Contact.update(deceased_on=DAY).where(models.Contact.id == found[DEAD]).execute()
    delete_contact(session, found[GONE])
    return found


def test_only_those_who_agreed_are_sent_it(session: Session, people: list[int]) -> None:
    offer = create_offer(session, OfferDetails("Snow", product="Pass", starts_on=DAY))
    made = create_campaign(session, CampaignDetails("First snow", offer.id, channel="email", starts_on=DAY))
    found = campaign_audience(session, made.id)
    assert found.contacts == (people[WILLING], people[CONFIRMED])
    assert found.by_reason() == {
        ("deceased", "R27"): 1, ("minor", "R28"): 1, ("refused", "R08"): 1, ("opposed", "R26"): 1,
        ("not_asked", "R08"): 1, ("unreachable", "R37"): 1,
    }  # fmt: skip
    assert send_campaign(session, made.id) == 2
    subject = subject_of(offer)
    assert list(who_heard(session, subject, TOLD)) == [people[WILLING], people[CONFIRMED]]
    log_purchase(session, people[WILLING], PurchaseDetails(DAY, "Pass", 100))
    read = read_campaign(session, made.id)
    assert (read.sent, read.used, read.planned, read.offer_name) == (2, 1, 0, "Snow")
    assert list(who_heard(session, subject, BOUGHT)) == [people[WILLING]]
    assert campaign_audience(session, made.id).by_reason()["already", ""] == 2
    with pytest.raises(Refusal, match=r"campaign\.nobody"):
        send_campaign(session, made.id)
    undo(session)
    undo(session)
    assert read_campaign(session, made.id).sent == 0
    assert len(who_heard(session, subject, NEVER)) == 8


def test_by_telephone_calls_are_planned_and_each_tells_when_it_is_done(session: Session, people: list[int]) -> None:
    offer = create_offer(session, OfferDetails("Snow"))
    monday = DAY + dt.timedelta(2)
    made = create_campaign(session, CampaignDetails("Calls", offer.id, channel="phone", starts_on=monday))
    assert send_campaign(session, made.id) == 3  # the one without e-mail has a telephone
    calls = [action for action in open_actions(session) if action.details.kind == "call"]
    assert {action.details.day for action in calls} == {monday}
    assert read_campaign(session, made.id).planned == 3
    assert len(who_heard(session, subject_of(offer), TOLD)) == 0
    complete_action(session, calls[0].id)
    read = read_campaign(session, made.id)
    assert (read.sent, read.planned) == (1, 2)


def test_a_yes_to_calls_that_ended_is_no_yes(session: Session, people: list[int]) -> None:
    late = create_contact(session, ContactDetails(last_name="Late", phones=(PhoneNumber("+33612345678"),))).id
    record_consent(session, late, "phone", "given", day=DAY - dt.timedelta(365))
    offer = create_offer(session, OfferDetails("Snow"))
    made = create_campaign(session, CampaignDetails("Calls", offer.id, channel="phone"))
    found = campaign_audience(session, made.id)
    assert late not in found.contacts
    reasons = found.by_reason()
    assert (reasons["not_asked", "R11"], reasons["ended", "R11"]) == (1, 1)


def test_a_campaign_keeps_to_its_segment(session: Session, people: list[int]) -> None:
    log_purchase(session, people[WILLING], PurchaseDetails(DAY, "Pass", 100))
    segment = save_segment(session, "Clients", read_segment("clients"))
    offer = create_offer(session, OfferDetails("Snow"))
    made = create_campaign(session, CampaignDetails("For clients", offer.id, segment.id))
    assert campaign_audience(session, made.id).contacts == (people[WILLING],)
    assert made.segment_name == "Clients"


def test_campaigns_are_changed_and_taken_back(session: Session) -> None:
    offer = create_offer(session, OfferDetails("Snow"))
    made = create_campaign(session, CampaignDetails(" One ", offer.id))
    changed = change_campaign(session, made.id, replace(made.details, name="Two", channel="sms"))
    assert list_campaigns(session) == (changed,)
    undo(session)
    assert list_campaigns(session) == (made,)
    undo(session)
    assert list_campaigns(session) == ()


@pytest.mark.parametrize(
    ("details", "code"),
    [
        (CampaignDetails(" ", 1), "campaign.nameless"),
        (CampaignDetails("One"), "campaign.no_offer"),
        (CampaignDetails("One", 1, channel="fax"), "campaign.unknown_channel"),
        (CampaignDetails("One", 1, starts_on=DAY, ends_on=DAY - dt.timedelta(1)), "campaign.dates"),
        (CampaignDetails("One", 9), "row.unknown"),
    ],
)
def test_what_is_no_campaign_is_refused(session: Session, details: CampaignDetails, code: str) -> None:
    create_offer(session, OfferDetails("Snow"))
    with pytest.raises(Refusal) as refused:
        create_campaign(session, details)
    assert refused.value.code == code
