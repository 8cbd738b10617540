"""The application: a table of contents. What the screens share is here in a few lines each, and made elsewhere."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.content import Content

from fichier_tui import collector, i18n
from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import _
from fichier_tui.settings import UserSettings
from fichier_tui.ui import alt_keys, keys, line_breaks, themes, timers
from fichier_tui.ui.background import in_background
from fichier_tui.ui.base import FichierScreen
from fichier_tui.ui.behind import BehindApp
from fichier_tui.ui.command import Finder
from fichier_tui.ui.contact_doors import ContactDoors
from fichier_tui.ui.copying import LOOK_EVERY as COPY_EVERY
from fichier_tui.ui.copying import CopyingApp
from fichier_tui.ui.finders import finders_of
from fichier_tui.ui.keyed_screen import KeyedScreen
from fichier_tui.ui.places import PLACES, FileDoor, Place, Shop
from fichier_tui.ui.safe import shown
from fichier_tui.ui.staying import stay
from fichier_tui.ui.widgets.status_line import NOTE, REFUSED, Status
from fichier_tui.ui.words import sentence
from fichier_tui.ui.working import KEEP_EVERY, LOOK_EVERY

if TYPE_CHECKING:
    from fichier_tui.domain.template import Template

LOCK = "lock"
QUIT = "quit"


class FichierApp(CopyingApp, ContactDoors, BehindApp):
    """Fichier on a terminal. Ends with "quit", or with "lock" for the front door to start the program anew."""

    TITLE = "Fichier"
    CSS = "Screen.-blank * { visibility: hidden; }"
    BINDINGS = keys.bindings(*keys.APP_KEYS)

    def __init__(
        self,
        file: FileDoor | None = None,
        *,
        settings: UserSettings,
        today: Callable[[], dt.date],
        now: Callable[[], dt.datetime],
        shop: Shop | None = None,
        language: str = "",
        places: Sequence[Place] = PLACES,
        first: Callable[[], FichierScreen[Any]] | None = None,
        copies: bool = False,
    ) -> None:
        """`language` is for this time, else the settings' own. `first` is a screen before the places (lock, first run):
        it ends with `await app.opened(file, shop)`. `copies`: whether safety copies are made by themselves.
        """
        alt_keys.teach()
        line_breaks.teach()
        timers.teach()
        super().__init__()
        self.file, self.settings, self.today, self.now = file, settings, today, now
        self.places, self.first, self.opened_at = tuple(places), first, now()
        self.finders: list[Finder] = finders_of(self)
        """What the palette searches beyond the commands: contacts, segments."""
        self.templates: tuple[Template, ...] = ()
        """As they were when the menu or the help was last opened."""
        self.recent: list[str] = []
        """Ids of the commands used lately, the last first."""
        self.makes_copies, self.told_at_end = copies, ""
        self.is_leaving = False
        self._told_of_loss: int | None = None
        """How many keys there were when one was told that something cannot be kept."""
        self.set_reactive(FichierApp.shop, shop or Shop(locked=file is None))
        for theme in themes.THEMES.values():
            self.register_theme(theme)
        self.theme = settings.theme if settings.theme in themes.THEMES else themes.DEFAULT_THEME
        i18n.use_language(language or settings.language)
        for place in self.places:
            self.add_mode(place.code, place.screen)

    async def on_mount(self) -> None:
        """The first screen: what must come before the places, or the first of them."""
        self.watch_terminal()
        # As workers: a long job on the file must not keep the keys waiting.
        self.set_interval(LOOK_EVERY, lambda: in_background(self, self.look, group="look"))
        self.set_interval(KEEP_EVERY, lambda: in_background(self, self.keep_typed, group="drafts"))
        self.set_interval(LOOK_EVERY, self.look_whether_idle)
        self.set_interval(COPY_EVERY, lambda: in_background(self, self.look_after_copies, group="copies"))
        if self.first is not None:
            await self.push_screen(self.first())
        elif self.places:
            await self._show_first_place()
        self.call_after_refresh(collector.resume)

    async def opened(self, file: FileDoor, shop: Shop) -> None:
        """The file is open: show the first place."""
        self.file, self.shop, self.opened_at = file, shop, self.now()
        if self.places:
            await self._show_first_place()

    async def _show_first_place(self) -> None:
        await self.switch_mode(self.places[0].code)
        if not self.shop.locked and self.file is not None:
            self.call_after_refresh(self._look_around)

    def _look_around(self) -> None:
        """Once the first place is painted: what waits, and what was typed and never saved."""
        in_background(self, self.look, group="look")
        in_background(self, self._tell_what_was_found, group="drafts")
        in_background(self, self._clean_the_disk, group="cleaning")
        in_background(self, self._tell_of_place, group="place")

    async def _tell_what_was_found(self) -> None:
        """A wrong clock first: it is seen before anything is noted. Then what was typed and never saved."""
        from fichier_tui.storage import clock_behind
        from fichier_tui.ui.clock_words import clock_words

        with contextlib.suppress(Refusal):
            if (latest := await self.ask(clock_behind)) is not None:
                self.tell(shown(clock_words(self.now(), latest)), NOTE, stays=True)
        await self.offer_drafts()

    async def _tell_of_place(self) -> None:
        from fichier_tui.ui.dialogs.file_place import tell_of_place

        await tell_of_place(self)
        in_background(self, self.warn_of_copies, group="copies")

    async def _clean_the_disk(self) -> None:
        """What was erased, and could not be overwritten then because another program had the file."""
        from fichier_tui.ui.screens.rights.forgetting import clean_the_disk

        with contextlib.suppress(Refusal):
            await clean_the_disk(self)

    async def go(self, code: str) -> None:
        """Show the first screen of a place, as it was left.

        From elsewhere a screen where something is being made stands again where it was; its key once more leaves it.
        What was typed there and not saved is kept.
        """
        there = self.current_mode == code
        with self.batch_update():
            await self.switch_mode(code)
            while len(self.screen_stack) > 1:
                top = self.screen
                if not there and not (isinstance(top, FichierScreen) and not top.AT_WORK):
                    if isinstance(top, FichierScreen):
                        top.stand_again()
                    break
                if isinstance(top, KeyedScreen):
                    # A full disk keeps no draft; the way is open all the same.
                    with contextlib.suppress(Refusal), self._keeping_last():
                        await top.keep_typed()
                await self.pop_screen()
        if isinstance(self.screen, FichierScreen):
            self.screen.arrive()

    async def import_workbook(self, path: Path | None = None) -> None:
        """Bring in a foreign file: `path`, or the one that is chosen there."""
        from fichier_tui.ui.screens.importing.screen import ImportScreen

        await self.push_screen(ImportScreen(path))

    def use_language(self, language: str, *, remember: bool = True) -> None:
        """Speak `language` from now on, on every screen, and remember it where the user chose it."""
        i18n.use_language(language)
        if remember:
            self.settings = self.settings.changed(language=language)
        self.say_ahead()
        for screen in self.every_screen():
            if isinstance(screen, KeyedScreen):
                screen.refresh_words()

    def use_theme(self, name: str) -> None:
        """Wear a theme of ours from now on, and remember it."""
        self.theme = name
        self.settings = self.settings.changed(theme=name)

    async def leave(self, how: str, *, with_copy: bool = False) -> None:
        """Let every screen keep what was typed, then end; with a safety copy where one is to be made.

        `with_copy` is for who asked to end, and is told first of what cannot be kept. Locking waits for nobody.
        """
        refusal = await self._keep_for_good()
        if refusal is not None and with_copy and not self._was_just_told:
            self._told_of_loss = self._hands
            lost = _("What was typed last cannot be kept: Ctrl+Q again ends all the same.")
            self.tell(shown(f"{lost} {sentence(refusal)}"), REFUSED)
            return
        with contextlib.suppress(Refusal):
            await self.follow_calendar()  # what was done in the last second is in it too
        if how == QUIT and with_copy and await self.copy_at_end(lambda: self.exit(how)):
            return
        await self.stop_copies()
        self.exit(how)

    @property
    def _was_just_told(self) -> bool:
        """Whether one was told of a loss, and pressed nothing since but the key that ends."""
        return self._told_of_loss is not None and self._hands - self._told_of_loss <= 1

    async def _keep_for_good(self) -> Refusal | None:
        """Let every screen keep what was typed; what hindered one."""
        hindered = None
        with self._keeping_last():
            for screen in self.every_screen():
                if isinstance(screen, KeyedScreen):
                    try:
                        await screen.leaving()
                    except Refusal as refusal:
                        hindered = refusal
        return hindered

    @contextlib.contextmanager
    def _keeping_last(self) -> Iterator[None]:
        """What is kept within is kept for the last time: the screen goes."""
        self.is_leaving = True
        try:
            yield
        finally:
            self.is_leaving = False

    async def end(self) -> None:
        """The terminal is gone: keep what was typed, and end."""
        await self.leave(QUIT)

    async def action_quit(self) -> None:
        """Ctrl+Q, from anywhere."""
        await self.leave(QUIT, with_copy=True)

    async def action_lock(self) -> None:
        """F12, from anywhere: once started anew, the program has nothing of the file in memory."""
        await self.lock()

    async def lock(self) -> None:
        """Blank every screen, keep what was typed, end: the front door starts the program anew."""
        for screen in self.every_screen():
            screen.add_class("-blank")
        self.status = Status()
        if self._driver is not None:
            stay(self._driver, *self.size)
        await self.leave(LOCK)

    def is_open(self) -> bool:
        """Whether there is anything to lock."""
        return not self.shop.locked

    def warn(self, words: Content) -> None:
        """Say something in the status line."""
        self.tell(words, NOTE)

    def action_how_to_quit(self) -> None:
        """Ctrl+C closes nothing: it is pressed by mistake too often."""
        self.tell(_("Ctrl+C copies what is selected; Ctrl+Q quits."), NOTE)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing to lock while it is locked."""
        return not (action == "lock" and self.shop.locked)
