"""Everything that was done in the file, newest first: any line of it can be taken back, days later too."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.widget import Widget

from fichier_tui.domain.permission import JOURNAL
from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import N_, _, pgettext
from fichier_tui.storage import (
    Entry,
    JournalFilter,
    journal_end,
    journal_numbers,
    journal_rows,
    journal_staff,
    read_line,
    undo,
)
from fichier_tui.ui import format
from fichier_tui.ui import keys as common
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.dialogs.question import Choice, Question
from fichier_tui.ui.done import operation_words, taken_back
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card.form_dialog import show_form
from fichier_tui.ui.screens.journal import keys
from fichier_tui.ui.screens.journal.detail import LineDialog, LinePane
from fichier_tui.ui.screens.journal.filtering import JournalFilterDialog, filter_words
from fichier_tui.ui.screens.list_screen import ListScreen
from fichier_tui.ui.taking_back import large_question, largely_taken_back
from fichier_tui.ui.widgets.columns import Column
from fichier_tui.ui.widgets.lines import Lines
from fichier_tui.ui.widgets.paged_list import PagedList
from fichier_tui.ui.widgets.status_line import DONE
from fichier_tui.ui.words import sentence


class Operations(Lines[Entry]):
    """The list: Enter is the screen's own, since not every line has a card to open."""

    BINDINGS: ClassVar[list[BindingType]] = [common.OPEN.binding("screen.open")]


class JournalScreen(ListScreen[Entry]):
    """A line for each operation, of the whole file or of one contact."""

    PLACE = "contacts"
    TITLE_WORDS = N_("Journal")
    HELP_WORDS = (
        N_("What was done in the file: when, by whom, to what. Nothing here can be changed or removed."),
        N_("Delete, or Ctrl+Z, takes back the line under the cursor; a new line says so, and can be taken back too."),
        N_("Each line is tied to the one before. Number and mark of the last, on top, tell two journals apart."),
    )
    KEYS = (common.OPEN, keys.TAKE_BACK, keys.DETAIL, keys.FILTER, keys.CONTACT, keys.ALL)
    EMPTY = N_("Nothing was done here yet.")
    NO_ROW = N_("There is no line here.")
    ON_ROW = ("detail", "undo")
    DEFAULT_CSS = """
    JournalScreen {
        #panes { height: 1fr; }
        #listed { width: 1fr; }
        #line { display: none; width: 40; border-left: solid $line; padding: 0 1; scrollbar-size-vertical: 1; }
        &.-two-panes #panes { layout: horizontal; }
        &.-two-panes #line { display: block; }
    }
    """

    def __init__(self, contact: int | None = None, name: str = "") -> None:
        """Of the whole file, or of one contact."""
        super().__init__()
        self.contact, self.contact_name = contact, name
        self.wanted = JournalFilter(contact=contact)
        """Which lines are shown."""
        self._numbers: Iterable[int] = ()
        self._staff: tuple[tuple[int, str], ...] = ()
        self._end = (0, "")
        self._about = ""
        """Whose lines alone are shown, in a journal of the whole file."""

    def compose_body(self) -> Iterable[Widget]:
        """The list, and beside it what the line under the cursor did."""
        self.pane = LinePane()
        yield Container(*super().compose_body(), self.pane, id="panes")

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
        self._numbers = await app.ask(journal_numbers, self.wanted)
        self._staff = await app.ask(journal_staff)
        self._end = await app.ask(journal_end)

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

    def heading(self) -> Content:
        """How many, which ones, and where the journal ends."""
        about = self._about if self.wanted.contact != self.contact else ""
        whose = "" if self.fichier.shop.may(JOURNAL) else _("your own lines alone")
        parts = [format.operations(len(self.list.ids)), whose, about, filter_words(self.wanted, self._staff)]
        number, mark = self._end
        if number and self.wanted.contact is None:
            parts.append(_("ends with no. {number}, …{mark}").format(number=format.number(number), mark=mark[-4:]))
        return shown(" — ".join(filter(None, parts)))

    def moved(self) -> None:
        """Another line is under the cursor."""
        super().moved()
        self.pane.look_at(self.list.cursor_id)

    def show_rows(self) -> None:
        """Show what was read, and the line under the cursor."""
        super().show_rows()
        if not self.is_left:
            self.pane.look_at(self.list.cursor_id)

    def disabled_reason(self, action: str) -> str | None:
        """What a line allows."""
        entry = self.chosen
        if action == "undo" and entry is not None and entry.undone:
            return _("This was taken back already. Delete on the line above that says so does it again.")
        if action == "undo" and entry is not None and entry.is_erased:
            return _("It concerned somebody whose data were erased since: it cannot be taken back any more.")
        if action == "open" and (entry is None or entry.contact_id is None):
            return _("This line is about no contact in particular.")
        if action == "about" and (entry is None or entry.contact_id is None):
            return _("This line is about no contact in particular.")
        if action == "about" and self.wanted.contact is not None:
            return _("Only the lines about one contact are shown already.")
        if action == "all" and not self.wanted.asks and self.wanted.contact == self.contact:
            return _("Every line is shown already.")
        return super().disabled_reason(action)

    @on(PagedList.Selected)
    async def _selected(self) -> None:
        await self.action_open()

    async def action_open(self) -> None:
        """The card of the contact that the line is about."""
        entry = self.chosen
        if entry is not None and entry.contact_id is not None:
            await self.fichier.open_contact(entry.contact_id)

    def footer_words(self, key: common.Key) -> tuple[str, str]:
        """On a line that took something back, the same key does it again."""
        if key is keys.TAKE_BACK and self.chosen is not None and self.chosen.verb == "undo":
            return _(keys.AGAIN_WORDS), _(keys.AGAIN_WORDS)
        return super().footer_words(key)

    async def action_undo(self) -> None:
        """Take back the line under the cursor; what touched very many rows asks first, with how many."""
        entry = self.chosen
        if entry is None:
            return
        question = await large_question(self.fichier, entry)
        if question is None:
            await self._take_back(entry.id)
            return

        async def answered(answer: str | None) -> None:
            if answer == "yes":
                await self._take_back(entry.id, is_large=True)

        await self.app.push_screen(question, answered)

    async def _take_back(self, number: int, *, is_large: bool = False) -> None:
        """Do so, and say it; of what is large, also how to have it again."""
        try:
            entry = await self.fichier.ask(undo, number)
        except Refusal as refusal:
            await self._refused(refusal)
            return
        how = _("Delete on the line above does it again.")
        said = largely_taken_back(entry, how) if is_large else taken_back(entry.verb, entry.detail)
        self.fichier.tell(said, DONE)
        await self.fichier.changed()

    async def _refused(self, refusal: Refusal) -> None:
        """Say why; where a later line is what holds it, offer to go there."""
        later = refusal.details.get("later")
        if not isinstance(later, Entry) or later.id not in self.list.ids:
            self.refuse(refusal)
            return

        def answered(answer: str | None) -> None:
            if answer == "go":
                self.list.go_to(later.id)

        letters = (pgettext("a line of the journal", "g"), pgettext("a line of the journal", "s"))
        go = (Choice("go", _("Go to that line"), letters[0]), Choice("stay", _("Stay here"), letters[1]))
        await self.app.push_screen(Question(_("Something rests on it"), shown(sentence(refusal)), go), answered)

    async def action_detail(self) -> None:
        """D: what it did, field by field."""
        number = self.list.cursor_id
        if number is None:
            return
        try:
            line = await self.fichier.ask(read_line, number)
        except Refusal as refusal:
            self.refuse(refusal)
            return
        await self.app.push_screen(LineDialog(line))

    async def action_filter(self) -> None:
        """Ctrl+F: only some lines."""
        await show_form(self.fichier, JournalFilterDialog(self.wanted, self._staff, self._take))

    async def action_all(self) -> None:
        """Backspace: every line again."""
        self._take(JournalFilter(contact=self.contact))
        await self.reread()

    async def action_about(self) -> None:
        """C: only what was done about the contact of this line."""
        entry = self.chosen
        if entry is not None and entry.contact_id is not None:
            self._take(replace(self.wanted, contact=entry.contact_id))
            self._about = str(entry.detail.get("name") or _("one contact"))
            await self.reread()

    def _take(self, wanted: JournalFilter) -> None:
        self.wanted = wanted


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
    words = shown(operation_words(entry.verb, entry.detail, is_erased=entry.is_erased))
    return Content.assemble("↶ ", words).stylize("$text-muted") if entry.undone else words
