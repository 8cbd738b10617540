"""Two descriptions of one contact made one: an import of what is known already, or two cards of one person.

A value that the staff corrected by hand is never overwritten by a file: the file's own is told, to be kept in a
note. Otherwise the file is the newer one. Lists (telephones, e-mails, addresses, labels) only grow.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from fichier_tui.domain.contact import ContactDetails, PostalAddress
from fichier_tui.domain.text import fold, fold_joined

PLAIN = (
    "civility",
    "last_name",
    "first_name",
    "company_name",
    "job_title",
    "sex",
    "birth",
    "profession",
    "language",
    "source",
    "source_detail",
    "card_number",
    "household",
    "important",
)
"""The fields of one value each, in the order of a form."""
# Written one way or another, these are the same: "DUPONT" brings nothing to "Dupont".
_FOLDED = ("last_name", "first_name", "company_name", "job_title", "profession", "source", "source_detail")


@dataclass(frozen=True, slots=True)
class Merged:
    """The details to keep, and the incoming values that a correction by hand keeps out: (name of the field, value)."""

    details: ContactDetails
    kept_out: tuple[tuple[str, str], ...] = ()


def merge_imported(present: ContactDetails, incoming: ContactDetails, *, corrected_by_hand: bool) -> Merged:
    """The present details with what the incoming ones add or renew."""
    values: dict[str, object] = {}
    kept_out = []
    for name in PLAIN:
        ours, theirs = getattr(present, name), getattr(incoming, name)
        if not theirs or ours == theirs or (name in _FOLDED and fold_joined(ours) == fold_joined(theirs)):
            continue
        if ours and corrected_by_hand:
            kept_out.append((name, str(theirs)))
        else:
            values[name] = theirs
    custom = present.custom | {key: value for key, value in incoming.custom.items() if value}
    return Merged(replace(_with_lists(present, incoming), **values, custom=custom), tuple(kept_out))  # type: ignore[arg-type]


OWN = "own_"
"""How the name of one of the shop's own fields begins among the others."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that two cards of one contact fill differently; one of the shop's own is called OWN + its key."""

    field: str
    kept: str
    other: str


def differences(kept: ContactDetails, other: ContactDetails) -> tuple[Difference, ...]:
    """What must be chosen before two cards become one: the fields that both fill, and not alike."""
    found = []
    for name in PLAIN:
        ours, theirs = getattr(kept, name), getattr(other, name)
        if ours and theirs and ours != theirs and not (name in _FOLDED and fold_joined(ours) == fold_joined(theirs)):
            found.append(Difference(name, ours, theirs))
    for key, ours in kept.custom.items():
        theirs = other.custom.get(key, "")
        if ours and theirs and ours != theirs:
            found.append(Difference(OWN + key, ours, theirs))
    return tuple(found)


def merge_cards(kept: ContactDetails, other: ContactDetails, chosen: Collection[str] = ()) -> ContactDetails:
    """One card of two: the kept one's fields, the other's where it has none or where the field is `chosen`."""
    plain = {
        name: getattr(other, name)
        for name in PLAIN
        if getattr(other, name) and (name in chosen or not getattr(kept, name))
    }
    custom = kept.custom | {
        key: value for key, value in other.custom.items() if value and (OWN + key in chosen or not kept.custom.get(key))
    }
    return replace(_with_lists(kept, other), **plain, custom=custom)


def _with_lists(present: ContactDetails, incoming: ContactDetails) -> ContactDetails:
    """The present details with the lists grown by what the incoming ones add, and the earlier first contact."""
    phones = {phone.number for phone in present.phones}
    emails = {email.address for email in present.emails}
    known_since = [day for day in (present.first_contact_on, incoming.first_contact_on) if day]
    return replace(
        present,
        first_contact_on=min(known_since, default=None),
        phones=present.phones + tuple(phone for phone in incoming.phones if phone.number not in phones),
        emails=present.emails + tuple(email for email in incoming.emails if email.address not in emails),
        addresses=_with_addresses(present.addresses, incoming.addresses),
        tags=tuple(dict.fromkeys(present.tags + incoming.tags)),
        interests=tuple(dict.fromkeys(present.interests + incoming.interests)),
    )


def _with_addresses(
    present: tuple[PostalAddress, ...], incoming: tuple[PostalAddress, ...]
) -> tuple[PostalAddress, ...]:
    known = {_address_key(address) for address in present}
    return present + tuple(address for address in incoming if _address_key(address) not in known)


def _address_key(address: PostalAddress) -> tuple[str, str, str]:
    return fold(address.street), address.postcode, fold(address.town)
