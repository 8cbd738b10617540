"""What is typical of a segment: against chi-squared values of the tables, and where nothing may be said."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fichier_tui.domain.profile import (
    Group,
    Typical,
    age_bands,
    ages_of,
    axes_asked,
    probability,
    typical,
    weighted_median,
)


@pytest.mark.parametrize(
    ("here", "contacts", "elsewhere", "others", "chi_squared_table"),
    [
        # With one degree of freedom 7.88 is the value at 0.005 and 2.71 that at 0.10: any table of chi-squared.
        (60, 100, 40, 100, 0.00468),  # chi-squared 8.00
        (50, 100, 50, 100, 1.0),
        (30, 100, 20, 100, 0.10247),  # 2.667
    ],
)
def test_the_probability_is_that_of_the_chi_squared(
    here: int, contacts: int, elsewhere: int, others: int, chi_squared_table: float
) -> None:
    found = probability(here, contacts, elsewhere, others)
    assert found is not None
    assert abs(found - chi_squared_table) < 0.0005


def test_nothing_is_tested_where_fewer_than_five_are_expected() -> None:
    assert probability(4, 40, 4, 60) is None
    assert probability(10, 10, 0, 0) is None
    assert probability(0, 0, 10, 100) is None


@given(st.lists(st.integers(0, 9), max_size=30))
def test_the_median_is_that_of_the_values(values: list[int]) -> None:
    assert weighted_median(Counter(values)) == (median(values) if values else None)


def test_ages_and_their_bands() -> None:
    today = dt.date(2026, 11, 22)
    ages = ages_of({"1958-07-14": 2, "1966-11-23": 1, "--05-01": 4, "2026-12-01": 1, "1926-01-01": 1}, today)
    assert ages == {68: 2, 59: 1, 100: 1}
    assert age_bands(ages) == {"60": 2, "45": 1, "75": 1}


def group(contacts: int, clients: int = 0, **traits: int) -> Group:
    """A group with traits named axis_value."""
    named = {(name.split("_")[0], name.split("_")[1]): count for name, count in traits.items()}
    return Group(contacts=contacts, clients=clients, traits=named)


def test_what_is_more_frequent_here_is_said_with_its_shares() -> None:
    whole = group(1000, 1000, product_Spa=120, product_Ski=300, town_Nice=500)
    here = group(100, 100, product_Spa=41, product_Ski=31, town_Nice=5)
    found = typical(here, whole)
    assert found == (
        Typical("product", "Spa", 41, 0.41, 0.12),
        Typical("town", "Nice", 5, 0.05, 0.5),
    )
    assert abs(found[0].lift - 3.4166) < 0.001


def test_what_the_segment_asks_for_is_no_discovery() -> None:
    whole, here = group(1000, 0, sex_f=500, town_Nice=200), group(100, 0, sex_f=100, town_Nice=60)
    assert [one.axis for one in typical(here, whole, ("sex", "age"))] == ["town"]


def test_of_products_only_those_that_are_asked_for_are_no_discovery() -> None:
    whole = group(1000, 1000, product_Spa=120, product_Boutique=280, category_Soins=300)
    here = group(100, 100, product_Spa=100, product_Boutique=72, category_Soins=100)
    found = typical(here, whole, ("bought", "revenue"), {("product", "Spa"), ("category", "Soins")})
    assert [one.value for one in found] == ["Boutique"]


def test_an_amount_leaves_the_classes_to_be_compared_and_a_class_does_not() -> None:
    assert axes_asked(("revenue", "purchases", "mean_basket", "product", "tag")) == ()
    assert axes_asked(("rfm", "sex")) == ("sex", "class")


def test_shares_of_what_was_bought_are_those_of_the_clients() -> None:
    """Clients against a file half of prospects: they buy nothing more often, they are only clients."""
    whole = group(1000, 500, product_Spa=200)
    assert typical(group(500, 500, product_Spa=200), whole) == ()
    assert typical(group(200, 200, product_Spa=80), whole) == ()


def test_the_whole_file_has_nothing_typical() -> None:
    whole = group(1000, 1000, product_Spa=500)
    assert typical(whole, whole) == ()


def test_few_contacts_are_no_finding() -> None:
    whole, here = group(10_000, 10_000, product_Spa=100), group(500, 500, product_Spa=9)
    assert probability(9, 500, 91, 9_500) is not None
    assert typical(here, whole) == ()


def test_chance_alone_is_seldom_called_typical() -> None:
    """Random segments of a file whose traits are drawn at random: hardly one in twenty says anything at all."""
    chance = random.Random(22)
    people = [frozenset(trait for trait in range(40) if chance.random() < 0.3) for _number in range(2_000)]

    def counted(some: list[frozenset[int]]) -> Group:
        counts = Counter(("product", str(trait)) for one in some for trait in one)
        return Group(contacts=len(some), clients=len(some), traits=counts)

    whole = counted(people)
    said = sum(bool(typical(counted(chance.sample(people, 100)), whole)) for _segment in range(200))
    assert said <= 15
