"""What the rules on contacting look at, read in a few queries however many contacts there are."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from fichier_tui.domain.contact import SOURCES_WITHOUT_CONSENT, PostalAddress
from fichier_tui.domain.contactability import (
    EMAIL,
    PHONE,
    POST,
    SERVICE,
    SILENCE_MONTHS,
    SMS,
    STAY,
    ContactabilityFacts,
)
from fichier_tui.domain.dates import add_months
from fichier_tui.domain.history import ConsentLine
from fichier_tui.domain.phone import takes_sms
from fichier_tui.domain.postal_address import NO_NAME, what_lacks
from fichier_tui.domain.rights import ERASURE
from fichier_tui.domain.rights import OPEN as WAITING
from fichier_tui.storage.consents.last_words import SAID, SEEN
from fichier_tui.storage.days import local_day
from fichier_tui.storage.session import Session
from fichier_tui.storage.shop import read_settings

ASKED = ("form", "quote", "booking")
"""The kinds of behaviour by which a contact asked for something."""
# Where the address did not come from the contact itself (R09).
_FROM_OTHERS = (*SOURCES_WITHOUT_CONSENT, "referral", "social_network", "review")
# Of the file: from a quarter on, a statement is quicker without the list of contacts.
_WHOLE_FROM = 4
_NONE: frozenset[str] = frozenset()
_OPEN: Mapping[str, dt.date] = {}
WANT_TO_GO = f"SELECT contact_id FROM rights_request WHERE kind = '{ERASURE}' AND state = '{WAITING}'"
"""SQL: the contacts who asked to be erased and have no answer yet; NULL for those who are not in the file."""
_AMONG = re.compile(r"[\w.]+ IN :ids")
_TABLES = {EMAIL: "email", SMS: "phone", PHONE: "phone", POST: "address"}


@dataclass(frozen=True)
class ContactabilityReading:
    """Of some contacts, for some channels, on a day."""

    session: Session
    ids: Collection[int]
    channels: tuple[str, ...]
    today: dt.date
    purpose: str = ""
    """What alone it is read for: then only what that one depends on is read."""

    @cached_property
    def whole(self) -> bool:
        """Whether so much of the file is asked for that it is quicker to read it whole."""
        latest = self.session.database.connection().execute("SELECT MAX(id) FROM contact").fetchone()[0]
        return len(self.ids) * _WHOLE_FROM > (latest or 0)

    @cached_property
    def wanted(self) -> str:
        return json.dumps(list(self.ids))

    def rows(self, sql: str, *parameters: object) -> Iterator[Any]:
        """The rows of a statement, `id IN :ids` in it standing for the contacts; those of others may be among them."""
        execute = self.session.database.connection().execute
        if self.whole:
            whole: Iterator[Any] = execute(_AMONG.sub("TRUE", sql), parameters)
            return whole
        found: Iterator[Any] = execute(
            sql.replace(":ids", "(SELECT value FROM json_each(?))"), (*parameters, self.wanted)
        )
        return found

    def facts(self) -> Iterator[tuple[int, ContactabilityFacts]]:
        """Each contact with what the rules look at; one that is no more is left out."""
        consents = self._consents()
        usable, unusable = self._reach()
        incomplete = self._incomplete(usable)
        asked = self._asked() if self.purpose in ("", SERVICE) else set()
        to_go = set() if self.purpose == SERVICE else self._to_go()
        sales, informed = self._sales()
        said = {} if self.purpose == SERVICE else self._said()
        stay_asked = self._stay_asked() if self.purpose in ("", STAY) else {}
        for number, kind, birth, source, deceased, restricted, deleted, seen, purchases, visits in self.rows(
            "SELECT c.id, c.kind, c.birth, c.source, c.deceased_on, c.restricted_on, c.deleted_at,"
            f" {SEEN}, s.purchases, s.visits"
            " FROM contact AS c JOIN contact_summary AS s ON s.contact_id = c.id WHERE c.id IN :ids"
        ):
            yield (
                number,
                ContactabilityFacts(
                    kind=kind,
                    birth=birth,
                    source=source,
                    deceased=deceased is not None,
                    restricted=restricted is not None,
                    erasure_asked=number in to_go,
                    put_aside=deleted is not None,
                    last_word=_day(max(seen, said.get(number, ""))),
                    client=purchases > 0,
                    dealings=purchases > 0 or visits > 0 or number in asked,
                    last_sale=sales.get(number),
                    informed_at_sale=_NONE if source in _FROM_OTHERS else informed.get(number, _NONE),
                    consents=consents.get(number, ()),
                    listed=_OPEN,
                    reachable=usable.get(number, _NONE),
                    unusable=unusable.get(number, _NONE),
                    incomplete=incomplete.get(number, ""),
                    stay_asked_on=stay_asked.get(number),
                ),
            )

    def _to_go(self) -> set[int]:
        """Those who asked to be erased and have no answer yet."""
        return {number for (number,) in self.rows(f"{WANT_TO_GO} AND contact_id IN :ids")}

    def _consents(self) -> dict[int, tuple[ConsentLine, ...]]:
        """The lines of these channels, in the order in which they were written."""
        found: dict[int, tuple[ConsentLine, ...]] = {}
        for number, channel, state, day, recorded_at, medium, proof in self.rows(
            "SELECT contact_id, channel, state, day, recorded_at, medium, proof FROM consent"
            f" WHERE channel IN ({', '.join('?' * len(self.channels))}) AND contact_id IN :ids ORDER BY id",
            *self.channels,
        ):
            instant = dt.datetime.fromisoformat(recorded_at)
            line = ConsentLine(channel, state, _known(day), instant, medium, "", "", 0, "", proof)
            found[number] = (*found[number], line) if number in found else (line,)
        return found

    def _said(self) -> dict[int, str]:
        """The latest day on which each contact said something, in ISO form; for one purpose, only where it matters."""
        found: dict[int, str] = {}
        silent = ""
        if self.purpose and self.whole:
            # Whoever was seen since is far from three years of silence, whatever it said besides.
            limit = add_months(self.today, -SILENCE_MONTHS + 2).isoformat()
            silent = (
                "contact_id IN (SELECT c.id FROM contact AS c JOIN contact_summary AS s ON s.contact_id = c.id"
                f" WHERE {SEEN} < '{limit}') AND "
            )
        for table, condition in SAID:
            for number, day in self.rows(
                f"SELECT contact_id, MAX(day) FROM {table} WHERE {condition} AND {silent}contact_id IN :ids"
                " GROUP BY contact_id"
            ):
                found[number] = max(day, found.get(number, ""))
        return found

    def _reach(self) -> tuple[dict[int, frozenset[str]], dict[int, frozenset[str]]]:
        """By contact the channels that can be used, and those for which there is something that cannot be."""
        usable: dict[int, frozenset[str]] = {}
        there: dict[int, frozenset[str]] = {}
        if EMAIL in self.channels:
            for number, address in self.rows("SELECT contact_id, address FROM email WHERE contact_id IN :ids"):
                _add(usable if is_usable_email(address) else there, number, EMAIL)
        if {SMS, PHONE} & set(self.channels):
            for number, phone, kind in self.rows("SELECT contact_id, number, kind FROM phone WHERE contact_id IN :ids"):
                rings = phone.startswith("+") and kind != "fax"
                _add(usable if rings else there, number, PHONE)
                if not rings or takes_sms(phone, kind):
                    _add(usable if rings else there, number, SMS)
        return usable, there

    def _incomplete(self, usable: dict[int, frozenset[str]]) -> dict[int, str]:
        """What the address of each lacks for a letter; whoever has a whole one is added to those who can be reached."""
        lacking: dict[int, str] = {}
        if POST not in self.channels:
            return lacking
        for number, named, *address in self.rows(
            "SELECT a.contact_id, c.last_name || c.first_name || c.company_name != '',"
            " a.street, a.postcode, a.town, a.region, a.country FROM address AS a JOIN contact AS c"
            " ON c.id = a.contact_id WHERE (a.street != '' OR a.postcode != '') AND a.contact_id IN :ids"
        ):
            if lack := what_lacks(PostalAddress(*address)) or ("" if named else NO_NAME):
                lacking.setdefault(number, lack)
            else:
                _add(usable, number, POST)
        return {number: lack for number, lack in lacking.items() if POST not in usable.get(number, _NONE)}

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

    def _stay_asked(self) -> dict[int, dt.date]:
        """The day on which each was last sent the one question whether to stay (R04)."""
        return {
            number: _known(day)
            for number, day in self.rows(
                f"SELECT contact_id, {local_day('MAX(at)')} FROM sending_recipient JOIN sending"
                " ON sending.id = sending_id WHERE purpose = ? AND state IN ('sending', 'sent')"
                " AND contact_id IN :ids GROUP BY contact_id",
                STAY,
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


def _add(channels: dict[int, frozenset[str]], number: int, channel: str) -> None:
    present = channels.get(number, _NONE)
    if channel not in present:
        channels[number] = _with(present, channel)


@lru_cache
def _with(channels: frozenset[str], channel: str) -> frozenset[str]:
    """One set for all who have the same."""
    return channels | {channel}


@lru_cache(maxsize=4096)
def _known(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def _day(text: str) -> dt.date | None:
    return _known(text) if text else None
