"""Fields where one types a few letters and takes what they meant: fixed choices, or the answers of a search."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from fichier_tui.domain.text import clean_line, fold
from fichier_tui.i18n import N_, _
from fichier_tui.ui.background import in_background
from fichier_tui.ui.widgets.chooser import Chooser, rank


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a fixed set: its code in the file, its words marked by `N_()`."""

    code: str
    words: str
    short: str = ""
    """What means it before any word that begins so: "r" is a call here because it is one at the counter."""


YES_NO = (Choice("1", N_("yes")), Choice("0", N_("no")))
"""The set of a question that is answered by one of the two."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An answer of a search: a product, a town, a contact. `code` is empty where the text was typed freely."""

    code: str
    words: str
    aside: str = ""
    """What tells it from its homonyms: a price, a postcode, a town."""


class ChoiceInput(Chooser[str]):
    """One of fixed choices; the answer is its code, or with `free` the text itself where it is none of them."""

    WIDTH: ClassVar[int] = 24
    COMPLAINT: ClassVar[str] = N_("Not in the list: the Down key opens it.")

    def __init__(
        self,
        choices: Sequence[Choice],
        *,
        answer: str | None = None,
        free: bool = False,
        placeholder: str = "",
        required: bool = False,
        wide: bool = False,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """`wide`: it takes the room that there is, for names that others gave."""
        self.choices = tuple(choices)
        self._found: list[Choice] = []
        self._taken: tuple[str, str] | None = None
        """The words and the code of what was chosen: they hold when the language changes."""
        super().__init__("", placeholder=placeholder, required=required, id=id, classes=classes)
        self.free = free
        if wide:
            self.WIDTH = 0  # type: ignore[misc]
        if answer is not None:
            self.set_answer(answer)

    def read(self, text: str) -> str | None:
        if self._taken is not None and self._taken[0] == text:
            return self._taken[1]
        folded = fold(text)
        for choice in self.choices:
            if text and (_(choice.words) == text or folded in (fold(_(choice.words)), choice.short)):
                return choice.code
        return text if self.free else None

    def write(self, answer: str) -> str:
        words = next((_(choice.words) for choice in self.choices if choice.code == answer), answer)
        self._take(words, answer)
        return words

    def refresh_words(self) -> None:
        """The language changed: what was chosen stays so, in other words."""
        if self.answer is not None:
            self.set_answer(self.answer)

    def find(self, typed: str) -> None:
        """What is called so for short, then those that begin with what was typed, then those that hold it."""
        folded = fold(typed)
        ranked = [
            (0 if choice.short and choice.short == folded else rank(_(choice.words), folded), choice)
            for choice in sorted(self.choices, key=lambda choice: not choice.short or choice.short != folded)
        ]
        self._found = [choice for place in (0, 1, 2) for found, choice in ranked if found == place]
        self.propose([(_(choice.words), "") for choice in self._found])
        if self.opened and self.highlighted < 0 and not self._refused and not self.free:
            codes = [choice.code for choice in self._found]
            self._highlight(codes.index(self.answer) if self.answer in codes else 0)

    def taken(self, index: int) -> str:
        choice = self._found[index]
        self._take(_(choice.words), choice.code)
        return _(choice.words)

    def _take(self, words: str, code: str) -> None:
        self._taken = (clean_line(words), code)
        self._read_text = None


class SuggestInput(Chooser[Suggestion]):
    """What a search proposes: products, towns, contacts. With `free` any text is an answer, its code empty."""

    COMPLAINT: ClassVar[str] = N_("Not found: choose one that is proposed.")

    def __init__(
        self,
        search: Callable[[str], Awaitable[Sequence[Suggestion]]],
        *,
        free: bool = True,
        placeholder: str = "",
        required: bool = False,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """`search` is asked off the screen's own time; the empty text asks for the most usual."""
        self._search = search
        self._found: Sequence[Suggestion] = ()
        self._taken: Suggestion | None = None
        super().__init__("", placeholder=placeholder, required=required, id=id, classes=classes)
        self.free = free

    def read(self, text: str) -> Suggestion | None:
        if self._taken is not None and clean_line(self._taken.words) == text:
            return self._taken
        return Suggestion("", text) if self.free else None

    def write(self, answer: Suggestion) -> str:
        return answer.words

    def set_answer(self, answer: Suggestion | None) -> None:
        """Show this answer."""
        self._take(answer)
        super().set_answer(answer)

    @property
    def typed(self) -> str:
        """The text, after the code of what was taken."""
        answer = self.answer
        return f"{answer.code}\t{self.value}" if answer is not None and answer.code else self.value

    def set_typed(self, typed: str) -> None:
        """Put back what `typed` gave."""
        code, tab, words = typed.partition("\t")
        if tab:
            self._take(Suggestion(code, words))
        super().set_typed(words if tab else typed)

    def meant(self, words: str, typed: str) -> bool:
        """Each word typed begins one of the choice's: "rando" is "Sac de randonnée"."""
        folded = f" {fold(words)}"
        return all(f" {part}" in folded for part in fold(typed).split())

    def first(self, typed: str) -> int:
        """What is exactly what was typed, wherever it stands in the list."""
        folded = fold(typed)
        return next((index for index, (words, _aside) in enumerate(self._items) if fold(words) == folded), 0)

    def find(self, typed: str) -> None:
        """Ask; an answer that comes after the next letter is dropped."""
        in_background(self, partial(self._ask, typed), group="suggestions", exclusive=True)

    def taken(self, index: int) -> str:
        self._take(self._found[index])
        return self._found[index].words

    def _take(self, suggestion: Suggestion | None) -> None:
        self._taken = suggestion
        self._read_text = None

    async def _ask(self, typed: str) -> None:
        found = await self._search(typed)
        if self.has_focus:
            self._found = found
            self.propose([(suggestion.words, suggestion.aside) for suggestion in found])
