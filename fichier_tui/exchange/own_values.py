"""The cells of a foreign file that fill a field of the shop's own, read by its type; and a field for a new column."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from itertools import pairwise

from fichier_tui.domain import import_plan as reasons
from fichier_tui.domain.import_values import Cell, day_order, plain, read_cell_day, read_yes_no
from fichier_tui.domain.own_field import (
    CHOICE,
    DATE,
    NO,
    NUMBER,
    TEXT,
    YES,
    YES_NO,
    OwnField,
    OwnFieldDetails,
    distinct_choices,
    read_number,
    read_value,
)
from fichier_tui.domain.text import clean_line

# A column of so few different words, each said this often on average, is a choice among them.
MOST_CHOICES, TOLD_EACH = 8, 3
REASONS: dict[str, str] = {
    NUMBER: reasons.CELL_NOT_DECIMAL,
    DATE: reasons.CELL_NOT_DAY,
    YES_NO: reasons.CELL_NOT_YES_NO,
    CHOICE: reasons.CELL_NOT_CHOICE,
    TEXT: "",
}
"""Why a cell is no value of a type."""


def own_reader(field: OwnField, cells: Sequence[Cell], today: dt.date) -> Callable[[Cell], str | None]:
    """What reads a cell of a column as a value of the field; None for a cell that is none."""
    if field.kind == TEXT:
        return plain
    if field.kind == DATE:
        order = day_order(cells)
        return lambda cell: _day(cell, order, today)
    if field.kind == YES_NO:
        return _yes_no
    if field.kind == NUMBER:
        return lambda cell: read_number(plain(cell))
    return lambda cell: read_value(CHOICE, field.choices, plain(cell), today)


def _day(cell: Cell, order: str, today: dt.date) -> str | None:
    day = read_cell_day(cell, order, today)
    return None if day is None else day.isoformat()


def _yes_no(cell: Cell) -> str | None:
    answer = None if isinstance(cell, dt.date) else read_yes_no(cell)
    return None if answer is None else YES if answer else NO


def proposed_field(heading: str, cells: Sequence[Cell], today: dt.date) -> OwnFieldDetails:
    """A field that could hold a column: its heading for a name, a type that reads every cell, no purpose yet."""
    filled = [cell for cell in cells if cell != ""]
    label = clean_line(heading)
    if not filled:
        return OwnFieldDetails(label)
    for kind in (YES_NO, NUMBER, DATE):
        reads = own_reader(OwnField("", label, kind, (), ""), filled, today)
        # Digits that begin with a 0 are a reference, and a day is written with its signs.
        alike = all(_may_be(kind, cell) for cell in filled)
        if alike and all(reads(cell) is not None for cell in filled):
            return OwnFieldDetails(label, kind)
    words = distinct_choices(plain(cell) for cell in filled)
    if 2 <= len(words) <= MOST_CHOICES and len(filled) >= TOLD_EACH * len(words):
        return OwnFieldDetails(label, CHOICE, words)
    return OwnFieldDetails(label)


def _may_be(kind: str, cell: Cell) -> bool:
    if kind == NUMBER:
        return not isinstance(cell, str) or not any(a == "0" and b.isdigit() for a, b in pairwise(cell[:2]))
    return kind != DATE or not isinstance(cell, float)
