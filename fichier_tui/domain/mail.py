"""How the shop sends e-mail: its server, its address, its pace. The password is none of these: it is never shown."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.text import clean_line

STARTTLS, TLS = SECURITIES = ("starttls", "tls")
"""Both encrypt and verify the server's certificate; there is no way to send without."""
PORTS = {STARTTLS: 587, TLS: 465}
TOKEN = "{token}"
"""In the address of the page by which one unsubscribes: what stands for one recipient, and means nothing."""
# Printable ASCII as servers take it without any extension (RFC 5321, dot-string); a domain is in its ASCII form.
_ADDRESS = re.compile(
    r"(?=.{3,254}$)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)*[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
)
_HOST = re.compile(r"[A-Za-z0-9.:-]{1,253}")
_PAGE = re.compile(r"https://[A-Za-z0-9.-]+(?::\d+)?(?:[/?][!-;=?-~]*)?")


@dataclass(frozen=True, slots=True)
class MailSettings:
    """What is set. Without a host nothing is sent by the program itself."""

    host: str = ""
    port: int = PORTS[STARTTLS]
    security: str = STARTTLS
    user: str = ""
    address: str = ""
    """What the messages come from."""
    sender_name: str = ""
    reply_to: str = ""
    unsubscribe_address: str = ""
    """Where one writes to get no more; the shop's own address where none is set."""
    unsubscribe_page: str = ""
    """An https page of the shop's for the same. One that holds `{token}` unsubscribes by one click (RFC 8058)."""
    batch: int = 50
    """Messages on one connection."""
    pause_seconds: int = 30
    """Between two batches: a provider that is asked for too much at once refuses."""

    @property
    def may_write(self) -> bool:
        """Whether a message can be made: it has somebody whom it comes from."""
        return bool(self.address)

    @property
    def may_send(self) -> bool:
        """Whether the program can send by itself."""
        return bool(self.host and self.address)

    @property
    def domain(self) -> str:
        """What follows the @ of the address."""
        return self.address.rpartition("@")[2]


def ascii_address(address: str) -> str | None:
    """An address as every server takes it, its domain in ASCII form; None where there is no such form."""
    name, _at, domain = address.strip().rpartition("@")
    if not domain.isascii():
        try:
            domain = domain.encode("idna").decode("ascii")
        except UnicodeError:
            return None
    whole = f"{name}@{domain}"
    return whole if _ADDRESS.fullmatch(whole) else None


def checked_mail(settings: MailSettings) -> MailSettings:
    """The settings, cleaned.

    Raises Refusal: mail.address, mail.no_address, mail.host, mail.port, mail.security, mail.page, mail.pace.
    """
    settings = replace(
        settings,
        host=clean_line(settings.host).lower(),
        user=clean_line(settings.user),
        sender_name=clean_line(settings.sender_name, 100),
        unsubscribe_page=clean_line(settings.unsubscribe_page),
        address=_address(settings.address),
        reply_to=_address(settings.reply_to),
        unsubscribe_address=_address(settings.unsubscribe_address),
    )
    if settings.host and not _HOST.fullmatch(settings.host):
        raise Refusal("mail.host", host=settings.host)
    if settings.host and not settings.address:
        raise Refusal("mail.no_address")
    if not 1 <= settings.port <= 65_535:
        raise Refusal("mail.port", port=settings.port)
    if settings.security not in SECURITIES:
        raise Refusal("mail.security", security=settings.security)
    if settings.unsubscribe_page and not _PAGE.fullmatch(settings.unsubscribe_page):
        raise Refusal("mail.page", page=settings.unsubscribe_page)
    if settings.batch < 1 or settings.pause_seconds < 0:
        raise Refusal("mail.pace")
    return settings


def _address(written: str) -> str:
    written = clean_line(written)
    address = ascii_address(written) if written else ""
    if address is None:
        raise Refusal("mail.address", address=written)
    return address
