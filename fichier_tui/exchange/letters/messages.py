"""One e-mail for one contact: plain text in UTF-8, with what lets it be answered, found again and refused."""

from __future__ import annotations

import datetime as dt
import email.policy
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import quote

from fichier_tui.domain.contactability import SERVICE
from fichier_tui.domain.letter import LetterFacts, Template
from fichier_tui.domain.mail import TOKEN, MailSettings, ascii_address
from fichier_tui.domain.own_field import OwnField
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.text import clean_line
from fichier_tui.exchange.letters.values import merge_values


class _Whole(email.policy.EmailPolicy):
    """As SMTP wants it; but what a program reads word for word is never broken, nor encoded as if it were prose."""

    def fold(self, name: str, value: str) -> str:
        """One header, with its line break."""
        if name in _WHOLE:
            ways = str(value).replace(", ", f",{self.linesep} ")
            return f"{name}: {ways}{self.linesep}"
        folded: str = super().fold(name, value)
        return folded

    def fold_binary(self, name: str, value: str) -> bytes:
        """The same, for the bytes that leave."""
        if name in _WHOLE:
            return self.fold(name, value).encode("ascii")
        folded: bytes = super().fold_binary(name, value)
        return folded


_WHOLE = ("Message-ID", "List-Unsubscribe", "List-Unsubscribe-Post")
POLICY = _Whole(linesep="\r\n", max_line_length=76)
# What has a meaning of its own in an address says nothing in a name.
_SIGNS = re.compile(r"[\"<>(),;:\\@\[\]=?]+")
_WIDTH = 72
# Said to whoever gets the message, in its own language.
_WHY = {
    "fr": "{business} vous envoie ce message parce que vous êtes dans son fichier de clients ou l'avez demandé.",
    "en": "{business} sends you this message because you are in its customer file or asked for it.",
}
_BY_MAIL = {
    "fr": "Pour ne plus en recevoir, répondez STOP ou écrivez à {address}.",
    "en": "To get no more of them, answer STOP or write to {address}.",
}
_BY_PAGE = {
    "fr": "Pour ne plus en recevoir, répondez STOP ou ouvrez {page}",
    "en": "To get no more of them, answer STOP or open {page}",
}
_STOP = {"fr": "Désinscription", "en": "Unsubscribe"}


@dataclass(frozen=True, slots=True)
class Letter:
    """What is the same for every recipient."""

    subject: Template
    text: Template
    mail: MailSettings
    language: str = "fr"
    purpose: str = "prospecting"
    business: str = ""
    own: Sequence[OwnField] = ()
    offer: str = ""
    offer_until: dt.date | None = None

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of subject and text."""
        return tuple(dict.fromkeys((*self.subject.fields, *self.text.fields)))


@dataclass(frozen=True, slots=True)
class Message:
    """A message as it will leave, before its bytes."""

    to: str
    name: str
    subject: str
    text: str
    token: str
    """What stands for this recipient of this sending, and means nothing to anybody else."""
    missing: tuple[str, ...] = field(default=())
    """The codes of fields that have neither a value nor a default."""
    foot: str = ""


def fill_letter(letter: Letter, facts: LetterFacts, address: str, token: str, today: dt.date) -> Message:
    """The message of one contact. Raises Refusal: mail.recipient (no server takes this address), mail.empty."""
    to = ascii_address(address)
    if to is None:
        raise Refusal("mail.recipient", address=address)
    values = values_of(letter, facts, today)
    subject, text = letter.subject.fill_line(values, 200), letter.text.fill(values).strip("\n")
    if not subject or not text.strip():
        raise Refusal("mail.empty")
    return Message(
        to=to,
        name=clean_line(values.get("full_name", ""), 100),
        subject=subject,
        text=text,
        token=token,
        missing=missing_fields(letter, values),
        foot="" if letter.purpose == SERVICE else foot(letter, facts.details.language or letter.language, token),
    )


def values_of(letter: Letter, facts: LetterFacts, today: dt.date) -> dict[str, str]:
    """The fields of one contact in the words of this letter."""
    return merge_values(
        facts,
        language=letter.language,
        today=today,
        business=letter.business,
        own=letter.own,
        offer=letter.offer,
        offer_until=letter.offer_until,
    )


def missing_fields(letter: Letter, values: Mapping[str, str]) -> tuple[str, ...]:
    """The codes of fields of subject or text that have neither a value nor a default."""
    return tuple(dict.fromkeys((*letter.subject.missing(values), *letter.text.missing(values))))


def foot(letter: Letter, language: str, token: str) -> str:
    """The last lines of a message that sells: why it came, and how to get no more, in the contact's language."""
    language = language if language in _WHY else "en"
    mail = letter.mail
    why = _WHY[language].format(business=letter.business or mail.address)
    page = mail.unsubscribe_page.replace(TOKEN, token)
    how = _BY_PAGE[language].format(page=page) if page else ""
    return f"{why}\n{how or _BY_MAIL[language].format(address=mail.unsubscribe_address or mail.address)}"


def message_id(mail: MailSettings, token: str) -> str:
    """The identity of a message: the same however often it is made, so that whoever got it twice would show."""
    return f"<{token}@{mail.domain}>"


def build_message(message: Message, mail: MailSettings, now: dt.datetime, *, language: str = "fr") -> EmailMessage:
    """The message with its headers. Nothing in them comes from a contact but the name, on one line, and the address.

    `List-Unsubscribe-Post` only stands where one click is enough (RFC 8058): an https page with a token of its own.
    """
    built = EmailMessage(policy=POLICY)
    built["From"] = Address(_plain(mail.sender_name), addr_spec=mail.address)
    built["To"] = Address(_plain(message.name), addr_spec=message.to)
    if mail.reply_to:
        built["Reply-To"] = Address(addr_spec=mail.reply_to)
    # "=?…?=" in a name would be read as encoded, line breaks and all.
    built["Subject"] = message.subject.replace("=?", "= ?")
    built["Date"] = format_datetime(now.astimezone())
    built["Message-ID"] = message_id(mail, message.token)
    if message.foot:
        stop = quote(f"{_STOP.get(language, _STOP['en'])} {message.token}")
        ways = [f"<mailto:{mail.unsubscribe_address or mail.address}?subject={stop}>"]
        if mail.unsubscribe_page:
            ways.append(f"<{mail.unsubscribe_page.replace(TOKEN, message.token)}>")
        built["List-Unsubscribe"] = ", ".join(ways)
        if TOKEN in mail.unsubscribe_page:
            built["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    text = f"{message.text}\n\n-- \n{message.foot}" if message.foot else message.text
    built.set_content(flowed(text), charset="utf-8", cte="quoted-printable", params={"format": "flowed"})
    return built


def _plain(name: str) -> str:
    return clean_line(_SIGNS.sub(" ", name), 100)


def flowed(text: str) -> str:
    """Text in lines of 72 characters that a reader may join again (RFC 3676): a broken line ends with a space."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += ["-- "] if paragraph == "-- " else _broken(paragraph.rstrip(" "))
    return "\n".join(lines) + "\n"


def _broken(paragraph: str) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in paragraph.split(" "):
        if line and len(line) + 1 + len(word) > _WIDTH:
            lines.append(_stuffed(line) + " ")
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, _stuffed(line)]


def _stuffed(line: str) -> str:
    """A line that could be taken for a quotation, or for the start of a mailbox, has a space before it."""
    return f" {line}" if line.startswith((" ", ">", "From ")) else line
