"""Several lines to type in: notes. Its text is cleaned as it leaves; Tab goes to the next field."""

from __future__ import annotations

from textual import events
from textual.widgets import TextArea

from fichier_tui.domain.text import clean_text, clean_typed
from fichier_tui.i18n import _
from fichier_tui.ui.widgets.keys_in_order import KeysInOrder


class NoteInput(TextArea, KeysInOrder):
    """A text of several lines, with the same manners as the one-line fields."""

    WIDTH = 0
    FORM_KEYS = frozenset(("tab", "shift+tab", "ctrl+s", "escape"))
    """Enter and the arrows stay in the text."""
    DEFAULT_CSS = """
    NoteInput {
        height: 3;
        border: none;
        padding: 0;
        background: $panel 60%;
        scrollbar-size-vertical: 1;
        &:focus { border: none; background: $panel; background-tint: $foreground 6%; }
        & .text-area--cursor-line { background: transparent; }
    }
    """

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        required: bool = False,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """`placeholder`, marked by `N_()`, stands in the field while it is empty."""
        super().__init__(
            clean_text(value),
            soft_wrap=True,
            tab_behavior="focus",
            show_line_numbers=False,
            placeholder=clean_typed(_(placeholder)),
            highlight_cursor_line=False,
            id=id,
            classes=classes,
        )
        self.hint = placeholder
        self.required = required
        self.cursor_blink = False

    def refresh_words(self) -> None:
        """The language changed."""
        self.placeholder = clean_typed(_(self.hint))

    @property
    def answer(self) -> str:
        """The text, cleaned; never None."""
        return clean_text(self.text)

    @property
    def problem(self) -> str | None:
        """The sentence that says what is wrong, or None."""
        return _("This one is needed.") if self.required and not self.answer else None

    @property
    def understood(self) -> tuple[str, ...]:
        """A text says by itself what it means."""
        return ()

    @property
    def typed(self) -> str:
        """What stands in the field, to be kept in a draft."""
        return self.text

    def set_typed(self, typed: str) -> None:
        """Put back what `typed` gave."""
        self.load_text(clean_text(typed))

    def set_answer(self, answer: str | None) -> None:
        """Show this text."""
        self.set_typed(answer or "")

    @property
    def gives_way(self) -> bool:
        """A note may begin with any sign."""
        return False

    async def _on_paste(self, event: events.Paste) -> None:
        """Lines stay lines; what could drive a terminal or hide does not come in."""
        event.stop()
        event.prevent_default()
        if result := self._replace_via_keyboard(clean_text(event.text), *self.selection):
            self.move_cursor(result.end_location)
