"""A segment as a value: conditions over one contact, joined by and, or, not.

A tree is compared, kept, printed and evaluated; it never changes. An empty `And` holds for everybody, an empty `Or`
for nobody. `Not` is the complement: what is unknown makes a condition false, and its negation true.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from fichier_tui.domain.calendar_words import DAY, MONTH, WEEK, YEAR
from fichier_tui.domain.dates import add_months

EQUAL, LESS, AT_MOST, MORE, AT_LEAST = "=", "<", "<=", ">", ">="
OPERATORS = (EQUAL, LESS, AT_MOST, MORE, AT_LEAST)
DURATION_UNITS = (DAY, WEEK, MONTH, YEAR)


@dataclass(frozen=True, slots=True)
class Duration:
    """A time elapsed before today: "18m" is eighteen months."""

    count: int
    unit: str

    def before(self, today: dt.date) -> dt.date:
        """The day that lies this long before `today`; 1 January of year 1 at the earliest."""
        try:
            if self.unit == DAY:
                return today - dt.timedelta(days=self.count)
            if self.unit == WEEK:
                return today - dt.timedelta(days=7 * self.count)
            return add_months(today, -self.count * (12 if self.unit == YEAR else 1))
        except (ValueError, OverflowError):
            return dt.date.min


# What a condition compares with: text, a code, a number, cents, a month; a day; a time elapsed.
Value = str | int | dt.date | Duration


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition. `field` is a code of `fields.FIELDS`, or `custom.` and the key of a field of the shop's own.

    With a `Duration`, operators compare the time elapsed: last purchase `>` 18 months is one that is older.
    """

    field: str
    operator: str
    value: Value


@dataclass(frozen=True, slots=True)
class And:
    """All of its parts hold."""

    parts: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Or:
    """One of its parts holds."""

    parts: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Not:
    """Its part does not hold."""

    part: Node


@dataclass(frozen=True, slots=True)
class SameEvent:
    """One and the same event (a purchase, a visit, an action…) meets all of these conditions, on fields of it alone.

    With a `tally` (a condition on one of `event_fields.TALLIES`), that many of the events that meet them: a count, a
    sum or a mean of those alone, instead of one at least.
    """

    conditions: tuple[Condition, ...]
    tally: Condition | None = None


Node = And | Or | Not | Condition | SameEvent
EVERYBODY = And()
NOBODY = Or()


def normal(tree: Node) -> Node:
    """`tree` without groups of one part, as reading gives it: `normal(read(write(tree))) == normal(tree)`."""
    if isinstance(tree, And | Or):
        parts = tuple(normal(part) for part in tree.parts)
        return parts[0] if len(parts) == 1 else type(tree)(parts)
    if isinstance(tree, Not):
        return Not(normal(tree.part))
    return single(tree) if isinstance(tree, SameEvent) else tree


def single(same: SameEvent) -> SameEvent | Condition:
    """`same` as the plain condition that it is worth: one condition alone, or a tally of everything."""
    if same.tally is not None:
        return same if same.conditions else same.tally
    return same.conditions[0] if len(same.conditions) == 1 else same


def conditions_of(tree: Node) -> Iterator[Condition]:
    """Every condition of `tree`, from left to right."""
    if isinstance(tree, Condition):
        yield tree
    elif isinstance(tree, Not):
        yield from conditions_of(tree.part)
    elif isinstance(tree, SameEvent):
        yield from tree.conditions if tree.tally is None else (tree.tally, *tree.conditions)
    else:
        for part in tree.parts:
            yield from conditions_of(part)


def replace_conditions(tree: Node, change: Callable[[Condition], Node]) -> Node:
    """`tree` with each condition outside `SameEvent` replaced by what `change` gives for it."""
    if isinstance(tree, Condition):
        return change(tree)
    if isinstance(tree, Not):
        return Not(replace_conditions(tree.part, change))
    if isinstance(tree, SameEvent):
        return tree
    return type(tree)(tuple(replace_conditions(part, change) for part in tree.parts))
