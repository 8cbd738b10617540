"""The register of exports: every file of contacts that left, who wrote it, why, who was left out."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.content import Content

from fichier_tui.domain.processing import ExportLine
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.storage import read_settings
from fichier_tui.storage.rights.processing import list_exports
from fichier_tui.ui import format
from fichier_tui.ui import keys as common
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.register_documents import exports_document, left_out_words, noted_words, use_words
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card.form_dialog import show_form
from fichier_tui.ui.screens.list_screen import ListScreen
from fichier_tui.ui.screens.registers.writing import WriteRegisterDialog
from fichier_tui.ui.widgets.columns import Column
from fichier_tui.ui.widgets.lines import Lines
from fichier_tui.ui.widgets.paged_list import PagedList


class ExportsScreen(ListScreen[ExportLine]):
    """A line for each file."""

    TITLE_WORDS = N_("Register of exports")
    BELOW = (N_("Personal data"),)
    HELP_WORDS = (
        N_("Every file of contacts that left stands here: who wrote it, when, why, how many, and who was left out."),
        N_("Nothing takes a line away; F9 writes the register itself."),
    )
    KEYS = (common.OPEN, common.EXPORT)
    EMPTY = N_("No file of contacts has left yet.\nF9 in the list of contacts writes one.")
    NO_ROW = N_("No file of contacts has left yet.")
    ON_ROW = ("open", "export")
    FRAMED = True

    def columns(self) -> Sequence[Column[ExportLine]]:
        """When, who, how many, why."""
        return COLUMNS

    def make_list(self) -> PagedList[ExportLine]:
        """Nothing is marked here."""
        return Lines(self.columns(), self.load, letters=True)

    async def read(self, app: FichierApp) -> None:
        """Every line."""
        self.take(await app.ask(list_exports))

    def heading(self) -> str:
        """How many."""
        count = len(self.rows)
        return ngettext("{count} export", "{count} exports", count).format(count=format.number(count))

    @on(PagedList.Selected)
    async def action_open(self) -> None:
        """Enter: the whole line, which the columns may cut."""
        if (chosen := self.chosen) is not None:
            parts = (chosen.name, noted_words(chosen), use_words(chosen), left_out_words(chosen))
            self.note(shown(" · ".join(filter(None, parts))))

    async def action_export(self) -> None:
        """F9: the register as a document."""
        business = (await self.fichier.ask(read_settings)).business
        lines = tuple(self.rows.values())
        document = exports_document(lines, business, self.fichier.today())
        await show_form(self.fichier, WriteRegisterDialog(document, _("Exports")))


COLUMNS: tuple[Column[ExportLine], ...] = (
    Column("at", N_("When"), lambda row: Content(format.instant(row.at)), width=17),
    Column("staff", N_("Who"), lambda row: shown(row.staff), width=10, most=20, priority=2),
    Column("contacts", N_("Contacts"), lambda row: Content(format.number(row.contacts)), width=9, align="right"),
    Column("purpose", N_("Noted as"), lambda row: shown(noted_words(row)), width=14, flex=2),
    Column("use", N_("To be used"), lambda row: shown(use_words(row)), width=14, flex=1, priority=3),
    Column("name", N_("File"), lambda row: shown(row.name or row.format), width=12, flex=1, priority=3),
    Column("left_out", N_("Left out"), lambda row: shown(left_out_words(row)), width=12, flex=2, priority=4),
)
