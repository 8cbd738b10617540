"""What the contact of a card asks under the RGPD: one letter notes it, with its month."""

from __future__ import annotations

from functools import partial

from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.rights import KINDS, RequestDetails
from fichier_tui.i18n import _
from fichier_tui.storage.rights import note_request
from fichier_tui.ui import format
from fichier_tui.ui.background import in_background
from fichier_tui.ui.code_words import word
from fichier_tui.ui.dialogs.question import Choice, Question
from fichier_tui.ui.done import done
from fichier_tui.ui.rights_words import ASKED, LETTERS
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card.acting import CardActions


class RightsActions(CardActions):
    """A parent of the card's screen."""

    async def action_rights(self) -> None:
        """I: what the contact asks for; a letter notes it at once, received today at the counter."""
        question = Question(
            shown(_("What does {name} ask for?").format(name=self.contact_name)),
            _("It is noted as received today; the list of requests says by when it is to be answered."),
            tuple(Choice(kind, word(ASKED, kind), LETTERS[kind]) for kind in KINDS),
        )
        await self.app.push_screen(question, self._asked_for)

    def _asked_for(self, answer: str | None) -> None:
        if answer is not None:
            in_background(self, partial(self._note_request, answer), group="write")

    async def _note_request(self, kind: str) -> None:
        try:
            noted = await self.fichier.ask(note_request, self.contact, RequestDetails(kind, self.fichier.today()))
        except Refusal as refusal:
            self.refuse(refusal)
            return
        said = done("request.noted", name=self.contact_name, kind=kind)
        self.say(shown(_("Answer by {day}").format(day=format.day(noted.due_on)) + " · ").append(said))
        await self.fichier.changed()
