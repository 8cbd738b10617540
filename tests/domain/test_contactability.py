"""May we contact this person? The truth table, and what holds of any contact whatever."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fichier_tui.domain.consent import OPEN_STATES
from fichier_tui.domain.contact import COMPANY, PERSON
from fichier_tui.domain.contactability import (
    ALLOWED,
    PURPOSES,
    REFUSED_BECAUSE,
    Answer,
    ContactabilityFacts,
    Retained,
    holds_until,
    may_contact,
)
from fichier_tui.domain.history import CONSENT_CHANNELS, CONSENT_STATES, ConsentLine
from fichier_tui.domain.law import SOURCES
from tests.domain.contactability_table import BEFORE, CLIENT, DAY, EVERY, NOON, SINCE, TABLE, Row, consent, day, said

DAYS = st.dates(dt.date(2023, 6, 1), dt.date(2027, 6, 1))
CHANNELS = st.sampled_from(CONSENT_CHANNELS)
SETS = st.frozensets(CHANNELS)


def lines(states: tuple[str, ...] = CONSENT_STATES) -> st.SearchStrategy[ConsentLine]:
    """A line of a consent in one of these states."""
    media = st.sampled_from(("counter", "web", "import", "list"))
    return st.builds(ConsentLine, CHANNELS, st.sampled_from(states), DAYS, st.just(NOON), media)


FACTS = st.builds(
    ContactabilityFacts,
    kind=st.sampled_from((PERSON, COMPANY)),
    birth=st.sampled_from(("", "--05-01", "1958-07-14", "2009-01-01", "2015-01-01", "?")),
    source=st.sampled_from(("", "fair", "rented_file")),
    deceased=st.booleans(),
    restricted=st.booleans(),
    erasure_asked=st.booleans(),
    put_aside=st.booleans(),
    last_word=st.none() | DAYS,
    client=st.booleans(),
    dealings=st.booleans(),
    last_sale=st.none() | DAYS,
    informed_at_sale=SETS,
    consents=st.lists(lines(), max_size=5).map(tuple),
    listed=st.dictionaries(CHANNELS, DAYS, max_size=2),
    reachable=SETS,
    unusable=SETS,
    stay_asked_on=st.none() | DAYS,
)


def facts_of(row: Row) -> ContactabilityFacts:
    """What a row leaves unsaid is usual."""
    usual = {"reachable": EVERY, "last_word": row.day - dt.timedelta(days=10)}
    return ContactabilityFacts(**{**usual, **row.facts})


def test_the_table_is_long_enough() -> None:
    assert len(TABLE) >= 60
    assert {row.channel for row in TABLE} == set(CONSENT_CHANNELS)
    assert {row.expected.split()[0].removeprefix("+") for row in TABLE} == {*ALLOWED, *REFUSED_BECAUSE}


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.channel} {row.purpose} {row.day}: {row.says}")
def test_the_truth_table(row: Row) -> None:
    answer = may_contact(facts_of(row), row.channel, row.purpose, row.day)
    assert f"{'+' if answer.allowed else ''}{answer.reason} {answer.rule}" == row.expected
    assert answer.source


def test_a_call_before_the_new_law_is_not_refused_in_its_name() -> None:
    before, since = (
        may_contact(facts_of(Row("", "phone", "", on)), "phone", "prospecting", on) for on in (BEFORE, SINCE)
    )
    assert (before.rule, since.rule) == ("R11", "R11")
    assert "avant le 11 août 2026" in before.source
    assert since.source == SOURCES["R11"]


@given(FACTS, CHANNELS, st.sampled_from(PURPOSES), DAYS)
def test_every_answer_has_its_reason_and_its_source(
    facts: ContactabilityFacts, channel: str, purpose: str, today: dt.date
) -> None:
    answer = may_contact(facts, channel, purpose, today)
    assert answer.reason in (ALLOWED if answer.allowed else REFUSED_BECAUSE)
    assert answer.rule in SOURCES
    until = holds_until(facts, channel, purpose, today)
    assert until is None or (answer.allowed and until >= today)
    if until is not None:
        assert not may_contact(facts, channel, purpose, until + dt.timedelta(days=1)).allowed


@given(FACTS, st.sampled_from(("email", "sms", "phone")), st.sampled_from(("prospecting", "stay")), DAYS)
def test_no_consent_never_retained(facts: ContactabilityFacts, channel: str, purpose: str, today: dt.date) -> None:
    unasked = replace(
        facts,
        kind=PERSON,
        informed_at_sale=frozenset(),
        consents=tuple(line for line in facts.consents if line.channel != channel or line.state not in OPEN_STATES),
    )
    assert not may_contact(unasked, channel, purpose, today).allowed


@given(FACTS, CHANNELS, st.sampled_from(("prospecting", "stay")), DAYS, st.sampled_from(("import", "list")))
def test_an_opposition_is_absolute(
    facts: ContactabilityFacts, channel: str, purpose: str, today: dt.date, medium: str
) -> None:
    """Whatever was said before it, and whatever another file says after it."""
    opposed = ConsentLine(channel, "opposed", dt.date(2027, 6, 2), NOON, "counter")
    after = ConsentLine(channel, "given", dt.date(2027, 6, 3), NOON, medium="import")
    closed = replace(facts, consents=(*facts.consents, opposed, after))
    assert not may_contact(closed, channel, purpose, today).allowed
    listed = replace(facts, consents=(), listed={channel: dt.date(2027, 6, 2)})
    assert not may_contact(listed, channel, purpose, today).allowed


@given(FACTS, CHANNELS, st.sampled_from(PURPOSES), DAYS, lines(("refused", "withdrawn", "opposed")))
def test_more_refusals_never_open_a_channel(
    facts: ContactabilityFacts, channel: str, purpose: str, today: dt.date, line: ConsentLine
) -> None:
    before = may_contact(facts, channel, purpose, today)
    refusals: tuple[dict[str, Any], ...] = (
        {"consents": (*facts.consents, line)},
        {"consents": (line, *facts.consents)},
        {"listed": {**facts.listed, line.channel: line.day}} if line.channel not in facts.listed else {},
        {"deceased": True},
        {"restricted": True},
        {"erasure_asked": True},
        {"put_aside": True},
        {"source": "rented_file"},
        {"reachable": facts.reachable - {line.channel}},
        {"informed_at_sale": frozenset()},
    )
    for more in refusals:
        after = may_contact(replace(facts, **more), channel, purpose, today)
        assert before.allowed or not after.allowed


@given(FACTS, CHANNELS, st.sampled_from(PURPOSES), DAYS, lines(OPEN_STATES))
def test_a_yes_dated_later_changes_nothing(
    facts: ContactabilityFacts, channel: str, purpose: str, today: dt.date, line: ConsentLine
) -> None:
    later = replace(line, day=today + dt.timedelta(days=1))
    more = replace(facts, consents=(*facts.consents, later))
    assert may_contact(more, channel, purpose, today) == may_contact(facts, channel, purpose, today)


def test_a_channel_or_a_purpose_that_is_none_is_an_error() -> None:
    with pytest.raises(ValueError, match="fax"):
        may_contact(ContactabilityFacts(), "fax", "prospecting", DAY)
    with pytest.raises(ValueError, match="spam"):
        may_contact(ContactabilityFacts(), "email", "spam", DAY)


def test_how_long_a_yes_holds() -> None:
    usual = {"reachable": EVERY, "last_word": day("2026-06-01")}
    asked = ContactabilityFacts(**consent(said("phone", "given"), said("email", "given"), **usual))
    assert holds_until(asked, "phone", "prospecting", DAY) == day("2027-05-31")
    assert holds_until(asked, "email", "prospecting", DAY) == day("2029-05-31")
    assert holds_until(asked, "post", "prospecting", DAY) == day("2029-05-31")
    assert holds_until(asked, "sms", "prospecting", DAY) is None
    assert holds_until(ContactabilityFacts(**{**usual, **CLIENT}), "sms", "service", DAY) is None


def test_counts_by_reason_stand_in_one_order() -> None:
    unasked, opposed = Answer(False, "not_asked", "R08"), Answer(False, "opposed", "R26")
    some = Retained((1, 2), ((3, unasked), (4, opposed), (5, unasked)))
    assert list(some.by_reason().items()) == [(("opposed", "R26"), 1), (("not_asked", "R08"), 2)]
