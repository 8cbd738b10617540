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
    difference,
    group_of,
    matched,
    reaction,
    thirds,
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


PEOPLE = st.lists(
    st.tuples(st.sampled_from(["prospect", "active", "inactive"]), st.integers(0, 9), st.booleans()), max_size=60
)


@given(PEOPLE)
def test_nobody_is_compared_twice_nor_to_another_kind(drawn: list[tuple[str, int, bool]]) -> None:
    people = [Person(number, status, cents) for number, (status, cents, _told) in enumerate(drawn)]
    told = [person for person, (*_rest, is_told) in zip(people, drawn, strict=True) if is_told]
    others = [person for person in people if person not in told]
    pairs = matched(told, others)
    bounds = thirds(person.revenue_cents for person in people)
    used = [other for found in pairs.values() for other in found]
    assert len(set(used)) == len(used)
    assert set(pairs) == {person.contact for person in told}
    for contact, found in pairs.items():
        assert len(found) <= COMPARED_TO_EACH
        assert {group_of(people[other], bounds) for other in found} <= {group_of(people[contact], bounds)}
    there = Counter(group_of(person, bounds) for person in others)
    wanted = Counter(group_of(person, bounds) for person in told)
    for group, count in wanted.items():
        got = sum(len(pairs[person.contact]) for person in told if group_of(person, bounds) == group)
        assert got == min(there[group], COMPARED_TO_EACH * count), "as many as there are"


def test_the_nearest_in_revenue_is_taken() -> None:
    told = [Person(1, "active", 100)]
    others = [Person(2, "active", 98), Person(3, "active", 103), Person(4, "prospect", 0)]
    others += [Person(number, "active", 10) for number in range(5, 9)]
    bounds = thirds(person.revenue_cents for person in (*told, *others))
    assert len({group_of(person, bounds) for person in (told[0], *others[:2])}) == 1
    assert matched(told, others) == {1: (2, 3)}


def test_both_are_watched_over_the_same_days() -> None:
    people = {number: Person(number, "prospect") for number in range(1, 8)}
    told = {1: DAY - dt.timedelta(60), 2: DAY - dt.timedelta(40), 3: DAY - dt.timedelta(30)}
    purchases = {
        1: [DAY - dt.timedelta(30)],  # the thirtieth day counts
        2: [DAY - dt.timedelta(41), DAY - dt.timedelta(9)],  # before, and the thirty-first day after
        4: [DAY - dt.timedelta(60)],
    }
    seen = reaction(told, people, purchases, DAY, 30)
    assert seen.told == Share(1, 2)
    assert seen.others.whole == 4
    assert (seen.waiting, seen.alone, seen.since) == (1, 0, DAY - dt.timedelta(60))
    assert reaction({}, people, purchases, DAY).told == Share(0, 0)
