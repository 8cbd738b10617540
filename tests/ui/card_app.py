"""The ground of the tests of the card: a real file, an empty first screen, keys struck, every byte compared."""

from __future__ import annotations

from typing import Any

from textual.pilot import Pilot

from fichier_tui.storage import OpenFile, Session
from fichier_tui.storage.models import TABLES
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.base import FichierScreen
from fichier_tui.ui.keys import SEARCH
from fichier_tui.ui.places import Place
from fichier_tui.ui.widgets.status_line import StatusLine
from tests.ui.app_on_demo import app_on_demo, settled

PERON = 28
"""Péron Hélène: the card of the demonstration that has a bit of everything."""
OF_THE_JOURNAL = ("journal_entry", "journal_change", "journal_head", "draft")


class Home(FichierScreen[None]):
    """What the card is opened from."""


def opened(file: OpenFile, language: str = "en", theme: str = "slate") -> FichierApp:
    """The program on an empty first screen."""
    return app_on_demo(file, language, theme, places=(Place("contacts", SEARCH, Home),))


def every_row(session: Session) -> dict[str, list[Any]]:
    """The bytes of every table but the journal."""
    return {
        table._meta.table_name: session.database.execute_sql(f'SELECT * FROM "{table._meta.table_name}"').fetchall()
        for table in TABLES
        if table._meta.table_name not in OF_THE_JOURNAL
    }


def said(pilot: Pilot[str]) -> str:
    """The status line."""
    return pilot.app.screen.query_one(StatusLine).render().plain


async def struck(pilot: Pilot[str], *keys: str) -> int:
    """Keys, one after the other, "=text" letter by letter; then everything is settled. How many keys it took."""
    every = [key for part in keys for key in (part[1:] if len(part) > 1 and part[0] == "=" else [part])]
    for key in every:
        await pilot.press(key)
    await settled(pilot)
    return len(every)


def drawn(pilot: Pilot[str]) -> str:
    """What the screen on top draws, line by line."""
    return "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())
