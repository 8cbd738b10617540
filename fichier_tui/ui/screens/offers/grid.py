"""Who knows what: a row for each contact, a column for each offer or product. Only what is seen is read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from textual import events, on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from fichier_tui.domain.awareness import BOUGHT, NEVER, TOLD, Coverage
from fichier_tui.domain.offer import Subject
from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import N_, _
from fichier_tui.storage import read_offer, read_rows, tell_offer, tell_product
from fichier_tui.storage.offers.awareness import subject_coverage
from fichier_tui.storage.offers.awareness_grid import Grid, GridRow, grid_contacts, grid_rows, read_grid
from fichier_tui.ui import format
from fichier_tui.ui import keys as common
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.background import in_background
from fichier_tui.ui.dialogs.export import export_from
from fichier_tui.ui.done import done
from fichier_tui.ui.screens.card.form_dialog import show_form
from fichier_tui.ui.screens.contacts.people_screen import PeopleScreen
from fichier_tui.ui.screens.offers import keys
from fichier_tui.ui.screens.offers.grid_columns import cell_words, columns_in, coverage_words, grid_columns, legend
from fichier_tui.ui.screens.offers.telling import if_it_still_runs
from fichier_tui.ui.screens.offers.who import PlanAboutDialog
from fichier_tui.ui.widgets.chips import Chips
from fichier_tui.ui.widgets.paged_list import PagedList
from fichier_tui.ui.widgets.pages import PAGE

ALL = "all"
GROUPS: dict[str, tuple[str, str]] = {
    ALL: (N_("Everybody"), N_("All")),
    NEVER: (N_("Never told"), N_("Never")),
    TOLD: (N_("Told"), N_("Told")),
    BOUGHT: (N_("Bought since"), N_("Bought")),
}


class GridScreen(PeopleScreen[GridRow]):
    """The table; the cell under the cursor says all that is known of it."""

    PLACE = "contacts"
    TITLE_WORDS = N_("Who knows what")
    HELP_WORDS = (
        N_("The arrows move over the cells; under the table stands all that is known of the one they are on."),
        N_("T notes that the contact, or every marked one, was told just now of the offer of the column."),
        N_("N keeps those who have not heard of it, H those who were told, B those who bought since, A everybody."),
        N_("P shows products in place of offers. F9 writes the contacts shown to a spreadsheet, F7 plans a call."),
    )
    KEYS = (
        common.OPEN, common.MARK, keys.TOLD, keys.COLUMN, keys.COLUMN_BEFORE, keys.PRODUCTS, keys.NEVER, keys.HEARD,
        keys.BOUGHT, keys.EVERYBODY,
    )  # fmt: skip
    DEFAULT_CSS = """
    GridScreen {
        #cell { height: 2; padding: 0 1; border: none; }
        #legend { height: 1; padding: 0 1; color: $text-muted; }
    }
    """

    def __init__(self, grid: Grid, column: int = 0) -> None:
        super().__init__()
        self.subjects, self.contacts_shown = grid.subjects, grid.contacts
        self.of_products = bool(grid.subjects) and not grid.subjects[0].is_offer
        self.first_rows = grid.rows
        self.column, self.left = column, 0
        self.group = ALL
        self.coverages: dict[int, Coverage] = {}
        """Of the columns that were looked at, by their place."""

    def compose_body(self) -> Iterable[Widget]:
        """The groups, the table, the cell under the cursor."""
        self.people = PagedList((), self._rows, id_of=lambda row: row.contact_id, empty=Content(""), letters=True)
        yield Chips(GROUPS, self.group)
        yield self.people_box()
        yield Static(id="cell", markup=False)
        yield Static(id="legend", markup=False)

    def on_mount(self) -> None:
        """As it was read before it was shown."""
        self._show_columns()
        self.people.show(self.contacts_shown, keep_cursor=False, rows=self.first_rows)
        self.show_words()
        self._read_coverage()

    def on_resize(self, _event: events.Resize) -> None:
        """As many columns as fit."""
        self._show_columns()

    def crumbs(self) -> tuple[str, ...]:
        """Its name, and the column."""
        return (_(self.TITLE_WORDS), *((self.subject.name,) if self.subject is not None else ()))

    @property
    def subject(self) -> Subject | None:
        """The offer or product of the column under the cursor."""
        return self.subjects[self.column] if self.column < len(self.subjects) else None

    # Reading

    async def _rows(self, ids: Sequence[int]) -> Sequence[GridRow]:
        return await self.ask_rows(grid_rows, ids, self.subjects)

    async def reread(self) -> None:
        """The file changed: an offer more or less changes the columns too."""
        here = self.subject
        try:
            grid = await self.fichier.ask(read_grid, 0, of_products=self.of_products)
            self.subjects = grid.subjects
            places = [place for place, one in enumerate(grid.subjects) if here is not None and one.id == here.id]
            self.column = places[0] if places else min(self.column, max(0, len(grid.subjects) - 1))
            self.contacts_shown = grid.contacts
            if self.group != ALL:
                self.contacts_shown = await self.fichier.ask(grid_contacts, self.subject, self.group)
        except Refusal as refusal:
            self.refuse(refusal)
            return
        self.coverages = {}
        self._show()

    def _show(self) -> None:
        if self.is_left:
            return
        self.query_one(Chips).chosen = self.group
        self.people.set_empty(Content(self._nobody()))
        self.people.show(self.contacts_shown)
        self.people.reload()
        self._show_columns()
        self.show_words()
        self._read_coverage()
        self.refresh_title()
        self.refresh_bindings()

    def _show_columns(self) -> None:
        fitting = columns_in(self.app.size.width)
        self.left = max(0, min(self.left, self.column, len(self.subjects) - fitting), self.column - fitting + 1)
        last = min(len(self.subjects), self.left + fitting)
        today = self.fichier.today()
        self.people.set_columns(
            grid_columns(self.subjects, self.left, last, self.column, lambda: self.people.cursor_id, today)
        )

    def show_words(self) -> None:
        """The cell under the cursor, what the signs mean, how many there are."""
        row, subject = self.people.cursor_row, self.subject
        known = row is not None and subject is not None and self.column < len(row.cells)
        cell = self.query_one("#cell", Static)
        cell.update(cell_words(row.name, subject, row.cells[self.column]) if known and row and subject else Content(""))
        self.query_one("#legend", Static).update(Content(legend()))
        said = [format.contacts(len(self.people.ids))]
        if (whole := self.coverages.get(self.column)) is not None:
            said.append(coverage_words(whole))
        if self.people.marked:
            said.append(format.contacts(len(self.people.marked)) + " ✓")
        self.query_one("#people").border_title = Content(" · ".join(said))

    def _read_coverage(self) -> None:
        if self.subject is not None and self.column not in self.coverages:
            in_background(self, self._read_share, group="coverage", exclusive=True)

    async def _read_share(self) -> None:
        subject, column = self.subject, self.column
        if subject is None:
            return
        try:
            self.coverages[column] = await self.fichier.ask(subject_coverage, subject)
        except Refusal as refusal:
            self.refuse(refusal)
            return
        if not self.is_left:
            self.show_words()

    def _nobody(self) -> str:
        return {
            ALL: _("There is nobody in the file yet."),
            NEVER: _("Everybody heard of it.\nA shows everybody."),
            TOLD: _("Nobody is in this group.\nN shows who has not heard of it, B who bought since."),
            BOUGHT: _("Nobody who was told has bought yet."),
        }[self.group]

    def refresh_words(self) -> None:
        """The words under the table are stored translated."""
        super().refresh_words()
        self._show()

    # Moving and choosing

    async def action_move(self, step: int) -> None:
        """← and →: the column beside; a group is then that of this column."""
        column = max(0, min(self.column + step, len(self.subjects) - 1))
        if column == self.column:
            return
        self.column = column
        self._show_columns()
        self.show_words()
        self.refresh_title()
        self._read_coverage()
        if self.group != ALL:
            await self._reread_group()

    @on(Chips.Chosen)
    async def _clicked(self, message: Chips.Chosen) -> None:
        await self.action_show(message.code)

    async def action_show(self, group: str) -> None:
        """A, N, H, B: everybody, or one of the groups."""
        self.group = group
        self.people.set_marked(())
        await self._reread_group()

    async def _reread_group(self) -> None:
        state = "" if self.group == ALL else self.group
        try:
            self.contacts_shown = await self.fichier.ask(grid_contacts, self.subject, state)
        except Refusal as refusal:
            self.refuse(refusal)
            return
        self._show()

    async def action_products(self) -> None:
        """P: the columns are products, or offers again."""
        self.of_products, self.column, self.group = not self.of_products, 0, ALL
        await self.reread()

    def moved(self) -> None:
        """The heading of the column under the cursor follows too."""
        self._show_columns()
        super().moved()

    def disabled_reason(self, action: str) -> str | None:
        """What acts on a cell needs one."""
        if action in ("told", "move", "show") and self.subject is None:
            return _("There is nothing to be told of yet: P shows products, N among the offers makes one.")
        return super().disabled_reason(action)

    # Acting

    async def action_told(self) -> None:
        """T: they heard of it just now."""
        contacts, subject = self.meant(), self.subject
        if not contacts or subject is None:
            return
        ends_on = subject.window.last if subject.is_offer else None
        await if_it_still_runs(self.fichier, subject.name, ends_on, partial(self._note_told, subject, contacts))

    async def _note_told(self, subject: Subject, contacts: Sequence[int]) -> None:
        try:
            await self.fichier.ask(tell_offer if subject.is_offer else tell_product, subject.id, contacts)
            name = (await self.fichier.ask(read_rows, contacts[:1]))[0].name
        except Refusal as refusal:
            self.refuse(refusal)
            return
        if len(contacts) == 1:
            self.say(done("offer.told", name=name, offer=subject.name))
        else:
            self.say(done("offer.told_many", name=subject.name, count=len(contacts)))
        self.people.set_marked(())
        await self.fichier.changed()

    async def action_plan(self) -> None:
        """F7: a call about the offer of the column; about a product, as on a card."""
        row, subject = self.people.cursor_row, self.subject
        if row is None or subject is None or not subject.is_offer:
            await super().action_plan()
            return
        try:
            offer = await self.fichier.ask(read_offer, subject.id)
        except Refusal as refusal:
            self.refuse(refusal)
            return
        await show_form(self.fichier, PlanAboutDialog(row.contact_id, row.name, offer))

    async def action_export(self) -> None:
        """F9: the marked contacts, else all that are shown."""
        name = _("Who knows what") if self.subject is None else self.subject.name
        export_from(self, self.meant_of(self.contacts_shown), name)


async def open_grid(app: FichierApp, offer: int | None = None) -> None:
    """Show the table, its first rows read before it is shown; on the column of `offer`."""
    if isinstance(app.screen, GridScreen):
        return
    try:
        grid = await app.ask(read_grid, PAGE)
        if not grid.subjects:
            grid = await app.ask(read_grid, PAGE, of_products=True)
    except Refusal as refusal:
        app.refuse(refusal)
        return
    column = next((place for place, one in enumerate(grid.subjects) if one.is_offer and one.id == offer), 0)
    await app.push_screen(GridScreen(grid, column))
