"""A segment is changed piece by piece, and always means what the screen then says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fichier_tui.domain.segment import (
    EVERYBODY,
    And,
    Circumstances,
    Condition,
    ContactFacts,
    Node,
    Not,
    Or,
    SameEvent,
    editing,
    holds,
)
from fichier_tui.domain.segment.editing import Path
from tests.domain.segment_trees import TODAY, contacts, trees

A, B, C, D = (Condition("age", ">=", years) for years in (1, 2, 3, 4))
SPRING, MASSAGE = Condition("season", "=", "spring"), Condition("bought", "=", "massage")
COUNTED = Condition("purchases", ">=", 3)
SAME = SameEvent((SPRING, MASSAGE))
CIRCUMSTANCES = Circumstances(TODAY)
Edit = tuple[str, Node, Path, Node, Path]

EDITS: tuple[Edit, ...] = (
    ("removed", And((A, B)), (0,), And((B,)), (0,)),
    ("removed", And((A, Or((B, C)))), (1, 1), And((A, Or((B,)))), (1, 0)),
    ("removed", And((A, Or((B,)))), (1, 0), And((A,)), (0,)),
    ("removed", A, (0,), EVERYBODY, ()),
    ("removed", And((A, B)), (), EVERYBODY, ()),
    ("removed", And((A, SAME)), (1, 0), And((A, SameEvent((MASSAGE,)))), (1, 0)),
    ("negated", And((A, B)), (1,), And((A, Not(B))), (1,)),
    ("negated", And((A, Not(B))), (1,), And((A, B)), (1,)),
    ("negated", And((A, B)), (), Not(And((A, B))), (0,)),
    ("negated", SAME, (0, 0), SAME, (0, 0)),
    ("turned", And((A, B)), (1,), Or((A, B)), (1,)),
    ("turned", And((A, Or((B, C)))), (1, 1), And((A, And((B, C)))), (1, 1)),
    ("turned", And((A, Or((B, C)))), (1,), And((A, And((B, C)))), (1,)),
    ("turned", And((A, Not(Or((B, C))))), (1, 0), And((A, Not(And((B, C))))), (1, 0)),
    ("turned", SAME, (0, 1), And((And((SPRING, MASSAGE)),)), (0, 1)),
    ("turned", Or((SPRING, MASSAGE)), (1,), SAME, (0, 1)),
    ("turned", And((A, Or((SPRING, MASSAGE)))), (1, 0), And((A, SAME)), (1, 0)),
    ("turned", And((A, SAME)), (1,), And((A, Or((SPRING, MASSAGE)))), (1,)),
    ("turned", Or((COUNTED, MASSAGE)), (), SameEvent((MASSAGE,), COUNTED), (0,)),
    ("turned", And((A, SameEvent((MASSAGE,), COUNTED))), (1, 0), And((A, Or((COUNTED, MASSAGE)))), (1, 0)),
    ("removed", And((A, SameEvent((MASSAGE,), COUNTED))), (1, 0), And((A, SameEvent((), COUNTED))), (1,)),
    ("ungrouped", And((A, SameEvent((MASSAGE,), COUNTED))), (1,), And((A, COUNTED, MASSAGE)), (1,)),
    ("grouped", And((A, B, C)), (0,), And((Or((A, B)), C)), (0,)),
    ("grouped", And((A, B, C)), (2,), And((A, Or((B, C)))), (1,)),
    ("grouped", And((A, Or((B, C)))), (0,), Or((A, B, C)), ()),
    ("grouped", And((A, B)), (1,), Or((A, B)), ()),
    ("grouped", A, (0,), A, (0,)),
    ("ungrouped", And((A, Or((B, C)), D)), (1, 0), And((A, B, C, D)), (1,)),
    ("ungrouped", And((A, Or((B, C)))), (0,), And((A, Or((B, C)))), (0,)),
    ("ungrouped", And((A, Not(Or((B, C))))), (1,), And((A, Not(Or((B, C))))), (1,)),
    ("ungrouped", And((SAME,)), (0, 0), And((SPRING, MASSAGE)), (0,)),
)


@pytest.mark.parametrize(("verb", "tree", "path", "after", "cursor"), EDITS)
def test_a_piece_is_changed_in_its_place(verb: str, tree: Node, path: Path, after: Node, cursor: Path) -> None:
    assert getattr(editing, verb)(tree, path) == (after, cursor)


@pytest.mark.parametrize(
    ("tree", "path", "node", "after", "cursor"),
    [
        (EVERYBODY, (), A, And((A,)), (0,)),
        (And((A, B)), (0,), C, And((A, C, B)), (1,)),
        (And((A, Or((B, C)))), (1,), D, And((A, Or((B, C, D)))), (1, 2)),
        (And((A, Not(Or((B, C))))), (1, 0), D, And((A, Not(Or((B, D, C))))), (1, 1)),
        (SAME, (0, 0), SPRING, And((SameEvent((SPRING, SPRING, MASSAGE)),)), (0, 1)),
        (SAME, (0, 0), A, And((SAME, A)), (1,)),
    ],
)
def test_a_condition_is_added_where_the_cursor_is(
    tree: Node, path: Path, node: Node, after: Node, cursor: Path
) -> None:
    assert editing.added(tree, path, node) == (after, cursor)


def test_a_value_is_changed_and_its_negation_stays() -> None:
    assert editing.replaced(And((A, Not(B))), (1,), C) == (And((A, Not(C))), (1,))


@given(trees, contacts)
def test_flattening_changes_no_meaning(tree: Node, contact: ContactFacts) -> None:
    flat = editing.flattened(tree)
    assert holds(flat, contact, CIRCUMSTANCES) == holds(tree, contact, CIRCUMSTANCES)
    assert editing.flattened(flat) == flat


@given(trees, contacts, st.data())
def test_every_piece_can_be_negated_back_and_every_cursor_stands_on_a_piece(
    tree: Node, contact: ContactFacts, data: st.DataObject
) -> None:
    path = data.draw(st.sampled_from(paths(tree)))
    once, cursor = editing.negated(tree, path)
    if path and not editing.in_event(tree, path):
        again, _cursor = editing.negated(once, cursor)
        assert holds(again, contact, CIRCUMSTANCES) == holds(tree, contact, CIRCUMSTANCES)
    for verb in (editing.removed, editing.negated, editing.turned, editing.grouped, editing.ungrouped):
        changed, cursor = editing.settled(*verb(tree, path))
        editing.node_at(changed, cursor)


def paths(tree: Node) -> list[Path]:
    """The path of every piece."""

    def below(node: Node, path: Path) -> list[Path]:
        return [path, *(p for place, part in enumerate(editing.parts_of(node)) for p in below(part, (*path, place)))]

    return below(editing.outermost(tree), ())
