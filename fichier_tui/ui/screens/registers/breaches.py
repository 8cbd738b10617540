"""The register of breaches: noted at once, judged, told to the CNIL within 72 hours in one step or two."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from textual import on
from textual.content import Content

from fichier_tui.domain.breach import LATE, NO_NOTICE, NOTIFIED, TO_JUDGE, TO_NOTIFY, Breach
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.storage import Session, read_settings
from fichier_tui.storage.rights.breaches import close_breach, list_breaches, tell_cnil
from fichier_tui.ui import format
from fichier_tui.ui import keys as common
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.code_words import word
from fichier_tui.ui.dialogs.question import Choice, Question
from fichier_tui.ui.register_documents import breaches_document
from fichier_tui.ui.register_words import BREACH_KINDS, BREACH_STATES_SHORT, PEOPLE_WAIT
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card.form_dialog import show_form
from fichier_tui.ui.screens.list_screen import ListScreen
from fichier_tui.ui.screens.registers import keys
from fichier_tui.ui.screens.registers.breach_form import BreachDialog, LaptopDialog
from fichier_tui.ui.screens.registers.writing import WriteRegisterDialog
from fichier_tui.ui.widgets.columns import Column
from fichier_tui.ui.widgets.lines import Lines
from fichier_tui.ui.widgets.paged_list import PagedList


class BreachesScreen(ListScreen[Breach]):
    """A line for each breach."""

    TITLE_WORDS = N_("Register of breaches")
    BELOW = (N_("Personal data"),)
    HELP_WORDS = (
        N_("Something was lost, stolen, sent to the wrong person: N notes it at once, with the hour at which you "
           "knew; the rest can wait until you know more."),
        N_("Where it is a risk for the people, the CNIL is told within 72 hours (notifications.cnil.fr), what is not "
           "known yet in a second step; where the risk is high, the people too. C notes that the CNIL was told."),
        N_("O asks four questions about a stolen computer: the file is encrypted, so that there is often no risk. "
           "Every breach stays in the register, told or not; F9 writes it."),
    )  # fmt: skip
    KEYS = (common.OPEN, keys.NEW_BREACH, keys.LAPTOP, keys.TELL_CNIL, keys.CLOSE_BREACH, common.EXPORT)
    EMPTY = N_("No breach is known.\nN notes one; O helps when a computer was stolen.")
    NO_ROW = N_("No breach is known.")
    ON_ROW = ("open", "edit", "told", "end", "export")
    FRAMED = True

    def columns(self) -> Sequence[Column[Breach]]:
        """When, what, how far."""
        return (
            Column("known", N_("Known on"), lambda row: Content(format.instant(row.details.known_at)), width=20),
            Column(
                "kind", N_("What"), lambda row: shown(word(BREACH_KINDS, row.details.kind)), width=14, flex=1, most=30
            ),
            Column("state", N_("State"), self._state, width=20, flex=1, most=44),
            Column("left", N_("CNIL by"), self._left, width=20, priority=2),
            Column("nature", N_("What happened"), lambda row: shown(row.details.nature), width=16, flex=2, priority=3),
            Column("people", N_("People"), _people, width=8, align="right", priority=4),
        )

    def make_list(self) -> PagedList[Breach]:
        """Nothing is marked here."""
        return Lines(self.columns(), self.load, letters=True)

    def __init__(self) -> None:
        super().__init__()
        self.instant = dt.datetime.min.replace(tzinfo=dt.UTC)
        """The file's own hour when it was read: the 72 hours are told by it."""

    async def read(self, app: FichierApp) -> None:
        """Every breach."""
        self.instant = await app.ask(present)
        self.take(await app.ask(list_breaches))

    def heading(self) -> str:
        """How many."""
        count = len(self.rows)
        return ngettext("{count} breach", "{count} breaches", count).format(count=format.number(count))

    def _state(self, row: Breach) -> Content:
        if row.closed_at is not None:
            return Content("✓ " + _("closed")).stylize("$text-success")
        state = row.state(self.instant)
        words = word(PEOPLE_WAIT if row.people_wait() and state in PEOPLE_WAIT else BREACH_STATES_SHORT, state)
        waits = state not in (NO_NOTICE, NOTIFIED) or row.people_wait()
        return Content.assemble("! " if waits else "✓ ", shown(words)).stylize(
            "$text-error" if state == LATE else "$text-warning" if waits else "$text-success"
        )

    def _left(self, row: Breach) -> Content:
        state = row.state(self.instant)
        if state not in (TO_JUDGE, TO_NOTIFY, LATE) or row.closed_at is not None:
            return Content("")
        return Content(format.instant(row.cnil_due_at)).stylize("$text-error" if state == LATE else "bold")

    def disabled_reason(self, action: str) -> str | None:
        """What was closed stays as it is."""
        chosen = self.chosen
        if action in ("open", "edit", "told", "end") and chosen is not None and chosen.closed_at is not None:
            return _("This line of the register is closed.")
        if action == "told" and chosen is not None and chosen.details.cnil_completed_at is not None:
            return _("The CNIL was told already.")
        return super().disabled_reason(action)

    async def action_new(self) -> None:
        """N: note one."""
        await show_form(self.fichier, BreachDialog(await self.fichier.ask(present)))

    async def action_laptop(self) -> None:
        """O: the four questions."""
        await show_form(self.fichier, LaptopDialog(await self.fichier.ask(present)))

    @on(PagedList.Selected)
    async def action_open(self) -> None:
        """Enter: complete it."""
        await self.action_edit()

    async def action_edit(self) -> None:
        """F4: the same."""
        if self.chosen is not None and self.chosen.closed_at is None:
            await show_form(self.fichier, BreachDialog(self.instant, self.chosen))

    async def action_told(self) -> None:
        """C: the CNIL was told, of all of it or of what is known."""
        chosen = self.chosen
        if chosen is None or chosen.closed_at is not None or chosen.details.cnil_completed_at is not None:
            return
        choices = (
            Choice("whole", _("All of it"), _("All of it")[:1]),
            Choice("first", _("What is known so far; the rest follows"), "1"),
        )
        body = _("The CNIL was told just now, on notifications.cnil.fr. Of what?")
        breach = chosen.id

        async def answered(answer: str | None) -> None:
            if answer is not None:
                await self.do(tell_cnil, breach, whole=answer == "whole", said="breach.told")

        await self.app.push_screen(Question(_("The CNIL was told"), shown(body), choices), answered)

    async def action_end(self) -> None:
        """F: nothing is left to be done."""
        if self.chosen is not None and self.chosen.closed_at is None:
            await self.do(close_breach, self.chosen.id, said="breach.ended")

    async def action_export(self) -> None:
        """F9: the register as a document."""
        business = (await self.fichier.ask(read_settings)).business
        rows = tuple(self.rows.values())
        document = breaches_document(rows, business, self.instant, self.fichier.today())
        await show_form(self.fichier, WriteRegisterDialog(document, _("Breaches")))


def present(session: Session) -> dt.datetime:
    """The hour by the clock of the file."""
    return session.now()


def _kind(row: Breach) -> Content:
    return shown(word(BREACH_KINDS, row.details.kind))


def _people(row: Breach) -> Content:
    return Content("" if row.details.people is None else format.number(row.details.people))
