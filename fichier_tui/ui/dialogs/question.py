"""A question with a few answers: by their letter, or with the arrows and Enter. Only for what cannot be taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from fichier_tui.i18n import N_, _
from fichier_tui.ui.dialogs.dialog import Dialog
from fichier_tui.ui.safe import shown
from fichier_tui.ui.widgets.marked_options import MarkedOptions


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer: what the question gives back, its words (translated), and the letter that gives it at once."""

    code: str
    words: str
    letter: str = ""


class Question(Dialog[str]):
    """Gives the code of the answer, or None when one leaves with Esc."""

    HELP_WORDS: ClassVar[tuple[str, ...]] = (
        N_("Type the letter of an answer, or choose it with the arrows and press Enter. Esc changes nothing."),
    )
    DEFAULT_CSS = """
    Question OptionList { max-height: 12; margin-top: 1; }
    """

    def __init__(self, title: Content | str, body: Content | str, choices: Sequence[Choice]) -> None:
        """`title` and `body`: the program's words as `str`, anybody else's as `Content`."""
        super().__init__()
        self.question_title = title if isinstance(title, Content) else shown(title)
        self.body = body if isinstance(body, Content) else Content(body)
        self.choices = tuple(choices)

    def heading(self) -> Content:
        """The question's subject."""
        return self.question_title

    def compose_box(self) -> Iterable[Widget]:
        """The sentence, then the answers."""
        return (
            Static(self.body),
            MarkedOptions(*(Option(answer_line(choice), id=choice.code) for choice in self.choices)),
        )

    def on_key(self, event: events.Key) -> None:
        """A letter answers at once."""
        for choice in self.choices:
            if event.character and choice.letter and event.character.lower() == choice.letter.lower():
                event.stop()
                self.dismiss(choice.code)
                return

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter answers."""
        self.dismiss(event.option.id)


def confirmation(title: Content | str, body: Content | str, yes: str, no: str = "") -> Question:
    """A question with two answers, "yes" and "no"; the cursor is on "no"."""
    refuse = no or _("No, change nothing")
    return Question(title, body, (Choice("no", refuse, refuse[:1]), Choice("yes", yes, yes[:1])))


def replacing(path: Path) -> Question:
    """The question before a file that is there is written over."""
    title = _("A file of that name is there already")
    return confirmation(title, shown(str(path)), _("Yes, replace it"), _("No, keep it"))


def answer_line(choice: Choice) -> Content:
    """The letter in front, so that it is seen."""
    return Content.assemble(Content(f"{choice.letter.upper():<2} ").stylize("bold"), shown(choice.words))
