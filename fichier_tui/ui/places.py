"""The places of the program, each a mode that keeps its state, and what the frame is given of the open file.

A place is a line in `PLACES`; its screen is imported when it is first shown, so that the program starts fast.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Protocol, TypeVar

from fichier_tui.domain.permission import OWNER, may
from fichier_tui.ui import keys
from fichier_tui.ui.keys import Key

if TYPE_CHECKING:
    from fichier_tui.ui.base import FichierScreen

COUNTER = "counter"
"""The code of the counter, which is left by Esc for the place one came from."""
P = ParamSpec("P")
T = TypeVar("T")


class FileDoor(Protocol):
    """An open file: verbs of `storage` run on the one database thread."""

    async def run(self, verb: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `verb(session, …)` and give back its frozen dataclasses. Raises Refusal."""
        ...

    def interrupt(self) -> None:
        """Stop the verb that is running now, if any: it raises Refusal("query.interrupted")."""
        ...

    def close(self) -> None:
        """Close the file for good."""
        ...


@dataclass(frozen=True, slots=True)
class Shop:
    """Whose file is open, and who works on it; both are users' text."""

    business: str = ""
    staff: str = ""
    locked: bool = True
    role: str = OWNER
    """What who works on it may do (`domain.permission`): the file says no by itself, the screens say it before."""

    restored_from: str = ""
    """The safety copy that the file was made of last; "" where it never was."""

    def may(self, permission: str) -> bool:
        """Whether who works on it may do what needs this; empty is everybody's."""
        return self.locked or not permission or may(self.role, permission)


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the program: its code, the key that goes there, and what makes its screen."""

    code: str
    key: Key
    screen: Callable[[], FichierScreen[Any]]


def _contacts() -> FichierScreen[Any]:
    from fichier_tui.ui.screens.contacts.screen import ContactsScreen

    return ContactsScreen()


def _counter() -> FichierScreen[Any]:
    from fichier_tui.ui.screens.counter.screen import CounterScreen

    return CounterScreen()


def _segments() -> FichierScreen[Any]:
    from fichier_tui.ui.screens.segments.screen import SegmentsScreen

    return SegmentsScreen()


def _planner() -> FichierScreen[Any]:
    from fichier_tui.ui.screens.planner.screen import PlannerScreen

    return PlannerScreen()


PLACES: tuple[Place, ...] = (
    Place("contacts", keys.SEARCH, _contacts),
    Place(COUNTER, keys.COUNTER, _counter),
    Place("planner", keys.PLANNER, _planner),
    Place("segments", keys.SEGMENTS, _segments),
)
