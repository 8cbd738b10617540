"""The offers, those that run first: how many heard of each, how many of those bought since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.content import Content

from fichier_tui.domain.awareness import Coverage
from fichier_tui.domain.offer import Offer
from fichier_tui.domain.permission import SEND
from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.storage import end_offer, list_offers, offer_coverages
from fichier_tui.ui import format
from fichier_tui.ui import keys as common
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.background import in_background
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card.form_dialog import show_form
from fichier_tui.ui.screens.list_screen import ListScreen, show_list
from fichier_tui.ui.screens.offers import keys
from fichier_tui.ui.screens.offers.form import OfferDialog
from fichier_tui.ui.widgets.columns import Column
from fichier_tui.ui.widgets.paged_list import PagedList

WAITED = Content("…")


@dataclass(frozen=True, slots=True)
class OfferLine:
    """An offer with how far it went: None while that is being counted."""

    offer: Offer
    coverage: Coverage | None = None

    @property
    def id(self) -> int:
        """The offer's number."""
        return self.offer.id


class OffersScreen(ListScreen[OfferLine]):
    """A line for each offer."""

    PLACE = "contacts"
    TITLE_WORDS = N_("Offers")
    HELP_WORDS = (
        N_("How many contacts heard of each offer, and how many of those bought since: from what was done and sold."),
        N_("Enter shows who. On a card, T notes that the contact in front of you was told."),
    )
    KEYS = (common.OPEN, keys.NEW, keys.REACTION, keys.CAMPAIGNS, keys.GRID, keys.ARRIVAL, keys.END)
    EMPTY = N_("No offer yet.\nN makes the first: then T on a card notes who heard of it.")
    NO_ROW = N_("There is no offer here yet: N makes one.")
    ON_ROW = ("open", "edit", "end", "reaction", "grid")
    NEEDS: ClassVar[dict[str, str]] = {"edit": SEND}

    def columns(self) -> tuple[Column[OfferLine], ...]:
        """What it is, how far it went."""
        return offer_columns(self.fichier.today)

    async def read(self, app: FichierApp) -> None:
        """Every offer; how far each went is counted once they are shown, which takes a moment in a large file."""
        offers = await app.ask(list_offers)
        known = {number: line.coverage for number, line in self.rows.items()}
        self.take(OfferLine(offer, known.get(offer.id)) for offer in offers)

    def on_mount(self) -> None:
        """They are there: count."""
        self._count()

    async def reread(self) -> None:
        """The file changed: count again."""
        await super().reread()
        self._count()

    def _count(self) -> None:
        in_background(self, self._read_coverages, group="coverage", exclusive=True)

    async def _read_coverages(self) -> None:
        try:
            found = await self.fichier.ask(offer_coverages)
        except Refusal as refusal:
            self.refuse(refusal)
            return
        self.take(OfferLine(line.offer, found.get(number, Coverage())) for number, line in self.rows.items())
        self.show_rows()

    def heading(self) -> Content:
        """How many run."""
        today = self.fichier.today()
        running = sum(line.offer.details.runs_on(today) for line in self.rows.values())
        return Content(
            ngettext("{count} offer runs today", "{count} offers run today", running).format(
                count=format.number(running)
            )
        )

    def disabled_reason(self, action: str) -> str | None:
        """One that has ended cannot be ended again."""
        if action == "end" and self.chosen is not None:
            last = self.chosen.offer.details.ends_on
            if last is not None and last <= self.fichier.today():
                return _("This offer has ended already.")
        return super().disabled_reason(action)

    @on(PagedList.Selected)
    async def action_open(self) -> None:
        """Who heard of it."""
        from fichier_tui.ui.screens.offers.who import open_who

        if self.chosen is not None:
            await open_who(self.fichier, self.chosen.id)

    async def action_new(self) -> None:
        """N: an offer more."""
        form = OfferDialog()
        await show_form(self.fichier, form, lambda: self.expect(form.made))

    async def action_edit(self) -> None:
        """F4: what the offer is."""
        if self.chosen is not None:
            await show_form(self.fichier, OfferDialog(self.chosen.offer))

    async def action_reaction(self) -> None:
        """R: what followed the telling of it."""
        from fichier_tui.ui.screens.offers.reaction import open_reaction

        if self.chosen is not None:
            await open_reaction(self.fichier, self.chosen.offer)

    async def action_campaigns(self) -> None:
        """C: to whom offers were sent."""
        from fichier_tui.ui.screens.offers.campaigns import CampaignsScreen

        await show_list(self.fichier, CampaignsScreen(None if self.chosen is None else self.chosen.id))

    async def action_grid(self) -> None:
        """W: the table of contacts and offers, on the offer under the cursor."""
        from fichier_tui.ui.screens.offers.grid import open_grid

        await open_grid(self.fichier, None if self.chosen is None else self.chosen.id)

    async def action_arrival(self) -> None:
        """A: the best buyers of what arrives; that of the offer under the cursor is proposed."""
        from fichier_tui.ui.screens.offers.arrival_choice import choose_arriving

        await choose_arriving(self.fichier, self.chosen.offer.details.product if self.chosen else "")

    async def action_end(self) -> None:
        """Del: it ends today."""
        if self.chosen is not None:
            offer = self.chosen.offer
            await self.do(end_offer, offer.id, said="offer.ended", name=offer.details.name)


def offer_columns(today: Callable[[], dt.date]) -> tuple[Column[OfferLine], ...]:
    """Name, product, until when, how many were told, how many of them bought."""

    def when(line: OfferLine) -> Content:
        return Content(days_words(line.offer, today())).stylize(
            "" if line.offer.details.runs_on(today()) else "$text-muted"
        )

    return (
        Column("name", N_("Offer"), lambda line: shown(line.offer.details.name), width=20, flex=3, most=52),
        Column(
            "product",
            N_("Product"),
            lambda line: shown(line.offer.details.product),
            width=14,
            flex=1,
            most=24,
            priority=3,
        ),
        Column("when", N_("When"), when, width=18, priority=2),
        Column("told", N_("Told"), _told, width=13, align="right"),
        Column("bought", N_("Bought"), _bought, width=13, align="right"),
    )


def days_words(offer: Offer, today: dt.date) -> str:
    """ "until 31/08", "from 01/12", "ended 12/06": where it stands today."""
    details = offer.details
    if details.has_ended(today):
        return _("ended {day}").format(day=format.day_short(details.ends_on, today))
    if not details.runs_on(today):
        return _("from {day}").format(day=format.day_short(details.starts_on, today))
    if details.ends_on is not None:
        return _("until {day}").format(day=format.day_short(details.ends_on, today))
    return _("runs")


def _told(line: OfferLine) -> Content:
    return WAITED if line.coverage is None else counted(line.coverage.told, line.coverage.share_told)


def _bought(line: OfferLine) -> Content:
    return WAITED if line.coverage is None else counted(line.coverage.bought, line.coverage.share_bought)


def counted(count: int, share: float | None) -> Content:
    """A number and its share in muted ink."""
    if share is None:
        return Content(format.number(count))
    return Content.assemble(format.number(count), Content(f" {format.percent(share):>5}").stylize("$text-muted"))
