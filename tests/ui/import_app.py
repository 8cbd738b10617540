"""The program on an empty, real file, at a machine whose downloads hold workbooks: for the tests of the import."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from fichier_tui.settings import UserSettings
from fichier_tui.storage import OpenFile, create_file, keyring, open_unlocked, read_settings, read_statistics
from fichier_tui.storage.statistics import Statistics
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.places import Shop
from fichier_tui.ui.screens.importing.screen import ImportScreen
from fichier_tui.ui.widgets.status_line import StatusLine
from screenshots.quiet import quiet

DAY = dt.date(2026, 11, 21)
"""The day by which the truth of the samples was reckoned."""
DATA = Path(__file__).parent.parent / "data"


def empty_file(folder: Path) -> OpenFile:
    """A new file with nobody in it."""
    made = create_file(
        folder / "Lac",
        passphrase="été à Saint-Malo, 1987",
        business="Office du lac",
        name="Léa",
        kdf=keyring.CHEAPEST,
    )
    return open_unlocked(made.folder, made.unlocked, day=DAY)


def import_app(file: OpenFile, language: str = "en", today: dt.date = DAY) -> FichierApp:
    """The program on this file."""
    return FichierApp(
        file,
        settings=UserSettings(language=language),
        today=lambda: today,
        now=lambda: dt.datetime.now(dt.UTC),
        shop=Shop("Office du lac", "Léa", locked=False),
    )


def furnish_home(home: Path, monkeypatch: pytest.MonkeyPatch, *samples: str) -> Path:
    """Make `home` the user's home, with these samples downloaded; gives the folder of the downloads."""
    downloads = home / "Downloads"
    downloads.mkdir(parents=True)
    (home / "Documents").mkdir()
    for name in samples:
        shutil.copyfile(DATA / name, downloads / name)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / ".config"))
    monkeypatch.chdir(home)
    return downloads


async def at_rest(pilot: Pilot[Any]) -> None:
    """Wait until no work goes on and everything is shown."""
    await quiet(pilot.app)


async def struck(pilot: Pilot[Any], *keys: str) -> int:
    """Strike keys (a text that begins with "=" letter by letter), and wait after each; how many they were."""
    count = 0
    for key in keys:
        letters = key[1:] if key.startswith("=") else [key]
        for letter in letters:
            await pilot.press(letter)
            count += 1
        await at_rest(pilot)
    return count


def screen_of(pilot: Pilot[Any]) -> ImportScreen:
    """The import."""
    screen = pilot.app.screen
    assert isinstance(screen, ImportScreen)
    return screen


def said(pilot: Pilot[Any]) -> str:
    """The status line."""
    return pilot.app.screen.query_one(StatusLine).render().plain


def statistics(file: OpenFile) -> Statistics:
    """The figures of the file."""
    return file.call(read_statistics, file.call(read_settings).inactive_after_days)
