"""What followed an offer, on a file where it was planted."""

from __future__ import annotations

import datetime as dt

from fichier_tui.domain.contact import ContactDetails
from fichier_tui.domain.history import PurchaseDetails
from fichier_tui.domain.offer import OfferDetails, subject_of
from fichier_tui.domain.reaction import Share
from fichier_tui.storage import models
from fichier_tui.storage.contacts import create_contact
from fichier_tui.storage.offers.offering import create_offer, tell_offer
from fichier_tui.storage.offers.reactions import offer_reaction
from fichier_tui.storage.purchases import log_purchase
from fichier_tui.storage.session import Session
from tests.storage.conftest import DAY

TOLD_ON = DAY - dt.timedelta(60)


def test_what_was_planted_is_observed(session: Session) -> None:
    people = [create_contact(session, ContactDetails(last_name=f"N{number}")).id for number in range(30)]
    for place, contact in enumerate(people):
        log_purchase(session, contact, PurchaseDetails(TOLD_ON - dt.timedelta(90), "Room", 1_000 * (1 + place % 3)))
    offer = create_offer(session, OfferDetails("Snow", product="Pass"))
    told = people[:9]
    tell_offer(session, offer.id, told)
    instant = dt.datetime.combine(TOLD_ON, dt.time(9), dt.UTC)
    models.Action.update(done_at=instant, day=TOLD_ON).where(models.Action.offer == offer.id).execute()
    for contact in told[:4]:
        log_purchase(session, contact, PurchaseDetails(TOLD_ON + dt.timedelta(10), "Pass", 100))
    log_purchase(session, told[5], PurchaseDetails(TOLD_ON + dt.timedelta(10), "Room", 100))  # something else
    log_purchase(session, told[6], PurchaseDetails(TOLD_ON + dt.timedelta(31), "Pass", 100))  # too late
    for contact in people[9:]:
        log_purchase(session, contact, PurchaseDetails(TOLD_ON + dt.timedelta(30), "Pass", 100))
    seen = offer_reaction(session, subject_of(offer), 30)
    assert (seen.told, seen.others) == (Share(4, 9), Share(18, 18)), "two of the same revenue for each"
    assert (seen.waiting, seen.since) == (0, TOLD_ON)
    assert offer_reaction(session, subject_of(offer), 90).told == Share(0, 0), "the ninety days are not over"
