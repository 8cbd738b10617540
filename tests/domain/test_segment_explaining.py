"""Why a contact is in or out: the conditions that decide, with what is known of the contact."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given

from fichier_tui.domain.contact import ContactDetails, ContactSummary, PostalAddress
from fichier_tui.domain.contactability import PROSPECTING, ContactabilityFacts, may_contact
from fichier_tui.domain.segment import (
    And,
    Circumstances,
    Condition,
    ContactFacts,
    Node,
    Not,
    Or,
    PurchaseFacts,
    SameEvent,
    holds,
    read_segment,
)
from fichier_tui.domain.segment.explaining import Reason, asked_on, explain
from tests.domain.segment_trees import COMMUNES, OFFERS, RFM, TODAY, contacts, trees

NOW = Circumstances(TODAY, communes=COMMUNES, offers=OFFERS, rfm=RFM)
LEILA = ContactFacts(
    ContactDetails(sex="f", birth="1960-01-01", addresses=(PostalAddress(town="Nice", postcode="06000"),)),
    ContactSummary(purchases=2, revenue_cents=9000, last_purchase=dt.date(2026, 3, 12)),
    (
        PurchaseFacts(dt.date(2026, 3, 12), "massage", amount_cents=5000),
        PurchaseFacts(dt.date(2025, 7, 1), "Spa", amount_cents=4000),
    ),
)


def deciding(text: str, facts: ContactFacts = LEILA) -> list[Reason]:
    """The reasons that decide about a segment."""
    return list(explain(read_segment(text), facts, NOW).deciding)


def test_what_fails_decides_of_all_and_comes_first() -> None:
    explained = explain(read_segment("F 60+ dernier>18m ville:Nice"), LEILA, NOW)
    assert not explained.inside
    assert [(reason.holds, reason.deciding) for reason in explained.reasons] == [
        (False, True),
        (True, False),
        (True, False),
        (True, False),
    ]
    assert explained.reasons[0].known == (dt.date(2026, 3, 12),)
    asked = explained.reasons[0].asked
    assert isinstance(asked, Condition)
    assert asked_on(asked, TODAY) == Condition("last_purchase", "<", dt.date(2025, 3, 16))


def test_all_decide_where_all_are_met() -> None:
    assert [reason.holds for reason in deciding("F 60+ ville:Nice")] == [True, True, True]


def test_of_one_of_these_those_met_decide_and_all_where_none_is() -> None:
    assert len(deciding("ville:Nice ou ville:Cannes")) == 1
    assert len(deciding("ville:Grasse ou ville:Cannes")) == 2


def test_what_is_excluded_is_said_with_its_negation() -> None:
    (reason,) = deciding("F sauf ville:Nice")
    assert (reason.negated, reason.holds, reason.known) == (True, False, ("Nice",))


def test_one_purchase_says_how_many_there_are_and_how_many_meet_it() -> None:
    (reason,) = deciding("achat(massage 2025)")
    assert isinstance(reason.asked, SameEvent)
    assert (reason.holds, reason.events, reason.meeting) == (False, 2, 0)
    (counted,) = deciding("montant(2026)>60")
    assert (counted.holds, counted.meeting, counted.known) == (False, 1, (5000,))


def test_the_value_that_meets_a_condition_is_said_first() -> None:
    (reason,) = deciding("achat:spa")
    assert reason.known == ("Spa", "massage")


def test_whether_one_may_be_contacted_is_said_with_the_law() -> None:
    facts = replace(LEILA, contactability=ContactabilityFacts(deceased=True))
    (reason,) = deciding("F contactable:mail", facts)
    assert reason.answer == may_contact(facts.contactability, "email", PROSPECTING, TODAY)
    assert not reason.holds


def test_one_that_was_put_aside_is_out() -> None:
    explained = explain(read_segment("F"), replace(LEILA, deleted=True), NOW)
    assert (explained.inside, explained.put_aside) == (False, True)


@given(trees, contacts)
def test_what_decides_explains_the_answer(tree: Node, facts: ContactFacts) -> None:
    explained = explain(tree, facts, NOW)
    assert explained.inside == holds(tree, facts, NOW)
    decisive = [reason.asked for reason in explained.deciding]
    # Were every other condition turned, the answer would stay.
    alive = replace(facts, deleted=False)
    assert _turned(tree, decisive, alive) == holds(tree, alive, NOW)


def _turned(tree: Node, kept: list[Condition | SameEvent], facts: ContactFacts) -> bool:
    """Whether the contact would meet the tree if what does not decide were otherwise."""
    if isinstance(tree, Not):
        return not _turned(tree.part, kept, facts)
    if isinstance(tree, And | Or):
        results = [_turned(part, kept, facts) for part in tree.parts]
        return all(results) if isinstance(tree, And) else any(results)
    return holds(tree, facts, NOW) == (tree in kept)


@pytest.mark.parametrize("text", ["", "tous", "aucun"])
def test_a_segment_without_conditions_has_no_reasons(text: str) -> None:
    assert explain(read_segment(text), LEILA, NOW).reasons == ()
