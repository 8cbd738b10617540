"""The line above the footer: what was done and how to take it back, or why something is refused.

Routine results stand here rather than in a toast, which would cover the last rows of a small screen.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from fichier_tui.ui.safe import fitted

DONE = "done"
PARTLY = "partly"
REFUSED = "refused"
NOTE = "note"
BUSY = "busy"
_MARKS = {
    DONE: ("✓ ", "$text-success"),
    PARTLY: ("✓ ", "$text-success"),  # done, and something of it is to be looked at
    REFUSED: ("! ", "bold $text-error"),
    NOTE: ("", ""),
    BUSY: ("… ", "$accent"),
}


@dataclass(frozen=True, slots=True)
class Status:
    """What the line says, and of which kind; a mark goes with the colour."""

    content: Content = field(default_factory=Content)
    kind: str = NOTE
    stays: bool = False
    """Whether the next key leaves it, and what is told meanwhile gives it its place back."""


class StatusLine(Widget):
    """One line, two where a refusal or a note needs them: what to do comes last, and would be cut first.

    The application's `status` is shown on every screen, so a form that closes leaves its result behind.
    """

    DEFAULT_CSS = """
    StatusLine {
        dock: bottom; height: 1; padding: 0 1; background: $surface; color: $foreground; margin-bottom: 1;
        text-wrap: nowrap; text-overflow: ellipsis;
        &.-long { height: 2; text-wrap: wrap; }
        &.-refused { color: $text-error; text-style: bold; }
    }
    """
    status: reactive[Status] = reactive(Status)
    ahead: reactive[str] = reactive("")
    """What waits, shown at the right while there is nothing to say. Users' text."""

    def watch_status(self, status: Status) -> None:
        """Refusals stand out by weight and mark, not by colour alone."""
        self.set_class(status.kind == REFUSED, "-refused")
        self._take_room()

    def on_resize(self) -> None:
        """What was long may fit now."""
        self._take_room()

    def _take_room(self) -> None:
        """A second line only where it is needed: the body moves."""
        self.set_class(self.status.kind != DONE and self.render().cell_length > self.size.width > 0, "-long")

    def render(self) -> Content:
        """The mark and the sentence."""
        if not self.status.content.plain:
            waiting = fitted(self.ahead, self.size.width).rstrip()
            gap = max(self.size.width - waiting.cell_length, 0)
            return Content.assemble(" " * gap, waiting.stylize("$text-muted"))
        mark, style = _MARKS[self.status.kind]
        said = (
            _within(self.status.content, self.size.width - len(mark))
            if self.status.kind == DONE
            else self.status.content
        )
        return (Content(mark).stylize(style) if style else Content(mark)).append(said)


def _within(content: Content, width: int) -> Content:
    """What was done, in `width` cells: a long name gives way rather than how to take it back, which comes last."""
    cut = content.plain.rfind(" — ")
    if content.cell_length <= width or cut < 0:
        return content
    end = content[cut:]
    room = width - end.cell_length
    return content[:cut].truncate(room, ellipsis=True).append(end) if room > 0 else content
