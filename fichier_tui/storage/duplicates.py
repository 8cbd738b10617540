"""Is whoever is being typed in the file already? Asked at every key: by the indexes, never through the whole file."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from fichier_tui.domain.contact import ContactDetails, ContactRow, cleaned
from fichier_tui.domain.likeness import CERTAIN, Evidence, Likeness, likeness
from fichier_tui.storage.contacts import read_rows
from fichier_tui.storage.details import read_details
from fichier_tui.storage.search.finding import FEW, find_contacts
from fichier_tui.storage.session import Session

SHOWN = 3
# How many contacts of that name are compared; of more, those whose town or birth is typed are looked for by it.
_COMPARED, _NAMESAKES = 40, 1_000
_SHORTEST_NAME = 3
# Telephones, addresses and cards of the same text: more than this many are a switchboard, not a person.
_SHARED = 20
_BY_REACH = {
    "phone": "SELECT contact_id FROM phone WHERE number IN (SELECT value FROM json_each(?)) LIMIT ?",
    "email": "SELECT contact_id FROM email WHERE address IN (SELECT value FROM json_each(?)) LIMIT ?",
    "card": "SELECT id FROM contact WHERE card_number IN (SELECT value FROM json_each(?)) LIMIT ?",
}
_BORN = "SELECT id FROM contact WHERE id IN (SELECT value FROM json_each(?)) AND birth = ?"


@dataclass(frozen=True, slots=True)
class LikelyDuplicate:
    """A contact of the file that may be the one that is typed: its line of the list, and why."""

    row: ContactRow
    likeness: Likeness

    @property
    def kind(self) -> str:
        """certain, likely, household or homonym."""
        return self.likeness.kind

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """What agrees, the strongest first."""
        return self.likeness.evidence

    @property
    def certain(self) -> bool:
        """Whether nothing but two people of one name at one telephone or address could explain it."""
        return self.kind == CERTAIN


def find_duplicates(
    session: Session, details: ContactDetails, limit: int = SHOWN, *, apart_from: int | None = None
) -> tuple[LikelyDuplicate, ...]:
    """The contacts that the one being typed may be, the surest first, at most `limit`; none refuses it.

    `apart_from` is a contact that is no duplicate of itself: the one whose card is being corrected.
    """
    details = cleaned(details)
    numbers = _by_reach(session, details) | _by_name(session, details)
    if apart_from is not None:
        numbers.pop(apart_from, None)
    if not numbers:
        return ()
    found = {
        number: alike
        for number, known in read_details(session, numbers.keys()).items()
        if (alike := likeness(details, known)) is not None
    }
    rows = [row for row in read_rows(session, list(found)) if not row.deleted]
    rows.sort(key=lambda row: (found[row.id].weight, -(row.purchases + row.visits), row.name, row.id))
    return tuple(LikelyDuplicate(row, found[row.id]) for row in rows[:limit])


def _by_reach(session: Session, details: ContactDetails) -> dict[int, None]:
    execute = session.database.connection().execute
    wanted = {
        "phone": [phone.number for phone in details.phones],
        "email": [email.address for email in details.emails],
        "card": [details.card_number] if details.card_number else [],
    }
    return {
        int(row[0]): None
        for name, texts in wanted.items()
        if texts
        for row in execute(_BY_REACH[name], (json.dumps(texts), _SHARED))
    }


def _by_name(session: Session, details: ContactDetails) -> dict[int, None]:
    name = f"{details.last_name} {details.first_name}".strip() or details.company_name
    if len(name) < _SHORTEST_NAME:
        return {}
    namesakes = find_contacts(session, name, _COMPARED)
    ids = namesakes.ids
    # A surname alone is that of many people; those few who bear a rare one are worth a mention.
    if details.last_name and not details.first_name and (namesakes.exact or len(ids)) > SHOWN:
        return {}
    found = dict.fromkeys(ids)
    # Near names come with the very name where few bear it; where many do, those of the place are sought by it.
    for text in _places(details) if namesakes.exact >= FEW else ():
        found |= dict.fromkeys(find_contacts(session, f"{name} {text}", _COMPARED).ids)
    if len(ids) == _COMPARED and details.birth:
        more = json.dumps(find_contacts(session, name, _NAMESAKES).ids.tolist())
        rows = session.database.connection().execute(_BORN, (more, details.birth))
        found |= {int(row[0]): None for row in rows}
    return found


def _places(details: ContactDetails) -> Iterable[str]:
    return dict.fromkeys(place.postcode or place.town for place in details.addresses if place.postcode or place.town)
