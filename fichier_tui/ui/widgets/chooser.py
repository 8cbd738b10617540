"""A field with a list that drops from it: letters filter, Down opens the list, Enter or Tab takes what is highlighted.

Accents and capitals are no matter; the rest of the word stands in grey behind the cursor. Where free text is allowed,
only a choice that begins with what was typed is proposed, or one that the child says was meant; Backspace and Esc
refuse it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.reactive import var

from fichier_tui.domain.text import clean_line, fold
from fichier_tui.i18n import N_
from fichier_tui.ui.widgets.drop_list import ROWS, DropList
from fichier_tui.ui.widgets.entry import Entry, V


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
        """Open the list with every choice, or go to the next; past the last, where nothing was typed, on to the form.

        Who goes down through the fields is not caught by the first of them that has a list.
        """
        if not self.opened:
            self._refused = False
            self.opened = True
            self.find("" if self.value == self._settled_text else self.sought)
            return
        last = len(self._items) - 1
        if self.highlighted == last and not self.free and self.value == self._settled_text:
            self.close()
            raise SkipAction
        self._highlight(min(self.highlighted + 1, last))

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
