"""The list of oppositions: keyed fingerprints that outlive the contact, so that nobody who objected is solicited again.

Only what is needed to know somebody again is kept, and not in clear (CONSENT R07): the HMAC-SHA-256 of each
identifier (`domain.opposition`) under a random key of the file's own. That key lies in the encrypted file, not in the
keyring: a change of the file's key, after a departure, must not make the list unreadable.
"""

from __future__ import annotations

import datetime as dt
import hmac
import json
from collections.abc import Iterable, Iterator, Mapping

from fichier_tui.domain.consent import BY_LIST, IMPORTED, OPEN_STATES, OPPOSED, consent_line
from fichier_tui.domain.contact import ContactDetails
from fichier_tui.domain.history import CONSENT_CHANNELS, ConsentLine
from fichier_tui.domain.opposition import Identifier, identifiers
from fichier_tui.storage import models
from fichier_tui.storage.consents.lines import consent_history
from fichier_tui.storage.details import read_details
from fichier_tui.storage.models.base import public_ids
from fichier_tui.storage.operation import Operation
from fichier_tui.storage.session import Session

_KEY = "fingerprint_key"


class OppositionList:
    """The list, read once for an import: by fingerprint, which channels it closes since when."""

    def __init__(self, session: Session, known_by: Iterable[Identifier] | None = None) -> None:
        """The whole list, or what it says of those who are known by one of these."""
        self._key = fingerprint_key()
        sql = "SELECT fingerprint, channel, day FROM opposition"
        parameters: tuple[str, ...] = ()
        if known_by is not None:
            wanted = json.dumps([fingerprint_of(self._key, identifier.text) for identifier in known_by])
            sql, parameters = f"{sql} WHERE fingerprint IN (SELECT value FROM json_each(?))", (wanted,)
        self.closed: dict[str, dict[str, dt.date]] = {}
        for fingerprint, channel, day in session.database.connection().execute(sql, parameters):
            self.closed.setdefault(fingerprint, {})[channel] = dt.date.fromisoformat(day)

    def closes(self, details: ContactDetails) -> dict[str, dt.date]:
        """The channels that are closed for whoever has these details, with the first day of the opposition."""
        return self.closes_known_by(identifiers(details)) if self.closed else {}

    def closes_known_by(self, known_by: Iterable[Identifier]) -> dict[str, dt.date]:
        """The channels that are closed for whoever is known by one of these, with the first day of the opposition."""
        found: dict[str, dt.date] = {}
        for identifier in known_by:
            closed = self.closed.get(fingerprint_of(self._key, identifier.text))
            for channel, day in closed.items() if closed else ():
                found[channel] = min(day, found.get(channel, day))
        return {channel: found[channel] for channel in CONSENT_CHANNELS if channel in found} if found else found

    def add(self, details: ContactDetails, closed: Mapping[str, dt.date]) -> Iterator[tuple[str, str, dt.date]]:
        """Fingerprint, channel and day of what is to be added for somebody who closed these channels."""
        for identifier in identifiers(details):
            fingerprint = fingerprint_of(self._key, identifier.text)
            there = self.closed.setdefault(fingerprint, {})
            for channel in identifier.channels:
                if channel in closed and channel not in there:
                    there[channel] = closed[channel]
                    yield fingerprint, channel, closed[channel]


def opposition_lines(session: Session) -> list[tuple[str, str, str]]:
    """The whole list as it is kept: fingerprint, channel, day. For a copy of the file that is restored."""
    rows = session.database.connection().execute("SELECT fingerprint, channel, day FROM opposition ORDER BY id")
    return [(row[0], row[1], row[2]) for row in rows]


def take_oppositions(session: Session, lines: Iterable[tuple[str, str, str]]) -> int:
    """Put on the list of a restored copy what was objected to since it was made; returns how many lines were new."""
    there = {line[:2] for line in opposition_lines(session)}
    missing = [line for line in lines if line[:2] not in there]
    now = models.Opposition.recorded_at.db_value(session.now())
    with session.operation("oppositions.taken", count=len(missing)) as operation:
        operation.create_many(
            models.Opposition,
            ("fingerprint", "channel", "day", "recorded_at", "public_id"),
            [(*line, now, public_id) for line, public_id in zip(missing, public_ids(len(missing)), strict=True)],
        )
    return len(missing)


def oppositions_of(details: ContactDetails) -> dict[str, dt.date]:
    """The channels that the list of oppositions closes for these details, with the day: nobody is to be asked."""
    found: dict[str, dt.date] = {}
    for row in _rows(fingerprint_key(), details):
        found[row.channel] = min(row.day, found.get(row.channel, row.day))
    return {channel: found[channel] for channel in CONSENT_CHANNELS if channel in found}


def keep_oppositions(operation: Operation, contact: int, channels: Iterable[str], day: dt.date) -> None:
    """Put what a contact is known by on the list, for these channels; what is there already stays as it is."""
    wanted = set(channels)
    details = read_details(operation.session, [contact]).get(contact)
    if not wanted or details is None:
        return
    key, now = fingerprint_key(), operation.session.now()
    there = {(row.fingerprint, row.channel) for row in _rows(key, details)}
    for identifier in identifiers(details):
        fingerprint = fingerprint_of(key, identifier.text)
        for channel in identifier.channels:
            if channel in wanted and (fingerprint, channel) not in there:
                there.add((fingerprint, channel))
                operation.create(models.Opposition, fingerprint=fingerprint, channel=channel, day=day, recorded_at=now)


def lift_oppositions(operation: Operation, contact: int, channel: str) -> None:
    """Take a contact off the list for one channel: the person said yes again, to the staff."""
    details = read_details(operation.session, [contact]).get(contact)
    if details is not None:
        for row in _rows(fingerprint_key(), details):
            if row.channel == channel:
                operation.remove(row)


def heed_oppositions(operation: Operation, contact: int, details: ContactDetails) -> tuple[str, ...]:
    """Close the channels that the list closes for a contact with these details; returns them.

    Left as they are: a channel that is opposed already, and one that the person itself opened to the staff since.
    """
    session = operation.session
    closed = oppositions_of(details)
    lines = consent_history(session, contact) if closed else ()
    to_close = channels_to_close(closed, lines)
    for channel, day in to_close.items():
        operation.create(
            models.Consent,
            contact=contact,
            channel=channel,
            state=OPPOSED,
            day=day,
            recorded_at=session.now(),
            medium=BY_LIST,
            staff=session.staff.id or None,
        )
    return tuple(to_close)


def channels_to_close(closed: Mapping[str, dt.date], lines: Iterable[ConsentLine]) -> dict[str, dt.date]:
    """Of the channels that the list closes, those that a history does not answer already."""
    history, found = tuple(lines), {}
    for channel, day in closed.items():
        held = consent_line(history, channel)
        said_since = held is not None and held.state in OPEN_STATES and held.medium != IMPORTED and held.day >= day
        if not said_since and (held is None or held.state != OPPOSED):
            found[channel] = day
    return found


def renew_oppositions(operation: Operation, contact: int) -> None:
    """Put on the list what an opposed contact is known by now: its details changed, or it is about to go."""
    lines = consent_history(operation.session, contact)
    for channel in CONSENT_CHANNELS:
        held = consent_line(lines, channel)
        if held is not None and held.state == OPPOSED:
            keep_oppositions(operation, contact, (channel,), held.day)


def _rows(key: bytes, details: ContactDetails) -> list[models.Opposition]:
    """The rows of the list that these details match."""
    wanted = [fingerprint_of(key, identifier.text) for identifier in identifiers(details)]
    return list(models.Opposition.select().where(models.Opposition.fingerprint.in_(wanted)))


def fingerprint_key() -> bytes:
    """The key of the file's fingerprints."""
    return bytes.fromhex(models.Meta.get_by_id(_KEY).value)


def fingerprint_of(key: bytes, text: str) -> str:
    """The keyed fingerprint of a text, hexadecimal."""
    return hmac.digest(key, text.encode("utf-8", "surrogatepass"), "sha256").hex()
