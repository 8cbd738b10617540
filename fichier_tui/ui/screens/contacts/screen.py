"""The list of contacts. Its state is one question to the file (`asked`); whatever changes it, the list is read again.

Letters typed anywhere here go to the search field. A search that was overtaken by another letter is never shown.
"""

from __future__ import annotations

import contextlib
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import ClassVar

from textual import events, on
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.worker import Worker

from fichier_tui.domain.contact import ContactRow
from fichier_tui.domain.own_field import OwnField
from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.storage import ListQuery, ListResult, list_contacts, own_fields
from fichier_tui.storage.own_columns import OWN_PREFIX, rows_with_own
from fichier_tui.ui import format
from fichier_tui.ui.background import in_background
from fichier_tui.ui.base import Words
from fichier_tui.ui.safe import fitted, shown
from fichier_tui.ui.screens.contacts import keys as own
from fichier_tui.ui.screens.contacts import remembered
from fichier_tui.ui.screens.contacts.acting import ON_CONTACT
from fichier_tui.ui.screens.contacts.columns import DEFAULT, chosen_columns
from fichier_tui.ui.screens.contacts.filters import FILTERS
from fichier_tui.ui.screens.contacts.gestures import ListGestures
from fichier_tui.ui.screens.contacts.preview import Preview
from fichier_tui.ui.screens.contacts.reading import first_lines
from fichier_tui.ui.screens.contacts.search_field import ContactList, SearchField
from fichier_tui.ui.widgets.chips import Chips
from fichier_tui.ui.widgets.paged_list import PagedList

FOR_ONE = ("visit", "purchase", "plan", "consents", "template")
"""What is done to one contact: which one, nobody knows where others are marked than the one under the cursor."""


class ContactsScreen(ListGestures):
    """The home of the program."""

    PLACE = "contacts"
    TITLE_WORDS = N_("Contacts")
    HELP_WORDS = (
        N_("Type the beginning of any word of a name, a town, an e-mail, or the end of a telephone: the list follows."),
        N_("The arrows choose a line; what is done next is done to it. Esc empties the search."),
        N_("“perh” or “hper” is Péron Hélène; ≈ stands before names that are only near: a slip, another spelling."),
        N_("A ! is an open complaint, a ● something to do today or before; ▪ stands before a company."),
        N_("A loyalty card that is scanned opens its contact, here as on every screen."),
    )
    KEYS = (own.TOP, own.FILTER, own.SORT, own.COLUMNS, own.MERGE, own.NEXT_FILTER, own.PREVIOUS_FILTER)
    CSS_PATH = "contacts.tcss"
    AUTO_FOCUS: ClassVar[str | None] = "ContactList"

    def __init__(self) -> None:
        super().__init__()
        self.asked = ListQuery()
        """What the list shows, or will as soon as it is read."""
        self.segment = ""
        """The name of what `asked.within` is."""
        self.columns: tuple[str, ...] = DEFAULT
        """The columns chosen."""
        self.own: tuple[OwnField, ...] = ()
        """The shop's own fields: each may be a column."""
        self._result = ListResult(array("q"), 0)
        self._elsewhere = 0
        """How many fit what is typed in the whole file, where none does in the part of it that is shown."""
        self._near: frozenset[int] = frozenset()
        self._reading: Worker[None] | None = None
        self._to_read: tuple[ListQuery, bool] | None = None

    def compose_body(self) -> Iterable[Widget]:
        """The search, the filters, the list, and from 110 columns a look at one contact."""
        today = self.fichier.today
        self.contacts = ContactList(
            chosen_columns(today, self.columns, self._is_near, hidden=self.hidden), self._read_rows
        )
        yield Horizontal(Words(N_("Search")), SearchField(), id="search-line")
        yield Chips(FILTERS, self.asked.filter)
        yield Horizontal(Vertical(self.contacts, id="found"), Preview(), id="panes")

    def on_mount(self) -> None:
        """As it was left, then the whole list."""
        self.search.placeholder = _("Type a name, a telephone, an e-mail, a town…")
        in_background(self, self._recall, group="remember")

    async def _recall(self) -> None:
        with contextlib.suppress(Refusal):
            self.own = await self.fichier.ask(own_fields)
            kept = await self.fichier.ask(remembered.recall)
            self.columns = kept.columns or self.columns
            sort = "" if kept.sort in self.hidden else kept.sort
            self.asked = replace(self.asked, filter=kept.filter, sort=sort, descending=kept.descending)
            self.set_columns()
        self.ask_list(self.asked)

    def set_columns(self) -> None:
        """Draw the columns chosen."""
        today = self.fichier.today
        self.contacts.set_columns(chosen_columns(today, self.columns, self._is_near, self.own, self.hidden))

    @property
    def _own_shown(self) -> tuple[str, ...]:
        """The keys of the shop's own fields that are columns now."""
        wanted = set(self.columns)
        return tuple(field.key for field in self.own if OWN_PREFIX + field.key in wanted)

    @property
    def search(self) -> SearchField:
        """The field."""
        return self.query_one(SearchField)

    # What is shown

    def ask_list(self, asked: ListQuery, *, keep_cursor: bool = False) -> None:
        """Show what `asked` says, as soon as it is read."""
        self.asked = asked
        self._to_read = (asked, keep_cursor)
        self.contacts.awaited = True
        if self._reading is None:
            self._reading = in_background(self, self._read, group="list")

    async def _read(self) -> None:
        """Read the list until nothing newer is asked for; what was overtaken is not shown."""
        try:
            while self._to_read is not None:
                (asked, keep_cursor), self._to_read = self._to_read, None
                try:
                    await self._read_once(asked, keep_cursor)
                except Refusal as refusal:
                    self.refuse(refusal)
        finally:
            self._reading = None
            self.contacts.awaited = False
            self.refresh_bindings()

    async def _read_once(self, asked: ListQuery, keep_cursor: bool) -> None:
        """The first lines at once, with their rows, then all of the list where it is long."""
        self._elsewhere = 0
        if not keep_cursor:
            result, rows = await self.fichier.ask(first_lines, asked, self._own_shown)
            if self._is_narrowed and asked.text.strip() and not _fitting(result):
                self._elsewhere = _fitting(
                    await self.fichier.ask(list_contacts, replace(asked, filter="all", within=None))
                )
            if self._to_read is None:
                self._show(asked, result, keep_cursor=False, rows=rows)
            if not result.partial:
                return
        if self._to_read is None:
            result = await self.fichier.ask(list_contacts, asked)
            if self._to_read is None:
                self._show(asked, result, keep_cursor=True)

    def _show(
        self, asked: ListQuery, result: ListResult, *, keep_cursor: bool, rows: Sequence[ContactRow] = ()
    ) -> None:
        self._result = result
        self._near = frozenset(result.ids[len(result.ids) - result.near :])
        self.contacts.set_sort(asked.sort or ("" if asked.text.strip() else "name"), asked.descending)
        self.contacts.set_empty(self._nothing())
        self.contacts.show(result.ids, keep_cursor=keep_cursor, rows=rows)
        if not result.partial:
            self.show_words()
        self.refresh_bindings()

    def show_words(self) -> None:
        """The count in the list's frame, the filters above it."""
        frame = self.query_one("#found")
        result = self._result
        fitting = len(result.ids) if result.forgiven else _fitting(result)
        words = f"{format.number(fitting)} / {format.number(result.total)}"
        if result.forgiven:
            words += " — " + _("Nothing fits exactly: near names.")
        elif result.near:
            near = ngettext("then {count} near name (≈)", "then {count} near names (≈)", result.near)
            words += " — " + near.format(count=format.number(result.near))
        if self._elsewhere:
            words += " — " + _("in the whole file: {count} (Esc)").format(count=format.number(self._elsewhere))
        frame.border_title = Content(words)
        frame.set_class(result.forgiven, "-forgiven")
        line = self.query_one(Chips)
        line.chosen, line.chip = self.asked.filter, self.segment

    def _nothing(self) -> Content:
        """What to do where the list is empty."""
        if not self._result.total and self.fichier.shop.restored_from:
            return Content(
                _("The safety copy that this file was made of holds nobody.\nCtrl+O, Safety copies, has others.")
            )
        if not self._result.total:
            return Content(_("Your file is empty.\nF2 creates a contact, Ctrl+N imports a workbook."))
        if self.asked.text.strip():
            typed = fitted(self.asked.text.strip(), 40)
            if self._elsewhere:
                part = self.segment or _(FILTERS[self.asked.filter][0])
                words = shown(_("Not among “{part}”:").format(part=part)).append(" ").append(typed)
                others = ngettext(
                    "{count} contact fits in the whole file: Esc shows it.",
                    "{count} contacts fit in the whole file: Esc shows them.",
                    self._elsewhere,
                )
                return words.append("\n").append(others.format(count=format.number(self._elsewhere)))
            a_number = any(map(str.isdecimal, self.asked.text)) and not any(map(str.isalpha, self.asked.text))
            said = _("Nobody has this number:") if a_number else _("Nobody of that name:")
            words = Content(said).append(" ").append(typed)
            leave = _("F2 creates this contact, Esc empties the search.")
            return words.append("\n").append(
                leave if self._is_narrowed else _("F2 creates this contact, Esc shows everybody.")
            )
        return Content(_("Nobody here.\nEsc shows everybody."))

    @property
    def _is_narrowed(self) -> bool:
        """Whether a part of the file is shown."""
        return self.asked.filter != "all" or self.asked.within is not None

    def _is_near(self, contact: int) -> bool:
        """Whether this contact does not quite fit what is looked for."""
        return contact in self._near

    async def _read_rows(self, ids: Sequence[int]) -> Sequence[ContactRow]:
        return await self.fichier.ask(rows_with_own, ids, self._own_shown)

    async def reread(self) -> None:
        """The file changed: the same question again, the cursor on the same contact."""
        with contextlib.suppress(Refusal):  # The list that is asked for next will say it.
            if (own := await self.fichier.ask(own_fields)) != self.own:
                self.own = own
                self.set_columns()
        self.ask_list(self.asked, keep_cursor=True)
        self.query_one(Preview).look_at(self.contact_shown, again=True)

    def show_within(self, name: str, ids: Iterable[int]) -> None:
        """Restrict the list to these contacts, under this name; Esc or Backspace gives everybody back."""
        self.segment = name
        self.search.value = ""
        self.ask_list(replace(self.asked, text="", filter="all", within=tuple(ids)))

    # Which contact

    @property
    def contact_shown(self) -> int | None:
        """The contact under the cursor."""
        return self.contacts.cursor_id

    async def contact_meant(self) -> int | None:
        """The contact under the cursor once everything typed before the key has been looked for."""
        self._take_typed()
        while self._reading is not None:
            await self._reading.wait()
        return self.contact_shown

    def acted(self) -> None:
        """The next letter begins another search."""
        self.search.done_with()

    def disabled_reason(self, action: str) -> str | None:
        """While the list is being read nobody knows yet that it is empty; Esc has something to undo here."""
        if action in FOR_ONE and self.contacts.marked:
            return ngettext(
                "That is for one contact, and {count} is marked. Esc takes the mark away.",
                "That is for one contact, and {count} are marked. Esc takes the marks away.",
                len(self.contacts.marked),
            ).format(count=format.number(len(self.contacts.marked)))
        if action in ON_CONTACT and self._reading is not None:
            return None
        if action in ON_CONTACT and self.contact_shown is None and self._elsewhere:
            part = self.segment or _(FILTERS[self.asked.filter][0])
            return _("Not among “{part}”: Esc looks in the whole file.").format(part=part)
        if action == "back" and self._to_leave():
            return None
        return super().disabled_reason(action)

    async def action_new_contact(self) -> None:
        """F2: a new contact, begun with what was typed in vain."""
        await self.contact_meant()
        await self.fichier.new_contact("" if self._result.ids and not self._result.forgiven else self.search.value)

    async def action_counter(self) -> None:
        """`:`: the counter, with what was typed here in search of somebody, unless that has served already."""
        typed = "" if self.search.is_done_with else self.search.value
        self.search.done_with()
        await self.fichier.to_counter(typed)

    # Typing

    def on_key(self, event: events.Key) -> None:
        """Backspace, with nothing left to take back in the search, takes the segment away."""
        if event.key == "backspace" and not self.search.value and self.segment:
            event.stop()
            self.without_segment()

    @on(SearchField.Typed)
    def _take_typed(self) -> None:
        """Look for what stands in the field now."""
        if self.search.value != self.asked.text:
            self.ask_list(replace(self.asked, text=self.search.value))

    @on(SearchField.Opened)
    async def _opened(self) -> None:
        await self.open_meant()

    def arrive(self) -> None:
        """F3 again: another search."""
        self.set_focus(self.search)
        self.search.done_with()

    async def scanned_in_vain(self, number: str) -> None:
        """Look for it: the end of a number may still be somebody's."""
        self.set_focus(self.search)
        self.search.set_typed(number)
        self.search.done_with()

    def _to_leave(self) -> bool:
        return bool(self.search.value or self.segment or self.asked.filter != "all" or self.contacts.marked)

    async def action_back(self) -> None:
        """Esc: no search, then no segment, then no filter, then no marks.

        Where what is typed fits elsewhere alone, the whole file is searched for it instead.
        """
        if self._elsewhere and self.search.value:
            self.segment = ""
            self.ask_list(replace(self.asked, filter="all", within=None))
            self.show_words()
        elif self.search.value:
            self.search.value = ""
            self.set_focus(self.contacts)
        elif self.segment:
            self.without_segment()
        elif self.asked.filter != "all":
            self.choose_filter("all")
        elif self.contacts.marked:
            self.contacts.set_marked(())
        self.refresh_bindings()

    # The list's own messages

    @on(PagedList.Highlighted)
    def _look(self, message: PagedList.Highlighted) -> None:
        self.query_one(Preview).look_at(message.row_id)
        self.refresh_bindings()

    @on(PagedList.Selected)
    async def _open(self, message: PagedList.Selected) -> None:
        await self.fichier.open_contact(message.row_id)
        self.acted()

    @on(PagedList.Marked)
    def _count_marks(self, message: PagedList.Marked) -> None:
        count = len(message.ids)
        self.query_one("#found").border_subtitle = format.contacts(count) + " ✓" if count else ""
        self.refresh_bindings()

    def refresh_words(self) -> None:
        """The hint and the counts are stored translated."""
        super().refresh_words()
        self.search.placeholder = _("Type a name, a telephone, an e-mail, a town…")
        self.contacts.set_empty(self._nothing())
        self.contacts.reload()
        self.show_words()
        self.query_one(Preview).look_at(self.contact_shown, again=True)


def _fitting(result: ListResult) -> int:
    """How many fit what was asked, near names apart."""
    return 0 if result.forgiven else len(result.ids) - result.near
