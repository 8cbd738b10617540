"""Rows by their number."""

from __future__ import annotations

from typing import TypeVar

from fichier_tui.domain.erasing import EMPTIED, SOLD, SOLD_ASIDE
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage.models import Contact, Table

Row = TypeVar("Row", bound=Table)
NOBODY = (EMPTIED, SOLD, SOLD_ASIDE)
"""What the card of nobody is kept for: nothing is read of it, nothing written to it."""


def row_numbered(table: type[Row], number: int) -> Row:
    """The row of that number. Raises Refusal("row.unknown") when there is none, or no more."""
    row: Row | None = table.get_or_none(table.id == number)
    if row is None or getattr(row, "kept", None) in NOBODY:
        raise Refusal("row.unknown")
    return row


def refuse_forgotten(contact: int) -> None:
    """Whoever was forgotten while somebody had the card open is not written of any more.

    Raises Refusal("contact.forgotten").
    """
    if Contact.select(Contact.id).where(Contact.id == contact, Contact.kept.in_(NOBODY)).exists():
        raise Refusal("contact.forgotten")
