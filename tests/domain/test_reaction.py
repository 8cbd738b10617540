"""Intervals against published values; whom a contact is compared to; what is counted and what waits."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fichier_tui.domain.reaction import (
    COMPARED_TO_EACH,
    Person,
    Share,
    bounds_of,
    cohort_of,
    difference,
    matched,
    reaction,
    wilson,
)

DAY = dt.date(2026, 11, 21)


# R. G. Newcombe, Statistics in Medicine 17 (1998), 857–872, table I, method 3.
@pytest.mark.parametrize(
    ("count", "whole", "least", "most"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_is_the_published_one(count: int, whole: int, least: float, most: float) -> None:
    assert wilson(count, whole) == pytest.approx((least, most), abs=0.00006)


def test_the_interval_of_nothing_and_of_everybody() -> None:
    assert wilson(0, 0) == (0.0, 1.0)
    assert wilson(20, 20)[1] == 1.0


# The same, 873–890, table II, method 10.
@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (Share(56, 70), Share(48, 80), (0.2, 0.0524, 0.3339)),
        (Share(9, 10), Share(3, 10), (0.6, 0.1705, 0.8090)),
        (Share(0, 10), Share(0, 20), (0.0, -0.1611, 0.2775)),
    ],
)
def test_the_difference_is_the_published_one(one: Share, other: Share, expected: tuple[float, float, float]) -> None:
    assert difference(one, other) == pytest.approx(expected, abs=0.00006)
    assert difference(one, Share(0, 0)) == (0.0, -1.0, 1.0)


PEOPLE = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 9), st.integers(1, 9), st.booleans()), max_size=60)


def who(contact: int, cents: int, purchases: int = 1, last: dt.date = DAY) -> Person:
    """Somebody who bought."""
    return Person(contact, purchases, cents, last)


@given(PEOPLE)
def test_nobody_is_compared_twice_nor_to_another_cohort_and_everybody_to_as_many(
    drawn: list[tuple[int, int, int, bool]],
) -> None:
    people = [
        Person(number, purchases, cents, DAY - dt.timedelta(ago)) if purchases else Person(number)
        for number, (purchases, cents, ago, _told) in enumerate(drawn)
    ]
    told = [person for person, (*_rest, is_told) in zip(people, drawn, strict=True) if is_told]
    others = [person for person in people if person not in told]
    pairs = matched(told, others)
    bounds = bounds_of(people)
    used = [other for found in pairs.values() for other in found]
    assert len(set(used)) == len(used)
    assert set(pairs) == {person.contact for person in told}
    assert len({len(found) for found in pairs.values() if found}) <= 1, "both sides hold the same share of each cohort"
    there = Counter(cohort_of(person, bounds) for person in others)
    wanted = Counter(cohort_of(person, bounds) for person in told)
    for person in told:
        found = pairs[person.contact]
        assert len(found) <= COMPARED_TO_EACH
        assert {cohort_of(people[other], bounds) for other in found} <= {cohort_of(person, bounds)}
    for cohort, count in wanted.items():
        served = sum(bool(pairs[person.contact]) for person in told if cohort_of(person, bounds) == cohort)
        assert served == min(there[cohort], count), "nobody is left out who has somebody"
    if all(there[cohort] >= COMPARED_TO_EACH * count for cohort, count in wanted.items()):
        assert all(len(found) == COMPARED_TO_EACH for found in pairs.values())


def test_cohorts_are_thirds_by_recency_frequency_and_amount() -> None:
    people = [who(number, 100 * number, number, DAY - dt.timedelta(number)) for number in range(1, 10)]
    bounds = bounds_of([*people, Person(10)])
    assert cohort_of(Person(10), bounds) == (0, 0, 0)
    assert [cohort_of(person, bounds) for person in people] == [
        (3, 1, 1), (3, 1, 1), (3, 1, 1), (2, 2, 2), (2, 2, 2), (2, 2, 2), (1, 3, 3), (1, 3, 3), (1, 3, 3),
    ]  # fmt: skip
    assert bounds_of([Person(1)]) == ((0, 0),) * 3


def test_the_nearest_in_amount_is_taken() -> None:
    told = [who(1, 100)]
    others = [who(2, 98), who(3, 103), Person(4), *(who(number, 10) for number in range(5, 9))]
    assert matched(told, others) == {1: (2, 3)}


def test_who_is_like_nobody_is_left_out_of_the_difference() -> None:
    people = {1: who(1, 100), 2: who(2, 100), 3: Person(3)}
    seen = reaction({1: DAY - dt.timedelta(60), 3: DAY - dt.timedelta(60)}, people, {3: [DAY - dt.timedelta(50)]}, DAY)
    assert (seen.told, seen.compared, seen.others) == (Share(1, 2), Share(0, 1), Share(0, 1))
    assert (seen.alone, seen.each) == (1, 1)


def test_both_are_watched_over_the_same_days() -> None:
    people = {number: Person(number) for number in range(1, 8)}
    told = {1: DAY - dt.timedelta(60), 2: DAY - dt.timedelta(40), 3: DAY - dt.timedelta(30)}
    purchases = {
        1: [DAY - dt.timedelta(30)],  # the thirtieth day counts
        2: [DAY - dt.timedelta(41), DAY - dt.timedelta(9)],  # before, and the thirty-first day after
        4: [DAY - dt.timedelta(60)],
    }
    seen = reaction(told, people, purchases, DAY, 30)
    assert seen.told == seen.compared == Share(1, 2)
    assert (seen.others.whole, seen.each) == (4, 2)
    assert (seen.waiting, seen.alone, seen.since) == (1, 0, DAY - dt.timedelta(60))
    assert reaction({}, people, purchases, DAY).told == Share(0, 0)
