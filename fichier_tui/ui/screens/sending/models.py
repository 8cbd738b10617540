"""Word models on this machine: those of the usual folders are offered, a name without a folder is looked for there.

Whoever has none gets the program's own, to be changed in Word.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.text import clean_line, fold
from fichier_tui.exchange.letters.docx_model import make_model
from fichier_tui.exchange.whole_file import put_whole
from fichier_tui.i18n import _, language
from fichier_tui.storage.durable import from_home
from fichier_tui.storage.shop import read_settings
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.dialogs.export import default_path, short_path
from fichier_tui.ui.safe import shown
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


def model_path(typed: str, beside: Path) -> Path:
    """Where a model lies: as it is typed, else by its name in the folder `beside` and the usual ones.

    Raises Refusal("letter.model_nowhere"), which says where was looked.
    """
    path = from_home(Path(typed))
    if path.is_absolute() or path.exists():
        return path
    folders = tuple(dict.fromkeys((beside, *start_folders())))
    found = next((folder / path for folder in folders if (folder / path).is_file()), None)
    if found is None:
        raise Refusal("letter.model_nowhere", name=typed, folders=", ".join(map(short_path, folders)))
    return found


async def make_word_model(app: FichierApp) -> Path:
    """Put the program's own model among the documents, and say so; where it is already, it stays as it is.

    Raises Refusal: those of `put_whole`.
    """
    business = (await app.ask(read_settings)).business
    # Its name without the day of what is written there.
    target = default_path("", app.today()).with_name(_("Letter to contacts") + SUFFIX)
    try:
        content = await asyncio.to_thread(make_model, business, language())
        await asyncio.to_thread(put_whole, target, content, overwrite=False, enter=lambda: None)
    except Refusal as refusal:
        if refusal.code != "export.exists":
            raise
        words = _("Your model is there already: {path}. Change it in Word.")
    else:
        words = _("Model written to {path}. Change it in Word.")
    app.tell(shown(words.format(path=short_path(target))))
    return target


async def offer_word_model(app: FichierApp) -> None:
    """The same from the menu."""
    try:
        await make_word_model(app)
    except Refusal as refusal:
        app.refuse(refusal)


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
