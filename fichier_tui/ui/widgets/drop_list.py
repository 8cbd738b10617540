"""The list that drops from a field: below it where there is room, else above, never over it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.segment import Segment
from textual import events
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from fichier_tui.ui.widgets.cells import aligned, cut, harmless

ROWS = 8
"""Rows shown at once."""
LEAST_WIDTH = 24


class DropList(Widget):
    """Choices under a field. The keys stay with the field; the mouse may click here."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {"drop-list--cursor", "drop-list--aside"}
    DEFAULT_CSS = """
    DropList {
        position: absolute;
        overlay: screen;
        display: none;
        background: $panel;
        color: $foreground;
        border: round $primary;
        & > .drop-list--cursor {
            color: $block-cursor-foreground; background: $block-cursor-background; text-style: bold;
        }
        & > .drop-list--aside { color: $text-muted; }
    }
    """

    def __init__(self, picked: Callable[[int], None]) -> None:
        """`picked` is told the index of a choice that is clicked."""
        super().__init__()
        self._picked = picked
        self._items: Sequence[tuple[str, str]] = ()
        self._cursor = -1
        self._top = 0

    def show(self, items: Sequence[tuple[str, str]], cursor: int, field: Region) -> None:
        """Show `items` (words, aside) beside the field that is at `field` on the screen; no cursor where it is -1."""
        self._items, self._cursor = items, cursor
        below, above = self.screen.size.height - field.bottom, field.y
        under = below >= min(len(items), ROWS) + 2 or below >= above
        rows = max(1, min(len(items), ROWS, (below if under else above) - 2))
        if cursor >= 0:
            self._top = min(max(self._top, cursor - rows + 1), cursor)
        self._top = max(0, min(self._top, len(items) - rows))
        longest = max((len(words) + (len(aside) + 2 if aside else 0) for words, aside in items), default=0)
        width = min(self.screen.size.width, max(field.width + 2, LEAST_WIDTH, min(longest + 6, 60)))
        left = max(0, min(field.x - 3, self.screen.size.width - width))
        self.styles.width, self.styles.height = width, rows + 2
        self.styles.offset = (left, field.bottom if under else field.y - rows - 2)
        self.display = True
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One choice: the cursor, the words, what stands aside."""
        width, index = self.size.width, y + self._top
        if index >= len(self._items):
            return Strip.blank(width, self.rich_style)
        words, aside = (harmless(text) for text in self._items[index])
        at_cursor = index == self._cursor
        style = self.get_component_rich_style("drop-list--cursor") if at_cursor else self.rich_style
        muted = style if at_cursor else self.get_component_rich_style("drop-list--aside")
        # Half of the line at most, unless the words leave more: a postcode is short, its town is not.
        aside = cut(aside, max(width // 2, width - 5 - len(words)))
        first = aligned(words, max(0, width - 3 - len(aside)))
        strip = Strip([Segment("› " if at_cursor else "  ", style), Segment(first, style), Segment(aside, muted)])
        return strip.crop_extend(0, width, style)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Pick before the field loses the focus to the click."""
        event.stop()
        event.prevent_default()
        index = event.get_content_offset_capture(self).y + self._top
        if 0 <= index < len(self._items):
            self._picked(index)

    def move_view(self, rows: int) -> None:
        """Roll by some rows, the cursor left where it is."""
        self._top = max(0, min(self._top + rows, len(self._items) - (self.size.height or 1)))
        self.refresh()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Roll down."""
        event.stop()
        self.move_view(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Roll up."""
        event.stop()
        self.move_view(-1)
