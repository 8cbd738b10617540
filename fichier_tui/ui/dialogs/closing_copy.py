"""As one leaves: the safety copy that is being made, how far it is, what went wrong; Esc leaves without it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from textual.content import Content
from textual.widget import Widget
from textual.widgets import ProgressBar, Static

from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import N_, _
from fichier_tui.storage.backup.copying import CopyTold
from fichier_tui.ui import keys
from fichier_tui.ui.background import in_background
from fichier_tui.ui.copies_kept import CopyKeeper, told_words
from fichier_tui.ui.dialogs.dialog import Dialog
from fichier_tui.ui.safe import shown

LOOK_EVERY = 0.1  # seconds
PATIENCE = 0.3
"""Seconds during which nothing is said: a small file is copied within them."""
LEAVE = keys.Key(
    "closing.leave", "escape,enter", "close", N_("Leave now"), "",
    N_("Leave without waiting for the copy; the next opening makes one."), rank=2,
)  # fmt: skip
AGAIN = keys.Key(
    "closing.again", "r", "again", N_("Try again"), "",
    N_("Make the copy again: the stick is plugged in, there is room now."), rank=3,
)  # fmt: skip


class ClosingCopy(Dialog[str]):
    """Gives what is to be said once the program has ended."""

    KEYS = (LEAVE, AGAIN)
    HELP_WORDS = (
        N_("A safety copy is made as you leave when something was written since the last one."),
        N_("Esc leaves at once: nothing of your work is lost, only this copy is not made."),
    )
    DEFAULT_CSS = """
    ClosingCopy {
        ProgressBar { margin-top: 1; width: 1fr; }
        ProgressBar Bar { width: 1fr; }
        &.-failed ProgressBar { display: none; }
    }
    """

    def __init__(self, keeper: CopyKeeper, running: asyncio.Future[CopyTold]) -> None:
        """`running` is the copy that was begun."""
        super().__init__()
        self.keeper = keeper
        self.running = running
        self.outcome: CopyTold | None = None
        """What came of it, once something went wrong."""

    @property
    def told(self) -> str:
        """What went wrong, in the language of the moment; "" while the copy is being made."""
        return "" if self.outcome is None else told_words(self.outcome)

    def heading(self) -> Content:
        """What is being done."""
        return shown(_("Before you leave"))

    def compose_box(self) -> Iterable[Widget]:
        """A sentence, and the bar."""
        yield Static(_("Making the safety copy, and reading it again…"), id="told", markup=False)
        yield ProgressBar(1.0, show_eta=False)

    def on_mount(self) -> None:
        """Wait for it."""
        super().on_mount()
        self.set_interval(LOOK_EVERY, self._look)
        in_background(self, self._wait, group="waiting")

    def _look(self) -> None:
        if self.keeper.working is not None:
            self.query_one(ProgressBar).update(progress=self.keeper.working.fraction)

    async def _wait(self) -> None:
        """Leave once it is good; otherwise say why not, and leave it to whoever leaves."""
        try:
            told = await asyncio.shield(self.running)
        except Refusal as refusal:
            told = CopyTold(None, None, refusal=refusal)
        if told.faults:
            self._show(told)
        else:
            self.dismiss(told_words(told))

    def _show(self, outcome: CopyTold | None) -> None:
        self.outcome = outcome
        self.set_class(outcome is not None, "-failed")
        self.refresh_words()

    def refresh_words(self) -> None:
        """The sentence is stored translated."""
        super().refresh_words()
        words = self.told or _("Making the safety copy, and reading it again…")
        self.query_one("#told", Static).update(shown(words))

    def disabled_reason(self, action: str) -> str | None:
        """While it is being made there is nothing to try again."""
        if action == "again" and not self.told:
            return _("The copy is being made.")
        return super().disabled_reason(action)

    def action_again(self) -> None:
        """R: once more."""
        self._show(None)
        self.running = asyncio.ensure_future(self.keeper.make())
        in_background(self, self._wait, group="waiting")

    def action_close(self) -> None:
        """Esc: leave; what is half made goes away."""
        in_background(self, self._leave, group="leaving", exclusive=True)

    async def _leave(self) -> None:
        await self.keeper.stop()
        self.dismiss(self.told or _("No safety copy was made: you left before it was ready."))


async def copy_before_leaving(keeper: CopyKeeper) -> asyncio.Future[CopyTold] | str:
    """Begin the copy where something was written since the last one; a short one is waited for.

    Gives what is to be said at the end ("" for nothing), or the copy that takes longer, for `ClosingCopy`.
    """
    await keeper.stop()
    try:
        if not (await keeper.state()).has_changed:
            return ""
    except Refusal:
        return ""  # The file is out of reach: nothing can be copied, and every screen has said so.
    running = asyncio.ensure_future(keeper.make())
    await asyncio.wait((running,), timeout=PATIENCE)
    if running.done() and running.exception() is None and not running.result().faults:
        return told_words(running.result())
    return running
