"""A short list to choose in, whose cursor is seen without colour: a mark in front, as in the long lists."""

from __future__ import annotations

from collections.abc import Iterable

from rich.segment import Segment
from textual.strip import Strip
from textual.widgets import OptionList
from textual.widgets.option_list import Option

CURSOR = "›"
MARGIN = 2


class MarkedOptions(OptionList):
    """Textual's list with `›` before the line under the cursor; two cells are kept for it."""

    def replace(self, options: Iterable[Option], cursor: int | None = None) -> None:
        """Show these options instead of those before, the cursor where it was, or on the line `cursor`."""
        at = self.highlighted if cursor is None else cursor
        self.clear_options()
        self.add_options(options)
        self.highlighted = min(at or 0, self.option_count - 1) if self.option_count else None

    def _get_left_gutter_width(self) -> int:
        return MARGIN

    def render_line(self, y: int) -> Strip:
        """The line, after its mark or the blank that stands for it."""
        strip = super().render_line(y)
        line = self.scroll_offset.y + y
        chosen = line < len(self._lines) and self._lines[line] == (self.highlighted, 0)
        style = next((segment.style for segment in strip), None)
        return Strip([Segment(f"{CURSOR if chosen else ' '} ", style), *strip])
