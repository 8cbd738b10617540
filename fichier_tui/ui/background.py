"""Work beside the keys: what a screen or a widget starts and does not wait for.

A worker that goes away before its first step (its widget left the screen, a newer one of its group came) must not leave
a coroutine that nobody awaits: Textual is given the function, and makes the coroutine when the worker runs.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any, TypeVar

from textual.dom import DOMNode
from textual.worker import Worker

T = TypeVar("T")


def in_background(
    node: DOMNode, work: Callable[[], Coroutine[Any, Any, T]], *, group: str = "default", exclusive: bool = False
) -> Worker[T]:
    """Start `work` as a worker of `node`; with `exclusive`, what runs in its group is cancelled first."""
    return node.run_worker(partial(work), group=group, exclusive=exclusive)
