"""The one thing most worth asking for, under the line of recognition: the sentence to say, and the field to type in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from fichier_tui.domain.completeness import (
    BIRTH,
    COMPANY_NAME,
    CONSENT,
    EMAIL,
    FIRST_NAME,
    LAST_NAME,
    PHONE,
    PLACE,
    SOURCE,
)
from fichier_tui.i18n import N_, _
from fichier_tui.ui.code_words import SOURCES
from fichier_tui.ui.form import FieldSpec, Form
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card import keys
from fichier_tui.ui.screens.card.form_dialog import choices
from fichier_tui.ui.widgets.choosers import Suggestion
from fichier_tui.ui.widgets.entries import Today

Search = Callable[[str], Awaitable[Sequence[Suggestion]]]
# What one says to a client at the counter. A birth is optional, and said to be (CONSENT R31); whoever gives a number
# is told that it serves no canvassing without his consent (R12).
TO_SAY = {
    LAST_NAME: N_("Under which name may I write you down?"),
    FIRST_NAME: N_("And your first name?"),
    COMPANY_NAME: N_("What is the company's name?"),
    PHONE: N_("At which number can we reach you? It serves no canvassing without your consent."),
    EMAIL: N_("To which e-mail address may we write?"),
    PLACE: N_("In which town are you, and what is its postcode?"),
    BIRTH: N_("Would you tell us your birthday? It is optional."),
    SOURCE: N_("How did you come to know us?"),
    CONSENT: N_("May we send you our offers?"),
}


class OneField(Form):
    """A form of one field: Enter takes what is proposed and saves, Esc passes over."""

    BINDINGS: ClassVar[list[BindingType]] = [keys.PASS.binding()]

    def action_go_on(self) -> None:
        """There is no next field."""
        self.action_save()


class AskLine(Vertical):
    """Says what to ask for; `open` shows the field. Nothing is shown where nothing is to be asked for."""

    DEFAULT_CSS = """
    AskLine {
        height: auto; padding: 0 1; background: $panel; display: none;
        &.-there { display: block; }
        Static { height: auto; }
        OneField { height: auto; max-height: 3; padding: 0; }
    }
    """

    @dataclass
    class Answered(Message):
        """`value` was typed for `field`, as `storage.enrich_contact` takes it."""

        field: str
        value: str

    @dataclass
    class PassedOver(Message):
        """`field` is not to be asked for today."""

        field: str

    def __init__(self, today: Today, find_places: Search) -> None:
        super().__init__()
        self.today, self.find_places = today, find_places
        self.field: str | None = None
        """What is proposed, a name of `domain.completeness`."""
        self.form: OneField | None = None

    def compose(self) -> Any:
        """The sentence."""
        yield Static(markup=False)

    def propose(self, field: str | None) -> None:
        """Propose another field, unless one is being filled in."""
        if self.form is None:
            self.field = field
            self.set_class(field is not None, "-there")
        self.refresh_words()

    async def open(self) -> None:
        """Show the field, its cursor in place."""
        if self.field is None or self.form is not None:
            return
        self.form = OneField((self._spec(self.field),), today=self.today)
        await self.mount(self.form)
        self.form.go_to(self.field)
        self.refresh_words()

    async def close(self) -> None:
        """Take the field away."""
        form, self.form = self.form, None
        if form is not None:
            await form.remove()

    async def on_form_saved(self, event: Form.Saved) -> None:
        """Tell what was answered; an empty answer is none."""
        event.stop()
        value = _as_text(event.answers[self.field]) if self.field else ""
        if self.field and value:
            self.post_message(self.Answered(self.field, value))
        elif self.field:
            self.post_message(self.PassedOver(self.field))

    def on_form_left(self, event: Form.Left) -> None:
        """Tell that it is passed over."""
        event.stop()
        if self.field:
            self.post_message(self.PassedOver(self.field))

    def refresh_words(self) -> None:
        """The sentence, after its key while the field is not shown."""
        if self.field is None:
            return
        said = shown(_("“{sentence}”").format(sentence=_(TO_SAY[self.field])))
        key = Content("") if self.form else Content.assemble(shown(keys.ASK.shown_key, "bold $accent"), "  ")
        line = Content.assemble(key, said)
        if self.field == CONSENT:
            line = Content.assemble(line, "  ", shown(_("(the whole sentence to be said is shown)"), "$text-muted"))
        hint = shown(_("Enter saves, Esc: not today"), "$text-muted")
        if self.form and line.cell_length + 3 + hint.cell_length <= self.content_size.width:
            line = Content.assemble(line, "   ", hint)
        self.query_one(Static).update(line)

    def _spec(self, field: str) -> FieldSpec:
        specs = {
            PHONE: FieldSpec(PHONE, N_("Telephone"), "phone"),
            EMAIL: FieldSpec(EMAIL, N_("E-mail"), "email"),
            BIRTH: FieldSpec(BIRTH, N_("Birthday"), "birth", hint=N_("14/7/58, or 14/7")),
            SOURCE: FieldSpec(SOURCE, N_("Source"), "choice", choices=choices(SOURCES)),
            PLACE: FieldSpec(PLACE, N_("Town"), "suggest", search=self.find_places, hint=N_("74110, or a town")),
            FIRST_NAME: FieldSpec(FIRST_NAME, N_("First name")),
            COMPANY_NAME: FieldSpec(COMPANY_NAME, N_("Company")),
        }
        return specs.get(field) or FieldSpec(LAST_NAME, N_("Last name"))


def _as_text(answer: Any) -> str:
    return answer.words if isinstance(answer, Suggestion) else str(answer or "")
