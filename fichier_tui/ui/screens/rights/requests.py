"""The requests under the RGPD: those that wait first, with the days that are left; then those that were answered."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.content import Content

from fichier_tui.domain.rights import ACCESS, OPEN, PORTABILITY, RightsRequest, may_extend
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.storage.rights.requests import list_requests
from fichier_tui.ui import format
from fichier_tui.ui import keys as common
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.code_words import word
from fichier_tui.ui.rights_words import KINDS, left_content
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card.form_dialog import show_form
from fichier_tui.ui.screens.card.opening import open_contact
from fichier_tui.ui.screens.list_screen import ListScreen
from fichier_tui.ui.screens.rights import keys
from fichier_tui.ui.screens.rights.forgetting import ask_to_forget
from fichier_tui.ui.screens.rights.forms import AnswerRequestDialog, ExtendDialog, RequestDialog
from fichier_tui.ui.screens.rights.person_dialog import PersonFileDialog
from fichier_tui.ui.widgets.columns import Column
from fichier_tui.ui.widgets.lines import Lines
from fichier_tui.ui.widgets.paged_list import PagedList


class RequestsScreen(ListScreen[RightsRequest]):
    """A line for each request."""

    TITLE_WORDS = N_("Requests")
    BELOW = (N_("Personal data"),)
    HELP_WORDS = (
        N_("Whoever asks about their own data is answered within a month, free of charge; what presses is on top."),
        N_("On a card, I notes what the contact asks for; here, N what somebody asks who is not in the file."),
        N_("Enter tells how it came and how the identity was checked; A notes the answer, R a refusal."),
    )
    KEYS = (
        common.OPEN, keys.NEW, keys.ANSWER, keys.FILE, keys.CARD, keys.EXTEND, keys.REFUSE, keys.FORGET,
    )  # fmt: skip
    EMPTY = N_("Nobody has asked for anything.\nOn a card, I notes a request: it is to be answered within a month.")
    NO_ROW = N_("There is no request here yet.")
    ON_ROW = ("open", "edit", "answer", "card", "extend", "refuse_request", "export", "forget")
    FRAMED = True

    def columns(self) -> Sequence[Column[RightsRequest]]:
        """What is left, what is asked, by whom."""

        def left(row: RightsRequest) -> Content:
            return left_content(row, self.fichier.today())

        def day(row: RightsRequest) -> Content:
            return Content(format.day(row.details.received_on))

        return (
            Column("left", N_("Left"), left, width=22),
            Column("kind", N_("Asks for"), lambda row: shown(word(KINDS, row.details.kind)), width=14, most=24),
            Column("name", N_("Who asks"), _who, width=18, flex=2, most=40),
            Column("received", N_("Received on"), day, width=12, priority=2),
            Column("due", N_("Answer by"), lambda row: Content(format.day(row.due_on)), width=12, priority=3),
            Column("note", N_("Note"), lambda row: shown(row.answer or row.details.note), width=14, flex=2, priority=4),
        )

    def make_list(self) -> PagedList[RightsRequest]:
        """Nothing is marked here."""
        return Lines(self.columns(), self.load, letters=True)

    async def read(self, app: FichierApp) -> None:
        """Every request."""
        self.take(await app.ask(list_requests))

    def heading(self) -> str:
        """How many wait."""
        count = sum(row.state == OPEN for row in self.rows.values())
        return ngettext("{count} request to answer", "{count} requests to answer", count).format(
            count=format.number(count)
        )

    def disabled_reason(self, action: str) -> str | None:
        """What was answered stays as it is; an extension has its month."""
        chosen = self.chosen
        if chosen is not None:
            if action in ("open", "edit", "answer", "refuse_request", "extend") and chosen.state != OPEN:
                return _("This request was answered: it stays as it is.")
            if action == "extend" and not may_extend(chosen, self.fichier.today()):
                return _("It may be extended once, and only within the first month.")
            if action in ("card", "export", "forget") and (chosen.contact_id is None or not chosen.name):
                return _("Who asks is not in the file.")
        return super().disabled_reason(action)

    @on(PagedList.Selected)
    async def action_open(self) -> None:
        """Enter: how it came, how the identity was checked."""
        await self.action_edit()

    async def action_edit(self) -> None:
        """F4: the same."""
        if self.chosen is not None and self.chosen.state == OPEN:
            await show_form(self.fichier, RequestDialog(self.chosen))

    async def action_new(self) -> None:
        """N: somebody who is not in the file asks."""
        form = RequestDialog()
        await show_form(self.fichier, form, lambda: self.expect(form.made))

    async def action_answer(self) -> None:
        """A: it is answered."""
        if self.chosen is not None and self.chosen.state == OPEN:
            await show_form(self.fichier, AnswerRequestDialog(self.chosen))

    async def action_refuse_request(self) -> None:
        """R: it is refused, and why."""
        if self.chosen is not None and self.chosen.state == OPEN:
            await show_form(self.fichier, AnswerRequestDialog(self.chosen, refused=True))

    async def action_extend(self) -> None:
        """P: it takes longer."""
        if self.chosen is not None and may_extend(self.chosen, self.fichier.today()):
            await show_form(self.fichier, ExtendDialog(self.chosen))

    async def action_card(self) -> None:
        """S: the card of who asks."""
        if self.chosen is not None and self.chosen.contact_id is not None:
            await open_contact(self.fichier, self.chosen.contact_id)

    async def action_export(self) -> None:
        """F9: all that is known of who asks, or what it takes elsewhere."""
        chosen = self.chosen
        if chosen is not None and chosen.contact_id is not None and chosen.name:
            right = PORTABILITY if chosen.details.kind == PORTABILITY else ACCESS
            await show_form(self.fichier, PersonFileDialog(chosen.contact_id, chosen.name, right))

    async def action_forget(self) -> None:
        """Del: who asks is forgotten, after two questions."""
        if self.chosen is not None and self.chosen.contact_id is not None and self.chosen.name:
            await ask_to_forget(self.fichier, [self.chosen.contact_id])


def _who(row: RightsRequest) -> Content:
    """The name; that of whom was erased is gone."""
    if row.name:
        return shown(row.name)
    return shown(_("erased person no. {number}").format(number=row.contact_id or row.id), "$text-muted")
