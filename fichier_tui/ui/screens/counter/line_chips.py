"""Under the line: what was understood, a chip a piece. The line keeps the focus; it says which chip is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from fichier_tui.ui.safe import fitted
from fichier_tui.ui.screens.counter.piece_words import Chip

LINES = 3
WIDEST = 44
"""Cells of one chip, at most: a long note is not the line again."""
CHOSEN = "bold underline $chosen-ink on $chosen"


class LineChips(Widget):
    """At most three lines of chips."""

    DEFAULT_CSS = "LineChips { height: auto; max-height: 3; }"
    ALLOW_SELECT = False
    chips: reactive[tuple[Chip, ...]] = reactive((), layout=True)
    chosen: reactive[int | None] = reactive(None)
    """The place of the chip that the keys are on."""

    def rows(self, width: int) -> list[list[tuple[int, Content]]]:
        """The chips with their places, in lines of `width` cells; what does not fit is counted in the last."""
        rows: list[list[tuple[int, Content]]] = [[]]
        used = 1
        for place, chip in enumerate(self.chips):
            text = self._chip(chip, min(WIDEST, max(4, width - 2)))
            if rows[-1] and used + text.cell_length > width:
                rows.append([])
                used = 1
            rows[-1].append((place, text))
            used += text.cell_length + 1
        if len(rows) > LINES:
            rows = self._from(rows)
        return rows

    def _from(self, rows: Sequence[list[tuple[int, Content]]]) -> list[list[tuple[int, Content]]]:
        """The lines around the chosen chip, else the last ones: there it is typed."""
        here = len(rows) - 1
        if self.chosen is not None:
            here = next((number for number, row in enumerate(rows) if self.chosen <= row[-1][0]), here)
        first = max(0, min(here - LINES + 2, len(rows) - LINES))
        return list(rows[first : first + LINES])

    def _chip(self, chip: Chip, width: int) -> Content:
        mark = " ?" if chip.ambiguity is not None or chip.unread else ""
        style = "$text-warning on $panel" if mark else "$text-muted on $panel" if chip.presumed else "on $panel"
        words = f"« {chip.words} »" if chip.unread else chip.words
        return Content.assemble(" ", fitted(words, width - 2 - cell_len(mark)), mark, " ").stylize(style)

    def render(self) -> Content:
        """The lines."""
        lines = []
        for row in self.rows(self.size.width):
            parts: list[Content] = []
            for place, text in row:
                parts += [Content(" "), Content(text.plain).stylize(CHOSEN) if place == self.chosen else text]
            lines.append(Content("").join(parts))
        return Content("\n").join(lines)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One line even where nothing is understood: the list below stays where it is."""
        return max(1, len(self.rows(width)))
