"""Seven columns of days: a week whose actions one walks through, or a month whose days one walks through."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from fichier_tui.domain.history import Action
from fichier_tui.domain.holidays import public_holidays
from fichier_tui.domain.schedule import is_late
from fichier_tui.i18n import N_, _, pgettext
from fichier_tui.ui import format as written
from fichier_tui.ui import keys
from fichier_tui.ui.code_words import ACTION_KINDS, word
from fichier_tui.ui.screens.planner.keys_ahead import KeysAhead
from fichier_tui.ui.screens.planner.lines import DONE, GIVEN_UP, HIGH, LATE
from fichier_tui.ui.widgets.cells import aligned, harmless

DAYS = 7
CURSOR, MARK, BAR = "›", "✓", "│"
LINES_OF_ACTION = 2
"""In a week: the hour and the kind, then the name."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """What is shown."""

    weeks: tuple[tuple[dt.date, ...], ...] = ()
    actions: Mapping[dt.date, Sequence[Action]] = field(default_factory=dict)
    today: dt.date = dt.date.min
    month: int = 0
    """Days of other months are drawn quietly; 0 in a week."""

    def on(self, day: dt.date) -> Sequence[Action]:
        """The actions of a day, in order."""
        return self.actions.get(day, ())


class CalendarGrid(KeysAhead, can_focus=True):
    """The days of `calendar`. In a week the arrows go through actions, in a month through days."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step_day(-1)", N_("Day before"), show=False, id="calendar.left"),
        Binding("right", "step_day(1)", N_("Day after"), show=False, id="calendar.right"),
        Binding("up,k,K", "step(-1)", N_("Up"), show=False, id="calendar.up"),
        Binding("down,j,J", "step(1)", N_("Down"), show=False, id="calendar.down"),
        Binding("home", "edge(0)", N_("Monday"), show=False, id="calendar.home"),
        Binding("end", "edge(-1)", N_("Sunday"), show=False, id="calendar.end"),
        keys.OPEN.binding("select"),
        keys.MARK.binding("mark"),
    ]
    PARTS = ("head", "today", "quiet", "line", "cursor", "resting", "late", "marked")
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"calendar--{part}" for part in PARTS}
    DEFAULT_CSS = """
    CalendarGrid {
        height: 1fr; background: $surface; color: $foreground;
        & > .calendar--head { color: $text-muted; background: $panel; }
        & > .calendar--today { color: $accent; text-style: bold; }
        & > .calendar--quiet { color: $text-muted; }
        & > .calendar--line { color: $line; }
        & > .calendar--cursor {
            color: $block-cursor-foreground; background: $block-cursor-background; text-style: bold;
        }
        & > .calendar--resting { background: $panel; text-style: bold; }
        & > .calendar--late { color: $text-warning; text-style: bold; }
        & > .calendar--marked { text-style: bold; }
    }
    """

    @dataclass
    class Highlighted(Message):
        """The cursor came upon another day or action."""

        day: dt.date
        action: Action | None

    @dataclass
    class Opened(Message):
        """Enter, or a click on what is under the cursor: an action, or else a day."""

        day: dt.date
        action: Action | None

    @dataclass
    class Marked(Message):
        """Space: the marks changed."""

        actions: frozenset[int]

    @dataclass
    class Left(Message):
        """An arrow led to a day of another week or month."""

        day: dt.date

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.calendar = Calendar()
        self.marked: frozenset[int] = frozenset()
        self.day = dt.date.min
        self.place = 0
        """Which action of the day, in a week."""

    @property
    def in_week(self) -> bool:
        """Whether the arrows go through actions."""
        return len(self.calendar.weeks) == 1

    @property
    def action(self) -> Action | None:
        """The action under the cursor, in a week."""
        listed = self.calendar.on(self.day)
        return listed[self.place] if self.in_week and 0 <= self.place < len(listed) else None

    def show(self, calendar: Calendar, day: dt.date) -> None:
        """Show these days, the cursor on `day`, and on the same action if it is there still."""
        before = self.action
        self.calendar = calendar
        if day != self.day:
            self.day, self.place = day, 0
        listed = calendar.on(day)
        ids = [action.id for action in listed]
        self.place = ids.index(before.id) if before is not None and before.id in ids else self.place
        self.place = max(0, min(self.place, len(listed) - 1))
        self._tell()

    def _mark(self, action: int) -> None:
        """At once: the next key may be about what is marked."""
        self.set_marked(self.marked ^ {action})
        self.post_message(self.Marked(self.marked))

    def set_marked(self, marked: frozenset[int]) -> None:
        """Show exactly these actions as marked."""
        self.marked = marked
        self.refresh()

    # Moving

    def _go(self, day: dt.date, place: int = 0) -> None:
        beyond = self.calendar.month not in (0, day.month)
        if beyond or not any(day in week for week in self.calendar.weeks):
            self.post_message(self.Left(day))
            return
        self.day, self.place = day, max(0, min(place, len(self.calendar.on(day)) - 1))
        self._tell()

    def _tell(self) -> None:
        self.refresh()
        self.post_message(self.Highlighted(self.day, self.action))

    def action_step_day(self, days: int) -> None:
        """To the day beside, at about the same height."""
        self._go(self.day + dt.timedelta(days=days), self.place)

    def action_step(self, step: int) -> None:
        """In a week to the next action of the day, in a month to the same day of the week after."""
        if self.in_week:
            self._go(self.day, self.place + step)
        else:
            self._go(self.day + dt.timedelta(days=step * DAYS))

    def action_edge(self, place: int) -> None:
        """To the first or the last day of the week."""
        week = next((week for week in self.calendar.weeks if self.day in week), None)
        if week is not None:
            self._go(week[place])

    def action_select(self) -> None:
        """Open what is under the cursor."""
        self.post_message(self.Opened(self.day, self.action))

    def action_mark(self) -> None:
        """Mark the action under the cursor, and go to the next."""
        if self.action is not None:
            self._mark(self.action.id)
            self._go(self.day, self.place + 1)

    def on_click(self, event: events.Click) -> None:
        """A day gets the cursor; what is under the cursor opens."""
        event.stop()
        week, line = divmod(event.y - 1, self._height())
        column = self._column_at(event.x)
        if event.y < 1 or week >= len(self.calendar.weeks):
            return
        day = self.calendar.weeks[week][column]
        place = (line - 1) // LINES_OF_ACTION + self._hidden_above(day) if self.in_week and line else 0
        was_there = day == self.day and (not self.in_week or place == self.place)
        self._go(day, place)
        if was_there or event.chain > 1:
            self.action_select()

    # Drawing

    def _widths(self) -> list[int]:
        """The cells of each column, bars between them left out."""
        room = max(DAYS, self.size.width - (DAYS - 1))
        return [room // DAYS + (number < room % DAYS) for number in range(DAYS)]

    def _column_at(self, x: int) -> int:
        right = 0
        for number, width in enumerate(self._widths()):
            right += width + 1
            if x < right:
                return number
        return DAYS - 1

    def _height(self) -> int:
        """Lines of each week."""
        return max(2, (self.size.height - 1) // max(1, len(self.calendar.weeks)))

    def _style(self, part: str) -> Style:
        return self.get_visual_style(f"calendar--{part}").rich_style

    def render_line(self, y: int) -> Strip:
        """The names of the days, then the weeks."""
        base = self.rich_style
        if y == 0:
            return self._joined([self._weekday(number, width) for number, width in enumerate(self._widths())], "head")
        week, line = divmod(y - 1, self._height())
        if week >= len(self.calendar.weeks):
            return Strip.blank(self.size.width, base)
        days = self.calendar.weeks[week]
        cells = [self._cell(day, line, width) for day, width in zip(days, self._widths(), strict=True)]
        return self._joined(cells, "line")

    def _joined(self, cells: list[Segment], part: str) -> Strip:
        segments = []
        for number, cell in enumerate(cells):
            if number:
                segments.append(Segment(BAR, self._style("line") if part == "line" else self._style("head")))
            segments.append(cell)
        return Strip(segments).crop_extend(0, self.size.width, self.rich_style)

    def _weekday(self, number: int, width: int) -> Segment:
        words = _(written.WEEKDAYS[number])
        words = words if cell_len(words) < width else words[:3]
        return Segment(aligned(f" {words}", width), self._style("head"))

    def _cell(self, day: dt.date, line: int, width: int) -> Segment:
        if line == 0:
            return self._day_line(day, width)
        return self._week_line(day, line - 1, width) if self.in_week else self._month_line(day, line - 1, width)

    def _day_line(self, day: dt.date, width: int) -> Segment:
        """The day's number, what is special about it, how much is to do."""
        to_do = sum(action.state == "open" for action in self.calendar.on(day))
        here = day == self.day and (not self.in_week or self.action is None)
        count = str(to_do) if to_do else ""
        left = f"{CURSOR if here else ' '}{day.day}"
        for words in self._special(day):
            if cell_len(left) + 1 + cell_len(words) < width - len(count):
                left += f" {words}"
                break
        text = aligned(left, width - len(count)) + count
        quiet = self.calendar.month not in (0, day.month)
        part = "today" if day == self.calendar.today else "quiet" if quiet else ""
        if here:
            part = "cursor" if self.has_focus else "resting"
        return Segment(text, self._style(part) if part else self.rich_style + Style(bold=True))

    def _special(self, day: dt.date) -> tuple[str, ...]:
        """What is said of a day, the longest wording first."""
        if day in public_holidays(day.year):
            return (_("public holiday"), _("holiday"), pgettext("calendar", "hol."), "*")
        return (_("today"), pgettext("calendar", "today")) if day == self.calendar.today else ()

    def _month_line(self, day: dt.date, line: int, width: int) -> Segment:
        """The first names of the day; on the last line, how many are left out."""
        listed = [action for action in self.calendar.on(day) if action.state == "open"]
        lines = self._height() - 1
        quiet = self.calendar.month not in (0, day.month)
        if line == lines - 1 and len(listed) > lines:
            more = _("+ {count}").format(count=len(listed) - line)
            return Segment(aligned(f" {more}", width), self._style("quiet"))
        if line >= len(listed):
            return Segment(" " * width, self.rich_style)
        action = listed[line]
        late = is_late(action, self.calendar.today)
        hour = f"{action.details.time} " if action.details.time and width >= 16 else ""
        text = f"{LATE if late else ' '}{hour}{harmless(action.contact_name or action.details.subject)}"
        part = "late" if late else "quiet" if quiet else ""
        return Segment(aligned(text, width), self._style(part) if part else self.rich_style)

    # A week

    def _shown_at_once(self) -> int:
        """How many actions a day shows."""
        return max(1, (self._height() - 1) // LINES_OF_ACTION)

    def _hidden_above(self, day: dt.date) -> int:
        """How many actions of a day are scrolled away so that the one under the cursor is seen."""
        return max(0, self.place - self._shown_at_once() + 1) if day == self.day else 0

    def _week_line(self, day: dt.date, line: int, width: int) -> Segment:
        listed, first = self.calendar.on(day), self._hidden_above(day)
        number, second_line = divmod(line, LINES_OF_ACTION)
        place = first + number
        shown = self._shown_at_once()
        if number >= shown:
            left = len(listed) - first - shown
            words = " " + _("+ {count}").format(count=left) if left > 0 and not second_line else ""
            return Segment(aligned(words, width), self._style("quiet"))
        if place >= len(listed):
            return Segment(" " * width, self.rich_style)
        action = listed[place]
        text = self._second(action) if second_line else self._first(action)
        at_cursor = day == self.day and place == self.place
        if at_cursor:
            text = (" " if second_line else CURSOR) + text[1:]
            part = "cursor" if self.has_focus else "resting"
        elif action.state != "open":
            part = "quiet"
        elif is_late(action, self.calendar.today) and not second_line:
            part = "late"
        else:
            part = "marked" if action.id in self.marked else ""
        return Segment(aligned(text, width), self._style(part) if part else self.rich_style)

    def _first(self, action: Action) -> str:
        """ " ! 14 h 30 call": its marks, its hour, its kind."""
        details = action.details
        sign = {"done": DONE, "cancelled": GIVEN_UP}.get(action.state, "")
        sign = sign or (LATE if is_late(action, self.calendar.today) else HIGH if details.priority else "")
        mark = MARK if action.id in self.marked else " "
        hour = written.clock(details.time) if details.time else ""
        return f"{mark}" + " ".join(part for part in (sign, hour, word(ACTION_KINDS, details.kind)) if part)

    def _second(self, action: Action) -> str:
        return "  " + harmless(action.contact_name or action.details.subject)
