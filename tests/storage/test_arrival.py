"""A product arrives: its best buyers as the rule says, who may be told, and telling many in one operation."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from fichier_tui.domain.contact import ContactDetails, EmailAddress
from fichier_tui.domain.history import ActionDetails, PurchaseDetails
from fichier_tui.domain.proposals import Arriving, best_buyers
from fichier_tui.domain.proposals.arrival import MEASURES
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import (
    arrival_buyers,
    arrival_rows,
    change_contact,
    delete_contact,
    find_arriving,
    log_purchase,
    models,
    object_everywhere,
    open_actions,
    plan_arrival,
    planned_about,
    record_consent,
    tell_product,
    undo,
)
from fichier_tui.storage.session import Session
from tests.storage.conftest import DAY
from tests.storage.test_proposals import named


def bought(name: str, day: dt.date, quantity: int, cents: int) -> PurchaseDetails:
    """A purchase."""
    return PurchaseDetails(day, name, cents, quantity)


def product_called(session: Session, name: str) -> Arriving:
    """A product of the file."""
    return next(one for one in find_arriving(session, name) if one.name == name and one.product_id)


@pytest.mark.parametrize("by", MEASURES)
@pytest.mark.parametrize("since", [None, DAY - dt.timedelta(days=200)])
def test_the_statement_says_what_the_rule_says(session: Session, by: str, since: dt.date | None) -> None:
    chance = random.Random(f"{by} {since}")
    people = [named(session, f"Client {number}") for number in range(12)]
    events = []
    for _count in range(80):
        contact, day = chance.choice(people), DAY - dt.timedelta(days=chance.randrange(400))
        name, quantity, cents = (
            chance.choice(["Boat", "Sail", "Tea"]),
            chance.randrange(1, 4),
            chance.randrange(9) * 100,
        )
        log_purchase(session, contact, bought(name, day, quantity, cents))
        events.append((name, (contact, day, quantity, cents)))
    models.Product.update(category="Sea").where(models.Product.name != "Tea").execute()
    boats = [event for name, event in events if name == "Boat"]
    at_sea = [event for name, event in events if name != "Tea"]
    assert arrival_buyers(session, product_called(session, "Boat"), by=by, since=since) == best_buyers(
        boats, by=by, since=since
    )
    assert arrival_buyers(session, Arriving("Sea"), by=by, since=since, limit=5) == best_buyers(
        at_sea, by=by, since=since, limit=5
    )


def test_who_may_not_be_turned_to_is_left_out_and_a_channel_keeps_those_who_accept_it(session: Session) -> None:
    one, two, gone, opposed = (named(session, name) for name in ("One", "Two", "Gone", "Opposed"))
    for contact in (one, two, gone, opposed):
        log_purchase(session, contact, bought("Boat", DAY, 1, 1_000))
    delete_contact(session, gone)
    object_everywhere(session, opposed)
    for contact, state in ((one, "refused"), (two, "given")):
        change_contact(session, contact, ContactDetails(last_name="N", emails=(EmailAddress(f"n{contact}@free.fr"),)))
        record_consent(session, contact, "email", state)
    boat = product_called(session, "Boat")
    assert {buyer.contact for buyer in arrival_buyers(session, boat)} == {one, two}
    by_email = arrival_buyers(session, boat, channel="email")
    assert [buyer.contact for buyer in by_email] == [two]
    (row,) = arrival_rows(session, boat, {two: (1, by_email[0])}, [two])
    assert row.channels == ("email",)


def test_many_are_planned_and_told_in_one_operation(session: Session) -> None:
    people = [named(session, name) for name in ("One", "Two")]
    for contact in people:
        log_purchase(session, contact, bought("Boat", DAY - dt.timedelta(days=30), 1, 1_000))
    boat = product_called(session, "Boat")
    plans = {contact: ActionDetails("call", "Arrived: Boat", day=DAY) for contact in people}
    assert plan_arrival(session, boat, plans) == 2
    assert planned_about(session, boat, people) == dict.fromkeys(people, DAY)
    undo(session)
    assert not open_actions(session)
    assert boat.product_id is not None
    assert tell_product(session, boat.product_id, people) == 2
    buyers = {buyer.contact: (rank, buyer) for rank, buyer in enumerate(arrival_buyers(session, boat), 1)}
    assert [row.awareness.state for row in arrival_rows(session, boat, buyers, people)] == ["told", "told"]
    undo(session)
    assert all(row.awareness.state == "never" for row in arrival_rows(session, boat, buyers, people))
    with pytest.raises(Refusal, match=r"row\.unknown"):
        tell_product(session, boat.product_id, [999_999])


def test_what_arrives_is_found_by_its_first_letters(session: Session) -> None:
    log_purchase(session, named(session, "One"), bought("Thé vert", DAY, 1, 500))
    models.Product.update(category="Thés et infusions").execute()
    assert find_arriving(session, "the") == (Arriving("Thés et infusions"), product_called(session, "Thé vert"))
    assert find_arriving(session, "zzz") == ()
