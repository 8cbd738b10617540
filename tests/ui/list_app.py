"""A small program around the big list, for its tests and its measures."""

from __future__ import annotations

import asyncio
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual.app import App, ComposeResult
from textual.content import Content
from textual.message import Message

from fichier_tui.ui.widgets.columns import Column
from fichier_tui.ui.widgets.list_messages import Highlighted, Marked, Selected, SortRequested
from fichier_tui.ui.widgets.paged_list import PagedList


@dataclass(frozen=True, slots=True)
class Guest:
    """A row of the tests."""

    id: int
    name: str
    town: str = "Nice"
    cents: int = 0


COLUMNS = (
    Column[Guest]("name", "Name", lambda guest: Content(guest.name), width=16, flex=2, sort="name"),
    Column[Guest]("town", "Town", lambda guest: Content(guest.town), width=12, flex=1, priority=2, sort="town"),
    Column[Guest](
        "cents", "Revenue", lambda guest: Content(f"{guest.cents}"), width=12, align="right", sort="revenue",
        descending_first=True,
    ),
    Column[Guest]("id", "Number", lambda guest: Content.styled(str(guest.id), "$text-muted"), width=10, priority=3),
)  # fmt: skip


class ListApp(App[None]):
    """Shows `ids`; the rows come from `load`. Keeps what the list told."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, ids: Iterable[int], names: Sequence[str] = ()) -> None:
        super().__init__()
        self.start_ids = array("q", ids)
        self.names = names
        self.told: list[Message] = []
        self.asked: list[list[int]] = []
        self.held: asyncio.Event | None = None
        """When set, pages wait for it."""

    def guest(self, number: int) -> Guest:
        """The row of this id."""
        name = self.names[number % len(self.names)] if self.names else f"Guest {number}"
        return Guest(number, name, name if self.names else "Nice", number * 100)

    async def load(self, ids: Sequence[int]) -> list[Guest]:
        """Read a page, as another thread would."""
        self.asked.append(list(ids))
        await asyncio.sleep(0)
        if self.held is not None:
            await self.held.wait()
        return [self.guest(number) for number in ids if number >= 0]

    def compose(self) -> ComposeResult:
        yield PagedList(COLUMNS, self.load, empty=Content("No contact yet.\nF2 creates the first."), letters=True)

    def on_mount(self) -> None:
        """Show the first ids."""
        self.guests.focus()
        self.guests.show(self.start_ids)

    @property
    def guests(self) -> PagedList[Guest]:
        """The list."""
        return self.query_one(PagedList)

    def lines(self) -> list[str]:
        """What is drawn, as text."""
        return [self.guests.render_line(y).text for y in range(self.guests.size.height)]

    def on_paged_list_highlighted(self, event: Highlighted) -> None:
        """Keep it."""
        self.told.append(event)

    def on_paged_list_selected(self, event: Selected) -> None:
        """Keep it."""
        self.told.append(event)

    def on_paged_list_marked(self, event: Marked) -> None:
        """Keep it."""
        self.told.append(event)

    def on_paged_list_sort_requested(self, event: SortRequested) -> None:
        """Keep it."""
        self.told.append(event)
