"""A short list to choose in, whose cursor is seen without colour: a mark in front, as in the long lists."""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip
from textual.widgets import OptionList

CURSOR = "›"
MARGIN = 2


class MarkedOptions(OptionList):
    """Textual's list with `›` before the line under the cursor; two cells are kept for it."""

    def _get_left_gutter_width(self) -> int:
        return MARGIN

    def render_line(self, y: int) -> Strip:
        """The line, after its mark or the blank that stands for it."""
        strip = super().render_line(y)
        line = self.scroll_offset.y + y
        chosen = line < len(self._lines) and self._lines[line] == (self.highlighted, 0)
        style = next((segment.style for segment in strip), None)
        return Strip([Segment(f"{CURSOR if chosen else ' '} ", style), *strip])
