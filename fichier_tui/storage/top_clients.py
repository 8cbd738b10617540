"""The best clients over a period: by revenue, margin, purchases, or whom they sent us, with their share of all."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from fichier_tui.domain.permission import TOTALS
from fichier_tui.storage.counted import counted_among
from fichier_tui.storage.session import Session

MEASURES = {
    "revenue": "SUM(amount_cents)",
    "margin": "SUM(CASE WHEN cost_cents IS NOT NULL THEN amount_cents - cost_cents END)",
    "purchases": "COUNT(*)",
    "referrals": "COUNT(*)",
}
REFERRALS = "referrals"
"""Measured by the contacts that a client sent, dated by the day they became known; all others by purchases."""


@dataclass(frozen=True, slots=True)
class TopClient:
    """One line: the value in cents (or a count), its share of the whole and the share of all lines so far, 0 to 1."""

    rank: int
    contact_id: int
    name: str
    town: str
    value: int
    purchases: int
    share: float
    cumulated_share: float


@dataclass(frozen=True, slots=True)
class TopClients:
    """The best clients, the whole that their shares are of (what was sold to the forgotten is in it), and how many
    clients it comes from."""

    rows: tuple[TopClient, ...]
    whole: int
    clients: int


def top_clients(
    session: Session,
    first: dt.date | None = None,
    last: dt.date | None = None,
    *,
    by: str = "revenue",
    limit: int = 20,
) -> TopClients:
    """The best clients between two days, both included; over everything when none is given."""
    session.require(TOTALS)
    days = ("0000-01-01" if first is None else first.isoformat(), "9999-12-31" if last is None else last.isoformat())
    source = (
        f"SELECT contact_id, {MEASURES[by]} AS value, COUNT(*) AS sold FROM purchase WHERE day BETWEEN ? AND ?"
        " GROUP BY contact_id"
    )
    parameters: tuple[str, ...] = days
    if by == REFERRALS:
        source = (
            "SELECT sponsor_id AS contact_id, COUNT(*) AS value, COUNT(*) AS sold FROM contact"
            " WHERE sponsor_id IS NOT NULL AND deleted_at IS NULL"
            " AND COALESCE(first_contact_on, '0000-01-01') BETWEEN ? AND ? GROUP BY sponsor_id"
        )
    elif first is None and last is None:
        column = {"revenue": "revenue_cents", "margin": "margin_cents", "purchases": "purchases"}[by]
        source = f"SELECT contact_id, {column} AS value, purchases AS sold FROM contact_summary WHERE purchases > 0"
        parameters = ()
    execute = session.database.connection().execute
    joined = f"FROM ({source}) AS bought JOIN contact_summary AS c USING (contact_id)"
    counted = f"c.live OR {counted_among('contact_id')}"
    whole, clients = execute(
        f"SELECT COALESCE(SUM(value), 0), COALESCE(SUM(c.live), 0) {joined} WHERE {counted}", parameters
    ).fetchone()
    rows = execute(
        f"SELECT contact_id, c.display_name, c.town, COALESCE(value, 0), sold {joined} WHERE c.live"
        " ORDER BY value DESC, c.sort_key, contact_id LIMIT ?",
        (*parameters, limit),
    )
    lines, so_far = [], 0
    for rank, (contact, name, town, value, sold) in enumerate(rows, 1):
        so_far += value
        part, cumulated = (value / whole, so_far / whole) if whole else (0.0, 0.0)
        lines.append(TopClient(rank, contact, name, town, value, sold, part, cumulated))
    return TopClients(tuple(lines), whole, clients)
