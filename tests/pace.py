"""How much work something is, against a piece of work that is known: so it is the same on a slow or a laden machine."""

from __future__ import annotations

import time
from collections.abc import Callable


def is_within(work: Callable[[], object], pieces: float) -> bool:
    """Whether it is less work than so many pieces, each some ten milliseconds where this was written; best of three.

    It is counted in the time that the processor gives to this very thread: nothing else that runs is in it.
    """
    return any(_seconds(work) < pieces * _seconds(_piece) for _time in range(3))


def _piece() -> int:
    return sum(len(f"{number:x}".upper()) for number in range(100_000))


def _seconds(work: Callable[[], object]) -> float:
    started = time.thread_time()
    work()
    return time.thread_time() - started
