"""A screen on which long work is done: in a thread, its bar shown, stopped by Esc, never left half done at the end."""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual.worker import Worker, WorkerFailed

from fichier_tui.domain.refusal import Refusal
from fichier_tui.ui.background import in_background
from fichier_tui.ui.base import FichierScreen
from fichier_tui.ui.dialogs.dialog import Dialog
from fichier_tui.ui.long_work import LongWork
from fichier_tui.ui.widgets.steps import ToldLine

if TYPE_CHECKING:
    from fichier_tui.storage import OpenFile

T = TypeVar("T")
LOOK_EVERY = 0.1  # seconds


class WorkScreen(FichierScreen[None]):
    """Has a `ToldLine`. `start` begins a job, which calls `do` for each part of it that takes long."""

    AT_WORK = True
    STOPPED: ClassVar[str]
    """The code of the refusal with which work that was stopped ends."""

    def __init__(self) -> None:
        super().__init__()
        self.working: LongWork | None = None
        """What is being done now; None where the screen waits for the user."""
        self.asking = False
        """Whether a question stands over it, or was just answered: until the answer is acted upon, no key acts."""
        self._worker: Worker[None] | None = None

    def on_mount(self) -> None:
        """Look at how far the work is from time to time, rather than being told a thousand times."""
        self.set_interval(LOOK_EVERY, self._look_at_work)

    @property
    def open_file(self) -> OpenFile:
        """The file, as the rooms below know it. Raises Refusal("file.locked")."""
        if self.fichier.file is None:
            raise Refusal("file.locked")
        return cast("OpenFile", self.fichier.file)

    def start(self, job: Callable[[], Awaitable[None]]) -> None:
        """Begin a job unless one is going on."""
        if self.working is None:
            self.working = LongWork(self.STOPPED)
            # The application's own: what was written is told, also when one has left the screen meanwhile.
            self._worker = in_background(self.fichier, partial(self._run, job), group="work")

    def put_question(self, question: Dialog[str], answered: Callable[[str | None], None]) -> None:
        """Ask before going on; the letters that come after the answer are for nobody."""
        self.asking = True

        def hear(answer: str | None) -> None:
            self.asking = False
            answered(answer)
            if self.is_attached:
                self.refresh_bindings()

        self.app.push_screen(question, hear)

    @property
    def is_busy(self) -> bool:
        """Whether a job is going on or a question is open."""
        return self.asking or self.working is not None

    async def do(self, words: str, job: Callable[[LongWork], T], *, writes: bool = False) -> T:
        """The result of a part of a job, done in a thread, its bar shown meanwhile under these words (translated).

        Where the screen was left meanwhile, nothing is shown on it any more: raises the refusal `STOPPED`, unless what
        it `writes` is written and is to be told.
        """
        if self.working is None:
            self.working = LongWork(self.STOPPED)
        line = self.query_one(ToldLine)
        line.fraction, line.work = 0.0, words
        self.fichier.hush()
        self.refresh_bindings()
        done = await self.working.run(job)
        if self.is_left and not writes:
            raise Refusal(self.STOPPED)
        return done

    async def _run(self, job: Callable[[], Awaitable[None]]) -> None:
        try:
            await job()
        except Refusal as refusal:
            self.refuse(refusal)
        finally:
            self.working = None
            self.fichier.work_ended()
            # The screen may be going: its widgets go before it.
            for line in self.query(ToldLine):
                line.work = ""
                self.refresh_bindings()

    def _look_at_work(self) -> None:
        if self.working is not None:
            for line in self.query(ToldLine):
                line.fraction = self.working.fraction

    async def leaving(self) -> None:
        """The program ends or locks: stop, and wait until nothing is left half done."""
        if self.working is not None and self._worker is not None:
            self.working.stop()
            with contextlib.suppress(WorkerFailed):
                await self._worker.wait()

    def on_unmount(self) -> None:
        """The screen went away: what it was doing is no longer wanted."""
        if self.working is not None:
            self.working.stop()
