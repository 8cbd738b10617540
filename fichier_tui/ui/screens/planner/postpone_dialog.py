"""Another day for one action or for several: "+1" and Enter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input

from fichier_tui.domain.history import Action
from fichier_tui.domain.postponing import Postponement, read_postponement
from fichier_tui.i18n import N_, _
from fichier_tui.ui import format as written
from fichier_tui.ui import keys
from fichier_tui.ui.dialogs.dialog import Dialog
from fichier_tui.ui.safe import shown
from fichier_tui.ui.widgets.entry import Entry
from fichier_tui.ui.widgets.field import Field

SAVE = keys.Key(
    "postpone.save", "enter,ctrl+s", "save", N_("Postpone"), rank=1,
    tooltip=N_("Put off to the day that was understood."),
)  # fmt: skip


USUAL = "+1"
"""What an empty field means: the day after."""


class PostponementInput(Entry[Postponement]):
    """A day, and an hour if it changes, as `domain.postponing` reads them."""

    COMPLAINT: ClassVar[str] = N_("Not a day: type for instance +1, +7, monday, 15/12, 15/12 14h.")
    WIDTH: ClassVar[int] = 18

    def __init__(self, due: dt.date | None, today: dt.date, typed: str) -> None:
        super().__init__(typed, placeholder=USUAL)
        self.due, self.today = due, today

    def read(self, text: str) -> Postponement | None:
        return read_postponement(text, self.due, self.today)

    def explain(self, answer: Postponement) -> tuple[str, ...]:
        day = written.day_long(answer.day, year=answer.day.year != self.today.year)
        hour = f", {written.clock(answer.time)}" if answer.time else ""
        return (day + hour, written.day_short(answer.day, self.today) + hour)


class PostponeDialog(Dialog[dict[int, Postponement]]):
    """Gives where each action goes; None when one leaves."""

    KEYS = (SAVE,)
    HELP_WORDS = (N_("+1 counts from the day it is due, from today when it is late; monday is the next Monday."),)

    def __init__(self, actions: Sequence[Action], today: dt.date, typed: str = "") -> None:
        """`typed` stands in the field already."""
        super().__init__()
        self.actions, self.today = tuple(actions), today
        self.entry = PostponementInput(self.actions[0].details.day, today, typed)

    def heading(self) -> Content:
        """What is put off."""
        if len(self.actions) > 1:
            return shown(_("Postpone {count} actions").format(count=len(self.actions)))
        action = self.actions[0]
        return shown(_("Postpone: {action}").format(action=action.contact_name or action.details.subject))

    def compose_box(self) -> Iterable[Widget]:
        """One field."""
        yield Field(N_("To"), self.entry, label_width=8)

    def start(self) -> None:
        """The cursor after what stands there already, before the next key is read."""
        self.set_focus(self.entry)
        self.entry.cursor_position = len(self.entry.value)

    def action_save(self) -> None:
        """Give the days, if they can be read."""
        if self.query_one(Field).complain():
            return
        found: dict[int, Postponement] = {}
        for action in self.actions:
            read = read_postponement(self.entry.value.strip() or USUAL, action.details.day, self.today)
            if read is not None:
                found[action.id] = read
        self.dismiss(found)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.action_save()
