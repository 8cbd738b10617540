"""The way to the counter and back: what is brought along from a card or a search, and the line that is put aside."""

from __future__ import annotations

import asyncio
import contextlib

from textual import on
from textual.content import Content
from textual.widgets import Static

from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import _
from fichier_tui.storage.journal.entries import journal_rows
from fichier_tui.ui.places import COUNTER
from fichier_tui.ui.safe import fitted
from fichier_tui.ui.screens.counter import drafts
from fichier_tui.ui.screens.counter.drafts import Kept
from fichier_tui.ui.screens.counter.entry_line import CounterLine
from fichier_tui.ui.screens.counter.line_screen import LineScreen
from fichier_tui.ui.screens.counter.reading import subject_name

SUBJECT_WIDTH = 30


class KeepingScreen(LineScreen):
    """A line that survives what interrupts it."""

    def __init__(self) -> None:
        super().__init__()
        self.kept = Kept()
        """A line that was put aside."""
        self.noted: tuple[int, Kept] | None = None
        """The number in the journal of the line that was noted last, and that line."""
        self._came_from = ""
        self._card: int | None = None
        self._saved = Kept()
        self._keeping = asyncio.Lock()

    # Coming and leaving

    async def begin(self, typed: str, contact: int | None, came_from: str, card: int | None) -> None:
        """`:` was pressed somewhere: a line about `contact`, begun with `typed`; Esc goes back there."""
        self._came_from, self._card = came_from or self._came_from, card
        self.set_focus(self.entry)
        if (typed.strip() or contact is not None) and self.entry.value.strip():
            self._put_aside()
        if typed.strip():
            self.entry.begin_with(typed)
        if contact is not None:
            await self._take_subject(contact)
        self.take_typed()
        if not self.entry.value:
            await self._recall()
        self.show_seen()

    def arrive(self) -> None:
        """The line has the keys."""
        self.set_focus(self.entry)

    def _put_aside(self) -> None:
        """The line as it stands is kept for later; another begins."""
        if self.entry.value.strip():
            self.kept = Kept(self.entry.value, self.subject)
        self._clear()

    def _clear(self) -> None:
        self._drop_subject()
        self.picked, self.action, self.as_text, self.chips.chosen = None, None, frozenset(), None
        self.entry.set_typed("")
        self.take_typed()

    async def _take_subject(self, contact: int) -> None:
        try:
            name = await self.fichier.ask(subject_name, contact)
        except Refusal as refusal:
            self.refuse(refusal)
            return
        self.subject = contact
        shown_name = self.query_one("#subject", Static)
        shown_name.update(Content.assemble(" ", fitted(name, SUBJECT_WIDTH), " "))
        shown_name.display = True
        self.take_typed(again=True)

    def _drop_subject(self) -> None:
        self.subject = None
        self.query_one("#subject", Static).display = False

    @on(CounterLine.Emptied)
    def _without_subject(self) -> None:
        """Backspace at the beginning: the line is about somebody else."""
        if self.subject is not None:
            self._drop_subject()
            self.take_typed(again=True)

    async def action_back(self) -> None:
        """Esc: from the pieces to the line; else back to where one was, the line put aside."""
        if self.chips.chosen is not None:
            self.leave_pieces()
            return
        if self.entry.value.strip():
            self.note(_("Not noted: the counter keeps the line."))
        self._put_aside()
        card, self._card = self._card, None
        await self._keep_now()
        with contextlib.suppress(Refusal):  # busy for a moment: then it stays this window's until that one ends
            await self.fichier.ask(drafts.leave)
        if card is not None:
            await self.fichier.open_contact(card)
            return
        codes = [place.code for place in self.fichier.places if place.code != COUNTER]
        back_to = self._came_from if self._came_from in codes else next(iter(codes), "")
        if back_to:
            await self.app.switch_mode(back_to)

    async def action_undo(self) -> None:
        """Ctrl+Z: what was noted last is taken back, and its line is there again, to be corrected; where another is
        begun meanwhile, ↑ brings it back."""
        await super().action_undo()
        if self.noted is None:
            return
        number, kept = self.noted
        try:
            entries = await self.fichier.ask(journal_rows, [number])
        except Refusal as refusal:
            self.refuse(refusal)
            return
        if not any(entry.undone for entry in entries):
            return
        self.noted = None
        if not self.entry.value.strip():
            await self._go_on_with(kept)
            # An arrow corrects it; whoever goes on with the next line types over it.
            self.entry.select_all()
            self.entry.undoes_more()
        elif not self.kept.text:
            self.kept = kept

    async def keep_typed(self) -> None:
        """Keep the line in the file, if it is another: every few seconds, and when the program ends or locks."""
        now = Kept(self.entry.value, self.subject) if self.entry.value.strip() else self.kept
        async with self._keeping:
            if self.is_mounted and now != self._saved:
                await self.fichier.ask(drafts.keep, now, self._saved)
                self._saved = now

    async def _keep_now(self) -> None:
        """The line was left, or noted: the file keeps it, or no longer. A refusal is said; the next time will do."""
        try:
            await self.keep_typed()
        except Refusal as refusal:
            self.refuse(refusal)

    async def take_up(self, number: int | None = None) -> None:
        """Go on with the line that was put aside, or with the draft of that number."""
        if number is not None or not self.kept.text:
            await self._recall(number)
        kept, self.kept = self.kept, Kept()
        await self._go_on_with(kept)

    async def _go_on_with(self, kept: Kept) -> None:
        self._clear()
        self.entry.set_typed(kept.text)
        if kept.contact is not None:
            await self._take_subject(kept.contact)
        self.take_typed()

    async def _recall(self, number: int | None = None) -> None:
        try:
            self.kept = self._saved = await self.fichier.ask(drafts.recall, number)
        except Refusal as refusal:
            self.refuse(refusal)
        self.show_seen()
