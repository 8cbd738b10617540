"""May these contacts be contacted? What the rules look at, read in a few queries however many they are; nothing kept.

The one door to `domain.contactability`: exports, campaigns, letters, proposals and the planner all ask here.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

from fichier_tui.domain.contact import SOURCES_WITHOUT_CONSENT, ContactDetails, PostalAddress
from fichier_tui.domain.contactability import (
    EMAIL,
    PHONE,
    POST,
    SERVICE,
    SMS,
    Answer,
    ContactabilityFacts,
    Retained,
    may_contact,
)
from fichier_tui.domain.history import CONSENT_CHANNELS, ConsentLine
from fichier_tui.domain.opposition import Identifier, identifiers, of_email, of_phone
from fichier_tui.domain.phone import takes_sms
from fichier_tui.storage.last_words import SAID, SEEN
from fichier_tui.storage.oppositions import OppositionList
from fichier_tui.storage.session import Session
from fichier_tui.storage.shop import read_settings

UNKNOWN = Answer(False, "put_aside", "R05")
"""The answer for a number that is none of the file."""
ASKED = ("form", "quote", "booking")
"""The kinds of behaviour by which a contact asked for something."""
# Where the address did not come from the contact itself (R09).
_FROM_OTHERS = (*SOURCES_WITHOUT_CONSENT, "referral", "social_network", "review")
_TABLES = {EMAIL: "email", SMS: "phone", PHONE: "phone", POST: "address"}


def answers(
    session: Session, ids: Collection[int], channel: str, purpose: str, day: dt.date | None = None
) -> dict[int, Answer]:
    """Whether each of these contacts may be contacted on a day, by default the session's, in the order given."""
    today = day or session.today
    facts = _Reading(session, ids, (channel,), today).facts()
    found = {
        contact: may_contact(facts[contact], channel, purpose, today) if contact in facts else UNKNOWN
        for contact in ids
    }
    if purpose != SERVICE:
        # Known again by an address or a number of somebody who objected: looked for only where all else allows it.
        allowed = [contact for contact, answer in found.items() if answer.allowed]
        for contact, closed in _listed(session, allowed, (channel,)).items():
            found[contact] = may_contact(replace(facts[contact], listed=closed), channel, purpose, today)
    return found


def retained(session: Session, ids: Sequence[int], channel: str, purpose: str, day: dt.date | None = None) -> Retained:
    """Of these contacts, who may be contacted, and who may not with the reason; both in the order given."""
    found = answers(session, ids, channel, purpose, day)
    kept = tuple(contact for contact, answer in found.items() if answer.allowed)
    return Retained(kept, tuple((contact, answer) for contact, answer in found.items() if not answer.allowed))


def contactability_facts(
    session: Session, ids: Collection[int], day: dt.date | None = None
) -> dict[int, ContactabilityFacts]:
    """All that the rules look at of each of these contacts, for every channel. One that is no more is left out."""
    facts = _Reading(session, ids, CONSENT_CHANNELS, day or session.today).facts()
    for contact, closed in _listed(session, ids, CONSENT_CHANNELS).items():
        if contact in facts:
            facts[contact] = replace(facts[contact], listed=closed)
    return facts


@dataclass(frozen=True)
class _Reading:
    session: Session
    ids: Collection[int]
    channels: tuple[str, ...]
    today: dt.date

    @cached_property
    def wanted(self) -> str:
        return json.dumps(list(self.ids))

    def rows(self, sql: str, *parameters: object) -> Iterator[Any]:
        """The rows of a statement in which :ids stands for the contacts."""
        execute = self.session.database.connection().execute
        found: Iterator[Any] = execute(
            sql.replace(":ids", "(SELECT value FROM json_each(?))"), (*parameters, self.wanted)
        )
        return found

    def facts(self) -> dict[int, ContactabilityFacts]:
        """By contact."""
        consents, said = self._consents(), self._said()
        usable, unusable = self._reach()
        asked, sales, informed = self._asked(), *self._sales()
        nothing: frozenset[str] = frozenset()
        return {
            number: ContactabilityFacts(
                kind=kind,
                birth=birth,
                source=source,
                deceased=deceased is not None,
                restricted=restricted is not None,
                put_aside=deleted is not None,
                last_word=_day(max(seen, said.get(number, ""))),
                client=purchases > 0,
                dealings=purchases > 0 or visits > 0 or number in asked,
                last_sale=sales.get(number),
                informed_at_sale=nothing if source in _FROM_OTHERS else informed.get(number, nothing),
                consents=consents.get(number, ()),
                reachable=frozenset(usable.get(number, nothing)),
                unusable=frozenset(unusable.get(number, nothing)),
            )
            for number, kind, birth, source, deceased, restricted, deleted, seen, purchases, visits in self.rows(
                "SELECT c.id, c.kind, c.birth, c.source, c.deceased_on, c.restricted_on, c.deleted_at,"
                f" {SEEN}, s.purchases, s.visits"
                " FROM contact AS c JOIN contact_summary AS s ON s.contact_id = c.id WHERE c.id IN :ids"
            )
        }

    def _consents(self) -> dict[int, tuple[ConsentLine, ...]]:
        """The lines of these channels, oldest first."""
        found: dict[int, tuple[ConsentLine, ...]] = {}
        for number, channel, state, day, recorded_at, medium, proof in self.rows(
            "SELECT contact_id, channel, state, day, recorded_at, medium, proof FROM consent"
            f" WHERE channel IN ({', '.join('?' * len(self.channels))}) AND contact_id IN :ids"
            " ORDER BY day, recorded_at, id",
            *self.channels,
        ):
            line = ConsentLine(channel, state, _known(day), _instant(recorded_at), medium, proof=proof)
            found[number] = (*found.get(number, ()), line)
        return found

    def _said(self) -> dict[int, str]:
        """The latest day on which each contact said something, in ISO form."""
        found: dict[int, str] = {}
        for table, condition in SAID:
            for number, day in self.rows(
                f"SELECT contact_id, MAX(day) FROM {table} WHERE {condition} AND contact_id IN :ids GROUP BY contact_id"
            ):
                found[number] = max(day, found.get(number, ""))
        return found

    def _reach(self) -> tuple[dict[int, set[str]], dict[int, set[str]]]:
        """By contact the channels that can be used, and those for which there is only what cannot be."""
        usable: dict[int, set[str]] = defaultdict(set)
        there: dict[int, set[str]] = defaultdict(set)
        if EMAIL in self.channels:
            for number, address in self.rows("SELECT contact_id, address FROM email WHERE contact_id IN :ids"):
                (usable if is_usable_email(address) else there)[number].add(EMAIL)
        if {SMS, PHONE} & set(self.channels):
            for number, phone, kind in self.rows("SELECT contact_id, number, kind FROM phone WHERE contact_id IN :ids"):
                rings = phone.startswith("+") and kind != "fax"
                (usable if rings else there)[number].add(PHONE)
                if not rings or takes_sms(phone, kind):
                    (usable if rings else there)[number].add(SMS)
        if POST in self.channels:
            for (number,) in self.rows(
                "SELECT contact_id FROM address WHERE (street != '' OR postcode != '') AND contact_id IN :ids"
            ):
                usable[number].add(POST)
        return usable, there

    def _asked(self) -> set[int]:
        """Those who have an appointment, or asked for something."""
        marks = ", ".join("?" * len(ASKED))
        return {
            row[0]
            for row in (
                *self.rows("SELECT contact_id FROM action WHERE kind = 'appointment' AND contact_id IN :ids"),
                *self.rows(
                    f"SELECT contact_id FROM behaviour_event WHERE kind IN ({marks}) AND contact_id IN :ids", *ASKED
                ),
            )
        }

    def _sales(self) -> tuple[dict[int, dt.date], dict[int, frozenset[str]]]:
        """The last real sale of each, and the channels whose addresses were all given here; only where R09 is set."""
        if not read_settings(self.session).informs_at_sale:
            return {}, {}
        sales = {
            number: _known(day)
            for number, day in self.rows(
                "SELECT contact_id, MAX(day) FROM purchase WHERE amount_cents > 0 AND day <= ? AND contact_id IN :ids"
                " GROUP BY contact_id",
                self.today.isoformat(),
            )
        }
        given: dict[int, set[str]] = defaultdict(set)
        imported: dict[int, set[str]] = defaultdict(set)
        for channel in set(self.channels) - {POST}:
            table = _TABLES[channel]
            runs = self._imported(table)
            for row, number in self.rows(f"SELECT id, contact_id FROM {table} WHERE contact_id IN :ids"):
                (imported if any(row in run for run in runs) else given)[number].add(channel)
        return sales, {number: frozenset(channels - imported[number]) for number, channels in given.items()}

    def _imported(self, table: str) -> tuple[range, ...]:
        """The rows of a table that came from foreign files, by the journal."""
        execute = self.session.database.connection().execute
        return tuple(
            range(first, last + 1)
            for first, last in execute(
                "SELECT first_id, last_id FROM journal_change AS c JOIN journal_entry AS e ON e.id = c.entry_id"
                " WHERE e.verb = 'contacts.imported' AND c.table_name = ? AND c.kind != 'removed'",
                (table,),
            )
        )


def is_usable_email(address: str) -> bool:
    """Whether something could be sent there: a name, one @, a domain with a dot."""
    name, at, domain = address.rpartition("@")
    return bool(at and name and "@" not in name and "." in domain.strip(".")) and not any(map(str.isspace, address))


def _listed(session: Session, ids: Collection[int], channels: Collection[str]) -> Mapping[int, Mapping[str, dt.date]]:
    """The channels that the list of oppositions closes for each of these, by what they are known by now."""
    opposed = OppositionList(session)
    if not any(channel in channels for closed in opposed.closed.values() for channel in closed):
        return {}
    found = {}
    for number, known_by in _known_by(session, ids, channels):
        closed = opposed.closes_known_by(known_by)
        if closed:
            found[number] = closed
    return found


def _known_by(
    session: Session, ids: Collection[int], channels: Collection[str]
) -> Iterable[tuple[int, list[Identifier]]]:
    """By what each contact is known again, as far as it concerns these channels."""
    rows = _Reading(session, ids, tuple(channels), session.today).rows
    known: dict[int, list[Identifier]] = defaultdict(list)
    if EMAIL in channels:
        for number, address in rows("SELECT contact_id, address FROM email WHERE contact_id IN :ids"):
            known[number].append(of_email(address))
    if {SMS, PHONE} & set(channels):
        for number, phone in rows("SELECT contact_id, number FROM phone WHERE contact_id IN :ids"):
            known[number].append(of_phone(phone))
    places: dict[int, list[PostalAddress]] = defaultdict(list)
    if POST in channels:
        for number, *place in rows("SELECT contact_id, street, postcode FROM address WHERE contact_id IN :ids"):
            places[number].append(PostalAddress(*place))
    for number, *plain in rows(
        "SELECT id, kind, last_name, first_name, company_name, birth FROM contact WHERE id IN :ids"
    ):
        kind, last, first, company, birth = plain
        if birth or number in places:
            details = ContactDetails(
                kind=kind, last_name=last, first_name=first, company_name=company, birth=birth,
                addresses=tuple(places.get(number, ())),
            )  # fmt: skip
            known[number] += identifiers(details)
    return known.items()


@lru_cache(maxsize=4096)
def _known(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@lru_cache(maxsize=4096)
def _instant(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def _day(text: str) -> dt.date | None:
    return _known(text) if text else None
