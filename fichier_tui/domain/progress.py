"""How far a long work is: told to a function, which stops the work by raising."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[float], None]
"""Told a fraction from 0 to 1, often; what it raises stops the work."""

Counting = Callable[[int, int], bool]
"""Told how many are done, of how many; answers whether to go on."""


def nothing_said(fraction: float) -> None:
    """No progress is shown."""
