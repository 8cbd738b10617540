"""What one does with the list of contacts as a whole: order, filters, columns; merging, export, the best clients."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from textual import on

from fichier_tui.domain.own_field import OwnField
from fichier_tui.domain.permission import TOTALS
from fichier_tui.i18n import _
from fichier_tui.storage import ListQuery
from fichier_tui.ui.background import in_background
from fichier_tui.ui.command import Command
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.contacts import remembered
from fichier_tui.ui.screens.contacts.acting import ActingScreen
from fichier_tui.ui.screens.contacts.choices import ColumnsDialog, FilterDialog, SortDialog
from fichier_tui.ui.screens.contacts.columns import REVENUE
from fichier_tui.ui.screens.contacts.filters import FILTERS
from fichier_tui.ui.screens.contacts.search_field import ContactList, SearchField
from fichier_tui.ui.widgets.chips import Chips
from fichier_tui.ui.widgets.paged_list import PagedList


class ListGestures(ActingScreen[None]):
    """The keys of the list of contacts that are about the list. `ContactsScreen` reads and shows."""

    asked: ListQuery
    """What the list shows, or will as soon as it is read."""
    segment: str
    """The name of what `asked.within` is."""
    columns: tuple[str, ...]
    """The columns chosen."""
    own: tuple[OwnField, ...]
    """The shop's own fields: each may be a column."""
    contacts: ContactList

    @property
    def hidden(self) -> frozenset[str]:
        """The columns and orders that one's role does not show: in the order of revenue, the list is a ranking."""
        return frozenset() if self.fichier.shop.may(TOTALS) else frozenset((REVENUE,))

    def ask_list(self, asked: ListQuery, *, keep_cursor: bool = False) -> None:
        """Show what `asked` says, as soon as it is read."""
        raise NotImplementedError

    def show_words(self) -> None:
        """The count in the list's frame, the filters above it."""
        raise NotImplementedError

    def set_columns(self) -> None:
        """Draw the columns chosen."""
        raise NotImplementedError

    def show_within(self, name: str, ids: Iterable[int]) -> None:
        """Restrict the list to these contacts, under this name."""
        raise NotImplementedError

    @on(PagedList.SortRequested)
    def _sort_by_heading(self, message: PagedList.SortRequested) -> None:
        self._sort(message.sort, message.descending)

    def _sort(self, sort: str, descending: bool) -> None:
        self.ask_list(replace(self.asked, sort=sort, descending=descending))
        self._remember()

    def action_sort(self) -> None:
        """Ctrl+R: the order."""

        def sort(chosen: tuple[str, bool] | None) -> None:
            if chosen is not None:
                self._sort(*chosen)

        asked = self.asked
        dialog = SortDialog(asked.sort, asked.descending, bool(asked.text), self.own, self.hidden)
        self.app.push_screen(dialog, sort)

    @on(Chips.Chosen)
    def _filter_clicked(self, message: Chips.Chosen) -> None:
        self.choose_filter(message.code)

    def choose_filter(self, code: str) -> None:
        """Show only those whom a filter lets through."""
        self.ask_list(replace(self.asked, filter=code))
        self.show_words()
        self._remember()

    def action_turn_filter(self, step: int) -> None:
        """← and →: the filter beside."""
        codes = list(FILTERS)
        here = codes.index(self.asked.filter) if self.asked.filter in codes else 0
        self.choose_filter(codes[(here + step) % len(codes)])

    async def action_filter(self) -> None:
        """Ctrl+F: a filter by its letter, or a segment."""
        await self.app.push_screen(FilterDialog(self.asked.filter), self._filter_chosen)

    async def _filter_chosen(self, chosen: str | tuple[str, tuple[int, ...]] | None) -> None:
        if isinstance(chosen, str):
            self.choose_filter(chosen)
        elif chosen is not None:
            self.show_within(*chosen)

    @on(Chips.Removed)
    def without_segment(self) -> None:
        """Everybody again, the cursor on the same contact."""
        self.segment = ""
        self.ask_list(replace(self.asked, within=None), keep_cursor=True)
        self.show_words()

    def action_columns(self) -> None:
        """Ctrl+L: the columns."""

        def show(chosen: tuple[str, ...] | None) -> None:
            if chosen is not None:
                self.columns = chosen
                self.set_columns()
                self.contacts.reload()
                self._remember()

        self.app.push_screen(ColumnsDialog(self.columns, self.own, self.hidden), show)

    def _remember(self) -> None:
        """Keep how this person likes the list."""
        kept = remembered.ListHabits(self.columns, self.asked.filter, self.asked.sort, self.asked.descending)
        in_background(self, partial(self.fichier.ask, remembered.keep, kept), group="remember")

    async def action_merge(self) -> None:
        """Ctrl+U: the two marked cards become one; without marks, the one under the cursor and one that is like it."""
        from fichier_tui.ui.dialogs.merging import merge_two, merge_with_another

        async def unmark(kept: int | None) -> None:
            if kept is not None:
                self.contacts.set_marked(())

        meant = await self.contact_meant()
        marked = list(self.contacts.marked)
        if len(marked) == 2:
            await merge_two(self.fichier, marked[0], marked[1], unmark)
        elif not marked and meant is not None:
            found, field = await merge_with_another(self.fichier, meant, unmark), self.focused
            if not found and isinstance(field, SearchField):
                field.replace("", 0, len(field.value))  # what the key does in every field
        else:
            self.refuse(_("Mark the two cards of one person with Space, then press Ctrl+U."))

    async def action_top_clients(self) -> None:
        """Ctrl+T: the best clients."""
        from fichier_tui.ui.screens.top_clients.screen import TopClientsScreen

        await self.app.push_screen(TopClientsScreen())

    async def tell_marked(self) -> None:
        """The marked contacts, else the one under the cursor, heard of an offer just now."""
        from fichier_tui.ui.screens.offers.telling import tell_contacts

        meant = await self.contact_meant()
        marked = [number for number in self.contacts.ids if number in self.contacts.marked]
        await tell_contacts(self.fichier, marked or ([] if meant is None else [meant]))

    def commands(self) -> Iterable[Command]:
        """What has no key here, where letters are a search."""
        words = shown(_("Told about an offer: the marked contacts"))
        yield Command("contacts.told", words, self.tell_marked, synonyms=_("offer promotion inform heard campaign"))

    async def action_export(self) -> None:
        """F9: those that are marked, else all that the list shows."""
        from fichier_tui.ui.dialogs.export import export_from

        await self.contact_meant()
        marked = self.contacts.marked
        ids = [number for number in self.contacts.ids if number in marked] if marked else self.contacts.ids
        export_from(self, ids, self.segment or _("Contacts"))
