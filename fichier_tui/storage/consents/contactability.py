"""May these contacts be contacted? What the rules look at, read in a few queries however many they are; nothing kept.

The one door to `domain.contactability`: exports, campaigns, letters, proposals and the planner all ask here.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from fichier_tui.domain.contactability import (
    EMAIL,
    PHONE,
    POST,
    PROSPECTING,
    SERVICE,
    SMS,
    Answer,
    ContactabilityFacts,
    Retained,
    holds_until,
    may_contact,
)
from fichier_tui.domain.history import CONSENT_CHANNELS
from fichier_tui.domain.opposition import Identifier, of_email, of_name, of_phone
from fichier_tui.storage import models
from fichier_tui.storage.consents.contactability_facts import ContactabilityReading
from fichier_tui.storage.consents.oppositions import OppositionList
from fichier_tui.storage.rows import row_numbered
from fichier_tui.storage.session import Session

# So many are looked up one by one in the list of oppositions; for more it is read whole.
_FEW = 200
UNKNOWN = Answer(False, "put_aside", "R05")
"""The answer for a number that is none of the file."""


@dataclass(frozen=True, slots=True)
class ChannelAnswer:
    """Whether a contact may be contacted by one channel, and the last day of a yes that ends by itself."""

    channel: str
    answer: Answer
    until: dt.date | None = None


def channel_answers(session: Session, contact: int, purpose: str = PROSPECTING) -> tuple[ChannelAnswer, ...]:
    """The answers for one contact, channel by channel. Raises Refusal("row.unknown")."""
    today = session.today
    row_numbered(models.Contact, contact)
    facts = contactability_facts(session, (contact,))[contact]
    return tuple(
        ChannelAnswer(channel, may_contact(facts, channel, purpose, today), holds_until(facts, channel, purpose, today))
        for channel in CONSENT_CHANNELS
    )


def answers(
    session: Session, ids: Collection[int], channel: str, purpose: str, day: dt.date | None = None
) -> dict[int, Answer]:
    """Whether each of these contacts may be contacted on a day, by default the session's, in the order given."""
    today, wanted = day or session.today, set(ids)
    found: dict[int, Answer] = {}
    allowed: dict[int, ContactabilityFacts] = {}
    for contact, facts in ContactabilityReading(session, wanted, (channel,), today, purpose).facts():
        if contact in wanted:
            found[contact] = answer = may_contact(facts, channel, purpose, today)
            if answer.allowed:
                allowed[contact] = facts
    if purpose != SERVICE:
        # Known again by an address or a number of somebody who objected: looked for only where all else allows it.
        for contact, closed in _listed(session, allowed, (channel,)).items():
            found[contact] = may_contact(replace(allowed[contact], listed=closed), channel, purpose, today)
    return {contact: found.get(contact, UNKNOWN) for contact in ids}


def retained(session: Session, ids: Sequence[int], channel: str, purpose: str, day: dt.date | None = None) -> Retained:
    """Of these contacts, who may be contacted, and who may not with the reason; both in the order given."""
    found = answers(session, ids, channel, purpose, day)
    kept = tuple(contact for contact, answer in found.items() if answer.allowed)
    return Retained(kept, tuple((contact, answer) for contact, answer in found.items() if not answer.allowed))


def open_channels(
    session: Session, ids: Collection[int], purpose: str = PROSPECTING, day: dt.date | None = None
) -> dict[int, tuple[str, ...]]:
    """The channels by which each of these contacts may be contacted on a day; none for one that is no more."""
    today = day or session.today
    return {
        contact: tuple(channel for channel in CONSENT_CHANNELS if may_contact(facts, channel, purpose, today).allowed)
        for contact, facts in contactability_facts(session, ids, today).items()
    }


def contactability_facts(
    session: Session, ids: Collection[int], day: dt.date | None = None
) -> dict[int, ContactabilityFacts]:
    """All that the rules look at of each of these contacts, for every channel. One that is no more is left out."""
    wanted = set(ids)
    listed = _listed(session, wanted, CONSENT_CHANNELS)
    return {
        contact: replace(facts, listed=listed[contact]) if contact in listed else facts
        for contact, facts in ContactabilityReading(session, wanted, CONSENT_CHANNELS, day or session.today).facts()
        if contact in wanted
    }


def listed_among(session: Session, ids: Collection[int], channel: str) -> Set[int]:
    """Those of these contacts for whom the list of oppositions closes a channel, by what they are known by now."""
    return _listed(session, ids, (channel,)).keys()


def _listed(session: Session, ids: Collection[int], channels: Collection[str]) -> Mapping[int, Mapping[str, dt.date]]:
    """The channels that the list of oppositions closes for each of these, by what they are known by now."""
    found, wanted = {}, set(ids)
    if len(wanted) <= _FEW:
        known = list(_known_by(session, wanted, channels))
        opposed = OppositionList(session, [identifier for _number, known_by in known for identifier in known_by])
    else:
        opposed = OppositionList(session)
    if not any(channel in channels for closed in opposed.closed.values() for channel in closed):
        return {}
    for number, known_by in known if len(wanted) <= _FEW else _known_by(session, wanted, channels):
        if closed := opposed.closes_known_by(known_by):
            found[number] = closed
    return found


def _known_by(session: Session, wanted: set[int], channels: Collection[str]) -> Iterable[tuple[int, list[Identifier]]]:
    """By what each contact is known again, as far as it concerns these channels."""
    rows = ContactabilityReading(session, wanted, tuple(channels), session.today).rows
    known: dict[int, list[Identifier]] = defaultdict(list)
    if EMAIL in channels:
        for number, address in rows("SELECT contact_id, address FROM email WHERE contact_id IN :ids"):
            if number in wanted:
                known[number].append(of_email(address))
    if {SMS, PHONE} & set(channels):
        for number, phone in rows("SELECT contact_id, number FROM phone WHERE contact_id IN :ids"):
            if number in wanted:
                known[number].append(of_phone(phone))
    places: dict[int, list[tuple[str, str]]] = defaultdict(list)
    if POST in channels:
        for number, street, postcode in rows(
            "SELECT contact_id, street, postcode FROM address WHERE contact_id IN :ids"
        ):
            places[number].append((street, postcode))
    for number, name, birth in rows(
        "SELECT id, CASE kind WHEN 'company' THEN company_name ELSE last_name || ' ' || first_name END,"
        " CASE kind WHEN 'company' THEN '' ELSE birth END FROM contact WHERE id IN :ids"
    ):
        if number in wanted and (birth or number in places):
            known[number] += of_name(name, birth, places.get(number, ()))
    return known.items()
