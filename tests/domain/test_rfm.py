"""Clients ranked by recency, frequency and amount: against a second reckoning, by sorting; the table of classes."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fichier_tui.domain.rfm import (
    CLASS_OF,
    CLASSES,
    RULES,
    SCORES,
    Thresholds,
    boxes_of,
    quintiles,
    read_scores,
    scores_in,
    scores_text,
    thresholds_by_values,
)
from fichier_tui.domain.segment import Condition, SegmentError, read_segment, write_segment

# Few values, so that ties are the rule.
clients = st.lists(
    st.tuples(st.integers(0, 6), st.integers(1, 4), st.sampled_from((-500, 0, 100, 101, 10_000))), min_size=1
)


def sorted_scores(values: list[int]) -> list[int]:
    """Each value's fifth by sorting alone: how many of the four values at 20 to 80 % of the list it exceeds, and 1."""
    ordered = sorted(values)
    bounds = [ordered[-(-len(ordered) * fifth // 5) - 1] for fifth in (1, 2, 3, 4)]
    return [1 + sum(value > bound for bound in bounds) for value in values]


@given(clients)
def test_scores_are_those_of_a_list_that_is_sorted(rows: list[tuple[int, int, int]]) -> None:
    thresholds = thresholds_by_values(rows)
    days, counts, cents = (sorted_scores(list(column)) for column in zip(*rows, strict=True))
    expected = [(6 - r, f, m) for r, f, m in zip(days, counts, cents, strict=True)]
    assert [thresholds.scores(*row) for row in rows] == expected


@given(clients)
def test_equal_values_have_equal_scores_and_better_ones_never_lower(rows: list[tuple[int, int, int]]) -> None:
    thresholds = thresholds_by_values(rows)
    for one, other in product(rows, repeat=2):
        first, second = thresholds.scores(*one), thresholds.scores(*other)
        for place, sign in enumerate((-1, 1, 1)):
            if one[place] == other[place]:
                assert first[place] == second[place]
            elif sign * one[place] > sign * other[place]:
                assert first[place] >= second[place]


def test_a_hundred_different_clients_are_parted_in_five_times_twenty() -> None:
    thresholds = thresholds_by_values([(day, day + 1, day * 100) for day in range(100)])
    scores = [thresholds.scores(day, day + 1, day * 100) for day in range(100)]
    for place in range(3):
        assert Counter(found[place] for found in scores) == dict.fromkeys(SCORES, 20)
    assert scores[0] == (5, 1, 1)
    assert scores[-1] == (1, 5, 5)


def test_where_most_bought_once_they_share_the_lowest_score() -> None:
    counts = quintiles(Counter([1] * 70 + [2] * 20 + [3] * 10))
    thresholds = Thresholds((0, 0, 0, 0), counts, (0, 0, 0, 0))
    assert counts == (1, 1, 1, 2)
    assert [thresholds.scores(0, bought, 0)[1] for bought in (1, 2, 3)] == [1, 4, 5]


def test_nobody_has_no_threshold_and_no_score() -> None:
    assert quintiles({}) == ()
    assert Thresholds().scores_of(dt.date(2026, 1, 1), 3, 100, dt.date(2026, 2, 1)) is None


def test_a_stay_booked_ahead_is_of_today() -> None:
    thresholds = thresholds_by_values([(0, 1, 1), (30, 1, 1)])
    today = dt.date(2026, 2, 1)
    ahead = thresholds.scores_of(dt.date(2026, 3, 1), 1, 1, today)
    assert ahead == thresholds.scores_of(today, 1, 1, today)


def test_the_table_holds_each_of_the_125_combinations_once() -> None:
    for r, f, m in product(SCORES, repeat=3):
        assert sum(rule.box.holds((r, f, m)) for rule in RULES) == 1, (r, f, m)
    assert set(CLASS_OF.values()) == set(CLASSES)
    assert len(CLASS_OF) == 125


@pytest.mark.parametrize("code", CLASSES)
def test_a_class_stands_for_its_own_combinations(code: str) -> None:
    boxes = list(boxes_of(code))
    for scores, found in CLASS_OF.items():
        assert any(box.holds(scores) for box in boxes) == (found == code)


@pytest.mark.parametrize(
    ("written", "pattern"),
    [("555", "555"), ("55*", "55*"), ("5*", "5**"), ("*", "***"), *((bad, None) for bad in ("*5", "56*", "5555", ""))],
)
def test_patterns_of_scores(written: str, pattern: str | None) -> None:
    assert read_scores(written) == pattern


def test_a_pattern_holds_what_it_says() -> None:
    assert [scores for scores in CLASS_OF if any(box.holds(scores) for box in boxes_of("5*1"))] == [
        (5, frequency, 1) for frequency in SCORES
    ]
    assert scores_in(scores_text((5, 4, 3))) == (5, 4, 3)


@pytest.mark.parametrize(
    ("typed", "value", "written"),
    [
        ("rfm:champions", "champions", "rfm:champions"),
        ("rfm:à_risque", "at_risk", "rfm:à_risque"),
        ("RFM:at_risk", "at_risk", "rfm:à_risque"),
        ("rfm:cannot_lose", "cannot_lose", "rfm:à_ne_pas_perdre"),
        ("rfm:5*", "5**", "rfm:5**"),
        ("rfm:*55", "*55", "rfm:*55"),
    ],
)
def test_the_text_form_of_segments_understands_classes_and_scores(typed: str, value: str, written: str) -> None:
    tree = read_segment(typed)
    assert tree == Condition("rfm", "=", value)
    assert write_segment(tree, "fr") == written
    assert read_segment(write_segment(tree, "en")) == tree


def test_a_class_misspelt_is_refused_with_what_may_have_been_meant() -> None:
    with pytest.raises(SegmentError) as refused:
        read_segment("rfm:champoins")
    assert "champions" in refused.value.fault.suggestions
