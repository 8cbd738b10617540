"""The places where copies go besides the file's own folder: of this machine, for this file."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from textual import on
from textual.content import Content

from fichier_tui.domain import permission
from fichier_tui.domain.copies import CopiesKnown
from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import N_, _
from fichier_tui.storage.backup.copy_settings import add_place, remove_place
from fichier_tui.storage.backup.copying import bring_newest, copy_beside
from fichier_tui.storage.backup.places import places_gone
from fichier_tui.ui import copy_words, keys
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.background import in_background
from fichier_tui.ui.copies_kept import place_name, this_machine
from fichier_tui.ui.dialogs.copy_work import with_bar
from fichier_tui.ui.dialogs.typed import TypedDialog
from fichier_tui.ui.done import done
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.list_screen import ListScreen
from fichier_tui.ui.screens.lock.files import typed_path
from fichier_tui.ui.screens.settings.copies import keeper_of, well_or_not
from fichier_tui.ui.widgets.columns import LESSER, Column
from fichier_tui.ui.widgets.paged_list import PagedList
from fichier_tui.ui.words import sentence

ADD = keys.Key(
    "places.add", "n,insert", "add", N_("Add a place"), N_("Add"), N_("A stick, or a folder of another disk."), 5,
    permission=permission.RESTORE,
)  # fmt: skip
BRING = keys.Key(
    "places.bring", "c", "bring", N_("Copy there now"), N_("Copy now"),
    N_("Also begins anew on a new stick that has the name of the old one."), 10,
    permission=permission.RESTORE, in_footer=False,
)  # fmt: skip
REMOVE = keys.Key(
    "places.remove", "delete", "remove", N_("No copies there any more"), N_("Remove"),
    N_("Those that are there stay."), 20, permission=permission.RESTORE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A place, and what is known of all of them."""

    place: str
    known: CopiesKnown
    is_there: bool = True


class PlacesScreen(ListScreen[PlaceLine]):
    """A line for each place."""

    TITLE_WORDS = N_("Places of the copies")
    HELP_WORDS = (
        N_("The file's own folder always has its copies. A second place saves them when this disk fails or is stolen."),
        N_("A stick that comes and goes, a folder that Nextcloud or Dropbox synchronises: the copies are encrypted, "
           "and nobody reads them there. When a stick is plugged in again, the newest copy goes there by itself."),
        N_("The places are those of this computer; another one sets its own."),
    )  # fmt: skip
    KEYS = (ADD, BRING, REMOVE)
    EMPTY = N_("No other place yet.\nN adds a stick or another folder.")
    NO_ROW = N_("There is no place yet: N adds one.")
    ON_ROW = ("bring", "remove")
    FRAMED = True

    def __init__(self) -> None:
        super().__init__()
        self._numbers: dict[str, int] = {}

    def columns(self) -> tuple[Column[PlaceLine], ...]:
        """Its name, how it is, its path."""
        return (
            Column("name", N_("Place"), lambda line: shown(place_name(line.place), "bold"), width=14, flex=1, most=28),
            Column("state", N_("How it is"), self._state, width=34, flex=4),
            Column("path", N_("Folder"), lambda line: shown(line.place), width=20, flex=2, priority=LESSER),
        )

    def _state(self, line: PlaceLine) -> Content:
        words, well = copy_words.place_state(line.place, line.known, self.fichier.today(), is_there=line.is_there)
        return Content.assemble(well_or_not(well), " ", shown(words))

    def crumbs(self) -> tuple[str, ...]:
        """The settings, the copies, then its name."""
        return (_("Settings"), _("Safety copies"), _(self.TITLE_WORDS))

    def number_of(self, row: PlaceLine) -> int:
        """A place is known by its path: it is given a number when it is first seen."""
        return self._numbers.setdefault(row.place, len(self._numbers))

    async def read(self, app: FichierApp) -> None:
        """The places of this machine."""
        state = await keeper_of(app).state()
        gone = await asyncio.to_thread(places_gone, state.settings.places)
        self.take(PlaceLine(place, state.known, place not in gone) for place in state.settings.places)

    def footer_words(self, key: keys.Key) -> tuple[str, str]:
        """Enter copies there."""
        return super().footer_words(BRING if key is keys.OPEN else key)

    def heading(self) -> Content:
        """Whose they are."""
        return shown(_("Besides the file's own folder, on this computer"))

    # Keys

    async def action_add(self) -> None:
        """N: which folder?"""
        await self._ask()

    async def _ask(self, value: str = "", refused: str = "") -> None:
        """Ask for it; once more, with what was typed, after one that is not there."""
        question = _("A stick or a folder: type its path, or drop it on the window.")
        dialog = TypedDialog(_("Add a place"), refused or question, value)

        def typed(text: str | None) -> None:
            path = typed_path(text or "")
            if path is not None:
                in_background(self, partial(self._add, path), group="copies")

        await self.app.push_screen(dialog, typed)

    async def _add(self, path: Path) -> None:
        """Set it, and bring the newest copy there at once."""
        keeper = keeper_of(self.fichier)
        folder, fichier_id = keeper.file.folder, keeper.file.key.fichier_id
        place = str(path.absolute())
        try:
            await self.fichier.ask(add_place, this_machine(), path, folder, fichier_id)
        except Refusal as refusal:
            if refusal.code == "copies.place_missing":
                self.call_later(self._ask, str(path), sentence(refusal))
            else:
                self.refuse(refusal)
            return
        self.expect(self._numbers.setdefault(place, len(self._numbers)))
        await self._bring(place)
        await self.fichier.changed()

    def action_bring(self) -> None:
        """C: once more; a new stick begins anew."""
        if self.chosen is not None:
            in_background(self, partial(self._add, Path(self.chosen.place)), group="copies")

    async def _bring(self, place: str) -> None:
        file = keeper_of(self.fichier).file
        words = N_("Copying there, and reading it again…")
        told = await with_bar(self.fichier, words, lambda work: bring_newest(file, this_machine(), (place,), work.tell))
        if told == ():
            made = await with_bar(self.fichier, words, lambda work: copy_beside(file, this_machine(), "", work.tell))
            told = () if made is None else tuple(one for one in made.places if one.place == place)
        refusal = next((one.refusal for one in told or () if one.refusal is not None), None)
        if refusal is not None:
            self.refuse(refusal)
        elif told:
            self.say(shown(_("Copied and checked: {place}").format(place=place_name(place))))

    @on(PagedList.Selected)
    def copy_there(self) -> None:
        """Enter."""
        if (reason := self.forbidden("bring")) is not None:
            self.refuse(reason)
        else:
            self.action_bring()

    async def action_remove(self) -> None:
        """Del."""
        if (chosen := self.chosen) is not None and await self.do(remove_place, this_machine(), chosen.place):
            self.say(done("copies.place_removed", name=place_name(chosen.place)))
