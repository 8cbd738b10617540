"""A field of a form: its label, the marker of the focus, what is typed in, what was understood, what is wrong with it.

One widget that draws all this, around the one that is typed in: a form of a dozen fields opens in an instant.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.geometry import Size, Spacing
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, TextArea

from fichier_tui.i18n import _
from fichier_tui.ui.widgets.cells import aligned, cut, harmless
from fichier_tui.ui.widgets.chooser import Chooser

FOCUSED = "›"
FAULTY = "!"
OPENS = "▾"
"""Stands after a field from which a list drops."""
BESIDE = 3
"""Cells between the label and the text: a blank, the marker, a blank."""
LABEL = 14


class Answering(Protocol):
    """What a field is typed in: an `Entry`, or a `NoteInput`."""

    WIDTH: Any
    required: bool

    @property
    def answer(self) -> Any:
        """What was typed means."""

    @property
    def problem(self) -> str | None:
        """What is wrong with it."""

    @property
    def understood(self) -> tuple[str, ...]:
        """How it was understood."""

    @property
    def typed(self) -> str:
        """What was typed."""

    def set_typed(self, typed: str) -> None:
        """Put it back."""

    def set_answer(self, answer: Any) -> None:
        """Show this answer."""


class Field(Widget):
    """A label and a field to type in. It complains once it was left, not while one types."""

    COMPONENT_CLASSES = {
        "field--label",
        "field--needed",
        "field--marker",
        "field--understood",
        "field--problem",
        "field--notice",
    }
    DEFAULT_CSS = """
    Field {
        height: auto;
        layout: vertical;
        & > .field--label { color: $text-muted; }
        & > .field--needed { color: $foreground; }
        & > .field--marker { color: $foreground; text-style: bold; }
        & > .field--understood { color: $text-muted; }
        & > .field--problem { color: $text-error; text-style: bold; }
        & > .field--notice { color: $text-warning; }
    }
    """

    def __init__(
        self,
        label: str,
        entry: Widget,
        *,
        label_width: int = LABEL,
        id: str | None = None,
        classes: str | None = None,
        notice: Callable[[str], str] | None = None,
    ) -> None:
        """`label` is marked by `N_()`; `entry` is one of the fields of this folder. `notice` is what is told of a text
        without forbidding it: nothing for most.
        """
        super().__init__(id=id, classes=classes)
        self.label = label
        self.entry = entry
        self.label_width = label_width
        self.notice = notice
        self._sentence = ""
        self._told = ""
        self._rows = 1

    @property
    def answering(self) -> Answering:
        """The field as what it knows rather than as a widget."""
        return self.entry  # type: ignore[return-value]

    def compose(self) -> ComposeResult:
        yield self.entry

    def on_mount(self) -> None:
        """Leave room for the label."""
        self._leave_room()
        if self.answering.WIDTH:
            self.entry.styles.width = self.answering.WIDTH
        self._fit()

    def _leave_room(self) -> None:
        """Before what is typed in for the label, after it for the sign of a list."""
        self.entry.styles.margin = Spacing(0, 2 if isinstance(self.entry, Chooser) else 0, 0, self.label_width + BESIDE)

    # What is wrong

    def complain(self, sentence: str | None = None) -> bool:
        """Say what is wrong: `sentence`, or what the field finds itself; False where nothing is."""
        before = self._sentence
        self._sentence = harmless(sentence or self.answering.problem or "")
        if self._sentence != before:
            self._fit()
        return bool(self._sentence)

    def forgive(self) -> None:
        """Take the complaint back; what is told of the text follows it."""
        told = harmless(self.notice(self.answering.typed)) if self.notice else ""
        if self._sentence or told != self._told:
            self._sentence, self._told = "", told
            self._fit()
        self.refresh()

    def set_label_width(self, width: int) -> None:
        """Align with the labels of the other fields."""
        if width != self.label_width:
            self.label_width = width
            self._leave_room()
            self._fit()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what is understood now; take back a complaint that no longer holds."""
        self.forgive()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """The same for a note."""
        self.forgive()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show the marker."""
        self.refresh()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Complain of what cannot be read; of what is still empty only when the form is saved. What the screen found
        wrong stays said until it is changed."""
        if self.answering.typed.strip() and not self._sentence:
            self.complain()
        self.refresh()

    # Drawing

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as what is typed in, and what is wrong with it."""
        return self._rows + len(self._lines_below(width))

    def _fit(self) -> None:
        height = self.entry.styles.height
        self._rows = int(height.value) if isinstance(self.entry, TextArea) and height is not None else 1
        self.refresh(layout=True)

    def _lines_below(self, width: int) -> list[tuple[str, str]]:
        """The complaint, then what is told, each line with its part of the style."""
        width = max(12, width - self.label_width - BESIDE)
        complaint = [(line, "problem") for line in _wrapped(self._sentence, width)]
        return complaint + [(line, "notice") for line in _wrapped(self._told, width)]

    def render_line(self, y: int) -> Strip:
        """The label, the marker, what was understood; below, what is wrong."""
        width, base = self.size.width, self.rich_style
        left = self.label_width + BESIDE
        if y == 0:
            needed = self.answering.required
            label = cut(harmless(_(self.label)), self.label_width - 2 * needed) + (" *" if needed else "")
            marker = FOCUSED if self.has_focus_within else (FAULTY if self._sentence else " ")
            segments = [
                Segment(aligned(label, self.label_width, "right"), self._style("needed" if needed else "label")),
                Segment(f" {marker} ", self._style("problem" if marker == FAULTY else "marker")),
            ]
            beside = left + self.entry.outer_size.width + 2
            sign = OPENS if isinstance(self.entry, Chooser) else " "
            segments.append(Segment(" " * (beside - left - 2), base))
            segments.append(Segment(f"{sign} ", self._style("label")))
            segments.append(Segment(self._understood(width - beside), self._style("understood")))
            return Strip(segments).crop_extend(0, width, base)
        lines = self._lines_below(width)
        if self._rows <= y < self._rows + len(lines):
            words, part = lines[y - self._rows]
            sentence = Segment(words, self._style(part))
            return Strip([Segment(" " * left, base), sentence]).crop_extend(0, width, base)
        return Strip.blank(width, base)

    def _understood(self, room: int) -> str:
        """The longest wording that fits beside the field."""
        wordings = [harmless(words) for words in self.answering.understood]
        return next((words for words in wordings if cell_len(words) <= room), "")

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"field--{part}")


def _wrapped(sentence: str, width: int) -> list[str]:
    """A sentence in as many lines as it needs in `width` cells."""
    lines: list[str] = []
    # A no-break space is none to break at: a word stays with its guillemets.
    for word in filter(None, sentence.replace("\n", " ").split(" ")):
        if lines and cell_len(lines[-1]) + 1 + cell_len(word) <= width:
            lines[-1] += " " + word
        else:
            lines.append(cut(word, width))
    return lines
