"""What a second import of a contact adds to the first, and what it must not take away.

A value that the staff corrected by hand is never overwritten by a file: the file's own is told, to be kept in a
note. Otherwise the file is the newer one. Lists (telephones, e-mails, addresses, labels) only grow.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from fichier_tui.domain.contact import ContactDetails, PostalAddress
from fichier_tui.domain.text import fold, fold_joined

_PLAIN = (
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
    for name in _PLAIN:
        ours, theirs = getattr(present, name), getattr(incoming, name)
        if not theirs or ours == theirs or (name in _FOLDED and fold_joined(ours) == fold_joined(theirs)):
            continue
        if ours and corrected_by_hand:
            kept_out.append((name, str(theirs)))
        else:
            values[name] = theirs
    phones = {phone.number for phone in present.phones}
    emails = {email.address for email in present.emails}
    return Merged(
        replace(
            present,
            **values,  # type: ignore[arg-type]
            first_contact_on=min(
                (day for day in (present.first_contact_on, incoming.first_contact_on) if day), default=None
            ),
            phones=present.phones + tuple(phone for phone in incoming.phones if phone.number not in phones),
            emails=present.emails + tuple(email for email in incoming.emails if email.address not in emails),
            addresses=_with_addresses(present.addresses, incoming.addresses),
            tags=tuple(dict.fromkeys(present.tags + incoming.tags)),
            interests=tuple(dict.fromkeys(present.interests + incoming.interests)),
            custom=present.custom | {key: value for key, value in incoming.custom.items() if value},
        ),
        tuple(kept_out),
    )


def _with_addresses(
    present: tuple[PostalAddress, ...], incoming: tuple[PostalAddress, ...]
) -> tuple[PostalAddress, ...]:
    known = {_address_key(address) for address in present}
    return present + tuple(address for address in incoming if _address_key(address) not in known)


def _address_key(address: PostalAddress) -> tuple[str, str, str]:
    return fold(address.street), address.postcode, fold(address.town)
