"""The stage on which scenes are played: a real encrypted demonstration, a fixed day, a clock that stands still.

Also what the tests of every screen play on, with another file behind (`Stage`).
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import shutil
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.segment import Segment
from textual.geometry import Region
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widgets import Input, TextArea

from fichier_tui import i18n
from fichier_tui.settings import UserSettings
from fichier_tui.storage import ListQuery, OpenFile, list_contacts, open_unlocked
from fichier_tui.storage.demonstration import BUSINESS_NAME, OWNER_NAME, open_new_demonstration
from fichier_tui.storage.folder import FichierFolder
from fichier_tui.storage.keyring import UnlockedKey
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.base import FichierScreen
from fichier_tui.ui.places import Shop
from fichier_tui.ui.themes import DEFAULT_THEME
from screenshots.quiet import install, quiet

install()

OFFICE = Shop(BUSINESS_NAME, OWNER_NAME, locked=False)
DAY = dt.date(2026, 11, 21)
INSTANT = dt.datetime(2026, 11, 21, 9, 30, tzinfo=dt.UTC)
SIZES = ((80, 24), (120, 36))
LANGUAGES = ("en", "fr")
SAMPLES = Path(__file__).parent.parent / "tests" / "data"
TYPED = "péron hélène"
# Paris, written so that a machine without the table of time zones knows it.
TIME_ZONE = "CET-1CEST,M3.5.0,M10.5.0/3"


@dataclass(frozen=True, slots=True)
class Stage:
    """A closed file, and what a scene may ask of it."""

    path: Path
    key: UnlockedKey
    contact: int
    """Whose card is opened."""
    typed: str = TYPED
    """What finds this contact among the others."""
    shop: Shop = OFFICE
    workbook: str = "office_tourisme.xlsx"
    """The sample that is downloaded where an import is played."""


class Player:
    """A scene being played: the program, its keyboard, and the stage."""

    def __init__(self, pilot: Pilot[str], app: FichierApp, stage: Stage, home: Path) -> None:
        self.pilot, self.app, self.stage, self.home = pilot, app, stage, home

    async def press(self, *keys: str) -> None:
        """Press keys, each after the answer to the one before."""
        for key in keys:
            await self.pilot.press(key)
            await self.settled()

    async def type(self, text: str) -> None:
        """Type a text in one go."""
        await self.pilot.press(*(KEY_NAMES.get(letter, letter) for letter in text))
        await self.settled()

    async def settled(self) -> None:
        """Wait until nothing is being read from the file and everything read is shown, what waits included."""
        await self.app.look()
        await quiet(self.app)

    def download(self) -> None:
        """Put the stage's workbook among the downloads, on the day of the stage."""
        downloads = self.home / "Downloads"
        downloads.mkdir()
        target = downloads / self.stage.workbook
        shutil.copyfile(SAMPLES / self.stage.workbook, target)
        os.utime(target, (INSTANT.timestamp(), INSTANT.timestamp()))

    def lines(self, part: Region | None = None) -> list[list[Segment]]:
        """The cells of the whole terminal, line by line, the screens under a dialog too; or of a part of it."""
        compositor = self.app.screen._compositor
        update: Any = compositor.render_update(full=True, screen_stack=self.app._background_screens)
        strips = [Strip.join(line) for line in update.strips]
        if part is not None:
            strips = [strip.crop(part.x, part.right) for strip in strips[part.y : part.bottom]]
        return [list(strip) for strip in strips]

    def still(self) -> None:
        """Stop every cursor from blinking."""
        for field in [*self.app.screen.query(Input), *self.app.screen.query(TextArea)]:
            field.cursor_blink = False


KEY_NAMES = {
    " ": "space",
    "+": "plus",
    "-": "minus",
    ":": "colon",
    ">": "greater_than_sign",
    "=": "equals_sign",
    "/": "slash",
    ",": "comma",
    ".": "full_stop",
    "'": "apostrophe",
    "@": "at",
}


def demonstration_stage(folder: Path, scale: float = 1.0) -> Stage:
    """A demonstration in this folder, closed."""
    with _surroundings(folder):
        file = open_new_demonstration(folder / "Valmont", DAY, scale=scale, clock=lambda: INSTANT)
        try:
            contact = file.call(list_contacts, ListQuery(text=TYPED)).ids[0]
        finally:
            file.close()
    return Stage(file.folder.path, file.key, contact)


@contextlib.contextmanager
def opened(stage: Stage) -> Iterator[OpenFile]:
    """The stage's own file, to look into."""
    file = open_unlocked(FichierFolder(stage.path), stage.key, clock=lambda: INSTANT, day=DAY)
    try:
        yield file
    finally:
        file.close()


@contextlib.asynccontextmanager
async def playing(
    stage: Stage,
    language: str = "en",
    size: tuple[int, int] = SIZES[0],
    *,
    first: type[FichierScreen[Any]] | None = None,
    no_color: bool = False,
    theme: str = DEFAULT_THEME,
) -> AsyncIterator[Player]:
    """The program on a copy of the stage's file, at its first place; `first` is a screen before any file is open."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        documents = home / "Documents"
        documents.mkdir()
        path = documents / stage.path.name
        shutil.copytree(stage.path, path)
        with _surroundings(home, no_color=no_color):
            file = None if first else open_unlocked(FichierFolder(path), stage.key, clock=lambda: INSTANT, day=DAY)
            app = _app(file, stage, UserSettings(language, theme, language_chosen=True), _front(first, path))
            try:
                async with app.run_test(size=size) as pilot:
                    player = Player(pilot, app, stage, home)
                    await player.settled()
                    yield player
            finally:
                if file is not None:
                    file.close()


def _front(first: type[FichierScreen[Any]] | None, path: Path) -> Any:
    if first is None:
        return None
    from fichier_tui.ui.screens.lock import LockScreen

    return (lambda: LockScreen(path, day=DAY)) if first is LockScreen else first


def _app(file: OpenFile | None, stage: Stage, settings: UserSettings, first: Any) -> FichierApp:
    app = FichierApp(
        file,
        settings=settings,
        today=lambda: DAY,
        now=lambda: INSTANT,
        shop=stage.shop if file else None,
        first=first,
    )
    app.animation_level = "none"
    return app


@contextlib.contextmanager
def _surroundings(home: Path, *, no_color: bool = False) -> Iterator[None]:
    """This machine's home folder, hour, colours and language do not count; they are given back afterwards."""
    before, spoken, here = dict(os.environ), i18n.language(), Path.cwd()
    for name in ("XDG_CONFIG_HOME", "XDG_DOCUMENTS_DIR", "NO_COLOR", "TEXTUAL_ANSI_COLOR"):
        os.environ.pop(name, None)
    os.environ |= {"HOME": str(home), "USERPROFILE": str(home), "TZ": TIME_ZONE}
    if no_color:
        os.environ["NO_COLOR"] = "1"
    os.chdir(home)
    try:
        _set_hour()
        yield
    finally:
        os.chdir(here)
        os.environ.clear()
        os.environ.update(before)
        _set_hour()
        i18n.use_language(spoken)


def _set_hour() -> None:
    if hasattr(time, "tzset"):
        time.tzset()


def text_of(lines: Sequence[Sequence[Segment]]) -> str:
    """The letters alone."""
    return "\n".join("".join(segment.text for segment in line).rstrip() for line in lines)
