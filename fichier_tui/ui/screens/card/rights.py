"""What the contact of a card asks under the RGPD: one letter notes it, with its month; whoever may carries it out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from fichier_tui.domain.permission import RIGHTS
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.rights import CLOSING, KINDS, RequestDetails
from fichier_tui.i18n import _
from fichier_tui.storage.rights.requests import note_request, open_channels, open_requests_of
from fichier_tui.storage.rights.restricting import lift_restriction, note_death, restrict_contact
from fichier_tui.ui import format
from fichier_tui.ui.background import in_background
from fichier_tui.ui.code_words import CHANNELS, word
from fichier_tui.ui.dialogs.question import Choice, Question, confirmation
from fichier_tui.ui.done import done
from fichier_tui.ui.rights_words import ASKED, LETTERS, waiting_words
from fichier_tui.ui.rights_words import KINDS as KIND_WORDS
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card.archived import ArchivedActions
from fichier_tui.ui.widgets.status_line import PARTLY

FILE, RESTRICT, FORGET, DIED, TAKE_OUT = "file", "restrict", "forget", "died", "take_out"


class RightsActions(ArchivedActions):
    """A parent of the card's screen."""

    async def action_rights(self) -> None:
        """I: what the contact asks for; a letter notes it at once, received today at the counter."""
        choices = [Choice(kind, word(ASKED, kind), LETTERS[kind]) for kind in KINDS]
        if self.fichier.shop.may(RIGHTS):
            contact = self.card.contact
            restricted, dead = contact.restricted_on is not None, contact.deceased_on is not None
            choices += (
                Choice(FILE, _("→ Give the whole file…"), "f"),
                Choice(RESTRICT, _("→ Use the card again") if restricted else _("→ Leave the card as it is"), "s"),
                Choice(DIED, _("→ Not deceased after all") if dead else _("→ The person died"), "m"),
                Choice(FORGET, _("→ Forget, or put in the archive…"), "x"),
            )
            if contact.archived:
                choices.append(Choice(TAKE_OUT, _("→ Take out of the archive"), "t"))
        question = Question(
            shown(_("What does {name} ask for?").format(name=self.contact_name)),
            _("It is noted as received today; the list of requests says by when it is to be answered."),
            choices,
        )
        await self.app.push_screen(question, self._asked_for)

    async def _asked_for(self, answer: str | None) -> None:
        from fichier_tui.ui.screens.rights.forgetting import ask_to_forget
        from fichier_tui.ui.screens.rights.person_dialog import PersonFileDialog

        if answer == FILE:
            await self.ask_form(PersonFileDialog(self.contact, self.contact_name))
        elif answer == FORGET:
            await ask_to_forget(self.fichier, [self.contact])
        elif answer == TAKE_OUT:
            await self.take_out()
        elif answer in (RESTRICT, DIED):
            in_background(self, partial(self._turn, answer), group="write")
        elif answer is not None:
            await self._ask_whether_again(answer)

    async def _ask_whether_again(self, kind: str) -> None:
        """What waits already is told: a second request would have a second month."""
        waiting = [one for one in await self.fichier.ask(open_requests_of, self.contact) if one.details.kind == kind]
        if not waiting:
            await self._begin(kind)
            return
        today = self.fichier.today()
        day = format.day_short(waiting[0].details.received_on, today)
        question = confirmation(
            shown(_("Already noted on {day}").format(day=day)),
            shown(_("It waits for its answer: {what}.").format(what=waiting_words(waiting[0], today))),
            _("Yes, note another"),
            _("No, once is enough"),
        )

        async def answered(answer: str | None) -> None:
            if answer == "yes":
                await self._begin(kind)

        await self.app.push_screen(question, answered)

    async def _begin(self, kind: str) -> None:
        if kind in CLOSING and (channels := await self.fichier.ask(open_channels, self.contact)):
            await self._ask_to_close(kind, channels)
        else:
            in_background(self, partial(self._note_request, kind), group="write")

    async def _ask_to_close(self, kind: str, channels: Sequence[str]) -> None:
        """All channels, one of them, or none: the law wants it at once."""
        choices = [Choice("all", _("Yes, all channels"), _("Yes, all channels")[:1])]
        if len(channels) > 1:
            # The letters tell the channels apart in both languages; a figure does so everywhere.
            choices += (
                Choice(channel, _("Only this one: {channel}").format(channel=word(CHANNELS, channel)), str(number))
                for number, channel in enumerate(channels, 1)
            )
        choices.append(Choice("none", _("No, only note the request"), _("No, only note the request")[:1]))
        question = Question(
            _("Close all channels now?"),
            _("The person needs no reason, and it holds at once. The request is noted with it; Ctrl+Z undoes both."),
            choices,
        )

        def answered(answer: str | None) -> None:
            if answer is not None:
                close = channels if answer == "all" else tuple(one for one in channels if one == answer)
                in_background(self, partial(self._note_request, kind, close), group="write")

        await self.app.push_screen(question, answered)

    async def _turn(self, what: str) -> None:
        """Restricted and no more, dead and not after all."""
        contact = self.card.contact
        try:
            if what == DIED:
                day = None if contact.deceased_on is not None else self.fichier.today()
                await self.fichier.ask(note_death, self.contact, day)
                verb = "contact.not_deceased" if day is None else "contact.deceased"
            elif contact.restricted_on is None:
                await self.fichier.ask(restrict_contact, self.contact)
                verb = "contact.restricted"
            else:
                await self.fichier.ask(lift_restriction, self.contact)
                verb = "contact.unrestricted"
        except Refusal as refusal:
            self.refuse(refusal)
            return
        self.say(done(verb, name=self.contact_name))
        await self.fichier.changed()

    async def _note_request(self, kind: str, close: Sequence[str] = ()) -> None:
        details = RequestDetails(kind, self.fichier.today())
        try:
            noted = await self.fichier.ask(note_request, self.contact, details, close=close)
        except Refusal as refusal:
            self.refuse(refusal)
            return
        # Whose it is stands at the top of the card: what was asked, what is closed, who answers and when.
        said = [word(KIND_WORDS, kind)]
        if close:
            closed = ", ".join(word(CHANNELS, channel) for channel in close)
            said.append(_("Closed: {channels}").format(channels=closed))
        words = _("answer by {day}") if self.fichier.shop.may(RIGHTS) else _("the owner answers by {day}")
        said.append(words.format(day=format.day_short(noted.due_on, self.fichier.today())))
        self.fichier.tell(done("request.noted", name=" · ".join(said)), PARTLY)
        await self.fichier.changed()
