"""A segment changed piece by piece: conditions added, negated, grouped, as a screen does under its cursor.

A piece is named by its path: the places to go through from the outermost group, `Not` left out (it goes with the piece
that it negates). Every function gives the new tree and the path where the cursor then stands; a change that makes no
sense there gives back what it was given.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from fichier_tui.domain.segment.fields import field_of
from fichier_tui.domain.segment.tree import And, Condition, Node, Not, Or, SamePurchase

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
    if isinstance(tree, SamePurchase):
        return tree.conditions[0] if len(tree.conditions) == 1 else tree
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
    """What `node` is made of: the parts of a group, negated or not, the conditions of one purchase, or nothing."""
    inner = positive(node)
    if isinstance(inner, And | Or):
        return inner.parts
    return inner.conditions if isinstance(inner, SamePurchase) else ()


def node_at(tree: Node, path: Path) -> Node:
    """The piece at `path`, its negation included. Raises IndexError where there is none."""
    node: Node = outermost(tree)
    for place in path:
        node = parts_of(node)[place]
    return node


def is_group(node: Node) -> bool:
    """Whether other conditions can stand in it."""
    return isinstance(positive(node), And | Or)


def in_purchase(tree: Node, path: Path) -> bool:
    """Whether the piece at `path` is one of the conditions of one and the same purchase."""
    return bool(path) and isinstance(positive(node_at(tree, path[:-1])), SamePurchase)


def added(tree: Node, path: Path, node: Node) -> Edited:
    """`node` put after the piece at `path`; at the end of the group where the cursor stands on one.

    In one and the same purchase, only conditions on a purchase can be added; any other is put after it.
    """
    here = positive(node_at(tree, path))
    of_purchase = isinstance(node, Condition) and field_of(node.field).read_purchase is not None
    if is_group(here) or (isinstance(here, SamePurchase) and of_purchase):
        count = len(parts_of(here))
        return _changed(tree, path, lambda whole: (_with_parts(whole, (*parts_of(whole), node)),)), (*path, count)
    if in_purchase(tree, path) and not of_purchase:
        path = path[:-1]
    return _changed(tree, path, lambda piece: (piece, node)), (*path[:-1], path[-1] + 1)


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
    if in_purchase(tree, path):
        return tree, path
    if not path:
        return Not(outermost(tree)), (0,)
    return _changed(tree, path, lambda piece: (piece.part if isinstance(piece, Not) else Not(piece),)), path


def turned(tree: Node, path: Path) -> Edited:
    """The group at `path`, or around the piece there, turned from "all" into "one of" or back."""
    group = path if is_group(node_at(tree, path)) else path[:-1]
    if not is_group(node_at(tree, group)):
        return tree, path
    return _changed(tree, group, lambda whole: (_turned(whole),)), path


def grouped(tree: Node, path: Path) -> Edited:
    """The piece at `path` and the next one (or the one before the last) in a group of their own, of the other kind."""
    if not path or in_purchase(tree, path):
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
    if not group or not isinstance(node_at(tree, group), And | Or | SamePurchase):
        return tree, path
    return _changed(tree, group, parts_of), group


def settled(tree: Node, path: Path) -> Edited:
    """`tree` flattened, and the place nearest to `path` that it still has."""
    tree = flattened(tree)
    try:
        node_at(tree, path)
    except IndexError:
        path = _nearest(tree, path)
    return tree, path


def _turned(whole: Node) -> Node:
    if isinstance(whole, Not):
        return Not(_turned(whole.part))
    return Or(whole.parts) if isinstance(whole, And) else And(parts_of(whole))


def _with_parts(whole: Node, parts: tuple[Node, ...]) -> Node:
    if isinstance(whole, Not):
        return Not(_with_parts(whole.part, parts))
    if isinstance(whole, SamePurchase):
        return SamePurchase(tuple(part for part in parts if isinstance(part, Condition)))
    return Or(parts) if isinstance(whole, Or) else And(parts)


def _changed(tree: Node, path: Path, change: Callable[[Node], tuple[Node, ...]]) -> Node:
    """`tree` with the piece at `path` replaced by the pieces that `change` gives for it."""

    def spliced(node: Node, rest: Path) -> tuple[Node, ...]:
        if not rest:
            return change(node)
        parts = parts_of(node)
        inside = (*parts[: rest[0]], *spliced(parts[rest[0]], rest[1:]), *parts[rest[0] + 1 :])
        return (_with_parts(node, inside),) if inside else ()

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
