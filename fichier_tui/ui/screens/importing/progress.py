"""The two lines above every step: how far one is, and what is known, or how the work goes on."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from fichier_tui.i18n import N_, _
from fichier_tui.ui import format
from fichier_tui.ui.safe import fitted

STEPS: dict[str, str] = {
    "file": N_("The file"),
    "columns": N_("Its columns"),
    "preview": N_("What would be done"),
    "done": N_("Imported"),
}
BAR = 24


class StepsLine(Widget):
    """The steps on one line: a tick for those behind, a mark for the present one."""

    DEFAULT_CSS = "StepsLine { height: 1; padding: 0 1; }"
    step: reactive[str] = reactive("file")

    def render(self) -> Content:
        """The words in the language of the moment."""
        codes = list(STEPS)
        here = codes.index(self.step)
        parts = []
        for place, (code, words) in enumerate(STEPS.items()):
            mark = "✓ " if place < here else "● " if place == here else "○ "
            style = "$text-success" if place < here else "bold $accent" if code == self.step else "$text-muted"
            parts.append(Content(mark + _(words)).stylize(style))
        return Content("  ─  ").stylize("$line").join(parts)


class ToldLine(Widget):
    """What is known of the file; while there is work, its bar."""

    DEFAULT_CSS = """
    ToldLine { height: 1; padding: 0 1; color: $text-muted; text-wrap: nowrap; text-overflow: ellipsis; }
    """
    told: reactive[Content] = reactive(Content(""))
    work: reactive[str] = reactive("")
    """What is being done, translated, with a file's name perhaps; empty where nothing is."""
    fraction: reactive[float] = reactive(0.0)

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
