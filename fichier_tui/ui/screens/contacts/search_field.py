"""The field above the list, and the list itself: letters go to the one, arrows to the other, whoever has the focus.

Over a slow line keys come in bursts ("pero h", F5, then the next name): each is done before the next is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.message import Message
from textual.widgets.input import Selection

from fichier_tui.domain.contact import ContactRow
from fichier_tui.domain.text import clean_typed
from fichier_tui.ui import keys
from fichier_tui.ui.widgets.keys_in_order import KeysInOrder
from fichier_tui.ui.widgets.paged_list import PagedList
from fichier_tui.ui.widgets.served_line import ServedLine

# Done before what is typed after it, which looks for somebody else. They close no screen.
AT_ONCE = frozenset((keys.VISIT.keys,))


class SearchField(ServedLine):
    """What is looked for."""

    class Typed(Message):
        """The text changed."""

    class Opened(Message):
        """Enter: the line under the cursor of the list is to be opened."""

    # Without words: the help tells of the list's own keys.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "for_list('cursor_up')", show=False),
        Binding("down", "for_list('cursor_down')", show=False),
        Binding("pageup", "for_list('page_up')", show=False),
        Binding("pagedown", "for_list('page_down')", show=False),
        keys.OPEN.binding("select"),
        Binding("ctrl+f,ctrl+k", "skip", show=False),
    ]

    def __init__(self) -> None:
        super().__init__(id="search")

    @property
    def gives_way(self) -> bool:
        """`:` takes what was typed to the counter."""
        return True

    def watch_value(self, before: str, now: str) -> None:
        """Tell at once."""
        super().watch_value(before, now)
        if before != now:
            self.post_message(self.Typed())

    def take(self, text: str) -> None:
        """Put in what was typed, or pasted, while the list had the keys: in place of a text that is done with."""
        self.screen.set_focus(self)
        self.replace(clean_typed(text), *self.selection)

    def take_back(self) -> None:
        """Take the last letter away: Backspace, typed while the list had the keys."""
        self.screen.set_focus(self)
        self.action_delete_left()

    def done_with(self) -> None:
        """The next letter begins another search."""
        self._past.clear()
        self.selection = Selection(0, len(self.value))

    @property
    def is_done_with(self) -> bool:
        """Whether what stands there has served: it stands only until the next letter."""
        return bool(self.value) and sorted(self.selection) == [0, len(self.value)]

    def action_for_list(self, action: str) -> None:
        """Move in the list, which has the keys from then on."""
        contacts = self.screen.query_one(ContactList)
        self.screen.set_focus(contacts)
        getattr(contacts, f"action_{action}")()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter is greyed where the list has nobody."""
        return None if self.why_not(action) else super().check_action(action, parameters)

    def why_not(self, action: str) -> str:
        """Why a key does nothing now, translated; "" where it does something."""
        return self.screen.query_one(ContactList).why_not(action) if action == "select" else ""

    def action_select(self) -> None:
        """Open the line under the cursor of the list."""
        self.post_message(self.Opened())

    def action_skip(self) -> None:
        """Leave the key to the screen."""
        raise SkipAction

    def _keyed(self, key: str) -> Iterator[DOMNode]:
        yield self
        if key in AT_ONCE:
            yield self.screen


class ContactList(PagedList[ContactRow], KeysInOrder):
    """The list, where letters are for the search."""

    awaited = False
    """Whether another list is being read: nobody knows yet that it is empty."""

    def why_not(self, action: str) -> str:
        """What is typed quickly, then Enter, opens whom the reading brings."""
        return "" if self.awaited else super().why_not(action)

    async def on_event(self, event: events.Event) -> None:
        """Give letters, Backspace and what is pasted to the field, before the next key is looked at."""
        if isinstance(event, events.Key | events.Paste) and self.screen.focused is self and self._typed(event):
            event.stop()
            return
        await super().on_event(event)

    def _typed(self, event: events.Key | events.Paste) -> bool:
        """Whether the event was for the field, which has it now."""
        to_counter = isinstance(event, events.Key) and event.character == ":"
        if to_counter or self.app.screen is not self.screen:
            return False
        field = self.screen.query_one(SearchField)
        if isinstance(event, events.Paste):
            field.take(" ".join(event.text.split()))
        elif event.key == "backspace" and field.value:
            field.take_back()
        elif event.is_printable and event.character and event.key != "space":
            field.take(event.character)
        else:
            return False
        return True

    def _keyed(self, key: str) -> Iterator[DOMNode]:
        yield self
        if key in AT_ONCE:
            yield self.screen
