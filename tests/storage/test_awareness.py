"""Who heard of what: the bulk statements equal the events, whatever they are."""

from __future__ import annotations

import datetime as dt
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fichier_tui.domain.awareness import AWARENESS, BOUGHT, NEVER, TOLD, Coverage
from fichier_tui.domain.contact import ContactDetails, EmailAddress
from fichier_tui.domain.history import ActionDetails, PurchaseDetails
from fichier_tui.domain.offer import OfferDetails, Subject, subject_of
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import models
from fichier_tui.storage.actions.planning import complete_action, plan_action
from fichier_tui.storage.consents.giving import record_consent
from fichier_tui.storage.contacts import create_contact, delete_contact
from fichier_tui.storage.journal.undoing import undo
from fichier_tui.storage.offers.awareness import (
    awareness_cells,
    awareness_rows,
    offer_coverages,
    subject_coverage,
    who_heard,
)
from fichier_tui.storage.offers.offering import (
    change_offer,
    create_offer,
    end_offer,
    list_offers,
    read_offer,
    running_offers,
    tell_offer,
)
from fichier_tui.storage.purchases import log_purchase
from fichier_tui.storage.session import Session
from tests.storage.conftest import DAY, new_session

EVENTS = st.lists(
    st.one_of(
        st.tuples(
            st.just("action"), st.integers(0, 4), st.sampled_from(["call", "offer", "letter", "task"]),
            st.sampled_from(["done", "open", "cancelled"]), st.integers(0, 30),
            st.sampled_from(["day", "instant", "none"]),
            st.sampled_from([None, 1, 2, 3]), st.sampled_from([None, 1, 2]), st.sampled_from([None, 1, 2]),
        ),
        st.tuples(st.just("purchase"), st.integers(0, 4), st.sampled_from([None, 1, 2]), st.integers(0, 30)),
    ),
    max_size=25,
)  # fmt: skip


def furnish(session: Session) -> list[int]:
    """Five contacts (the last one put aside), two products, three offers, two campaigns."""
    people = [
        create_contact(session, ContactDetails(last_name=name)).id for name in ("Émile", "Abel", "Ça", "Dé", "Zoé")
    ]
    for name in ("Spa", "Ski"):
        models.Product.create(name=name, name_key=name.lower())
    create_offer(session, OfferDetails("Spa", product="Spa", starts_on=DAY - dt.timedelta(20), ends_on=DAY))
    create_offer(session, OfferDetails("Ski", product="Ski"))
    create_offer(session, OfferDetails("All", ends_on=DAY - dt.timedelta(5)))
    for offer in (1, 3):
        models.Campaign.create(name=f"c{offer}", offer=offer)
    delete_contact(session, people[-1])
    return people


def write(session: Session, people: list[int], events: list[tuple[object, ...]]) -> None:
    """The rows of these events as any program may have written them."""
    with session.operation("setting.changed") as operation:
        for what, who, *rest in events:
            contact = people[int(str(who))]
            if what == "purchase":
                product, ago = rest
                day = DAY - dt.timedelta(int(str(ago)))
                operation.create(models.Purchase, contact=contact, product=product, day=day, created_at=session.now())
                continue
            kind, state, ago, dated, offer, product, campaign = rest
            day = DAY - dt.timedelta(int(str(ago)))
            instant = dt.datetime.combine(day, dt.time(23, 30), dt.UTC)
            operation.create(
                models.Action,
                contact=contact,
                kind=kind,
                state=state,
                day=None if dated == "none" else day - dt.timedelta(2) if dated == "instant" else day,
                done_at=instant if dated == "instant" else None,
                offer=offer,
                product=product,
                campaign=campaign,
                created_at=dt.datetime.combine(day - dt.timedelta(1), dt.time(8), dt.UTC),
            )


def naive(contact: int, subject: Subject) -> tuple[str, int, dt.date | None]:
    """From scratch, an event after the other: state, how often told, when bought."""
    days = []
    for action in models.Action.select().order_by(models.Action.id):
        if action.contact_id != contact or action.state != "done" or action.kind == "task":
            continue
        offer = action.offer if action.offer_id else action.campaign.offer if action.campaign_id else None
        about = (
            offer is not None and offer.id == subject.id
            if subject.is_offer
            else subject.id in (action.product_id, None if offer is None else offer.product_id)
        )
        if about:
            days.append(action.done_at.date() if action.done_at else action.day or action.created_at.date())
    bought = None
    for purchase in models.Purchase.select().order_by(models.Purchase.day):
        counts = purchase.contact_id == contact and (
            subject.product_id is None or purchase.product_id == subject.product_id
        )
        if counts and subject.window.holds(purchase.day) and (not days or purchase.day >= min(days)):
            bought = bought or purchase.day
    return (NEVER if not days else TOLD if bought is None else BOUGHT), len(days), bought


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(EVENTS)
def test_the_statements_equal_the_events(events: list[tuple[object, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        session = new_session(Path(folder))
        people = furnish(session)
        write(session, people, events)
        live = people[:-1]
        products = [Subject(number, "p", False, number) for number in (1, 2)]
        offers = [subject_of(read_offer(session, number)) for number in (1, 2, 3)]
        subjects = [*offers, *products]
        cells = awareness_cells(session, live, subjects)
        covered = offer_coverages(session)
        for place, subject in enumerate(subjects):
            expected = {contact: naive(contact, subject) for contact in live}
            for contact, (state, times, bought) in expected.items():
                cell = cells[contact][place]
                assert (cell.state, cell.times, cell.bought) == (state, times, bought), subject
            by_state = {state: {c for c in live if expected[c][0] == state} for state in AWARENESS}
            for state, who in by_state.items():
                assert set(who_heard(session, subject, state)) == who
            told = len(by_state[TOLD]) + len(by_state[BOUGHT])
            whole = Coverage(len(live), told, len(by_state[BOUGHT]))
            assert subject_coverage(session, subject) == whole
            if subject.is_offer:
                assert covered[subject.id] == whole
        session.database.close()


def test_told_at_the_counter_then_bought_then_taken_back(session: Session) -> None:
    people = [create_contact(session, ContactDetails(last_name=name)).id for name in ("Zoé", "Abel", "Émile")]
    offer = create_offer(session, OfferDetails("Snow", "discount", "Pass", DAY - dt.timedelta(3)))
    subject = subject_of(offer)
    assert list(who_heard(session, subject, NEVER)) == [people[1], people[2], people[0]], "in the order of names"
    assert tell_offer(session, offer.id, [people[0]]) == 1
    assert tell_offer(session, offer.id, [people[1], people[2], people[1]], "letter") == 2
    log_purchase(session, people[1], PurchaseDetails(DAY, "Pass", 9_000))
    assert offer_coverages(session)[offer.id] == Coverage(3, 3, 1)
    row = awareness_rows(session, [people[0]], subject)[0]
    assert (row.name, row.awareness.kind, row.awareness.staff) == ("Zoé", "offer", "Hélène")
    assert row.awareness.last_told == DAY
    undo(session)
    undo(session)
    assert list(who_heard(session, subject, TOLD)) == [people[0]], "one undo takes back all who were told together"


def test_a_call_that_was_planned_tells_when_it_is_done(session: Session) -> None:
    contact = create_contact(session, ContactDetails(last_name="Abel")).id
    offer = create_offer(session, OfferDetails("Snow"))
    action = plan_action(session, contact, ActionDetails("call", day=DAY))
    models.Action.update(offer=offer.id).where(models.Action.id == action.id).execute()
    assert list(who_heard(session, subject_of(offer), TOLD)) == []
    complete_action(session, action.id)
    assert list(who_heard(session, subject_of(offer), TOLD)) == [contact]


def test_an_offer_is_made_changed_ended_and_each_is_taken_back(session: Session) -> None:
    made = create_offer(session, OfferDetails("  Snow ", "gift", "Pass", DAY, None, "Text\x07 it"))
    assert made.details == OfferDetails("Snow", "gift", "Pass", DAY, None, "Text it")
    changed = change_offer(session, made.id, replace(made.details, name="First snow", product=""))
    assert (changed.details.name, changed.product_id) == ("First snow", None)
    assert end_offer(session, made.id).details.ends_on == DAY
    with pytest.raises(Refusal, match=r"offer\.ended"):
        end_offer(session, made.id)
    undo(session)
    undo(session)
    assert read_offer(session, made.id) == made
    undo(session)
    assert list_offers(session) == ()


@pytest.mark.parametrize(
    ("details", "code"),
    [
        (OfferDetails(" "), "offer.nameless"),
        (OfferDetails("Snow", starts_on=DAY, ends_on=DAY - dt.timedelta(1)), "offer.dates"),
        (OfferDetails("Snow", "bargain"), "offer.unknown_kind"),
    ],
)
def test_what_is_no_offer_is_refused(session: Session, details: OfferDetails, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        create_offer(session, details)
    assert refused.value.code == code
    assert list_offers(session) == ()


def test_offers_that_run_come_first_and_the_last_told_of_is_proposed_first(session: Session) -> None:
    week = dt.timedelta(7)
    ended = create_offer(session, OfferDetails("Ended", ends_on=DAY - week)).id
    future = create_offer(session, OfferDetails("Future", starts_on=DAY + week)).id
    old = create_offer(session, OfferDetails("Old", starts_on=DAY - week)).id
    new = create_offer(session, OfferDetails("New", starts_on=DAY)).id
    assert [offer.id for offer in list_offers(session)] == [new, old, future, ended]
    contact = create_contact(session, ContactDetails(last_name="Abel")).id
    tell_offer(session, old, [contact])
    assert [offer.id for offer in running_offers(session)] == [old, new]
    with pytest.raises(Refusal):
        tell_offer(session, old, [999])


def test_the_best_buyers_of_the_product_come_first_with_how_they_may_be_reached(session: Session) -> None:
    people = [
        create_contact(session, ContactDetails(last_name=name, emails=(EmailAddress(f"{name.lower()}@free.fr"),))).id
        for name in ("Abel", "Brun", "Clerc", "Duval")
    ]
    for contact, product, cents in ((1, "Pass", 500), (2, "Pass", 900), (2, "Pass", 100), (3, "Spa", 9_000)):
        log_purchase(session, people[contact], PurchaseDetails(DAY, product, cents))
    record_consent(session, people[2], "email", "given")
    record_consent(session, people[1], "email", "given")
    models.Contact.update(restricted_on=DAY).where(models.Contact.id == people[1]).execute()
    subject = subject_of(create_offer(session, OfferDetails("Snow", product="Pass")))
    ids = who_heard(session, subject, NEVER, best_first=True)
    assert list(ids) == [people[2], people[1], people[0], people[3]]
    rows = {row.contact_id: row for row in awareness_rows(session, ids, subject)}
    assert [rows[number].spent_cents for number in ids] == [1_000, 500, 0, 0]
    assert (rows[people[2]].channels, rows[people[1]].channels, rows[people[0]].channels) == (("email",), (), ())
    everything = subject_of(create_offer(session, OfferDetails("All")))
    assert who_heard(session, everything, NEVER, best_first=True)[0] == people[3]
