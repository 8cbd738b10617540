"""The application and its safety copies: made by themselves as one works and as one leaves, told when they are old."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import AsyncIterator, Callable
from typing import TYPE_CHECKING

from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import N_
from fichier_tui.ui.safe import shown
from fichier_tui.ui.widgets.status_line import NOTE
from fichier_tui.ui.working import WorkingApp

if TYPE_CHECKING:
    from fichier_tui.ui.copies_kept import CopyKeeper

LOOK_EVERY = 60.0  # seconds


class CopyingApp(WorkingApp):
    """An application on a file, of which it keeps safety copies."""

    makes_copies: bool = False
    """Whether they are made by themselves: not in a demonstration, nor in a test."""
    told_at_end: str = ""
    """What the terminal is to say once the screens are gone."""
    at_end: Callable[[], object] | None = None
    """What is done once the file is closed: a restored one takes its place."""
    _keeper: CopyKeeper | None = None
    _warned = False

    @property
    def copies(self) -> CopyKeeper | None:
        """What makes the copies of the open file; None while none is open."""
        from fichier_tui.storage.thread import OpenFile
        from fichier_tui.ui.copies_kept import CopyKeeper

        if not isinstance(self.file, OpenFile):
            return None
        if self._keeper is None or self._keeper.file is not self.file:
            self._keeper = CopyKeeper(self.file)
        return self._keeper

    async def look_after_copies(self) -> None:
        """Make the copy that is due; called every minute. Only what went wrong is said, once."""
        keeper = self.copies if self.makes_copies else None
        if keeper is None:
            return
        try:
            touched = self.touched_at
            words = await keeper.look(dt.timedelta(0) if touched is None else self.now() - touched)
        except Refusal:
            return  # Stopped, or the file is busy for a moment: the next look will do it.
        if words:
            self.tell(shown(words), NOTE)
        elif not self._warned:
            await self.warn_of_copies()

    async def warn_of_copies(self) -> None:
        """Tell that the last good copy is old, once, when nothing else is being told."""
        keeper = self.copies if self.makes_copies else None
        if keeper is None or self.status.content.plain:
            return
        from fichier_tui.ui.copies_kept import warning_words

        try:
            warnings = (await keeper.state()).warnings
        except Refusal:
            return  # The next look will tell.
        if warnings and not self.status.content.plain:
            self._warned = True
            self.tell(shown(warning_words(warnings[0])), NOTE)

    async def copy_at_end(self, end: Callable[[], object]) -> bool:
        """Make the copy of the end; `end` is called once it is made, if it takes longer: then the answer is yes."""
        keeper = self.copies if self.makes_copies else None
        if keeper is None:
            return False
        from fichier_tui.ui.dialogs.closing_copy import ClosingCopy, copy_before_leaving

        if isinstance(self.screen, ClosingCopy):
            return True

        def ended(words: str | None) -> None:
            self.told_at_end = words or ""
            end()

        begun = await copy_before_leaving(keeper)
        if isinstance(begun, str):
            self.told_at_end = begun
            return False
        await self.push_screen(ClosingCopy(keeper, begun), ended)
        return True

    async def copy_before(self, what: str) -> bool:
        """A copy before something that cannot be taken back; whether one goes on.

        `what` is in the name of the copy: "erasure", "rekey". None is made where the newest copy holds everything
        already. Where no place takes a copy that is said, and one does not go on: there would be nothing to come back
        to.
        """
        if self.copies is None or not self.makes_copies:
            return True
        from fichier_tui.storage.backup.copying import copy_beside
        from fichier_tui.ui.copies_kept import this_machine, told_words
        from fichier_tui.ui.dialogs.copy_work import with_bar

        keeper = self.copies
        if not (await keeper.state()).has_changed:
            return True
        told = await with_bar(
            self,
            N_("Making a safety copy first…"),
            lambda work: copy_beside(keeper.file, this_machine(), what, work.tell),
        )
        if told is not None and not told.is_good:
            self.refuse(shown(told_words(told)))
        return told is not None and told.is_good

    @contextlib.asynccontextmanager
    async def without_copies(self) -> AsyncIterator[None]:
        """No copy is made within: for what needs to be the only connection to the file."""
        if self.copies is None:
            yield
            return
        async with self.copies.held_back():
            yield

    async def stop_copies(self) -> None:
        """The program ends or locks: leave nothing half made."""
        if self._keeper is not None:
            await self._keeper.stop()
