"""The safety copies that the program makes by itself: as one works, and as one leaves. Never on the file's thread."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import os
import platform
import sys
import threading
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from fichier_tui.domain.copies import NONE_YET, PLACE_OLD, CopyWarning, is_quiet_copy_due
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.text import clean_line
from fichier_tui.i18n import N_, _
from fichier_tui.storage.backup.copy_list import drill_copy
from fichier_tui.storage.backup.copying import (
    STOPPED,
    CopyState,
    CopyTold,
    bring_newest,
    copy_beside,
    copy_state,
    places_waiting,
)
from fichier_tui.storage.thread import OpenFile
from fichier_tui.ui import format as written
from fichier_tui.ui.long_work import LongWork
from fichier_tui.ui.words import sentence

T = TypeVar("T")
TRIED_AGAIN_AFTER = dt.timedelta(minutes=30)
NICENESS = 10
_WARNINGS = {
    NONE_YET: N_("This file has no safety copy yet. Ctrl+O, Safety copies, then N makes one."),
    PLACE_OLD: N_("{place} has had no safety copy since {day}. Plug it in: the newest one goes there by itself."),
}
_TOO_OLD = N_("The last good safety copy is of {day}. Ctrl+O, Safety copies, tells why; N makes one.")
_HELD = N_(
    "It is less than half the size of the one before, so nothing old was thrown away: see in Ctrl+O, Safety copies."
)
_PLACE_NEVER = N_("{place} never had a safety copy. Plug it in, or look in Ctrl+O, Safety copies.")


def this_machine() -> str:
    """Its name: the path of a place is one of a machine."""
    return platform.node()


def warning_words(warning: CopyWarning) -> str:
    """What is to be told of copies that are too old, and what to do."""
    if warning.code == NONE_YET:
        return _(_WARNINGS[NONE_YET])
    day = written.day(warning.since.astimezone().date()) if warning.since is not None else ""
    if warning.code == PLACE_OLD:
        words = _(_WARNINGS[PLACE_OLD]) if day else _(_PLACE_NEVER)
        return words.format(place=place_name(warning.place), day=day)
    return _(_TOO_OLD).format(day=day)


def place_name(place: str) -> str:
    """What a place is called in a sentence: its last folder."""
    return clean_line(Path(place).name or place)


def told_words(told: CopyTold) -> str:
    """What came of a copy, in one sentence or two."""
    good = [place_name(one.place) for one in told.places if one.refusal is None]
    if told.path is None:
        words = _("No safety copy was made.")
    elif good:
        words = _("Safety copy made and checked, also in {places}.").format(places=", ".join(good))
    else:
        words = _("Safety copy made and checked.")
    held = [_(_HELD)] if told.rotation_held else []
    return " ".join((words, *held, *(sentence(refusal) for refusal in told.faults)))


def give_way() -> None:
    """Let every other thread go first: a copy has time. Linux alone has a priority for each thread."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)


class CopyKeeper:
    """Looks every minute whether a copy is due, and makes it beside the work; one piece of work at a time."""

    def __init__(self, file: OpenFile) -> None:
        self.file = file
        self.working: LongWork | None = None
        """What is being done now."""
        self._turn = asyncio.Lock()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="copies", initializer=give_way)
        self._failed_at: dt.datetime | None = None
        """When no place took a copy: one does not try every minute."""
        self._said: tuple[str, ...] = ()
        """What went wrong the last time, so that it is said once."""

    async def state(self) -> CopyState:
        """Where the copies stand. Raises Refusal."""
        return await self.file.run(copy_state, this_machine())

    async def look(self, untouched: dt.timedelta = dt.timedelta(0)) -> str:
        """Make the copy that is due, or bring the newest to a place that came back; what is to be told, mostly nothing.

        `untouched` is for how long nobody pressed a key. Raises Refusal.
        """
        if self.working is not None:
            return ""
        state = await self.state()
        if self._failed_at is not None and abs(state.now - self._failed_at) < TRIED_AGAIN_AFTER:
            return ""
        if state.is_due or is_quiet_copy_due(state.known, state.last_entry, state.now, untouched):
            return await self._make_due(state)
        waiting = await asyncio.to_thread(places_waiting, state, self.file.folder, self.file.key)
        if not waiting:
            return ""
        told = await self.do(lambda work: bring_newest(self.file, this_machine(), waiting, work.tell))
        return self._new_words(tuple(one.refusal for one in told if one.refusal is not None))

    async def _make_due(self, state: CopyState) -> str:
        """The copy, and once a month its drill: when a copy is made, nobody waits for the machine."""
        told = await self.make()
        path = told.path
        self._failed_at = state.now if path is None else None
        if path is not None and state.drill_is_due:
            try:
                await self.do(lambda work: drill_copy(self.file, path, self.file.key, work.tell))
            except Refusal as refusal:
                if refusal.code == STOPPED:
                    raise
                return _("The restore drill of the safety copy failed.") + " " + sentence(refusal)
        if told.rotation_held:
            return told_words(told)
        return self._new_words(told.faults)

    async def make(self, before: str = "") -> CopyTold:
        """Make a copy now. Raises Refusal("backup.stopped")."""
        return await self.do(lambda work: copy_beside(self.file, this_machine(), before, work.tell))

    async def do(self, job: Callable[[LongWork], T], work: LongWork | None = None) -> T:
        """The result of a job on the copies, done in a thread, after the one that is going on. Raises Refusal.

        `work` is what a dialog shows and stops; one of its own where nothing is shown.
        """
        async with self._turn:
            self.working = work or LongWork(STOPPED)
            try:
                return await asyncio.get_running_loop().run_in_executor(self._thread, job, self.working)
            finally:
                self.working = None

    async def stop(self) -> None:
        """Stop what is being done, and wait until nothing half made is left."""
        async with self.held_back():
            return

    @contextlib.asynccontextmanager
    async def held_back(self) -> AsyncIterator[None]:
        """Stop what is being done, and begin nothing within."""
        if self.working is not None:
            self.working.stop()
        async with self._turn:
            yield

    def _new_words(self, faults: tuple[Refusal, ...]) -> str:
        """What went wrong, unless it was said already. A place that is not there is no fault until it is old."""
        codes = tuple(fault.code for fault in faults if fault.code != "copies.place_gone")
        known, self._said = self._said, codes
        if not codes or codes == known:
            return ""
        return next(sentence(fault) for fault in faults if fault.code == codes[0])
