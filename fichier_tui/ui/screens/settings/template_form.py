"""The form of a template: its name and its line, with what the line is read as while one types."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from fichier_tui.domain.line import Line, Vocabulary, read_line
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.template import Template, check_template
from fichier_tui.domain.text import clean_line
from fichier_tui.i18n import N_, _
from fichier_tui.storage import line_vocabulary
from fichier_tui.storage.concurrent_edit import TEMPLATE
from fichier_tui.ui.done import done
from fichier_tui.ui.form import FieldSpec, Form
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card.form_dialog import FormDialog
from fichier_tui.ui.screens.counter.line_chips import LineChips
from fichier_tui.ui.screens.counter.piece_words import chips_of
from fichier_tui.ui.words import sentence


class TemplateDialog(FormDialog):
    """What Alt and a digit notes."""

    HELP_WORDS: ClassVar[tuple[str, ...]] = (
        N_("The line is typed as at the counter, without a name: v is a visit, a a purchase, r a call, n a note."),
        N_("For instance: “v”, “a night 1n”, “v spa =28”, “r +7d”. An empty line frees the key."),
    )  # fmt: skip
    DEFAULT_CSS = (
        "TemplateDialog { #read-as { height: auto; min-height: 2; margin: 0 2; } LineChips { margin: 1 1 0 1; } }"
    )

    def __init__(self, place: int, template: Template) -> None:
        super().__init__(f"template.alt{place}")
        self.place, self.template = place, template
        self.correct(TEMPLATE, place)
        self.vocabulary = Vocabulary()
        self.chips = LineChips()
        self.read_as = Static(id="read-as", markup=False)

    def heading(self) -> Content:
        """Its key."""
        return Content(f"Alt+{self.place}")

    def specs(self) -> Sequence[FieldSpec]:
        """A line, and what it is called."""
        return (
            FieldSpec("line", N_("Line"), hint=N_("v spa =28")),
            FieldSpec("name", N_("Name"), hint=N_("what the menu and the status line call it")),
        )

    def compose_box(self) -> Iterable[Widget]:
        """The fields, then what the line is read as."""
        yield from super().compose_box()
        yield self.chips
        yield self.read_as

    async def values(self) -> Mapping[str, Any]:
        """Those of the place."""
        self.vocabulary = await self.fichier.ask(line_vocabulary)
        template: Template = self.editing.details if self.editing else self.template
        return {"name": template.name, "line": template.line}

    async def prepare(self) -> None:
        """Show what the line is read as from the start."""
        await super().prepare()
        self._tell()

    def on_form_edited(self, event: Form.Edited) -> None:
        """Read again what is typed."""
        if event.key == "line":
            self._tell()

    def _tell(self) -> None:
        typed = clean_line(self.form.typed()["line"])
        line = self.read(typed)
        self.chips.chips = chips_of(line, self.fichier.today())
        self.read_as.update(
            lack_words(line) or shown(_("What is above is noted for the contact chosen."), "$text-muted")
        )

    def read(self, typed: str) -> Line:
        """What a line says, by the words of this file."""
        return read_line(typed, self.fichier.today(), self.vocabulary, inside_card=True)

    async def write(self, answers: dict[str, Any]) -> bool:
        """Save; what is wrong is said under the line."""
        template = Template(answers["name"], answers["line"])
        try:
            if self.editing is not None and not await self.editing.save(template):
                return False
        except Refusal as refusal:
            self.form.refuse("line", sentence(refusal))
            return False
        self.tell_done(done("template.changed", name=f"Alt+{self.place}"))
        return True


def reading_words(line: Line, today: dt.date) -> Content:
    """What a line of a template notes, piece by piece; what it lacks to be one, if it does."""
    if (lack := lack_words(line)) is not None:
        return lack
    return Content(" · ").join(shown(chip.words) for chip in chips_of(line, today))


def lack_words(line: Line) -> Content | None:
    """What keeps a line from being a template; None for one that is."""
    if not line.text:
        return shown(_("This key is free."), "$text-muted")
    try:
        check_template(line)
    except Refusal as refusal:
        return shown(sentence(refusal), "$text-warning")
    return None
