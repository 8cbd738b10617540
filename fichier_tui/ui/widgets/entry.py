"""One line to type in: `Entry`, the parent of every field, and `LineInput`, which takes any text.

Against Textual's own `Input`: everything typed or pasted is cleaned at once (no control, invisible or direction
character, accents composed), the lines of a paste are joined rather than lost, a no-break space is a space that
stays, Ctrl+Backspace takes the word to the left, Ctrl+Z takes back what was typed. It has no border, does not blink,
and knows what its text means: `answer`, and `problem` when it means nothing.
"""

from __future__ import annotations

from typing import ClassVar, Generic, TypeVar

from rich.segment import Segment
from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.strip import Strip
from textual.widgets import Input
from textual.widgets.input import Selection

from fichier_tui.domain.text import clean_line, clean_typed
from fichier_tui.i18n import N_, _
from fichier_tui.ui.widgets.cells import aligned
from fichier_tui.ui.widgets.keys_in_order import KeysInOrder

V = TypeVar("V")

NO_BREAK_SPACES = ("\u00a0", "\u202f")
CHANGES_KEPT = 200


class Entry(Input, KeysInOrder, Generic[V]):
    """A line whose text means a `V`: the parent of the fields below."""

    WIDTH: ClassVar[int] = 0
    """Cells it needs; 0 where it takes all there is."""
    COMPLAINT: ClassVar[str] = N_("This cannot be read.")
    """What is said of a text that means nothing; marked by `N_()`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+w,ctrl+backspace,alt+backspace", "delete_left_word", N_("Delete the word before"), show=False),
        Binding("ctrl+z", "take_back", N_("Take back what was typed"), show=False),
    ]
    DEFAULT_CSS = """
    Entry {
        background: $panel 60%;
        max-width: 60;
        &:focus { background: $panel; background-tint: $foreground 6%; }
    }
    """

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        required: bool = False,
        takes_back: bool = True,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """`placeholder`, marked by `N_()`, stands in the field while it is empty.

        `takes_back` False leaves Ctrl+Z to the screen once nothing typed is left: for a search, where it then undoes
        the last operation.
        """
        super().__init__(clean_typed(value), placeholder, id=id, classes=classes, compact=True, validate_on=())
        self.required = required
        self.set_reactive(Input.cursor_blink, False)
        self._takes_back = takes_back
        self._past: list[tuple[str, Selection]] = []
        self._typed_to = -1
        self._read_text: str | None = None
        self._read_answer: V | None = None

    # What it means

    def read(self, text: str) -> V | None:
        """The meaning of a text that is not empty; None where it has none."""
        raise NotImplementedError

    def write(self, answer: V) -> str:
        """The text that means `answer`."""
        return str(answer)

    def explain(self, answer: V) -> tuple[str, ...]:
        """What was understood, to be shown beside, the longest wording first; empty where the text says it all."""
        return ()

    @property
    def answer(self) -> V | None:
        """What the text means; None where it is empty or means nothing."""
        text = clean_line(self.value)
        if text != self._read_text:
            self._read_text = text
            self._read_answer = self.read(text) if text else None
        return self._read_answer

    @property
    def problem(self) -> str | None:
        """The sentence that says what is wrong, in the language spoken now; None when nothing is."""
        if not clean_line(self.value):
            return _("This one is needed.") if self.required else None
        return None if self.answer is not None else _(self.COMPLAINT)

    @property
    def understood(self) -> tuple[str, ...]:
        """The wordings of what was understood, the longest first."""
        answer = self.answer
        return () if answer is None else self.explain(answer)

    def set_answer(self, answer: V | None) -> None:
        """Show this answer; what was typed before can no longer be taken back."""
        self.set_typed("" if answer is None else self.write(answer))

    @property
    def typed(self) -> str:
        """What stands in the field, to be kept in a draft."""
        return self.value

    def set_typed(self, typed: str) -> None:
        """Put back what `typed` gave."""
        self._set_text(typed, Selection.cursor(len(clean_typed(typed))))
        self._past.clear()
        self._typed_to = -1

    # Typing

    @property
    def gives_way(self) -> bool:
        """`:` is a letter once something is typed, and in a form."""
        return not self.value and self.in_form is None

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Which keys are letters here; the help and the menu tell of `:` all the same."""
        return character != ":" and super().check_consume_key(key, character)

    def validate_value(self, value: str) -> str:
        """Whatever sets the text, it is clean."""
        return clean_typed(value)

    def replace(self, text: str, start: int, end: int) -> None:
        """Put `text` in the place of what stands from `start` to `end`, and remember what stood there."""
        start, end = sorted((max(0, start), min(len(self.value), end)))
        head = clean_typed(self.value[:start] + text)
        value = clean_typed(head + self.value[end:])
        if self.max_length and len(value) > self.max_length:
            self.restricted()
            return
        goes_on = len(text) == 1 and text != " " and start == end == self._typed_to
        if value != self.value and not goes_on:
            self._past = [*self._past[-CHANGES_KEPT:], (self.value, self.selection)]
        self._set_text(value, Selection.cursor(min(len(head), len(value))))
        self._typed_to = self.cursor_position if len(text) == 1 else -1

    def _set_text(self, value: str, selection: Selection) -> None:
        """Text and cursor at once: who follows the text, to propose what comes next, asks where the cursor stands."""
        self.set_reactive(Input.selection, selection)
        self.value = value
        self.selection = selection
        self.mutate_reactive(Input.selection)

    def action_take_back(self) -> None:
        """Take back the last change of this field; the screen's own Ctrl+Z once none is left, where it was told so."""
        if not self._takes_back and (not self.value or self.has_served()):
            raise SkipAction
        if not self._past and not self._takes_back:
            self.set_typed("")
        elif self._past:
            self._set_text(*self._past.pop())
            self._typed_to = -1

    def has_served(self) -> bool:
        """Whether something was done with what is typed, so that Ctrl+Z is meant for that."""
        return False

    async def action_submit(self) -> None:
        """Enter: the form goes on; outside of a form, tell who listens."""
        if self.in_form is not None:
            raise SkipAction
        await super().action_submit()

    async def _on_key(self, event: events.Key) -> None:
        """A no-break space is typed as it is: Textual holds it for unprintable."""
        if event.character in NO_BREAK_SPACES:
            event.stop()
            event.prevent_default()
            self.replace(event.character, *self.selection)

    def _on_paste(self, event: events.Paste) -> None:
        """Several lines come in as one."""
        event.stop()
        event.prevent_default()
        self.replace(clean_typed(event.text.strip("\r\n")), *self.selection)

    def render_line(self, y: int) -> Strip:
        """The text; or, while there is none, the hint, cut to the width there is."""
        if y or self.value or not self.placeholder:
            return super().render_line(y)
        width = self.scrollable_content_region.width
        style = self.rich_style + self.get_component_rich_style("input--placeholder")
        hint = aligned(clean_typed(_(self.placeholder)), width)
        if not self.has_focus or not hint:
            return Strip([Segment(hint, style)])
        cursor = style + self.get_component_rich_style("input--cursor")
        return Strip([Segment(hint[:1], cursor), Segment(hint[1:], style)])


class LineInput(Entry[str]):
    """Any text, on one line."""

    def read(self, text: str) -> str:
        return text

    @property
    def answer(self) -> str:
        """The text, cleaned; never None."""
        return clean_line(self.value)
