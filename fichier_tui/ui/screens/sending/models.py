"""Word models on this machine: those of the usual folders are offered, a name without a folder is looked for there."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

from fichier_tui.domain.text import clean_line, fold
from fichier_tui.storage.durable import from_home
from fichier_tui.ui.dialogs.export import short_path
from fichier_tui.ui.screens.importing.found_files import MOST, start_folders
from fichier_tui.ui.widgets.choosers import Suggestion

SUFFIX = ".docx"
OFFERED = 30


async def find_models(typed: str) -> Sequence[Suggestion]:
    """The models whose name holds what is typed, the most recent first; for the field of a form."""
    found = await asyncio.to_thread(_models)
    words = fold(typed)
    paths = [short_path(path) for path in found if words in fold(short_path(path))]
    return [Suggestion("", path) for path in paths[:OFFERED] if clean_line(path) == path]


def model_path(typed: str) -> Path:
    """Where a model lies: as it is typed, else by its name in the usual folders."""
    path = from_home(Path(typed))
    if path.is_absolute() or path.exists():
        return path
    return next((folder / path for folder in start_folders() if (folder / path).is_file()), Path.home() / path)


def _models() -> list[Path]:
    found: dict[Path, float] = {}
    for folder in start_folders():
        try:
            entries = sorted(folder.iterdir())[:MOST]
        except OSError:
            continue
        for path in entries:
            # What Word keeps beside an open file begins so.
            if path.suffix.lower() == SUFFIX and not path.name.startswith(("~$", ".")):
                try:
                    found[path] = path.stat().st_mtime
                except OSError:
                    continue
    return sorted(found, key=lambda path: -found[path])
