"""A real SMTP server on loopback, with TLS and a password; it takes, refuses, hangs up as the address says."""

from __future__ import annotations

import asyncio
import email
import email.policy
import errno
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from fichier_tui.domain.mail import STARTTLS, TLS, MailSettings
from screenshots.quiet import PATIENCE

HOST, USER, PASSWORD = "127.0.0.1", "lea", "mot de passe d'été"
ANSWERS = {
    "gone": "550 5.1.1 No such user here",
    "old": "550 unknown",
    "spam": "550 5.7.1 Not wanted",
    "full": "452 4.2.2 Mailbox full",
}


class Taken:
    """What the server took, in its order; and what it does besides."""

    def __init__(self) -> None:
        self.messages: list[tuple[str, bytes]] = []
        self.asked: list[str] = []
        self.connections = 0
        self.wanted = 0
        self.reached = threading.Event()
        """Set once so many messages are taken."""
        self.killed = threading.Event()
        """Until it is set, whoever sends more than those has no answer: it is to be killed, and may not run away."""

    @property
    def addresses(self) -> list[str]:
        """To whom, in the order of arrival."""
        return [address for address, _content in self.messages]

    @property
    def message_ids(self) -> list[str]:
        """The identities, in the order of arrival."""
        return [email.message_from_bytes(content)["Message-ID"].strip() for _address, content in self.messages]

    async def handle_EHLO(
        self, server: SMTP, session: Session, _envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        """Count those who come."""
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_MAIL(
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Some senders are not welcome."""
        if address.startswith("nobody@"):
            return "553 5.7.1 Sender not allowed"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """As `ANSWERS` says by the first part of the address."""
        self.asked.append(address)
        name = address.partition("@")[0]
        if name == "hangup":
            _hang_up(server)
        if name in ANSWERS:
            return ANSWERS[name]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:
        """Take it, in memory; or hang up after taking it."""
        address = envelope.rcpt_tos[0]
        if address.startswith("later@"):
            return "451 4.7.0 Try again later"
        assert isinstance(envelope.content, bytes)
        self.messages.append((address, envelope.content))
        if len(self.messages) > self.wanted and self.reached.is_set():
            await asyncio.to_thread(self.killed.wait)
        if len(self.messages) == self.wanted:
            self.reached.set()
        if address.startswith("silent@"):
            _hang_up(server)
        return "250 taken"


@contextmanager
def mail_server(folder: Path, security: str = STARTTLS, name: str = HOST) -> Iterator[tuple[Taken, MailSettings]]:
    """The server, and the settings by which the shop reaches it; `folder` gets the authority to trust, `ca.pem`.

    The certificate is for `name`.
    """
    authority, taken = trustme.CA(), Taken()
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    options: dict[str, Any] = {"authenticator": _known, "auth_required": True, "decode_data": False}
    if security == TLS:
        options |= {"ssl_context": context, "auth_require_tls": False}
    else:
        options |= {"tls_context": context, "require_starttls": True}
    controller = _started(taken, options)
    taken.connections = 0
    try:
        yield (
            taken,
            MailSettings(
                HOST, controller.port, security, USER, "lea@example.org", "Chez Léa", batch=4, pause_seconds=0
            ),
        )
    finally:
        controller.stop()


def _started(taken: Taken, options: dict[str, Any]) -> Controller:
    """On a port that is free; anew where another program took it between the asking and the taking."""
    while True:
        with socket.socket() as free:
            free.bind((HOST, 0))
            port = free.getsockname()[1]
        controller = Controller(taken, hostname=HOST, port=port, ready_timeout=PATIENCE, **options)
        try:
            controller.start()
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
        else:
            return controller


def _hang_up(server: SMTP) -> None:
    assert isinstance(server.transport, asyncio.WriteTransport)
    server.transport.abort()


def _known(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
    right = isinstance(data, LoginPassword) and (data.login, data.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=right, handled=False)
