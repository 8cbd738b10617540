"""Rows by their number."""

from __future__ import annotations

from typing import TypeVar

from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage.models import Table

Row = TypeVar("Row", bound=Table)


def row_numbered(table: type[Row], number: int) -> Row:
    """The row of that number. Raises Refusal("row.unknown") when there is none, or no more."""
    row: Row | None = table.get_or_none(table.id == number)
    if row is None:
        raise Refusal("row.unknown")
    return row
