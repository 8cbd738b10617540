"""Everything that was done in the file, newest first: any line of it can be taken back, days later too."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.content import Content

from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import N_, _
from fichier_tui.storage import Entry, journal_numbers, journal_rows, undo
from fichier_tui.ui import format
from fichier_tui.ui import keys as common
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.done import operation_words, taken_back
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.list_screen import ListScreen
from fichier_tui.ui.widgets.columns import Column
from fichier_tui.ui.widgets.paged_list import PagedList
from fichier_tui.ui.widgets.status_line import DONE

TAKE_BACK = common.Key(
    "journal.take_back", "delete", "undo", N_("Take this line back"), N_("Take line back"),
    N_("Undo the line under the cursor, whoever did it and whenever; what rests on it must be taken back first."),
    rank=10, group=common.LIST, synonyms=N_("undo cancel restore"),
)  # fmt: skip


class Operations(PagedList[Entry]):
    """The list: Enter is the screen's own, since not every line has a card to open."""

    BINDINGS: ClassVar[list[BindingType]] = [common.OPEN.binding("screen.open")]


class JournalScreen(ListScreen[Entry]):
    """A line for each operation, of the whole file or of one contact."""

    PLACE = "contacts"
    TITLE_WORDS = N_("Journal")
    HELP_WORDS = (
        N_("What was done in the file: when, by whom, to what. Nothing here can be changed or removed."),
        N_("Delete, or Ctrl+Z, takes back the line under the cursor; a new line says so, and can be taken back too."),
    )
    KEYS = (common.OPEN, TAKE_BACK)
    EMPTY = N_("Nothing was done here yet.")

    def __init__(self, contact: int | None = None, name: str = "") -> None:
        """Of the whole file, or of one contact."""
        super().__init__()
        self.contact, self.contact_name = contact, name
        self._numbers: Iterable[int] = ()

    def columns(self) -> tuple[Column[Entry], ...]:
        """When, who, what."""
        return columns(self.fichier.today)

    def make_list(self) -> Operations:
        """Enter is the screen's own."""
        return Operations(self.columns(), self.load, letters=True)

    def crumbs(self) -> tuple[str, ...]:
        """Whose journal."""
        return (*filter(None, (self.contact_name,)), _(self.TITLE_WORDS))

    async def read(self, app: FichierApp) -> None:
        """The numbers only: there may be very many."""
        self._numbers = await app.ask(journal_numbers, self.contact)

    def numbers(self) -> Iterable[int]:
        """As they were read."""
        return self._numbers

    async def load(self, numbers: Sequence[int]) -> Sequence[Entry]:
        """A page of them."""
        try:
            return await self.fichier.ask(journal_rows, numbers)
        except Refusal as refusal:
            self.refuse(refusal)
            return ()

    def heading(self) -> str:
        """How many."""
        return format.operations(len(self.list.ids))

    def disabled_reason(self, action: str) -> str | None:
        """What a line allows."""
        entry = self.chosen
        if action == "undo" and entry is not None and entry.undone:
            return _("This was taken back already.")
        if action == "open" and (entry is None or entry.contact_id is None):
            return _("This line is about no contact in particular.")
        return super().disabled_reason(action)

    @on(PagedList.Selected)
    async def _selected(self) -> None:
        await self.action_open()

    async def action_open(self) -> None:
        """The card of the contact that the line is about."""
        entry = self.chosen
        if entry is not None and entry.contact_id is not None:
            await self.fichier.open_contact(entry.contact_id)

    async def action_undo(self) -> None:
        """Take back the line under the cursor."""
        number = self.list.cursor_id
        if number is None:
            return
        try:
            entry = await self.fichier.ask(undo, number)
        except Refusal as refusal:
            self.refuse(refusal)
            return
        self.fichier.tell(taken_back(entry.verb, entry.detail), DONE)
        await self.fichier.changed()


def columns(today: Callable[[], dt.date]) -> tuple[Column[Entry], ...]:
    """When, who, what."""

    def day(entry: Entry) -> Content:
        local = entry.at.astimezone()
        words = "" if local.date() == today() else format.day_short(local.date(), today())
        return Content(f"{words} {format.clock(f'{local:%H:%M}')}".strip())

    return (
        Column("when", N_("When"), day, width=16),
        Column("who", N_("Who"), lambda entry: shown(entry.staff), width=8, flex=1, most=14, priority=2),
        Column("what", N_("What"), _what, width=30, flex=9),
    )


def _what(entry: Entry) -> Content:
    """The sentence of the operation; `↶` before one that was taken back."""
    words = shown(operation_words(entry.verb, entry.detail))
    return Content.assemble("↶ ", words).stylize("$text-muted") if entry.undone else words
