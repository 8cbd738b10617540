"""What is typed about a request: how it came and who asked, what was answered, why it takes longer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from textual.content import Content

from fichier_tui.domain.rights import ACCESS, CLOSING, RequestDetails, RightsRequest, extended_due_on
from fichier_tui.i18n import N_, _
from fichier_tui.storage.concurrent_edit import REQUEST
from fichier_tui.storage.rights.requests import answer_request, extend_request, note_request, open_channels
from fichier_tui.ui import format
from fichier_tui.ui.done import done
from fichier_tui.ui.form import FieldSpec
from fichier_tui.ui.rights_words import IDENTITIES, KINDS, WAYS
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card.form_dialog import FormDialog, choices
from fichier_tui.ui.widgets.choosers import YES_NO


class RequestDialog(FormDialog):
    """A request of somebody who is not in the file, or the correction of one that was noted."""

    HELP_WORDS: ClassVar[tuple[str, ...]] = (
        N_("Who asks what, since when, and how you know that it is this person. Ctrl+S saves."),
        N_("Never keep a copy of an identity card: what the person knows of its own card is enough."),
    )

    def __init__(self, request: RightsRequest | None = None) -> None:
        super().__init__()
        self.request = request
        self.correct(REQUEST, None if request is None else request.id)
        self.made: int | None = None
        """The number of the request that was noted."""

    def heading(self) -> Content:
        """Whose."""
        if self.request is None:
            return shown(_("Request of somebody not in the file"))
        return shown(_("Request: {name}").format(name=self.request.name))

    def specs(self) -> Sequence[FieldSpec]:
        """Who, where nobody in the file asks; what, since when, how."""
        stranger = self.request is None or self.request.contact_id is None
        who = (FieldSpec("who", N_("Who asks"), required=True),) if stranger else ()
        return (
            *who,
            FieldSpec("kind", N_("Asks for"), "choice", choices=choices(KINDS), free=False, required=True),
            FieldSpec("received_on", N_("Received on"), "day", past=True, required=True),
            FieldSpec("way", N_("How it came"), "choice", choices=choices(WAYS), free=False, required=True),
            FieldSpec("identity", N_("Identity"), "choice", choices=choices(IDENTITIES), free=False, required=True),
            FieldSpec("note", N_("Note")),
        )

    async def values(self) -> Mapping[str, Any]:
        """What was noted; for a new one, today at the counter."""
        details = self.editing.details if self.editing else RequestDetails(ACCESS, self.fichier.today())
        return {name: getattr(details, name) for name in ("who", "kind", "received_on", "way", "identity", "note")}

    async def write(self, answers: dict[str, Any]) -> bool:
        """Note it, or correct it."""
        details = RequestDetails(**answers)
        if self.request is None:
            noted = await self.fichier.ask(note_request, None, details)
            self.made = noted.id
            self.fichier.tell(done("request.noted", name=noted.name, kind=details.kind))
            return True
        if self.editing is None or not await self.editing.save(details):
            return False
        self.tell_done(done("request.changed", name=self.request.name, kind=details.kind))
        return True


class AnswerRequestDialog(FormDialog):
    """What was answered; or, where it is refused, why."""

    HELP_WORDS: ClassVar[tuple[str, ...]] = (
        N_("What the person was told, in a few words: it proves, later, that the request was answered in time."),
        N_("Where a request is refused, the reason is told to the person, with its right to complain to the CNIL."),
    )

    def __init__(self, request: RightsRequest, *, refused: bool = False) -> None:
        super().__init__()
        self.request, self.refused = request, refused
        self.closing: tuple[str, ...] = ()
        """The channels that the answer closes."""

    def heading(self) -> Content:
        """Whose."""
        words = _("Refuse the request: {name}") if self.refused else _("Answer to: {name}")
        return shown(words.format(name=self.request.name))

    def specs(self) -> Sequence[FieldSpec]:
        """When, and what; of an objection, whether every channel is closed with it."""
        what = N_("Why") if self.refused else N_("What was answered")
        closing = FieldSpec("close", N_("Close channels"), "choice", choices=YES_NO, free=False, required=True)
        return (
            FieldSpec("answer", what, "note", required=self.refused),
            FieldSpec("day", N_("Answered on"), "day", past=True, required=True),
            *((closing,) if self.closing else ()),
        )

    async def prepare(self) -> None:
        """Which channels are open still, where the request is to close them."""
        request = self.request
        if request.details.kind in CLOSING and request.contact_id is not None and not self.refused:
            self.closing = await self.fichier.ask(open_channels, request.contact_id)
        await super().prepare()

    async def values(self) -> Mapping[str, Any]:
        """Today; and the channels are closed, unless one says no."""
        return {"day": self.fichier.today(), "close": "1"}

    async def write(self, answers: dict[str, Any]) -> bool:
        """Close it."""
        await self.fichier.ask(
            answer_request,
            self.request.id,
            answers["answer"],
            refused=self.refused,
            day=answers["day"],
            close=self.closing if answers.get("close") == "1" else (),
        )
        verb = "request.refused" if self.refused else "request.answered"
        self.fichier.tell(done(verb, name=self.request.name, kind=self.request.details.kind))
        return True


class ExtendDialog(FormDialog):
    """Why it takes longer."""

    HELP_WORDS: ClassVar[tuple[str, ...]] = (
        N_("Tell the person first, then note why. The law asks that it be told within the first month, once."),
    )

    def __init__(self, request: RightsRequest) -> None:
        super().__init__()
        self.request = request

    def heading(self) -> Content:
        """Until when."""
        day = format.day(extended_due_on(self.request.details.received_on))
        return shown(_("Extend until {day}: {name}").format(day=day, name=self.request.name))

    def specs(self) -> Sequence[FieldSpec]:
        """The reason."""
        return (FieldSpec("reason", N_("Why it takes longer"), "note", required=True),)

    async def write(self, answers: dict[str, Any]) -> bool:
        """Note it."""
        extended = await self.fichier.ask(extend_request, self.request.id, answers["reason"])
        self.fichier.tell(done("request.extended", name=self.request.name, day=extended.due_on.isoformat()))
        return True
