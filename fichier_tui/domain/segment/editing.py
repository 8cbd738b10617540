"""A segment changed piece by piece: conditions added, negated, grouped, as a screen does under its cursor.

A piece is named by its path: the places to go through from the outermost group, `Not` left out (it goes with the piece
that it negates). Every function gives the new tree and the path where the cursor then stands; a change that makes no
sense there gives back what it was given.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from fichier_tui.domain.segment.evaluation import event_of
from fichier_tui.domain.segment.event_fields import TALLIES
from fichier_tui.domain.segment.fields import field_of
from fichier_tui.domain.segment.tree import And, Condition, Node, Not, Or, SameEvent, single

Path: TypeAlias = tuple[int, ...]
Edited: TypeAlias = tuple[Node, Path]


def outermost(tree: Node) -> And | Or:
    """`tree` as a group: itself, or a group of it alone."""
    return tree if isinstance(tree, And | Or) else And((tree,))


def flattened(tree: Node) -> Node:
    """`tree` without groups of one part, and without a group in a group of the same kind: what it means is the same."""
    if isinstance(tree, Not):
        inner = flattened(tree.part)
        return inner.part if isinstance(inner, Not) else Not(inner)
    if isinstance(tree, SameEvent):
        return single(tree)
    if isinstance(tree, Condition):
        return tree
    parts: list[Node] = []
    for part in map(flattened, tree.parts):
        same = isinstance(part, type(tree)) and bool(part.parts)
        parts += part.parts if isinstance(part, And | Or) and same else (part,)
    return parts[0] if len(parts) == 1 else replace(tree, parts=tuple(parts))


def positive(node: Node) -> Node:
    """`node` without its negation."""
    return positive(node.part) if isinstance(node, Not) else node


def parts_of(node: Node) -> tuple[Node, ...]:
    """What `node` is made of: the parts of a group, negated or not, the conditions of one event, or nothing."""
    inner = positive(node)
    if isinstance(inner, And | Or):
        return inner.parts
    return inner.conditions if isinstance(inner, SameEvent) else ()


def node_at(tree: Node, path: Path) -> Node:
    """The piece at `path`, its negation included. Raises IndexError where there is none."""
    node: Node = outermost(tree)
    for place in path:
        node = parts_of(node)[place]
    return node


def is_group(node: Node) -> bool:
    """Whether other conditions can stand in it."""
    return isinstance(positive(node), And | Or)


def in_event(tree: Node, path: Path) -> bool:
    """Whether the piece at `path` is one of the conditions of one and the same event."""
    return bool(path) and isinstance(positive(node_at(tree, path[:-1])), SameEvent)


def event_around(tree: Node, path: Path, *, new: bool = False) -> str:
    """The kind of event that a condition at `path` is about, or a `new` one after it; "" where it is about anything."""
    around = positive(node_at(tree, path[:-1] if path else path))
    here = positive(node_at(tree, path))
    same = here if new and isinstance(here, SameEvent) else around
    return event_of(same) if isinstance(same, SameEvent) else ""


def added(tree: Node, path: Path, node: Node) -> Edited:
    """`node` put after the piece at `path`; at the end of the group where the cursor stands on one.

    In one and the same event, only conditions on such an event can be added; any other is put after it.
    """
    here = positive(node_at(tree, path))
    if is_group(here) or (isinstance(here, SameEvent) and _fits(node, here)):
        count = len(parts_of(here))
        return _changed(tree, path, lambda whole: (_with_parts(whole, (*parts_of(whole), node)),)), (*path, count)
    if in_event(tree, path) and not _fits(node, positive(node_at(tree, path[:-1]))):
        path = path[:-1]
    return _changed(tree, path, lambda piece: (piece, node)), (*path[:-1], path[-1] + 1)


def _fits(node: Node, same: Node) -> bool:
    """Whether `node` is a condition on an event of the kind that `same` asks about."""
    if not isinstance(node, Condition) or not isinstance(same, SameEvent):
        return False
    return field_of(node.field).event == event_of(same)


def replaced(tree: Node, path: Path, node: Node) -> Edited:
    """`node` in the place of the piece at `path`, whose negation stays."""

    def change(piece: Node) -> tuple[Node, ...]:
        return (Not(node) if isinstance(piece, Not) else node,)

    return (_changed(tree, path, change), path) if path else (tree, path)


def removed(tree: Node, path: Path) -> Edited:
    """Without the piece at `path`; a group that is left empty goes too. The outermost group is emptied."""
    if not path:
        return And(), ()
    tree = _changed(tree, path, lambda piece: ())
    return tree, _nearest(tree, path)


def negated(tree: Node, path: Path) -> Edited:
    """The piece at `path` turned into its contrary; the outermost group becomes a piece of another one."""
    if in_event(tree, path):
        return tree, path
    if not path:
        return Not(outermost(tree)), (0,)
    return _changed(tree, path, lambda piece: (piece.part if isinstance(piece, Not) else Not(piece),)), path


def turned(tree: Node, path: Path) -> Edited:
    """The group at `path`, or around the piece there, turned from "all" into "one of", from there into "one and the
    same purchase" where all of it can be said of one, and back to "all"."""
    group = path if parts_of(node_at(tree, path)) or not path else path[:-1]
    whole = node_at(tree, group)
    around = positive(node_at(tree, group[:-1])) if group else whole
    return _changed(tree, group, lambda whole: (_turned(whole, around),)), path if group else _within(whole, path)


def _within(whole: Node, path: Path) -> Path:
    """Where the pieces of the outermost group are once they are of one event: a level below it."""
    return (0, *path) if isinstance(positive(whole), Or) and same_event(positive(whole)) is not None else path


def same_event(group: Node) -> SameEvent | None:
    """The conditions of `group` as conditions of one and the same event, one that can be counted as its tally; None
    where they cannot be."""
    parts = parts_of(group)
    conditions = [part for part in parts if isinstance(part, Condition)]
    tallies = [part for part in conditions if part.field in TALLIES]
    of_event = tuple(part for part in conditions if part.field not in TALLIES)
    events = {field_of(part.field).event for part in of_event} | {TALLIES[part.field][0] for part in tallies}
    if len(conditions) < max(2, len(parts)) or len(events) != 1 or events == {""} or len(tallies) > 1 or not of_event:
        return None
    return SameEvent(of_event, tallies[0] if tallies else None)


def grouped(tree: Node, path: Path) -> Edited:
    """The piece at `path` and the next one (or the one before the last) in a group of their own, of the other kind."""
    if not path or in_event(tree, path):
        return tree, path
    around = node_at(tree, path[:-1])
    parts = parts_of(around)
    first = min(path[-1], len(parts) - 2)
    if first < 0:
        return tree, path
    kind = Or if isinstance(positive(around), And) else And
    inside: list[Node] = []
    for part in parts[first : first + 2]:
        inside += part.parts if isinstance(part, kind) else (part,)
    joined = (*parts[:first], kind(tuple(inside)), *parts[first + 2 :])
    if len(joined) == 1 and len(path) == 1:
        return kind(tuple(inside)), ()
    return _changed(tree, path[:-1], lambda whole: (_with_parts(whole, joined),)), (*path[:-1], first)


def ungrouped(tree: Node, path: Path) -> Edited:
    """The group at `path`, or around the piece there, opened into the one around it. Not a negated one."""
    group = path if parts_of(node_at(tree, path)) else path[:-1]
    whole = node_at(tree, group)
    if not group or not isinstance(whole, And | Or | SameEvent):
        return tree, path
    counted = (whole.tally,) if isinstance(whole, SameEvent) and whole.tally is not None else ()
    return _changed(tree, group, lambda piece: (*counted, *parts_of(piece))), group


def settled(tree: Node, path: Path) -> Edited:
    """`tree` flattened, and the place nearest to `path` that it still has."""
    tree = flattened(tree)
    try:
        node_at(tree, path)
    except IndexError:
        path = _nearest(tree, path)
    return tree, path


def _turned(whole: Node, around: Node) -> Node:
    if isinstance(whole, Not):
        return Not(_turned(whole.part, around))
    if isinstance(whole, SameEvent):
        parts = whole.conditions if whole.tally is None else (whole.tally, *whole.conditions)
        # A group of all in a group of all would be none: it goes on to "one of".
        return Or(parts) if isinstance(around, And) and len(parts_of(around)) > 1 else And(parts)
    if isinstance(whole, And):
        return Or(whole.parts)
    return same_event(whole) or And(parts_of(whole))


def _with_parts(whole: Node, parts: tuple[Node, ...]) -> Node:
    if isinstance(whole, Not):
        return Not(_with_parts(whole.part, parts))
    if isinstance(whole, SameEvent):
        return SameEvent(tuple(part for part in parts if isinstance(part, Condition)), whole.tally)
    return Or(parts) if isinstance(whole, Or) else And(parts)


def _changed(tree: Node, path: Path, change: Callable[[Node], tuple[Node, ...]]) -> Node:
    """`tree` with the piece at `path` replaced by the pieces that `change` gives for it."""

    def spliced(node: Node, rest: Path) -> tuple[Node, ...]:
        if not rest:
            return change(node)
        parts = parts_of(node)
        inside = (*parts[: rest[0]], *spliced(parts[rest[0]], rest[1:]), *parts[rest[0] + 1 :])
        counted = positive(node)
        kept = bool(inside) or (isinstance(counted, SameEvent) and counted.tally is not None)
        return (_with_parts(node, inside),) if kept else ()

    left = spliced(outermost(tree), path)
    return left[0] if left else And()


def _nearest(tree: Node, path: Path) -> Path:
    """Where the cursor goes when the piece at `path` is gone: the one that took its place, else the one before."""
    for end in range(len(path), 0, -1):
        try:
            siblings = parts_of(node_at(tree, path[: end - 1]))
        except IndexError:
            continue
        if siblings:
            return (*path[: end - 1], min(path[end - 1], len(siblings) - 1))
    return ()
