"""Telephone numbers: French ones read, all shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fichier_tui.domain.phone import format_phone, read_french_phone, takes_sms


@pytest.mark.parametrize(
    "text",
    [
        "0612345678",
        "06 12 34 56 78",
        "06.12.34.56.78",
        "06-12-34-56-78",
        "06/12/34/56/78",
        "+33 6 12 34 56 78",
        "+33 (0)6 12 34 56 78",
        "0033612345678",
        "33612345678",
        "612345678",
        "06\u00a012\u202f34 56 78",
    ],
)
def test_one_number_however_it_is_written(text: str) -> None:
    assert read_french_phone(text) == "+33612345678"


@pytest.mark.parametrize(
    "text", ["", "06 12", "15", "3615", "+41227671111", "061234567890", "tel", "0012345678", "٠٦١٢٣٤٥٦٧٨"]
)
def test_what_is_not_plainly_french_is_left(text: str) -> None:
    assert read_french_phone(text) is None


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("+33612345678", "06 12 34 56 78"),
        ("+41227671111", "+41227671111"),
        ("+33061234567", "+33061234567"),
        ("poste 12", "poste 12"),
        ("", ""),
    ],
)
def test_a_number_is_shown_as_people_write_it(number: str, shown: str) -> None:
    assert format_phone(number) == shown


@pytest.mark.parametrize(
    ("number", "kind", "can"),
    [
        ("+33612345678", "mobile", True),
        ("+33712345678", "work", True),
        ("+33493000001", "mobile", False),
        ("+33493000001", "home", False),
        ("+41791234567", "mobile", True),
        ("+41791234567", "work", True),
        ("+41227671111", "home", False),
        ("poste 12", "mobile", False),
    ],
)
def test_which_numbers_take_text_messages(number: str, kind: str, can: bool) -> None:
    assert takes_sms(number, kind) is can


@given(st.integers(100_000_000, 999_999_999))
def test_what_is_shown_is_read_back(digits: int) -> None:
    assert read_french_phone(format_phone(f"+33{digits}")) == f"+33{digits}"
