"""A line to be typed: a path, a passphrase of another day."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from fichier_tui.i18n import N_
from fichier_tui.ui import keys
from fichier_tui.ui.dialogs.dialog import Dialog
from fichier_tui.ui.safe import shown, shown_lines
from fichier_tui.ui.widgets.entry import LineInput

GIVE = keys.Key("typed.give", "enter", "submit", N_("Go on"), rank=5, tooltip=N_("With what is typed."))

GIVE_TOO = keys.Key(
    "typed.give_too", "ctrl+s", "give", N_("Go on"), rank=6, tooltip=N_("With what is typed."), in_footer=False
)  # fmt: skip


class TypedLine(LineInput):
    """The line. Its Enter comes after every letter before it, also of what was dropped."""

    BINDINGS: ClassVar[list[BindingType]] = [GIVE.binding("submit")]


class TypedDialog(Dialog[str]):
    """Gives what was typed, or None."""

    KEYS = (GIVE_TOO,)
    HELP_WORDS = (N_("Type the line, then press Enter. Esc changes nothing."),)
    DEFAULT_CSS = """
    TypedDialog .dialog--box { width: 74; }
    TypedDialog TypedLine { margin-top: 1; }
    """

    def __init__(self, title: str, question: str, value: str = "", *, hidden: bool = False) -> None:
        """`title` and `question` are the program's words, `value` what stands there at first."""
        super().__init__()
        self.title_words, self.question, self.value, self.hidden = title, question, value, hidden

    def heading(self) -> Content:
        """What it is about."""
        return shown(self.title_words)

    def compose_box(self) -> Iterable[Widget]:
        """The question and the line."""
        yield Static(shown_lines(self.question), markup=False)
        line = TypedLine(self.value, id="line")
        line.password = self.hidden
        yield line

    def on_mount(self) -> None:
        """One types at once."""
        super().on_mount()
        self.query_one(TypedLine).focus()

    @on(Input.Submitted)
    def action_give(self) -> None:
        """Enter, or Ctrl+S as in the forms, gives the line; an empty one is none."""
        line = self.query_one(TypedLine)
        typed = line.value
        if self.hidden:
            line.value = ""
        self.dismiss(typed or None)
