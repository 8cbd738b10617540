"""How the screens are started on a file: the one place that puts the settings, the clock and the file together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from fichier_tui import i18n, settings
from fichier_tui.ui.places import Shop

if TYPE_CHECKING:
    from fichier_tui.storage.thread import OpenFile
    from fichier_tui.ui.app import FichierApp

LOCKED = "lock"


def now() -> dt.datetime:
    """The present instant, in UTC."""
    return dt.datetime.now(dt.UTC)


def clock_of(day: dt.date | None) -> Callable[[], dt.date]:
    """What tells the day: the calendar, or the day that was asked for."""
    return (lambda: day) if day is not None else (lambda: now().astimezone().date())


def run(file: OpenFile, *, day: dt.date | None = None) -> str:
    """Open the program on an open file. Returns "lock" when it is to be started anew."""
    app = make_app(file, day=day)
    app.shop = shop_of(file)
    return _run(app)


def run_demonstration(path: Path, *, day: dt.date | None = None, locked: bool = False) -> str:
    """Open the program on a demonstration, made first unless it is there already."""
    from fichier_tui.storage.demonstration import PASSPHRASE, open_new_demonstration
    from fichier_tui.storage.opening import open_file

    if locked or path.exists():
        return run(open_file(path, PASSPHRASE, day=day), day=day)
    return run(open_new_demonstration(path, day or clock_of(None)(), language=i18n.language()), day=day)


def make_app(file: OpenFile | None, *, day: dt.date | None) -> FichierApp:
    """The application with this machine's settings, in the language that the front door chose."""
    from fichier_tui.ui.app import FichierApp

    kept = settings.read_settings()
    return FichierApp(file, settings=kept, today=clock_of(day), now=now, language=i18n.language())


def shop_of(file: OpenFile) -> Shop:
    """Whose file this is. Waits for the file: before the screens start only."""
    from fichier_tui.storage import read_settings

    business = file.call(read_settings).business or file.folder.name
    return Shop(business=business, staff=file.call(lambda session: session.staff.name), locked=False)


def _run(app: FichierApp) -> str:
    try:
        return app.run() or ""
    finally:
        if app.file is not None:
            app.file.close()
