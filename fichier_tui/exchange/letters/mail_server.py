"""The connection to the shop's mail server: always encrypted, its certificate always verified.

Only what the server said with its own code counts as sent. What is told apart: an address that is refused, a refusal
for a while, a connection that was lost before anything left, and one that was lost after, which is uncertain.
"""

from __future__ import annotations

import base64
import contextlib
import re
import smtplib
import ssl
from types import TracebackType

from fichier_tui.domain.mail import TLS, MailSettings
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.text import clean_line
from fichier_tui.i18n import N_, _

TIMEOUT = 30.0  # seconds for an answer
_DOT = re.compile(rb"^\.", re.MULTILINE)
_ENHANCED = re.compile(r"\b5\.(\d{1,3})\.(\d{1,3})\b")
# "No such user", said by servers that give no code of RFC 3463.
_NO_SUCH_USER = (550, 551, 553, 556)
_CLOSING, _READY = 421, 354
# X.509 verification codes of OpenSSL: what is wrong with a certificate, and what to do.
_FAULTS = {
    **dict.fromkeys((18, 19, 20, 21), N_("this computer does not know the authority that signed its certificate")),
    10: N_("its certificate has expired"),
    62: N_("its certificate is for another name; check the host in the settings"),
}


class NotDeliveredError(Exception):
    """The server refused one message. `bounced`: the address is none, and will never be."""

    def __init__(self, answer: str, *, bounced: bool = False) -> None:
        super().__init__(answer)
        self.answer, self.bounced = answer, bounced


class ConnectionLostError(Exception):
    """The connection ended before the message was given over: it certainly did not leave."""


class UncertainError(Exception):
    """The connection ended after the message was given over: it may have been taken or not."""


class MailServer:
    """An open connection. Made by `with MailServer(mail, password) as server`."""

    def __init__(self, mail: MailSettings, password: str) -> None:
        self._mail, self._password = mail, password
        self._smtp: smtplib.SMTP | None = None

    def __enter__(self) -> MailServer:
        """Connect, encrypt, log in.

        Raises Refusal: mail.not_set, mail.unreachable, mail.certificate, mail.tls, mail.no_starttls, mail.login,
        mail.no_login.
        """
        mail = self._mail
        if not mail.may_send:
            raise Refusal("mail.not_set")
        where = {"host": mail.host, "port": mail.port}
        try:
            self._smtp = self._connected()
            self._log_in()
        except ssl.SSLCertVerificationError as error:
            self._close()
            raise Refusal("mail.certificate", **where, why=_fault_of(error)) from error
        except ssl.SSLError as error:
            self._close()
            raise Refusal("mail.tls", **where) from error
        except smtplib.SMTPNotSupportedError as error:
            self._close()
            raise Refusal("mail.no_starttls", **where) from error
        except (smtplib.SMTPException, OSError) as error:
            self._close()
            raise Refusal("mail.unreachable", **where) from error
        except Refusal:
            self._close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Say goodbye where the server still listens."""
        if self._smtp is not None and kind is None:
            with contextlib.suppress(smtplib.SMTPException, OSError):
                self._smtp.quit()
        self._close()

    def deliver(self, to: str, content: bytes) -> None:
        """Give one message over; returns once the server has taken it (250).

        Raises NotDeliveredError, ConnectionLostError, UncertainError, and Refusal("mail.sender_refused") where the
        server takes nothing from this sender at all.
        """
        smtp = self._smtp
        assert smtp is not None
        try:
            code, answer = smtp.mail(self._mail.address)
            if code != 250:
                self._refused_sender(code, answer)
            code, answer = smtp.rcpt(to)
            if code not in (250, 251):
                raise _not_delivered(smtp, code, answer, at_recipient=True)
            code, answer = smtp.docmd("data")
            if code != _READY:
                raise _not_delivered(smtp, code, answer)
        except (smtplib.SMTPException, OSError) as error:
            raise ConnectionLostError from error
        try:
            smtp.send(_DOT.sub(b"..", content.rstrip(b"\r\n")) + b"\r\n.\r\n")
            code, answer = smtp.getreply()
        except (smtplib.SMTPException, OSError) as error:
            raise UncertainError from error
        if code != 250:
            raise _not_delivered(smtp, code, answer)

    def _connected(self) -> smtplib.SMTP:
        mail, context = self._mail, _verified()
        # What the server is told of this computer: the shop's domain, never the computer's own name.
        if mail.security == TLS:
            return smtplib.SMTP_SSL(mail.host, mail.port, mail.domain, timeout=TIMEOUT, context=context)
        smtp = smtplib.SMTP(mail.host, mail.port, mail.domain, timeout=TIMEOUT)
        try:
            smtp.starttls(context=context)
        except BaseException:
            smtp.close()
            raise
        return smtp

    def _log_in(self) -> None:
        smtp, user = self._smtp, self._mail.user
        assert smtp is not None
        smtp.ehlo_or_helo_if_needed()
        if not user:
            return
        ways = smtp.esmtp_features.get("auth", "").upper().split()
        if "PLAIN" in ways:
            both = _encoded("\0".join(("", user, self._password)))
            code, _answer = smtp.docmd("AUTH", f"PLAIN {both}")
        elif "LOGIN" in ways:
            code, _answer = smtp.docmd("AUTH", f"LOGIN {_encoded(user)}")
            if code == 334:
                code, _answer = smtp.docmd(_encoded(self._password))
        else:
            raise Refusal("mail.no_login", host=self._mail.host)
        if code not in (235, 503):
            raise Refusal("mail.login", user=user, host=self._mail.host)

    def _refused_sender(self, code: int, answer: bytes) -> None:
        said = _said(code, answer)
        if code == _CLOSING:
            raise ConnectionLostError(said)
        raise Refusal("mail.sender_refused", address=self._mail.address, answer=said)

    def _close(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
            self._smtp = None


def _not_delivered(smtp: smtplib.SMTP, code: int, answer: bytes, *, at_recipient: bool = False) -> Exception:
    """Why one message was refused; the connection stays fit for the next, unless the server closes it."""
    if code in (_CLOSING, -1):
        return ConnectionLostError(_said(code, answer))
    with contextlib.suppress(smtplib.SMTPException, OSError):  # its answer stands, even where it hung up after it
        smtp.rset()
    said = _said(code, answer)
    return NotDeliveredError(said, bounced=at_recipient and is_no_address(code, said))


def is_no_address(code: int, answer: str) -> bool:
    """Whether an answer says that the address is none, rather than that this message is not wanted (RFC 3463)."""
    if not 500 <= code < 600:
        return False
    found = _ENHANCED.search(answer)
    if found is None:
        return code in _NO_SUCH_USER
    subject, detail = found.groups()
    return subject == "1" or (subject, detail) == ("2", "1")


def _said(code: int, answer: bytes) -> str:
    return clean_line(f"{code} {answer.decode('utf-8', 'replace')}", 200)


def _encoded(text: str) -> str:
    return base64.b64encode(text.encode()).decode("ascii")


def _verified() -> ssl.SSLContext:
    """Certificates of this computer, names checked, TLS 1.2 at least; keys are logged nowhere (SSLKEYLOGFILE)."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_default_certs()
    return context


def _fault_of(error: ssl.SSLCertVerificationError) -> str:
    """What is wrong with a certificate, in the language spoken now; what is rare, as OpenSSL says it."""
    words = _FAULTS.get(error.verify_code)
    return clean_line(error.verify_message) if words is None else _(words)
