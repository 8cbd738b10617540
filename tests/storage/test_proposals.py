"""What a real file proposes: its planted habits, kept up with every write, dismissed, planned, taken back."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from fichier_tui.domain.contact import ContactDetails, EmailAddress
from fichier_tui.domain.history import ActionDetails, PurchaseDetails
from fichier_tui.domain.proposals import Arriving, SeasonRules
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.rights import RequestDetails
from fichier_tui.storage import (
    Proposed,
    arrival_buyers,
    change_purchase,
    close_complaint,
    complete_action,
    create_contact,
    delete_contact,
    dismiss_proposal,
    log_purchase,
    models,
    object_everywhere,
    open_complaint,
    plan_action,
    plan_proposal,
    proposals,
    record_consent,
    redo,
    remove_purchase,
    season_rules,
    set_season_rules,
    undo,
)
from fichier_tui.storage.demonstration import demonstration, fill_with_demonstration
from fichier_tui.storage.rights.requests import note_request
from fichier_tui.storage.session import Session
from fichier_tui.storage.shop import change_setting
from tests.storage.conftest import DAY, new_session

SPRING = dt.date(2026, 3, 10)


@pytest.fixture(scope="module")
def demonstrated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """The demonstration, made once."""
    session = new_session(tmp_path_factory.mktemp("shop"), "demo.db")
    session.database.execute_sql("DELETE FROM staff")
    fill_with_demonstration(session, DAY)
    yield session
    session.database.close()


@pytest.fixture
def shop(demonstrated: Session) -> Session:
    """The demonstration, with the tables bound to it."""
    models.bound_database.initialize(demonstrated.database)
    return demonstrated


def named(session: Session, name: str, **details: object) -> int:
    """A new contact."""
    return create_contact(session, ContactDetails(last_name=name, **details)).id  # type: ignore[arg-type]


def buy(session: Session, contact: int, *days: dt.date, product: str = "Massage", cents: int = 5_000) -> None:
    """Purchases of a product."""
    for day in days:
        log_purchase(session, contact, PurchaseDetails(day, product, cents))


def springs(session: Session, contact: int, product: str = "Massage") -> None:
    """The same in three springs."""
    buy(session, contact, *(dt.date(year, 4, 12) for year in (2023, 2024, 2025)), product=product)


def anew(session: Session, day: dt.date | None = None) -> tuple[Proposed, ...]:
    """What is proposed when everything is reckoned from the beginning."""
    session.proposals = None
    return proposals(session, day)


def kinds_of(session: Session, contact: int, day: dt.date | None = None) -> list[str]:
    """The kinds of what is proposed for a contact."""
    return [one.proposal.kind for one in proposals(session, day) if one.proposal.contact == contact]


def test_the_planted_habits_are_proposed_in_their_season(shop: Session) -> None:
    regulars = demonstration(DAY).planted.regulars
    bought = {
        (contact, product): dt.date.fromisoformat(day)
        for contact, product, day in shop.database.execute_sql(
            "SELECT contact_id, product_id, MAX(day) FROM purchase GROUP BY contact_id, product_id"
        )
    }
    opposed = "SELECT contact_id FROM consent WHERE state = 'opposed' GROUP BY contact_id HAVING COUNT(*) >= 4"
    busy = "SELECT contact_id FROM action WHERE state = 'open' AND contact_id IS NOT NULL"
    quiet = {row[0] for row in shop.database.execute_sql(f"{opposed} UNION {busy}")}
    regulars = [regular for regular in regulars if regular.contact_id not in quiet][::3]
    assert len(regulars) > 30
    for regular in regulars:
        last = bought[regular.contact_id, regular.product_id]
        day = max(last + dt.timedelta(days=365 - 30), DAY)
        found = {(one.proposal.contact, one.proposal.product_id) for one in proposals(shop, day, kinds=("season",))}
        assert (regular.contact_id, regular.product_id) in found, regular


def test_those_who_came_often_and_then_no_more_are_told(shop: Session) -> None:
    drifted = {one.proposal.contact for one in proposals(shop, kinds=("drifting",))}
    busy = {row[0] for row in shop.database.execute_sql("SELECT contact_id FROM action WHERE state = 'open'")}
    sleepers = set(demonstration(DAY).planted.sleepers) - busy
    assert len(sleepers & drifted) >= 0.9 * len(sleepers)


def test_every_kind_is_found_in_a_season_of_the_demonstration(shop: Session) -> None:
    kinds = {one.proposal.kind for one in proposals(shop, DAY)}
    assert {"season", "drifting", "cross_sell", "birthday", "complaint", "retention_due"} <= kinds
    few = proposals(shop, DAY, limit=2)
    assert all(sum(other.proposal.kind == one.proposal.kind for other in few) <= 2 for one in few)


def test_kept_up_with_every_write_it_is_the_same_as_reckoned_anew(session: Session) -> None:
    chance = random.Random(7)
    products = ("Massage", "Spa", "Ski", "Bed")
    contacts = [named(session, f"N{number}", birth=f"1980-11-{number % 28 + 1:02}") for number in range(30)]
    for contact in contacts:
        for _time in range(chance.randint(0, 8)):
            day = DAY - dt.timedelta(days=chance.choice((330, 700, 1060)) + chance.randint(-20, 20))
            buy(session, contact, day, product=chance.choice(products))
    assert proposals(session) == anew(session)

    def write(step: int) -> None:
        contact = chance.choice(contacts)
        if step == 0:
            buy(session, contact, DAY - dt.timedelta(days=chance.randint(0, 1_200)), product=chance.choice(products))
        elif step == 1:
            rows = session.database.execute_sql("SELECT id FROM purchase").fetchall()
            remove_purchase(session, chance.choice(rows)[0])
        elif step == 2:
            plan_action(session, contact, ActionDetails("call", subject=chance.choice(products), day=DAY))
        elif step == 3:
            if found := proposals(session):
                dismiss_proposal(session, chance.choice(found).proposal, for_good=chance.random() < 0.5)
        elif step == 4:
            if found := proposals(session):
                plan_proposal(session, chance.choice(found).proposal, ActionDetails("call", day=DAY))
        elif step == 5:
            undo(session)
        elif step == 6:
            open_complaint(session, contact, f"Too late {chance.random()}")
        elif step == 7:
            record_consent(session, contact, "phone", "given", day=DAY - dt.timedelta(days=chance.randint(330, 400)))
        elif step == 8:
            object_everywhere(session, contact)
        else:
            buy(session, contact, DAY, product=f"New {chance.random()}")

    for _time in range(120):
        write(chance.randint(0, 9))
        kept = proposals(session)
        assert kept == anew(session)


def test_a_proposal_dismissed_for_this_season_comes_back_the_next(session: Session) -> None:
    session.day = SPRING
    contact = named(session, "Péron")
    springs(session, contact)
    (one,) = proposals(session, kinds=("season",))
    dismiss_proposal(session, one.proposal)
    assert kinds_of(session, contact) == []
    next_year = dt.date(2027, 3, 10)
    buy(session, contact, dt.date(2026, 4, 12))
    assert "season" in kinds_of(session, contact, next_year)
    undo(session)
    undo(session)
    assert kinds_of(session, contact) == ["season"]
    redo(session)
    redo(session)
    assert kinds_of(session, contact) == []


def test_a_proposal_dismissed_for_good_never_comes_back(session: Session) -> None:
    session.day = SPRING
    contact = named(session, "Péron")
    springs(session, contact)
    (one,) = proposals(session, kinds=("season",))
    dismiss_proposal(session, one.proposal, for_good=True)
    buy(session, contact, dt.date(2026, 4, 12))
    assert "season" not in kinds_of(session, contact, dt.date(2027, 3, 10))


def test_a_proposal_made_an_action_is_made_no_more(session: Session) -> None:
    session.day = SPRING
    contact = named(session, "Péron")
    springs(session, contact)
    (one,) = proposals(session, kinds=("season",))
    action = plan_proposal(session, one.proposal, ActionDetails("call", subject="Whatever", day=SPRING))
    assert (action.contact_id, action.details.subject) == (contact, "Whatever")
    assert kinds_of(session, contact) == []
    undo(session)
    assert kinds_of(session, contact) == ["season"]
    assert not session.database.execute_sql("SELECT COUNT(*) FROM action").fetchone()[0]


def test_nothing_is_proposed_to_who_objected_wants_to_be_erased_or_was_put_aside(session: Session) -> None:
    session.day = SPRING
    contacts = {name: named(session, name) for name in ("Stays", "Objects", "Asks", "Goes", "Child")}
    child = named(session, "Small", birth="2015-05-05")
    for contact in (*contacts.values(), child):
        springs(session, contact)
    object_everywhere(session, contacts["Objects"])
    delete_contact(session, contacts["Goes"])
    assert contacts["Asks"] in {one.proposal.contact for one in proposals(session)}
    note_request(session, contacts["Asks"], RequestDetails("erasure", SPRING))
    assert {one.proposal.contact for one in proposals(session)} == {contacts["Stays"], contacts["Child"]}
    assert proposals(session) == anew(session)


def test_a_complaint_is_told_after_a_week_until_it_is_answered(session: Session) -> None:
    contact = named(session, "Péron")
    said = open_complaint(session, contact, "No hot water")
    assert kinds_of(session, contact) == []
    week_later = DAY + dt.timedelta(days=7)
    assert kinds_of(session, contact, week_later) == ["complaint"]
    # Not on the day of a talk with the contact, and again on the next one.
    call = models.Action.get(models.Action.contact == contact)
    complete_action(session, call.id, "Will come on Monday")
    talk = dt.datetime.combine(week_later, dt.time(10), dt.UTC)
    models.Action.update(done_at=talk).where(models.Action.id == call.id).execute()
    assert kinds_of(session, contact, week_later) == []
    assert kinds_of(session, contact, week_later + dt.timedelta(days=1)) == ["complaint"]
    close_complaint(session, said.id, "Repaired")
    assert kinds_of(session, contact, week_later) == []


def test_an_open_action_keeps_a_drifting_client_quiet(session: Session) -> None:
    contact = named(session, "Péron")
    buy(session, contact, *(DAY - dt.timedelta(days=70 + 30 * month) for month in range(6)))
    assert kinds_of(session, contact) == ["drifting"]
    action = plan_action(session, contact, ActionDetails("call", day=DAY))
    assert kinds_of(session, contact) == []
    complete_action(session, action.id)
    assert kinds_of(session, contact) == ["drifting"]


def test_who_buys_one_thing_without_the_other_is_told(session: Session) -> None:
    both = [named(session, f"Both {number}") for number in range(12)]
    alone = named(session, "Alone")
    others = [named(session, f"Other {number}") for number in range(30)]
    for contact in both:
        buy(session, contact, DAY, product="Boat")
        buy(session, contact, DAY, product="Oar")
    buy(session, alone, DAY, product="Boat")
    for contact in others:
        buy(session, contact, DAY, product="Bread")
    (one,) = proposals(session, kinds=("cross_sell",))
    assert (one.name, one.proposal.product, one.proposal.contact) == ("Alone", "Oar", alone)
    dismiss_proposal(session, one.proposal)
    assert not proposals(session, kinds=("cross_sell",))


def test_the_years_that_make_a_habit_are_set_by_the_shop(session: Session) -> None:
    session.day = SPRING
    contact = named(session, "Péron")
    buy(session, contact, dt.date(2024, 4, 12), dt.date(2025, 4, 12))
    assert kinds_of(session, contact) == []
    assert set_season_rules(session, SeasonRules(years=2)) == season_rules(session) == SeasonRules(years=2)
    assert kinds_of(session, contact) == ["season"]
    undo(session)
    assert kinds_of(session, contact) == []
    change_setting(session, "season_years", 1)
    assert season_rules(session).years == 2, "one purchase is no habit"
    assert set_season_rules(session, SeasonRules(99, 99, 99)) == SeasonRules(6, 20, 6)


def test_a_purchase_moved_to_another_day_is_reckoned_again(session: Session) -> None:
    session.day = SPRING
    contact = named(session, "Péron")
    springs(session, contact)
    assert kinds_of(session, contact) == ["season"]
    number = session.database.execute_sql("SELECT MAX(id) FROM purchase").fetchone()[0]
    details = PurchaseDetails(dt.date(2025, 4, 12), "Massage", 5_000)
    change_purchase(session, number, replace(details, day=dt.date(2025, 9, 1)))
    assert kinds_of(session, contact) == []


def test_another_program_on_the_same_file_is_heard(session: Session) -> None:
    session.day = SPRING
    contact = named(session, "Péron")
    springs(session, contact)
    other = Session(session.database, session.staff, session.clock, SPRING)
    assert kinds_of(other, contact) == ["season"]
    buy(session, contact, dt.date(2026, 3, 9))
    assert kinds_of(other, contact) == []


def test_the_best_buyers_of_what_arrives(session: Session) -> None:
    one, two, gone = (named(session, name) for name in ("One", "Two", "Gone"))
    buy(session, one, DAY, product="Boat", cents=9_000)
    buy(session, two, DAY, DAY, product="Boat", cents=5_000)
    buy(session, gone, DAY, product="Boat", cents=90_000)
    object_everywhere(session, gone)
    product = session.database.execute_sql("SELECT id FROM product").fetchone()[0]
    boat = Arriving("Boat", product)
    assert [buyer.contact for buyer in arrival_buyers(session, boat)] == [two, one]
    assert arrival_buyers(session, Arriving("none")) == ()


def test_an_unknown_kind_is_refused(session: Session) -> None:
    with pytest.raises(Refusal, match=r"proposal\.unknown_kind"):
        proposals(session, kinds=("magic",))


def test_a_file_reads_its_channels_on_demand(session: Session, tmp_path: Path) -> None:
    session.day = SPRING
    details = ContactDetails(last_name="Péron", emails=(EmailAddress("h.peron@free.fr"),))
    contact = create_contact(session, details).id
    springs(session, contact)
    assert proposals(session, channels=True)[0].channels == ()
    record_consent(session, contact, "email", "given", day=SPRING)
    assert proposals(session)[0].channels == ()
    assert proposals(session, channels=True)[0].channels == ("email",)


def test_three_years_without_a_word_from_the_contact_itself(session: Session) -> None:
    alone = named(session, "Card")
    assert kinds_of(session, alone, DAY.replace(year=2029)) == ["retention_due"], "known by its card alone"
    contact = named(session, "Péron")
    buy(session, contact, dt.date(2023, 12, 1))
    assert kinds_of(session, contact) == ["retention_due"], "the day of the card is not a word of the contact"
    record_consent(session, contact, "email", "given", medium="import")
    assert kinds_of(session, contact) == ["retention_due"]
    record_consent(session, contact, "email", "given")
    assert kinds_of(session, contact) == []
