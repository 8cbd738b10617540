"""What the card of a contact does about loyalty, opinions, complaints and sponsors."""

from __future__ import annotations

from collections.abc import Iterable

from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import _
from fichier_tui.storage import give_card, use_points
from fichier_tui.ui.command import Command
from fichier_tui.ui.done import done
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card import opening
from fichier_tui.ui.screens.card.acting import CardActions
from fichier_tui.ui.screens.card.loyalty_forms import (
    CARD,
    CORRECT,
    USE,
    CardNumberDialog,
    CorrectionDialog,
    LoyaltyDialog,
    UseDialog,
)
from fichier_tui.ui.screens.card.satisfaction_forms import ComplaintDialog, OpinionDialog
from fichier_tui.ui.screens.card.sponsor_form import SponsorDialog
from fichier_tui.ui.widgets.choosers import Suggestion


class LoyaltyActions(CardActions):
    """A parent of the card's screen."""

    async def scanned_in_vain(self, number: str) -> None:
        """The card of nobody may be for this contact."""
        words = _("Nobody has the card {number}: L gives it to {name}.")
        if self.card.loyalty.card_number:
            words = _("Nobody has the card {number}: L puts it in the place of the one of {name}.")
        self.note(shown(words.format(number=number, name=self.contact_name)))

    async def action_loyalty(self) -> None:
        """Give the card that was scanned in vain; else show the points, or ask for a card where there is none."""
        number, account = self.fichier.scanned, self.card.loyalty
        self.fichier.forget_scanned()
        if number and account.card_number:  # One more key, since it takes a card away.
            await self.ask_form(CardNumberDialog(self.contact, self.contact_name, account, number))
        elif number:
            await self._give(number)
        elif account.card_number or account.entries:
            await self.app.push_screen(LoyaltyDialog(self.contact_name, account), self._chosen)
        else:
            await self.ask_form(CardNumberDialog(self.contact, self.contact_name, account))

    async def _give(self, number: str) -> None:
        try:
            await self.fichier.ask(give_card, self.contact, number)
        except Refusal as refusal:
            self.refuse(refusal)
            return
        self.say(done("card.given", name=self.contact_name))
        await self.fichier.changed()

    async def _chosen(self, chosen: str | None) -> None:
        account = self.card.loyalty
        forms = {USE: UseDialog, CORRECT: CorrectionDialog, CARD: CardNumberDialog}
        if chosen in forms:
            await self.ask_form(forms[chosen](self.contact, self.contact_name, account))
        elif chosen is not None:
            reward = account.rules.rewards[int(chosen)]
            try:
                await self.fichier.ask(use_points, self.contact, reward.points, reward.name)
            except Refusal as refusal:
                self.refuse(refusal)
                return
            self.say(done("loyalty.used", name=self.contact_name, points=reward.points))
            await self.fichier.changed()

    async def action_opinion(self) -> None:
        """A score, a review."""
        await self.ask_form(OpinionDialog(self.contact, self.contact_name))

    async def action_complain(self) -> None:
        """Answer the complaint under the cursor, else the oldest that is open; where there is none, note one."""
        event = self.event()
        if event is not None and event.kind == "satisfaction" and event.state == "open":
            await self._answer(event.id)
        elif self.card.complaints:
            await self._answer(self.card.complaints[0].id)
        else:
            await self.note_complaint()

    async def _answer(self, complaint: int) -> None:
        try:
            await opening.correct(self.fichier, "satisfaction", complaint)
        except Refusal as refusal:
            self.refuse(refusal)

    async def note_complaint(self) -> None:
        """A complaint, also where another is open."""
        await self.ask_form(ComplaintDialog(self.contact, self.contact_name))

    async def action_sponsor(self) -> None:
        """Who sent the contact."""
        sponsor = self.card.contact.sponsor_id
        known = Suggestion(str(sponsor), self.card.sponsor) if sponsor else None
        await self.ask_form(SponsorDialog(self.contact, self.contact_name, known))

    def commands(self) -> Iterable[Command]:
        """One more complaint, where R answers the one that is open."""
        yield from super().commands()
        if self.card.complaints:
            words = shown(_("Note another complaint"))
            yield Command("card.another_complaint", words, self.note_complaint, synonyms=_("complain unhappy"))
