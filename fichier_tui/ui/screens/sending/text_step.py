"""The second step: what is written, or from which model, and where it goes. What was typed last comes back."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static, TextArea

from fichier_tui.domain.letter import MERGE_FIELDS
from fichier_tui.domain.refusal import Refusal
from fichier_tui.exchange.letters.labels import SHEETS, LabelSheet
from fichier_tui.i18n import N_, _, language
from fichier_tui.storage import KeptDraft, drop_draft, keep_draft, leave_draft, list_offers, read_draft
from fichier_tui.ui import format
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.dialogs.export import default_path, short_path
from fichier_tui.ui.draft import read_kept
from fichier_tui.ui.form import FieldSpec, Form
from fichier_tui.ui.screens.sending.models import find_models
from fichier_tui.ui.screens.sending.ways import (
    FOLDER,
    MODEL,
    OFFER,
    PATH,
    SHEET,
    START,
    SUBJECT,
    TEXT,
    WAYS,
    Way,
)
from fichier_tui.ui.widgets.choosers import Choice
from fichier_tui.ui.words import sentence

TEXT_ROWS = 9
KEPT = "sending."
PLACES = (PATH, FOLDER)
USUAL_SHEET = "L7160"
UNKNOWN_FIELD = "letter.unknown_field"


class TextStep(VerticalScroll, can_focus=False):
    """The form of a way; each keeps what was typed in it."""

    DEFAULT_CSS = """
    TextStep {
        padding: 1 1 0 1;
        Form { display: none; padding: 0; }
        Form.-chosen { display: block; }
        #hint { margin: 1 1 0 1; color: $text-muted; }
    }
    """

    class Written(Message):
        """Everything can be read: on to the next step."""

        def __init__(self, answers: dict[str, Any]) -> None:
            super().__init__()
            self.answers = answers

    class Left(Message):
        """Esc: back to the ways."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.way = WAYS[0]
        self._kept: dict[str, dict[str, str]] = {}
        """What the file keeps of each form; nothing before it was read."""
        self._drafts: dict[str, KeptDraft | None] = {}
        self._writing = asyncio.Lock()

    def compose(self) -> ComposeResult:
        """A form for each way, one shown: nothing typed goes when one looks at another."""
        self.forms = {way.code: Form(specs_of(way)) for way in WAYS}
        yield from self.forms.values()
        yield Static(id="hint", markup=False)

    @property
    def form(self) -> Form:
        """The one that is shown."""
        return self.forms[self.way.code]

    async def read(self, app: FichierApp, name: str) -> None:
        """Read what the forms offer, and what was typed in them the last time. Raises Refusal."""
        offers = tuple(Choice(str(one.id), one.details.name) for one in await app.ask(list_offers))
        for way in WAYS:
            form = self.forms[way.code]
            form.entry(OFFER).choices = offers
            if SHEET in way.asks:
                form.entry(SHEET).choices = tuple(map(_sheet_choice, SHEETS.values()))
            form.fill(usual_answers(way, name, app.today()))
            kept = self._drafts[way.code] = await read_kept(app, KEPT + way.code, read_draft)
            # The file is another one each day.
            form.restore(
                {
                    key: typed
                    for key, typed in (kept.values if kept else {}).items()
                    if key in way.asks and key not in PLACES
                }
            )
            self._kept[way.code] = form.typed()

    async def keep(self, app: FichierApp, about: Mapping[str, str]) -> None:
        """Keep what is typed in the form shown, if it changed, and to whom it goes. Raises Refusal."""
        async with self._writing:
            await self._keep(app, about)

    async def _keep(self, app: FichierApp, about: Mapping[str, str]) -> None:
        code, typed = self.way.code, self.form.typed()
        if typed != self._kept.get(code, typed):
            if any(typed.get(key) for key in (SUBJECT, TEXT, MODEL)):
                self._drafts[code] = await app.ask(keep_draft, KEPT + code, {**typed, **about}, self._drafts.get(code))
            else:
                await self._drop(app, code)
            self._kept[code] = typed

    async def leave(self, app: FichierApp) -> None:
        """The screen is left: what was typed is offered in every window. Raises Refusal."""
        async with self._writing:
            for kept in filter(None, self._drafts.values()):
                await app.ask(leave_draft, kept)

    async def forget(self, app: FichierApp) -> None:
        """It has left: nothing is kept of it any more. Raises Refusal."""
        self._kept[self.way.code] = self.form.typed()
        async with self._writing:
            await self._drop(app, self.way.code)

    async def _drop(self, app: FichierApp, code: str) -> None:
        if (kept := self._drafts.pop(code, None)) is not None:
            await app.ask(drop_draft, KEPT + code, kept)

    def show(self, way: Way) -> None:
        """Show the form of a way."""
        self.way = way
        for code, form in self.forms.items():
            form.set_class(code == way.code, "-chosen")
        self.refresh_words()

    def start(self) -> None:
        """The cursor in the first field that is empty, else in the text."""
        typed = self.form.typed()
        empty = next((key for key, text in typed.items() if not text and key != OFFER), "")
        self.form.go_to(empty or (TEXT if TEXT in typed else next(iter(typed))))

    def refuse(self, faults: Mapping[str, Sequence[Refusal]]) -> str:
        """Say under each text what is wrong in it, the cursor in the first; the sentence for the status line."""
        words = {key: _fault_words(found) for key, found in faults.items()}
        for key in reversed(words):
            self.form.refuse(key, words[key])
        first = next(iter(words))
        return _("{field}: {sentence}").format(field=_(self.form.fields[first].label), sentence=words[first])

    def insert(self, text: str) -> None:
        """Put a field at the cursor; in the text, where the cursor is in none that holds fields."""
        merged = [self.form.entry(key) for key in (SUBJECT, TEXT) if key in self.form.fields]
        if not merged:
            return
        entry = next((entry for entry in merged if entry.has_focus), merged[-1])
        if isinstance(entry, TextArea):
            entry.insert(text)
        elif isinstance(entry, Input):
            entry.insert_text_at_cursor(text)
        self.screen.set_focus(entry)

    def take_model(self, path: str) -> None:
        """Put a model in its field."""
        self.form.restore({MODEL: path})
        self.form.go_to(MODEL)

    @on(Form.Saved)
    def _saved(self, event: Form.Saved) -> None:
        event.stop()
        self.post_message(self.Written(event.answers))

    @on(Form.Left)
    def _left(self, event: Form.Left) -> None:
        event.stop()
        self.post_message(self.Left())

    def refresh_words(self) -> None:
        """The forms and the hint have words of their own."""
        for form in self.forms.values():
            form.refresh_words()
        names = MERGE_FIELDS["first_name"].shown(language()), MERGE_FIELDS["last_visit"].shown(language())
        hint = _(
            "Ctrl+F puts a field in the text: {{{name}}}, {{{visit}|lately}}… After | stands what to say without it."
        )
        hint = hint.format(name=names[0], visit=names[1])
        self.query_one("#hint", Static).update(Content(hint if self.way.merges else _(self.way.told)))


def _fault_words(faults: Sequence[Refusal]) -> str:
    """What is wrong in one text, all of it: names of fields that are none in one sentence."""
    unknown = [fault for fault in faults if fault.code == UNKNOWN_FIELD]
    if len(unknown) <= 1:
        return " ".join(map(sentence, faults))
    named = (
        _("{name} (close: {near})").format(name=f"{{{fault.details['piece']}}}", near=fault.details["near"])
        if fault.details["near"]
        else f"{{{fault.details['piece']}}}"
        for fault in unknown
    )
    words = _("No field is called so: {names}. Nothing was sent.").format(names=", ".join(dict.fromkeys(named)))
    return " ".join((words, *(sentence(fault) for fault in faults if fault.code != UNKNOWN_FIELD)))


def usual_answers(way: Way, name: str, today: dt.date) -> dict[str, Any]:
    """What stands in a form at first."""
    found: dict[str, Any] = {}
    if PATH in way.asks:
        # Letters and labels of the same people are two files.
        called = f"{name} {_(way.file_words)}" if way.file_words else name
        found[PATH] = short_path(default_path(called, today).with_suffix(way.suffixes[0]))
    if FOLDER in way.asks:
        found[FOLDER] = short_path(default_path(name, today).with_suffix(""))
    if SHEET in way.asks:
        found |= {SHEET: USUAL_SHEET, START: 1}
    return found


def specs_of(way: Way) -> tuple[FieldSpec, ...]:
    """The fields of its form."""
    every = {
        SUBJECT: FieldSpec(SUBJECT, N_("Subject"), required=way.channel == "email", wide=True),
        TEXT: FieldSpec(TEXT, N_("Text"), "note", required=True, rows=TEXT_ROWS),
        MODEL: FieldSpec(
            MODEL,
            N_("Word model"),
            "proposed",
            required=True,
            hint=N_("A file that ends in .docx: ↓ shows those that there are"),
            wide=True,
            search=find_models,
        ),
        SHEET: FieldSpec(SHEET, N_("Sheet"), "choice", required=True, free=False, wide=True),
        START: FieldSpec(START, N_("From label number"), "number", least=1, most=200),
        PATH: FieldSpec(PATH, N_("File"), required=True, wide=True),
        FOLDER: FieldSpec(FOLDER, N_("Folder"), required=True, wide=True),
        OFFER: FieldSpec(OFFER, N_("Offer"), "choice", free=False, hint=N_("if it tells of one"), wide=True),
    }
    return tuple(every[key] for key in way.asks)


def _sheet_choice(sheet: LabelSheet) -> Choice:
    size = f"{format.number(sheet.width, 1)} × {format.number(sheet.height, 1)} mm"
    return Choice(sheet.code, f"{sheet.code} · {size} · {sheet.count}")
