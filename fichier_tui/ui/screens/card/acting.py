"""What one does from the card of a contact: each key shows a form, or writes at once and says how to undo."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from fichier_tui.domain.consent import OPPOSED, consent_states
from fichier_tui.domain.history import Action, TimelineEvent
from fichier_tui.domain.permission import DELETE
from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import _
from fichier_tui.storage import (
    Card,
    cancel_action,
    delete_contact,
    read_action,
    read_consent,
    read_visit,
    remove_note,
    remove_purchase,
    remove_visit,
    verify_contact,
)
from fichier_tui.ui.base import FichierScreen
from fichier_tui.ui.code_words import ACTION_KINDS, TIMELINE_KINDS, word
from fichier_tui.ui.command import Command
from fichier_tui.ui.dialogs.question import Choice, Question
from fichier_tui.ui.done import done
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card import keys, opening
from fichier_tui.ui.screens.card.action_forms import CompleteDialog, PostponeDialog
from fichier_tui.ui.screens.card.consent_line_dialog import ConsentLineDialog
from fichier_tui.ui.screens.card.form_dialog import FormDialog, show_form
from fichier_tui.ui.screens.card.note_form import NoteDialog
from fichier_tui.ui.screens.card.plan_form import PlanDialog
from fichier_tui.ui.screens.card.purchase_form import PurchaseDialog
from fichier_tui.ui.screens.card.recurrence_fields import given_up
from fichier_tui.ui.screens.card.visit_form import VisitDialog
from fichier_tui.ui.widgets.paged_list import PagedList

if TYPE_CHECKING:
    from fichier_tui.ui.screens.card.events import Line

EDITABLE = ("visit", "purchase", "note", "action")
# Opened to be read, never to be changed.
PROOF = "consent"


class CardActions(FichierScreen[None]):
    """The keys of the card. `CardScreen` shows; this writes."""

    contact: int
    card: Card
    logged_visit: int | None
    opposing: bool
    """Whether the key that closes every channel was struck once."""

    if TYPE_CHECKING:

        @property
        def history(self) -> PagedList[Line]:
            """The list of what happened."""

        @property
        def planned(self) -> PagedList[Action]:
            """The list of what is to be done."""

    @property
    def contact_name(self) -> str:
        """How the contact is called."""
        return self.card.contact.name

    # What the keys stand for now

    def event(self) -> TimelineEvent | None:
        """The line of the history under the cursor, where the keys go there."""
        row = None if self.planned.has_focus else self.history.cursor_row
        return row.event if row else None

    def action_at_hand(self) -> int | None:
        """The action that “done” and “postpone” mean: under the cursor, else the next one to do."""
        if self.planned.has_focus:
            return self.planned.cursor_id
        event = self.event()
        if event is not None and event.kind == "action" and event.state == "open":
            return event.id
        return self.card.actions[0].id if self.card.actions else None

    def disabled_reason(self, action: str) -> str | None:
        """Why a key of the card does nothing now."""
        reasons: dict[str, Callable[[], str | None]] = {
            "complete": self._no_action,
            "postpone": self._no_action,
            "open": self._not_openable,
            "delete": self._not_removable,
            "link": self._no_link,
            "ask": lambda: self._restricted() or self._nothing_to_ask(),
            "edit": self._restricted,
            "merge": self._restricted,
        }
        if action in reasons and (reason := reasons[action]()):
            return reason
        return super().disabled_reason(action)

    def needed_for(self, action: str) -> str:
        """To give up what is planned is no removal; to take a line of the history away is."""
        if action == "delete":
            event = self.event()
            return "" if event is None or event.kind == "action" else DELETE
        return super().needed_for(action)

    def _no_action(self) -> str | None:
        return (
            None if self.action_at_hand() is not None else _("Nothing is planned for this contact: F7 plans something.")
        )

    def _not_editable(self) -> str | None:
        if self.planned.has_focus:
            return None
        event = self.event()
        if event is None:
            return _("There is no line here yet.")
        if event.kind not in EDITABLE and not (event.kind == "satisfaction" and event.state == "open"):
            kind = word(TIMELINE_KINDS, event.kind)
            return _("This line ({kind}) stays as it is: it is part of the history.").format(kind=kind)
        return None

    def _not_openable(self) -> str | None:
        event = None if self.planned.has_focus else self.event()
        return None if event is not None and event.kind == PROOF else self._not_editable()

    def _not_removable(self) -> str | None:
        event = self.event()
        if event is not None and event.kind == "satisfaction":
            return _("What a contact said stays in the history. R answers a complaint that is open.")
        return self._not_editable()

    def _nothing_to_ask(self) -> str | None:
        return _(keys.ASK.elsewhere) if self.card.ask_next is None else None

    def _restricted(self) -> str | None:
        restricted = self.card.contact.restricted_on is not None
        return _("The contact asked that this card be left as it is: I, then S, lifts it.") if restricted else None

    def _no_link(self) -> str | None:
        linked = self.card.contact.company_id or self.card.people
        return None if linked else _(keys.LINK.elsewhere)

    def on_paged_list_highlighted(self, event: PagedList.Highlighted) -> None:
        """What can be done depends on the line."""
        self.opposing = False
        self.refresh_bindings()

    # Forms

    async def ask_form(self, form: FormDialog) -> None:
        """Show a form; the card reads itself again when it has written."""
        await show_form(self.fichier, form)

    async def action_visit(self) -> None:
        """F5: the contact is here. F5 again: the details of that visit."""
        if self.logged_visit is not None:
            try:
                visit = await self.fichier.ask(read_visit, self.logged_visit)
            except Refusal:  # taken back meanwhile: this is another one
                self.logged_visit = None
            else:
                await self.ask_form(VisitDialog(self.contact, self.contact_name, visit))
                return
        logged = await opening.log_visit(self.fichier, self.contact)
        self.logged_visit = logged.id if logged else None

    async def action_purchase(self) -> None:
        """F6."""
        await self.ask_form(PurchaseDialog(self.contact, self.contact_name))

    async def action_plan(self) -> None:
        """F7."""
        await self.ask_form(PlanDialog(self.contact, self.contact_name))

    async def action_note_down(self) -> None:
        """A note."""
        await self.ask_form(NoteDialog(self.contact, self.contact_name))

    async def action_edit(self) -> None:
        """F4: the details of the contact."""
        await opening.edit_contact(self.fichier, self.contact)

    async def action_consents(self) -> None:
        """The consents, to be recorded."""
        await opening.ask_consents(self.fichier, self.contact)

    async def action_oppose(self) -> None:
        """No more messages on any channel: the letter is next to others, so that it is struck twice."""
        if not self.opposing and set(consent_states(self.card.consents).values()) != {OPPOSED}:
            self.opposing = True
            self.note(shown(_("{key} again closes every channel to messages.").format(key=keys.OPPOSE.shown_key)))
            return
        self.opposing = False
        await opening.oppose(self.fichier, self.contact)

    def on_screen_suspend(self) -> None:
        """What was struck once is forgotten when one goes elsewhere."""
        self.opposing = False

    async def action_told(self) -> None:
        """T: the contact heard of an offer just now."""
        from fichier_tui.ui.screens.offers.telling import tell_contacts

        await tell_contacts(self.fichier, [self.contact])

    async def action_complete(self) -> None:
        """The action is done."""
        if (number := self.action_at_hand()) is not None:
            await self._with(number, CompleteDialog)

    async def action_postpone(self) -> None:
        """The action waits."""
        if (number := self.action_at_hand()) is not None:
            await self._with(number, PostponeDialog)

    async def _with(self, number: int, form: Callable[[Action], FormDialog]) -> None:
        try:
            await self.ask_form(form(await self.fichier.ask(read_action, number)))
        except Refusal as refusal:
            self.refuse(refusal)

    async def action_merge(self) -> None:
        """The card of the same person under another spelling joins this one."""
        from fichier_tui.ui.dialogs.merging import merge_with_another

        async def show(kept: int | None) -> None:
            if kept is not None and kept != self.contact:
                await self.app.pop_screen()
                await opening.open_contact(self.fichier, kept)

        await merge_with_another(self.fichier, self.contact, show)

    async def action_journal(self) -> None:
        """Ctrl+Y: what was done to this contact."""
        from fichier_tui.ui.screens.journal.screen import JournalScreen

        await self.app.push_screen(JournalScreen(self.contact, self.contact_name))

    # The lines

    async def on_paged_list_selected(self, event: PagedList.Selected) -> None:
        """Enter or a click: correct the line."""
        await self.action_open()

    async def action_open(self) -> None:
        """Correct the line under the cursor."""
        if (reason := self._not_openable()) is not None:
            self.refuse(reason)
            return
        try:
            if self.planned.has_focus:
                if (number := self.planned.cursor_id) is not None:
                    await opening.correct(self.fichier, "action", number)
            elif (event := self.event()) is not None and event.kind == PROOF:
                line = await self.fichier.ask(read_consent, event.id)
                await self.app.push_screen(ConsentLineDialog(line, self.contact_name))
            elif event is not None:
                await opening.correct(self.fichier, event.kind, event.id)
        except Refusal as refusal:
            self.refuse(refusal)

    async def action_delete(self) -> None:
        """Take the line under the cursor away; Ctrl+Z brings it back."""
        event = self.event()
        kind, number = ("action", self.planned.cursor_id) if event is None else (event.kind, event.id)
        if number is None:
            return
        ask = self.fichier.ask
        try:
            if kind == "visit":
                await ask(remove_visit, number)
            elif kind == "purchase":
                await ask(remove_purchase, number)
            elif kind == "note":
                await ask(remove_note, number)
            elif kind == "action":
                if (await ask(read_action, number)).state != "open":
                    self.refuse(_("What was done or given up stays in the history. Enter corrects it."))
                    return
                await given_up(self.fichier, [number], partial(self._give_up, number))
                return
        except Refusal as refusal:
            self.refuse(refusal)
            return
        self.say(done(f"{kind}.removed", name=self.contact_name))
        await self.fichier.changed()

    async def _give_up(self, action: int, follow: bool) -> None:
        """An action will not be done."""
        try:
            gone = (await self.fichier.ask(cancel_action, action, follow=follow)).details
        except Refusal as refusal:
            self.refuse(refusal)
            return
        # Which of them: what is planned stands in the history too, and each has a cursor of its own.
        what = ", ".join(filter(None, (self.contact_name, word(ACTION_KINDS, gone.kind), gone.subject)))
        self.say(done("action.cancelled", name=what))
        await self.fichier.changed()

    # The contact itself

    async def action_verify(self) -> None:
        """Stamp the card."""
        try:
            await self.fichier.ask(verify_contact, self.contact)
        except Refusal as refusal:
            self.refuse(refusal)
            return
        self.say(done("contact.verified", name=self.contact_name))
        await self.fichier.changed()

    async def action_link(self) -> None:
        """To the company, or to one of its people."""
        if self.card.contact.company_id:
            await opening.open_contact(self.fichier, self.card.contact.company_id)
        elif len(self.card.people) == 1:
            await opening.open_contact(self.fichier, self.card.people[0].id)
        elif self.card.people:
            people = [Choice(str(row.id), row.name) for row in self.card.people]
            question = Question(shown(self.contact_name), _("Whose card?"), people)
            await self.app.push_screen(question, self._go_to)

    async def _go_to(self, chosen: str | None) -> None:
        if chosen:
            await opening.open_contact(self.fichier, int(chosen))

    async def put_aside(self) -> None:
        """Ask first: who asks to be erased is not deleted, but noted as a request that has its month."""

        async def answered(answer: str | None) -> None:
            if answer == "yes":
                await self._put_aside()
            elif answer == "request":
                await self.run_action("rights")

        body = _("The card leaves the lists and the mailings; Ctrl+Z brings it back. It is not erased.")
        choices = (
            Choice("no", _("No, change nothing"), _("No, change nothing")[:1]),
            Choice("yes", _("Yes, delete the card"), _("Yes, delete the card")[:1]),
            Choice("request", _("→ This person asks to be erased: note it"), "e"),
        )
        title = shown(_("Delete {name}?").format(name=self.contact_name))
        await self.app.push_screen(Question(title, body, choices), answered)

    async def _put_aside(self) -> None:
        """Take the contact out of lists and mailings."""
        try:
            await self.fichier.ask(delete_contact, self.contact)
        except Refusal as refusal:
            self.refuse(refusal)
            return
        self.say(done("contact.deleted", name=self.contact_name))
        await self.fichier.changed()
        self.dismiss()

    def commands(self) -> Iterable[Command]:
        """What has no key on purpose."""
        yield Command(
            "card.put_aside",
            shown(_("Delete this contact")),
            self.put_aside,
            synonyms=_("remove erase put aside"),
            permission=DELETE,
        )
