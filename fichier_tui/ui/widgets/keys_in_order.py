"""Keys in the order in which they were struck, however fast: over a slow line they come in bursts.

Textual gives a key to the widget that had the focus when it *came*, and runs what it is bound to only after it climbed
to the program: in a burst "péron, Tab, hélène" all the letters land in the first field, and a Backspace takes the
wrong one. A field with this parent runs its own keys and its form's on the spot, and hands on what came too late.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.binding import NoBinding
from textual.dom import DOMNode
from textual.widget import Widget

if TYPE_CHECKING:
    from fichier_tui.ui.behind import BehindApp


class KeyedForm(Widget):
    """What holds fields, and whose keys they run on the spot."""


class KeysInOrder(Widget):
    """The second parent of what one types in: Textual takes styles and keys from the first."""

    FORM_KEYS: ClassVar[frozenset[str] | None] = None
    """The keys of its form that it lets it have; None for all."""

    async def on_event(self, event: events.Event) -> None:
        """Hand on what belongs to the field that has the focus now; run this field's keys at once."""
        if isinstance(event, events.Key | events.Paste):
            focused = self.app.screen.focused
            if focused is not None and focused is not self and isinstance(focused, KeysInOrder):
                focused.post_message(event)
                return
            if isinstance(event, events.Key) and (await self._left_by(event) or await self._ran(event.key)):
                return
        await super().on_event(event)

    @property
    def gives_way(self) -> bool:
        """Whether `:` struck now is for the counter, and not a letter of what is typed here."""
        return True

    async def _left_by(self, event: events.Key) -> bool:
        """Whether the key was `:`, which has shown the counter: what comes next is for its line."""
        if event.character != ":" or not self.gives_way:
            return False
        return await cast("BehindApp", self.app).hand_over(self, "counter")

    async def _ran(self, key: str) -> bool:
        for node in self._keyed(key):
            try:
                # Private, but the only table of the bindings as they are after inheritance; Textual is pinned.
                bindings = node._bindings.get_bindings_for_key(key)
            except NoBinding:
                continue
            for binding in bindings:
                if await self.app.run_action(binding.action, node):
                    return True
        return False

    def _keyed(self, key: str) -> Iterator[DOMNode]:
        """This field, then its form if it is in one. Never the screen: closing it from here would wait for itself."""
        yield self
        if self.in_form is not None and (self.FORM_KEYS is None or key in self.FORM_KEYS):
            yield self.in_form

    @property
    def in_form(self) -> DOMNode | None:
        """The form that this field is in, or None."""
        return next((node for node in self.ancestors if isinstance(node, KeyedForm)), None)
