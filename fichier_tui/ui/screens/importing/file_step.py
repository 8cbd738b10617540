"""The first step: which file. Letters filter, Enter opens a folder or reads a file, a path may be typed or dropped."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.worker import Worker

from fichier_tui.i18n import N_, _
from fichier_tui.ui import format
from fichier_tui.ui.background import in_background
from fichier_tui.ui.base import Words
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.importing import keys as own
from fichier_tui.ui.screens.importing.found_files import Found, find_files, start_folders
from fichier_tui.ui.widgets.columns import Column
from fichier_tui.ui.widgets.entry import LineInput
from fichier_tui.ui.widgets.paged_list import PagedList

Row = tuple[int, Found]


class FileField(LineInput):
    """What is looked for; the arrows go to the list below."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "for_list('cursor_up')", show=False),
        Binding("down", "for_list('cursor_down')", show=False),
        Binding("pageup", "for_list('page_up')", show=False),
        Binding("pagedown", "for_list('page_down')", show=False),
        Binding("backspace", "erase", show=False),
        own.READ.binding(),
    ]

    def __init__(self) -> None:
        super().__init__(takes_back=False, id="typed")
        self.select_on_focus = False

    @property
    def step(self) -> FileStep:
        """The step around it."""
        return next(parent for parent in self.ancestors if isinstance(parent, FileStep))

    def action_for_list(self, action: str) -> None:
        """Move in the list while the keys stay here."""
        getattr(self.step.found, f"action_{action}")()

    def action_erase(self) -> None:
        """A letter less; with none left, the folder above."""
        if self.value:
            self.action_delete_left()
        else:
            self.step.go_up()

    async def action_take(self) -> None:
        """Read the file under the cursor."""
        await self.step.take()


class FileStep(Vertical):
    """A field and the files that it finds."""

    DEFAULT_CSS = """
    FileStep {
        #typed-line { height: 1; padding: 0 1; margin-top: 1; }
        #typed-line Words { width: auto; color: $text-muted; padding: 0 1 0 0; }
        #typed { width: 1fr; max-width: 100%; background: $panel; padding: 0 1; }
        #places { height: 1fr; border-top: solid $line; border-title-color: $accent; border-title-style: bold; }
        #files > .paged-list--resting { color: $chosen-ink; background: $chosen; text-style: bold; }
    }
    """

    class Taken(Message):
        """This file is to be read."""

        def __init__(self, path: Path) -> None:
            super().__init__()
            self.path = path

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.folder: Path | None = None
        """The folder that is shown; None for the most recent files of every start folder."""
        self.starts: tuple[Path, ...] = ()
        self._entries: list[Found] = []
        self._listed = ""
        self._listing: Worker[None] | None = None

    def compose(self) -> ComposeResult:
        """The field, then the list."""
        columns = (
            Column[Row]("name", N_("Name"), _name, width=24, flex=3),
            Column[Row]("folder", N_("Folder"), _folder, width=14, flex=1, most=30, priority=3),
            Column[Row]("modified", N_("Changed on"), _modified, width=12, priority=2),
            Column[Row]("size", N_("Size"), _size, width=8, align="right", priority=2),
        )
        empty = Content(
            _("No workbook here.\nBackspace goes to the folder above; a path may be typed, or a file dropped here.")
        )
        self.found: PagedList[Row] = PagedList(columns, self._rows, id_of=lambda row: row[0], empty=empty, id="files")
        self.found.can_focus = False
        with Horizontal(id="typed-line"):
            yield Words(N_("File"))
            yield FileField()
        with Vertical(id="places"):
            yield self.found

    def on_mount(self) -> None:
        """The hint of the field."""
        self.field.placeholder = N_("Type a part of the name, or a path")

    @property
    def field(self) -> FileField:
        """What is typed in."""
        return self.query_one(FileField)

    def begin(self, last_folder: str) -> None:
        """Show the most recent files of the usual folders, of the one used last too."""
        self.starts = start_folders(last_folder)
        self.list_files()

    def list_files(self) -> None:
        """Look for what is typed, off the screen's own time: a disk may be slow."""
        self._listing = in_background(self, partial(self._list, self.field.value), group="files", exclusive=True)

    async def _list(self, typed: str) -> None:
        entries = await asyncio.to_thread(find_files, self.folder, typed, self.starts)
        self._entries, self._listed = entries, typed
        self.found.show(range(len(entries)), keep_cursor=False)
        place = _("Recent files") if self.folder is None else short_path(self.folder)
        count = sum(not entry.is_folder for entry in entries)
        self.query_one("#places").border_title = shown(f"{place} · {format.number(count)}")

    async def _rows(self, ids: Sequence[int]) -> list[Row]:
        return [(number, self._entries[number]) for number in ids if number < len(self._entries)]

    async def take(self) -> None:
        """Read the file under the cursor, once what was typed has been looked for; or open the folder."""
        while self._listing is not None and not self._listing.is_finished:
            await self._listing.wait()
        number = self.found.cursor_id
        if number is None or number >= len(self._entries):
            return
        entry = self._entries[number]
        if entry.is_folder:
            self.open_folder(entry.path)
        else:
            self.post_message(self.Taken(entry.path))

    def open_folder(self, folder: Path | None) -> None:
        """Show a folder; None is the beginning."""
        self.folder = folder
        self.field.set_typed("")
        self.list_files()

    def go_up(self) -> None:
        """The folder above; from the top, the most recent files again."""
        if self.folder is not None:
            self.open_folder(self.folder.parent if self.folder.parent != self.folder else None)

    @on(FileField.Changed)
    def _typed(self) -> None:
        self.list_files()

    @on(PagedList.Selected)
    async def _clicked(self, message: PagedList.Selected) -> None:
        message.stop()
        await self.take()

    def refresh_words(self) -> None:
        """The frame's title is stored translated."""
        self.list_files()


def short_path(path: Path) -> str:
    """A path as one says it, the home folder as "~"."""
    try:
        inside = path.relative_to(Path.home())
    except ValueError:
        return str(path)
    return "~" if inside == Path() else f"~/{inside.as_posix()}"


def _name(row: Row) -> Content:
    entry = row[1]
    if entry.is_parent:
        return Content("↑ ").append(_("the folder above"))
    if not entry.is_folder:
        return shown(entry.path.name)
    own = entry.path == Path.home() or not entry.path.name
    return Content("▸ ").append(shown(short_path(entry.path) if own else entry.path.name, "bold"))


def _folder(row: Row) -> Content:
    return shown(short_path(row[1].path.parent), "$text-muted")


def _modified(row: Row) -> Content:
    modified = row[1].modified
    return Content(format.day(dt.datetime.fromtimestamp(modified).astimezone().date()) if modified else "")


def _size(row: Row) -> Content:
    entry = row[1]
    if entry.is_folder:
        return Content("")
    kilobytes = max(1, round(entry.size / 1_000))
    if kilobytes < 1_000:
        return Content(_("{count} kB").format(count=format.number(kilobytes)))
    return Content(_("{count} MB").format(count=format.number(kilobytes / 1_000, 1)))
