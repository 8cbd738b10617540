"""The first lines that are read sooner are those of the whole list, for every question one can ask of it."""

from __future__ import annotations

import datetime as dt

import pytest

from fichier_tui.domain.contact import ContactDetails, PhoneNumber
from fichier_tui.storage import FILTERS, SORTS, ListQuery, create_contact, list_contacts, read_rows
from fichier_tui.storage.demonstration import fill_with_demonstration
from fichier_tui.storage.search import finding as search
from fichier_tui.storage.session import Session

DAY = dt.date(2026, 11, 21)


@pytest.fixture
def filled(session: Session, monkeypatch: pytest.MonkeyPatch) -> Session:
    """A demonstration small enough for a test, where "many" begins at twenty."""
    monkeypatch.setattr(search, "_RANKED", 20)
    monkeypatch.setattr(search, "_ALONG", 30)
    fill_with_demonstration(session, DAY, 0.2)
    return session


QUERIES = [
    *(ListQuery(text=text) for text in ("", "m", "ma", "mar", "peron", "a", "74", "06", "0639", "annecy", "marton")),
    *(ListQuery(filter=name) for name in FILTERS),
    *(ListQuery(sort=name, descending=turned) for name in SORTS for turned in (False, True)),
    ListQuery(text="mar", filter="clients"),
    ListQuery(text="mar", sort="revenue", descending=True),
    ListQuery(within=(3, 1, 2, 50)),
]


@pytest.mark.parametrize("query", QUERIES, ids=repr)
def test_the_first_lines_are_those_of_the_whole_list(filled: Session, query: ListQuery) -> None:
    whole = list_contacts(filled, query)
    assert not whole.partial
    for limit in (1, 7, 30):
        first = list_contacts(filled, query, limit)
        assert list(first.ids[:limit]) == list(whole.ids[:limit])
        assert first.partial == (len(whole.ids) >= limit)


def test_a_lone_digit_is_no_search_yet(filled: Session) -> None:
    assert list_contacts(filled, ListQuery(text="0")).ids == list_contacts(filled, ListQuery()).ids


def test_the_count_of_all_contacts_follows_each_write(filled: Session) -> None:
    before = list_contacts(filled, ListQuery()).total
    create_contact(filled, ContactDetails(last_name="Nouvelle", phones=(PhoneNumber("+33612345678"),)))
    assert list_contacts(filled, ListQuery()).total == before + 1


def test_rows_come_in_the_order_asked_for_and_missing_ones_are_left_out(filled: Session) -> None:
    ids = list_contacts(filled, ListQuery(sort="revenue", descending=True)).ids[:10]
    rows = read_rows(filled, [*ids, 10_000_000])
    assert [row.id for row in rows] == list(ids)
    assert [row.revenue_cents for row in rows] == sorted((row.revenue_cents for row in rows), reverse=True)

    assert isinstance(rows[0].last_purchase, dt.date)
