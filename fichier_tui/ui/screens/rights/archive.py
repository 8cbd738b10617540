"""The archive: cards kept for their invoices alone; each reading is told by the journal."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.content import Content

from fichier_tui.domain.contact import ContactRow
from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.storage.rights.archiving import leave_archive, list_archive, read_archived
from fichier_tui.ui import format
from fichier_tui.ui import keys as common
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card.opening import open_contact
from fichier_tui.ui.screens.list_screen import ListScreen
from fichier_tui.ui.screens.rights import keys
from fichier_tui.ui.screens.rights.forgetting import ask_to_forget
from fichier_tui.ui.widgets.columns import Column
from fichier_tui.ui.widgets.lines import Lines
from fichier_tui.ui.widgets.paged_list import PagedList


class ArchiveScreen(ListScreen[ContactRow]):
    """A line for each archived card."""

    TITLE_WORDS = N_("Archive")
    BELOW = (N_("Personal data"),)
    HELP_WORDS = (
        N_("Cards that are in no list, no search and no sending any more: kept for their invoices, ten years."),
        N_("Enter opens one, and the journal tells that you read it; R brings it back; Del forgets it for good."),
    )
    KEYS = (common.OPEN, keys.LEAVE_ARCHIVE, keys.FORGET)
    EMPTY = N_("The archive is empty.\nOn a card, I then X puts it here.")
    NO_ROW = N_("The archive is empty.")
    ON_ROW = ("open", "leave_archive", "forget")
    FRAMED = True

    def columns(self) -> Sequence[Column[ContactRow]]:
        """Who, where from, what was bought."""
        return (
            Column("name", N_("Name"), lambda row: shown(row.name), width=22, flex=2, most=40),
            Column("town", N_("Town"), lambda row: shown(row.town), width=14, flex=1, priority=2),
            Column(
                "purchases", N_("Purchases"), lambda row: Content(format.number(row.purchases)), width=9, align="right"
            ),
            Column("last", N_("Last purchase"), _last, width=14),
            Column(
                "revenue", N_("Revenue"), lambda row: Content(format.money(row.revenue_cents)), width=13, align="right",
                priority=3,
            ),
        )  # fmt: skip

    def make_list(self) -> PagedList[ContactRow]:
        """Nothing is marked here."""
        return Lines(self.columns(), self.load, letters=True)

    async def read(self, app: FichierApp) -> None:
        """Every archived card."""
        self.take(await app.ask(list_archive))

    def heading(self) -> str:
        """How many."""
        count = len(self.rows)
        return ngettext("{count} card in the archive", "{count} cards in the archive", count).format(
            count=format.number(count)
        )

    @on(PagedList.Selected)
    async def action_open(self) -> None:
        """Enter: the card, after the journal was told."""
        if self.chosen is None:
            return
        try:
            found = await self.fichier.ask(read_archived, self.chosen.id)
        except Refusal as refusal:
            self.refuse(refusal)
            return
        await open_contact(self.fichier, found.id)

    async def action_leave_archive(self) -> None:
        """R: a client again."""
        if self.chosen is not None:
            await self.do(leave_archive, self.chosen.id, said="contact.unarchived", name=self.chosen.name)

    async def action_forget(self) -> None:
        """Del: for good, after two questions."""
        if self.chosen is not None:
            await ask_to_forget(self.fichier, [self.chosen.id])


def _last(row: ContactRow) -> Content:
    return Content("" if row.last_purchase is None else format.day(row.last_purchase))


def archive_words(count: int) -> str:
    """How many, for the line of the centre."""
    if not count:
        return _("empty")
    return ngettext("{count} card", "{count} cards", count).format(count=format.number(count))
