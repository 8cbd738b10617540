"""The table of who knows what: contacts × offers or products, read by pages of contacts."""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from fichier_tui.domain.awareness import Awareness
from fichier_tui.domain.offer import Subject, subject_of
from fichier_tui.storage.offers.awareness import awareness_cells, everybody, who_heard
from fichier_tui.storage.offers.offering import list_offers
from fichier_tui.storage.products import find_products
from fichier_tui.storage.session import Session

PRODUCTS = 50
"""Columns at most, where they are products: those sold most."""


@dataclass(frozen=True, slots=True)
class GridRow:
    """A contact, and what it knows of each column."""

    contact_id: int
    name: str
    cells: tuple[Awareness, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """What the table opens with: its columns, all its contacts, the rows of the first of them."""

    subjects: tuple[Subject, ...]
    contacts: array[int]
    rows: tuple[GridRow, ...]


def read_grid(session: Session, first: int = 0, *, of_products: bool = False) -> Grid:
    """Every contact, with the rows of so many; the offers, those that run first, or the products sold most."""
    subjects = _products(session) if of_products else tuple(subject_of(offer) for offer in list_offers(session))
    contacts = everybody(session)
    return Grid(subjects, contacts, grid_rows(session, contacts[:first], subjects))


def grid_rows(session: Session, contacts: Sequence[int], subjects: Sequence[Subject]) -> tuple[GridRow, ...]:
    """A page of the table."""
    cells = awareness_cells(session, contacts, subjects)
    rows = session.database.connection().execute(
        "SELECT contact_id, display_name FROM contact_summary WHERE contact_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(contacts)),),
    )
    return tuple(GridRow(number, name, cells[number]) for number, name in rows)


def grid_contacts(session: Session, subject: Subject | None, state: str) -> array[int]:
    """The contacts in a state about one column; everybody where none is given."""
    return everybody(session) if subject is None or not state else who_heard(session, subject, state)


def _products(session: Session) -> tuple[Subject, ...]:
    return tuple(
        Subject(product.id, product.name, is_offer=False, product_id=product.id)
        for product in find_products(session, limit=PRODUCTS)
    )
