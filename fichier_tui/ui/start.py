"""How the screens are started on a file: the one place that puts the settings, the clock and the file together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fichier_tui import i18n, settings
from fichier_tui.domain.refusal import Refusal
from fichier_tui.ui.person import person_of_system
from fichier_tui.ui.places import Shop
from fichier_tui.ui.words import sentence

if TYPE_CHECKING:
    from fichier_tui.storage.thread import OpenFile
    from fichier_tui.ui.app import FichierApp
    from fichier_tui.ui.base import FichierScreen

LOCKED = "lock"
DEMONSTRATION = "demo"


@dataclass(frozen=True, slots=True)
class Ending:
    """How the screens ended: "quit"; "lock", to be started anew on the file that was open; "demo", asked for."""

    how: str
    path: Path | None
    """The file that was open at the end."""
    told: str = ""
    """What the terminal is to say now that the screens are gone."""


def now() -> dt.datetime:
    """The present instant, in UTC."""
    return dt.datetime.now(dt.UTC)


def clock_of(day: dt.date | None) -> Callable[[], dt.date]:
    """What tells the day: the calendar, or the day that was asked for."""
    return (lambda: day) if day is not None else (lambda: now().astimezone().date())


def run(path: Path | None, *, login: str | None = None, day: dt.date | None = None) -> Ending:
    """Open the program on a file, or the one opened last, at its lock screen; on none, at the first run."""
    app = make_app(None, day=day)
    known = path or (Path(app.settings.last_file) if app.settings.last_file else None)

    def first() -> FichierScreen[None]:
        if known is None:
            from fichier_tui.ui.screens.welcome import WelcomeScreen

            return WelcomeScreen(day=day)
        from fichier_tui.ui.screens.lock import LockScreen

        return LockScreen(known, login=login, day=day)

    app.first = first
    app.person = person_of_system()
    return _run(app)


def run_open(file: OpenFile, *, day: dt.date | None = None, copies: bool = True) -> Ending:
    """Open the program on a file that is open already."""
    app = make_app(file, day=day, copies=copies)
    app.shop = shop_of(file)
    return _run(app)


def run_demonstration(path: Path, *, day: dt.date | None = None, locked: bool = False, role: str = "") -> Ending:
    """Open the program on a demonstration, made first unless it is there already; as somebody of a role."""
    from fichier_tui.storage.demonstration import PASSPHRASE, login_of, open_new_demonstration

    if not (locked or path.exists()):
        made = open_new_demonstration(path, day or clock_of(None)(), language=i18n.language(), role=role)
        return run_open(made, day=day, copies=False)
    from fichier_tui.ui.screens.lock import LockScreen

    app = make_app(None, day=day, copies=False)
    app.first = lambda: LockScreen(path, login=login_of(role) or None, day=day, hint=PASSPHRASE)
    return _run(app)


def make_app(file: OpenFile | None, *, day: dt.date | None, copies: bool = True) -> FichierApp:
    """The application with this machine's settings, in the language that the front door chose."""
    from fichier_tui.ui.app import FichierApp

    kept = settings.read_settings()
    return FichierApp(file, settings=kept, today=clock_of(day), now=now, language=i18n.language(), copies=copies)


def shop_of(file: OpenFile) -> Shop:
    """Whose file this is. Waits for the file: before the screens start only."""
    from fichier_tui.ui.entrance import read_shop

    return file.call(read_shop, file.folder.name)


def _run(app: FichierApp) -> Ending:
    """Raises SystemExit after a fault of the program: what started it may not take that for a good end."""
    try:
        how = app.run() or ""
    finally:
        app.stop_watching()
        if app.file is not None:
            app.file.close()
    if app.return_code:
        raise SystemExit(app.return_code)
    told = app.told_at_end
    try:
        if app.at_end is not None:
            app.at_end()
    except Refusal as refusal:
        how, told = "", sentence(refusal)
    return Ending(how, getattr(getattr(app.file, "folder", None), "path", None), told)
