"""What the clocks of retention look at, read in a few queries however many cards there are."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from fichier_tui.domain.consent import LASTS, OPEN_STATES
from fichier_tui.domain.contactability import STAY
from fichier_tui.domain.erasing import ARCHIVED
from fichier_tui.domain.retention import RetentionFacts
from fichier_tui.storage.consents.last_words import SAID, SEEN
from fichier_tui.storage.session import Session

_AMONG = "contact_id IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True)
class RetentionReading:
    """Of the cards that nothing was seen of since `limit`, and of those put aside or archived."""

    session: Session
    limit: dt.date
    today: dt.date

    def facts(self) -> Iterator[tuple[int, str, RetentionFacts]]:
        """Number, name and facts of each; those whose person was forgotten are left out."""
        said, invoices, consents = self._said(), self._invoices(), self._consents()
        holds = self._contacts("SELECT contact_id FROM retention_hold")
        requests = self._contacts("SELECT contact_id FROM rights_request WHERE state = 'open'")
        appointments = self._contacts(
            "SELECT contact_id FROM action WHERE kind = 'appointment' AND state = 'open' AND day >= ?",
            self.today.isoformat(),
        )
        stay, imported = self._stay_asked(), self._imported
        for number, name, seen, purchases, deleted, kept, restricted, complaints in self._rows:
            ended_on, stands = consents.get(number, (None, False))
            yield (
                number,
                name,
                RetentionFacts(
                    last_word=dt.date.fromisoformat(max(seen, said.get(number, ""))),
                    client=purchases > 0,
                    last_invoice=invoices.get(number),
                    consent_ended_on=ended_on,
                    consent_stands=stands,
                    archived_on=_day_of(deleted) if kept == ARCHIVED else None,
                    put_aside_on=_day_of(deleted) if deleted and not kept else None,
                    imported_on=imported.get(number) if number not in said else None,
                    held=number in holds,
                    restricted=restricted is not None,
                    open_request=number in requests,
                    open_complaint=complaints > 0,
                    appointment_ahead=number in appointments,
                    stay_asked_on=stay.get(number),
                ),
            )

    @cached_property
    def _rows(self) -> list[Any]:
        return self._execute(
            f"SELECT c.id, s.display_name, {SEEN}, s.purchases, c.deleted_at, c.kept, c.restricted_on,"
            " s.open_complaints FROM contact AS c JOIN contact_summary AS s ON s.contact_id = c.id"
            f" WHERE (c.kept IS NULL OR c.kept = '{ARCHIVED}')"
            f" AND (c.deleted_at IS NOT NULL OR {SEEN} <= ? OR c.id IN (SELECT value FROM json_each(?)))",
            self.limit.isoformat(),
            json.dumps(list(self._imported)),
        )

    @cached_property
    def _wanted(self) -> str:
        return json.dumps([row[0] for row in self._rows])

    def _execute(self, sql: str, *parameters: object) -> list[Any]:
        found: list[Any] = self.session.database.connection().execute(sql, parameters).fetchall()
        return found

    def _contacts(self, sql: str, *parameters: object) -> frozenset[int]:
        return frozenset(row[0] for row in self._execute(sql, *parameters) if row[0] is not None)

    def _said(self) -> dict[int, str]:
        """The latest day on which each said something, in ISO form (`storage.consents.last_words`)."""
        found: dict[int, str] = {}
        for table, condition in SAID:
            for number, day in self._execute(
                f"SELECT contact_id, MAX(day) FROM {table} WHERE {condition} AND {_AMONG} GROUP BY contact_id",
                self._wanted,
            ):
                found[number] = max(day, found.get(number, ""))
        return found

    def _invoices(self) -> dict[int, dt.date]:
        """The last purchase with a price."""
        return {
            number: dt.date.fromisoformat(day)
            for number, day in self._execute(
                f"SELECT contact_id, MAX(day) FROM purchase WHERE amount_cents > 0 AND {_AMONG} GROUP BY contact_id",
                self._wanted,
            )
        }

    def _consents(self) -> dict[int, tuple[dt.date | None, bool]]:
        """When the latest yes ended, and whether one stands without an end."""
        lines: dict[tuple[int, str], list[tuple[str, str]]] = defaultdict(list)
        for number, channel, state, day in self._execute(
            f"SELECT contact_id, channel, state, day FROM consent WHERE {_AMONG} ORDER BY day, recorded_at, id",
            self._wanted,
        ):
            lines[number, channel].append((state, day))
        found: dict[int, tuple[dt.date | None, bool]] = {}
        for (number, channel), history in lines.items():
            ended, stands = _life(channel, history)
            before, stood = found.get(number, (None, False))
            found[number] = max(filter(None, (before, ended)), default=None), stood or stands
        return found

    def _stay_asked(self) -> dict[int, dt.date]:
        return {
            number: dt.date.fromisoformat(day)
            for number, day in self._execute(
                "SELECT contact_id, substr(MAX(at), 1, 10) FROM sending_recipient"
                " JOIN sending ON sending.id = sending_id"
                f" WHERE purpose = ? AND state IN ('sending', 'sent') AND {_AMONG} GROUP BY contact_id",
                STAY,
                self._wanted,
            )
        }

    @cached_property
    def _imported(self) -> dict[int, dt.date]:
        """Those who came from a foreign file without a source, who have bought nothing here and were not informed."""
        runs = self._execute(
            "SELECT first_id, last_id, e.at FROM journal_change AS c JOIN journal_entry AS e ON e.id = c.entry_id"
            " WHERE e.verb = 'contacts.imported' AND e.undone_by_id IS NULL AND c.table_name = 'contact'"
            " AND c.kind = 'created'"
        )
        found: dict[int, dt.date] = {}
        for first, last, at in runs:
            for (number,) in self._execute(
                f"SELECT c.id FROM contact AS c WHERE c.id BETWEEN ? AND ? AND {_UNSOURCED}", first, last
            ):
                found[number] = _day_of(at)
        return found


_UNSOURCED = (
    "(c.source = '' AND c.deleted_at IS NULL AND c.kept IS NULL AND NOT EXISTS"
    " (SELECT 1 FROM information AS i WHERE i.contact_id = c.id)"
    " AND NOT EXISTS (SELECT 1 FROM visit AS v WHERE v.contact_id = c.id AND v.created_at > c.created_at))"
)


def _life(channel: str, history: list[tuple[str, str]]) -> tuple[dt.date | None, bool]:
    """When the last yes of a channel ended, or None; whether one stands without an end."""
    ended: dt.date | None = None
    given: dt.date | None = None
    for state, text in history:
        day = dt.date.fromisoformat(text)
        if state in OPEN_STATES:
            given = day
        elif given is not None:
            ended, given = day, None
    if given is None:
        return ended, False
    return (given + dt.timedelta(days=LASTS[channel] - 1), False) if channel in LASTS else (ended, True)


def _day_of(instant: str) -> dt.date:
    """The day of an instant, where the shop is."""
    return dt.datetime.fromisoformat(instant).astimezone().date()
