"""A sending by the shop's mail server: in batches with pauses, resumed after any interruption, nobody twice.

A recipient is marked in the file before its message goes and after the server took it. What was going when the
program ended is uncertain: it is shown, and not sent again before somebody says that it did not arrive.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from fichier_tui.domain.letter import LetterFacts
from fichier_tui.domain.mail import MailSettings
from fichier_tui.domain.progress import Counting
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.sending import FAILED, QUEUED, SENT, Sending, SendingDetails, SendingRecipient
from fichier_tui.exchange.letters.mail_server import ConnectionLostError, MailServer, NotDeliveredError, UncertainError
from fichier_tui.exchange.letters.messages import (
    Letter,
    Message,
    build_message,
    fill_letter,
    message_id,
)
from fichier_tui.exchange.letters.writing import open_letter
from fichier_tui.i18n import _
from fichier_tui.storage import OpenFile
from fichier_tui.storage.letters.facts import read_letter_facts
from fichier_tui.storage.letters.mail import mail_password, read_mail
from fichier_tui.storage.letters.sending_steps import (
    LOST,
    begin_sending,
    claim_recipient,
    close_batch,
    drop_sending,
    next_batch,
    settle_recipient,
    uncertain_recipients,
)
from fichier_tui.storage.letters.sendings import prepare_sending, read_sending
from fichier_tui.storage.letters.unsubscribing import recipient_tokens
from fichier_tui.storage.shop import read_settings

# How often in a row a connection may be lost before the sending stops and waits for somebody.
_LOST_AT_MOST = 3

Wait = Callable[[float], bool]
"""Waits so many seconds; answers whether to go on."""


@dataclass(frozen=True, slots=True)
class Sent:
    """How far a sending went. `stopped` says why it did not go on, None where nobody waits any more."""

    sending: Sending
    uncertain: tuple[SendingRecipient, ...] = ()
    stopped: Refusal | None = None


def send_by_smtp(file: OpenFile, number: int, *, progress: Counting | None = None, wait: Wait | None = None) -> Sent:
    """Send what waits of a sending, a batch after the other. Never call it on the thread of a screen.

    Nothing has begun while the server was not reached: raises Refusal as `MailServer`, `open_letter` and
    `begin_sending`. After that a fault stops it, and is in the answer: what is left waits to be resumed.
    """
    details = file.call(read_sending, number).details
    letter = file.call(open_letter, details)
    password = file.call(mail_password)
    with MailServer(letter.mail, password):
        file.call(begin_sending, number)
    run = _Run(file, number, letter, password, progress or (lambda _done, _total: True), wait or _waited)
    stopped: Refusal | None = None
    try:
        run.all_batches()
    except Refusal as refusal:
        stopped = refusal
    file.call(close_batch, number)
    return Sent(file.call(read_sending, number), file.call(uncertain_recipients, number), stopped)


def send_anew(
    file: OpenFile,
    details: SendingDetails,
    contacts: Sequence[int],
    *,
    progress: Counting | None = None,
    wait: Wait | None = None,
) -> Sent:
    """Prepare a sending and send it; where the server is not reached, nothing is left of it. Raises Refusal."""
    sending = file.call(prepare_sending, details, contacts)
    try:
        return send_by_smtp(file, sending.id, progress=progress, wait=wait)
    except Refusal:
        if file.call(read_sending, sending.id).begun_at is None:
            file.call(drop_sending, sending.id)
        raise


@dataclass
class _Run:
    """One run over what waits."""

    file: OpenFile
    number: int
    letter: Letter
    password: str
    progress: Counting
    wait: Wait
    lost: int = 0
    lost_at: int = 0
    """The recipient at whose message the connection was lost last."""

    def all_batches(self) -> None:
        """Until nobody waits. Raises Refusal where it cannot go on."""
        # The pause comes before the law is asked: who withdraws meanwhile is not in the batch.
        while batch := self.file.call(next_batch, self.number, self.letter.mail.batch):
            try:
                self._batch(batch)
            except ConnectionLostError as error:
                self.lost += 1
                if self.lost >= _LOST_AT_MOST:
                    raise Refusal("mail.lost", host=self.letter.mail.host) from error
            finally:
                self.file.call(close_batch, self.number)
            waiting = self.file.call(read_sending, self.number).count(QUEUED)
            if waiting and not self.wait(self.letter.mail.pause_seconds):
                raise Refusal("sending.paused")

    def _batch(self, batch: tuple[SendingRecipient, ...]) -> None:
        facts = self.file.call(read_letter_facts, [one.contact for one in batch])
        sending = self.file.call(read_sending, self.number)
        tokens = self.file.call(recipient_tokens, sending.public_id, batch)
        total = sum(sending.count(state) for state in (QUEUED, SENT, FAILED))
        done = total - sending.count(QUEUED)
        with MailServer(self.letter.mail, self.password) as server:
            for place, one in enumerate(batch):
                if not self.progress(done + place, total):
                    raise Refusal("sending.paused")
                self._send(server, tokens[one.id], one, facts)
        self.progress(done + len(batch), total)

    def _send(self, server: MailServer, token: str, one: SendingRecipient, facts: dict[int, LetterFacts]) -> None:
        now, today = self.file.call(lambda session: (session.now(), session.today))
        if not self.file.call(claim_recipient, one.id, message_id(self.letter.mail, token)):
            return
        if one.contact not in facts:
            self.file.call(settle_recipient, one.id, QUEUED)  # put aside this moment: the next batch leaves it out
            return
        try:
            message = fill_letter(self.letter, facts[one.contact], one.address, token, today)
        except Refusal as refusal:
            self.file.call(settle_recipient, one.id, FAILED, refusal.code)
            return
        built = build_message(message, self.letter.mail, now, language=self.letter.language)
        try:
            server.deliver(message.to, built.as_bytes())
        except NotDeliveredError as refused:
            self.file.call(settle_recipient, one.id, FAILED, refused.answer, bounced=refused.bounced)
        except (ConnectionLostError, Refusal) as error:
            # A message at which the server hangs up each time must not hold the others up for ever.
            again = isinstance(error, ConnectionLostError) and self.lost_at == one.id
            self.lost_at = one.id
            self.file.call(settle_recipient, one.id, FAILED if again else QUEUED, LOST if again else "")
            raise
        except UncertainError as error:
            # It stays as it is in the file; the others wait for a new connection.
            raise ConnectionLostError from error
        else:
            self.file.call(settle_recipient, one.id, SENT)
            self.lost = 0


def try_mail(file: OpenFile) -> str:
    """Send one message to the shop itself, by what is set; returns its address.

    Raises Refusal as `MailServer`, and mail.refused, with what the server answered to the message itself.
    """
    mail, password = file.call(read_mail), file.call(mail_password)
    if not mail.may_send:
        raise Refusal("mail.not_set")
    business = file.call(read_settings).business
    now: dt.datetime = file.call(lambda session: session.now())
    message = Message(
        to=mail.address,
        name=business,
        subject=_("Fichier can send e-mails"),
        text=_("This message was sent to try the settings. There is nothing to do."),
        token=f"trial.{int(now.timestamp())}",
    )
    deliver_bytes(mail, password, message.to, build_message(message, mail, now).as_bytes())
    return mail.address


def deliver_bytes(mail: MailSettings, password: str, to: str, content: bytes) -> None:
    """Give one message over by itself. Raises Refusal as `MailServer`; mail.refused (answer), mail.lost."""
    try:
        with MailServer(mail, password) as server:
            server.deliver(to, content)
    except NotDeliveredError as refused:
        raise Refusal("mail.refused", address=to, answer=refused.answer) from refused
    except (ConnectionLostError, UncertainError) as error:
        raise Refusal("mail.lost", host=mail.host) from error


def _waited(seconds: float) -> bool:
    return not threading.Event().wait(seconds)
