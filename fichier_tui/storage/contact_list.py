"""The list of contacts: which ones, in which order; as a vector of numbers, whose lines are read page by page."""

from __future__ import annotations

import datetime as dt
import json
from array import array
from dataclasses import dataclass

from fichier_tui.domain.permission import TOTALS
from fichier_tui.storage.own_columns import OWN_PREFIX, own_order
from fichier_tui.storage.search.finding import find_contacts, search_words
from fichier_tui.storage.search.words import kept_until_changed
from fichier_tui.storage.session import Session

# What the list can be sorted by. Unknown days come last in both directions.
BY_REVENUE = "revenue"
_ORDERS = {
    "name": "sort_key {d}",
    "town": "town_key = '', town_key {d}, sort_key",
    BY_REVENUE: "revenue_cents {d}, sort_key",
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
_FEW = ("complaints", "to_do")
FILTERS = ("all", "clients", "prospects", "active", "inactive", "complaints", "to_do")
_CAME_LAST = """
    SELECT contact_id FROM contact_summary AS seen WHERE live = 1 AND last_seen >= ?
    ORDER BY last_seen DESC, MAX(
        COALESCE((SELECT MAX(created_at) FROM visit WHERE contact_id = seen.contact_id AND day = last_seen), ''),
        COALESCE((SELECT MAX(created_at) FROM purchase WHERE contact_id = seen.contact_id AND day = last_seen), '')
    ) DESC, sort_key LIMIT ?
"""


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
    """The numbers of the contacts, in order; how many the file has; how many of them, at the end, are only near.

    `partial` tells that there may be more, and that `total` was not counted.
    """

    ids: array[int]
    total: int
    near: int = 0
    partial: bool = False

    @property
    def forgiven(self) -> bool:
        """Whether nothing fits exactly and all are near."""
        return 0 < self.near == len(self.ids)


def list_contacts(session: Session, query: ListQuery, limit: int | None = None) -> ListResult:
    """The contacts that the query asks for; with a `limit` only the first, sooner, as they are without.

    In the order of what they brought in, it is a ranking of the shop's clients. Raises Refusal: staff.not_allowed.
    """
    if query.sort == BY_REVENUE:
        session.require(TOTALS)
    ids, exact = _ids(session, query, limit)
    if limit is not None and len(ids) >= limit:
        return ListResult(ids[:limit], 0, max(limit - exact, 0), partial=True)
    return ListResult(ids, total_contacts(session), len(ids) - exact)


def came_last(session: Session, limit: int) -> tuple[int, ...]:
    """The contacts who came or bought last, the latest first; within a day as they were noted.

    Only the days of so many are looked at closely: the whole file would take too long.
    """
    ids = list_contacts(session, ListQuery(sort="last_seen", descending=True), limit).ids
    execute = session.database.connection().execute
    seen = execute("SELECT last_seen FROM contact_summary WHERE contact_id IN (SELECT value FROM json_each(?))",
                   (json.dumps(ids.tolist()),)).fetchall()  # fmt: skip
    earliest = min((row[0] for row in seen if row[0] is not None), default=None)
    if earliest is None:
        return ()
    return tuple(row[0] for row in execute(_CAME_LAST, (earliest, limit)))


def total_contacts(session: Session) -> int:
    """How many contacts the file has, counted once as long as nobody writes."""
    kept = kept_until_changed(session)
    if "total" not in kept:
        execute = session.database.connection().execute
        kept["total"] = (str(execute("SELECT COUNT(*) FROM contact_summary WHERE live = 1").fetchone()[0]),)
    return int(kept["total"][0])


def _ids(session: Session, query: ListQuery, limit: int | None) -> tuple[array[int], int]:
    """The contacts, and how many of them, the first, are not only near."""
    candidates: array[int] | None = None
    exact = 0
    if search_words(query.text):
        narrowed = query.sort or query.filter != "all" or query.within is not None
        found = find_contacts(session, query.text, None if narrowed else limit, abbreviated=True)
        if not narrowed:
            return found.ids, found.exact
        # In another order than that of the best match, near ones would stand among those that fit.
        candidates, exact = found.ids, found.exact
        if query.sort and exact:
            candidates = candidates[:exact]
    condition, parameters = _condition(session, query)
    if query.within is not None:
        condition += " AND contact_id IN (SELECT value FROM json_each(?))"
        parameters.append(json.dumps(query.within))
    if candidates is not None:
        condition += " AND contact_id IN (SELECT value FROM json_each(?))"
        parameters.append(json.dumps(candidates.tolist()))
    # The index of names serves the order of names; for any other, and for a filter that few pass, it only delays.
    by_name = query.sort in ("", "name") and query.filter not in _FEW
    live = "live = 1" if by_name else "+live"
    by_match = candidates is not None and not query.sort
    order, of_order = _order(session, query)
    rows = session.database.connection().execute(
        f"SELECT contact_id FROM contact_summary WHERE {live} {condition} ORDER BY {order}, contact_id LIMIT ?",
        (*parameters, *of_order, -1 if limit is None or by_match else limit),
    )
    ids = array("q", [row[0] for row in rows])
    if candidates is None:
        return ids, len(ids)
    kept = set(ids)
    if by_match:
        ids = array("q", [number for number in candidates if number in kept])
    return ids, len(kept.intersection(candidates[:exact]))


def _order(session: Session, query: ListQuery) -> tuple[str, list[object]]:
    """The order and its parameters; by name where the field of the shop's own that was chosen is no more."""
    direction = "DESC" if query.descending else "ASC"
    if query.sort.startswith(OWN_PREFIX):
        found = own_order(session, query.sort.removeprefix(OWN_PREFIX), direction)
        if found is not None:
            return found
        return _ORDERS["name"].format(d="ASC"), []
    return _ORDERS[query.sort or "name"].format(d=direction), []


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
