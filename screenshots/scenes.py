"""The scenes: every screen and dialog of the program, each reached by the keys that a user presses.

A new screen adds a scene: `tests/ui/test_every_screen.py` says which screen has none, and holds in each of them what
holds everywhere. `pictured` scenes are drawn by `python -m screenshots.make` too.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from fichier_tui.i18n import _
from fichier_tui.ui.base import FichierScreen
from fichier_tui.ui.screens.lock import LockScreen
from fichier_tui.ui.screens.welcome import WelcomeScreen
from screenshots.stage import Player


@dataclass(frozen=True, slots=True)
class Scene:
    """A named state of the program."""

    name: str
    play: Callable[[Player], Awaitable[None]]
    """From the first place, or from `first`, to what is shown."""
    first: type[FichierScreen[Any]] | None = None
    """The screen before a file is open, for a scene that happens there."""
    pictured: bool = True
    moves: str = "down"
    """A key that moves the cursor or the selection (`=text` types); empty where there is none to move."""


def keys(*pressed: str) -> Callable[[Player], Awaitable[None]]:
    """A scene reached by keys; `=text` types a text in one go, `@card` opens the stage's contact first."""

    async def play(player: Player) -> None:
        for key in pressed:
            if key == "@card":
                await player.app.open_contact(player.stage.contact)
                await player.settled()
            elif key == "@typed":
                await player.type(player.stage.typed)
            elif key == "@women":
                await player.type(_("F 60+ bought:spring ok:mail"))
            elif key.startswith("="):
                await player.type(key[1:])
            else:
                await player.press(key)

    return play


def importing(*pressed: str) -> Callable[[Player], Awaitable[None]]:
    """A scene of the import of the stage's workbook."""

    async def play(player: Player) -> None:
        player.download()
        await player.press("ctrl+n", *pressed)

    return play


async def _question(player: Player) -> None:
    from fichier_tui.ui.dialogs.question import confirmation

    await player.app.push_screen(confirmation("Valmont", "2 026", "A", "B"))
    await player.settled()


async def _progress(player: Player) -> None:
    from fichier_tui.ui.dialogs.export import ExportProgress

    dialog = ExportProgress(2_000)
    await player.app.push_screen(dialog)
    dialog.show(800)
    await player.settled()


SCENES: tuple[Scene, ...] = (
    # Contacts
    Scene("list", keys("down", "down", "down")),
    Scene("list-search", keys("=per")),
    Scene("list-visit", keys("@typed", "f5"), moves="escape"),
    Scene("list-sort", keys("ctrl+r"), pictured=False),
    Scene("list-filter", keys("ctrl+f"), pictured=False),
    Scene("list-columns", keys("ctrl+l", "down", "space"), pictured=False),
    Scene("top-clients", keys("ctrl+t")),
    Scene("top-dates", keys("ctrl+t", "d"), pictured=False, moves="=1"),
    # One contact
    Scene("card", keys("@card")),
    Scene("card-details", keys("@card", "d"), pictured=False, moves="d"),
    Scene("new-contact", keys("f2", "=Lacroix", "enter")),
    Scene("edit-contact", keys("@card", "f4"), pictured=False),
    Scene("purchase", keys("@card", "f6")),
    Scene("visit", keys("@card", "f5", "f5"), pictured=False, moves="tab"),
    Scene("plan", keys("@card", "f7"), pictured=False),
    Scene("complete", keys("@card", "c"), pictured=False),
    Scene("postpone", keys("@card", "p"), pictured=False),
    Scene("note", keys("@card", "n"), pictured=False, moves="a"),
    Scene("consents", keys("@card", "a"), pictured=False),
    # The planner
    Scene("planner-today", keys("f8")),
    Scene("planner-week", keys("f8", "2")),
    Scene("planner-month", keys("f8", "3"), moves="right"),
    Scene("planner-add", keys("f8", "n"), pictured=False),
    Scene("planner-postpone", keys("f8", "p"), pictured=False, moves="=1"),
    Scene("planner-complete", keys("f8", "space", "space", "c"), pictured=False, moves="=a"),
    # Segments
    Scene("segments", keys("ctrl+g", "down", "down")),
    Scene("segment", keys("ctrl+g", "n", "@women", "enter", "down", "down")),
    Scene("segment-fault", keys("ctrl+g", "n", "=F 60+ zzz", "enter"), pictured=False, moves=""),
    Scene("segment-condition", keys("ctrl+g", "n", "enter", "a", "=a"), pictured=False),
    Scene("segment-name", keys("ctrl+g", "n", "=F", "ctrl+s"), pictured=False, moves="=a"),
    Scene("export", keys("ctrl+g", "f9"), pictured=False, moves="tab"),
    Scene("export-progress", _progress, pictured=False, moves=""),
    # An import
    Scene("import-file", importing(), pictured=False),
    Scene("import-columns", importing("enter")),
    Scene("import-column", importing("enter", "enter"), pictured=False),
    Scene("import-preview", importing("enter", "ctrl+s")),
    # Before a file is open
    Scene("lock", keys(), LockScreen, moves="a"),
    Scene("lock-wrong", keys("=sesame", "enter"), LockScreen, pictured=False, moves="a"),
    Scene("lock-recovery", keys("f4"), LockScreen, pictured=False, moves="a"),
    Scene("lock-other", keys("f3"), LockScreen, pictured=False, moves="tab"),
    Scene("welcome", keys("enter", "=Office de Valmont"), WelcomeScreen, moves="tab"),
    Scene("welcome-language", keys(), WelcomeScreen, pictured=False),
    # Everywhere
    Scene("help", keys("f1")),
    Scene("palette", keys("f10", "=p")),
    Scene("settings", keys("ctrl+o"), pictured=False),
    Scene("question", _question, pictured=False),
)
BY_NAME = {scene.name: scene for scene in SCENES}
