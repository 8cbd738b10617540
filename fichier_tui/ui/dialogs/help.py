"""F1: what one does in this place, and each of its keys with a sentence, by group."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from fichier_tui.i18n import N_, _
from fichier_tui.ui import keys
from fichier_tui.ui.base import KeyedScreen
from fichier_tui.ui.dialogs.dialog import Dialog
from fichier_tui.ui.safe import shown

# Columns of a line of help: the key's name, what it does, and a sentence in what is left.
NAMES = 12
WORDS = 20
A_DIALOG = N_("Answer here first: what is beneath waits as it was. Esc goes back to it.")


class HelpText(Static):
    """The help of one screen, in the language of the moment."""

    def __init__(self, of: KeyedScreen[Any]) -> None:
        super().__init__(markup=False)
        self.of = of

    def render(self) -> Content:
        """Sentences first, then the keys by group."""
        sentences = [shown(_(words)) for words in self.of.HELP_WORDS or (A_DIALOG,)]
        return Content("\n").join([*sentences, *self._keys()])

    def _keys(self) -> Iterable[Content]:
        groups: dict[str, dict[str, tuple[keys.Key, str]]] = {group: {} for group in keys.GROUPS}
        for active in self.of.active_bindings.values():
            if (key := keys.declared(active.binding.id)) is not None:
                reason = None if active.enabled else self.of.disabled_reason(key.action.partition("(")[0])
                groups[key.group].setdefault(key.id, (key, reason or ""))
        for group, found in groups.items():
            if found:
                yield Content("")
                yield shown(_(keys.GROUPS[group]), "bold $accent")
                for key, reason in sorted(found.values(), key=lambda pair: pair[0].keyboard_order):
                    yield _line(key, reason, self.size.width)


def _line(key: keys.Key, reason: str, width: int) -> Content:
    """One key: its name, what it does, a sentence; greyed with the reason where it does not apply."""
    names = ", ".join(keys.key_name(name.strip()) for name in key.keys.split(","))
    words = f"{_(key.words):<{WORDS}}"
    sentence = Content(reason or _(key.tooltip)).wrap(max(width - NAMES - WORDS, WORDS))
    head = Content.assemble(
        Content(f"{names:<{NAMES}}").stylize("bold"), Content(words), sentence[0].stylize("$text-muted")
    )
    rest = [Content(" " * (NAMES + WORDS)).append(part.stylize("$text-muted")) for part in sentence[1:]]
    lines = Content("\n").join([head, *rest])
    return lines.stylize("$text-disabled") if reason else lines


class HelpDialog(Dialog[None]):
    """The help of the screen it was called from."""

    DEFAULT_CSS = """
    HelpDialog {
        .dialog--box { width: 96; height: 90%; }
        VerticalScroll { height: 1fr; scrollbar-size-vertical: 1; background: $panel; }
        VerticalScroll:focus { background-tint: $foreground 0%; }
    }
    """

    def __init__(self, of: KeyedScreen[Any]) -> None:
        super().__init__()
        self.of = of

    def heading(self) -> Content:
        """The place's name."""
        before, _place, after = _("Help: {place}").partition("{place}")
        place = self.of.heading() if isinstance(self.of, Dialog) else shown(_(self.of.TITLE_WORDS))
        return Content.assemble(before, place, after) if place.plain else shown(_("Help"))

    async def action_help(self) -> None:
        """F1 again closes it."""
        self.action_close()

    def compose_box(self) -> Iterable[Widget]:
        """The text, which scrolls with the arrows."""
        with_text = VerticalScroll(HelpText(self.of))
        with_text.can_focus = True
        return (with_text,)
