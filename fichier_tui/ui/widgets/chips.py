"""A line of choices of which one holds (filters, periods), and a chip for what else narrows the list."""

from __future__ import annotations

from collections.abc import Mapping

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from fichier_tui.i18n import _
from fichier_tui.ui.safe import fitted

CHIP = 26
MORE = " … "
"""Cells of the name in a chip, at most."""


class Chips(Widget):
    """One line: the choices, the one that holds standing out, then the chip."""

    DEFAULT_CSS = "Chips { height: 1; }"
    ALLOW_SELECT = False
    chosen: reactive[str] = reactive("")
    """The code of the choice that holds."""
    chip: reactive[str] = reactive("")
    """What else narrows the list (a segment's name, somebody's words); empty for nothing."""

    class Chosen(Message):
        """A choice was clicked."""

        def __init__(self, code: str) -> None:
            super().__init__()
            self.code = code

    class Removed(Message):
        """The chip was clicked."""

    def __init__(self, choices: Mapping[str, tuple[str, str]], chosen: str, *, id: str | None = None) -> None:
        """`choices`: by code, its words and one shorter word for a narrow screen, both marked by `N_()`."""
        super().__init__(id=id)
        self.choices = dict(choices)
        self.set_reactive(Chips.chosen, chosen)

    def labels(self) -> list[tuple[str, str]]:
        """(code, text) of each choice: the short words where the long ones do not fit, else those beside the one that
        holds, and … for the others, which leads to the nearest of them."""
        room = self.size.width - 1 - (cell_len(self._chip_text().plain) + 1 if self.chip else 0)
        for length in (0, 1):
            found = [(code, f" {_(words[length])} ") for code, words in self.choices.items()]
            if sum(cell_len(text) + 1 for _code, text in found) <= room:
                return found
        return self._around(found, room)

    def _around(self, found: list[tuple[str, str]], room: int) -> list[tuple[str, str]]:
        first = next((place for place, (code, _text) in enumerate(found) if code == self.chosen), 0)
        last = first + 1

        def fit(first: int, last: int) -> bool:
            cut = (first > 0) + (last < len(found))
            cells = sum(cell_len(text) + 1 for _code, text in found[first:last])
            return first >= 0 and last <= len(found) and cells + cut * (cell_len(MORE) + 1) <= room

        while fit(first, last + 1) or fit(first - 1, last):
            first, last = (first, last + 1) if fit(first, last + 1) else (first - 1, last)
        before = [(found[first - 1][0], MORE)] if first else []
        after = [(found[last][0], MORE)] if last < len(found) else []
        return [*before, *found[first:last], *after]

    def _chip_text(self) -> Content:
        return Content.assemble(" ◆ ", fitted(self.chip, CHIP), " × ")

    def render(self) -> Content:
        """The one that holds as the cursor is, and underlined, so that it is seen without colours."""
        parts = [Content(" ")]
        for code, text in self.labels():
            here = "bold underline $chosen-ink on $chosen" if code == self.chosen else "$text-muted"
            parts += [Content(text).stylize(here), Content(" ")]
        if self.chip:
            parts.append(self._chip_text().stylize("bold $accent on $panel"))
        return Content("").join(parts)

    def on_click(self, event: events.Click) -> None:
        """A click chooses, or takes the chip away."""
        column = 1
        for code, text in self.labels():
            column += cell_len(text) + 1
            if event.x < column:
                self.post_message(self.Chosen(code))
                return
        if self.chip and event.x < column + cell_len(self._chip_text().plain):
            self.post_message(self.Removed())
