"""The shop's own fields in the list: values beside the rows, and the order by each type."""

from __future__ import annotations

import pytest

from fichier_tui.storage.contact_list import ListQuery, list_contacts
from fichier_tui.storage.own_columns import rows_with_own
from fichier_tui.storage.session import Session
from fichier_tui.storage.shop_fields import delete_own_field
from tests.storage.test_segments_own_fields import people

__all__ = ["people"]


def order(session: Session, sort: str, descending: bool = False, text: str = "") -> str:
    """The first letters of the contacts in that order."""
    ids = list_contacts(session, ListQuery(text=text, sort=sort, descending=descending)).ids
    return "".join(row.name[0] for row in rows_with_own(session, ids, ()))


@pytest.mark.parametrize(
    ("sort", "up", "down"),
    [
        ("own.pointure", "CABD", "BACD"),
        ("own.mariage", "ABCD", "BACD"),
        ("own.niveau_de_ski", "ABCD", "BACD"),
        ("own.chien", "BACD", "ABCD"),
        ("own.oreiller", "CABD", "CABD"),
        ("own.gone", "ABCD", "ABCD"),
    ],
)
def test_the_list_is_in_the_order_of_an_own_field_by_its_type(people: Session, sort: str, up: str, down: str) -> None:
    assert order(people, sort) == up
    assert order(people, sort, descending=True) == down
    assert order(people, sort, text="ana") == "A"


def test_a_page_of_the_list_has_the_values_that_are_asked_for(people: Session) -> None:
    ids = list_contacts(people, ListQuery()).ids
    rows = rows_with_own(people, ids, ("pointure", "chien"))
    assert [dict(row.own) for row in rows] == [
        {"pointure": "38.5", "chien": "1"},
        {"pointure": "42", "chien": "0"},
        {"pointure": "7"},
        {},
    ]
    assert all(not row.own for row in rows_with_own(people, ids, ()))


def test_an_order_that_was_kept_survives_its_field(people: Session) -> None:
    delete_own_field(people, "pointure", with_values=True)
    assert order(people, "own.pointure") == "ABCD"
