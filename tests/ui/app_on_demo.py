"""The application as it is used, on a real encrypted demonstration (`demo_file` of conftest), on a fixed day."""

from __future__ import annotations

import datetime as dt
from typing import Any

from fichier_tui.settings import UserSettings
from fichier_tui.storage import OpenFile
from fichier_tui.storage.demonstration import BUSINESS_NAME, OWNER_NAME
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.places import Shop
from fichier_tui.ui.screens.settings.section_page import SectionList
from fichier_tui.ui.screens.settings.sections import SECTIONS
from screenshots.quiet import quiet

DAY = dt.date(2026, 8, 12)
SCALE = 0.15
"""Of the demonstration: about 300 contacts, made in a tenth of a second."""


class TickingClock:
    """Half past noon on the day of the tests, a second later each time it is read."""

    def __init__(self) -> None:
        self.instant = dt.datetime(2026, 8, 12, 10, 30, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        self.instant += dt.timedelta(seconds=1)
        return self.instant


def app_on_demo(file: OpenFile, language: str = "en", theme: str = "slate", **others: Any) -> FichierApp:
    """The program on this open file; `others` go to FichierApp (`places=…` to show a single screen)."""
    return FichierApp(
        file,
        settings=UserSettings(language=language, theme=theme),
        today=lambda: DAY,
        now=TickingClock(),
        shop=Shop(BUSINESS_NAME, OWNER_NAME, locked=False),
        **others,
    )


async def settled(pilot: Any) -> None:
    """Wait until nothing is being read from the file and everything read is shown."""
    await quiet(pilot.app)


async def to_section(pilot: Any, code: str) -> None:
    """Open a section of the settings, wherever it stands."""
    pilot.app.screen.query_one(SectionList).highlighted = [section.code for section in SECTIONS].index(code)
    await pilot.press("enter")
    await settled(pilot)
