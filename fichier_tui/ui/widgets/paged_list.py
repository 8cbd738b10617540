"""The big list: as quick over a million rows as over ten, because it only knows their ids and reads rows by pages.

It never reads by itself: the screen gives it a loader, called off the screen's own time, and a vector of ids.
It refuses to sort or to search: it asks for it (`SortRequested`), and is told the new ids (`show`).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from operator import attrgetter
from typing import ClassVar, Generic, TypeAlias, TypeVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Offset, Region, Size
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.strip import Strip

from fichier_tui.i18n import N_, _
from fichier_tui.ui import keys
from fichier_tui.ui.background import in_background
from fichier_tui.ui.widgets import list_messages
from fichier_tui.ui.widgets.columns import Column
from fichier_tui.ui.widgets.list_painter import GUTTER, Painter, Seat
from fichier_tui.ui.widgets.pages import Pages

R = TypeVar("R")

LETTERS = {"j": "cursor_down", "J": "cursor_down", "k": "cursor_up", "K": "cursor_up", "g": "first", "G": "last"}


class PagedList(ScrollView, Generic[R], can_focus=True):
    """A list of rows `R` under headings, with a cursor, marks, and pages read on demand."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "cursor_up", N_("Previous row"), show=False, id="list.up"),
        Binding("down", "cursor_down", N_("Next row"), show=False, id="list.down"),
        Binding("pageup", "page_up", N_("Previous page"), show=False, id="list.page_up"),
        Binding("pagedown", "page_down", N_("Next page"), show=False, id="list.page_down"),
        Binding("home", "first", N_("First row"), show=False, id="list.first"),
        Binding("end", "last", N_("Last row"), show=False, id="list.last"),
        keys.OPEN.binding("select"),
        keys.MARK.binding("mark"),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "paged-list--header",
        "paged-list--sorted",
        "paged-list--cursor",
        "paged-list--resting",
        "paged-list--marked",
        "paged-list--waiting",
    }
    DEFAULT_CSS = """
    PagedList {
        height: 1fr;
        background: $surface;
        color: $foreground;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        & > .paged-list--header { color: $text-muted; background: $panel; }
        & > .paged-list--sorted { color: $foreground; background: $panel; text-style: bold; }
        & > .paged-list--cursor {
            color: $block-cursor-foreground; background: $block-cursor-background; text-style: bold;
        }
        & > .paged-list--resting { background: $panel; text-style: bold; }
        & > .paged-list--marked { text-style: bold; }
        & > .paged-list--waiting { color: $text-muted; }
    }
    """

    cursor = var(0, init=False)
    """The index of the row under the cursor."""

    Highlighted: TypeAlias = list_messages.Highlighted
    Selected: TypeAlias = list_messages.Selected
    Marked: TypeAlias = list_messages.Marked
    SortRequested: TypeAlias = list_messages.SortRequested

    def __init__(
        self,
        columns: Sequence[Column[R]],
        load: Callable[[Sequence[int]], Awaitable[Sequence[R]]],
        *,
        id_of: Callable[[R], int] = attrgetter("id"),
        empty: Content | None = None,
        letters: bool = False,
        rests: bool = True,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """A list with these `columns`, whose rows `load` reads by their ids (missing ones may be left out).

        `empty` is shown when there is no row (what to do, which key to press). `letters` lets j k g G move too.
        Without `rests` the cursor is marked only while the keys are here: where another list stands beside it.
        """
        super().__init__(id=id, classes=classes)
        self.marked: set[int] = set()
        self._painter: Painter[R] = Painter(self, columns, empty)
        self._pages: Pages[R] = Pages(id_of)
        self._load = load
        self._letters = letters
        self._painter.rests = rests
        self._loading = False
        self._shown = False
        self._ahead = 1

    # What a screen asks and tells

    @property
    def ids(self) -> Sequence[int]:
        """All ids, in the order shown."""
        return self._pages.ids

    @property
    def cursor_id(self) -> int | None:
        """The id under the cursor; None when the list is empty."""
        return self.ids[self.cursor] if 0 <= self.cursor < len(self.ids) else None

    @property
    def cursor_row(self) -> R | None:
        """The row under the cursor; None when the list is empty or the row not read yet."""
        return self._pages.row(self.cursor) if self.cursor_id is not None else None

    def show(
        self, ids: Iterable[int], *, keep_cursor: bool = True, rows: Sequence[R] = (), now: int | None = None
    ) -> None:
        """Show these ids. The cursor stays on its row, at the same height, unless told to go to the first.

        `now` is the id that its row has from now on, where ids are places and it has moved.
        An `array('q')` is taken as it is, and must not be changed afterwards. `rows`, if they were read already, are
        those of the first page: the list is then drawn at once.
        """
        before, height = self.cursor_id, self.cursor - self.scroll_offset.y
        was_nothing = self.has_nothing
        self._pages.replace(ids)
        if rows:
            self._pages.store(self._pages.generation, 0, rows)
        self._shown = True
        self._painter.forget()
        index = 0
        if keep_cursor and before is not None:
            try:
                index = self._pages.ids.index(before if now is None else now)
            except ValueError:
                index = min(self.cursor, max(0, len(self.ids) - 1))
        self.virtual_size = Size(self.size.width, len(self.ids) + 1)
        # Above the first row, where nobody has moved yet, a new one is seen; further down the cursor keeps its height.
        is_at_top = not self.cursor and index < self.rows_shown
        self.set_reactive(PagedList.cursor, index)
        self.scroll_to(y=max(0, index - height) if keep_cursor and not is_at_top else 0, animate=False)
        self._show_cursor()
        self.refresh()
        self._read_rows()
        if self.cursor_id != before:
            self.post_message(self.Highlighted(self, self.cursor_id))
        if self.has_nothing != was_nothing and self.is_attached:
            self.screen.refresh_bindings()

    @property
    def has_nothing(self) -> bool:
        """Whether it is known that there is no row."""
        return self._shown and not self.ids

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter is greyed where there is no row."""
        return None if self.why_not(action) else super().check_action(action, parameters)

    def why_not(self, action: str) -> str:
        """Why a key of the list does nothing now, translated; "" where it does something."""
        return _("There is nothing here to open.") if action == "select" and self.has_nothing else ""

    def reload(self) -> None:
        """Read the rows again: the file changed, the list did not."""
        self.show(self._pages.ids)

    def set_columns(self, columns: Sequence[Column[R]]) -> None:
        """Show these columns from now on."""
        self._painter.columns = tuple(columns)
        self._redraw()

    def set_sort(self, sort: str, descending: bool = False) -> None:
        """Draw the sort mark on the column whose sort key is `sort`."""
        self._painter.sort = (sort, descending)
        self.refresh()

    def set_empty(self, empty: Content) -> None:
        """What to show from now on where there is no row."""
        self._painter.empty_state = empty
        self.refresh()

    def set_marked(self, ids: Iterable[int]) -> None:
        """Mark exactly these."""
        self.marked = set(ids)
        self._marks_changed()

    def go_to(self, row_id: int) -> bool:
        """Put the cursor on the row of this id; False where the list does not hold it."""
        try:
            self.cursor = self._pages.ids.index(row_id)
        except ValueError:
            return False
        return True

    # Moving

    @property
    def rows_shown(self) -> int:
        """How many rows the screen shows at once."""
        return max(1, self.scrollable_content_region.height - 1)

    def validate_cursor(self, index: int) -> int:
        """Keep the cursor within the list."""
        return max(0, min(index, len(self.ids) - 1))

    def watch_cursor(self, before: int, now: int) -> None:
        """Show the row under the cursor, and tell."""
        if before == now:
            return
        self._ahead = 1 if now > before else -1
        self.refresh_line(before + 1)
        self.refresh_line(now + 1)
        self._show_cursor()
        self.post_message(self.Highlighted(self, self.cursor_id))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._read_rows()

    def action_cursor_up(self) -> None:
        """To the row above."""
        self.cursor -= 1

    def action_cursor_down(self) -> None:
        """To the row below."""
        self.cursor += 1

    def action_page_up(self) -> None:
        """A screen up, the cursor at the same height."""
        self._move_page(-self.rows_shown)

    def action_page_down(self) -> None:
        """A screen down, the cursor at the same height."""
        self._move_page(self.rows_shown)

    def action_first(self) -> None:
        """To the first row."""
        self.cursor = 0

    def action_last(self) -> None:
        """To the last row."""
        self.cursor = len(self.ids) - 1

    def action_select(self) -> None:
        """Open the row under the cursor."""
        if self.cursor_id is not None:
            self.post_message(self.Selected(self, self.cursor_id))

    def action_mark(self) -> None:
        """Mark the row under the cursor, or take its mark off, and go to the next."""
        if self.cursor_id is None:
            return
        self.marked ^= {self.cursor_id}
        self._marks_changed()
        self.cursor += 1

    def _move_page(self, rows: int) -> None:
        self.scroll_to(y=self.scroll_offset.y + rows, animate=False)
        self.cursor += rows

    def _show_cursor(self) -> None:
        """Scroll as little as needed for the cursor to be seen, and put the terminal's own cursor there."""
        top, rows = self.scroll_offset.y, self.rows_shown
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False)
        elif self.cursor >= top + rows:
            self.scroll_to(y=self.cursor - rows + 1, animate=False)
        if self.has_focus:
            self._place_terminal_cursor()

    def _place_terminal_cursor(self) -> None:
        """A braille display follows the terminal's real cursor."""
        x, y, _width, _height = self.content_region
        self.app.cursor_position = Offset(x, y + 1 + self.cursor - self.scroll_offset.y)

    def _marks_changed(self) -> None:
        self.refresh()
        self.post_message(self.Marked(self, frozenset(self.marked)))

    # Reading

    def _read_rows(self) -> None:
        if not self._loading and self.is_attached and self._next_page() is not None:
            self._loading = True
            in_background(self, self._read_pages, group="rows")

    def _next_page(self) -> int | None:
        """The next page worth reading: what is seen now, else the screens that come next in the same direction."""
        if not self.ids or not self.size.height:
            return None
        top, rows = self.scroll_offset.y, self.rows_shown
        seen = self._pages.missing(top, top + rows - 1)
        if seen is not None:
            return seen
        return self._pages.missing(*((top, top + 3 * rows) if self._ahead > 0 else (top - 3 * rows, top)))

    async def _read_pages(self) -> None:
        """Read until nothing near is missing; where the list moved on meanwhile, what is left behind is not read."""
        try:
            while (page := self._next_page()) is not None:
                generation = self._pages.generation
                rows = await self._load(self._pages.ids_of(page))
                if self._pages.store(generation, page, rows):
                    self._painter.forget()
                    self.refresh()
        finally:
            self._loading = False

    # Drawing

    def _redraw(self) -> None:
        self._painter.lay_out(self.scrollable_content_region.width)
        self.refresh()

    def on_resize(self) -> None:
        """Share the width anew; the cursor stays in sight."""
        self.virtual_size = Size(self.size.width, len(self.ids) + 1)
        self._redraw()
        self._show_cursor()
        self._read_rows()

    def notify_style_update(self) -> None:
        """The theme or the focus changed: draw every row again."""
        super().notify_style_update()
        self._redraw()

    def watch_has_focus(self, value: bool) -> None:
        """The row under the cursor is drawn otherwise when the keys go elsewhere."""
        super().watch_has_focus(value)
        self._painter.forget()
        self.refresh_line(self.cursor + 1)
        if value:
            self._place_terminal_cursor()

    def refresh_line(self, y: int) -> None:
        """Draw one line again: 0 is the header, 1 the first row."""
        line = y - self.scroll_offset.y
        if 0 < line <= self.rows_shown:
            self.refresh(Region(0, line, self.size.width, 1))

    def render_line(self, y: int) -> Strip:
        """The header, a row, or a line of the empty state."""
        width = self.scrollable_content_region.width
        if y == 0:
            return self._painter.header(width)
        index = y - 1 + self.scroll_offset.y
        if self._shown and not self.ids:
            return self._painter.empty(y, width, self.size.height)
        if index >= len(self.ids):
            return Strip.blank(width, self.rich_style)
        return self._painter.row(
            self._pages.row(index),
            Seat(index, index == self.cursor, self.ids[index] in self.marked, self._pages.is_read(index)),
            width,
        )

    # Keys by letter, and the mouse

    def on_key(self, event: events.Key) -> None:
        """j k g G, on the screens that asked for them."""
        action = LETTERS.get(event.character or "") if self._letters else None
        if action:
            event.stop()
            getattr(self, f"action_{action}")()

    def on_click(self, event: events.Click) -> None:
        """A heading sorts, the margin marks, a row gets the cursor, the row under the cursor opens."""
        event.stop()
        if event.y == 0:
            self._sort_by_heading(event.x)
            return
        index = event.y - 1 + self.scroll_offset.y
        if index >= len(self.ids):
            return
        was_there = index == self.cursor
        self.cursor = index
        if event.x < GUTTER:
            self.marked ^= {self.ids[index]}
            self._marks_changed()
        elif was_there or event.chain > 1:
            self.action_select()

    def _sort_by_heading(self, x: int) -> None:
        column = self._painter.column_at(x)
        if column is not None and column.sort:
            key, descending = self._painter.sort
            turned = not descending if key == column.sort else column.descending_first
            self.post_message(self.SortRequested(self, column.sort, turned))
