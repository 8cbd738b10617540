"""A segment as a filter of the list of contacts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from fichier_tui.i18n import N_
from fichier_tui.ui import keys

if TYPE_CHECKING:
    from fichier_tui.ui.app import FichierApp

SHOW_IN_LIST = keys.Key(
    "segments.show_in_list",
    "ctrl+l",
    "show_in_list",
    N_("Show in the list"),
    N_("List"),
    N_("The list of contacts with only these: sort it, search in it, log a visit."),
    rank=20,
)


@runtime_checkable
class Narrowing(Protocol):
    """A list that can be restricted to some contacts: the contacts' own screen."""

    def show_within(self, name: str, ids: Iterable[int]) -> None:
        """Show only these, under this name."""
        ...


async def show_in_list(app: FichierApp, name: str, ids: Iterable[int]) -> None:
    """Go to the list of contacts, restricted to these."""
    await app.go(CONTACTS)
    while len(app.screen_stack) > 1:
        await app.pop_screen()
    if isinstance(app.screen, Narrowing):
        app.screen.show_within(name, ids)


CONTACTS = "contacts"
