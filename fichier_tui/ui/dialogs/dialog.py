"""What every dialog stands on: a framed box in the middle, Esc to leave, a line that names its keys."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from fichier_tui.i18n import N_, _
from fichier_tui.ui import keys
from fichier_tui.ui.keyed_screen import KeyedScreen
from fichier_tui.ui.safe import shown
from fichier_tui.ui.widgets.status_line import NOTE

Result = TypeVar("Result")

HIGH = 24
"""Lines from which a dialog has room for its blanks and its longest lists."""

OF_SCREENS = frozenset(
    name
    for key in (*keys.GLOBAL_KEYS, *keys.TEMPLATES)
    for name in key.keys.split(",")
    if name[0] == "f" or name.startswith(("ctrl+", "alt+"))
)
"""What every full screen does and no dialog, but for letters."""

CLOSE = keys.Key(
    "dialog.close", "escape", "close", N_("Close"), rank=60, group=keys.FILE, tooltip=N_("Leave this dialog.")
)


class Hints(Static):
    """The last line of a dialog: the keys of the moment with their words; greyed ones are left out."""

    def on_mount(self) -> None:
        """Follow the focus and the language."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _screen: self.refresh())

    def render(self) -> Content:
        """Key in bold, words after."""
        parts = []
        active = {active.binding.id: active for active in self.screen.active_bindings.values() if active.enabled}
        found = [key for name in active if (key := keys.declared(name)) is not None and key.in_footer]
        if not any(key.keys == CLOSE.keys for key in found) and CLOSE.keys in self.screen.active_bindings:
            found.append(CLOSE)  # the field has Esc to itself while its list is open, and hands it on
        screen = self.screen
        for key in sorted(found, key=lambda key: (key is keys.HELP, key.rank)):
            words, short = screen.footer_words(key) if isinstance(screen, KeyedScreen) else (key.words, key.short)
            parts.append(shown(key.shown_key, "bold $accent").append(" " + (_(short) or _(words))))
        line = Content("   ").join(parts)
        if keys.HELP in found and line.cell_length > self.size.width:
            # F1 works all the same; half of its name would tell nothing.
            return Content("   ").join(parts[:-1])
        return line


class Dialog(KeyedScreen[Result], ModalScreen[Result]):
    """A dialog over the screen. Its class sets `KEYS`, and gives `heading` and `compose_box`."""

    SAVES: ClassVar[bool] = True
    """False where its Ctrl+S writes nothing, and shows what was asked for."""
    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(CLOSE, keys.HELP)
    VERTICAL_BREAKPOINTS = [(0, "-low"), (HIGH, "-high")]
    DEFAULT_CSS = """
    Dialog {
        align: center middle; background: $background 60%;
        &:nocolor { background: $background; }
        .dialog--box {
            width: 64; max-width: 96%; height: auto; max-height: 90%; padding: 1 2;
            background: $panel; color: $foreground; border: round $accent; border-title-color: $accent;
            border-title-style: bold; border-title-background: $panel;
        }
        OptionList, OptionList:focus {
            height: auto; border: none; padding: 0; background: $panel; background-tint: $foreground 0%;
            scrollbar-size-vertical: 1;
        }
        &.-low .dialog--box { padding: 0 2; max-height: 100%; }
        &.-low OptionList { max-height: 8; }
        OptionList:nocolor > .option-list--option-highlighted { text-style: bold reverse; }
        Input, Input:focus {
            border: none; height: 1; padding: 0 1; background: $surface; background-tint: $foreground 0%;
        }
        Form Input:focus { padding: 0; }
        Hints { height: 1; margin-top: 1; color: $text-muted; text-wrap: nowrap; text-overflow: ellipsis; }
    }
    """

    def on_key(self, event: events.Key) -> None:
        """A key of the screens does nothing under a dialog, and says so; letters and the keys of fields are let be."""
        if event.key in OF_SCREENS and event.key not in self.active_bindings:
            event.stop()
            self.fichier.tell(_("Close this first: Esc."), NOTE)

    def footer_words(self, key: keys.Key) -> tuple[str, str]:
        """Nothing is called saved that is not."""
        return (N_("Show"), "") if key.keys == keys.SAVE.keys and not self.SAVES else super().footer_words(key)

    def heading(self) -> Content:
        """What the box is called, in its border."""
        return Content("")

    def compose_box(self) -> Iterable[Widget]:
        """The widgets inside the box."""
        return ()

    def compose(self) -> ComposeResult:
        """The box, its content and the line of keys."""
        with Vertical(classes="dialog--box"):
            yield from self.compose_box()
            yield Hints()

    def on_mount(self) -> None:
        """Put the heading in the border."""
        self.refresh_heading()

    def refresh_heading(self) -> None:
        """Show the heading anew."""
        self.query_one(".dialog--box").border_title = self.heading()

    def refresh_words(self) -> None:
        """The heading is the dialog's own."""
        super().refresh_words()
        self.refresh_heading()

    async def action_help(self) -> None:
        """F1: what one does in this dialog."""
        from fichier_tui.ui.dialogs.help import HelpDialog

        await self.app.push_screen(HelpDialog(self))

    def action_close(self) -> None:
        """Leave without a result."""
        self.dismiss(None)
