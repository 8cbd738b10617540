"""A screen that lists contacts in one box and acts upon the marked ones, or else upon the one under the cursor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, Generic, TypeVar

from textual import on
from textual.containers import Vertical

from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import N_, _
from fichier_tui.ui.screens.contacts.acting import ActingScreen
from fichier_tui.ui.widgets.paged_list import PagedList

Row = TypeVar("Row")


class PeopleScreen(ActingScreen[None], Generic[Row]):
    """Makes `people` in `compose_body`, yields `people_box()`, and gives `show_words`."""

    ON_PEOPLE: ClassVar[tuple[str, ...]] = ("told", "export")
    """The actions that need somebody in the list."""
    NOBODY: ClassVar[str] = N_("There is nobody here.")
    """Why they are greyed where there is nobody (a message id)."""
    AUTO_FOCUS = "PagedList"
    DEFAULT_CSS = """
    PeopleScreen #people {
        height: 1fr; border-top: solid $line; border-title-color: $accent; border-title-style: bold;
    }
    """
    people: PagedList[Row]

    def people_box(self) -> Vertical:
        """The list in its box, whose title `show_words` writes."""
        return Vertical(self.people, id="people")

    def show_words(self) -> None:
        """Say above the list how many there are, and how many of them are marked."""
        raise NotImplementedError

    @property
    def contact_shown(self) -> int | None:
        """The contact under the cursor."""
        return self.people.cursor_id if self.is_mounted else None

    async def ask_rows(self, verb: Callable[..., Sequence[Row]], *arguments: object) -> Sequence[Row]:
        """The rows that a verb reads; none where the file refuses, which is said."""
        try:
            return await self.fichier.ask(verb, *arguments)
        except Refusal as refusal:
            self.refuse(refusal)
            return ()

    def meant(self) -> list[int]:
        """The marked contacts in the order of the list, else the one under the cursor."""
        marked = self.people.marked
        if marked:
            return [number for number in self.people.ids if number in marked]
        return [] if self.contact_shown is None else [self.contact_shown]

    def meant_of(self, everybody: Sequence[int]) -> Sequence[int]:
        """The marked contacts, or `everybody` where none is: for an export."""
        return self.meant() if self.people.marked else everybody

    @on(PagedList.Marked)
    @on(PagedList.Highlighted)
    def _moved(self) -> None:
        self.moved()

    def moved(self) -> None:
        """Another contact is under the cursor, or marked."""
        self.show_words()
        self.refresh_bindings()

    def disabled_reason(self, action: str) -> str | None:
        """Nobody is under the cursor of an empty list."""
        if action in self.ON_PEOPLE and self.is_mounted and not self.people.ids:
            return _(self.NOBODY)
        return super().disabled_reason(action)

    @on(PagedList.Selected)
    async def _selected(self) -> None:
        await self.action_open()

    async def action_open(self) -> None:
        """Enter: the card."""
        await self.open_meant()
