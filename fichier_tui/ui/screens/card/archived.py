"""An archived card is read, and nothing else: who comes back is taken out of the archive first, in the same gesture."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import _
from fichier_tui.storage.rights.archiving import leave_archive
from fichier_tui.ui.dialogs.question import Choice, Question
from fichier_tui.ui.done import done
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card.acting import PROOF, CardActions

OF_LIFE = frozenset(
    (
        "ask", "edit", "merge", "note_down", "consents", "told", "verify", "loyalty", "opinion", "complain", "sponsor",
        "complete", "postpone", "delete", "open", "counter",
    )
)  # fmt: skip
"""What is done with the card of somebody who comes, and not with one that is kept for its invoices alone."""


class ArchivedActions(CardActions):
    """A parent of the card's screen."""

    def disabled_reason(self, action: str) -> str | None:
        """What an archived card is not for; the proof of a consent is read there all the same."""
        event = self.event() if action == "open" else None
        if self.card.contact.archived and action in OF_LIFE and not (event is not None and event.kind == PROOF):
            return _("This card is in the archive: it is read, nothing more. I, then T, takes it out.")
        return super().disabled_reason(action)

    async def action_visit(self) -> None:
        """F5: whoever is here is a client again."""
        await self._out_of_the_archive_first(super().action_visit)

    async def action_purchase(self) -> None:
        """F6."""
        await self._out_of_the_archive_first(super().action_purchase)

    async def action_plan(self) -> None:
        """F7."""
        await self._out_of_the_archive_first(super().action_plan)

    async def take_out(self) -> None:
        """Out of the archive."""
        try:
            await self.fichier.ask(leave_archive, self.contact)
        except Refusal as refusal:
            self.refuse(refusal)
            return
        self.say(done("contact.unarchived", name=self.contact_name))
        await self.fichier.changed()
        await self.reread()

    async def _out_of_the_archive_first(self, then: Callable[[], Awaitable[None]]) -> None:
        """Do it; with an archived card, once it was agreed that the contact came back."""
        if not self.card.contact.archived:
            await then()
            return
        question = Question(
            shown(_("{name} is in the archive").format(name=self.contact_name)),
            _("Noted there, it would be in no list and no search, and the next visit would make a second card. Did "
              "this person come back?"),
            (
                Choice("yes", _("Yes, take it out and note it"), _("Yes, take it out and note it")[:1]),
                Choice("no", _("No, change nothing"), _("No, change nothing")[:1]),
            ),
        )  # fmt: skip

        async def answered(answer: str | None) -> None:
            if answer == "yes":
                await self.take_out()
                if not self.card.contact.archived:
                    await then()

        await self.app.push_screen(question, answered)
