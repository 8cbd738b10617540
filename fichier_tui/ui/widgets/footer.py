"""The keys of the moment on one line: packed by rank, words are shortened before any key is dropped.

F1 and F10 are always there. A key that does not apply is greyed, not hidden; pressing or clicking it says why.
"""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from fichier_tui.i18n import _
from fichier_tui.ui import keys
from fichier_tui.ui.keyed_screen import KeyedScreen
from fichier_tui.ui.safe import shown

GAP = 2
MARGIN = 1


@dataclass(frozen=True, slots=True)
class FooterKey:
    """A key that would like a place in the footer, its words translated."""

    id: str
    key: str
    """As Textual names it, for the click."""
    name: str
    """As the keyboard prints it."""
    words: str
    short: str
    rank: int
    enabled: bool = True

    @property
    def pinned(self) -> bool:
        """Whether it stays whatever the width."""
        return self.id in (keys.HELP.id, keys.PALETTE.id)


@dataclass(frozen=True, slots=True)
class Slot:
    """A key with its place: from column `start`, `width` cells."""

    key: FooterKey
    text: str
    start: int
    width: int


def pack(candidates: list[FooterKey], width: int) -> list[Slot]:
    """Choose what fits in `width` cells, and where: full words if all fit, else short words and the first in rank.

    One length of words for all, so that the line is calm and stays the same while one moves about.
    """
    full = {key.id: key.words for key in candidates}
    if sum(_need(key, key.words) for key in candidates) <= width - 2 * MARGIN + GAP:
        return _placed(candidates, full, width)
    texts: dict[str, str] = {}
    room = width - 2 * MARGIN + GAP
    for key in sorted(candidates, key=lambda key: (not key.pinned, not key.enabled, key.rank)):
        need = _need(key, key.short or key.words)
        if need <= room:
            texts[key.id] = key.short or key.words
            room -= need
    return _placed([key for key in candidates if key.id in texts], texts, width)


def _need(key: FooterKey, words: str) -> int:
    """The cells that a key takes, with the gap after it."""
    return cell_len(f"{key.name} {words}") + GAP


def _placed(chosen: list[FooterKey], texts: dict[str, str], width: int) -> list[Slot]:
    """The chosen keys in the order of the keyboard, each with its columns; the menu at the right end."""
    slots, column = [], MARGIN
    for key in sorted(chosen, key=_order):
        text = f"{key.name} {texts[key.id]}".rstrip()
        cells = cell_len(text)
        if key.id == keys.PALETTE.id:
            column = max(column, width - MARGIN - cells)
        slots.append(Slot(key, text, column, cells))
        column += cells + GAP
    return slots


def _order(key: FooterKey) -> tuple[int, int]:
    """Function keys by number, then the others by rank, then the menu."""
    if key.id == keys.PALETTE.id:
        return (2, 0)
    if key.key[0] == "f" and key.key[1:].isdigit():
        return (0, int(key.key[1:]))
    return (1, key.rank)


class KeyFooter(Widget):
    """The last line of every screen."""

    DEFAULT_CSS = """
    KeyFooter { dock: bottom; height: 1; background: $footer-background; color: $footer-description-foreground; }
    """
    ALLOW_SELECT = False
    covered = reactive(False)
    """Whether a dialog stands over the screen: the line stays, with no key on it."""

    def on_mount(self) -> None:
        """Follow the screen: its bindings change with the focus, the language and the state."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _screen: self.refresh())

    def slots(self) -> list[Slot]:
        """What is shown at the present width."""
        if self.covered:
            return []
        candidates: dict[str, FooterKey] = {}
        for active in self.screen.active_bindings.values():
            key = keys.declared(active.binding.id)
            if key is None or not key.in_footer or key.id in candidates:
                continue
            if not active.enabled and self._is_barred(key):
                continue
            words, short = self.screen.footer_words(key) if isinstance(self.screen, KeyedScreen) else (key.words, "")
            candidates[key.id] = FooterKey(
                key.id, active.binding.key, key.shown_key, _(words), _(short), key.rank, active.enabled
            )
        return pack(list(candidates.values()), self.size.width)

    def _is_barred(self, key: keys.Key) -> bool:
        """Whether one's role never allows it: it takes no place from the keys that may be of use in a moment."""
        return isinstance(self.screen, KeyedScreen) and self.screen.is_barred(key.action.partition("(")[0])

    def render(self) -> Content:
        """The line, enabled keys in bold accent, the others muted."""
        parts: list[Content] = []
        column = 0
        for slot in self.slots():
            parts.append(Content(" " * (slot.start - column)))
            name, rest = slot.text[: len(slot.key.name)], slot.text[len(slot.key.name) :]
            if slot.key.enabled:
                parts += [shown(name, "bold $footer-key-foreground"), Content(rest)]
            else:
                parts.append(Content(slot.text).stylize("dim italic" if self.app.no_color else "italic $text-disabled"))
            column = slot.start + slot.width
        return Content("").join(parts)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """The sentence of the key under the mouse."""
        for slot in self.slots():
            if slot.start <= event.x < slot.start + slot.width and (key := keys.declared(slot.key.id)):
                self.tooltip = shown(_(key.tooltip))

    def on_click(self, event: events.Click) -> None:
        """A click on a key is the key."""
        for slot in self.slots():
            if slot.start <= event.x < slot.start + slot.width:
                self.app.simulate_key(slot.key.key)
