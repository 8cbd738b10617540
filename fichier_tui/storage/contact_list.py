"""The list of contacts: which ones, in which order; as a vector of numbers, whose lines are read page by page."""

from __future__ import annotations

import datetime as dt
import json
from array import array
from dataclasses import dataclass

from fichier_tui.storage.search import find_contacts
from fichier_tui.storage.session import Session

# What the list can be sorted by. Unknown days come last in both directions.
_ORDERS = {
    "name": "sort_key {d}",
    "town": "town_key = '', town_key {d}, sort_key",
    "revenue": "revenue_cents {d}, sort_key",
    "purchases": "purchases {d}, sort_key",
    "visits": "visits {d}, sort_key",
    "last_seen": "last_seen IS NULL, last_seen {d}, sort_key",
    "last_purchase": "last_purchase IS NULL, last_purchase {d}, sort_key",
    "next_action": "next_action IS NULL, next_action {d}, sort_key",
    "completeness": "completeness {d}, sort_key",
    "complaints": "open_complaints {d}, sort_key",
    "phone": "phone = '', phone {d}, sort_key",
    "email": "email = '', email {d}, sort_key",
}
SORTS = tuple(_ORDERS)
FILTERS = ("all", "clients", "prospects", "active", "inactive", "complaints", "to_do")


@dataclass(frozen=True, slots=True)
class ListQuery:
    """What the list shows. `within` restricts it to the contacts of a segment; `sort` "" is best match first."""

    text: str = ""
    filter: str = "all"
    sort: str = ""
    descending: bool = False
    within: tuple[int, ...] | None = None
    inactive_after_days: int = 548


@dataclass(frozen=True, slots=True)
class ListResult:
    """The numbers of the contacts, in order; how many the file has; whether a typo was forgiven."""

    ids: array[int]
    total: int
    forgiven: bool = False


def list_contacts(session: Session, query: ListQuery) -> ListResult:
    """The contacts that the query asks for."""
    total = session.database.connection().execute("SELECT COUNT(*) FROM contact_summary WHERE live").fetchone()[0]
    forgiven = False
    candidates: array[int] | None = None
    if query.text.strip():
        found = find_contacts(session, query.text)
        candidates, forgiven = found.ids, found.forgiven
        if not query.sort and query.filter == "all" and query.within is None:
            return ListResult(candidates, total, forgiven)
    condition, parameters = _condition(session, query)
    if query.within is not None:
        condition += " AND contact_id IN (SELECT value FROM json_each(?))"
        parameters.append(json.dumps(query.within))
    if candidates is not None:
        condition += " AND contact_id IN (SELECT value FROM json_each(?))"
        parameters.append(json.dumps(candidates.tolist()))
    order = _ORDERS[query.sort or "name"].format(d="DESC" if query.descending else "ASC")
    rows = session.database.connection().execute(
        f"SELECT contact_id FROM contact_summary WHERE live {condition} ORDER BY {order}, contact_id", parameters
    )
    ids = array("q", [row[0] for row in rows])
    if candidates is not None and not query.sort:
        kept = set(ids)
        ids = array("q", [number for number in candidates if number in kept])
    return ListResult(ids, total, forgiven)


def _condition(session: Session, query: ListQuery) -> tuple[str, list[object]]:
    limit = (session.today - dt.timedelta(days=query.inactive_after_days)).isoformat()
    conditions: dict[str, tuple[str, list[object]]] = {
        "all": ("", []),
        "clients": (" AND purchases > 0", []),
        "prospects": (" AND purchases = 0", []),
        "active": (" AND purchases > 0 AND last_purchase >= ?", [limit]),
        "inactive": (" AND purchases > 0 AND last_purchase < ?", [limit]),
        "complaints": (" AND open_complaints > 0", []),
        "to_do": (" AND next_action <= ?", [session.today.isoformat()]),
    }
    return conditions[query.filter]
