"""How the lines of the big list look: its heading, its rows, what it says when it has none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, NamedTuple, TypeVar

from rich.segment import Segment
from textual.content import Content
from textual.strip import Strip
from textual.style import Style as VisualStyle
from textual.widget import Widget

from fichier_tui import i18n
from fichier_tui.i18n import _
from fichier_tui.ui.widgets.cells import aligned, cell_segments, pieces
from fichier_tui.ui.widgets.columns import GAP, Column, fit_columns

R = TypeVar("R")

CURSOR = "›"
MARK = "✓"
WAITING = "·  ·  ·"
GONE = "—"
GUTTER = 3
"""Cells before the first column: the cursor, the mark, a blank."""

STRIPS_KEPT = 400
"""Drawn rows kept, some screens' worth: scrolling by one row draws one row."""


class Seat(NamedTuple):
    """Where and how a row is shown."""

    place: int
    at_cursor: bool
    marked: bool
    is_read: bool
    """Whether its page was read: a row that is read and missing is no longer in the file."""


class Painter(Generic[R]):
    """Draws a list's lines, and remembers the rows it drew."""

    def __init__(self, widget: Widget, columns: Sequence[Column[R]], empty_state: Content | None) -> None:
        self.columns = tuple(columns)
        self.sort = ("", False)
        """The sort key of the list's order, and whether it is descending."""
        self.empty_state = empty_state
        self.rests = True
        """Whether the cursor is marked while the keys are elsewhere."""
        self._widget = widget
        self._layout: list[tuple[Column[R], int]] = []
        self._width = -1
        self._strips: dict[Seat, Strip] = {}
        self._language = i18n.language()

    def lay_out(self, width: int) -> None:
        """Share `width` cells among the columns; forget what was drawn."""
        self._width = width
        self._layout = fit_columns(self.columns, max(0, width - GUTTER))
        self._strips.clear()

    def forget(self) -> None:
        """Forget the rows that were drawn."""
        self._strips.clear()

    def column_at(self, x: int) -> Column[R] | None:
        """The column whose heading is at cell `x`."""
        left = GUTTER
        for column, cells in self._layout:
            if left <= x < left + cells + GAP:
                return column
            left += cells + GAP
        return None

    def header(self, width: int) -> Strip:
        """The headings, the sort mark beside that of the order shown."""
        self._fit(width)
        base, strong = self._style("header").rich_style, self._style("sorted").rich_style
        segments = [Segment(" " * GUTTER, base)]
        for column, cells in self._layout:
            title, style = _(column.title), base
            if column.sort and column.sort == self.sort[0]:
                arrow = "▼" if self.sort[1] else "▲"
                style = strong
                title = f"{aligned(title, min(len(title), max(0, cells - 2)))} {arrow}"
            segments += [Segment(aligned(title, cells, column.align), style), Segment(" " * GAP, base)]
        return Strip(segments).crop_extend(0, width, base)

    def row(self, row: R | None, seat: Seat, width: int) -> Strip:
        """One row; a calm placeholder while it is being read."""
        self._fit(width)
        if self._language != i18n.language():
            self._language = i18n.language()
            self._strips.clear()
        strip = self._strips.get(seat)
        if strip is None:
            if len(self._strips) >= STRIPS_KEPT:
                self._strips.clear()
            strip = self._strips[seat] = self._draw_row(row, seat, width)
        return strip

    def _fit(self, width: int) -> None:
        """The scroll bar came or went without a word: share the width anew."""
        if width != self._width:
            self.lay_out(width)

    def _draw_row(self, row: R | None, seat: Seat, width: int) -> Strip:
        look = self._look(seat)
        base = look.rich_style
        pointed = seat.at_cursor and (self.rests or self._widget.has_focus)
        segments = [Segment((CURSOR if pointed else " ") + (MARK if seat.marked else " ") + " ", base)]
        if row is None:
            waiting = base if seat.at_cursor else self._style("waiting").rich_style
            segments.append(Segment(GONE if seat.is_read else WAITING, waiting))
        else:
            parse = self._widget.app.stylesheet.parse_style
            for column, cells in self._layout:
                styled = pieces(column.cell(row), look, parse)
                if seat.at_cursor and self._widget.has_focus:
                    # Colours chosen for the plain background might not be read on that of the cursor.
                    styled = [(text, style.without_color + base) for text, style in styled]
                segments += cell_segments(styled, cells, column.align, base)
                segments.append(Segment(" " * GAP, base))
        return Strip(Segment.simplify(segments)).crop_extend(0, width, base)

    def empty(self, y: int, width: int, height: int) -> Strip:
        """One line of what is said when there is no row."""
        look = self._widget.visual_style
        lines = self.empty_state.split("\n", allow_blank=True) if self.empty_state is not None else []
        number = y - max(2, (height - len(lines)) // 3)
        if not 0 <= number < len(lines):
            return Strip.blank(width, look.rich_style)
        styled = pieces(lines[number], look, self._widget.app.stylesheet.parse_style)
        return Strip(cell_segments(styled, width, "center", look.rich_style))

    def _look(self, seat: Seat) -> VisualStyle:
        if seat.at_cursor:
            return self._style("cursor" if self._widget.has_focus else "resting")
        return self._style("marked") if seat.marked else self._widget.visual_style

    def _style(self, part: str) -> VisualStyle:
        return self._widget.get_visual_style(f"paged-list--{part}")
