"""A field over a list of what it finds: the field keeps the focus, the arrows move in the list, Enter chooses.

Keys are done in the order in which they were struck: over a slow line a name and its Enter come at once, and the Enter
is for what the whole name finds.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, TypeVar

from textual import on
from textual.binding import ActiveBinding, BindingType
from textual.dom import DOMNode
from textual.widgets import Input, OptionList

from fichier_tui.i18n import N_, _
from fichier_tui.ui import keys
from fichier_tui.ui.dialogs.dialog import Dialog
from fichier_tui.ui.widgets.entry import LineInput
from fichier_tui.ui.widgets.marked_options import MarkedOptions

Result = TypeVar("Result")

DOWN = keys.Key("offering.down", "down", "move(1)", N_("Next"), tooltip=N_("The line below."), rank=3, in_footer=False)
UP = keys.Key("offering.up", "up", "move(-1)", N_("Previous"), tooltip=N_("The line above."), rank=4, in_footer=False)
PAGE_DOWN = keys.Key(
    "offering.page_down", "pagedown", "page(1)", N_("Next page"), tooltip=N_("A page down."), rank=5, in_footer=False
)
PAGE_UP = keys.Key(
    "offering.page_up", "pageup", "page(-1)", N_("Previous page"), tooltip=N_("A page up."), rank=6, in_footer=False
)
OF_DIALOG = ("enter", "down", "up", "pagedown", "pageup")


class OfferingLine(LineInput):
    """The field: it gives the keys of the dialog to it once the letters before them are in."""

    def _keyed(self, key: str) -> Iterator[DOMNode]:
        if key in OF_DIALOG:
            yield self.screen
        else:
            yield from super()._keyed(key)


class OfferingDialog(Dialog[Result]):
    """Yields an `OfferingLine` and `make_options()`; its KEYS are DOWN, UP and Enter, whose action is "choose"."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(PAGE_DOWN, PAGE_UP)
    DEFAULT_CSS = """
    OfferingDialog {
        align: center top;
        .dialog--box { margin-top: 2; width: 72; padding: 0 1; }
        Input { margin: 1 0; }
        OptionList > .option-list--option-highlighted {
            background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold;
        }
    }
    """
    offered_for: str | None = None
    """What was typed when the list was filled."""

    def make_options(self) -> MarkedOptions:
        """The list; its cursor is moved from the field."""
        options = MarkedOptions(markup=False)
        options.can_focus = False
        return options

    @property
    def options(self) -> MarkedOptions:
        """The list."""
        return self.query_one(MarkedOptions)

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys of the dialog, which its field would hide."""
        active = super().active_bindings
        for key in (*self.KEYS, PAGE_DOWN, PAGE_UP):
            if key.keys in OF_DIALOG:
                enabled = self.why_not(key.action.partition("(")[0]) is None
                active[key.keys] = ActiveBinding(self, key.binding(), enabled, _(key.tooltip))
        return active

    def offer(self, typed: str) -> None:
        """Fill the list with what `typed` finds, and keep it in `offered_for`."""
        raise NotImplementedError

    def take_typed(self) -> str:
        """Offer what was typed last, where that was not done yet; gives it."""
        typed = self.query_one(OfferingLine).value
        if typed != self.offered_for:
            self.offer(typed)
        return typed

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.take_typed()

    def action_move(self, step: int) -> None:
        """The line below or above; from the last to the first."""
        self.take_typed()
        if step > 0:
            self.options.action_cursor_down()
        else:
            self.options.action_cursor_up()

    async def action_page(self, step: int) -> None:
        """A page of the list down or up."""
        self.take_typed()
        await self.options.run_action("page_down" if step > 0 else "page_up")

    @on(OptionList.OptionSelected)
    async def _clicked(self, event: OptionList.OptionSelected) -> None:
        """A click chooses."""
        event.stop()
        self.options.highlighted = event.option_index
        await self.action_choose()

    async def action_choose(self) -> None:
        """Enter: take what the cursor is on."""
        raise NotImplementedError
