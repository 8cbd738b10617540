"""To forget somebody for good, and keep the accounts: what goes, what stays, by what an import knows the person again.

Erased and anonymised are emptied alike. Neither keeps a sex, an age or a town beside the purchases: in a small town the
day and the product of a few purchases with an age single somebody out, which is what the opinion WP 216 (2014) of the
European authorities calls not anonymous. What is sold stays without anything that ties two purchases together. The only
difference: whoever asked to be erased is not created again by an import; whom the shop forgot by itself may come back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from fichier_tui.domain.contact import COMPANY, ContactDetails
from fichier_tui.domain.dates import add_months
from fichier_tui.domain.text import fold

ERASED, ANONYMISED = "erased", "anonymised"
KINDS = (ERASED, ANONYMISED)

ARCHIVED, EMPTIED, SOLD, SOLD_ASIDE = KEPT = ("archived", "emptied", "sold", "sold_aside")
"""What a card that is in no list is kept for: invoices that the law asks for (R06); nothing but its number, so that no
other card ever has it; the purchases of all who were forgotten; those of the ones who were put aside before, which the
totals did not count."""
COUNTED = (ARCHIVED, SOLD)
"""Those whose purchases count in the totals of the shop."""

ERASED_VERBS = ("contact.erased", "contact.anonymised")
"""What is never taken back."""
ACCOUNTS_YEARS = 10
"""How long invoices are kept (C. com. L. 123-22), from the end of the year."""
COPIES_MONTHS = 12
"""How long a safety copy may still hold somebody who was erased."""


@dataclass(frozen=True, slots=True)
class WhatGoes:
    """What an erasure of some contacts takes away and leaves, told before it is done. Money in cents."""

    contacts: int = 0
    name: str = ""
    """That of the only one; empty for several."""
    visits: int = 0
    purchases: int = 0
    cents: int = 0
    invoices: int = 0
    """Purchases of the years for which the law asks that invoices be kept: here only their sums will be."""
    consents: int = 0
    actions: int = 0
    notes: int = 0
    messages: int = 0
    mentions: int = 0
    """Texts elsewhere that name the only one (notes, plans, segments): the program cannot tell who is meant, and leaves
    them."""
    opposed: int = 0
    """Those who objected to something: what they are known by stays on the list, not in clear."""


@dataclass(frozen=True, slots=True)
class Erasure:
    """Somebody who was erased, as a copy of the file must be told of it."""

    public_id: str
    contact: int
    contact_public_id: str
    kind: str
    at: dt.datetime
    fingerprints: tuple[str, ...] = ()


def invoices_since(today: dt.date) -> dt.date:
    """The first day of whose sales the invoices are to be kept: ten years from the end of the year."""
    return dt.date(today.year - ACCOUNTS_YEARS, 1, 1)


def copies_until(day: dt.date) -> dt.date:
    """The day from which no safety copy holds whom was erased on `day`."""
    return add_months(day, COPIES_MONTHS)


def known_again_by(details: ContactDetails) -> Iterator[str]:
    """What an erased person leaves a fingerprint of. A telephone or an address goes with the name: a household shares
    them, and the others of it were not erased."""
    names = tuple(dict.fromkeys((_name(details), _last(details), "")))
    for reach in _reached(details):
        for name in names:
            yield f"erased:{reach}:{name}"
    yield from _alone(details)


def recognised_by(details: ContactDetails) -> Iterator[str]:
    """What somebody who comes in is compared by. Without a name a telephone or an e-mail is enough."""
    name = _name(details)
    for reach in _reached(details):
        yield f"erased:{reach}:{name}"
    yield from _alone(details)


def may_be_known_by(details: ContactDetails) -> Iterator[tuple[str, str]]:
    """What is enough to ask whether it is the same person under another name: which detail (phone, email), its text.

    A married name, a shortened first name, a slip of the pen: the telephone or the e-mail stays. It may as well be
    somebody else of the household, so that it is asked and never decided.
    """
    for reach in _reached(details):
        yield reach.partition(":")[0], f"erased:{reach}:"


def _reached(details: ContactDetails) -> Iterator[str]:
    for phone in details.phones:
        yield f"phone:{phone.number}"
    for email in details.emails:
        yield f"email:{email.address.lower()}"


def _alone(details: ContactDetails) -> Iterator[str]:
    name = _name(details)
    if details.card_number:
        yield f"erased:card:{details.card_number}"
    if not name:
        return
    if details.kind != COMPANY and len(details.birth) == len("1958-07-14"):
        yield f"erased:birth:{details.birth}:{name}"
    for place in details.addresses:
        if place.street and place.postcode:
            yield f"erased:address:{fold(place.street)}:{fold(place.postcode)}:{name}"


def _name(details: ContactDetails) -> str:
    """The name without case, accents or order."""
    company = details.kind == COMPANY
    whole = details.company_name if company else f"{details.last_name} {details.first_name}"
    return " ".join(sorted(fold(whole).split()))


def _last(details: ContactDetails) -> str:
    """The last name alone: a line of a file often has no more."""
    return "" if details.kind == COMPANY else " ".join(sorted(fold(details.last_name).split()))
