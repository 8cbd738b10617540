"""What the rules of `domain.proposals` are given, read in bulk: SQL sifts, and only what may propose something is read.

Every reading is of the whole file, or of a few contacts that were touched.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from fichier_tui.domain.birthday import births_wished
from fichier_tui.domain.consent import LASTS, OPEN_STATES, OPPOSED, consent_line, consent_states
from fichier_tui.domain.dates import add_months
from fichier_tui.domain.history import CONSENT_CHANNELS, ConsentLine
from fichier_tui.domain.proposals import Article, Line, Planned, Seasons
from fichier_tui.domain.proposals.due import BIRTHDAY_DAYS, CONSENT_DAYS, RETENTION_DAYS, RETENTION_MONTHS
from fichier_tui.storage.consents.contactability_facts import WANT_TO_GO
from fichier_tui.storage.consents.last_words import SEEN, said_after
from fichier_tui.storage.days import local_day
from fichier_tui.storage.purchase_facts import Rhythm, among, read_lines, read_rhythms
from fichier_tui.storage.session import Session

# An adult may be called and written to; for a child one turns to the parents (CONSENT R28).
_ADULT_MONTHS = 15 * 12


@dataclass(slots=True)
class Facts:
    """Of the contacts that were read."""

    lines: dict[int, list[Line]] = field(default_factory=dict)
    """The purchases of those who may have a habit."""
    rhythms: list[Rhythm] = field(default_factory=list)
    """The days of those who may be late."""
    planned: dict[int, list[Planned]] = field(default_factory=dict)
    births: list[tuple[int, str]] = field(default_factory=list)
    complaints: list[tuple[int, dt.date, str]] = field(default_factory=list)
    consents: list[tuple[int, ConsentLine]] = field(default_factory=list)
    last_words: list[tuple[int, dt.date]] = field(default_factory=list)
    barred: set[int] = field(default_factory=set)
    """To whom nothing is proposed: put aside, died, restricted, to be erased, under fifteen, or opposed to all."""


def read_articles(session: Session) -> dict[int, Article]:
    """The catalogue."""
    rows = session.database.connection().execute("SELECT id, name, category, retired_at FROM product")
    return {row[0]: Article(row[1], row[2], row[3] is not None) for row in rows}


def read_facts(session: Session, seasons: Seasons, ids: Collection[int] | None = None) -> Facts:
    """All that the rules need, of everybody or of these contacts."""
    wanted = _Reading(session, seasons.today, ids)
    facts = Facts(barred=set(wanted.barred()))
    for contact, product, subject in wanted.planned():
        facts.planned.setdefault(contact, []).append(Planned(product, subject))
    facts.lines = read_lines(session, seasons, ids)
    facts.rhythms = list(read_rhythms(session, seasons.today, ids))
    facts.births = list(wanted.births())
    facts.complaints = [(contact, dt.date.fromisoformat(day), text) for contact, day, text in wanted.complaints()]
    facts.consents = list(wanted.consents())
    facts.last_words = [(contact, dt.date.fromisoformat(day)) for contact, day in wanted.last_words()]
    return facts


@dataclass(frozen=True, slots=True)
class _Reading:
    session: Session
    today: dt.date
    ids: Collection[int] | None

    def rows(self, sql: str, column: str, *parameters: object, word: str = "AND") -> Iterator[Any]:
        """The rows of a statement, `{among}` in it standing for the contacts that are wanted."""
        kept, numbers = among(column, self.ids, word)
        found: Iterator[Any] = self.session.database.connection().execute(
            sql.replace("{among}", kept), (*parameters, *numbers)
        )
        return found

    def barred(self) -> Iterator[int]:
        grown = add_months(self.today, -_ADULT_MONTHS).isoformat()
        for row in self.rows(
            "SELECT id FROM contact WHERE (deleted_at IS NOT NULL OR deceased_on IS NOT NULL OR restricted_on IS NOT"
            " NULL OR (birth > ? AND birth GLOB '[0-9]*')"
            f" OR id IN ({WANT_TO_GO})) {{among}}",
            "id",
            grown,
        ):
            yield row[0]
        opposed: dict[int, list[ConsentLine]] = {}
        everywhere = (
            "SELECT contact_id FROM consent WHERE state = ? {among} GROUP BY contact_id"
            f" HAVING COUNT(DISTINCT channel) >= {len(CONSENT_CHANNELS)}"
        )
        for contact, line in self._lines_of(f"contact_id IN ({everywhere})", OPPOSED):
            opposed.setdefault(contact, []).append(line)
        for contact, history in opposed.items():
            if all(state == OPPOSED for state in consent_states(history).values()):
                yield contact

    def planned(self) -> Iterator[tuple[int, int | None, str]]:
        return self.rows(
            "SELECT contact_id, product_id, subject FROM action WHERE state = 'open' AND contact_id IS NOT NULL"
            " {among}",
            "contact_id",
        )

    def births(self) -> Iterator[tuple[int, str]]:
        ends = sorted(births_wished(self.today, self.today + dt.timedelta(days=BIRTHDAY_DAYS)))
        marks = ", ".join("?" * len(ends))
        return self.rows(
            f"SELECT id, birth FROM contact WHERE birth != '' AND SUBSTR(birth, -6) IN ({marks}) {{among}}",
            "id",
            *ends,
        )

    def complaints(self) -> Iterator[tuple[int, str, str]]:
        """The oldest open one of each contact, save of whom one has talked with today: it would be said again."""
        return self.rows(
            "SELECT contact_id, MIN(day), text FROM satisfaction WHERE kind = 'complaint' AND state = 'open' {among}"
            " AND NOT EXISTS (SELECT 1 FROM action a WHERE a.contact_id = satisfaction.contact_id"
            " AND a.state = 'done' AND a.kind IN ('call', 'appointment')"
            f" AND {local_day('a.done_at')} = '{self.today}')"
            " GROUP BY contact_id",
            "contact_id",
        )

    def consents(self) -> Iterator[tuple[int, ConsentLine]]:
        """The line that holds, of channels whose yes has an end, where one was given at about that time."""
        for channel, lasts in LASTS.items():
            days = [self.today - dt.timedelta(days=lasts + margin) for margin in (CONSENT_DAYS, -CONSENT_DAYS)]
            histories: dict[int, list[ConsentLine]] = {}
            for contact, line in self._lines_of(
                "channel = ? AND contact_id IN (SELECT contact_id FROM consent WHERE channel = ? AND state IN (?, ?)"
                " AND day BETWEEN ? AND ? {among})",
                channel,
                channel,
                *OPEN_STATES,
                *(day.isoformat() for day in days),
            ):
                histories.setdefault(contact, []).append(line)
            for contact, history in histories.items():
                line_held = consent_line(history, channel)
                if line_held is not None:
                    yield contact, line_held

    def _lines_of(self, where: str, *parameters: object) -> Iterator[tuple[int, ConsentLine]]:
        for contact, channel, state, day, recorded_at, medium in self.rows(
            "SELECT contact_id, channel, state, day, recorded_at, medium FROM consent"
            f" WHERE {where} ORDER BY day, recorded_at, id",
            "contact_id",
            *parameters,
        ):
            yield (
                contact,
                ConsentLine(channel, state, dt.date.fromisoformat(day), dt.datetime.fromisoformat(recorded_at), medium),
            )

    def last_words(self) -> Iterator[tuple[int, str]]:
        """When something came from the contact for the last time, where that is about three years ago."""
        middle = add_months(self.today, -RETENTION_MONTHS)
        # A month is not always as long as another: the rule is held to the day.
        margin = dt.timedelta(days=RETENTION_DAYS + 3)
        first, last = middle - margin, middle + margin
        kept, numbers = among("s.contact_id", self.ids, "AND")
        sql = (
            f"SELECT contact, {said_after('seen', 'contact')} AS word"
            f" FROM (SELECT s.contact_id AS contact, {SEEN} AS seen FROM contact_summary AS s"
            f" JOIN contact AS c ON c.id = s.contact_id WHERE s.live {kept})"
            " WHERE seen <= ? AND word BETWEEN ? AND ?"
        )
        days = (last.isoformat(), first.isoformat(), last.isoformat())
        return iter(self.session.database.connection().execute(sql, (*numbers, *days)))


def barred_contacts(session: Session, ids: Collection[int], today: dt.date) -> set[int]:
    """Those of these contacts to whom nothing is proposed: see `Facts.barred`."""
    return set(_Reading(session, today, ids).barred())
