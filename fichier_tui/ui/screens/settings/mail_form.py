"""How the shop sends e-mails: the server, who signs, how one unsubscribes; and trying it, with one message to oneself.

The password is typed and never shown again: an empty field leaves the one that is kept.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from textual.content import Content

from fichier_tui.domain.mail import PORTS, STARTTLS, TLS, MailSettings
from fichier_tui.i18n import N_, _
from fichier_tui.storage.concurrent_edit import MAIL
from fichier_tui.storage.letters.mail import has_mail_password, set_mail
from fichier_tui.ui import keys
from fichier_tui.ui.done import done
from fichier_tui.ui.form import FieldSpec
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card.form_dialog import FormDialog
from fichier_tui.ui.screens.card.keys import FRESH, LEAVE, SAVE
from fichier_tui.ui.widgets.choosers import Choice
from fichier_tui.ui.widgets.entry import Entry

TRY = keys.Key(
    "mail.try", "ctrl+t", "try_it", N_("Try it"), N_("Try it"),
    N_("Save, and send one message to the shop's own address."), rank=9,
    synonyms=N_("test send check mail"),
)  # fmt: skip
SECURITIES = {STARTTLS: N_("STARTTLS (port 587)"), TLS: N_("TLS (port 465)")}
_TEXTS = ("host", "user", "address", "sender_name", "reply_to", "unsubscribe_address", "unsubscribe_page")


class MailDialog(FormDialog):
    """The server and the signature. The draft of it never has the password."""

    KEYS = (SAVE, TRY, LEAVE, FRESH)
    HELP_WORDS: ClassVar[tuple[str, ...]] = (
        N_("Your e-mail provider tells the server and the port; many ask for a password made for programs."),
        N_("Esc leaves: what was typed is kept as a draft, but for the password."),
        N_("The server always proves who it is, and nothing is sent in clear: there is no way to switch that off."),
        N_("The password stays in this encrypted file: it is never shown, never exported, and in no journal."),
        N_("An https page that holds {token} unsubscribes by one click; each recipient has its own token."),
        N_("Providers refuse too many messages at once: a batch, a pause, the next batch."),
    )
    DEFAULT_CSS = """
    MailDialog .dialog--box { max-height: 100%; }
    """

    def __init__(self) -> None:
        super().__init__("mail")
        self.trying = self.has_password = False
        self.correct(MAIL, "")

    def heading(self) -> Content:
        """Its name."""
        return shown(_("Sending e-mails"))

    def specs(self) -> Sequence[FieldSpec]:
        """The server, who signs, how to stop, the pace."""
        securities = tuple(Choice(code, words) for code, words in SECURITIES.items())
        return (
            FieldSpec("host", N_("Server"), hint=N_("smtp.example.org")),
            FieldSpec("security", N_("Secured by"), "choice", choices=securities, free=False),
            FieldSpec("port", N_("Port"), "number", least=1, most=65_535),
            FieldSpec("user", N_("User")),
            FieldSpec(
                "password",
                N_("Password"),
                hint=N_("kept in the file, never shown") if self.has_password else "",
                secret=True,
            ),
            FieldSpec("address", N_("Sender's address"), "email", required=True),
            FieldSpec("sender_name", N_("Signed"), hint=N_("the name of the business")),
            FieldSpec("reply_to", N_("Answers go to"), "email", hint=N_("the same address")),
            FieldSpec("unsubscribe_address", N_("Unsubscribe at"), "email", hint=N_("the same address")),
            FieldSpec("unsubscribe_page", N_("or by the page"), hint=N_("https://…")),
            FieldSpec("batch", N_("Messages a batch"), "number", least=1, most=1_000),
            FieldSpec("pause", N_("Pause, in seconds"), "number", least=0, most=3_600),
        )

    async def prepare(self) -> None:
        """The field of the password shows dots."""
        self.has_password = await self.fichier.ask(has_mail_password)
        await super().prepare()
        self._password.password = True

    async def values(self) -> Mapping[str, Any]:
        """What is set; of the password nothing."""
        mail: MailSettings = self.editing.details if self.editing else MailSettings()
        return {
            **{name: getattr(mail, name) for name in _TEXTS},
            "security": mail.security,
            "port": mail.port,
            "batch": mail.batch,
            "pause": mail.pause_seconds,
        }

    def action_try_it(self) -> None:
        """Save, then send one message to the shop itself."""
        self.trying = True
        self.action_save()

    async def write(self, answers: dict[str, Any]) -> bool:
        """Set it; tried, the form stays open to be corrected."""
        trying, self.trying = self.trying, False
        if trying and not answers["host"]:
            self.form.go_to("host")
            self.fichier.refuse(_("Give the server first: your e-mail provider tells it."))
            return False
        before: MailSettings = self.editing.details if self.editing else MailSettings()
        security = answers["security"] or STARTTLS
        port = answers["port"]
        if security != before.security and port == before.port:
            port = PORTS[security]
        pause = answers["pause"]
        texts = {name: str(answers[name] or "") for name in _TEXTS}
        mail = MailSettings(
            host=texts["host"],
            user=texts["user"],
            address=texts["address"],
            sender_name=texts["sender_name"],
            reply_to=texts["reply_to"],
            unsubscribe_address=texts["unsubscribe_address"],
            unsubscribe_page=texts["unsubscribe_page"],
            security=security,
            port=port or PORTS[security],
            batch=answers["batch"] or MailSettings().batch,
            pause_seconds=MailSettings().pause_seconds if pause is None else pause,
        )
        password = self._password.value or None
        if self.editing is not None:
            if not await self.editing.save(mail, lambda session, _key, mail: set_mail(session, mail, password)):
                return False
            await self.editing.begin()
        if not trying:
            self.tell_done(done("mail.changed", name=mail.address))
            return True
        await self._try()
        return False

    async def _try(self) -> None:
        from fichier_tui.exchange.letters.smtp import try_mail

        self.fichier.tell(_("One message is being sent to the shop…"))
        file: Any = self.fichier.file
        address = await asyncio.to_thread(try_mail, file)
        self.fichier.tell(
            shown(_("A message has left for {address}: look whether it arrived.").format(address=address))
        )

    @property
    def _password(self) -> Entry[Any]:
        entry = self.form.entry("password")
        assert isinstance(entry, Entry)
        return entry


def mail_words(mail: MailSettings, password: bool) -> str:
    """ "smtp.example.org, lea@example.org"; what is missing where something is."""
    if not mail.may_write:
        return _("not set")
    if not mail.host:
        return _("{address}, without a server").format(address=mail.address)
    if mail.user and not password:
        return _("{host}, without a password").format(host=mail.host)
    return f"{mail.host}, {mail.address}"
