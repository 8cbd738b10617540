"""F9: where the file of contacts goes, what it holds, what for; then the export itself, which Esc stops.

A screen calls `export_from(screen, ids, name)`; everything else, refusals included, is done here.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import platformdirs
from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import ProgressBar

from fichier_tui.domain.refusal import Refusal
from fichier_tui.exchange.columns import EVERYTHING, TO_IMPORT
from fichier_tui.exchange.exporting import Exported, Progress, export_contacts
from fichier_tui.i18n import N_, _
from fichier_tui.storage import OpenFile
from fichier_tui.ui import format, keys
from fichier_tui.ui.background import in_background
from fichier_tui.ui.base import FichierScreen, Words
from fichier_tui.ui.dialogs.dialog import Dialog
from fichier_tui.ui.dialogs.question import confirmation
from fichier_tui.ui.form import FieldSpec, Form
from fichier_tui.ui.safe import shown
from fichier_tui.ui.widgets.choosers import Choice

WRITE = keys.Key(
    "export.write",
    "ctrl+s",
    "write",
    N_("Write the file"),
    N_("Write"),
    N_("Write it there, and enter it in the register."),
    rank=1,
    first=True,
)
# A short export is done before anybody could read a progress bar.
PATIENCE = 0.4  # seconds
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
FIELDS = (
    FieldSpec("path", N_("File"), required=True, hint=N_("A name that ends in .xlsx or .csv")),
    FieldSpec(
        "columns",
        N_("Columns"),
        "choice",
        required=True,
        choices=(
            Choice(EVERYTHING, N_("Everything, totals included")),
            Choice(TO_IMPORT, N_("What can be imported again")),
        ),
        free=False,
    ),
    FieldSpec("purpose", N_("What for"), hint=N_("For the register of exports: greetings, mailing of spring…")),
)


@dataclass(frozen=True, slots=True)
class ExportWish:
    """What is to be written."""

    path: Path
    column_set: str
    purpose: str


def default_path(name: str, day: dt.date) -> Path:
    """A name that says what and when, in the documents of whoever works here."""
    safe = _NOT_IN_NAMES.sub(" ", name).strip(" .") or _("Contacts")
    documents = platformdirs.user_documents_path()
    folder = documents if documents.is_dir() else Path.home()
    return folder / f"{safe} {day.isoformat()}.xlsx"


def _short(path: Path) -> str:
    """The path as one would type it: from the home folder where it is in there."""
    return f"~/{path.relative_to(Path.home())}" if path.is_relative_to(Path.home()) else str(path)


class ExportDialog(Dialog[ExportWish]):
    """Gives what is to be written, or None."""

    KEYS = (WRITE,)
    HELP_WORDS = (
        N_("The end of the name says the format: .xlsx for a workbook, .csv for anything else."),
        N_("Each export is entered in a register: what, how many, by whom, what for."),
    )
    DEFAULT_CSS = """
    ExportDialog {
        .dialog--box { width: 76; }
        Form { margin-top: 1; padding: 0; }
    }
    """

    def __init__(self, count: int, path: Path) -> None:
        super().__init__()
        self.count, self.path = count, path

    def heading(self) -> Content:
        """How many."""
        return Content(_("Export {contacts}").format(contacts=format.contacts(self.count)))

    def compose_box(self) -> Iterable[Widget]:
        """One form."""
        return (Words(N_("The file is not encrypted: keep it only as long as it serves.")), Form(FIELDS))

    def on_mount(self) -> None:
        """Sensible defaults: the keys F9 and Ctrl+S are enough."""
        super().on_mount()
        form = self.query_one(Form)
        form.fill({"path": _short(self.path), "columns": EVERYTHING, "purpose": ""})
        form.go_to("path")

    def action_write(self) -> None:
        """Ctrl+S."""
        self.query_one(Form).action_save()

    @on(Form.Saved)
    def _saved(self, event: Form.Saved) -> None:
        path = Path(event.answers["path"]).expanduser()
        if not path.is_absolute():
            path = self.path.parent / path
        self.dismiss(ExportWish(path, event.answers["columns"], event.answers["purpose"]))

    @on(Form.Left)
    def _left(self) -> None:
        self.dismiss(None)


class ExportProgress(Dialog[None]):
    """How far it is. Esc stops the export, which then leaves nothing."""

    HELP_WORDS = (N_("Esc stops the export; nothing is left behind."),)
    DEFAULT_CSS = """
    ExportProgress {
        ProgressBar { margin-top: 1; width: 1fr; }
        ProgressBar Bar { width: 1fr; }
    }
    """

    def __init__(self, total: int) -> None:
        super().__init__()
        self.total, self.stopped = total, False

    def heading(self) -> Content:
        """How many."""
        return Content(_("Export {contacts}").format(contacts=format.contacts(self.total)))

    def compose_box(self) -> Iterable[Widget]:
        """The bar."""
        return (Words(N_("Writing the file…")), ProgressBar(self.total, show_eta=False))

    def show(self, done: int) -> None:
        """So many are written."""
        if self.is_mounted:
            self.query_one(ProgressBar).update(progress=done)

    def action_close(self) -> None:
        """Esc: stop."""
        self.stopped = True


def export_from(screen: FichierScreen[Any], ids: Sequence[int], name: str) -> None:
    """Ask, write, tell."""

    def write(wish: ExportWish | None) -> None:
        if wish is not None:
            in_background(screen, partial(_write, screen, ids, wish, overwrite=False), group="export", exclusive=True)

    screen.app.push_screen(ExportDialog(len(ids), default_path(name, screen.fichier.today())), write)


async def _write(screen: FichierScreen[Any], ids: Sequence[int], wish: ExportWish, *, overwrite: bool) -> None:
    try:
        if not isinstance(screen.fichier.file, OpenFile):
            raise Refusal("file.locked")
        told = await _written(screen, screen.fichier.file, ids, wish, overwrite=overwrite)
    except Refusal as refusal:
        screen.refuse(refusal)
        if refusal.code == "export.exists" and not wish.path.is_dir():
            _ask_to_replace(screen, ids, wish)
        return
    words = _("{contacts} exported:").format(contacts=format.contacts(told.contacts))
    screen.say(Content.assemble(Content(words), " ", shown(str(told.path))))


def _ask_to_replace(screen: FichierScreen[Any], ids: Sequence[int], wish: ExportWish) -> None:
    def write(answer: str | None) -> None:
        if answer == "yes":
            in_background(screen, partial(_write, screen, ids, wish, overwrite=True), group="export", exclusive=True)

    title = _("A file of that name is there already")
    question = confirmation(title, shown(str(wish.path)), _("Yes, replace it"), _("No, keep it"))
    screen.app.push_screen(question, write)


async def _written(
    screen: FichierScreen[Any], file: OpenFile, ids: Sequence[int], wish: ExportWish, *, overwrite: bool
) -> Exported:
    dialog = ExportProgress(len(ids))

    def progress(done: int, _total: int) -> bool:
        screen.app.call_from_thread(dialog.show, done)
        return not dialog.stopped

    task = asyncio.create_task(asyncio.to_thread(_export, file, ids, wish, overwrite, progress))
    done, _waiting = await asyncio.wait({task}, timeout=PATIENCE)
    if done:
        return task.result()
    await screen.app.push_screen(dialog)
    try:
        return await task
    finally:
        dialog.dismiss(None)


def _export(file: OpenFile, ids: Sequence[int], wish: ExportWish, overwrite: bool, progress: Progress) -> Exported:
    return export_contacts(
        file,
        ids,
        wish.path,
        column_set=wish.column_set,
        purpose=wish.purpose,
        overwrite=overwrite,
        progress=progress,
    )
