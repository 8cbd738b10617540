"""The planner's list: headings that the cursor passes over, lines that it stands on, marks.

A list of a day or a week is short: it is given whole, unlike the big list of contacts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Offset, Size
from textual.message import Message
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.strip import Strip

from fichier_tui.i18n import N_, _
from fichier_tui.ui import format as written
from fichier_tui.ui import keys
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.planner.keys_ahead import KeysAhead
from fichier_tui.ui.screens.planner.lines import ACTION, PROPOSAL, Heading, Line, Row
from fichier_tui.ui.widgets.cells import aligned, cell_segments, harmless, pieces
from fichier_tui.ui.widgets.columns import GAP, Column, fit_columns

CURSOR, MARK, RULE = "›", "✓", "─"
GUTTER = 3
COLUMNS: tuple[Column[Row], ...] = (
    Column("when", "", lambda row: Content(row.when), width=8, align="right"),
    Column("mark", "", lambda row: Content(row.mark), width=2),
    Column("what", "", lambda row: Content(row.what), width=11, priority=2),
    Column("name", "", lambda row: shown(row.name), width=12, flex=1, most=32),
    Column("subject", "", lambda row: shown(row.subject), width=12, flex=6),
    Column("in_charge", "", lambda row: shown(row.in_charge), width=8, priority=3),
)
PROPOSED: tuple[Column[Row], ...] = (
    Column("mark", "", lambda row: Content(row.mark), width=1),
    Column("name", "", lambda row: shown(row.name), width=12, flex=1, most=16),
    Column("subject", "", lambda row: shown(row.subject), width=20, flex=5),
)
"""What is proposed has no hour: its reason needs the room."""
WHEN_DATED = 15
"""Cells for the day and the hour where no heading tells the day."""


def measured(rows: Sequence[Row]) -> Sequence[Column[Row]]:
    """The columns no wider than what stands in them: the room left is the subject's.

    An empty one is left out, and who is in charge where it is the same person all along.
    """
    found = []
    for column in COLUMNS:
        cells = max((cell_len(str(column.cell(row))) for row in rows), default=column.width)
        alike = column.key == "in_charge" and len({row.in_charge for row in rows} - {""}) == 1
        if column.key == "subject":
            # What it does not need is left to the names.
            found.append(replace(column, most=max(column.width, cells)))
        elif cells and not alike:
            most = min(column.most, cells) if column.most else 0
            found.append(replace(column, width=min(column.width, cells), most=most))
    return found


class AgendaList(ScrollView, KeysAhead, can_focus=True):
    """Lines under headings."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k,K", "cursor_up", N_("Previous row"), show=False, id="list.up"),
        Binding("down,j,J", "cursor_down", N_("Next row"), show=False, id="list.down"),
        Binding("pageup", "page_up", N_("Previous page"), show=False, id="list.page_up"),
        Binding("pagedown", "page_down", N_("Next page"), show=False, id="list.page_down"),
        Binding("home", "first", N_("First row"), show=False, id="list.first"),
        Binding("end", "last", N_("Last row"), show=False, id="list.last"),
        keys.OPEN.binding("select"),
        keys.MARK.binding("mark"),
    ]
    PARTS = ("heading", "late", "today", "rule", "quiet", "cursor", "resting", "marked", "mark")
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"agenda--{part}" for part in PARTS}
    DEFAULT_CSS = """
    AgendaList {
        height: 1fr; background: $surface; color: $foreground; overflow-x: hidden; overflow-y: auto;
        scrollbar-size-vertical: 1;
        & > .agenda--heading { color: $foreground; text-style: bold; }
        & > .agenda--late { color: $text-warning; text-style: bold; }
        & > .agenda--today { color: $accent; text-style: bold; }
        & > .agenda--rule { color: $line; }
        & > .agenda--quiet { color: $text-muted; }
        & > .agenda--cursor {
            color: $block-cursor-foreground; background: $block-cursor-background; text-style: bold;
        }
        & > .agenda--resting { background: $panel; text-style: bold; }
        & > .agenda--marked { text-style: bold; }
        & > .agenda--mark { color: $text-warning; text-style: bold; }
    }
    """
    cursor = var(0, init=False)
    """The index of the line under the cursor, always a `Row` where there is one."""

    @dataclass
    class Highlighted(Message):
        """The cursor came upon another line."""

        row: Row | None

    @dataclass
    class Opened(Message):
        """Enter, or a click on the line under the cursor."""

        row: Row

    @dataclass
    class Marked(Message):
        """Space, or a click in the margin: the marks changed."""

        actions: frozenset[int]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.lines: tuple[Line, ...] = ()
        self.marked: frozenset[int] = frozenset()
        self.empty = Content("")
        """What to say where there is no action."""
        self._to_do = False
        self._measured: Sequence[Column[Row]] = COLUMNS
        self.dated = False
        """Whether each line tells its day."""

    @property
    def row(self) -> Row | None:
        """The line under the cursor."""
        line = self.lines[self.cursor] if 0 <= self.cursor < len(self.lines) else None
        return line if isinstance(line, Row) else None

    def show(self, lines: Sequence[Line], *, dated: bool = False, keep_cursor: bool = True, start: int = 0) -> None:
        """Show these lines; the cursor stays on its row, or near its place where that is gone.

        Without `keep_cursor` it goes to the first row from the line `start` on, which is shown at the top.
        """
        before, place = self.row, self.cursor
        self.lines, self.dated = tuple(lines), dated
        self._measured = measured([line for line in lines if isinstance(line, Row) and line.kind != PROPOSAL])
        self._to_do = any(isinstance(line, Row) and line.kind == ACTION for line in lines)
        self.virtual_size = Size(self.size.width, len(self.lines))
        found = self._index_of(before) if before is not None and keep_cursor else None
        if found is None:
            found = self._near(place if keep_cursor and before is not None else start)
        self.set_reactive(AgendaList.cursor, found)
        if not keep_cursor:
            self.scroll_to(y=start, animate=False)
        self._show_cursor()
        self.refresh()
        self.post_message(self.Highlighted(self.row))

    def _mark(self, action: int) -> None:
        """At once: the next key may be about what is marked."""
        self.set_marked(self.marked ^ {action})
        self.post_message(self.Marked(self.marked))

    def set_marked(self, marked: frozenset[int]) -> None:
        """Show exactly these actions as marked."""
        self.marked = marked
        self.refresh()

    def _index_of(self, row: Row) -> int | None:
        for index, line in enumerate(self.lines):
            if isinstance(line, Row) and line.key == row.key:
                # What was just done is struck off, what was put off stands elsewhere: the cursor goes on to the next.
                over = line.tone == "quiet" != row.tone
                return None if over or line.day != row.day else index
        return None

    def _near(self, place: int) -> int:
        """The row at this line or the next one below, else the last one above."""
        rows = [index for index, line in enumerate(self.lines) if isinstance(line, Row)]
        below = [index for index in rows if index >= place]
        return below[0] if below else rows[-1] if rows else 0

    def go_to(self, kind: str) -> bool:
        """Put the cursor on the first row of a kind, its heading at the top; False where there is none."""
        found = next((i for i, line in enumerate(self.lines) if isinstance(line, Row) and line.kind == kind), None)
        if found is None:
            return False
        self.cursor = found
        self.scroll_to(y=found - 1, animate=False)
        return True

    # Moving

    def watch_cursor(self, before: int, now: int) -> None:
        """Show the line under the cursor, and tell."""
        if before != now:
            self._show_cursor()
            self.refresh()
            self.post_message(self.Highlighted(self.row))

    def _move(self, rows: int) -> None:
        places = [index for index, line in enumerate(self.lines) if isinstance(line, Row)]
        if places and self.cursor in places:
            self.cursor = places[max(0, min(places.index(self.cursor) + rows, len(places) - 1))]

    def action_cursor_up(self) -> None:
        """To the row above; from the first, the headings above it come into sight."""
        self._move(-1)

    def action_cursor_down(self) -> None:
        """To the row below."""
        self._move(1)

    def action_page_up(self) -> None:
        """A screen up."""
        self._move(-max(1, self.size.height - 2))

    def action_page_down(self) -> None:
        """A screen down."""
        self._move(max(1, self.size.height - 2))

    def action_first(self) -> None:
        """To the first row."""
        self._move(-len(self.lines))

    def action_last(self) -> None:
        """To the last row."""
        self._move(len(self.lines))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter is greyed where there is no line."""
        return None if self.why_not(action) else super().check_action(action, parameters)

    def why_not(self, action: str) -> str:
        """Why a key of the list does nothing now, translated; "" where it does something."""
        return _("There is nothing here to open.") if action == "select" and self.row is None else ""

    def action_select(self) -> None:
        """Open the row under the cursor."""
        if self.row is not None:
            self.post_message(self.Opened(self.row))

    def action_mark(self) -> None:
        """Mark the action under the cursor, or take its mark off, and go to the next."""
        if self.row is not None and self.row.kind == ACTION:
            self._mark(self.row.id)
            self._move(1)

    def _show_cursor(self) -> None:
        """Scroll as little as needed for the row to be seen with the heading above it."""
        height, top = max(1, self.size.height), self.scroll_offset.y
        first = self.cursor
        while first > 0 and isinstance(self.lines[first - 1], Heading):
            first -= 1
        if first < top:
            self.scroll_to(y=first, animate=False)
        elif self.cursor >= top + height:
            self.scroll_to(y=self.cursor - height + 1, animate=False)
        if self.has_focus:
            x, y, _width, _height = self.content_region
            self.app.cursor_position = Offset(x, y + self.cursor - self.scroll_offset.y)

    def on_resize(self) -> None:
        """Share the width anew; the cursor stays in sight."""
        self.virtual_size = Size(self.size.width, len(self.lines))
        self._show_cursor()

    def watch_has_focus(self, value: bool) -> None:
        """The row under the cursor is drawn otherwise when the keys go elsewhere."""
        super().watch_has_focus(value)
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """The margin marks, a row gets the cursor, the row under the cursor opens."""
        index = event.y + self.scroll_offset.y
        line = self.lines[index] if index < len(self.lines) else None
        if not isinstance(line, Row):
            return
        event.stop()
        was_there = index == self.cursor
        self.cursor = index
        if event.x < GUTTER and line.kind == ACTION:
            self._mark(line.id)
        elif was_there or event.chain > 1:
            self.action_select()

    # Drawing

    def render_line(self, y: int) -> Strip:
        """A heading, a row, or a line of what is said when there is none."""
        width = self.scrollable_content_region.width
        index = y + self.scroll_offset.y
        if index < len(self.lines):
            line = self.lines[index]
            drawn = self._heading(line, width) if isinstance(line, Heading) else self._row(line, index, width)
            return Strip(drawn).crop_extend(0, width, self.rich_style)
        if not self._to_do:
            return self._empty(y - len(self.lines) - 2, width)
        return Strip.blank(width, self.rich_style)

    def _style(self, part: str) -> Style:
        return self.get_visual_style(f"agenda--{part}").rich_style

    def _heading(self, heading: Heading, width: int) -> list[Segment]:
        words = harmless(heading.words)
        count = "" if heading.count is None else f" · {written.number(heading.count)}"
        room = max(4, width - GUTTER - len(count) - 4)
        words = aligned(words, min(room, cell_len(words))) + count
        rule = RULE * max(0, width - cell_len(words) - 5)
        style = self._style(heading.tone or "heading")
        return [
            Segment(f" {RULE} ", self._style("rule")),
            Segment(words, style),
            Segment(f" {rule}", self._style("rule")),
        ]

    def _row(self, row: Row, index: int, width: int) -> list[Segment]:
        at_cursor, marked = index == self.cursor, row.kind == ACTION and row.id in self.marked
        part = ("cursor" if self.has_focus else "resting") if at_cursor else "marked" if marked else ""
        part = part or ("quiet" if row.tone == "quiet" else "")
        base = self._style(part) if part else self.rich_style
        look = self.get_visual_style(f"agenda--{part}") if part else self.visual_style
        drawn = [Segment((CURSOR if at_cursor else " ") + (MARK if marked else " ") + " ", base)]
        for column, cells in fit_columns(self._columns(row), max(0, width - GUTTER)):
            styled = pieces(column.cell(row), look, self.app.stylesheet.parse_style)
            over = base
            if not at_cursor and (column.key == "mark" or (column.key == "when" and row.tone == "late")):
                over = base + (self._style("mark") if row.tone != "quiet" else Style())
            elif not at_cursor and column.key in ("what", "in_charge"):
                over = base + Style(color=self._style("quiet").color)
            styled = [(text, over) for text, _style in styled]
            drawn += cell_segments(styled, cells, column.align, over)
            drawn.append(Segment(" " * GAP, base))
        return drawn

    def _columns(self, row: Row) -> Sequence[Column[Row]]:
        """Where each line tells its day it is wider, and its heading tells the contact."""
        if row.kind == PROPOSAL:
            return PROPOSED
        if not self.dated:
            return self._measured
        wider = Column("when", "", COLUMNS[0].cell, width=WHEN_DATED, align="right")
        return (wider, *(column for column in self._measured if column.key not in ("when", "name")))

    def _empty(self, y: int, width: int) -> Strip:
        lines = self.empty.split("\n", allow_blank=True)
        if not 0 <= y < len(lines):
            return Strip.blank(width, self.rich_style)
        styled = pieces(lines[y], self.visual_style, self.app.stylesheet.parse_style)
        return Strip(cell_segments(styled, width, "center", self.rich_style))
