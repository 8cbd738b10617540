"""A line of text for which a search proposes what it may be: a postcode, a town. Any other text is an answer too."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import ClassVar

from fichier_tui.domain.keyboard import azerty_number
from fichier_tui.domain.text import clean_line, fold
from fichier_tui.ui.background import in_background
from fichier_tui.ui.widgets.chooser import Chooser
from fichier_tui.ui.widgets.choosers import Suggestion


class ProposedInput(Chooser[str]):
    """The answer is the text itself; of what was taken from the list, `taken_from` tells the rest."""

    DIGITS_WIDTH: ClassVar[int] = 20
    free = True

    def __init__(
        self,
        search: Callable[[str], Awaitable[Sequence[Suggestion]]],
        *,
        digits: bool = False,
        placeholder: str = "",
        required: bool = False,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """With `digits` the unshifted row of a French keyboard counts as digits."""
        super().__init__("", placeholder=placeholder, required=required, id=id, classes=classes)
        self._search = search
        self._found: Sequence[Suggestion] = ()
        self._digits = digits
        self._taken: Suggestion | None = None
        if digits:
            self.WIDTH = self.DIGITS_WIDTH  # type: ignore[misc]

    @property
    def taken_from(self) -> Suggestion | None:
        """What was taken from the list, as long as it stands there."""
        return self._taken if self._taken is not None and self._taken.words == self.answer else None

    def read(self, text: str) -> str:
        return azerty_number(text) if self._digits else text

    def explain(self, answer: str) -> tuple[str, ...]:
        return () if answer == clean_line(self.value) else (answer,)

    @property
    def answer(self) -> str:
        """The text, cleaned; never None."""
        return self.read(clean_line(self.value))

    @property
    def sought(self) -> str:
        """What was typed, digits turned."""
        return self.answer

    def meant(self, words: str, typed: str) -> bool:
        """Each word typed begins one of the choice's: "hilaire" is Saint-Hilaire."""
        folded = f" {fold(words)}"
        return not self._digits and all(f" {part}" in folded for part in fold(typed).split())

    def first(self, typed: str) -> int:
        """What is exactly what was typed; nothing where several are."""
        folded = fold(typed)
        exact = [index for index, (words, _aside) in enumerate(self._items) if fold(words) == folded]
        return -1 if len(exact) > 1 else exact[0] if exact else 0

    def find(self, typed: str) -> None:
        """Ask; an answer that comes after the next letter is dropped."""
        in_background(self, partial(self._ask, typed), group="proposed", exclusive=True)

    def taken(self, index: int) -> str:
        self._taken = self._found[index]
        return self._found[index].words

    async def _ask(self, typed: str) -> None:
        found = await self._search(typed)
        if self.has_focus:
            self._found = found
            self.propose([(suggestion.words, suggestion.aside) for suggestion in found])
