"""What was sent: a line for each sending, the latest first; one that was interrupted goes on from here."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.content import Content

from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.sending import FAILED, LEFT_OUT, QUEUED, SENDING, SENT, Sending
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.storage.letters.sending_steps import retry_failed
from fichier_tui.storage.letters.sendings import list_sendings
from fichier_tui.ui import format
from fichier_tui.ui import keys as common
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.code_words import CHANNELS, word
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.list_screen import ListScreen, show_list
from fichier_tui.ui.screens.sending import keys
from fichier_tui.ui.screens.sending.recipients import RecipientsScreen
from fichier_tui.ui.screens.sending.resuming import resume
from fichier_tui.ui.screens.sending.telling import resuming_question
from fichier_tui.ui.sending_words import WRITTEN_WORDS
from fichier_tui.ui.widgets.columns import Column
from fichier_tui.ui.widgets.lines import Lines
from fichier_tui.ui.widgets.paged_list import PagedList


class SendingsScreen(ListScreen[Sending]):
    """The register of sendings."""

    PLACE = "segments"
    TITLE_WORDS = N_("What was sent")
    HELP_WORDS = (
        N_("Every sending stands here, with how many got it; each is also on the card of everyone who did."),
        N_("R goes on with one that was interrupted: nobody gets it twice. T tries again those that failed."),
        N_("A message that was sent cannot be taken back; Ctrl+Z takes back the note of what was written to a file."),
    )
    KEYS = (common.OPEN, keys.RESUME, keys.RETRY)
    EMPTY = N_("Nothing was sent yet.\nW in the segments, or F9 twice in the list, writes to contacts.")
    NO_ROW = N_("Nothing was sent yet.")
    ON_ROW = ("open", "resume", "retry")

    def columns(self) -> Sequence[Column[Sending]]:
        """What, when, by which way; how many."""
        return COLUMNS

    def make_list(self) -> PagedList[Sending]:
        """Nothing is marked here."""
        return Lines(self.columns(), self.load, letters=True)

    async def read(self, app: FichierApp) -> None:
        """Every sending."""
        self.take(await app.ask(list_sendings))

    def heading(self) -> str:
        """How many."""
        count = len(self.rows)
        return ngettext("{count} sending", "{count} sendings", count).format(count=format.number(count))

    def disabled_reason(self, action: str) -> str | None:
        """What is left to be done."""
        chosen = self.chosen
        if chosen is not None and action == "resume" and not may_go_on(chosen):
            return _("Nobody waits any more in this sending.")
        if chosen is not None and action == "retry" and not chosen.count(FAILED):
            return _("None failed in this sending.")
        return super().disabled_reason(action)

    @on(PagedList.Selected)
    async def action_open(self) -> None:
        """Enter: who got it, who did not and why."""
        if self.chosen is not None:
            await show_list(self.fichier, RecipientsScreen(self.chosen))

    async def action_resume(self) -> None:
        """R: one question, then it goes on."""
        chosen = self.chosen
        if chosen is None or not may_go_on(chosen):
            return

        def answered(answer: str | None) -> None:
            if answer == "yes":
                self.app.call_later(resume, self.fichier, chosen)

        await self.app.push_screen(resuming_question(chosen), answered)

    async def action_retry(self) -> None:
        """T: those that failed for a while wait again."""
        chosen = self.chosen
        if chosen is None or not chosen.count(FAILED):
            return
        try:
            count = await self.fichier.ask(retry_failed, chosen.id)
        except Refusal as refusal:
            self.refuse(refusal)
            return
        if not count:
            self.note(_("Their addresses were refused for good: correct them on the cards."))
            return
        words = ngettext("{count} waits again: R sends.", "{count} wait again: R sends.", count)
        self.say(Content(words.format(count=format.number(count))))
        await self.fichier.changed()


def may_go_on(sending: Sending) -> bool:
    """Whether anybody still waits in a sending by the program itself."""
    return sending.sends and sending.count(QUEUED) > 0


def state_of(sending: Sending) -> Content:
    """How far it is, in a word or two."""
    if sending.count(SENDING):
        # Both are to be dealt with: some are uncertain (?), and others wait.
        words = _("interrupted") + " ?" if may_go_on(sending) else _("uncertain")
        return Content("! " + words).stylize("$text-warning")
    if may_go_on(sending):
        words = _("interrupted") if sending.begun_at else _("not begun")
        return Content("! " + words).stylize("$text-warning")
    if not sending.sends:
        return Content("¶ " + _(WRITTEN_WORDS)).stylize("$text-success")
    return Content("✓ " + _("ended")).stylize("$text-success")


def _counted(sending: Sending, state: str) -> Content:
    count = sending.count(state)
    return Content(format.number(count) if count else "")


COLUMNS: tuple[Column[Sending], ...] = (
    Column("name", N_("Sending"), lambda row: shown(row.details.name), width=16, flex=2, most=40),
    Column("subject", N_("Subject"), lambda row: shown(row.details.subject), width=14, flex=3, priority=3),
    Column("channel", N_("Channel"), lambda row: shown(word(CHANNELS, row.details.channel)), width=9),
    Column("day", N_("On"), lambda row: Content(format.day(row.created_at.astimezone().date())), width=11, priority=2),
    Column("state", N_("State"), state_of, width=14),
    Column("sent", N_("Contacts"), lambda row: _counted(row, SENT), width=9, align="right"),
    Column("waiting", N_("To send"), lambda row: _counted(row, QUEUED), width=9, align="right", priority=2),
    Column("failed", N_("Failed"), lambda row: _counted(row, FAILED), width=8, align="right", priority=2),
    Column("left_out", N_("Left out"), lambda row: _counted(row, LEFT_OUT), width=9, align="right", priority=3),
)
