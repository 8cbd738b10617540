"""What a line of the journal did: beside the list on a wide screen, in a dialog everywhere."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from textual.containers import VerticalScroll
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static

from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import N_, _
from fichier_tui.storage import LineDetail, read_line
from fichier_tui.ui import format
from fichier_tui.ui.background import in_background
from fichier_tui.ui.dialogs.dialog import Dialog
from fichier_tui.ui.journal_words import detail_lines
from fichier_tui.ui.safe import shown

if TYPE_CHECKING:
    from fichier_tui.ui.app import FichierApp

# The cursor may pass by: a line is read once it stays this long (seconds).
REST = 0.06


def told(line: LineDetail) -> Content:
    """The line and all it did, as one text."""
    number = _("Line {number} of the journal").format(number=format.number(line.entry.id))
    return Content("\n").join(detail_lines(line, number))


class LinePane(VerticalScroll, can_focus=False):
    """Reads a line when the cursor rests on it; what comes too late is dropped."""

    def __init__(self) -> None:
        super().__init__(id="line")
        self.words = Content("")
        """What is shown."""
        self._wanted: int | None = None
        self._timer: Timer | None = None

    def compose(self) -> Iterable[Widget]:
        """One text, which scrolls."""
        yield Static(markup=False)

    def on_show(self) -> None:
        """The screen became wide enough."""
        self.look_at(self._wanted)

    def look_at(self, number: int | None) -> None:
        """Show this line soon; None for none."""
        self._wanted = number
        if self._timer is not None:
            self._timer.stop()
        if number is None:
            self._show(None)
        elif self.display:
            self._timer = self.set_timer(REST, lambda: in_background(self, self._read, group="line", exclusive=True))

    async def _read(self) -> None:
        number = self._wanted
        if number is None:
            return
        try:
            line = await cast("FichierApp", self.app).ask(read_line, number)
        except Refusal:
            line = None  # taken out of the journal meanwhile: the list is read again too
        if number == self._wanted:
            self._show(line)

    def _show(self, line: LineDetail | None) -> None:
        self.words = Content("") if line is None else told(line)
        for text in self.query(Static):
            text.update(self.words)
        self.scroll_home(animate=False)


class LineDialog(Dialog[None]):
    """The same on a narrow screen, and where there is much of it: it scrolls."""

    HELP_WORDS = (N_("What this line of the journal did, before and after. Esc goes back to the list."),)
    DEFAULT_CSS = """
    LineDialog {
        .dialog--box { width: 92; }
        VerticalScroll { height: auto; max-height: 60vh; scrollbar-size-vertical: 1; background: $panel; }
        VerticalScroll:focus { background-tint: $foreground 0%; }
    }
    """

    def __init__(self, line: LineDetail) -> None:
        super().__init__()
        self.line = line

    def heading(self) -> Content:
        """Which line."""
        return shown(_("Line {number} of the journal").format(number=format.number(self.line.entry.id)))

    def compose_box(self) -> Iterable[Widget]:
        """The text, which scrolls with the arrows."""
        box = VerticalScroll(Static(Content("\n").join(detail_lines(self.line)), markup=False))
        box.can_focus = True
        yield box

    def refresh_words(self) -> None:
        """The text is stored translated."""
        super().refresh_words()
        self.query_one("VerticalScroll Static", Static).update(Content("\n").join(detail_lines(self.line)))
