"""What was said of a contact at the counter, added to what the file has of it: nothing that it has is overwritten."""

from __future__ import annotations

from dataclasses import replace

from fichier_tui.domain.contact import ContactDetails, PostalAddress
from fichier_tui.domain.scanning import comparable
from fichier_tui.domain.text import fold

PLAIN_ADDED = ("civility", "birth", "source", "source_detail", "card_number")
"""What is added only where there is none."""


def with_added(known: ContactDetails, said: ContactDetails) -> ContactDetails:
    """The known details and what was said beside them.

    A telephone or an e-mail that is new comes after the others; a postcode, a birth, a source and a card only where
    there is none: what differs is told by `contradicted`.
    """
    numbers, addresses = {phone.number for phone in known.phones}, {email.address for email in known.emails}
    labels = {fold(tag) for tag in known.tags}
    return replace(
        known,
        civility=known.civility or said.civility,
        birth=known.birth or said.birth,
        card_number=known.card_number or said.card_number,
        source=known.source or said.source,
        source_detail=known.source_detail or ("" if known.source else said.source_detail),
        phones=known.phones + tuple(phone for phone in said.phones if phone.number not in numbers),
        emails=known.emails + tuple(email for email in said.emails if email.address not in addresses),
        addresses=_addresses(known.addresses, said.addresses),
        tags=known.tags + tuple(tag for tag in said.tags if fold(tag) not in labels),
    )


def contradicted(known: ContactDetails, said: ContactDetails) -> tuple[str, ...]:
    """What was said and is not added, because the file says something else: birth, card, source, postcode."""
    postcodes = {place.postcode for place in known.addresses if place.postcode}
    differs = {
        "birth": bool(said.birth and known.birth and said.birth != known.birth),
        "card": bool(said.card_number and known.card_number)
        and comparable(said.card_number) != comparable(known.card_number),
        "source": bool(said.source and known.source and fold(said.source) != fold(known.source)),
        "postcode": bool(postcodes) and any(place.postcode not in postcodes for place in said.addresses),
    }
    return tuple(name for name, is_other in differs.items() if is_other)


def _addresses(known: tuple[PostalAddress, ...], said: tuple[PostalAddress, ...]) -> tuple[PostalAddress, ...]:
    """The address said, where there is none; its postcode and town, where the first one has no postcode."""
    if not said or not known:
        return known or said
    if any(place.postcode for place in known):
        return known
    first, new = known[0], said[0]
    return (replace(first, postcode=new.postcode, town=first.town or new.town), *known[1:])
