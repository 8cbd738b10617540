"""F1: what one does in this place, and each of its keys with a sentence, by group."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from textual import events
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from fichier_tui.i18n import N_, _
from fichier_tui.ui import keys
from fichier_tui.ui.dialogs.dialog import Dialog
from fichier_tui.ui.keyed_screen import KeyedScreen
from fichier_tui.ui.safe import shown

# Columns of a line of help, the narrowest and the widest: the key's name, what it does; a sentence in what is left.
NAMES = (12, 20)
WORDS = (20, 26)
GAP = 2
LEAST = 20
A_DIALOG = N_("Answer here first: what is beneath waits as it was. Esc goes back to it.")


class HelpText(Static):
    """The help of one screen, in the language of the moment."""

    def __init__(self, of: KeyedScreen[Any]) -> None:
        super().__init__(markup=False)
        self.of = of

    def on_resize(self, event: events.Resize) -> None:
        """Its sentences are broken by its width, which it learns only now: its height was reckoned without it."""
        self.refresh(layout=True)

    def render(self) -> Content:
        """Sentences first, then the keys by group."""
        sentences = [shown(_(words)) for words in self.of.HELP_WORDS or (A_DIALOG,)]
        return Content("\n").join([*sentences, *self.of.more_help(), *self._keys()])

    def _keys(self) -> Iterable[Content]:
        groups: dict[str, dict[str, tuple[keys.Key, str, str]]] = {group: {} for group in keys.GROUPS}
        for active in self.of.active_bindings.values():
            key = keys.declared(active.binding.id)
            if key is not None and (words := self.of.words_of(key)) is not None:
                reason = None if active.enabled else self.of.why_not(key.action.partition("(")[0])
                groups[key.group].setdefault(key.id, (key, words, reason or ""))
        columns = _columns([told[:2] for found in groups.values() for told in found.values()])
        for group, found in groups.items():
            if found:
                yield Content("")
                yield shown(_(keys.GROUPS[group]), "bold $accent")
                for key, words, reason in sorted(found.values(), key=lambda told: told[0].keyboard_order):
                    yield _line(key, words, reason, columns, self.size.width)


def _names(key: keys.Key) -> str:
    return ", ".join(keys.key_name(name.strip()) for name in key.keys.split(","))


def _columns(told: list[tuple[keys.Key, str]]) -> tuple[int, int]:
    """The cells of the names and of the words, as the longest need them, within bounds; the gap included."""
    names = max((len(_names(key)) for key, _words in told), default=0) + GAP
    words = max((len(words) for _key, words in told), default=0) + GAP
    return min(max(names, NAMES[0]), NAMES[1]), min(max(words, WORDS[0]), WORDS[1])


def _line(key: keys.Key, words: str, reason: str, columns: tuple[int, int], width: int) -> Content:
    """One key: its name, what it does, a sentence; greyed, and the reason behind it, where it does not apply."""
    before = sum(columns)
    names = f"{_names(key) + ' ' * GAP:<{columns[0]}}"
    words = f"{words + ' ' * GAP:<{before - len(names)}}"
    sentence = Content(" ".join(part for part in (_(key.tooltip), reason) if part)).wrap(max(width - before, LEAST))
    head = Content.assemble(Content(names).stylize("bold"), Content(words))
    first = [head]
    if len(names) + len(words) <= before:
        # What is longer than its column keeps its line for itself.
        first = [head.append(sentence.pop(0).stylize("$text-muted"))]
    rest = [Content(" " * before).append(part.stylize("$text-muted")) for part in sentence]
    lines = Content("\n").join([*first, *rest])
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
