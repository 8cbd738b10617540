"""By what a person who objected is known again once nothing else is kept of them (CONSENT R07, FEATURES L2).

Each identifier closes the channels that it leads to: a telephone number calls and SMS, an e-mail address e-mails, a
postal address letters; a name with its whole birth date closes them all. A name alone closes nothing: there are many
Martins. Doubt closes (the landline of a household closes it for the whole household).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fichier_tui.domain.contact import COMPANY, ContactDetails
from fichier_tui.domain.history import CONSENT_CHANNELS
from fichier_tui.domain.text import fold

_WHOLE_BIRTH = len("1958-07-14")


@dataclass(frozen=True, slots=True)
class Identifier:
    """Something that a person is known by, in the form in which it is compared, and the channels that it closes."""

    text: str
    channels: tuple[str, ...]


def of_phone(number: str) -> Identifier:
    """That of a telephone number."""
    return Identifier(f"phone:{number}", ("phone", "sms"))


def of_email(address: str) -> Identifier:
    """That of an e-mail address."""
    return Identifier(f"email:{address.lower()}", ("email",))


def identifiers(details: ContactDetails) -> Iterator[Identifier]:
    """Everything that a contact may be known again by. The details are clean (`domain.contact.cleaned`)."""
    for phone in details.phones:
        yield of_phone(phone.number)
    for email in details.emails:
        yield of_email(email.address)
    company = details.kind == COMPANY
    whole = details.company_name if company else f"{details.last_name} {details.first_name}"
    birth = "" if company else details.birth
    yield from of_name(whole, birth, ((place.street, place.postcode) for place in details.addresses))


def of_name(whole: str, birth: str, places: Iterable[tuple[str, str]]) -> Iterator[Identifier]:
    """Those of a name with a birth date, or with the street and postcode of an address.

    The name counts without case, accents or order: "PERON Hélène" is "Hélène Péron".
    """
    name = " ".join(sorted(fold(whole).split()))
    if not name:
        return
    if len(birth) == _WHOLE_BIRTH and not birth.startswith("--"):
        yield Identifier(f"birth:{name}:{birth}", CONSENT_CHANNELS)
    for street, postcode in places:
        where = fold(street)
        if where and postcode:
            yield Identifier(f"address:{name}:{fold(postcode)}:{where}", ("post",))
