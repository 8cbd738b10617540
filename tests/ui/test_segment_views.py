"""The builder and the text are two views of one tree: whatever it is, nothing is lost going to and fro."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.segment import Condition, Node, Or, conditions_of, editing, normal, read_segment, write_segment
from fichier_tui.domain.segment.fields import CUSTOM_PREFIX
from fichier_tui.i18n import use_language
from fichier_tui.storage import OpenFile
from fichier_tui.storage.session import Session
from fichier_tui.ui.screens.segments.builder import BuilderScreen
from fichier_tui.ui.screens.segments.survey import Surveyor
from tests.domain.segment_trees import trees
from tests.ui.app_on_demo import app_on_demo, settled

HOW_MANY = 16


def drawn() -> list[Node]:
    """The same trees each time, as a screen keeps them, without fields that this shop does not have."""
    found: list[Node] = []

    @settings(max_examples=3 * HOW_MANY, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(trees)
    def draw(tree: Node) -> None:
        flat = editing.flattened(tree)
        if not any(one.field.startswith(CUSTOM_PREFIX) for one in conditions_of(flat)):
            found.append(flat)

    draw()
    return list(dict.fromkeys(found))[-HOW_MANY:]


@pytest.mark.parametrize("language", ["fr", "en"])
async def test_a_tree_goes_from_one_view_to_the_other_and_back(demo_file: OpenFile, language: str) -> None:
    app = app_on_demo(demo_file, language)
    try:
        async with app.run_test(size=(80, 24)) as pilot:
            await settled(pilot)
            await pilot.press("ctrl+g", "n")
            await settled(pilot)
            screen = app.screen
            assert isinstance(screen, BuilderScreen)
            different = drawn()
            assert len(different) == HOW_MANY
            for tree in different:
                await _goes_round(pilot, screen, tree)
    finally:
        use_language("en")


async def _goes_round(pilot: Any, screen: BuilderScreen, tree: Node) -> None:
    # From the builder to the text.
    screen.conditions.edit((tree, ()))
    await settled(pilot)
    assert editing.flattened(read_segment(screen.line.value)) == tree, screen.line.value
    # From the text, typed in the other language, to the builder.
    other = "en" if screen.line.value == write_segment(tree, "fr") else "fr"
    screen.line.set_typed("F")
    await settled(pilot)
    screen.line.set_typed(write_segment(tree, other) or " ")  # type: ignore[arg-type]
    await settled(pilot)
    assert screen.conditions.segment_tree == screen.segment_tree == tree
    # A piece turned to its contrary and back in the builder, under the cursor.
    screen.conditions.highlighted = len(screen.conditions.lines) - 1
    path = screen.conditions.path
    if path and not editing.in_event(tree, path):
        screen.conditions.action_negate()
        await settled(pilot)
        assert normal(read_segment(screen.line.value)) == normal(editing.settled(*editing.negated(tree, path))[0])


async def test_a_count_that_is_superseded_stops(demo_file: OpenFile) -> None:
    """It is interrupted while it runs, not waited for."""
    running, stopped = threading.Event(), []

    def trace(session: Session) -> None:
        session.database.connection().set_trace_callback(lambda sql: running.set() if "s.live" in sql else None)

    async def ask(verb: Callable[..., Any], *args: Any) -> Any:
        try:
            return await demo_file.run(verb, *args)
        except Refusal as refusal:
            stopped.append(refusal.code)
            raise

    demo_file.call(trace)
    slow = Or(tuple(Condition("name", "=", f"*{number}*a*b*") for number in range(1500)))
    surveyor = Surveyor(ask, demo_file.interrupt)
    first: Awaitable[Any] = asyncio.ensure_future(surveyor.survey(slow))
    await asyncio.to_thread(running.wait, 20)
    second = await surveyor.survey(read_segment("F"))
    assert await first is None
    assert stopped == ["query.interrupted"]
    assert second is not None
    assert len(second.ids)
