"""The form of a template: its name and its line, with what the line is read as while one types."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from fichier_tui.domain.line import Line, Vocabulary, read_line
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.template import Template, check_template
from fichier_tui.domain.text import clean_line
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.storage import line_vocabulary
from fichier_tui.storage.templates import change_template
from fichier_tui.ui import format as written
from fichier_tui.ui.done import done
from fichier_tui.ui.form import FieldSpec, Form
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card.form_dialog import FormDialog
from fichier_tui.ui.templates import verb_words
from fichier_tui.ui.words import sentence


class TemplateDialog(FormDialog):
    """What Alt and a digit notes."""

    HELP_WORDS: ClassVar[tuple[str, ...]] = (
        N_("The line is typed as at the counter, without a name: v is a visit, a a purchase, r a call, n a note."),
        N_("For instance: “v”, “a night 1n”, “v spa =28”, “r +7d”. An empty line frees the key."),
    )  # fmt: skip
    DEFAULT_CSS = "TemplateDialog #read-as { height: auto; min-height: 2; margin: 1 2 0 2; }"

    def __init__(self, place: int, template: Template) -> None:
        super().__init__()
        self.place, self.template = place, template
        self.vocabulary = Vocabulary()
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
        yield self.read_as

    async def values(self) -> Mapping[str, Any]:
        """Those of the place."""
        self.vocabulary = await self.fichier.ask(line_vocabulary)
        return {"name": self.template.name, "line": self.template.line}

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
        self.read_as.update(reading_words(self.read(typed), self.fichier.today()))

    def read(self, typed: str) -> Line:
        """What a line says, by the words of this file."""
        return read_line(typed, self.fichier.today(), self.vocabulary, inside_card=True)

    async def write(self, answers: dict[str, Any]) -> bool:
        """Save; what is wrong is said under the line."""
        template = Template(answers["name"], answers["line"])
        try:
            await self.fichier.ask(change_template, self.place, template)
        except Refusal as refusal:
            self.form.refuse("line", sentence(refusal))
            return False
        self.fichier.tell(done("template.changed", name=f"Alt+{self.place}"))
        return True


def reading_words(line: Line, today: dt.date) -> Content:
    """What a line of a template notes, in a sentence; what it lacks to be one, if it does."""
    if not line.text:
        return shown(_("This key is free."), "$text-muted")
    try:
        check_template(line)
    except Refusal as refusal:
        return shown(sentence(refusal), "$text-warning")
    said = Content(" · ").join(_parts(line, today))
    if line.then is not None:
        then = _("then")
        said = Content.assemble(said, f" → {then} ", Content(" · ").join(_parts(line.then, today)))
    return Content.assemble(shown(_("Notes:"), "$text-muted"), " ", said)


def _parts(line: Line, today: dt.date) -> Iterator[Content]:
    """Each thing that a line says."""
    yield verb_words(line).stylize("bold")
    if line.product:
        yield shown(line.product, "bold")
    if line.who:
        yield Content.assemble("« ", shown(line.who), " »")
    if line.quantity:
        yield Content(f"× {line.quantity}")
    if line.nights:
        yield shown(ngettext("{count} night", "{count} nights", line.nights).format(count=line.nights))
    if line.people:
        yield shown(ngettext("{count} person", "{count} persons", line.people).format(count=line.people))
    if line.amount_cents is not None:
        yield Content(written.money(line.amount_cents))
    if line.date is not None:
        days = (line.date - today).days
        words = ngettext("in {count} day", "in {count} days", days).format(count=days)
        yield Content(words) if days > 0 else shown(written.day(line.date))
    if line.time:
        yield Content(written.clock(line.time))
    yield from (shown(f"* {tag}") for tag in line.tags)
    if line.note:
        yield Content.assemble("« ", shown(line.note), " »")
