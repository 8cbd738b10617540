"""Whom we have before us, at a glance; and what is worth asking next."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from fichier_tui.domain.basket import Usual, usual_product, usual_season
from fichier_tui.domain.completeness import COMPANY_WEIGHTS, PERSON_WEIGHTS, completeness, held, next_to_ask
from fichier_tui.domain.contact import (
    COMPANY,
    PERSON,
    Contact,
    ContactDetails,
    ContactSummary,
    EmailAddress,
    PhoneNumber,
    PostalAddress,
)
from fichier_tui.domain.history import Action, ActionDetails, Purchase, PurchaseDetails
from fichier_tui.domain.recognition import Birthday, near_birthday, next_action, recognise

TODAY = dt.date(2026, 9, 16)
NOON = dt.datetime(2026, 9, 16, 12, tzinfo=dt.UTC)


def bought(day: str, product: str = "", cents: int = 1000) -> Purchase:
    """A purchase of that day."""
    return Purchase(1, 1, PurchaseDetails(dt.date.fromisoformat(day), product, cents))


def action(number: int, day: dt.date | None, time: str = "", priority: int = 0, state: str = "open") -> Action:
    """An action of that day."""
    return Action(number, 1, "", ActionDetails("call", day=day, time=time, priority=priority), state)


def contact(summary: ContactSummary, birth: str = "") -> Contact:
    """Hélène Péron."""
    details = ContactDetails(last_name="Péron", first_name="Hélène", birth=birth)
    return Contact(1, "x", details, summary, 1, NOON, NOON)


def test_a_regular_is_recognised_with_the_counts_it_rests_on() -> None:
    purchases = [
        bought("2024-04-01", "Massage"),
        bought("2025-04-02", "Massage"),
        bought("2026-03-03", "Massage"),
        bought("2026-07-01", "Thé"),
    ]
    summary = ContactSummary(
        purchases=4,
        revenue_cents=35050,
        last_purchase=dt.date(2026, 7, 1),
        visits=12,
        last_visit=TODAY,
        last_seen=TODAY,
        open_complaints=1,
    )
    late = action(7, TODAY - dt.timedelta(days=1))
    found = recognise(contact(summary, "1958-09-20"), purchases, [late], TODAY)
    assert (found.status, found.visits, found.here_today, found.days_since) == ("active", 12, True, 0)
    assert found.product == Usual("Massage", 3, 4)
    assert found.season == Usual("spring", 3, 4)
    assert found.mean_basket_cents == 8763
    assert found.birthday == Birthday(dt.date(2026, 9, 20), 4, 68)
    assert found.open_complaints == 1
    assert (found.next_action, found.next_action_late) == (late, True)


def test_a_newcomer_has_nothing_to_be_recognised_by() -> None:
    found = recognise(contact(ContactSummary()), [], [], TODAY)
    assert found.status == "prospect"
    assert (found.visits, found.purchases) == (0, 0)
    nothing = (found.last_seen, found.days_since, found.mean_basket_cents, found.product, found.season)
    assert nothing == (None,) * 5
    assert (found.birthday, found.next_action, found.next_action_late) == (None, None, False)


BIRTHDAYS = [
    ("1958-09-16", 0, 68),
    ("1958-09-30", 14, 68),
    ("1958-10-01", None, None),
    ("1958-09-15", None, None),
    ("--09-20", 4, None),
    ("", None, None),
]


@pytest.mark.parametrize(("birth", "in_days", "years"), BIRTHDAYS)
def test_a_birthday_is_near_within_two_weeks(birth: str, in_days: int | None, years: int | None) -> None:
    found = near_birthday(birth, TODAY)
    assert (found and found.in_days, found and found.age) == (in_days, years)


def test_born_on_29_february_one_is_wished_the_age_of_the_day_after() -> None:
    assert near_birthday("2000-02-29", dt.date(2026, 2, 20)) == Birthday(dt.date(2026, 2, 28), 8, 26)
    assert near_birthday("2000-02-29", dt.date(2028, 2, 20)) == Birthday(dt.date(2028, 2, 29), 9, 28)


def test_the_next_action_is_the_first_open_one() -> None:
    tomorrow = TODAY + dt.timedelta(days=1)
    actions = [
        action(1, None),
        action(2, tomorrow),
        action(3, tomorrow, "14:00"),
        action(4, tomorrow, "09:00"),
        action(5, TODAY, state="done"),
    ]
    assert next_action(actions) == actions[3]
    assert next_action(actions[:1]) == actions[0]


PRODUCTS = [
    (["Spa", "Spa", "Thé"], Usual("Spa", 2, 3)),
    (["Spa"], None),
    (["Spa", "Thé"], None),
    (["Spa", "Spa", "Thé", "Thé"], Usual("Thé", 2, 4)),
    (["Spa", "Spa", "", "", "", ""], Usual("Spa", 2, 6)),
    (["Spa", "Spa", "", "", "", "", ""], None),
    ([], None),
]


@pytest.mark.parametrize(("products", "usual"), PRODUCTS)
def test_a_product_is_usual_from_two_times_and_a_third(products: list[str], usual: Usual | None) -> None:
    days = [(TODAY + dt.timedelta(days=place), name) for place, name in enumerate(products)]
    assert usual_product(days) == usual


SEASONS = [
    (["2024-04-01", "2025-04-01", "2026-04-01"], Usual("spring", 3, 3)),
    (["2024-12-31", "2025-01-01", "2026-02-01", "2026-07-01"], Usual("winter", 3, 4)),
    (["2025-04-01", "2026-04-01"], None),
    (["2026-04-01"] * 5, None),
    (["2024-04-01", "2025-04-01", "2026-04-01", "2024-07-01", "2025-07-01", "2026-07-01"], None),
    ([], None),
]


@pytest.mark.parametrize(("days", "usual"), SEASONS)
def test_a_season_is_usual_from_three_days_and_more_than_half(days: list[str], usual: Usual | None) -> None:
    assert usual_season([dt.date.fromisoformat(day) for day in days]) == usual


WHOLE = ContactDetails(
    last_name="Péron",
    first_name="Hélène",
    company_name="Spa Péron",
    birth="1958-07-14",
    source="fair",
    phones=(PhoneNumber("+33612345678"),),
    emails=(EmailAddress("h@peron.fr"),),
    addresses=(PostalAddress(town="Nice"),),
)


def test_a_card_with_everything_is_complete() -> None:
    assert sum(PERSON_WEIGHTS.values()) == sum(COMPANY_WEIGHTS.values()) == 100
    for kind in (PERSON, COMPANY):
        everything = held(WHOLE, consent_asked=True)
        assert completeness(kind, everything) == 100
        assert next_to_ask(kind, everything) is None


ASKED = [
    (ContactDetails(last_name="Péron"), False, 20, "phone"),
    (ContactDetails(last_name="Péron", phones=WHOLE.phones), False, 40, "consent"),
    (ContactDetails(last_name="Péron", phones=WHOLE.phones), True, 55, "email"),
    (ContactDetails(emails=WHOLE.emails), False, 15, "last_name"),
    (dataclasses.replace(WHOLE, birth=""), True, 95, "birth"),
    (dataclasses.replace(WHOLE, addresses=(PostalAddress(),)), True, 90, "place"),
    (dataclasses.replace(WHOLE, kind=COMPANY, birth="", first_name="", last_name=""), False, 90, "consent"),
    (ContactDetails(kind=COMPANY, company_name="Spa"), False, 25, "phone"),
]


@pytest.mark.parametrize(("details", "asked", "per_cent", "following"), ASKED)
def test_what_weighs_most_is_asked_for_next(
    details: ContactDetails, asked: bool, per_cent: int, following: str
) -> None:
    fields = held(details, consent_asked=asked)
    assert completeness(details.kind, fields) == per_cent
    assert next_to_ask(details.kind, fields) == following
