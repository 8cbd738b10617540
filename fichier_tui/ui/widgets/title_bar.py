"""The first line: whose file this is and where one is in it; at the right the places with their keys, and who works."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from fichier_tui.i18n import _
from fichier_tui.ui import keys
from fichier_tui.ui.safe import fitted, shown

CRUMB = " › "
# Below this, the business's name would be cut to nothing by the places.
LEFT_AT_LEAST = 24
# Cells of the line that are neither crumbs nor places.
AROUND = 3
# From so many columns on, the role of who works stands beside the name.
WITH_ROLE = 110
# Fewer cells of the business's name tell nothing.
STUMP = 10


@dataclass(frozen=True, slots=True)
class Title:
    """What the first line says. `business`, `crumbs` and `staff` are users' text."""

    business: str = ""
    crumbs: tuple[str, ...] = ()
    staff: str = ""
    role: str = ""
    """What who works is, where that is worth saying; translated."""
    locked: bool = False
    place: str = ""
    """Code of the place one is in."""
    places: tuple[tuple[str, keys.Key], ...] = ()
    """(code, key) of each place of the program."""


class TitleBar(Widget):
    """One line at the top of every screen."""

    DEFAULT_CSS = """
    TitleBar { dock: top; height: 1; background: $panel; color: $foreground; }
    """
    ALLOW_SELECT = False
    heading: reactive[Title] = reactive(Title)

    def tabs(self) -> list[tuple[str, str, str]]:
        """(code, key, text) of the places that are shown at this width: all, or the present one alone.

        Alone also where the name of a screen below others would be cut.
        """
        title = self.heading
        every = [(code, key.keys.split(",")[0], f" {key.shown_key} {_(key.words)} ") for code, key in title.places]
        width = sum(len(text) for _code, _key, text in every)
        last = cell_len(title.crumbs[-1]) if len(title.crumbs) > 1 else 0
        if self.size.width - width < max(LEFT_AT_LEAST, last + AROUND):
            every = [tab for tab in every if tab[0] == title.place]
        return every

    def _who(self) -> Content:
        """Who works, where that leaves room to say where one is; or that the file is locked."""
        title = self.heading
        if title.locked:
            return Content(" " + _("locked")).stylize("bold $text-warning")
        if not title.staff or self.size.width < 80:
            return Content("")
        who = fitted(title.staff, 16).rstrip()
        if title.role and self.size.width >= WITH_ROLE:
            who = Content.assemble(who, " · ", title.role)
        tabs = sum(len(text) for _code, _key, text in self.tabs())
        left = self.size.width - AROUND - tabs - who.cell_length - 2
        return Content("") if left < self._crumbs().cell_length else Content.assemble("  ", who.stylize("$text-muted"))

    def _crumbs(self) -> Content:
        """Where one is in the file."""
        return Content(CRUMB).stylize("$text-muted").join([shown(crumb) for crumb in self.heading.crumbs])

    def render(self) -> Content:
        """Left: business and crumbs, cut to the room; right: places and person."""
        title = self.heading
        tabs, who = self.tabs(), self._who()
        right = Content("").join([*(_tab(key, text, code == title.place) for code, key, text in tabs), who])
        room = max(self.size.width - right.cell_length - AROUND, 8)
        left = self._left(room)
        gap = max(self.size.width - 2 - left.cell_length - right.cell_length, 1)
        return Content.assemble(" ", left, " " * gap, right, " ")

    def _left(self, room: int) -> Content:
        """The business's name gives way before the crumbs do, wholly where only a stump of it would be left."""
        title = self.heading
        crumbs = self._crumbs()
        business = shown(title.business or "Fichier").stylize("bold")
        if not title.crumbs:
            return business.truncate(room, ellipsis=True)
        left = room - crumbs.cell_length - len(CRUMB)
        if left < min(STUMP, business.cell_length):
            return self._crumbs_in(room)
        return Content.assemble(business.truncate(left, ellipsis=True), (CRUMB, "$text-muted"), crumbs)

    def _crumbs_in(self, room: int) -> Content:
        """The last crumb says which screen this is: it is read whole, those before it give way."""
        *before, last = [shown(crumb) for crumb in self.heading.crumbs]
        mark = Content(CRUMB).stylize("$text-muted")
        left = room - last.cell_length - mark.cell_length
        if not before or left < 1:
            return last.truncate(room, ellipsis=True)
        first = mark.join(before)
        cut = Content("…") if left < min(STUMP, first.cell_length) else first.truncate(left, ellipsis=True)
        return Content.assemble(cut, mark, last)

    def on_click(self, event: events.Click) -> None:
        """A click on a place goes there."""
        column = self.size.width - 1 - self._who().cell_length
        for _code, key, text in reversed(self.tabs()):
            if column - len(text) <= event.x < column:
                self.app.simulate_key(key)
            column -= len(text)


def _tab(key: str, text: str, here: bool) -> Content:
    """A place's key and name; the present one as the cursor is, and underlined so that it is seen without colours."""
    if here:
        return Content(text).stylize("bold underline $chosen-ink on $chosen")
    name = len(keys.key_name(key)) + 1
    return Content(text[:name]).stylize("bold $accent").append(text[name:])
