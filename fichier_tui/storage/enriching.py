"""One field of a card filled at a time: what is asked at the counter, and what is not to be asked again today."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from fichier_tui.domain.completeness import (
    BIRTH,
    COMPANY_NAME,
    EMAIL,
    FIRST_NAME,
    LAST_NAME,
    PHONE,
    PLACE,
    SOURCE,
    held,
)
from fichier_tui.domain.contact import COMPANY, Contact, ContactDetails, EmailAddress, PhoneNumber, PostalAddress
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.text import clean_line
from fichier_tui.storage.contacts import change_contact, read_contact
from fichier_tui.storage.drafts import SCREENS, keep_draft, read_draft
from fichier_tui.storage.session import Session
from fichier_tui.storage.towns import towns_of_postcode

_PASSED = f"{SCREENS}passed_over"
_MOBILE = ("+336", "+337")
# "06000 Nice", "Nice 06000", "06000", "Nice".
_PLACE = re.compile(r"(?P<before>\d{4,5}\b)?\s*(?P<town>.*?)\s*(?P<after>\b\d{4,5})?")
_PLAIN = (LAST_NAME, FIRST_NAME, COMPANY_NAME, BIRTH, SOURCE)


def enrich_contact(
    session: Session, contact: int, field: str, value: str, *, read_version: int | None = None
) -> Contact:
    """Fill one field of a card: a name of `domain.completeness`, but for the consent, which is asked on its own.

    `value` is what the form understood: a number in E.164, an ISO birth, a code of source, "06000 Nice". The town of
    a postcode that has only one is added. What somebody else saved since `read_version` stays: a telephone and an
    e-mail are one more. Raises Refusal: row.unknown, contact.nameless, contact.changed_elsewhere (the very field was
    filled meanwhile).
    """
    with session.database.atomic("IMMEDIATE"):
        known = read_contact(session, contact)
        is_taken = field not in (PHONE, EMAIL) and field in held(known.details, consent_asked=True)
        if read_version not in (None, known.version) and is_taken:
            raise Refusal("contact.changed_elsewhere", name=known.name)
        return change_contact(session, contact, _filled(session, known.details, field, clean_line(value)))


def pass_over(session: Session, contact: int, field: str) -> None:
    """Do not propose this field of this card again today. Kept with this person's habits: it is no fact."""
    today = session.today.isoformat()
    kept = {key: day for key, day in _kept(session).items() if day == today}
    keep_draft(session, _PASSED, {**kept, f"{contact}.{field}": today})


def passed_over(session: Session, contact: int) -> frozenset[str]:
    """The fields of a card that this person passed over today."""
    today, mine = session.today.isoformat(), f"{contact}."
    return frozenset(
        key.removeprefix(mine) for key, day in _kept(session).items() if day == today and key.startswith(mine)
    )


def _kept(session: Session) -> dict[str, str]:
    draft = read_draft(session, _PASSED)
    return {} if draft is None else draft.values


def _filled(session: Session, details: ContactDetails, field: str, value: str) -> ContactDetails:
    if field in _PLAIN:
        plain: dict[str, Any] = {field: value}
        return replace(details, **plain)
    if field == PHONE:
        kind = "mobile" if value.startswith(_MOBILE) else "work" if details.kind == COMPANY else "home"
        return replace(details, phones=(*details.phones, PhoneNumber(value, kind)))
    if field == EMAIL:
        kind = "work" if details.kind == COMPANY else "home"
        return replace(details, emails=(*details.emails, EmailAddress(value, kind)))
    if field == PLACE:
        return replace(details, addresses=_placed(session, details, value))
    raise ValueError(f"{field} is not filled like this")


def _placed(session: Session, details: ContactDetails, value: str) -> tuple[PostalAddress, ...]:
    """The addresses with a postcode and a town: in the first one where a street stands alone, else one more."""
    found = _PLACE.fullmatch(value)
    postcode, town = (found["before"] or found["after"] or "", found["town"]) if found else ("", value)
    if postcode and not town:
        towns = towns_of_postcode(session, postcode)
        town = towns[0] if len(towns) == 1 else ""
    first, others = (details.addresses[0], details.addresses[1:]) if details.addresses else (PostalAddress(), ())
    return (replace(first, postcode=postcode, town=town), *others)
