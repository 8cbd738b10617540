"""What the proposals rest on in a million purchases: SQL sifts, or gathers those of a contact in one text.

A text for each contact is read several times as fast as a row for each purchase.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterator

from fichier_tui.domain.dates import add_months
from fichier_tui.domain.proposals import Line, Seasons
from fichier_tui.domain.proposals.drifting import DAYS_AT_LEAST, MONTHS_AT_MOST, PURCHASES_AT_LEAST, USUAL_TIMES
from fichier_tui.storage.session import Session

Rhythm = tuple[int, list[int], int]
"""A contact, the different days of its purchases as ordinals in order, and what they brought in: see `read_rhythms`."""


def read_baskets(session: Session, ids: Collection[int] | None = None) -> dict[int, tuple[str, str]]:
    """What each contact bought: the numbers of the products with commas between them, and the last day in ISO form."""
    where, parameters = among("contact_id", ids, "WHERE")
    rows = session.database.connection().execute(
        f"SELECT contact_id, group_concat(product_id), MAX(day) FROM purchase {where} GROUP BY contact_id", parameters
    )
    return {contact: (products or "", day) for contact, products, day in rows}


def read_lines(session: Session, seasons: Seasons, ids: Collection[int] | None = None) -> dict[int, list[Line]]:
    """The purchases, up to the day, of who bought something in a season in question in each year of a habit."""
    execute = session.database.connection().execute
    periods = seasons.periods()
    days = [day.isoformat() for period in periods for day in period]
    each_year = " AND ".join("MAX(day BETWEEN ? AND ?)" for _period in periods)
    kept, numbers = among("contact_id", ids, "AND")
    # +day: along the index of contacts, which holds the days too, and not along that of days.
    found: dict[int, list[Line]] = {
        row[0]: []
        for row in execute(
            f"SELECT contact_id FROM purchase WHERE +day BETWEEN ? AND ? {kept} GROUP BY contact_id HAVING {each_year}",
            (days[-2], days[1], *numbers, *days),
        )
    }
    ordinals = _Ordinals()
    for contact, day, product, cents in execute(
        "SELECT contact_id, day, product_id, amount_cents FROM purchase WHERE day <= ?"
        " AND contact_id IN (SELECT value FROM json_each(?))",
        (seasons.today.isoformat(), json.dumps(list(found))),
    ):
        found[contact].append((ordinals[day], product or 0, cents))
    return found


def read_rhythms(session: Session, today: dt.date, ids: Collection[int] | None = None) -> Iterator[Rhythm]:
    """Who may be late by a rough count; with the margin where costs are known, else the revenue.

    The median of the gaps is not further from their mean than their deviation: whoever is not late by this is not.
    """
    kept, numbers = among("contact_id", ids, "AND")
    rows = session.database.connection().execute(
        "SELECT p.contact_id, group_concat(p.day), MAX(s.margin_cents), MAX(s.revenue_cents) FROM purchase AS p"
        " JOIN contact_summary AS s ON s.contact_id = p.contact_id WHERE p.day <= ? AND p.contact_id IN"
        " (SELECT contact_id FROM contact_summary WHERE live AND purchases >= ? AND last_purchase < ?"
        " AND last_purchase >= ? AND julianday(?) - julianday(last_purchase)"
        f" > ? * (gap_mean_days - COALESCE(gap_deviation_days, 0)) {kept}) GROUP BY p.contact_id",
        (
            today.isoformat(),
            PURCHASES_AT_LEAST,
            (today - dt.timedelta(days=DAYS_AT_LEAST)).isoformat(),
            add_months(today, -MONTHS_AT_MOST).isoformat(),
            today.isoformat(),
            USUAL_TIMES,
            *numbers,
        ),
    )
    ordinals = _Ordinals()
    for contact, text, margin, revenue in rows:
        days = set(text.split(","))
        if len(days) >= PURCHASES_AT_LEAST:
            yield contact, sorted([ordinals[day] for day in days]), margin or revenue


class _Ordinals(dict[str, int]):
    """The ordinal of each ISO day, reckoned once: a million purchases lie on a thousand days."""

    def __missing__(self, day: str) -> int:
        """A day that was not met yet."""
        found = self[day] = dt.date.fromisoformat(day).toordinal()
        return found


def among(column: str, ids: Collection[int] | None, word: str) -> tuple[str, tuple[str, ...]]:
    """The condition that keeps these contacts alone, and its parameter; nothing for everybody."""
    if ids is None:
        return "", ()
    return f"{word} {column} IN (SELECT value FROM json_each(?))", (json.dumps(sorted(ids)),)
