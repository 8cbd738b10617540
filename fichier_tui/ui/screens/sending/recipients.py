"""One sending: who got it, who did not, and why."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.content import Content

from fichier_tui.domain.sending import FAILED, LEFT_OUT, QUEUED, SENDING, SENT, Sending, SendingRecipient
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.storage.letters.sending_steps import answer_uncertain, mark_bounced
from fichier_tui.storage.letters.sendings import recipients_of
from fichier_tui.ui import format
from fichier_tui.ui import keys as common
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.code_words import SENDING_STATES, word
from fichier_tui.ui.dialogs.question import Choice, Question
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.list_screen import ListScreen
from fichier_tui.ui.screens.sending import keys
from fichier_tui.ui.sending_words import WRITTEN_WORDS, error_words, why_words
from fichier_tui.ui.widgets.columns import Column
from fichier_tui.ui.widgets.lines import Lines
from fichier_tui.ui.widgets.paged_list import PagedList

MARKS = {
    SENT: ("✓ ", "$text-success"),
    QUEUED: ("… ", "$accent"),
    SENDING: ("? ", "$text-warning"),
    FAILED: ("! ", "$text-error"),
    LEFT_OUT: ("- ", "$text-muted"),
}
ORDER = (SENDING, FAILED, QUEUED, SENT, LEFT_OUT)


class RecipientsScreen(ListScreen[SendingRecipient]):
    """The recipients, those to be looked at first."""

    PLACE = "segments"
    TITLE_WORDS = N_("Who was sent it")
    HELP_WORDS = (
        N_("What is uncertain was on its way when the program ended: U notes whether it arrived."),
        N_("B notes that a message came back: nothing is sent to that address any more until it is corrected."),
    )
    KEYS = (common.OPEN, keys.ANSWER, keys.BOUNCED)
    EMPTY = N_("Nobody.")
    NO_ROW = N_("Nobody.")
    ON_ROW = ("open", "answer", "bounced")

    def __init__(self, sending: Sending) -> None:
        super().__init__()
        self.sending = sending

    def columns(self) -> Sequence[Column[SendingRecipient]]:
        """Who, where, how it went."""
        channel, sends = self.sending.details.channel, self.sending.sends
        every: tuple[Column[SendingRecipient], ...] = (
            Column("name", N_("Name"), lambda row: shown(row.name), width=18, flex=2, most=40),
            Column("address", N_("Address"), lambda row: shown(row.address), width=16, flex=2, priority=2),
            Column("state", N_("State"), lambda row: _state(row, sends=sends), width=12),
            Column("why", N_("Why"), lambda row: _why(row, channel), width=24, flex=3),
            Column("at", N_("At"), _at, width=17, priority=3),
        )
        # Where everything arrived there is nothing to explain: the addresses have the room.
        told = any(_why(row, channel).plain for row in self.rows.values())
        return every if told else tuple(column for column in every if column.key != "why")

    def crumbs(self) -> tuple[str, ...]:
        """The register, then the sending."""
        return (_("What was sent"), self.sending.details.name)

    def make_list(self) -> PagedList[SendingRecipient]:
        """Nothing is marked here."""
        return Lines(self.columns(), self.load, letters=True)

    async def read(self, app: FichierApp) -> None:
        """Those that ask for something first."""
        rows = await app.ask(recipients_of, self.sending.id)
        self.take(sorted(rows, key=lambda row: ORDER.index(row.state)))

    def show_rows(self) -> None:
        """The columns that say something of these."""
        self.list.set_columns(self.columns())
        super().show_rows()

    def heading(self) -> str:
        """How many."""
        count = len(self.rows)
        return ngettext("{count} recipient", "{count} recipients", count).format(count=format.number(count))

    def disabled_reason(self, action: str) -> str | None:
        """Only what is uncertain is asked about, only what left comes back."""
        chosen = self.chosen
        if chosen is not None and action == "answer" and chosen.state != SENDING:
            return _("It is known how this one went.")
        if chosen is not None and action == "bounced" and (chosen.state not in (SENT, FAILED) or not chosen.address):
            return _("Nothing left for this one.")
        return super().disabled_reason(action)

    @on(PagedList.Selected)
    async def action_open(self) -> None:
        """Enter: the card."""
        if self.chosen is not None:
            await self.fichier.open_contact(self.chosen.contact)

    async def action_answer(self) -> None:
        """U: whether an uncertain one arrived."""
        chosen = self.chosen
        if chosen is None or chosen.state != SENDING:
            return

        async def answered(answer: str | None) -> None:
            if answer is not None:
                await self.do(answer_uncertain, [chosen.id], received=answer == "yes", said="sending.answered")

        yes, no = _("It arrived"), _("Not arrived: it waits to be sent again")
        words = _(
            "The program ended while this message was on its way. Did it arrive? Ask, or look for it at the server."
        )
        choices = (Choice("yes", yes, yes[:1]), Choice("no", no, no[:1]))
        await self.app.push_screen(Question(shown(chosen.name), words, choices), answered)

    async def action_bounced(self) -> None:
        """B: it came back."""
        chosen = self.chosen
        if chosen is not None and chosen.state in (SENT, FAILED) and chosen.address:
            await self.do(mark_bounced, chosen.address, said="sending.bounced", name=chosen.address)


def _state(row: SendingRecipient, *, sends: bool) -> Content:
    if row.bounced and row.state == SENT:
        return Content("! " + _("came back")).stylize("$text-error")
    if row.state == SENT and not sends:
        return Content("¶ " + _(WRITTEN_WORDS)).stylize("$text-success")
    mark, style = MARKS[row.state]
    return Content(mark + word(SENDING_STATES, row.state)).stylize(style)


def _why(row: SendingRecipient, channel: str) -> Content:
    if row.state == LEFT_OUT:
        return shown(why_words(row.reason, channel))
    return shown(error_words(row.error))


def _at(row: SendingRecipient) -> Content:
    if row.at is None:
        return Content("")
    local = row.at.astimezone()
    return Content(format.instant(local, local.tzinfo)).stylize("$text-muted")
