"""The application: a table of contents. What the screens share is here in a few lines each, and made elsewhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Concatenate, Literal, ParamSpec, TypeVar

from rich.text import Text
from textual.app import App, SystemCommand
from textual.content import Content
from textual.reactive import reactive
from textual.screen import Screen

from fichier_tui import i18n
from fichier_tui.domain.refusal import Refusal
from fichier_tui.settings import UserSettings
from fichier_tui.ui import themes
from fichier_tui.ui.base import FichierScreen, KeyedScreen
from fichier_tui.ui.command import Finder
from fichier_tui.ui.done import taken_back
from fichier_tui.ui.incident import incident_text
from fichier_tui.ui.places import PLACES, FileDoor, Place, Shop
from fichier_tui.ui.safe import shown
from fichier_tui.ui.widgets.status_line import DONE, REFUSED, Status
from fichier_tui.ui.words import sentence

P = ParamSpec("P")
T = TypeVar("T")
LOCK = "lock"


class FichierApp(App[str], inherit_bindings=False):
    """Fichier on a terminal. Leaves with "lock" when the file must be closed and the program started anew."""

    ENABLE_COMMAND_PALETTE = False
    ESCAPE_TO_MINIMIZE = False
    TITLE = "Fichier"

    shop: reactive[Shop] = reactive(Shop)
    """Whose file is open."""
    status: reactive[Status] = reactive(Status)
    """What the status line says on every screen."""

    def __init__(
        self,
        file: FileDoor | None = None,
        *,
        settings: UserSettings,
        today: Callable[[], dt.date],
        now: Callable[[], dt.datetime],
        shop: Shop | None = None,
        places: Sequence[Place] = PLACES,
        first: Callable[[], FichierScreen[Any]] | None = None,
    ) -> None:
        """`first` is a screen before the places (lock, first run): it ends with `await app.opened(file, shop)`."""
        super().__init__()
        self.file, self.settings, self.today, self.now = file, settings, today, now
        self.places, self.first = tuple(places), first
        self.opened_at = now()
        """Ctrl+Z takes back what was done since, never yesterday's work by a slip of the finger."""
        self.finders: list[Finder] = []
        """What the palette searches beyond the commands: contacts, segments."""
        self.recent: list[str] = []
        """Ids of the commands used lately, the last first."""
        self.set_reactive(FichierApp.shop, shop or Shop(locked=file is None))
        for theme in themes.THEMES.values():
            self.register_theme(theme)
        self.theme = settings.theme if settings.theme in themes.THEMES else themes.DEFAULT_THEME
        i18n.use_language(settings.language)
        for place in self.places:
            self.add_mode(place.code, place.screen)

    async def on_mount(self) -> None:
        """The first screen: what must come before the places, or the first of them."""
        if self.first is not None:
            await self.push_screen(self.first())
        elif self.places:
            await self.switch_mode(self.places[0].code)

    # The file

    async def opened(self, file: FileDoor, shop: Shop) -> None:
        """The file is open: show the first place."""
        self.file, self.shop, self.opened_at = file, shop, self.now()
        await self.switch_mode(self.places[0].code)

    async def ask(self, verb: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a verb of `storage` on the database's thread. Raises Refusal, also when no file is open."""
        if self.file is None:
            raise Refusal("file.locked")
        return await self.file.run(verb, *args, **kwargs)

    async def changed(self) -> None:
        """The file changed: the screen shown reads it again now, the others when they come back."""
        for screen in self.every_screen():
            if isinstance(screen, FichierScreen):
                screen.stale = True
        if isinstance(self.screen, FichierScreen):
            await self.screen.reread_if_stale()

    async def undo(self) -> None:
        """Take back the last operation of who works here, and say which."""
        from fichier_tui.storage.journal import undo

        try:
            entry = await self.ask(undo, since=self.opened_at)
        except Refusal as refusal:
            self.refuse(refusal)
            return
        self.tell(taken_back(entry.verb, entry.detail), DONE)
        await self.changed()

    def lock(self) -> None:
        """Leave so that the front door executes the program anew: nothing stays in memory."""
        self.exit(LOCK)

    # The places, the words, the status

    async def go(self, code: str) -> None:
        """Show a place as it was left; when one is there already, come back to its first screen."""
        if self.current_mode == code:
            while len(self.screen_stack) > 1:
                await self.pop_screen()
        await self.switch_mode(code)
        if isinstance(self.screen, FichierScreen):
            self.screen.arrive()

    def every_screen(self) -> Iterable[Screen[Any]]:
        """Every screen alive, in every place."""
        return [screen for stack in self._screen_stacks.values() for screen in stack]

    def use_language(self, language: str) -> None:
        """Speak `language` from now on, on every screen, and remember it."""
        i18n.use_language(language)
        self.settings = self.settings.changed(language=language)
        for screen in self.every_screen():
            if isinstance(screen, KeyedScreen):
                screen.refresh_words()

    def use_theme(self, name: str) -> None:
        """Wear a theme of ours from now on, and remember it."""
        self.theme = name
        self.settings = self.settings.changed(theme=name)

    def tell(self, content: Content | str, kind: str = DONE) -> None:
        """Say something in the status line; a `str` must be the program's own words."""
        self.status = Status(content if isinstance(content, Content) else shown(content), kind)

    def refuse(self, reason: Refusal | Content | str) -> None:
        """Say in the status line why nothing was done."""
        self.tell(shown(sentence(reason)) if isinstance(reason, Refusal) else reason, REFUSED)

    # What Textual does otherwise, and must not

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: Literal["information", "warning", "error"] = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Textual's toasts read markup by default; ours never do."""
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=False)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """None: its Screenshot would write clients' names to the disk. Our palette has its own."""
        return ()

    def _handle_exception(self, error: Exception) -> None:
        """Textual lets an exception draw itself; ours say where, never what."""
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._fatal_error()

    def _fatal_error(self) -> None:
        """Leave with the incident's text instead of a traceback with its variables."""
        self.bell()
        if self._exception is not None:
            self._exit_renderables.append(Text(incident_text(self._exception)))
        self._close_messages_no_wait()
