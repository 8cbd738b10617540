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
from textual.widgets import Static

from fichier_tui.domain.contactability import PROSPECTING, Answer, Retained
from fichier_tui.domain.progress import Counting
from fichier_tui.domain.refusal import Refusal
from fichier_tui.exchange.columns import EVERYTHING, TO_IMPORT
from fichier_tui.exchange.exporting import Exported, export_contacts
from fichier_tui.exchange.whole_file import ended
from fichier_tui.i18n import N_, _
from fichier_tui.storage import OpenFile
from fichier_tui.storage.consents.contactability import retained
from fichier_tui.storage.exporting import restricted_among
from fichier_tui.ui import format, keys
from fichier_tui.ui.background import in_background
from fichier_tui.ui.base import FichierScreen, Words
from fichier_tui.ui.contactability_words import left_out_sentence, retained_sentence
from fichier_tui.ui.dialogs.dialog import Dialog
from fichier_tui.ui.dialogs.progress import ProgressDialog
from fichier_tui.ui.dialogs.question import replacing
from fichier_tui.ui.form import FieldSpec, Form
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.sending.opening import open_sending
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
WRITE_TO = keys.Key(
    "export.write_to",
    "f9",
    "write_to",
    N_("Write to them instead…"),
    N_("Write to them"),
    N_("E-mails, SMS, letters or labels for these contacts."),
    rank=2,
    first=True,
    synonyms=N_("send mail letter label newsletter sms merge e-mail mailing"),
)
# A short export is done before anybody could read a progress bar.
PATIENCE = 0.4  # seconds
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
NOBODY = "nobody"
FIELDS = (
    FieldSpec(
        "channel",
        N_("To contact by"),
        "choice",
        required=True,
        choices=(
            Choice("email", N_("e-mail")),
            Choice("sms", N_("SMS")),
            Choice("phone", N_("telephone")),
            Choice("post", N_("post")),
            Choice(NOBODY, N_("nobody: our own copy")),
        ),
        hint=N_("E, S, T, P, or N"),
        free=False,
    ),
    FieldSpec(
        "aim",
        N_("In order to"),
        "choice",
        choices=(
            Choice("prospecting", N_("offer something")),
            Choice("service", N_("speak of their order")),
            Choice("stay", N_("ask whether to stay")),
        ),
        free=False,
    ),
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
    FieldSpec("purpose", N_("Noted as"), hint=N_("For the register of exports: greetings, mailing of spring…")),
)


@dataclass(frozen=True, slots=True)
class ExportWish:
    """What is to be written."""

    path: Path
    column_set: str
    purpose: str
    channel: str = ""
    """By which the contacts are to be contacted; none for a copy of one's own data."""
    aim: str = PROSPECTING


def default_path(name: str, day: dt.date) -> Path:
    """A name that says what and when, in the documents of whoever works here."""
    safe = _NOT_IN_NAMES.sub(" ", name).strip(" .") or _("Contacts")
    documents = platformdirs.user_documents_path()
    folder = documents if documents.is_dir() else Path.home()
    return folder / f"{safe} {day.isoformat()}.xlsx"


def short_path(path: Path) -> str:
    """The path as one would type it: from the home folder where it is in there."""
    return f"~/{path.relative_to(Path.home())}" if path.is_relative_to(Path.home()) else str(path)


class ExportDialog(Dialog[ExportWish]):
    """Gives what is to be written, or None."""

    KEYS = (WRITE, WRITE_TO)
    HELP_WORDS = (
        N_("The end of the name says the format: .xlsx for a workbook, .csv for anything else."),
        N_("By a channel, only those leave who may be contacted by it; who is left out, and why, is said below."),
        N_("Each export is entered in a register: what, how many, by whom, what for."),
    )
    DEFAULT_CSS = """
    ExportDialog {
        .dialog--box { width: 76; max-height: 100%; }
        Form { margin-top: 1; padding: 0; }
        #export-allowed { height: auto; min-height: 3; margin-top: 1; }
    }
    """

    def __init__(self, ids: Sequence[int], path: Path, channel: str = "", name: str = "") -> None:
        """`name` is what the contacts have in common."""
        super().__init__()
        self.ids, self.path, self.channel, self.name_of_them = ids, path, channel, name
        self.asked = ("", "")
        """The channel and the purpose that the law was last asked about."""

    def heading(self) -> Content:
        """How many."""
        return Content(_("Export {contacts}").format(contacts=format.contacts(len(self.ids))))

    def compose_box(self) -> Iterable[Widget]:
        """One form, and whom the law retains."""
        return (
            Words(N_("The file is not encrypted: keep it only as long as it serves.")),
            Form(FIELDS),
            Static(id="export-allowed", markup=False),
        )

    def on_mount(self) -> None:
        """Sensible defaults: F9, the letter of a channel and Ctrl+S are enough."""
        super().on_mount()
        form = self.query_one(Form)
        defaults = {"path": short_path(self.path), "columns": EVERYTHING, "purpose": "", "aim": PROSPECTING}
        form.fill({**defaults, "channel": self.channel or None})
        form.go_to("channel")
        self._ask_the_law()

    @on(Form.Edited)
    def _edited(self, event: Form.Edited) -> None:
        if event.key in ("channel", "aim"):
            self._ask_the_law()

    def _ask_the_law(self) -> None:
        """Say who would leave, once a channel is chosen."""
        answers = self.query_one(Form).answers()
        asked = (answers["channel"] or "", answers["aim"] or PROSPECTING)
        if asked == self.asked:
            return
        self.asked = asked
        channel, aim = asked
        if channel == NOBODY:
            in_background(self, self._count_copy, group="law", exclusive=True)
        elif channel:
            in_background(self, partial(self._count, channel, aim), group="law", exclusive=True)
        else:
            self._say(_("Type E for e-mails, S for SMS, T for calls, P for letters, or N: our own copy, for nobody."))

    async def _count(self, channel: str, aim: str) -> None:
        found = await self.fichier.ask(retained, self.ids, channel, aim)
        if self.is_mounted and self.asked == (channel, aim):
            self._say(retained_sentence(found, channel))

    async def _count_copy(self) -> None:
        """All leave, but those who asked that their card rest (RGPD 18)."""
        words = _("All of them, in full: a copy for the shop itself. Nobody is to be contacted with it.")
        if resting := await self.fichier.ask(restricted_among, self.ids):
            found = Retained((), tuple((number, Answer(False, "restricted", "R25")) for number in resting))
            words = f"{words} {left_out_sentence(found, 'post')}."
        if self.is_mounted and self.asked[0] == NOBODY:
            self._say(words)

    def _say(self, words: str) -> None:
        self.query_one("#export-allowed", Static).update(shown(words, "$text-muted"))

    def action_write(self) -> None:
        """Ctrl+S."""
        self.query_one(Form).action_save()

    async def action_write_to(self) -> None:
        """F9 again: no file of contacts, but letters to them."""
        self.dismiss(None)
        await open_sending(self.fichier, self.ids, self.name_of_them or _("Contacts"))

    @on(Form.Saved)
    def _saved(self, event: Form.Saved) -> None:
        path = ended(Path(event.answers["path"]), self.path.suffix)
        if not path.is_absolute():
            path = self.path.parent / path
        answers = event.answers
        channel = "" if answers["channel"] == NOBODY else answers["channel"]
        self.dismiss(ExportWish(path, answers["columns"], answers["purpose"], channel, answers["aim"] or PROSPECTING))

    @on(Form.Left)
    def _left(self) -> None:
        self.dismiss(None)


class ExportProgress(ProgressDialog):
    """How far it is. Esc stops the export, which then leaves nothing."""

    HELP_WORDS = (N_("Esc stops the export; nothing is left behind."),)
    WORDS = N_("Writing the file…")
    STOPPED = "export.cancelled"

    def __init__(self, total: int) -> None:
        super().__init__()
        self.total = total

    def heading(self) -> Content:
        """How many."""
        return Content(_("Export {contacts}").format(contacts=format.contacts(self.total)))


def export_from(screen: FichierScreen[Any], ids: Sequence[int], name: str, channel: str = "") -> None:
    """Ask, write, tell. `channel` is proposed where the contacts were chosen for one."""
    if not ids:
        screen.refuse(_("There is nobody here to export."))
        return

    def write(wish: ExportWish | None) -> None:
        if wish is not None:
            in_background(screen, partial(_write, screen, ids, wish, overwrite=False), group="export", exclusive=True)

    screen.app.push_screen(ExportDialog(ids, default_path(name, screen.fichier.today()), channel, name), write)


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
    parts = [Content.assemble(Content(words), " ", shown(short_path(told.path)))]
    if told.chosen.left_out:
        parts.append(Content(left_out_sentence(told.chosen, wish.channel or "post")))
    screen.say(Content(" · ").join(parts))


def _ask_to_replace(screen: FichierScreen[Any], ids: Sequence[int], wish: ExportWish) -> None:
    def write(answer: str | None) -> None:
        if answer == "yes":
            in_background(screen, partial(_write, screen, ids, wish, overwrite=True), group="export", exclusive=True)

    screen.app.push_screen(replacing(wish.path), write)


async def _written(
    screen: FichierScreen[Any], file: OpenFile, ids: Sequence[int], wish: ExportWish, *, overwrite: bool
) -> Exported:
    dialog = ExportProgress(len(ids))

    task = asyncio.create_task(asyncio.to_thread(_export, file, ids, wish, overwrite, dialog.working.goes_on))
    done, _waiting = await asyncio.wait({task}, timeout=PATIENCE)
    if done:
        return task.result()
    await screen.app.push_screen(dialog)
    try:
        return await task
    finally:
        dialog.dismiss(None)


def _export(file: OpenFile, ids: Sequence[int], wish: ExportWish, overwrite: bool, progress: Counting) -> Exported:
    return export_contacts(
        file,
        ids,
        wish.path,
        column_set=wish.column_set,
        purpose=wish.purpose,
        channel=wish.channel,
        aim=wish.aim,
        overwrite=overwrite,
        progress=progress,
    )
