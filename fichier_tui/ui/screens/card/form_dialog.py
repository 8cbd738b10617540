"""A small form over the screen: filled, saved by one key, left with a draft that comes back with it.

A form says its fields (`specs`), what they hold at first (`values`), and what saving does (`write`). It can be pushed
from the list, from a card or from the planner alike; it gives True where something was written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, ClassVar

from textual.binding import ActiveBinding
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.slots import Slot
from fichier_tui.i18n import N_, _
from fichier_tui.storage.concurrent_edit import Editable, Key
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.background import in_background
from fichier_tui.ui.code_words import ACTION_KINDS
from fichier_tui.ui.dialogs.dialog import Dialog
from fichier_tui.ui.dialogs.question import Question
from fichier_tui.ui.draft import Draft
from fichier_tui.ui.editing import Editing
from fichier_tui.ui.form import FieldSpec, Form
from fichier_tui.ui.key import Key as BoundKey
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card import keys
from fichier_tui.ui.screens.card.free_slots import slot_of
from fichier_tui.ui.widgets.choosers import Choice
from fichier_tui.ui.words import sentence


class FormDialog(Dialog[bool]):
    """A form in a dialog."""

    KEYS: ClassVar[tuple[BoundKey, ...]] = (keys.SAVE, keys.LEAVE, keys.FRESH)
    HELP_WORDS: ClassVar[tuple[str, ...]] = (
        N_("Enter goes to the next field, Ctrl+S saves at once. Esc leaves: what was typed is kept as a draft."),
    )
    FIRST: ClassVar[str] = ""
    """The field that has the cursor when the form opens."""
    DEFAULT_CSS = """
    FormDialog {
        .dialog--box { width: 76; }
        .form--draft, .form--meanwhile { height: auto; color: $text-warning; margin-bottom: 1; display: none; }
        .form--draft.-there, .form--meanwhile.-there { display: block; }
    }
    """

    def __init__(self, draft_key: str = "") -> None:
        """`draft_key` names its draft; empty where none is kept (a correction of one line)."""
        super().__init__()
        self.draft = Draft(self, draft_key)
        self.saving = False
        self.agreed = False
        """Whether what a question warned of is wanted all the same."""
        self.editing: Editing[Any] | None = None
        """What is corrected, where others may correct it too; None for something new."""
        self.draft_line = Static(classes="form--draft", markup=False)
        self.meanwhile_line = Static(classes="form--meanwhile", markup=False)
        self.form = Form(())
        """The fields, once `prepare` has read what they hold."""

    # What the children say

    def specs(self) -> Sequence[FieldSpec]:
        """The fields."""
        raise NotImplementedError

    async def values(self) -> Mapping[str, Any]:
        """What the fields hold at first."""
        return {}

    async def write(self, answers: dict[str, Any]) -> bool:
        """Write; say so in the status line. False where it was not done after all. Raises Refusal."""
        raise NotImplementedError

    # The form

    def correct(self, what: Editable[Any], key: Key | None) -> None:
        """The form corrects this (None: it makes something new): see `ui.editing`."""
        if key is not None:
            self.editing = Editing(self, what, key, lambda: self.form)

    async def prepare(self) -> None:
        """Read what the fields hold, and the draft. Raises Refusal. Before the dialog is shown: see `show_form`."""
        self.form = Form(self.specs(), today=self.fichier.today)
        if self.editing is not None:
            await self.editing.begin()
        await self._fill()

    async def _fill(self) -> None:
        """What the file has, over it what had been typed."""
        self.form.fill(await self.values())
        self.form.restore(await self.draft.read())
        self.draft_line.update(self.draft.words())
        self.draft_line.set_class(self.draft.there, "-there")
        if self.editing is not None and self.draft.kept is not None:
            self._say_meanwhile(await self.editing.since_draft(self.draft.kept.saved_at))

    def start(self) -> None:
        """Put the cursor in the first field."""
        self.form.go_to(self.FIRST or self.form.specs[0].key)

    def compose_box(self) -> Iterable[Widget]:
        """The line about a draft, then the fields."""
        return (self.draft_line, self.meanwhile_line, self.form)

    async def others_wrote(self) -> None:
        """What is corrected here was corrected by somebody else, or taken away: it is said before it is saved."""
        if self.editing is None or self.saving:
            return
        try:
            self._say_meanwhile(await self.editing.look())
            # The same person's other program may have dropped the draft of this very line with its own.
            await self.draft.look()
        except Refusal as refusal:
            self._say_meanwhile(shown(sentence(refusal)))

    def _say_meanwhile(self, words: Content | None) -> None:
        self.meanwhile_line.update(words or Content(""))
        self.meanwhile_line.set_class(words is not None, "-there")

    def disabled_reason(self, action: str) -> str | None:
        """A draft must be there to be dropped."""
        if action == "fresh" and not self.draft.there:
            return _(keys.FRESH.elsewhere)
        return super().disabled_reason(action)

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """Save and leave are told in every field."""
        return keys.with_form_keys(super().active_bindings, self)

    def action_save(self) -> None:
        """Save, if everything can be read."""
        self.form.action_save()

    def action_leave(self) -> None:
        """Leave; the draft is kept."""
        self.form.action_leave()

    async def action_fresh(self) -> None:
        """Forget the draft; another one of the same form, typed in another program, comes in its place."""
        await self.draft.drop()
        await self._fill()
        self.start()
        self.refresh_bindings()

    def on_form_saved(self, event: Form.Saved) -> None:
        """Write, once."""
        event.stop()
        if not self.saving:
            self.agreed, self.saving = False, True
            in_background(self, partial(self._save, event.answers), group="save")

    async def _save(self, answers: dict[str, Any]) -> None:
        self.saving = True
        try:
            if not await self.write(answers):
                return
            await self.draft.saved()
        except Refusal as refusal:
            self.fichier.refuse(refusal)
            return
        finally:
            self.saving = False
        await self.fichier.changed()
        self.dismiss(True)

    def tell_done(self, words: Content) -> None:
        """Say what was done, and what others changed of it meanwhile."""
        self.fichier.tell(words if self.editing is None else Content.assemble(words, self.editing.told))

    async def agree(self, question: Question | None, answers: dict[str, Any]) -> bool:
        """Whether to go on: nothing is to be asked, or it was agreed to; else ask, and save again after a yes."""
        if question is None or self.agreed:
            return True

        def answered(answer: str | None) -> None:
            if answer is not None and (slot := slot_of(answer)) is not None:
                self.take_slot(slot)
                self.form.action_save()
            elif answer == "yes":
                self.agreed = True
                in_background(self, partial(self._save, answers), group="save")

        await self.app.push_screen(question, answered)
        return False

    def take_slot(self, slot: Slot) -> None:
        """Put a free slot in the fields of the day and the hour."""
        self.form.entry("day").set_answer(slot.day)
        self.form.entry("time").set_answer(slot.time)

    async def keep_typed(self) -> None:
        """Keep what is typed, and see who else types here."""
        await self.draft.keep(self.form.draft())
        if self.editing is not None and await self.editing.see_who_types(self.draft.key):
            self.refresh_heading()

    def refresh_heading(self) -> None:
        """The heading, and after it who else types in the same form."""
        super().refresh_heading()
        if self.editing is not None and (words := self.editing.typing_words()):
            box = self.query_one(".dialog--box")
            box.border_title = Content.assemble(self.heading(), shown(f" · {words}"))

    def refresh_words(self) -> None:
        """The form has words of its own."""
        self.form.refresh_words()
        super().refresh_words()

    async def on_form_left(self, event: Form.Left) -> None:
        """Keep what was typed, and leave."""
        event.stop()
        if await self.draft.keep_to_leave(event.draft):
            self.dismiss(False)


async def show_form(app: FichierApp, form: FormDialog, then: Callable[[], object] | None = None) -> None:
    """Show a form that is filled already, its cursor in place: of keys typed ahead none is lost or misplaced.

    `then` is done once it was saved and closed.
    """

    def closed(was_saved: bool | None) -> None:
        if was_saved and then is not None:
            then()

    try:
        await form.prepare()
    except Refusal as refusal:
        app.refuse(refusal)
        return
    await app.push_screen(form, closed)
    form.start()


def choices(table: Mapping[str, str]) -> tuple[Choice, ...]:
    """The choices of a table of `code_words`."""
    return tuple(Choice(code, text) for code, text in table.items())


KIND_CHOICES = tuple(
    Choice(code, text, {"call": "r", "appointment": "rdv", "task": "t", "email": "m"}.get(code, ""))
    for code, text in ACTION_KINDS.items()
)
"""The kinds of what is to be done; what the counter calls them comes first (`domain.line.verbs.VERB_WORDS`)."""
