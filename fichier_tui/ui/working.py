"""The application on its file and its status line: ask, say, take back, see what others wrote."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.screen import Screen
from textual.timer import Timer

from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import _, ngettext
from fichier_tui.ui.base import FichierScreen
from fichier_tui.ui.idle import IdleApp
from fichier_tui.ui.keyed_screen import KeyedScreen
from fichier_tui.ui.places import FileDoor, Shop
from fichier_tui.ui.safe import shown
from fichier_tui.ui.widgets.status_line import BUSY, DONE, NOTE, PARTLY, REFUSED, Status
from fichier_tui.ui.words import sentence

if TYPE_CHECKING:
    from fichier_tui.storage import Entry, KeptDraft

P = ParamSpec("P")
T = TypeVar("T")

# Seconds. Another counter's visit is seen within two; a refusal is read at once, what was done may be taken back later.
LOOK_EVERY = 1.0
REFUSAL_STAYS = 12
DONE_STAYS = 60
# What a hand does: what was refused or noted before it was for the moment that is over.
HAND = (events.Key, events.MouseDown, events.Paste)
# What a cut of the current may take of what was typed.
KEEP_EVERY = 2.0


class WorkingApp(IdleApp):
    """An application on a file, which may not be open yet."""

    shop: reactive[Shop] = reactive(Shop)
    """Whose file is open."""
    status: reactive[Status] = reactive(Status)
    """What the status line says on every screen."""
    ahead: reactive[str] = reactive("")
    """What waits, in a few words: the status line shows it while it has nothing else to say. Users' text."""
    person: str = ""
    """Who sits here, as the system calls her: proposed where one's name is asked."""
    file: FileDoor | None = None
    chosen_draft: KeptDraft | None = None
    """The draft that was just chosen in the list of drafts, for the form that is about to be shown."""
    today: Callable[[], dt.date]
    opened_at: Any = None
    """Ctrl+Z takes back what was done since, never yesterday's work by a slip of the finger."""
    _seen: int | None = None
    """The journal's last entry that the screens have seen; None when they are about to read."""
    by_others: bool = False
    """Whether what is read again now was written by another program: then the cursor must not leave its line."""
    _ahead_read: tuple[int, dt.date] | None = None
    """The journal's last entry and the day that `_ahead` was read at."""
    _ahead: Any = None
    _calendar: Any = None
    """Keeps the calendar file, once something was looked at."""
    _looking = False
    _keeping = False
    _not_kept = ""
    """The code of what hindered the file from keeping drafts, once it was said."""
    _fading: Timer | None = None
    _to_tell: Status | None = None
    """What is told again once the note before it was read."""
    _hands: int = 0
    """How many keys and clicks there were."""
    _deaf_until: float = 0.0
    """The instant when long work ended, as Textual counts."""
    _told_at: int = 0
    """How many when the status was told."""
    _told_on: Screen[Any] | None = None
    """The full screen that the status is of."""

    def work_ended(self) -> None:
        """Long work is over, its screen goes: what was typed until now was not meant for the one that comes."""
        self._deaf_until = Message().time

    async def on_event(self, event: events.Event) -> None:
        """The next key or click takes a refusal or a note away; what was done stays, it may be taken back.

        Letters that were typed while long work went on are for nobody, however late they are heard.
        """
        if isinstance(event, events.Key) and event.is_printable and event.time <= self._deaf_until:
            return
        if isinstance(event, HAND) and not event.is_forwarded:
            self._hands += 1
            if self.status.kind in (REFUSED, NOTE) and self.status.content.plain and not self.status.stays:
                self.hush()
        await super().on_event(event)

    def arrived(self, screen: FichierScreen[Any]) -> None:
        """A full screen is shown: what was told on another is its own, unless it was left by the key that told it."""
        if screen is self._told_on:
            return
        if self._told_at == self._hands:
            self._told_on = screen
        elif self.status.kind != BUSY and self.status.content.plain:
            self.hush()

    async def ask(self, verb: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a verb of `storage` on the database's thread. Raises Refusal, also when no file is open."""
        if self.file is None:
            raise Refusal("file.locked")
        return await self.file.run(verb, *args, **kwargs)

    def every_screen(self) -> Iterable[Screen[Any]]:
        """Every screen alive, in every place."""
        return [screen for stack in self._screen_stacks.values() for screen in stack]

    async def changed(self) -> None:
        """The file changed: the screen shown reads it again now, the others when they come back."""
        # Before they read: what another program writes from here on is seen at the next look.
        self._seen = await self._last_entry()
        await self._see_role()
        for screen in self.every_screen():
            if isinstance(screen, FichierScreen):
                screen.stale = True
        if isinstance(self.screen, FichierScreen):
            await self.screen.reread_if_stale()

    async def _see_role(self) -> None:
        """An owner may have changed what who works here may do: the keys follow."""
        with contextlib.suppress(Refusal):
            role = await self.ask(role_of)
            if role and role != self.shop.role and not self.shop.locked:
                self.shop = replace(self.shop, role=role)
                self.screen.refresh_bindings()

    async def look(self) -> None:
        """See whether another program wrote in the same file meanwhile; called every second."""
        if self.file is None or self._looking:
            return
        self._looking = True
        try:
            entry = await self.ask(last_entry)
            await self._look_ahead(entry)
            await self.follow_calendar()
        except Refusal:
            return  # Busy or out of reach for a moment: the next look, or what one does next, will say so.
        finally:
            self._looking = False
        seen, self._seen = self._seen, entry
        if seen is not None and entry != seen:
            self.by_others = True
            try:
                await self.changed()
            finally:
                self.by_others = False
            for screen in self.every_screen():
                if isinstance(screen, KeyedScreen) and screen.is_running and screen.is_attached:
                    await screen.others_wrote()

    async def _last_entry(self) -> int | None:
        """How far the journal has come; None where the file is busy or out of reach for a moment."""
        try:
            return await self.ask(last_entry)
        except Refusal:
            return None

    async def _look_ahead(self, entry: int) -> None:
        """Say what waits; it is read anew only when the file or the day has changed."""
        from fichier_tui.storage.actions.ahead import read_ahead

        if self._ahead_read != (entry, self.today()):
            self._ahead = await self.ask(read_ahead)
            self._ahead_read = (entry, self.today())
        self.say_ahead()

    async def follow_calendar(self) -> None:
        """Bring the calendar file up to date, where one is kept. Raises Refusal."""
        from fichier_tui.ui.calendar_kept import CalendarKeeper

        if self._calendar is None:
            self._calendar = CalendarKeeper()
        entry = await self.ask(last_entry)
        if (refusal := await self._calendar.follow(self.file, entry, self.today())) is not None:
            self.refuse(refusal)

    def say_ahead(self) -> None:
        """What waits from the present minute on, in the language of the moment."""
        from fichier_tui.ui.ahead import ahead_words

        if self._ahead is not None:
            self.ahead = ahead_words(self._ahead, f"{self.now().astimezone():%H:%M}")

    async def keep_typed(self) -> None:
        """Keep what is typed and not saved, on every screen; called every few seconds."""
        if self.file is None or self._keeping:
            return
        self._keeping = True
        try:
            for screen in self.every_screen():
                # One that is going away keeps what is typed in it by itself.
                if isinstance(screen, KeyedScreen) and screen.is_running and screen.is_attached:
                    await screen.keep_typed()
            self._not_kept = ""
        except Refusal as refusal:
            # Busy for a moment: the next time will do. A full disk is said while there is time to make room.
            if refusal.code not in ("file.busy", self._not_kept):
                self._not_kept = refusal.code
                self.tell(shown(sentence(refusal)), NOTE, stays=True)
        finally:
            self._keeping = False

    async def offer_drafts(self) -> None:
        """The file was just opened: say what was typed before and never saved."""
        from fichier_tui.storage import list_drafts

        try:
            drafts = await self.ask(list_drafts)
        except Refusal as refusal:
            self.refuse(refusal)
            return
        if drafts:
            words = ngettext(
                "What was typed and not saved is kept: {count} draft. Ctrl+D shows it.",
                "What was typed and not saved is kept: {count} drafts. Ctrl+D shows them.",
                len(drafts),
            )
            self.tell(words.format(count=len(drafts)), NOTE, stays=True)

    @property
    def full_screen(self) -> FichierScreen[Any] | None:
        """The screen that is shown, under a dialog too; None before the first."""
        return next((one for one in reversed(self.screen_stack) if isinstance(one, FichierScreen)), None)

    async def undo(self) -> None:
        """Take back the last operation of who works here, and say which.

        What concerned many contacts at once, an import, a sending, is asked about first: a second Ctrl+Z by mistake
        would take it. So is what was done for another client, before the card that is shown was opened.
        """
        from fichier_tui.storage.journal.undoing import last_undoable
        from fichier_tui.ui.taking_back import question_before  # the words of every operation: not before the lock

        try:
            last = await self.ask(last_undoable, since=self.opened_at)
            question = None if last is None else await question_before(self, last)
        except Refusal as refusal:
            self.refuse(refusal)
            return
        if question is None:
            await self._undo()
            return

        async def answered(answer: str | None) -> None:
            if answer == "yes":
                await self._undo(last)

        await self.push_screen(question, answered)

    async def _undo(self, asked: Entry | None = None) -> None:
        """Do so; `asked` is what a question was answered about."""
        from fichier_tui.storage.journal.undoing import undo
        from fichier_tui.ui.done import taken_back
        from fichier_tui.ui.taking_back import largely_taken_back

        try:
            entry = await self.ask(undo, None if asked is None else asked.id, since=self.opened_at)
        except Refusal as refusal:
            self.refuse(refusal)
            return
        await self.changed()
        # After what was shown is read again: a card that is no more says so, and this is why it is none.
        how = _("Delete in the journal does it again.")
        said = taken_back(entry.verb, entry.detail) if asked is None else largely_taken_back(entry, how)
        self.tell(said, DONE)

    def tell(self, content: Content | str, kind: str = DONE, *, stays: bool = False) -> None:
        """Say something in the status line; a `str` must be the program's own words.

        What `stays` waits for a note that is being read, is left by keys, and comes back after another note.
        """
        told = Status(content if isinstance(content, Content) else shown(content), kind, stays)
        if stays and self.status.kind in (REFUSED, NOTE) and self.status.content.plain:
            self._to_tell = told
            return
        if kind not in (REFUSED, NOTE):
            self._to_tell = None
        elif self.status.stays and not stays:
            self._to_tell = self.status
        self.status = told
        self._told_at = self._hands
        self._told_on = self.full_screen
        if self._fading is not None:
            self._fading.stop()
        self._fading = (
            None
            if kind == BUSY
            else self.set_timer(DONE_STAYS if stays or kind in (DONE, PARTLY) else REFUSAL_STAYS, self.hush)
        )

    def hush(self) -> None:
        """Empty the status line, or say what waited for it."""
        self.status = Status()
        if (waiting := self._to_tell) is not None:
            self._to_tell = None
            self.tell(waiting.content, waiting.kind, stays=waiting.stays)

    def refuse(self, reason: Refusal | Content | str) -> None:
        """Say in the status line why nothing was done."""
        self.tell(shown(sentence(reason)) if isinstance(reason, Refusal) else reason, REFUSED)


def role_of(session: Any) -> str:
    """The verb that says what who works here may do, as the file says it now."""
    return str(session.role)


def last_entry(session: Any) -> int:
    """The verb that says how far the journal has come."""
    return int(session.last_entry())
