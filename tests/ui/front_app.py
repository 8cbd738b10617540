"""The program before a file is open: its first screen, settings kept in a folder of the test."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from fichier_tui.settings import UserSettings
from fichier_tui.storage import create_file, keyring
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.base import FichierScreen
from fichier_tui.ui.screens.front import Answered
from screenshots.quiet import quiet
from tests.ui.app_on_demo import DAY
from tests.ui.example_screen import EXAMPLE_PLACES

PASSPHRASE = "été à Saint-Malo, 1987"


class SetClock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.instant = dt.datetime(2026, 8, 12, 10, 30, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.instant

    def move(self, seconds: float) -> None:
        """Let time pass."""
        self.instant += dt.timedelta(seconds=seconds)


def made_file(folder: Path, name: str = "Office du lac", **others: Any) -> tuple[Path, str]:
    """A real file, made as cheaply as a keyring allows; its recovery code."""
    made = create_file(
        folder / name, passphrase=PASSPHRASE, business="Office du lac", name="Léa", kdf=keyring.CHEAPEST, **others
    )
    return made.folder.path, made.recovery_code


def front_app(
    first: Callable[[], FichierScreen[Any]],
    *,
    language: str = "en",
    settings: UserSettings | None = None,
    clock: SetClock | None = None,
) -> FichierApp:
    """The program beginning at this screen; the example screens are its places."""
    return FichierApp(
        settings=settings or UserSettings(language=language, language_chosen=True),
        today=lambda: DAY,
        now=clock or SetClock(),
        places=EXAMPLE_PLACES,
        first=first,
    )


async def at_rest(pilot: Pilot[str]) -> None:
    """Wait until no thread works for the screens and everything is shown."""
    await quiet(pilot.app)


def answered(pilot: Pilot[str]) -> str:
    """What the panel says: under the fields, or over the ways out."""
    return "".join(line.render().plain for line in pilot.app.screen.query(Answered))


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
