"""S: where the sheet of a day goes, and of which day; written whole, and entered in the register of exports."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from textual.content import Content

from fichier_tui.i18n import N_, _
from fichier_tui.storage import read_settings
from fichier_tui.storage.day_sheet import read_day_sheet
from fichier_tui.ui.dialogs.export import default_path
from fichier_tui.ui.form import FieldSpec
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

    async def write(self, answers: dict[str, Any]) -> bool:
        """Write it; a file of that name is never replaced."""
        from fichier_tui.exchange.day_sheet import write_sheet
        from fichier_tui.ui.day_sheet import sheet_page

        app = self.fichier
        sheet = await app.ask(read_day_sheet, answers["day"])
        page = sheet_page(sheet, (await app.ask(read_settings)).business, app.today())
        file: Any = app.file
        named = answers["path"]
        if named == usual_path(self.day):  # nobody named it otherwise: it says the day that was chosen
            named = usual_path(answers["day"])
        path = await asyncio.to_thread(write_sheet, file, page, sheet.contacts, Path(named))
        app.tell(shown(_("Sheet written: {path}").format(path=path)))
        return True


def usual_path(day: dt.date) -> str:
    """A name that says which day, in the documents of whoever works here."""
    return str(default_path(_("Sheet of the day"), day).with_suffix(".pdf"))
