"""Columns of the big list, as a screen declares them, and how they share the width there is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from fichier_tui.ui.widgets.cells import Align, Shown

R = TypeVar("R")

LESSER = 5
"""The priority from which a column is shown only where the others are wide enough to be read whole."""
GAP = 2
"""Blank cells between two columns."""


@dataclass(frozen=True)
class Column(Generic[R]):
    """One column of the list of rows `R`."""

    key: str
    """Its stable name, as kept in the settings."""

    title: str
    """Its heading, marked by `N_()`; translated when it is drawn."""

    cell: Callable[[R], Shown]
    """What it shows of a row."""

    width: int = 10
    """Cells it needs at least; exactly these when `flex` is 0."""

    flex: int = 0
    """Its share of the cells left over."""

    comfort: int = 0
    """Cells it should have before columns of a priority of `LESSER` or more are shown; 0 where `width` will do."""

    most: int = 0
    """Cells it takes at most; 0 where there is no limit."""

    align: Align = "left"

    priority: int = 1
    """1 stays to the last; the greatest number goes first on a narrow screen (the rightmost of equals)."""

    sort: str = ""
    """The sort key that its heading asks for; empty where it cannot be sorted."""

    descending_first: bool = False
    """Whether its first click sorts from the greatest: amounts, dates."""


def fit_columns(columns: Sequence[Column[R]], width: int) -> list[tuple[Column[R], int]]:
    """The columns that fit in `width` cells, in their order, each with its cells.

    The least important are dropped until the others fit; what is left over goes to those with a `flex`.
    The last column that stays is narrowed rather than dropped.
    """
    kept = list(columns)
    while len(kept) > 1:
        least = max(kept, key=lambda column: (column.priority, kept.index(column)))
        if _needed(kept, comfortably=least.priority >= LESSER) <= width:
            break
        kept.remove(least)
    if not kept:
        return []
    if _needed(kept) > width:
        return [(kept[0], max(0, width))]
    widths = {column.key: column.width for column in kept}
    spare = width - _needed(kept)
    while spare > 0:
        growing = [column for column in kept if column.flex and not 0 < column.most <= widths[column.key]]
        if not growing:
            break
        share = max(1, spare // sum(column.flex for column in growing))
        for column in growing:
            room = column.most - widths[column.key] if column.most else spare
            given = min(spare, share * column.flex, room)
            widths[column.key] += given
            spare -= given
    return [(column, widths[column.key]) for column in kept]


def _needed(columns: Sequence[Column[R]], *, comfortably: bool = False) -> int:
    cells = [max(column.width, column.comfort if comfortably else 0) for column in columns]
    return sum(cells) + GAP * (len(columns) - 1)
