"""A question with a few answers: by their letter, or with the arrows and Enter. Only for what cannot be taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from fichier_tui.i18n import N_, _
from fichier_tui.ui import keys
from fichier_tui.ui.base import Words
from fichier_tui.ui.dialogs.dialog import Dialog
from fichier_tui.ui.safe import shown
from fichier_tui.ui.widgets.marked_options import MarkedOptions

ANSWER = keys.Key("question.answer", "enter", "select", N_("Choose"), tooltip=N_("Take what the cursor is on."), rank=1)


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer: what the question gives back, its words (translated), and the letter that gives it at once."""

    code: str
    words: str
    letter: str = ""


class Answers(MarkedOptions):
    """The answers: the line of keys tells what Enter does."""

    BINDINGS: ClassVar[list[BindingType]] = [ANSWER.binding()]


class Question(Dialog[str]):
    """Gives the code of the answer, or None when one leaves with Esc."""

    HELP_WORDS: ClassVar[tuple[str, ...]] = (
        N_("Type the letter of an answer, or choose it with the arrows and press Enter. Esc changes nothing."),
    )
    DEFAULT_CSS = """
    Question OptionList { max-height: 12; margin-top: 1; }
    Question .question--how { margin-top: 1; color: $text-muted; }
    """

    def __init__(
        self, title: Content | str, body: Content | str, choices: Sequence[Choice], *, by_enter: bool = False
    ) -> None:
        """`title` and `body`: the program's words as `str`, anybody else's as `Content`.

        `by_enter`: a letter only brings the cursor to its answer, and Enter gives it, as long as nothing else is typed:
        for what writes over a file or sends, that a word typed ahead may not answer by a letter that happens to be in
        it.
        """
        super().__init__()
        self.question_title = title if isinstance(title, Content) else shown(title)
        self.body = body if isinstance(body, Content) else Content(body)
        self.choices = tuple(choices)
        self.by_enter = by_enter
        self._typed = ""

    def heading(self) -> Content:
        """The question's subject."""
        return self.question_title

    def compose_box(self) -> Iterable[Widget]:
        """The sentence, then the answers."""
        yield Static(self.body)
        yield Answers(*(Option(answer_line(choice), id=choice.code) for choice in self.choices))
        if self.by_enter:
            yield Words(N_("Its letter or the arrows choose, Enter answers."), classes="question--how")

    def on_key(self, event: events.Key) -> None:
        """A letter answers at once, or chooses what Enter answers."""
        if not (event.character and event.is_printable):
            return
        letter = event.character.casefold()
        chosen = next((choice for choice in self.choices if choice.letter.casefold() == letter), None)
        if self.by_enter:
            event.stop()
            self._choose(letter, chosen)
        elif chosen is not None:
            event.stop()
            self.dismiss(chosen.code)

    def _choose(self, letter: str, chosen: Choice | None) -> None:
        """The answer whose letter alone is struck, however often; a word brings the cursor back to the first answer."""
        if letter not in self._typed:
            self._typed += letter
        options = self.query_one(MarkedOptions)
        options.highlighted = 0 if chosen is None or len(self._typed) > 1 else self.choices.index(chosen)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter answers."""
        self.dismiss(event.option.id)


def confirmation(
    title: Content | str, body: Content | str, yes: str, no: str = "", *, by_enter: bool = False
) -> Question:
    """A question with two answers, "yes" and "no"; the cursor is on "no". `by_enter` for what cannot be taken back."""
    refuse = no or _("No, change nothing")
    choices = Choice("no", refuse, refuse[:1]), Choice("yes", yes, yes[:1])
    return Question(title, body, choices, by_enter=by_enter)


def replacing(path: Path) -> Question:
    """The question before a file that is there is written over."""
    title = _("A file of that name is there already")
    return confirmation(title, shown(str(path)), _("Yes, replace it"), _("No, keep it"), by_enter=True)


def answer_line(choice: Choice) -> Content:
    """The letter in front, so that it is seen."""
    return Content.assemble(Content(f"{choice.letter.upper():<2} ").stylize("bold"), shown(choice.words))
