"""Work beside the keys: what a screen or a widget starts and does not wait for.

A worker that goes away before its first step (its widget left the screen, a newer one of its group came) must not leave
a coroutine that nobody awaits: Textual is given the function, and makes the coroutine when the worker runs.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any, TypeVar

from textual.app import App
from textual.css.query import NoMatches
from textual.dom import DOMNode, NoScreen
from textual.worker import Worker

T = TypeVar("T")


def in_background(
    node: DOMNode, work: Callable[[], Coroutine[Any, Any, T]], *, group: str = "default", exclusive: bool = False
) -> Worker[T]:
    """Start `work` as a worker of `node`; with `exclusive`, what runs in its group is cancelled first.

    Work that finds its widgets gone because their screen was left meanwhile ends there, as if it had been cancelled.
    """
    return node.run_worker(partial(_while_shown, node, work), group=group, exclusive=exclusive)


async def _while_shown(node: DOMNode, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
    try:
        return await work()
    except NoMatches as error:
        if _is_shown(node):
            raise
        raise asyncio.CancelledError from error


def _is_shown(node: DOMNode) -> bool:
    """Whether the screen of this node is alive, in front or not."""
    if isinstance(node, App):
        return True
    try:
        screen = node.screen
    except NoScreen:
        return False
    return any(screen in stack for stack in node.app._screen_stacks.values())
