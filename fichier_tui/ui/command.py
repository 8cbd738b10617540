"""What the palette can run: the keys of the moment, what the screen adds, and contacts or segments found by name."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from textual.content import Content


@dataclass(frozen=True, slots=True)
class Command:
    """One line of the palette."""

    id: str
    """Stable: what was used lately comes first by it."""
    words: Content
    """What is shown, already translated; users' text through `shown`."""
    run: Callable[[], Awaitable[None] | None]
    key: str = ""
    """The key that does the same, as the keyboard prints it."""
    synonyms: str = ""
    """Other words it is found under, translated."""
    why_not: str = ""
    """Why it cannot be run now; empty when it can."""
    permission: str = ""
    """What one's role must allow for it (`domain.permission`)."""


Finder = Callable[[str], Awaitable[list[Command]]]
"""Given what was typed, the contacts or segments of that name, as commands that open them."""
