"""Amounts, as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fichier_tui.domain.money import cents_of_number, read_amount


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("380", 38000),
        ("12,50", 1250),
        ("12.5", 1250),
        (",5", 50),
        ("12,", 1200),
        ("1 234,50 €", 123450),
        ("1\u202f234,50\u00a0€", 123450),
        ("1'234.50", 123450),
        ("390.50 EUR", 39050),
        ("€ 12", 1200),
        ("12 euros", 1200),
        ("12€50", 1250),
        ("1.234,50 €", 123450),
        ("1,234.50", 123450),
        ("1.234", 123400),
        ("1.234.567,8", 123456780),
        ("-5", -500),
        ("−5,10", -510),
        ("(5,00)", -500),
        ("0", 0),
    ],
)
def test_an_amount_is_read_into_cents(text: str, cents: int) -> None:
    assert read_amount(text) == cents


@pytest.mark.parametrize("text", ["", "€", ".", "abc", "1,234", "12,345", "$5", "1e3", "12..", "1.23.4", "٣", "9" * 13])
def test_what_is_no_amount_or_may_mean_two_is_not_guessed(text: str) -> None:
    assert read_amount(text) is None


@given(st.integers(0, 10**11))
def test_every_way_of_writing_an_amount_gives_it_back(cents: int) -> None:
    euros, rest = divmod(cents, 100)
    assert read_amount(f"{euros},{rest:02}") == cents
    assert read_amount(f"{euros:,}.{rest:02}".replace(",", " ").replace(".", ",") + " €") == cents
    assert read_amount(f"-{euros}.{rest:02}") == -cents


@given(st.text())
def test_any_text_is_an_amount_or_none(text: str) -> None:
    assert read_amount(text) is None or isinstance(read_amount(text), int)


@pytest.mark.parametrize(("number", "cents"), [(29.9, 2990), (-29.9, -2990), (83352.5, 8335250), (380.0, 38000)])
def test_a_number_of_a_workbook_loses_no_cent(number: float, cents: int) -> None:
    assert cents_of_number(number) == cents
