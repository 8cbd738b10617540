"""Fields where one types a few letters and takes what they meant: fixed choices, or the answers of a search.

Letters filter, accents and capitals are no matter; Down opens the list; Enter or Tab takes what is highlighted; the
rest of the word stands in grey behind the cursor. Where free text is allowed, only a choice that begins with what was
typed is proposed, or of a search one whose words do; Backspace and Esc refuse it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.reactive import var

from fichier_tui.domain.text import clean_line, fold
from fichier_tui.i18n import N_, _
from fichier_tui.ui.background import in_background
from fichier_tui.ui.widgets.drop_list import ROWS, DropList
from fichier_tui.ui.widgets.entry import Entry, V


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a fixed set: its code in the file, its words marked by `N_()`."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An answer of a search: a product, a town, a contact. `code` is empty where the text was typed freely."""

    code: str
    words: str
    aside: str = ""
    """What tells it from its homonyms: a price, a postcode, a town."""


def rank(words: str, typed: str) -> int | None:
    """How well `typed`, folded, finds `words`: 0 begins them, 1 begins one of them, 2 is within, None not at all."""
    folded = fold(words)
    if folded.startswith(typed):
        return 0
    if f" {typed}" in f" {folded}":
        return 1
    return 2 if typed in folded else None


class Chooser(Entry[V]):
    """A field with a list that drops from it. The children say what is in the list and what taking means."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "list_down", N_("Choose in the list"), show=False),
        Binding("up", "list_up", N_("Previous choice"), show=False),
        Binding("pagedown", "list_page(1)", N_("Next page"), show=False),
        Binding("pageup", "list_page(-1)", N_("Previous page"), show=False),
        Binding("escape", "list_close", N_("Close the list"), show=False),
        Binding("tab", "take_and_go", N_("Take what is proposed"), show=False),
    ]

    opened = var(False, init=False)
    """Whether the list is open."""

    free = False
    """Whether a text that is no choice is an answer too."""

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        required: bool = False,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(value, placeholder=placeholder, required=required, id=id, classes=classes)
        self.highlighted = -1
        """The index in the list of what Enter would take; -1 where it would take nothing."""
        self.just_took = False
        """Whether the Enter that is being handled took something from the list."""
        self._items: Sequence[tuple[str, str]] = ()
        self._drop_list: DropList | None = None
        self._refused = False
        self._settled_text = value

    # For the children

    @property
    def sought(self) -> str:
        """What is looked for: what was typed."""
        return clean_line(self.value)

    def find(self, typed: str) -> None:
        """Look for what `typed` may mean (all when it is empty), now or later, and call `propose`."""
        raise NotImplementedError

    def taken(self, index: int) -> str:
        """The text to stand in the field for the choice at `index`, which is taken."""
        raise NotImplementedError

    def meant(self, words: str, typed: str) -> bool:
        """Whether `typed`, where free text is allowed, proposes a choice of these words which it does not begin."""
        return False

    def first(self, typed: str) -> int:
        """The index in the list of what is proposed first."""
        return 0

    def propose(self, items: Sequence[tuple[str, str]]) -> None:
        """Show these choices (words, aside) in the list."""
        self._items = items
        typed = self.sought
        begins = bool(items) and bool(typed) and rank(items[0][0], fold(typed)) == 0
        proposes = bool(items) and bool(typed) and (begins or not self.free or self.meant(items[0][0], typed))
        self.highlighted = self.first(typed) if proposes and not self._refused else -1
        self._suggestion = self._completion(typed) if begins and self.highlighted == 0 else ""
        self.opened = bool(items) and self.has_focus
        self._show_list()

    # Typing

    def _watch_value(self, value: str) -> None:
        super()._watch_value(value)
        if self.has_focus and value != self._settled_text:
            self._settled_text = ""
            if clean_line(value) or self.opened:
                self.find(self.sought)
            else:
                self.close()

    def replace(self, text: str, start: int, end: int) -> None:
        """Deleting refuses what is proposed, until something is typed again."""
        self._refused = not text
        super().replace(text, start, end)

    def set_typed(self, typed: str) -> None:
        """Put a text back, without looking for anything."""
        self._settled_text = typed
        super().set_typed(typed)
        self.close()

    def take(self) -> bool:
        """Take what is highlighted; False where nothing is."""
        if not self.opened or not 0 <= self.highlighted < len(self._items):
            return False
        words = self.taken(self.highlighted)
        self._settled_text = words
        super().replace(words, 0, len(self.value))
        self.close()
        return True

    def close(self) -> None:
        """Close the list, nothing taken."""
        self.opened = False
        self.highlighted = -1
        self._suggestion = ""
        if self._drop_list is not None:
            self._drop_list.display = False

    # Keys

    def action_list_down(self) -> None:
        """Open the list with every choice, or go to the next."""
        if not self.opened:
            self._refused = False
            self.opened = True
            self.find("" if self.value == self._settled_text else self.sought)
            return
        self._highlight(min(self.highlighted + 1, len(self._items) - 1))

    def action_list_up(self) -> None:
        """To the choice before; the screen's own Up while the list is closed."""
        if not self.opened:
            raise SkipAction
        self._highlight(max(self.highlighted - 1, 0))

    def action_list_page(self, step: int) -> None:
        """A page of the list further; while it is closed the form's own key, which would leave an open list behind."""
        if not self.opened:
            raise SkipAction
        self._highlight(max(0, min(self.highlighted + step * ROWS, len(self._items) - 1)))

    def action_list_close(self) -> None:
        """Close the list; the screen's own Esc while it is closed."""
        if not self.opened:
            raise SkipAction
        self._refused = True
        self.close()

    def action_take_and_go(self) -> None:
        """Take what is proposed; Tab then does what it does everywhere."""
        self.take()
        raise SkipAction

    async def action_submit(self) -> None:
        """Take what is proposed; whoever hears of it goes on."""
        self.just_took = self.take()
        await super().action_submit()

    def action_cursor_right(self, select: bool = False) -> None:
        """At the end, take the rest of the word that stands in grey."""
        if self._suggestion and self.cursor_at_end and not select:
            self.take()
        else:
            super().action_cursor_right(select)

    def _on_blur(self, event: events.Blur) -> None:
        self.close()
        super()._on_blur(event)

    def on_unmount(self) -> None:
        """The list goes with its field."""
        if self._drop_list is not None and self._drop_list.is_attached:
            self._drop_list.remove()

    def _highlight(self, index: int) -> None:
        self.highlighted = index
        self._suggestion = ""
        self._show_list()

    def _completion(self, typed: str) -> str:
        """What was typed and the rest of the first choice, where the two have the same letters."""
        words = self._items[0][0]
        return self.value + words[len(typed) :] if fold(words[: len(typed)]) == fold(typed) else ""

    def _show_list(self) -> None:
        if not self.opened:
            if self._drop_list is not None:
                self._drop_list.display = False
            return
        if self._drop_list is None:
            self._drop_list = DropList(self._clicked)
            self.screen.mount(self._drop_list)
        self._drop_list.show(self._items, self.highlighted, self._place())

    def _place(self) -> Region:
        return self.region

    def _clicked(self, index: int) -> None:
        self.highlighted = index
        self.take()
        self.focus()


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
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        self.choices = tuple(choices)
        self._found: list[Choice] = []
        self._taken: tuple[str, str] | None = None
        """The words and the code of what was chosen: they hold when the language changes."""
        super().__init__("", placeholder=placeholder, required=required, id=id, classes=classes)
        self.free = free
        if answer is not None:
            self.set_answer(answer)

    def read(self, text: str) -> str | None:
        if self._taken is not None and self._taken[0] == text:
            return self._taken[1]
        folded = fold(text)
        for choice in self.choices:
            if _(choice.words) == text or fold(_(choice.words)) == folded:
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
        """Those that begin with what was typed first, then those that hold it."""
        folded = fold(typed)
        ranked = [(rank(_(choice.words), folded), choice) for choice in self.choices]
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
