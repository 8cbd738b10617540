"""A loyalty card that is scanned opens its contact from any screen: the reader is a keyboard (`domain.scanning`).

Nothing typed waits. In a field the characters of a burst go through as they come, and are taken back once Enter has
shown that a card was scanned. Elsewhere a digit may be a command (1, 2, 3 in the planner): there it is held for 50 ms,
no longer than a hand needs for the next key, and given on in order when no card comes of it. Small letters are commands
that one repeats and strikes ahead: they are never held. The times are those at which the terminal's thread read each
key, not those at which a busy screen came round to it.

Only a number that the file knows takes anything back: whatever else comes as fast (a paste of a terminal that marks
none, a whole line over a slow network) stays what it was.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from textual import events
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input
from textual.widgets.input import Selection

from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.scanning import LONGEST_PAUSE, Burst, may_belong
from fichier_tui.domain.text import clean_typed
from fichier_tui.i18n import _
from fichier_tui.ui.base import FichierScreen
from fichier_tui.ui.safe import shown
from fichier_tui.ui.widgets.entry import Entry, LineInput
from fichier_tui.ui.widgets.keys_in_order import KeysInOrder
from fichier_tui.ui.widgets.status_line import NOTE
from fichier_tui.ui.working import WorkingApp

if TYPE_CHECKING:
    from fichier_tui.storage.loyalty_card import CardHolder
    from fichier_tui.ui.app import FichierApp
    from fichier_tui.ui.widgets.note_input import NoteInput

    TypedIn: TypeAlias = Entry[Any] | NoteInput

PATIENCE = 1.0
"""Seconds for the file to say whose card it is: behind a long import it is typing after all."""
REMEMBERED = 120
"""Seconds for which a card of nobody waits to be given: time to find the contact, no more."""
CARD_FIELD = "field-card_number"
"""Around the field of a form for the number of a card: there a scan is what is to be written."""


class Before:
    """What a field held before a burst, to be put back."""

    def __init__(self, field: TypedIn) -> None:
        self.field = field
        self.kept: tuple[str, Selection] | None = None
        # In the field's own queue: after the keys that came before, ahead of the burst.
        field.call_later(self._keep)

    def _keep(self) -> None:
        if isinstance(self.field, Entry):
            self.kept = self.field.value, self.field.selection

    async def put_back(self, characters: str) -> None:
        """Take these characters out again, once the field has them; what was typed besides stays."""
        done = asyncio.Event()

        def take_back() -> None:
            if isinstance(self.field, Entry):
                self._out_of_line(self.field, clean_typed(characters))
            else:
                self._out_of_note(self.field, characters)
            done.set()

        if self.field.is_attached and self.field.call_later(take_back):
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(PATIENCE):
                    await done.wait()

    def _out_of_line(self, field: Entry[Any], characters: str) -> None:
        now, cursor = field.value, field.cursor_position
        text, selection = self.kept or ("", Selection.cursor(0))
        start, end = sorted(selection)
        if self.kept is not None and now == text[:start] + characters + text[end:]:
            field.value, field.selection = text, selection
        elif now[:cursor].endswith(characters):
            field.replace("", cursor - len(characters), cursor)

    @staticmethod
    def _out_of_note(field: NoteInput, characters: str) -> None:
        line, column = field.cursor_location
        start = (line, column - len(characters))
        if start[1] >= 0 and field.get_text_range(start, (line, column)) == characters:
            field.delete(start, (line, column))


class ScannerApp(WorkingApp):
    """An application that knows a reader of cards from a hand."""

    def __init__(self) -> None:
        super().__init__()
        self._burst = Burst()
        self._held: list[events.Key] = []
        self._letting_go: Timer | None = None
        self._before: Before | None = None
        self._scanned_at = 0.0
        self._nobodys: tuple[str, dt.datetime] | None = None

    @property
    def scanned(self) -> str:
        """The card scanned last, if nobody has it; empty when it is forgotten: long ago, or given."""
        if self._nobodys is None or (self.now() - self._nobodys[1]).total_seconds() > REMEMBERED:
            return ""
        return self._nobodys[0]

    def forget_scanned(self) -> None:
        """It was given to somebody."""
        self._nobodys = None

    async def on_event(self, event: events.Event) -> None:
        """Look at each key as it comes; what was clicked or pasted comes after the keys before it."""
        if self.file is None or self.shop.locked:
            pass  # Whoever types a passphrase is not listened to.
        elif isinstance(event, events.Key):
            if not event.is_forwarded:
                await self._look_at(event)
                return
        elif isinstance(event, events.MouseDown | events.Paste) and not event.is_forwarded:
            await self._let_go()
            self._burst.end(event.time)
        await super().on_event(event)

    async def _look_at(self, key: events.Key) -> None:
        """Hold it, take it for the end of a scan, or give it on."""
        at = key.time
        if not self._burst.goes_on(at):
            await self._let_go()
        if key.key == "enter" and (number := self._burst.number(at)) is not None and await self._scan(number, at):
            return
        if key.key == "ctrl+j" and at - self._scanned_at < LONGEST_PAUSE:
            return  # Some readers end with a new line besides.
        if self._belongs(key):
            field = _field(self.focused)
            if self._burst.add(key.character or "", at):
                self._before = None if field is None else Before(field)
            if field is None and not self._burst.is_key_held_down():
                self._hold(key)
                return
        else:
            self._burst.end(at)
        await self._let_go()
        await super().on_event(key)

    def _belongs(self, key: events.Key) -> bool:
        """Whether a key may be of a card number here. Small letters outside of fields are commands, and act at once."""
        character = key.character or ""
        if not may_belong(character) or key.key.startswith(("alt+", "ctrl+")) or _is_secret(self.focused):
            return False
        return _field(self.focused) is not None or not character.isalpha() or not "a" <= character <= "z"

    def _hold(self, key: events.Key) -> None:
        """Keep a key back until the next one could have come."""
        self._held.append(key)
        if self._letting_go is not None:
            self._letting_go.stop()
        last = self._held[-1]

        async def let_go() -> None:
            if self._held and self._held[-1] is last:
                await self._let_go()

        self._letting_go = self.set_timer(LONGEST_PAUSE, let_go)

    async def _let_go(self) -> None:
        """Give on what was held, in the order in which it came."""
        held, self._held = self._held, []
        for key in held:
            await super().on_event(key)

    async def _scan(self, number: str, at: float) -> bool:
        """Whether a card was scanned: open its contact, or say that nobody has it."""
        field = _field(self.focused)
        if field is not None and any(node.id == CARD_FIELD for node in field.ancestors):
            return False
        holders = await self._holders(number)
        if holders is None or (not holders and not self._is_card_of_nobody(number, field)):
            return False
        self.touched_at, self._scanned_at = self.now(), at
        characters = "".join(self._burst.characters)
        self._burst.end(at)
        self._held.clear()
        screen = self.screen
        if self._before is not None and (holders or isinstance(screen, FichierScreen)):
            await self._before.put_back(characters)
        if not holders:
            await self._card_of_nobody(number)
        elif len(holders) == 1:
            self._nobodys = None
            await self._open(holders[0].contact_id)
        else:
            await self._ask_whose(number, holders)
        return True

    async def _holders(self, number: str) -> tuple[CardHolder, ...] | None:
        """Who has that card; None where the file does not answer."""
        from fichier_tui.storage.loyalty_card import card_holders

        asked = asyncio.ensure_future(self.ask(card_holders, number))
        done, _waiting = await asyncio.wait({asked}, timeout=PATIENCE)
        try:
            return asked.result() if done else None
        except Refusal:
            return None

    @staticmethod
    def _is_card_of_nobody(number: str, field: TypedIn | None) -> bool:
        """Whether an unknown number is a card: in a field for something else, or a telephone, it is what one types."""
        from fichier_tui.exchange.telephone import read_phone

        if not number.isdecimal():
            return False
        return field is None or (isinstance(field, LineInput) and field.in_form is None and read_phone(number) is None)

    async def _card_of_nobody(self, number: str) -> None:
        """Say it, and what to do; the screen may do something with the number itself."""
        self._nobodys = number, self.now()
        self.tell(
            shown(_("Nobody has the card {number}: open a contact, then L gives it; or F2.").format(number=number)),
            NOTE,
        )
        if isinstance(self.screen, FichierScreen):
            await self.screen.scanned_in_vain(number)

    async def _open(self, contact: int) -> None:
        """The card of the contact, unless it is on top already, or the screen takes the contact itself."""
        if isinstance(self.screen, FichierScreen) and await self.screen.scanned_contact(contact):
            return
        if getattr(self.screen, "contact", None) == contact and isinstance(self.screen, FichierScreen):
            await self.screen.reread()
            return
        await cast("FichierApp", self).open_contact(contact)

    async def _ask_whose(self, number: str, holders: tuple[CardHolder, ...]) -> None:
        """Several have the same number: an import brought it, or two share a card."""
        from fichier_tui.ui.dialogs.question import Choice, Question

        async def chosen(answer: str | None) -> None:
            if answer:
                await self._open(int(answer))

        people = [Choice(str(holder.contact_id), holder.name) for holder in holders]
        await self.push_screen(
            Question(shown(number), _("Several contacts have this card. Whose is it?"), people), chosen
        )


def _field(widget: Widget | None) -> TypedIn | None:
    """The field that one types in, or None where keys are commands."""
    # A note is known by what it can do: its class is slow to load, and few screens have one.
    is_field = isinstance(widget, Entry) or (isinstance(widget, KeysInOrder) and hasattr(widget, "get_text_range"))
    return cast("TypedIn", widget) if is_field else None


def _is_secret(widget: Widget | None) -> bool:
    """Whether it is a field of another kind, a passphrase's for instance: not listened to."""
    return isinstance(widget, Input) and not isinstance(widget, Entry)
