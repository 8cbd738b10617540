"""The import in the program: the file, its columns, what would be done, done. One screen, three steps, Esc goes back.

Its state is what was read (`foreign`), what would be done (`preview`) and the step. Nothing is written before the
last Enter, and then everything at once, as one operation. Reading, planning and writing are done in threads.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import ContentSwitcher

from fichier_tui.domain.import_mapping import CHOSEN
from fichier_tui.domain.import_values import plain
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.text import clean_line
from fichier_tui.exchange.importing import ForeignFile, plan_foreign_file, read_foreign_file, write_foreign_file
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.storage import keep_draft, preview_import, read_draft
from fichier_tui.storage.imports import HELD
from fichier_tui.ui import format
from fichier_tui.ui.background import in_background
from fichier_tui.ui.code_words import word
from fichier_tui.ui.dialogs.picking import Pick, Picker
from fichier_tui.ui.import_words import ENCODINGS
from fichier_tui.ui.long_work import LongWork
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.importing import keys as own
from fichier_tui.ui.screens.importing.columns_step import (
    NEW_FIELD,
    ColumnsStep,
    field_picks,
    names_somebody,
    remapped,
)
from fichier_tui.ui.screens.importing.ending import show_imported
from fichier_tui.ui.screens.importing.file_step import FileStep
from fichier_tui.ui.screens.importing.held import LOOK, OTHERS, all_others, question_about, said_others
from fichier_tui.ui.screens.importing.new_field import make_field
from fichier_tui.ui.screens.importing.preview_step import PreviewStep, counts_told, made_preview
from fichier_tui.ui.screens.importing.row_dialog import RowDialog
from fichier_tui.ui.screens.work_screen import WorkScreen
from fichier_tui.ui.widgets.paged_list import PagedList
from fichier_tui.ui.widgets.steps import StepsLine, ToldLine

if TYPE_CHECKING:
    from fichier_tui.ui.screens.importing.preview_step import Preview

HEADINGS_OFFERED = 30
"""Rows among which the row of the headings is chosen."""
_HABITS = "screen.importing"
STEPS = {
    "file": N_("The file"),
    "columns": N_("Its columns"),
    "preview": N_("What would be done"),
    "done": N_("Imported"),
}
ONLY_IN = {"sheet": ("columns",), "headings": ("columns",), "turn": ("preview",), "write": ("preview",)}
ONLY_IN["other"] = ("preview",)


class ImportScreen(WorkScreen):
    """Brings in a workbook. `path` is read at once where it is given."""

    PLACE = "contacts"
    TITLE_WORDS = N_("Import a workbook")
    HELP_WORDS = (
        N_("Choose a workbook (.xlsx .xls .xlsb .ods) or a text (.csv .txt .tsv .vcf): the most recent stand first."),
        N_("Each column of the file becomes something here; what is not recognised is kept in a note, never lost."),
        N_("Then you see what would be done. Nothing is written before the last Enter, and Ctrl+Z takes it all back."),
        N_("Esc goes back a step and loses nothing; while the program works, it stops it."),
    )
    KEYS = (own.NEXT, own.SHEET, own.HEADINGS, own.OTHER, own.RIGHT, own.LEFT)
    STOPPED = "import.stopped"
    DEFAULT_CSS = "ImportScreen ContentSwitcher { height: 1fr; }"

    def __init__(self, path: Path | None = None) -> None:
        super().__init__()
        self.path = path
        self.foreign: ForeignFile | None = None
        self.preview: Preview | None = None

    def compose_body(self) -> Iterable[Widget]:
        """The two lines, then every step, one shown."""
        yield StepsLine(STEPS)
        yield ToldLine()
        yield ContentSwitcher(FileStep(id="file"), ColumnsStep(id="columns"), PreviewStep(id="preview"), initial="file")

    def on_mount(self) -> None:
        """Begin with the files, or with the one that was asked for."""
        self.show_step("file")
        if self.path is not None:
            self.read(self.path)
        in_background(self, self._begin, group="begin")

    async def _begin(self) -> None:
        """Offer the files, those of the folder used last among them."""
        last = ""
        with contextlib.suppress(Refusal):
            kept = await self.fichier.ask(read_draft, _HABITS)
            last = kept.values.get("folder", "") if kept else ""
        self.query_one(FileStep).begin(last)

    @property
    def step(self) -> str:
        """The code of the step shown."""
        return (self.query_one(ContentSwitcher).current or "file") if self.query(ContentSwitcher) else "file"

    def crumbs(self) -> tuple[str, ...]:
        """Its name, and the file's."""
        return (_("import"), *((self.foreign.path.name,) if self.foreign and self.step != "file" else ()))

    # Steps

    def show_step(self, code: str) -> None:
        """Turn to a step."""
        self.query_one(ContentSwitcher).current = code
        self.query_one(StepsLine).step = code
        self._tell()
        self.set_focus(self._first_focus(code))
        self.refresh_title()
        self.refresh_bindings()

    def _first_focus(self, code: str) -> Widget:
        """Where the keys go at a step."""
        if code == "file":
            return self.query_one(FileStep).field
        return self.query_one(ColumnsStep).columns_list if code == "columns" else self.query_one(PreviewStep).list_shown

    def _tell(self) -> None:
        line = self.query_one(ToldLine)
        if self.step == "columns" and self.foreign is not None:
            line.told = _about(self.foreign)
        elif self.step == "preview" and self.preview is not None:
            line.told = counts_told(self.preview)
        else:
            line.told = Content(_("Nothing is written before you have seen what would be done."))

    async def action_next(self) -> None:
        """Ctrl+S: on, from any step."""
        if self.step == "file":
            await self.query_one(FileStep).take()
        elif self.step == "columns":
            self.look_ahead()

    def action_write(self) -> None:
        """Enter on the preview: import."""
        self.write()

    async def action_back(self) -> None:
        """Esc: stop the work, else the step before, else leave."""
        if self.working is not None:
            self.working.stop()
        elif self.step == "preview":
            self.show_step("columns")
        elif self.step == "columns":
            self.show_step("file")
        else:
            self.dismiss()

    def disabled_reason(self, action: str) -> str | None:
        """Each key where it serves; none but Esc while there is work."""
        if action in ONLY_IN and self.step not in ONLY_IN[action]:
            return _("This key does nothing at this step.")
        if action == "next" and self.step == "preview":
            return _("Enter imports: there is no step after this one.")
        if self.working is not None and action in ("next", "write", "sheet", "headings"):
            return _("The program is at work: wait a moment, or press Esc to stop it.")
        if action == "sheet" and not (self.foreign and self.foreign.table.sheet.others):
            return _("This file has one sheet only.")
        if action == "other" and self.query_one(PreviewStep).held is None:
            return _("For those who may be somebody erased: they are marked with ?.")
        return super().disabled_reason(action)

    # Reading

    @on(FileStep.Taken)
    def _taken(self, message: FileStep.Taken) -> None:
        self.read(message.path)

    def read(self, path: Path, *, sheet: str = "", header_row: int | None = None) -> None:
        """Read a file and map its columns; what was chosen for these columns before stays chosen."""

        async def job() -> None:
            file = self.open_file
            words = _("Reading {name}").format(name=clean_line(path.name))
            foreign = await self.do(
                words,
                lambda working: read_foreign_file(
                    file, path, sheet=sheet, header_row=header_row, progress=working.tell
                ),
            )
            before = self.foreign
            chosen = before is not None and any(column.reason == CHOSEN for column in before.mapping.columns)
            if before and chosen and before.table.headings == foreign.table.headings:
                foreign = replace(foreign, mapping=before.mapping)
            self.foreign = foreign
            self.query_one(ColumnsStep).show(foreign)
            self.show_step("columns")
            await self.fichier.ask(keep_draft, _HABITS, {"folder": str(path.absolute().parent)})

        self.start(job)

    # Columns

    @on(ColumnsStep.Choose)
    def _choose(self, message: ColumnsStep.Choose) -> None:
        foreign = self.foreign
        if foreign is None or self.working is not None:
            return
        place = message.place
        column = foreign.mapping.columns[place]

        def become(field: str, foreign: ForeignFile = foreign) -> None:
            self.foreign = replace(foreign, mapping=remapped(foreign.mapping, place, field))
            self.query_one(ColumnsStep).show(self.foreign, keep_cursor=True)

        async def chosen(field: str | None) -> None:
            if field == NEW_FIELD:
                await make_field(self, foreign, place, become)
            elif field is not None:
                become(field)

        title = Content.assemble(_("This column becomes"), " · ", shown(column.heading))
        self.app.push_screen(
            Picker(title, field_picks(column.heading, foreign.own), column.field, message.typed), chosen
        )

    def action_sheet(self) -> None:
        """Ctrl+F: another sheet."""
        if self.foreign is None:
            return
        path, sheet = self.foreign.path, self.foreign.table.sheet

        def chosen(name: str | None) -> None:
            if name is not None and name != sheet.name:
                self.read(path, sheet=name)

        picks = [Pick(name, name) for name in (sheet.name, *sheet.others)]
        self.app.push_screen(Picker(shown(_("Which sheet is read")), picks, sheet.name), chosen)

    def action_headings(self) -> None:
        """Ctrl+L: another row of headings."""
        if self.foreign is None:
            return
        path, table = self.foreign.path, self.foreign.table

        def chosen(row: str | None) -> None:
            if row is not None and int(row) != table.header_row:
                self.read(path, sheet=table.sheet.name, header_row=int(row))

        picks = [Pick("0", _("There are no headings"))]
        for row in range(min(HEADINGS_OFFERED, table.sheet.rows)):
            cells = " · ".join(text for column in table.sheet.columns if (text := plain(column.cell(row))))
            if cells:
                picks.append(Pick(str(row + 1), _("Row {row}: {cells}").format(row=row + 1, cells=cells)))
        self.app.push_screen(Picker(shown(_("Row of the headings")), picks, str(table.header_row)), chosen)

    # What would be done

    def look_ahead(self) -> None:
        """Reckon what an import would do, and show it."""
        foreign = self.foreign
        if foreign is None:
            return
        if not names_somebody(foreign.mapping):
            self.refuse(_("Nothing says who these people are: choose the column of the names, e-mails or telephones."))
            return

        async def job() -> None:
            file = self.open_file

            def reckon(working: LongWork) -> Preview:
                plan = plan_foreign_file(file, foreign, lambda part: working.tell(0.7 * part))
                decisions = file.call(preview_import, plan)
                working.tell(0.9)
                preview = made_preview(plan, decisions)
                working.tell(1.0)
                return preview

            self.preview = await self.do(_("Looking at what would be done"), reckon)
            self.query_one(PreviewStep).show(self.preview)
            self.show_step("preview")

        self.start(job)

    def action_turn(self, step: int) -> None:
        """← and →: the view beside."""
        self.query_one(PreviewStep).turn(step)

    @on(PagedList.Selected, "#refused")
    def _look(self, message: PagedList.Selected) -> None:
        """Enter on what was not understood: the whole row of the file."""
        refused, name = self.query_one(PreviewStep).row_of(message.row_id)
        if self.foreign is not None and refused:
            self.app.push_screen(RowDialog(self.foreign.table.row(refused[0].row), refused, name))

    def action_other(self) -> None:
        """O: whoever has the telephone of somebody erased is another person."""
        step = self.query_one(PreviewStep)
        step.turn_held()
        self.preview = step.preview
        self._tell()
        self.refresh_bindings()

    # Doing it

    def write(self) -> None:
        """Ask about those who may be somebody erased, then write."""
        preview = self.preview
        if self.foreign is None or preview is None or self.working is not None:
            return
        if not preview.outcome.held:
            self._write(said_others(preview.decisions))
            return

        def answered(answer: str | None) -> None:
            if answer == LOOK:
                self.query_one(PreviewStep).show_view(HELD)
            elif answer is not None:
                self._write((all_others if answer == OTHERS else said_others)(preview.decisions))

        self.app.push_screen(question_about(preview.outcome.held), answered)

    def _write(self, others: Sequence[int]) -> None:
        """Write everything as one operation, then show the list with what came in."""
        foreign, preview = self.foreign, self.preview
        if foreign is None or preview is None or self.working is not None:
            return

        async def job() -> None:
            file = self.open_file
            outcome = await self.do(
                _("Importing {name}").format(name=clean_line(foreign.path.name)),
                lambda working: write_foreign_file(file, foreign, preview.plan, working.tell, others=others),
                writes=True,
            )
            # By the application: this screen goes away, and what it runs with it.
            plan = preview.plan
            self.fichier.call_later(
                show_imported, self.fichier, foreign.path, outcome, len(plan.refused), plan.to_check
            )

        self.start(job)

    def refresh_words(self) -> None:
        """Counts and hints are stored translated."""
        super().refresh_words()
        self._tell()
        self.query_one(FileStep).refresh_words()
        self.query_one(PreviewStep).refresh_words()
        if self.foreign is not None:
            self.query_one(ColumnsStep).show(self.foreign, keep_cursor=True)


def _about(foreign: ForeignFile) -> Content:
    """What was read: the sheet, the row of the headings, how many rows, how the text is written."""
    table = foreign.table
    parts = [_("sheet {name}").format(name=clean_line(table.sheet.name))] if table.sheet.others else []
    if table.header_row:
        parts.append(_("headings in row {row}").format(row=table.header_row))
    else:
        parts.append(_("no headings"))
    count = len(table.rows)
    parts.append(ngettext("{count} row", "{count} rows", count).format(count=format.number(count)))
    if table.sheet.encoding:
        parts.append(word(ENCODINGS, table.sheet.encoding))
    if table.sheet.delimiter:
        delimiter = {"\t": _("tabulations")}.get(table.sheet.delimiter, f"« {table.sheet.delimiter} »")
        parts.append(_("separated by {delimiter}").format(delimiter=delimiter))
    return shown(" · ".join(parts))
