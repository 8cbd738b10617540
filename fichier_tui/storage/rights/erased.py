"""Whom an import must not bring back: the keyed fingerprints of those who asked to be erased (`domain.erasing`)."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable

from fichier_tui.domain.contact import ContactDetails
from fichier_tui.domain.erasing import ERASED, may_be_known_by, recognised_by
from fichier_tui.storage import models
from fichier_tui.storage.consents.oppositions import fingerprint_key, fingerprint_of
from fichier_tui.storage.operation import Operation
from fichier_tui.storage.session import Session

_SQL = (
    "SELECT fingerprint, MIN(at) FROM erased_fingerprint JOIN erasure ON erasure.id = erasure_id"
    f" WHERE kind = '{ERASED}' {{among}} GROUP BY fingerprint"
)


class ErasedList:
    """Who was erased, read once for an import; empty in most files, and then it costs nothing."""

    def __init__(self, session: Session) -> None:
        rows = session.database.connection().execute(_SQL.format(among="")).fetchall()
        self._days = {row[0]: dt.datetime.fromisoformat(row[1]).astimezone().date() for row in rows}
        self._key = fingerprint_key() if self._days else b""

    def __bool__(self) -> bool:
        """Whether anybody was erased."""
        return bool(self._days)

    def day_of(self, details: ContactDetails) -> dt.date | None:
        """The day on which whoever has these details was erased; None for anybody else."""
        marks = (fingerprint_of(self._key, text) for text in recognised_by(details))
        return min((self._days[mark] for mark in marks if mark in self._days), default=None)

    def resembled(self, details: ContactDetails) -> tuple[dt.date | None, tuple[str, ...]]:
        """Of somebody of another name with a telephone or e-mail of who was erased: that day, and which (phone, email).

        None, and nothing, for anybody else.
        """
        found: dict[str, dt.date] = {}
        for detail, text in may_be_known_by(details):
            if (day := self._days.get(fingerprint_of(self._key, text))) is not None:
                found[detail] = min(day, found.get(detail, day))
        return min(found.values(), default=None), tuple(found)


def erased_before(session: Session, details: ContactDetails) -> dt.date | None:
    """The day on which whoever has these (clean) details was erased at its own request; None for anybody else."""
    rows = session.database.connection().execute(
        _SQL.format(among="AND fingerprint IN (SELECT value FROM json_each(?))"), (json.dumps(_marks(details)),)
    )
    return min((dt.datetime.fromisoformat(row[1]).astimezone().date() for row in rows), default=None)


def welcome_back(operation: Operation, details: ContactDetails) -> None:
    """The person came back of its own will: an import may find it again. What it objected to stays on its list."""
    table = models.ErasedFingerprint
    wanted = table.select(table.erasure).where(table.fingerprint.in_(_marks(details)))
    for row in table.select().where(table.erasure.in_(wanted)):
        operation.remove(row)


def _marks(details: ContactDetails) -> list[str]:
    texts: Iterable[str] = recognised_by(details)
    key = fingerprint_key()
    return [fingerprint_of(key, text) for text in texts]
