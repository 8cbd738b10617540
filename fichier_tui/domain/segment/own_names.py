"""The shop's own fields in a segment: called by their key, or by their name as it is now ("field.ski-level")."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.segment.fields import CUSTOM_PREFIX
from fichier_tui.domain.segment.tree import AT_LEAST, EQUAL, LESS, Condition, Node, conditions_of, replace_conditions
from fichier_tui.domain.segment.values import read_period
from fichier_tui.domain.text import fold_joined


def asks_own_fields(tree: Node) -> bool:
    """Whether the segment asks about a field of the shop's own."""
    return any(condition.field.startswith(CUSTOM_PREFIX) for condition in conditions_of(tree))


def with_own_keys(tree: Node, labels: Mapping[str, str], dates: Collection[str] = ()) -> Node:
    """The segment with each field of the shop's own called by its key; `labels` are their names by key.

    For the `dates` among the keys a number is a year: "field.wedding < 2000".

    Raises Refusal("custom.unknown").
    """
    by_name = {fold_joined(label): key for key, label in labels.items()}

    def by_key(condition: Condition) -> Condition:
        if not condition.field.startswith(CUSTOM_PREFIX):
            return condition
        called = condition.field.removeprefix(CUSTOM_PREFIX)
        key = called if called in labels else by_name.get(fold_joined(called))
        if key is None:
            raise Refusal("custom.unknown", field=called)
        meant = replace(condition, field=CUSTOM_PREFIX + key)
        return _of_period(meant) if key in dates else meant

    return replace_conditions(tree, by_key)


def _of_period(condition: Condition) -> Condition:
    """A condition on a day whose value is a year or a month; any other as it is."""
    period = read_period(condition.value) if isinstance(condition.value, str) else None
    if period is None or period[0] == period[1]:
        return condition
    first, last = period
    if condition.operator == EQUAL:
        whole_year = first.month != last.month
        return replace(condition, value=f"{first:%Y}*" if whole_year else f"{first:%Y-%m}*")
    return replace(condition, value=first if condition.operator in (LESS, AT_LEAST) else last)
