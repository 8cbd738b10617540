"""Recency, frequency, amount of the clients: thresholds, classes, who is in which, all from the summary rows.

The thresholds depend on every client and on the day. They are reckoned from counts that are read when first asked
for, in one reading of the summary, and then follow each write (`storage.segments.rfm_counts`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from fichier_tui.domain.permission import TOTALS
from fichier_tui.domain.rfm import (
    BEST,
    CLASS_OF,
    CLASSES,
    SCORES,
    Box,
    Scores,
    Span,
    Thresholds,
    boxes_of,
    recency,
)
from fichier_tui.storage.segments.rfm_counts import CLIENTS, PIECE, RfmCounts
from fichier_tui.storage.session import Session


@dataclass(frozen=True, slots=True)
class RankedClient:
    """A client with its three figures and their scores. Money in cents."""

    id: int
    name: str
    recency_days: int
    frequency: int
    amount_cents: int
    scores: Scores

    @property
    def code(self) -> str:
        """The class."""
        return CLASS_OF[self.scores]


@dataclass(frozen=True, slots=True)
class ClassFigures:
    """How many clients are in a class, and what they brought in, in cents."""

    code: str
    clients: int = 0
    revenue_cents: int = 0


def rfm_thresholds(session: Session) -> Thresholds:
    """What parts the clients in five, on the session's day."""
    entry, kept = session.last_entry(), session.rfm
    if kept is None or kept.entry != entry:
        kept = session.rfm = RfmCounts.read(session.database, entry)
    return kept.thresholds(session.today)


def later_purchases(session: Session) -> bool:
    """Whether somebody bought after the session's day: sums and ranks are those of all that is known."""
    found = session.database.connection().execute(
        "SELECT EXISTS (SELECT 1 FROM contact_summary WHERE live AND last_purchase > ?)", (session.today.isoformat(),)
    )
    return bool(found.fetchone()[0])


def read_ranks(session: Session) -> bool:
    """Read a piece of what the ranks are reckoned from, so that nobody waits for a big file; True when all is there."""
    entry, kept = session.last_entry(), session.rfm
    if kept is not None and kept.entry == entry:
        return True
    reading = session.rfm_reading
    if reading is None or reading.entry != entry:
        reading = session.rfm_reading = RfmCounts(entry)
    if not reading.read_further(session.database):
        return False
    session.rfm, session.rfm_reading = reading, None
    return True


def ranks_at_hand(session: Session) -> bool:
    """Whether a rank can be told without anybody waiting: what it rests on was read, or the file is small."""
    kept = session.rfm
    if kept is not None and kept.entry == session.last_entry():
        return True
    greatest = session.database.connection().execute("SELECT MAX(contact_id) FROM contact_summary").fetchone()[0]
    return (greatest or 0) <= PIECE


def ranked_clients(session: Session) -> Iterator[RankedClient]:
    """Every client with its scores, in the order of names."""
    session.require(TOTALS)
    thresholds, today = rfm_thresholds(session), session.today
    rows = session.database.connection().execute(
        f"SELECT s.contact_id, s.display_name, s.last_purchase, s.purchases, s.revenue_cents {CLIENTS}"
        " ORDER BY s.sort_key, s.contact_id"
    )
    for number, name, day, purchases, cents in rows:
        days = recency(dt.date.fromisoformat(day), today)
        yield RankedClient(number, name, days, purchases, cents, thresholds.scores(days, purchases, cents))


def rfm_of(session: Session, contact: int) -> Scores | None:
    """The scores of a contact; None for who bought nothing, or is not in the file."""
    row = (
        session.database.connection()
        .execute(
            f"SELECT s.last_purchase, s.purchases, s.revenue_cents {CLIENTS} AND s.contact_id = ?",
            (contact,),
        )
        .fetchone()
    )
    if row is None:
        return None
    return rfm_thresholds(session).scores_of(dt.date.fromisoformat(row[0]), row[1], row[2], session.today)


def rfm_classes(session: Session) -> tuple[ClassFigures, ...]:
    """Every class, in the order of `CLASSES`, with its clients and what they brought in."""
    session.require(TOTALS)
    thresholds, today = rfm_thresholds(session), session.today
    found = {code: [0, 0] for code in CLASSES}
    if thresholds.frequency:
        scores, parameters = scores_sql(thresholds, today)
        rows = session.database.connection().execute(
            f"SELECT {scores} AS cell, COUNT(*), SUM(s.revenue_cents) {CLIENTS} GROUP BY cell", parameters
        )
        for cell, clients, cents in rows:
            figures = found[CLASS_OF[cell // 100, cell // 10 % 10, cell % 10]]
            figures[0] += clients
            figures[1] += cents
    return tuple(ClassFigures(code, *figures) for code, figures in found.items())


def scores_sql(thresholds: Thresholds, today: dt.date) -> tuple[str, list[object]]:
    """The three scores as one number, 111 to 555."""
    since = [_day_before(today, days) for days in thresholds.recency_days]
    # A true comparison is 1 in SQLite: the score is how many thresholds are passed, and one.
    parts = (
        f"(1 + {' + '.join(['(s.last_purchase >= ?)'] * len(since))}) * 100",
        f"(1 + {' + '.join(['(s.purchases > ?)'] * len(since))}) * 10",
        f"(1 + {' + '.join(['(s.revenue_cents > ?)'] * len(since))})",
    )
    return " + ".join(parts), [*since, *thresholds.frequency, *thresholds.amount_cents]


def rfm_condition(wanted: str, thresholds: Thresholds, today: dt.date) -> tuple[str, list[object]]:
    """Whether the summary `s` is of a class or of a pattern of scores, as SQL that is never NULL."""
    tests: list[str] = []
    parameters: list[object] = []
    for box in boxes_of(wanted) if thresholds.frequency else ():
        bounds = list(_bounds(box, thresholds, today))
        tests.append(" AND ".join(["s.purchases > 0", "s.last_purchase IS NOT NULL", *(sql for sql, _value in bounds)]))
        parameters += [value for _sql, value in bounds]
    if not tests:
        return "0", []
    return f"({' OR '.join(f'({test})' for test in tests)})", parameters


def _bounds(box: Box, thresholds: Thresholds, today: dt.date) -> Iterator[tuple[str, object]]:
    """What the three columns must exceed, or not exceed."""
    low, high = box.recency
    if low > SCORES[0]:
        yield "s.last_purchase >= ?", _day_before(today, thresholds.recency_days[BEST - low])
    if high < BEST:
        yield "s.last_purchase < ?", _day_before(today, thresholds.recency_days[BEST - 1 - high])
    spans: tuple[tuple[str, Span, tuple[int, ...]], ...] = (
        ("s.purchases", box.frequency, thresholds.frequency),
        ("s.revenue_cents", box.amount, thresholds.amount_cents),
    )
    for column, (low, high), values in spans:
        if low > SCORES[0]:
            yield f"{column} > ?", values[low - 2]
        if high < BEST:
            yield f"{column} <= ?", values[high - 1]


def _day_before(today: dt.date, days: int) -> str:
    return (today - dt.timedelta(days=days)).isoformat()
