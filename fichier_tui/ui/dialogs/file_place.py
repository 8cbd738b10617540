"""Where the file lies, what that puts in danger, what to do instead: told once, then found in the settings."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from fichier_tui.domain.file_place import FilePlace
from fichier_tui.i18n import N_, _
from fichier_tui.ui.dialogs.dialog import Dialog
from fichier_tui.ui.file_place_words import conflict_steps, conflict_words, place_explained
from fichier_tui.ui.safe import shown

if TYPE_CHECKING:
    from fichier_tui.ui.app import FichierApp

_TOLD_AT_MOST = 20


class FilePlaceDialog(Dialog[None]):
    """What there is to know of the place of the file; Esc or Enter closes it."""

    HELP_WORDS = (N_("The settings tell this again: where the file lies."),)
    DEFAULT_CSS = """
    FilePlaceDialog .dialog--box { width: 76; }
    FilePlaceDialog Static { margin-bottom: 1; }
    FilePlaceDialog VerticalScroll { height: auto; max-height: 1fr; scrollbar-size-vertical: 1; }
    FilePlaceDialog Hints { margin: 0; }
    FilePlaceDialog .place--conflicts { color: $text-error; }
    """

    def __init__(self, path: Path, place: FilePlace, conflicts: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.path, self.place, self.conflicts = path, place, conflicts

    def heading(self) -> Content:
        """Its name."""
        return shown(_("Where the file lies"))

    def compose_box(self) -> Iterable[Widget]:
        """The path, then a paragraph each."""
        with VerticalScroll():
            yield Static(shown(str(self.path), "$text-muted"))
            if self.conflicts:
                yield Static(shown(f"! {conflict_words(self.conflicts)}"), classes="place--conflicts")
                yield Static(shown(conflict_steps(self.conflicts)))
            for words in place_explained(self.place):
                yield Static(shown(words))


async def tell_of_place(app: FichierApp) -> None:
    """Tell once on this machine where a file lies, if that is dangerous; copies in conflict each time there are any."""
    if (path := path_of(app)) is None:
        return
    place, conflicts = await asyncio.to_thread(_look, path)
    told = was_told(app, path, place)
    if conflicts or not told:
        await app.push_screen(FilePlaceDialog(path, place, conflicts))
    if not told:
        kept = [*app.settings.told_places.splitlines(), _mark(path, place)]
        app.settings = app.settings.changed(told_places="\n".join(kept[-_TOLD_AT_MOST:]))


def was_told(app: FichierApp, path: Path, place: FilePlace) -> bool:
    """Whether nothing is to be told of the place of a file, or it was told on this machine."""
    return place.is_safe or _mark(path, place) in app.settings.told_places.splitlines()


def _mark(path: Path, place: FilePlace) -> str:
    return f"{place.kind} {path.absolute()}"


async def open_place(app: FichierApp) -> None:
    """The same, asked for in the settings."""
    if (path := path_of(app)) is not None:
        await app.push_screen(FilePlaceDialog(path, *await asyncio.to_thread(_look, path)))


async def place_of(app: FichierApp) -> FilePlace:
    """Where the open file lies."""
    path = path_of(app)
    return FilePlace() if path is None else (await asyncio.to_thread(_look, path))[0]


def path_of(app: FichierApp) -> Path | None:
    """The folder of the open file; None while none is open."""
    path: Path | None = getattr(getattr(app.file, "folder", None), "path", None)
    return path


def _look(path: Path) -> tuple[FilePlace, tuple[str, ...]]:
    from fichier_tui.storage.location import look_at_place, look_for_conflicts

    return look_at_place(path), look_for_conflicts(path)
