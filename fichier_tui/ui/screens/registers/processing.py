"""The register of processing: read from the file itself; what it cannot know is typed once."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import on
from textual.content import Content

from fichier_tui.domain.processing import Controller, ProcessingRegister
from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.storage import OpenFile
from fichier_tui.storage.concurrent_edit import CONTROLLER
from fichier_tui.storage.rights.processing import read_processing
from fichier_tui.ui import format
from fichier_tui.ui import keys as common
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.background import in_background
from fichier_tui.ui.code_words import word
from fichier_tui.ui.form import FieldSpec
from fichier_tui.ui.register_documents import copies_known, processing_document
from fichier_tui.ui.register_words import MISSING
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card.form_dialog import FormDialog, show_form
from fichier_tui.ui.screens.list_screen import ListScreen
from fichier_tui.ui.screens.registers.writing import WriteRegisterDialog
from fichier_tui.ui.widgets.columns import Column
from fichier_tui.ui.widgets.lines import Lines
from fichier_tui.ui.widgets.paged_list import PagedList


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the register, under its heading."""

    id: int
    heading: str
    what: str
    answer: str


class ProcessingScreen(ListScreen[Line]):
    """What the register says, line by line."""

    TITLE_WORDS = N_("Register of processing")
    BELOW = (N_("Personal data"),)
    HELP_WORDS = (
        N_("The law (GDPR, article 30) asks for this register; the program fills it from the file itself: what data "
           "serves for, which data is really there, who got any, for how long, how it is kept safe."),
        N_("Enter asks for what the program cannot know: who answers for the file. F9 writes the register."),
    )  # fmt: skip
    KEYS = (common.OPEN, common.EXPORT)
    EMPTY = N_("Nothing is read yet.")
    FRAMED = True

    def __init__(self) -> None:
        super().__init__()
        self.register: ProcessingRegister | None = None

    def columns(self) -> Sequence[Column[Line]]:
        """The heading, the line, what it says."""
        return (
            Column(
                "heading", N_("Chapter"), lambda row: shown(row.heading, "$text-muted"), width=18, most=26, priority=2
            ),
            Column("what", N_("What"), lambda row: shown(row.what, "bold"), width=22, flex=1),
            Column("answer", N_("Answer"), lambda row: shown(row.answer), width=30, flex=3),
        )

    def make_list(self) -> PagedList[Line]:
        """Nothing is marked here."""
        return Lines(self.columns(), self.load, letters=True)

    async def read(self, app: FichierApp) -> None:
        """The register, with what the disk says of the copies."""
        if not isinstance(app.file, OpenFile):
            raise Refusal("file.locked")
        measures = await asyncio.to_thread(copies_known, app.file)
        self.register = await app.ask(read_processing, measures)
        lines: list[Line] = []
        for table in processing_document(self.register).tables:
            for row in table.rows:
                answer = " · ".join(text.replace("\n", ", ") for text in row[1:] if text)
                lines.append(Line(len(lines) + 1, table.heading, row[0], answer))
        self.take(lines)

    def heading(self) -> Content:
        """What is missing, first."""
        missing = () if self.register is None else self.register.controller.missing()
        if not missing:
            count = 0 if self.register is None else len(self.register.activities)
            words = ngettext("{count} processing, complete", "{count} processings, complete", count)
            return Content(words.format(count=format.number(count)))
        wanted = ", ".join(word(MISSING, code) for code in missing)
        return Content("! " + _("Still to be typed (Enter): {missing}").format(missing=wanted)).stylize("$text-warning")

    def refresh_words(self) -> None:
        """The lines are stored translated."""
        super().refresh_words()
        in_background(self, self.reread, group="rows", exclusive=True)

    @on(PagedList.Selected)
    async def action_open(self) -> None:
        """Enter: who answers for the file."""
        await self.action_edit()

    async def action_edit(self) -> None:
        """F4: the same."""
        if self.register is not None:
            await show_form(self.fichier, ControllerDialog())

    async def action_export(self) -> None:
        """F9: the register as a document."""
        if self.register is not None:
            await show_form(self.fichier, WriteRegisterDialog(processing_document(self.register), _("Processing")))


class ControllerDialog(FormDialog):
    """Who answers for the file: what the program cannot know."""

    HELP_WORDS: ClassVar[tuple[str, ...]] = (
        N_(
            "The law asks who answers for the file and how to reach them. A small business needs no protection officer."
        ),
    )

    def __init__(self) -> None:
        super().__init__("controller")
        self.correct(CONTROLLER, "")

    def heading(self) -> Content:
        """Its name."""
        return shown(_("Who answers for the file"))

    def specs(self) -> Sequence[FieldSpec]:
        """What the article names."""
        return (
            FieldSpec("business", N_("Business"), required=True),
            FieldSpec("name", N_("Person in charge")),
            FieldSpec("address", N_("Address")),
            FieldSpec("email", N_("E-mail"), "email"),
            FieldSpec("phone", N_("Telephone")),
            FieldSpec("dpo", N_("Protection officer"), hint=N_("none, as in most small businesses")),
            FieldSpec("transfers", N_("Outside the EU"), hint=N_("countries that data goes to, and what covers it")),
        )

    async def values(self) -> Mapping[str, Any]:
        """What is known."""
        return {} if self.editing is None else dataclasses.asdict(self.editing.details)

    async def write(self, answers: dict[str, Any]) -> bool:
        """Keep what changed, in one operation: one Ctrl+Z takes it back."""
        known = Controller(**{field.name: answers[field.name] or "" for field in dataclasses.fields(Controller)})
        if self.editing is not None and not await self.editing.save(known):
            return False
        self.tell_done(shown(_("Kept for the register.")))
        return True
