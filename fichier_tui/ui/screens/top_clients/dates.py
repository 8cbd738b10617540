"""Two days, from one to the other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

from textual import on
from textual.content import Content
from textual.widget import Widget

from fichier_tui.i18n import N_, _
from fichier_tui.ui.dialogs.dialog import Dialog
from fichier_tui.ui.form import Form
from fichier_tui.ui.form_spec import FieldSpec
from fichier_tui.ui.safe import shown

FIELDS = (
    FieldSpec("first", N_("From"), "day", required=True, past=True, hint=N_("for instance 1/6/2025")),
    FieldSpec("last", N_("To"), "day", past=True, hint=N_("today")),
)


class DatesDialog(Dialog[tuple[dt.date, dt.date]]):
    """Gives the first and the last day, in their order."""

    SAVES = False
    HELP_WORDS = (N_("Type two days, as “1/6”, “1/6/2025” or “yesterday”; the second one may stay empty for today."),)

    def __init__(self, today: Callable[[], dt.date]) -> None:
        super().__init__()
        self.today = today

    def heading(self) -> Content:
        """Its name."""
        return shown(_("Two dates"))

    def compose_box(self) -> Iterable[Widget]:
        """The two days."""
        yield Form(FIELDS, today=self.today)

    def on_mount(self) -> None:
        """Begin with the first."""
        self.query_one(Form).go_to("first")

    @on(Form.Saved)
    def _saved(self, message: Form.Saved) -> None:
        days = sorted((message.answers["first"], message.answers["last"] or self.today()))
        self.dismiss((days[0], days[1]))

    @on(Form.Left)
    def _left(self) -> None:
        self.dismiss(None)
