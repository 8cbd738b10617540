"""A small program around a form, for its tests and its measures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from textual.app import App, ComposeResult
from textual.message import Message

from fichier_tui.domain.text import fold
from fichier_tui.ui.form import FieldSpec, Form
from fichier_tui.ui.widgets.chooser import rank
from fichier_tui.ui.widgets.choosers import Choice, Suggestion

TODAY = dt.date(2026, 11, 22)
TOWNS = (
    Suggestion("nce", "Nice", "06000"),
    Suggestion("nms", "Nîmes", "30000"),
    Suggestion("elc", "Élancourt", "78990"),
    Suggestion("oei", "Œuilly", "51480"),
)
TITLES = (Choice("mrs", "Mrs"), Choice("mr", "Mr"), Choice("company", "Company"))
SOURCES = tuple(Choice(f"s{number}", f"Source {number}") for number in range(12))


async def towns(typed: str) -> Sequence[Suggestion]:
    """The towns whose names hold what was typed."""
    return [town for town in TOWNS if rank(town.words, fold(typed)) is not None]


SPECS = (
    FieldSpec("name", "Name", required=True, hint="Only a name is required"),
    FieldSpec("first", "First name"),
    FieldSpec("title", "Title", "choice", choices=TITLES, free=False),
    FieldSpec("phone", "Telephone", "phone"),
    FieldSpec("email", "E-mail", "email"),
    FieldSpec("born", "Born", "birth"),
    FieldSpec("town", "Town", "suggest", search=towns),
    FieldSpec("day", "Day", "day"),
    FieldSpec("seen", "Seen", "day", past=True),
    FieldSpec("time", "Hour", "time"),
    FieldSpec("amount", "Amount", "amount"),
    FieldSpec("people", "People", "number", least=1, most=99),
    FieldSpec("note", "Note", "note"),
    FieldSpec("source", "Source", "choice", choices=SOURCES),
)


class FormApp(App[None]):
    """Shows a form, and keeps what it told."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, specs: Sequence[FieldSpec] = SPECS) -> None:
        super().__init__()
        self.specs = specs
        self.saved: list[Form.Saved] = []
        self.left: list[Form.Left] = []
        self.others: list[Message] = []

    def compose(self) -> ComposeResult:
        yield Form(self.specs, today=TODAY)

    def on_mount(self) -> None:
        """Begin at the first field."""
        self.form.go_to(self.specs[0].key)

    @property
    def form(self) -> Form:
        """The form."""
        return self.query_one(Form)

    def on_form_saved(self, event: Form.Saved) -> None:
        """Keep it."""
        self.saved.append(event)

    def on_form_left(self, event: Form.Left) -> None:
        """Keep it."""
        self.left.append(event)

    def picture(self) -> str:
        """The screen as text."""
        return "\n".join("".join(segment.text for segment in line) for line in self.screen._compositor.render_strips())
