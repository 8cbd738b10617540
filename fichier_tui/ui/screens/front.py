"""The screens before the file is open (lock, first run): a calm panel in the middle, and one line that answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual.containers import Container, Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, Static

from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import N_, _
from fichier_tui.ui import keys
from fichier_tui.ui.base import FichierScreen
from fichier_tui.ui.safe import shown
from fichier_tui.ui.widgets.status_line import BUSY, DONE, NOTE, REFUSED
from fichier_tui.ui.words import sentence

SHOW = keys.Key(
    "front.show",
    "f5",
    "show",
    N_("Show the phrase"),
    N_("Show"),
    N_("See what is typed, or hide it again. Look who stands behind you first."),
    rank=15,
)
PULSE = 0.4
_MARKS = {
    BUSY: ("", "$accent"),
    DONE: ("✓ ", "$text-success"),
    NOTE: ("", "$text-muted"),
    REFUSED: ("! ", "$text-error"),
}


class Nameplate(Static):
    """The program's name, spaced as on a door."""

    def render(self) -> Content:
        """Two lines: the name, and a rule under it."""
        return Content.assemble(("F i c h i e r", "bold $accent"), "\n", ("─" * 13, "$line"))


class Answered(Widget):
    """The line under the fields: what is wrong, what goes on. Its place is kept while it says nothing."""

    said: reactive[Callable[[], str]] = reactive(lambda: str, layout=True)
    kind: reactive[str] = reactive(NOTE)
    turn: reactive[int] = reactive(0)

    def on_mount(self) -> None:
        """A pulse shows that the program is at work."""
        self.set_interval(PULSE, self._pulse)

    def _pulse(self) -> None:
        if self.kind == BUSY:
            self.turn = (self.turn + 1) % 4

    def render(self) -> Content:
        """The mark and the sentence, in the language of the moment."""
        words = self.said()
        if not words:
            return Content("")
        mark, style = _MARKS[self.kind]
        return shown(mark + words + ("." * self.turn if self.kind == BUSY else ""), style)


class SecretInput(Input):
    """A passphrase: dots, forgotten as soon as it was used."""

    def __init__(self, *, id: str) -> None:
        super().__init__(password=True, id=id)
        self.set_reactive(Input.cursor_blink, False)

    def taken(self) -> str:
        """What was typed; the field is empty and hidden afterwards."""
        typed = self.value
        self.value = ""
        self.password = True
        return typed

    def __repr__(self) -> str:
        """Never what is typed."""
        return "SecretInput()"


class LineField(Input):
    """A line to type in, as plain as the panel."""

    def __init__(self, value: str = "", *, id: str, placeholder: str = "") -> None:
        super().__init__(value, placeholder, id=id)
        self.set_reactive(Input.cursor_blink, False)


class FrontScreen(FichierScreen[None]):
    """A screen with a panel in its middle; the class gives `compose_panel`."""

    DEFAULT_CSS = """
    FrontScreen {
        .front { align: center middle; width: 100%; height: 1fr; }
        .panel {
            width: 66; max-width: 100%; height: auto; max-height: 100%; padding: 1 4; background: $surface;
            border: round $line; overflow-y: auto; scrollbar-size-vertical: 1;
        }
        Nameplate { width: 100%; text-align: center; margin-bottom: 1; }
        ContentSwitcher, .step { height: auto; }
        .label { color: $text-muted; }
        .quiet { color: $text-muted; }
        .heading { text-style: bold; margin-bottom: 1; }
        Input, Input:focus {
            border: none; border-left: blank; height: 1; padding: 0 1 0 0; margin-bottom: 1; background: $panel;
            background-tint: $foreground 0%;
        }
        Input:focus { border-left: outer $accent; }
        OptionList, OptionList:focus {
            height: auto; border: none; padding: 0; background: $surface; background-tint: $foreground 0%;
            scrollbar-size-vertical: 1;
            & > .option-list--option { padding: 0; }
            &:focus > .option-list--option-highlighted { text-style: bold underline; }
        }
        Answered { height: auto; min-height: 2; }
    }
    """

    def compose_panel(self) -> Iterable[Widget]:
        """What stands in the panel."""
        return ()

    def compose_body(self) -> Iterable[Widget]:
        """The panel, in the middle of the screen."""
        yield Container(
            Vertical(Nameplate(), *self.compose_panel(), Answered(id="said"), classes="panel"),
            classes="front",
        )

    def answer(self, words: Callable[[], str], kind: str = REFUSED, place: str = "#said") -> None:
        """Say something under the fields; `words` is asked again when the language changes."""
        line = self.query_one(place, Answered)
        line.turn = 0
        line.kind = kind
        line.said = words

    def answer_refusal(self, refusal: Refusal, place: str = "#said") -> None:
        """Say why it was refused, and what to do."""
        self.answer(lambda: sentence(refusal), place=place)

    def hush(self) -> None:
        """Say nothing more."""
        self.answer(str, NOTE)

    def disabled_reason(self, action: str) -> str | None:
        """Under the first screen there is only Textual's own, which is blank."""
        stack = self.app.screen_stack
        if action == "back" and not (len(stack) > 1 and isinstance(stack[-2], FichierScreen)):
            return _(keys.BACK.elsewhere)
        return super().disabled_reason(action)

    def action_show(self) -> None:
        """Show what is typed, or hide it."""
        fields = list(self.query(SecretInput))
        hide = not any(field.password for field in fields)  # one may be shown already: then the others are too
        for field in fields:
            field.password = hide
