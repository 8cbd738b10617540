"""Who heard of an offer: never told, told, bought since. Those who were never told can be exported, called, told."""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Callable, Iterable, Sequence

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from fichier_tui.domain.awareness import BOUGHT, NEVER, TOLD, Coverage
from fichier_tui.domain.history import ActionDetails
from fichier_tui.domain.offer import Offer, subject_of
from fichier_tui.domain.permission import TOTALS
from fichier_tui.domain.recurrence import Recurrence
from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import N_, _
from fichier_tui.storage import AwarenessRow, Session, awareness_rows, offer_coverages, read_offer, who_heard
from fichier_tui.storage.offers.offering import plan_about_offer
from fichier_tui.ui import format
from fichier_tui.ui import keys as common
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.code_words import ACTION_KINDS, CHANNELS, word
from fichier_tui.ui.dialogs.export import export_from
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card.form_dialog import show_form
from fichier_tui.ui.screens.card.plan_form import PlanDialog
from fichier_tui.ui.screens.contacts.people_screen import PeopleScreen
from fichier_tui.ui.screens.offers import keys
from fichier_tui.ui.screens.offers.reaction import open_reaction
from fichier_tui.ui.screens.offers.screen import days_words
from fichier_tui.ui.screens.offers.telling import if_it_still_runs, note_told
from fichier_tui.ui.widgets.chips import Chips
from fichier_tui.ui.widgets.columns import LESSER, Column
from fichier_tui.ui.widgets.paged_list import PagedList

GROUPS: dict[str, tuple[str, str]] = {
    NEVER: (N_("Never told"), N_("Never")),
    TOLD: (N_("Told"), N_("Told")),
    BOUGHT: (N_("Bought since"), N_("Bought")),
}
EMPTY_IN: dict[str, tuple[str, ...]] = {NEVER: ("told", "staff"), TOLD: ("bought",)}
"""The columns in which nobody of a group has anything."""


class PlanAboutDialog(PlanDialog):
    """A call about an offer: when it is done, the contact was told."""

    def __init__(self, contact: int, name: str, offer: Offer) -> None:
        super().__init__(contact, name, proposed=ActionDetails("call", subject=offer.details.name))
        self.offer = offer

    async def plan(self, details: ActionDetails, recurrence: Recurrence | None) -> None:
        """Plan it with its offer."""
        await self.fichier.ask(plan_about_offer, self.contact, details, self.offer.id, recurrence)


class WhoScreen(PeopleScreen[AwarenessRow]):
    """The contacts of one of the three groups."""

    PLACE = "contacts"
    TITLE_WORDS = N_("Who heard of the offer")
    HELP_WORDS = (
        N_("N shows who has not heard of it, H who was told, B who was told and bought since."),
        N_("T notes that the contact under the cursor, or every marked one, was told just now; F7 plans a call."),
        N_("F9 writes the list to a spreadsheet; M puts the best buyers of the product first. R shows what followed."),
    )
    KEYS = (
        common.OPEN, common.MARK, keys.TOLD, keys.REACTION, keys.BEST, keys.NEVER, keys.HEARD, keys.BOUGHT, keys.NEXT,
        keys.PREVIOUS,
    )  # fmt: skip
    NOBODY = N_("There is nobody in this group.")
    DEFAULT_CSS = "WhoScreen #coverage { height: auto; padding: 0 1; }"

    def __init__(self, offer: Offer, coverage: Coverage, ids: array[int], group: str = NEVER) -> None:
        super().__init__()
        self.offer, self.coverage, self.group = offer, coverage, group
        self.found = ids
        self.best_first = False

    def compose_body(self) -> Iterable[Widget]:
        """How far it went, the groups, the list."""
        self.people = PagedList(
            who_columns(self.fichier.today, self.group, amounts=self.fichier.shop.may(TOTALS)),
            self._rows,
            id_of=lambda row: row.contact_id,
            letters=True,
        )
        yield Static(id="coverage", markup=False)
        yield Chips(GROUPS, self.group)
        yield self.people_box()

    def on_mount(self) -> None:
        """As it was read before it was shown."""
        self._show(keep_cursor=False)

    def crumbs(self) -> tuple[str, ...]:
        """The offers, then this one."""
        return (_("Offers"), self.offer.details.name)

    # Reading

    async def _rows(self, ids: Sequence[int]) -> Sequence[AwarenessRow]:
        return await self.ask_rows(awareness_rows, ids, subject_of(self.offer))

    async def reread(self) -> None:
        """The file changed; an offer that is no more closes its list."""
        try:
            self.offer, self.coverage, self.found = await self.fichier.ask(
                read_who, self.offer.id, self.group, best_first=self.best_first
            )
        except Refusal as refusal:
            self.fichier.refuse(refusal)
            if self.is_current:
                self.dismiss(None)
            return
        self._show()
        self.people.reload()

    def _show(self, *, keep_cursor: bool = True) -> None:
        if self.is_left:
            return
        self.query_one(Chips).chosen = self.group
        self.people.set_empty(Content(self._nobody()))
        self.people.set_columns(who_columns(self.fichier.today, self.group, amounts=self.fichier.shop.may(TOTALS)))
        self.people.show(self.found, keep_cursor=keep_cursor)
        self.show_words()
        self.refresh_title()
        self.refresh_bindings()

    def show_words(self) -> None:
        """How far it went, the group, its order, the marks."""
        whole = self.coverage
        words = _("{told} of {contacts} told ({share}), of whom {bought} bought since ({used}).").format(
            told=format.number(whole.told),
            contacts=format.number(whole.contacts),
            share=format.percent(whole.share_told or 0),
            bought=format.number(whole.bought),
            used=format.percent(whole.share_bought or 0),
        )
        self.query_one("#coverage", Static).update(Content(words))
        marked = len(self.people.marked)
        said = [format.contacts(len(self.found)), days_words(self.offer, self.fichier.today())]
        if self.best_first:
            said.append(_("best buyers first"))
        if marked:
            said.append(format.contacts(marked) + " ✓")
        self.query_one("#people").border_title = " · ".join(said)

    def _nobody(self) -> str:
        return {
            NEVER: _("Everybody heard of it."),
            TOLD: _("Nobody is in this group.\nN shows who has not heard of it, B who bought since."),
            BOUGHT: _("Nobody who was told has bought yet."),
        }[self.group]

    def refresh_words(self) -> None:
        """The counts are stored translated."""
        super().refresh_words()
        self._show()
        self.people.reload()

    # Choosing

    @on(Chips.Chosen)
    async def _clicked(self, message: Chips.Chosen) -> None:
        await self.action_show(message.code)

    async def action_show(self, group: str) -> None:
        """N, H, B: one of the groups."""
        self.group = group
        self.people.set_marked(())
        await self.reread()

    async def action_best(self) -> None:
        """M: the best buyers of the product first, or the order of names."""
        self.best_first = not self.best_first
        self.people.set_sort("spent" if self.best_first else "name", self.best_first)
        await self.reread()
        self.people.action_first()

    @on(PagedList.SortRequested)
    async def _sort_by_heading(self, message: PagedList.SortRequested) -> None:
        self.best_first = message.sort == "name"
        await self.action_best()

    async def action_turn(self, step: int) -> None:
        """← and →: the group beside."""
        codes = list(GROUPS)
        await self.action_show(codes[(codes.index(self.group) + step) % len(codes)])

    # Acting

    async def action_told(self) -> None:
        """T: they heard of it just now."""
        if contacts := self.meant():

            async def note() -> None:
                await note_told(self.fichier, self.offer, contacts)
                self.people.set_marked(())

            await if_it_still_runs(self.fichier, self.offer.details.name, self.offer.details.ends_on, note)

    async def action_reaction(self) -> None:
        """R: what followed."""
        await open_reaction(self.fichier, self.offer)

    async def action_plan(self) -> None:
        """F7: a call about it."""
        row = self.people.cursor_row
        if row is not None:
            await show_form(self.fichier, PlanAboutDialog(row.contact_id, row.name, self.offer))

    async def action_export(self) -> None:
        """F9: the marked contacts, else the whole group."""
        export_from(self, self.meant_of(self.found), self.offer.details.name)


def read_who(
    session: Session, offer: int, group: str, *, best_first: bool = False
) -> tuple[Offer, Coverage, array[int]]:
    """An offer, its coverage, and the contacts of a group. Raises Refusal("row.unknown")."""
    found = read_offer(session, offer)
    return found, offer_coverages(session)[offer], who_heard(session, subject_of(found), group, best_first=best_first)


async def open_who(app: FichierApp, offer: int, group: str = NEVER) -> None:
    """Show who heard of an offer, read before it is shown: first those who have not."""
    try:
        read = await app.ask(read_who, offer, group)
    except Refusal as refusal:
        app.refuse(refusal)
        return
    await app.push_screen(WhoScreen(*read, group))


def who_columns(today: Callable[[], dt.date], group: str, *, amounts: bool = True) -> tuple[Column[AwarenessRow], ...]:
    """Who, where, when told and how, what it spent, by what it may be reached, by whom it was told, when it bought.

    What nobody of the group has leaves its room to the others; `amounts` are not for every role.
    """

    def told(row: AwarenessRow) -> Content:
        knows = row.awareness
        if knows.last_told is None:
            return Content("—").stylize("$text-muted")
        words = f"{format.day_short(knows.last_told, today())}, {word(ACTION_KINDS, knows.kind)}"
        return shown(words + (f" ×{knows.times}" if knows.times > 1 else ""))

    def spent(row: AwarenessRow) -> Content:
        return Content(format.money(row.spent_cents, whole=True) if row.spent_cents else "")

    def channels(row: AwarenessRow) -> Content:
        words = ", ".join(word(CHANNELS, channel) for channel in row.channels)
        return Content(words) if words else Content("—").stylize("$text-muted")

    def bought(row: AwarenessRow) -> Content:
        day = row.awareness.bought
        return Content("" if day is None else "✓ " + format.day_short(day, today()))

    columns: tuple[Column[AwarenessRow], ...] = (
        Column("name", N_("Name"), lambda row: shown(row.name), width=18, flex=3, comfort=30, most=40, sort="name"),
        Column("town", N_("Town"), lambda row: shown(row.town), width=12, flex=1, most=24, priority=3),
        Column("phone", N_("Telephone"), lambda row: shown(format.phone(row.phone)), width=16, priority=LESSER),
        Column("told", N_("Told"), told, width=22, flex=1, most=30),
        Column("spent", N_("Spent"), spent, width=12, align="right", priority=3, sort="spent", descending_first=True),
        Column("channels", N_("May be told by"), channels, width=28, flex=2, comfort=36, most=40, priority=2),
        Column("staff", N_("By"), lambda row: shown(row.awareness.staff), width=10, flex=1, most=20, priority=4),
        Column("bought", N_("Bought"), bought, width=12, priority=1 if group == BOUGHT else LESSER),
    )
    left_out = {*EMPTY_IN.get(group, ()), *(() if amounts else ("spent",))}
    return tuple(column for column in columns if column.key not in left_out)
