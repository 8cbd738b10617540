"""A product arrives: its best buyers, what each knows of it, and by what each may be told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from textual import on
from textual.content import Content
from textual.widget import Widget

from fichier_tui.domain.dates import add_months
from fichier_tui.domain.proposals import Arriving, Buyer
from fichier_tui.domain.proposals.arrival import AMOUNT, QUANTITY, RECENCY
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.segment import And, Condition, Node, SameEvent
from fichier_tui.domain.segment.tree import AT_MOST, EQUAL, Duration
from fichier_tui.i18n import N_, _
from fichier_tui.storage import ArrivalRow, arrival_buyers, arrival_rows, save_segment, tell_product
from fichier_tui.ui import format
from fichier_tui.ui import keys as common
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.code_words import CHANNELS, word
from fichier_tui.ui.dialogs.export import export_from
from fichier_tui.ui.done import done
from fichier_tui.ui.screens.card.form_dialog import show_form
from fichier_tui.ui.screens.contacts.people_screen import PeopleScreen
from fichier_tui.ui.screens.offers import keys
from fichier_tui.ui.screens.offers.arrival_choice import choose_arriving
from fichier_tui.ui.screens.offers.arrival_columns import arrival_columns
from fichier_tui.ui.screens.offers.arrival_planning import PlanArrivalDialog, plan_to_tell, telling_of
from fichier_tui.ui.widgets.chips import Chips
from fichier_tui.ui.widgets.paged_list import PagedList

PERIODS: dict[str, tuple[str, str]] = {
    "all": (N_("Everything"), N_("Ever")),
    "12": (N_("12 months"), N_("12 months")),
    "24": (N_("24 months"), N_("24 months")),
    "36": (N_("36 months"), N_("36 months")),
}
MEASURES = {AMOUNT: N_("by amount"), QUANTITY: N_("by quantity"), RECENCY: N_("the latest first")}
EVERYBODY = ""
CHANNELS_TURNED = (EVERYBODY, "phone", "email", "sms", "post")
NAME_CELLS = 60
"""Of the name of a segment, what a product gives to it."""


class ArrivalScreen(PeopleScreen[ArrivalRow]):
    """A line for each buyer, the best first."""

    PLACE = "contacts"
    TITLE_WORDS = N_("Arrival of a product")
    HELP_WORDS = (
        N_("Who bought most of it: M counts by amount, by quantity or by how lately; the arrows choose the period."),
        N_("C keeps only those who may be told by telephone, e-mail, text message or letter."),
        N_("V plans to tell the marked contacts, or the one under the cursor; T notes that they were told just now."),
        N_("F9 writes the list to a spreadsheet, S keeps it as a segment. Whoever objected to everything is left out."),
    )
    KEYS = (
        common.OPEN, common.MARK, keys.PLAN_ALL, keys.TOLD, keys.MEASURE, keys.CHANNEL, keys.SEGMENT, keys.ANOTHER,
        keys.PERIOD, keys.PERIOD_BEFORE,
    )  # fmt: skip
    ON_PEOPLE = ("told", "plan_all", "export")

    def __init__(self, arriving: Arriving, buyers: Sequence[Buyer]) -> None:
        """`buyers` over everything, by amount, as they were read before the screen is shown."""
        super().__init__()
        self.arriving = arriving
        self.period, self.by, self.channel = "all", AMOUNT, EVERYBODY
        self.buyers: dict[int, tuple[int, Buyer]] = {}
        self._take(buyers)

    def compose_body(self) -> Iterable[Widget]:
        """The periods, then the list."""
        self.people = PagedList(
            arrival_columns(self.fichier.today, self.by), self._rows, id_of=lambda row: row.contact_id,
            empty=self._nobody(), letters=True,
        )  # fmt: skip
        yield Chips(PERIODS, self.period)
        yield self.people_box()

    def on_mount(self) -> None:
        """As it was read before it was shown."""
        self._show(keep_cursor=False)

    def crumbs(self) -> tuple[str, ...]:
        """What arrives."""
        return (_("Arrival"), self.arriving.name)

    # Reading

    def _take(self, buyers: Sequence[Buyer]) -> None:
        self.buyers = {buyer.contact: (rank, buyer) for rank, buyer in enumerate(buyers, 1)}

    async def _rows(self, ids: Sequence[int]) -> Sequence[ArrivalRow]:
        known = {number: self.buyers[number] for number in ids if number in self.buyers}
        return await self.ask_rows(arrival_rows, self.arriving, known, tuple(known))

    def _since(self) -> dt.date | None:
        return None if self.period == "all" else add_months(self.fichier.today(), -int(self.period))

    async def reread(self) -> None:
        """The file changed, or something else was asked for."""
        try:
            buyers = await self.fichier.ask(
                arrival_buyers, self.arriving, by=self.by, since=self._since(), channel=self.channel
            )
        except Refusal as refusal:
            self.refuse(refusal)
            return
        self._take(buyers)
        self._show()

    def _show(self, *, keep_cursor: bool = True) -> None:
        if self.is_left:
            return
        self.query_one(Chips).chosen = self.period
        self.people.set_columns(arrival_columns(self.fichier.today, self.by))
        self.people.set_empty(self._nobody())
        self.people.set_sort(self.by, True)
        self.people.show(self.buyers, keep_cursor=keep_cursor)
        self.people.reload()
        self.show_words()
        self.refresh_title()
        self.refresh_bindings()

    def show_words(self) -> None:
        """How many, by what, who may be told, the marks."""
        said = [format.contacts(len(self.buyers)), _(MEASURES[self.by])]
        if self.channel:
            said.append(_("who may be told by {channel}").format(channel=word(CHANNELS, self.channel)))
        if self.people.marked:
            said.append(format.contacts(len(self.people.marked)) + " ✓")
        self.query_one("#people").border_title = Content(" · ".join(said))

    def _nobody(self) -> Content:
        if self.channel:
            return Content(_("Nobody who bought it then may be told by this channel.\nC shows another."))
        return Content(_("Nobody bought it then.\nThe right arrow shows another period, A another product."))

    def refresh_words(self) -> None:
        """The counts are stored translated."""
        super().refresh_words()
        self._show()

    # Choosing

    @on(Chips.Chosen)
    async def _clicked(self, message: Chips.Chosen) -> None:
        self.period = message.code
        await self.reread()

    async def action_turn(self, step: int) -> None:
        """← and →: the period beside."""
        codes = list(PERIODS)
        self.period = codes[(codes.index(self.period) + step) % len(codes)]
        await self.reread()

    async def action_measure(self) -> None:
        """M: by amount, by quantity, by how lately, in turn."""
        await self._measured(list(MEASURES)[(list(MEASURES).index(self.by) + 1) % len(MEASURES)])

    async def _measured(self, by: str) -> None:
        self.by = by
        await self.reread()
        self.people.action_first()

    @on(PagedList.SortRequested)
    async def _sort_by_heading(self, message: PagedList.SortRequested) -> None:
        await self._measured(message.sort)

    async def action_channel(self) -> None:
        """C: everybody, then those who may be told by one channel."""
        self.channel = CHANNELS_TURNED[(CHANNELS_TURNED.index(self.channel) + 1) % len(CHANNELS_TURNED)]
        self.people.set_marked(())
        await self.reread()

    async def action_another(self) -> None:
        """A: another product, in place of this one."""
        await choose_arriving(self.fichier)

    async def take(self, arriving: Arriving) -> None:
        """Show the buyers of this instead."""
        self.arriving = arriving
        self.people.set_marked(())
        await self.reread()
        self.people.action_first()

    def disabled_reason(self, action: str) -> str | None:
        """Nobody is under the cursor of an empty list; of a category nobody is told."""
        if action == "told" and self.arriving.product_id is None:
            return _("One tells of a product: A chooses the one that arrives. V plans to tell of the whole category.")
        return super().disabled_reason(action)

    # Acting

    async def action_plan_all(self) -> None:
        """V: something to do today for each, by a channel that it accepts."""
        if (contacts := self.meant()) and await plan_to_tell(self, self.arriving, contacts):
            self.people.set_marked(())
            await self.fichier.changed()

    async def action_plan(self) -> None:
        """F7: the form, for the one under the cursor."""
        row = self.people.cursor_row
        if row is not None:
            details = telling_of(self.arriving, row.channels, self.fichier.today())
            await show_form(self.fichier, PlanArrivalDialog(row.contact_id, row.name, self.arriving, details))

    async def action_told(self) -> None:
        """T: they heard of it just now."""
        contacts = self.meant()
        if not contacts or self.arriving.product_id is None:
            return
        name = getattr(self.people.cursor_row, "name", "") if len(contacts) == 1 else ""
        try:
            await self.fichier.ask(tell_product, self.arriving.product_id, contacts)
        except Refusal as refusal:
            self.refuse(refusal)
            return
        if len(contacts) == 1:
            self.say(done("offer.told", name=name, offer=self.arriving.name))
        else:
            self.say(done("offer.told_many", name=self.arriving.name, count=len(contacts)))
        self.people.set_marked(())
        await self.fichier.changed()

    async def action_segment(self) -> None:
        """S: keep as a segment what is shown; it follows the file from then on."""
        name = _("Buyers: {name}").format(name=self.arriving.name[:NAME_CELLS])
        if self.channel:
            name += f" ({word(CHANNELS, self.channel)})"
        try:
            await self.fichier.ask(save_segment, name, self.condition(), replace=True)
        except Refusal as refusal:
            self.refuse(refusal)
            return
        self.say(done("segment.saved", name=name))
        await self.fichier.changed()

    def condition(self) -> Node:
        """What is shown, as a segment: it is moved on with the days."""
        field = "category" if self.arriving.product_id is None else "product"
        parts: list[Node] = [Condition(field, EQUAL, self.arriving.name)]
        if self.period != "all":
            lately = Condition("bought_on", AT_MOST, Duration(int(self.period), "month"))
            parts = [SameEvent((Condition(field, EQUAL, self.arriving.name), lately))]
        if self.channel:
            parts.append(Condition("contactable", EQUAL, self.channel))
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    async def action_export(self) -> None:
        """F9: the marked contacts, else everybody shown."""
        export_from(self, self.meant_of(tuple(self.buyers)), self.arriving.name)


async def open_arrival(app: FichierApp, arriving: Arriving) -> None:
    """Show the best buyers, read before they are shown; where the screen is there already, it shows these instead."""
    if isinstance(app.screen, ArrivalScreen):
        await app.screen.take(arriving)
        return
    try:
        buyers = await app.ask(arrival_buyers, arriving)
    except Refusal as refusal:
        app.refuse(refusal)
        return
    await app.push_screen(ArrivalScreen(arriving, buyers))
