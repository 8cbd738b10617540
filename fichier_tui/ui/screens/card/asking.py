"""What the card asks for: opened by one key, saved as an operation, or put off until tomorrow."""

from __future__ import annotations

from collections.abc import Sequence

from fichier_tui.domain.completeness import CONSENT
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import enrich_contact, find_places, pass_over
from fichier_tui.ui.done import done
from fichier_tui.ui.screens.card import opening
from fichier_tui.ui.screens.card.acting import CardActions
from fichier_tui.ui.screens.card.ask_line import AskLine
from fichier_tui.ui.widgets.choosers import Suggestion


class AskingActions(CardActions):
    """A parent of the card's screen."""

    async def action_ask(self) -> None:
        """The field most worth asking for, to be typed in; for a consent, the sentence and its answers."""
        line = self.query_one(AskLine)
        if line.field == CONSENT:
            await opening.ask_consents(self.fichier, self.contact, self._consents_asked)
        else:
            await line.open()

    async def on_ask_line_answered(self, event: AskLine.Answered) -> None:
        """Save it; what is most worth asking for now is proposed."""
        contact = self.card.contact
        try:
            await self.fichier.ask(enrich_contact, self.contact, event.field, event.value, read_version=contact.version)
        except Refusal as refusal:
            self.refuse(refusal)
            return
        await self._asked()
        self.say(done("contact.changed", name=self.contact_name))
        await self.fichier.changed()

    async def on_ask_line_passed_over(self, event: AskLine.PassedOver) -> None:
        """Not today: the next thing is proposed."""
        try:
            await self.fichier.ask(pass_over, self.contact, event.field)
        except Refusal as refusal:
            self.refuse(refusal)
        await self._asked()
        await self.reread()

    async def _consents_asked(self, _closed: None) -> None:
        """Closed without any answer: not today."""
        if self.card.ask_next == CONSENT:
            await self.on_ask_line_passed_over(AskLine.PassedOver(CONSENT))

    async def _asked(self) -> None:
        self.set_focus(self.history)
        await self.query_one(AskLine).close()

    async def _find_places(self, typed: str) -> Sequence[Suggestion]:
        """What is proposed for a town or a postcode: "06000 Nice"."""
        try:
            places = await self.fichier.ask(find_places, typed)
        except Refusal:
            return ()
        return tuple(Suggestion(place.postcode, f"{place.postcode} {place.town}".strip()) for place in places)
