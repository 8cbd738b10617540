"""The code of a double opt-in: sent to the address of who said yes, then typed as the client reads it out."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any, ClassVar

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from fichier_tui.domain.confirmation import Confirmation
from fichier_tui.domain.consent import CONFIRMED
from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import N_, _
from fichier_tui.storage.letters.confirmations import confirm_code, confirmable_address, waiting_code
from fichier_tui.ui import format as written
from fichier_tui.ui import keys
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.background import in_background
from fichier_tui.ui.dialogs.question import confirmation
from fichier_tui.ui.done import done
from fichier_tui.ui.form import FieldSpec
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card.form_dialog import FormDialog, show_form
from fichier_tui.ui.screens.card.keys import LEAVE, SAVE

AGAIN = keys.Key(
    "code.again", "ctrl+r", "again", N_("Send another code"), N_("Another"),
    N_("Send a new code to the address; the one before is worth nothing any more."), rank=9,
    synonyms=N_("resend renew code"),
)  # fmt: skip


class CodeDialog(FormDialog):
    """One field: the code that the client reads out."""

    KEYS = (SAVE, AGAIN, LEAVE)
    HELP_WORDS: ClassVar[tuple[str, ...]] = (
        N_("The client reads the code out of the message, here or by telephone: type it as it is said."),
        N_(
            "The right code confirms the consent to e-mails, with its proof. It is valid for a week; five may be tried."
        ),
    )
    DEFAULT_CSS = """
    CodeDialog {
        #code-words { height: auto; margin-bottom: 1; }
    }
    """

    def __init__(self, contact: int, name: str, waiting: Confirmation) -> None:
        super().__init__()
        self.contact, self.contact_name, self.waiting = contact, name, waiting

    def heading(self) -> Content:
        """Whose address."""
        return shown(_("Confirm the address: {name}").format(name=self.contact_name))

    def specs(self) -> Sequence[FieldSpec]:
        """The code."""
        return (FieldSpec("code", N_("Code"), required=True, hint=N_("483 915")),)

    def compose_box(self) -> Iterable[Widget]:
        """Where the code went, then the field."""
        return (Static(self._words(), id="code-words", markup=False), *super().compose_box())

    def refresh_words(self) -> None:
        """The words above the field."""
        self.query_one("#code-words", Static).update(self._words())
        super().refresh_words()

    async def write(self, answers: dict[str, Any]) -> bool:
        """Try the code; a wrong one counts, and the field stays."""
        try:
            await self.fichier.ask(confirm_code, self.contact, answers["code"])
        except Refusal:
            left = await self.fichier.ask(waiting_code, self.contact)
            self.waiting = self.waiting if left is None else left
            self.query_one("#code-words", Static).update(self._words())
            raise
        self.fichier.tell(done("consent.recorded", name=self.contact_name, channel="email", state=CONFIRMED))
        return True

    def action_again(self) -> None:
        """Another code, to the same contact."""
        in_background(self, self._again, group="code")

    async def _again(self) -> None:
        waiting = await send_code(self.fichier, self.contact)
        if waiting is not None:
            self.waiting = waiting
            self.query_one("#code-words", Static).update(self._words())

    def _words(self) -> Content:
        return shown(
            _("A code was sent to {address}; it is valid until {when}, {left} attempts are left.").format(
                address=self.waiting.address,
                when=written.instant(self.waiting.expires_at),
                left=self.waiting.attempts_left,
            )
        )


async def confirm_address(app: FichierApp, contact: int, name: str) -> None:
    """Type the code that waits; where none does, send one after a question: a message leaves."""
    waiting = await app.ask(waiting_code, contact)
    if waiting is not None:
        await show_form(app, CodeDialog(contact, name, waiting))
        return
    try:
        address = await app.ask(confirmable_address, contact)
    except Refusal as refusal:
        app.refuse(refusal)
        return

    def answered(answer: str | None) -> None:
        if answer == "yes":
            in_background(app.screen, partial(send_code, app, contact), group="code")

    title = shown(_("Confirm the address: {name}").format(name=name))
    body = shown(
        _("A message with a code leaves now for {address}. The client reads the code out.").format(address=address)
    )
    question = confirmation(title, body, _("Send it"), _("No, send nothing"), by_enter=True)
    await app.push_screen(question, answered)


async def send_code(app: FichierApp, contact: int) -> Confirmation | None:
    """Send a code, and say so; None where it could not be sent, which is said too."""
    from fichier_tui.exchange.letters.confirming import send_confirmation

    file: Any = app.file
    try:
        sent = await asyncio.to_thread(send_confirmation, file, contact)
    except Refusal as refusal:
        app.refuse(refusal)
        return None
    app.tell(
        shown(_("A code has left for {address}. C takes it once the client reads it out.").format(address=sent.address))
    )
    await app.changed()
    return sent
