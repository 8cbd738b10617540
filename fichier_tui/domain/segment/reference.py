"""Segments that refer to others by name: the references replaced by what they stand for, loops refused."""

from __future__ import annotations

from collections.abc import Callable

from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.segment.tree import Condition, Node, conditions_of, replace_conditions
from fichier_tui.domain.text import fold

REFERENCE = "segment"


def same_segment_name(one: str, other: str) -> bool:
    """Whether two names call the same segment: accents and case do not count."""
    return (fold(one) or one) == (fold(other) or other)


def resolved(tree: Node, lookup: Callable[[str], Node | None], within: tuple[str, ...] = ()) -> Node:
    """`tree` with each reference replaced by the tree that `lookup` gives for its name.

    Raises Refusal: segment.unknown for a name without a segment, segment.loop for one that comes back to itself.
    `within` are the names whose trees are being resolved.
    """

    def change(condition: Condition) -> Node:
        if condition.field != REFERENCE:
            return condition
        name = str(condition.value)
        if any(same_segment_name(name, outer) for outer in within):
            raise Refusal("segment.loop", name=name)
        found = lookup(name)
        if found is None:
            raise Refusal("segment.unknown", name=name)
        return resolved(found, lookup, (*within, name))

    return replace_conditions(tree, change)


def references_of(tree: Node) -> tuple[str, ...]:
    """The names of the segments that `tree` refers to, each once."""
    names = (str(condition.value) for condition in conditions_of(tree) if condition.field == REFERENCE)
    return tuple(dict.fromkeys(names))


def renamed(tree: Node, old: str, new: str) -> Node:
    """`tree` with its references to the segment `old` made to `new`."""

    def change(condition: Condition) -> Node:
        if condition.field == REFERENCE and same_segment_name(str(condition.value), old):
            return Condition(REFERENCE, condition.operator, new)
        return condition

    return replace_conditions(tree, change)
