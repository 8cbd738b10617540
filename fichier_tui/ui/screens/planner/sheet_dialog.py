"""S: where the sheet of a day goes, and of which day; written whole, and entered in the register of exports."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from textual import on
from textual.content import Content

from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import N_, _
from fichier_tui.storage import read_settings
from fichier_tui.storage.actions.day_sheet import read_day_sheet
from fichier_tui.ui.dialogs.export import default_path
from fichier_tui.ui.dialogs.question import replacing
from fichier_tui.ui.form import FieldSpec, Form
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card.form_dialog import FormDialog


class SheetDialog(FormDialog):
    """A day, and a file."""

    def __init__(self, day: dt.date) -> None:
        super().__init__()
        self.day = day

    def heading(self) -> Content:
        """Its name."""
        return shown(_("Sheet of the day"))

    def specs(self) -> Sequence[FieldSpec]:
        """Which day, where."""
        return (
            FieldSpec("day", N_("Day"), "day", required=True, hint=N_("+3d, monday, 15/9")),
            FieldSpec("path", N_("File"), required=True, hint=N_("A name that ends in .pdf or .txt")),
        )

    async def values(self) -> Mapping[str, Any]:
        """The day that the planner shows, or the next one; in the documents."""
        return {"day": self.day, "path": usual_path(self.day)}

    @on(Form.Edited)
    def _in_step(self, event: Form.Edited) -> None:
        """The name says the day as it is typed, unless somebody named it otherwise."""
        day = self.form.answers()["day"]
        if event.key == "day" and day is not None and day != self.day:
            if self.form.entry("path").value == usual_path(self.day):
                self.form.entry("path").set_answer(usual_path(day))
            self.day = day

    async def write(self, answers: dict[str, Any]) -> bool:
        """Write it; a file that is there is replaced once that is agreed to."""
        from fichier_tui.exchange.day_sheet import write_sheet
        from fichier_tui.exchange.whole_file import ended
        from fichier_tui.ui.day_sheet import sheet_page

        app = self.fichier
        sheet = await app.ask(read_day_sheet, answers["day"])
        page = sheet_page(sheet, (await app.ask(read_settings)).business, app.today())
        file: Any = app.file
        target = ended(Path(answers["path"]), ".pdf")
        try:
            path = await asyncio.to_thread(write_sheet, file, page, sheet.contacts, target, overwrite=self.agreed)
        except Refusal as refusal:
            if refusal.code != "export.exists" or self.agreed or target.is_dir():
                raise
            return await self.agree(replacing(target), answers)
        app.tell(shown(_("Sheet written: {path}").format(path=path)))
        return True


def usual_path(day: dt.date) -> str:
    """A name that says which day, in the documents of whoever works here."""
    return str(default_path(_("Sheet of the day"), day).with_suffix(".pdf"))
