"""What the card of a contact does about loyalty, opinions and complaints: the card scanned in vain, points, scores."""

from __future__ import annotations

from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import _
from fichier_tui.storage import Card, give_card
from fichier_tui.ui.base import FichierScreen
from fichier_tui.ui.done import done
from fichier_tui.ui.safe import shown


class LoyaltyActions(FichierScreen[None]):
    """A parent of the card's screen."""

    contact: int
    card: Card

    async def scanned_in_vain(self, number: str) -> None:
        """The card of nobody may be for this contact."""
        words = _("Nobody has the card {number}: L gives it to {name}.")
        self.note(shown(words.format(number=number, name=self.card.contact.name)))

    async def action_loyalty(self) -> None:
        """Give the card that was scanned."""
        number, self.fichier.scanned = self.fichier.scanned, ""
        if number:
            await self._give(number)

    async def _give(self, number: str) -> None:
        try:
            await self.fichier.ask(give_card, self.contact, number)
        except Refusal as refusal:
            self.refuse(refusal)
            return
        self.say(done("card.given", name=self.card.contact.name))
        await self.fichier.changed()
