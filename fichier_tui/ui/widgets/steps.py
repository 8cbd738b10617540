"""The two lines above every step: how far one is, and what is known, or how the work goes on."""

from __future__ import annotations

from collections.abc import Mapping

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from fichier_tui.i18n import _
from fichier_tui.ui import format
from fichier_tui.ui.safe import fitted

BAR = 24


class StepsLine(Widget):
    """The steps on one line: a tick for those behind, a mark for the present one."""

    DEFAULT_CSS = "StepsLine { height: 1; padding: 0 1; }"
    step: reactive[str] = reactive("")

    def __init__(self, steps: Mapping[str, str]) -> None:
        """`steps`: their words, marked by `N_()`, by code; the first is where one begins."""
        super().__init__()
        self.steps = dict(steps)
        self.set_reactive(StepsLine.step, next(iter(self.steps)))

    def render(self) -> Content:
        """The words in the language of the moment."""
        codes = list(self.steps)
        here = codes.index(self.step)
        parts = []
        for place, (code, words) in enumerate(self.steps.items()):
            mark = "✓ " if place < here else "● " if place == here else "○ "
            style = "$text-success" if place < here else "bold $accent" if code == self.step else "$text-muted"
            parts.append(Content(mark + _(words)).stylize(style))
        return Content("  ─  ").stylize("$line").join(parts)


class ToldLine(Widget):
    """What is known; while there is work, its bar."""

    DEFAULT_CSS = """
    ToldLine {
        height: 1; padding: 0 1; color: $text-muted; text-wrap: nowrap; text-overflow: ellipsis;
        &.-long { height: auto; max-height: 3; text-wrap: wrap; }
    }
    """
    told: reactive[Content] = reactive(Content(""))
    work: reactive[str] = reactive("")
    """What is being done, translated, with a file's name perhaps; empty where nothing is."""
    fraction: reactive[float] = reactive(0.0)

    def watch_told(self) -> None:
        """What is long takes the lines that it needs: a warning at its end is not to be missed."""
        self._take_room()

    def watch_work(self) -> None:
        """The bar has one line."""
        self._take_room()

    def on_resize(self) -> None:
        """What was long may fit now."""
        self._take_room()

    def _take_room(self) -> None:
        self.set_class(not self.work and self.told.cell_length > self.content_size.width > 0, "-long")

    def render(self) -> Content:
        """The bar, else what is known."""
        if not self.work:
            return self.told
        percent = f"{format.percent(self.fraction):>6}"
        hint = "  " + _("Esc stops")
        words = fitted(self.work, max(8, self.size.width - BAR - len(percent) - cell_len(hint) - 4))
        done = round(BAR * min(1.0, self.fraction))
        return Content.assemble(
            words.stylize("$foreground"),
            "  ",
            ("━" * done, "$accent"),
            ("─" * (BAR - done), "$line"),
            percent,
            hint,
        )
