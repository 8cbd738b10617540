"""Whom the line may mean: best first, each with why; last the one that would be created. The line keeps the focus."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from fichier_tui.domain.contact import ContactRow
from fichier_tui.domain.history import Action
from fichier_tui.i18n import N_, _
from fichier_tui.ui import code_words, format
from fichier_tui.ui.safe import shown
from fichier_tui.ui.widgets.cells import cell_segments, pieces
from fichier_tui.ui.widgets.columns import GAP, Column, fit_columns

NEW = 0
"""In place of a contact's number: the one that would be created."""
WHYS = {
    "name": N_("same name"),
    "beginning": N_("starts with this"),
    "phone": N_("telephone"),
    "email": N_("e-mail"),
    "card": N_("loyalty card"),
    "other": N_("other words"),
    "near": N_("near name"),
    "chosen": N_("chosen"),
    "town": N_("town"),
    "postcode": N_("postcode"),
    "birth": N_("birth date"),
}
GUTTER = 2


@dataclass(frozen=True, slots=True)
class Row:
    """One line: a contact and why it is there, the name of the one to be created, or something that is planned."""

    id: int
    contact: ContactRow | None = None
    whys: tuple[str, ...] = ()
    name: str = ""
    action: Action | None = None
    """Something planned, where the line is about one of several."""


class Candidates(ScrollView, can_focus=False):
    """The list under the line."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Candidates {
        height: 1fr; background: $surface; color: $foreground; overflow-x: hidden; overflow-y: auto;
        scrollbar-size-vertical: 1;
    }
    """
    rows: reactive[tuple[Row, ...]] = reactive(())
    at: reactive[int | None] = reactive(None)
    """The row that is meant."""
    empty: reactive[Content] = reactive(Content)
    """What stands where there is nobody."""

    class Clicked(Message):
        """A row was clicked."""

        def __init__(self, row: Row) -> None:
            super().__init__()
            self.row = row

    def __init__(self, today: Callable[[], dt.date], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._today = today

    def watch_rows(self, rows: Sequence[Row]) -> None:
        """Others: from the top."""
        self.virtual_size = Size(self.size.width, len(rows))
        self.scroll_to(y=0, animate=False)
        self._show_cursor()
        self.refresh()

    def watch_at(self) -> None:
        """Keep the cursor in sight."""
        self._show_cursor()
        self.refresh()

    def on_resize(self) -> None:
        """The cursor stays in sight."""
        self.virtual_size = Size(self.size.width, len(self.rows))
        self._show_cursor()

    def _show_cursor(self) -> None:
        if self.at is not None:
            self.scroll_to_region(Region(0, self.at, 1, 1), animate=False, force=True)

    def columns(self) -> list[tuple[Column[Row], int]]:
        """What fits, each with its cells."""
        columns = (
            Column[Row]("name", N_("Name"), _name, width=20, flex=3, most=40),
            Column[Row]("town", N_("Town"), _town, width=12, flex=1, most=20, priority=4),
            Column[Row]("phone", N_("Telephone"), _phone, width=14, priority=2),
            Column[Row]("last_seen", N_("Last seen"), self._last_seen, width=8, priority=3),
            Column[Row]("why", N_("Why"), _why, width=14, flex=1, priority=5),
        )
        return fit_columns(columns, self.scrollable_content_region.width - GUTTER)

    def _last_seen(self, row: Row) -> Content:
        return shown(format.day_short(row.contact.last_seen, self._today()) if row.contact else "", "$text-muted")

    def render_line(self, y: int) -> Strip:
        """A row, or a line of what is said where there is none."""
        width = self.scrollable_content_region.width
        place = y + self.scroll_offset.y
        if not self.rows:
            lines = self.empty.split("\n")
            content = Content.assemble("  ", lines[y]) if y < len(lines) else Content("")
            return self._strip(content.stylize("$text-muted"), width)
        if place >= len(self.rows):
            return Strip.blank(width, self.rich_style)
        return self._strip(self._row(place, width), width)

    def _row(self, place: int, width: int) -> Content:
        row, here = self.rows[place], place == self.at
        cursor = "› " if here else "  "
        if row.action is not None:
            words = Content.assemble(cursor, action_words(row.action, self._today()))
        elif row.contact is None:
            words = Content.assemble(cursor, "+ ", _("New contact:"), " ", shown(row.name))
        else:
            gap = Content(" " * GAP)
            cells = [column.cell(row) for column, _cells in self.columns()]
            contents = [cell if isinstance(cell, Content) else Content(cell.plain) for cell in cells]
            fitted = [
                content.truncate(cells_of, ellipsis=True, pad=True)
                for content, (_column, cells_of) in zip(contents, self.columns(), strict=True)
            ]
            words = Content.assemble(cursor, gap.join(fitted))
        if not here:
            return words
        return Content(words.truncate(width, pad=True).plain).stylize("bold $chosen-ink on $chosen")

    def _strip(self, content: Content, width: int) -> Strip:
        styled = pieces(content, self.visual_style, self.app.stylesheet.parse_style)
        return Strip(cell_segments(styled, width, "left", self.rich_style))

    def on_click(self, event: events.Click) -> None:
        """A click picks."""
        place = event.y + self.scroll_offset.y
        if place < len(self.rows):
            self.post_message(self.Clicked(self.rows[place]))


def action_words(action: Action, today: dt.date) -> Content:
    """ "! 12/08  14 h  call  Devis spa": what is late bears a mark."""
    details = action.details
    late = "! " if details.day is not None and details.day < today else ""
    when = f"{format.day_short(details.day, today)} {format.clock(details.time)}".strip()
    kind = code_words.word(code_words.ACTION_KINDS, details.kind)
    return Content("  ").join([shown(words) for words in (f"{late}{when}", kind, details.subject) if words])


def _name(row: Row) -> Content:
    return shown(row.contact.name if row.contact else row.name)


def _town(row: Row) -> Content:
    return shown(row.contact.town if row.contact else "")


def _phone(row: Row) -> Content:
    return shown(format.phone(row.contact.phone) if row.contact else "")


def _why(row: Row) -> Content:
    return shown(", ".join(_(WHYS.get(why, why)) for why in row.whys), "$text-muted")
