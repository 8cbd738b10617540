"""The name under which a segment is saved, or another name for it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input

from fichier_tui.domain.text import clean_line
from fichier_tui.i18n import N_, _
from fichier_tui.ui import keys
from fichier_tui.ui.dialogs.dialog import Dialog
from fichier_tui.ui.safe import shown
from fichier_tui.ui.widgets.entry import LineInput

GIVE = keys.Key("segments.give_name", "enter", "submit", N_("Save"), rank=5, tooltip=N_("Save under this name."))


class NameLine(LineInput):
    """The name. Its Enter comes after every letter before it, however fast they came."""

    BINDINGS: ClassVar[list[BindingType]] = [GIVE.binding("submit")]


class NameDialog(Dialog[str]):
    """Gives the name, or None."""

    HELP_WORDS = (N_("Type a name, then press Enter."),)
    DEFAULT_CSS = """
    NameDialog .dialog--box { height: auto; }
    """

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self.name_before = name

    def heading(self) -> Content:
        """What is asked."""
        return shown(_("Name of the segment"))

    def compose_box(self) -> Iterable[Widget]:
        """One line."""
        return (NameLine(self.name_before, placeholder=_("For instance: Ladies of spring"), id="name"),)

    def on_mount(self) -> None:
        """The whole name is selected: typing replaces it."""
        super().on_mount()
        entry = self.query_one(NameLine)
        entry.select_all()
        entry.focus()

    @on(Input.Submitted)
    def give(self) -> None:
        """Enter gives the name; an empty one is none."""
        self.dismiss(clean_line(self.query_one(NameLine).value) or None)
