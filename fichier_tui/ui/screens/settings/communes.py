"""Postcodes, towns and figures from the official files: what a file would bring is said before anything is written."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from fichier_tui.domain.refusal import Refusal
from fichier_tui.exchange.communes import Official, read_official
from fichier_tui.i18n import N_, _
from fichier_tui.storage import CommunesOutcome, count_communes, take_communes
from fichier_tui.ui import keys
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.background import in_background
from fichier_tui.ui.base import Words
from fichier_tui.ui.communes_words import fault_lines, figures_words, in_file_words, postcodes_words
from fichier_tui.ui.dialogs.dialog import Dialog
from fichier_tui.ui.done import done
from fichier_tui.ui.safe import shown, shown_lines
from fichier_tui.ui.screens.lock.files import typed_path
from fichier_tui.ui.widgets.entry import LineInput
from fichier_tui.ui.widgets.status_line import BUSY, NOTE
from fichier_tui.ui.words import sentence

FAULTS = 4
GO_ON = keys.Key(
    "communes.go_on", "enter,ctrl+s", "submit", N_("Look, then take over"), N_("Go on"),
    N_("First says what the file would bring; pressed again, writes it."), rank=5,
)  # fmt: skip


class PathLine(LineInput):
    """The path. Its Enter comes after every letter before it, also of one that was dropped."""

    BINDINGS: ClassVar[list[BindingType]] = [GO_ON.binding("submit")]


class CommunesDialog(Dialog[None]):
    """A path; what the file there would bring; Enter again takes it."""

    HELP_WORDS = (
        N_(
            "La Poste gives its postcodes away (laposte_hexasmal.csv), INSEE its figures by commune: download, then "
            "type the path here, or drop the file on the window."
        ),
        N_("Postcode and town then propose each other, and segments can ask for the figures of a commune."),
    )
    DEFAULT_CSS = """
    CommunesDialog {
        .dialog--box { width: 74; }
        #path { margin-bottom: 1; }
    }
    """

    def __init__(self, count: int) -> None:
        """`count` communes are in the file already."""
        super().__init__()
        self.count = count
        self.path: Path | None = None
        """The file that was looked at."""
        self.found: Official | None = None
        """What is in it."""
        self.outcome = CommunesOutcome()
        """What it would bring."""

    def heading(self) -> Content:
        """Its name."""
        return shown(_("Postcodes and figures of communes"))

    def compose_box(self) -> Iterable[Widget]:
        """The path, and what is known of it."""
        yield Words(N_("A file of La Poste or of INSEE, as it was downloaded"))
        yield PathLine(placeholder=_("~/Downloads/laposte_hexasmal.csv"), id="path")
        yield Static(id="told", markup=False)

    def on_mount(self) -> None:
        """What is there already."""
        self.query_one("#path").focus()
        self._tell()

    def _tell(self, *lines: str) -> None:
        self.query_one("#told", Static).update(shown_lines("\n".join(lines or (in_file_words(self.count),))))

    @on(Input.Changed, "#path")
    def _another(self) -> None:
        """Another path: nothing is known of it."""
        if self.found is not None:
            self.path = self.found = None
            self._tell()

    @on(Input.Submitted, "#path")
    def go_on(self) -> None:
        """Enter: look into the file; once more: take it over."""
        path = typed_path(self.query_one(PathLine).value)
        if path is None:
            self._tell(_("Which file? Type its path, or drop it on the window."))
        elif self.found is None or path != self.path:
            self._tell(_("Reading {name}…").format(name=path.name))
            in_background(self, partial(self._look, path), group="communes", exclusive=True)
        else:
            in_background(self, partial(self._take, path.name, self.found), group="communes", exclusive=True)

    async def _look(self, path: Path) -> None:
        try:
            found = await asyncio.to_thread(read_official, path)
            self.outcome = await self.fichier.ask(
                take_communes, found.communes, found.figures, name=path.name, dry_run=True
            )
        except Refusal as refusal:
            self._tell(sentence(refusal))
            return
        self.path, self.found = path, found
        self._tell(*self._lines(found))

    def _lines(self, found: Official) -> Iterable[str]:
        if found.communes:
            yield postcodes_words(self.outcome)
        if found.figures:
            yield figures_words(self.outcome)
        yield from fault_lines(found.faults, FAULTS)
        brings = self.outcome.added or self.outcome.figures_added or self.outcome.figures_changed
        yield _("Nothing is written yet: Enter takes it over.") if brings else _("It brings nothing new.")

    async def _take(self, name: str, found: Official) -> None:
        app = self.fichier
        app.tell(shown(_("Taking over {name}…").format(name=name)), BUSY)
        try:
            taken = await app.ask(take_communes, found.communes, found.figures, name=name)
        except Refusal as refusal:
            app.refuse(refusal)
            return
        if taken.added or taken.figures_added or taken.figures_changed:
            app.tell(done("communes.taken", name=name))
        else:
            app.tell(_("It brings nothing new."), NOTE)
        self.dismiss(None)
        await app.changed()


async def open_communes(app: FichierApp) -> None:
    """Show it, with how many there are."""
    try:
        count = await app.ask(count_communes)
    except Refusal as refusal:
        app.refuse(refusal)
        return
    await app.push_screen(CommunesDialog(count))
