"""One row of a foreign file of which something was not understood: all that it holds, and what it was taken for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from fichier_tui.domain.import_plan import Refused
from fichier_tui.i18n import N_, _
from fichier_tui.ui import format
from fichier_tui.ui.dialogs.dialog import Dialog
from fichier_tui.ui.import_words import reason_words
from fichier_tui.ui.safe import fitted, shown

LONGEST_HEADING = 24


class RowDialog(Dialog[None]):
    """Every cell of the row under its heading; what was not understood says why."""

    HELP_WORDS = (
        N_("The whole row as it stands in the file. What was not understood is kept in a note of the contact."),
        N_("Correct it in the file and import again, or on the card afterwards."),
    )
    DEFAULT_CSS = """
    RowDialog {
        VerticalScroll { height: auto; max-height: 60vh; scrollbar-size-vertical: 1; background: $panel; }
        VerticalScroll:focus { background-tint: $foreground 0%; }
    }
    """

    def __init__(self, cells: Sequence[tuple[str, str]], refused: Sequence[Refused], name: str) -> None:
        """`refused` are those of one row, `name` whose card keeps them; "" for a row that is left out."""
        super().__init__()
        self.cells, self.refused, self.contact_name = cells, refused, name

    def heading(self) -> Content:
        """Which row, and of whom."""
        row = _("Row {row}").format(row=format.number(self.refused[0].row))
        return Content(" · ").join(part for part in (shown(row), shown(self.contact_name)) if part.plain)

    def compose_box(self) -> Iterable[Widget]:
        """The text, which scrolls with the arrows."""
        box = VerticalScroll(Static(self._words(), markup=False))
        box.can_focus = True
        yield box

    def refresh_words(self) -> None:
        """The reasons are stored translated."""
        super().refresh_words()
        self.query_one("VerticalScroll Static", Static).update(self._words())

    def _words(self) -> Content:
        return Content("\n").join(self._lines())

    def _lines(self) -> Iterator[Content]:
        why = {refused.column: refused for refused in self.refused}
        width = min(LONGEST_HEADING, max((cell_len(heading) for heading, _text in self.cells), default=0)) + 2
        if (left_out := why.get("")) is not None:
            yield _marked(left_out)
        for heading, text in self.cells:
            label = fitted(heading, width - 2)
            value = shown(text or "—")
            yield Content.assemble(label.stylize("$text-muted"), " " * (width - label.cell_length), value)
            if heading in why:
                yield Content.assemble(" " * width, _marked(why.pop(heading)))


def _marked(refused: Refused) -> Content:
    return Content.assemble(shown("!", "bold $text-warning"), " ", shown(reason_words(refused.reason)))
