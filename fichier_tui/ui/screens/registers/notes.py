"""The notes that say what the law does not want in a customer file, to be gone through once a year."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.content import Content

from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.storage.rights.notes_to_review import NoteToReview, mark_reviewed, notes_to_review, reviewed_on
from fichier_tui.ui import format
from fichier_tui.ui import keys as common
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.code_words import word
from fichier_tui.ui.register_words import TEXTS, TOLD_OF
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card.opening import open_contact
from fichier_tui.ui.screens.list_screen import ListScreen
from fichier_tui.ui.screens.registers import keys
from fichier_tui.ui.widgets.columns import Column
from fichier_tui.ui.widgets.lines import Lines
from fichier_tui.ui.widgets.paged_list import PagedList


class NotesScreen(ListScreen[NoteToReview]):
    """A line for each text."""

    TITLE_WORDS = N_("Notes to go through")
    BELOW = (N_("Personal data"),)
    HELP_WORDS = (
        N_("Notes that tell of health, beliefs, opinions… or that scorn somebody: the plainest come first."),
        N_("Enter opens the card: correct the note there, or leave it. V notes that you went through them; the CNIL "
           "wants it done regularly, the program asks again in a year."),
    )  # fmt: skip
    KEYS = (common.OPEN, keys.REVIEWED)
    EMPTY = N_("No note says what it should not.\nV notes that you went through them.")
    NO_ROW = N_("No note says what it should not.")
    ON_ROW = ("open",)
    FRAMED = True

    def __init__(self) -> None:
        super().__init__()
        self.last = ""
        """When they were last gone through, in words."""

    def columns(self) -> Sequence[Column[NoteToReview]]:
        """The word, whose, the text."""
        return (
            Column("word", N_("Word"), _word, width=16, flex=1, most=26),
            Column("of", N_("Tells of"), lambda row: shown(word(TOLD_OF, row.category)), width=14, most=22, priority=2),
            Column("name", N_("Contact"), lambda row: shown(row.name), width=16, flex=1, most=30),
            Column("kind", N_("Where"), lambda row: shown(word(TEXTS, row.kind)), width=12, priority=3),
            Column("day", N_("On"), lambda row: Content(format.day(row.day)), width=11, priority=3),
            Column("text", N_("Text"), lambda row: shown(" ".join(row.text.split())), width=16, flex=3, priority=2),
        )

    def make_list(self) -> PagedList[NoteToReview]:
        """Nothing is marked here."""
        return Lines(self.columns(), self.load, letters=True)

    async def read(self, app: FichierApp) -> None:
        """Every text, and when they were last gone through."""
        self.take(await app.ask(notes_to_review))
        day = await app.ask(reviewed_on)
        self.last = format.day(day) if day else ""

    def heading(self) -> Content:
        """How many, and when they were last gone through."""
        count = len(self.rows)
        words = ngettext("{count} note", "{count} notes", count).format(count=format.number(count))
        last = _("gone through on {day}").format(day=self.last) if self.last else _("never gone through yet")
        return Content(f"{words} · {last}")

    @on(PagedList.Selected)
    async def action_open(self) -> None:
        """Enter: the card."""
        if self.chosen is not None:
            await open_contact(self.fichier, self.chosen.contact)

    async def action_reviewed(self) -> None:
        """V: gone through today."""
        await self.do(mark_reviewed, said="notes.reviewed")


def _word(row: NoteToReview) -> Content:
    mark, style = ("! ", "$text-warning") if row.forbidden else ("  ", "")
    return Content.assemble(mark, shown(row.word)).stylize(style)
