"""A telephone or an e-mail with the word that says whose it is: "04 93 12 34 56 bureau", "h.peron@mairie.fr pro".

One word in the same field instead of a field of its own: who does not care types nothing. The answer is the number or
the address, then a space and the code of the kind where it is not the usual one.
"""

from __future__ import annotations

import re

from fichier_tui.domain.contact import EmailAddress, PhoneNumber
from fichier_tui.domain.text import fold
from fichier_tui.exchange.email_address import read_email
from fichier_tui.i18n import _
from fichier_tui.ui.code_words import PHONE_KINDS
from fichier_tui.ui.widgets.entries import EmailInput, PhoneInput

MOBILE = ("+336", "+337")
_WORDS = {
    "mobile": ("mobile", "portable", "port", "gsm", "cell"),
    "home": ("domicile", "fixe", "maison", "perso", "personnel", "home"),
    "work": ("travail", "bureau", "pro", "professionnel", "work", "office"),
    "fax": ("fax", "telecopie"),
    "other": ("autre", "other"),
}
_OF_EMAIL = ("home", "work", "other")
_USUAL = "home"
_KIND_OF_WORD = {word: kind for kind, words in _WORDS.items() for word in words}
_CODED = re.compile(rf"(\S+) ({'|'.join(_WORDS)})")


def usual_kind(number: str) -> str:
    """What a telephone is when nothing is said: a mobile by its French number, else that of the home."""
    return "mobile" if number.startswith(MOBILE) else "home"


def phone_answer(phone: PhoneNumber) -> str:
    """The answer that stands for a telephone; one that could not be read as a number is a text without a kind."""
    return _coded(phone.number, phone.kind, usual_kind(phone.number)) if phone.number.startswith("+") else phone.number


def email_answer(email: EmailAddress) -> str:
    """The same for an e-mail."""
    return _coded(email.address, email.kind, _USUAL) if read_email(email.address) else email.address


def _coded(text: str, kind: str, usual: str) -> str:
    return f"{text} {kind}" if kind in _WORDS and kind != usual else text


def phone_of(answer: str, known: str = "") -> PhoneNumber:
    """The telephone that an answer says; `known` is the kind that it has in the file, if any."""
    found = _CODED.fullmatch(answer)
    if found and found[1].startswith("+"):
        return PhoneNumber(found[1], found[2])
    return PhoneNumber(answer, _kept(answer.startswith("+"), known) or usual_kind(answer))


def email_of(answer: str, known: str = "") -> EmailAddress:
    """The same for an e-mail."""
    found = _CODED.fullmatch(answer)
    if found and read_email(found[1]):
        return EmailAddress(found[1], found[2])
    return EmailAddress(answer, _kept(bool(read_email(answer)), known) or _USUAL)


def _kept(readable: bool, known: str) -> str:
    """The kind that a field cannot say, and so does not take away."""
    return "" if readable and known in _WORDS else known


def _parted(text: str) -> tuple[str, str]:
    """What is typed without the word for its kind, and the kind; "" where none is said."""
    words = text.split()
    for place in (-1, 0):
        if len(words) > 1 and (kind := _KIND_OF_WORD.get(fold(words[place]))):
            return " ".join(words[:-1] if place else words[1:]), kind
    return text, ""


class KindPhoneInput(PhoneInput):
    """A telephone and, where one is said, its kind."""

    WIDTH = 26

    def read(self, text: str) -> str | None:
        rest, kind = _parted(text)
        number = super().read(rest)
        return None if number is None else _coded(number, kind, usual_kind(number))

    def write(self, answer: str) -> str:
        phone = phone_of(answer)
        written = super().write(phone.number)
        return f"{written} {_(PHONE_KINDS[phone.kind])}" if phone.kind != usual_kind(phone.number) else written

    def explain(self, answer: str) -> tuple[str, ...]:
        return () if self.write(answer).split() == self.value.split() else (self.write(answer),)


class KindEmailInput(EmailInput):
    """An e-mail address and, where one is said, its kind."""

    def read(self, text: str) -> str | None:
        rest, kind = _parted(text)
        address = super().read(rest)
        return None if address is None else _coded(address, kind if kind in _OF_EMAIL else "", _USUAL)

    def write(self, answer: str) -> str:
        email = email_of(answer)
        return f"{email.address} {_(PHONE_KINDS[email.kind])}" if email.kind in ("work", "other") else email.address
