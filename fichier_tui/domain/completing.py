"""Somebody was typed anew who is in the file already: what was typed completes the card that is there.

Nothing of the card is replaced: what was typed otherwise than the card says is told, for a person to decide.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from fichier_tui.domain.commune import town_key
from fichier_tui.domain.contact import ContactDetails, PostalAddress
from fichier_tui.domain.merging import merge_imported
from fichier_tui.domain.text import fold, fold_joined


@dataclass(frozen=True, slots=True)
class Completed:
    """The details of the card with what it lacked; `left_out` names what was typed otherwise than it says."""

    details: ContactDetails
    left_out: tuple[str, ...] = ()


def complete_with(known: ContactDetails, typed: ContactDetails) -> Completed:
    """The card `known` completed with what was `typed`."""
    merged = merge_imported(known, replace(typed, addresses=()), corrected_by_hand=True)
    left_out = [name for name, _value in merged.kept_out]
    addresses = list(known.addresses)
    for address in typed.addresses:
        place = next((place for place, ours in enumerate(addresses) if _agree(ours, address)), None)
        if place is not None:
            addresses[place] = _filled(addresses[place], address)
        elif addresses:
            left_out.append("address")
        else:
            addresses.append(address)
    return Completed(replace(merged.details, addresses=tuple(addresses)), tuple(left_out))


def _agree(ours: PostalAddress, typed: PostalAddress) -> bool:
    """Whether no part that both have differs, and they have one in common."""
    pairs = (
        (fold(ours.street), fold(typed.street)),
        (fold_joined(ours.postcode), fold_joined(typed.postcode)),
        (town_key(ours.town), town_key(typed.town)),
    )
    both = [mine == theirs for mine, theirs in pairs if mine and theirs]
    return bool(both) and all(both)


def _filled(ours: PostalAddress, typed: PostalAddress) -> PostalAddress:
    return replace(
        ours,
        street=ours.street or typed.street,
        postcode=ours.postcode or typed.postcode,
        town=ours.town or typed.town,
        region=ours.region or typed.region,
    )
