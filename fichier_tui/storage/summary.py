"""What is reckoned of each contact, kept in the transaction that changed what it rests on.

One place for it: `refresh` reads the rows of the contacts that an operation touched and writes their summary row
and their search words. Lists, top clients and classes are then sorted and filtered without any GROUP BY.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Set
from functools import lru_cache
from typing import Any

from fichier_tui.domain.completeness import (
    BIRTH,
    COMPANY_NAME,
    CONSENT,
    EMAIL,
    FIRST_NAME,
    LAST_NAME,
    PHONE,
    PLACE,
    SOURCE,
    completeness,
)
from fichier_tui.domain.purchase import PurchaseTotals, totals
from fichier_tui.domain.text import fold
from fichier_tui.storage.connection import Database
from fichier_tui.storage.search import index as search_index

_COLUMNS = (
    "contact_id",
    "sort_key",
    "display_name",
    "town",
    "town_key",
    "phone",
    "email",
    "purchases",
    "revenue_cents",
    "margin_cents",
    "nights",
    "first_purchase",
    "last_purchase",
    "gap_mean_days",
    "gap_deviation_days",
    "visits",
    "last_visit",
    "last_seen",
    "open_actions",
    "next_action",
    "open_complaints",
    "completeness",
    "live",
    "paid_cents",
    "bought_months",
    "bought_weekdays",
)
_UPSERT = f"INSERT OR REPLACE INTO contact_summary ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"
_CONTACTS = (
    "SELECT id, kind, last_name, first_name, company_name, card_number, deleted_at, birth, source FROM contact"
    " WHERE id IN :ids"
)
_PLACES = "SELECT contact_id, town, postcode FROM address WHERE contact_id IN :ids ORDER BY position, id"
_PURCHASES = (
    "SELECT contact_id, day, amount_cents, cost_cents, nights FROM purchase WHERE contact_id IN :ids ORDER BY day"
)
_VISITS = "SELECT contact_id, COUNT(*), MAX(day) FROM visit WHERE contact_id IN :ids GROUP BY contact_id"
_PLANNED = (
    "SELECT contact_id, COUNT(*), MIN(day) FROM action WHERE state = 'open' AND contact_id IN :ids GROUP BY contact_id"
)
_COMPLAINTS = (
    "SELECT contact_id, COUNT(*) FROM satisfaction WHERE kind = 'complaint' AND state = 'open' AND contact_id IN :ids"
    " GROUP BY contact_id"
)
RECKONED = frozenset(("contact", "phone", "email", "address", "purchase", "consent"))
"""A row of these may change anything in the summary of its contact, which is reckoned anew."""
COUNTED = {
    "visit": "UPDATE contact_summary SET visits = found.count, last_visit = found.day,"
    " last_seen = NULLIF(MAX(COALESCE(last_purchase, ''), COALESCE(found.day, '')), '')"
    " FROM (SELECT COUNT(*) AS count, MAX(day) AS day FROM visit WHERE contact_id = ?1) AS found"
    " WHERE contact_summary.contact_id = ?1",
    "action": "UPDATE contact_summary SET open_actions = found.count, next_action = found.day"
    " FROM (SELECT COUNT(*) AS count, MIN(day) AS day FROM action WHERE state = 'open' AND contact_id = ?1) AS found"
    " WHERE contact_summary.contact_id = ?1",
    "satisfaction": "UPDATE contact_summary SET open_complaints = found.count"
    " FROM (SELECT COUNT(*) AS count FROM satisfaction"
    " WHERE kind = 'complaint' AND state = 'open' AND contact_id = ?1) AS found"
    " WHERE contact_summary.contact_id = ?1",
}
"""Of these only a count and a day are kept: a visit at the counter reads nothing else, and rewrites no index."""
# Alive but not in the search index, or the other way round. The index keeps its contacts in a table of its own.
_LIVE_OR_FOUND = (
    "SELECT contact_id FROM contact_summary WHERE live AND contact_id NOT IN (SELECT id FROM contact_words_docsize)"
    " UNION SELECT id FROM contact_words_docsize WHERE id NOT IN (SELECT contact_id FROM contact_summary WHERE live)"
)
# How many contacts are read at a time: memory stays small while a million is reckoned.
_AT_A_TIME = 20_000
# Of so few the words are told.
_FEW = 100


def refresh(
    database: Database, touched: Collection[int], *, worded: Set[int] | None = None, added: Set[int] = frozenset()
) -> list[str] | None:
    """Reckon anew the summary and the search words of these contacts; those that are gone lose theirs.

    `worded` are those whose words may have changed, when it is known; `added` those that have none yet.
    Called within the transaction that changed them. Returns the words now put into the index, None for too many.
    """
    ids = sorted(touched)
    for start in range(0, len(ids), _AT_A_TIME):
        some = ids[start : start + _AT_A_TIME]
        to_index = set(some) if worded is None else worded & set(some)
        words = _refresh_some(database, some, to_index)
        search_index.replace(database, to_index - added, words)
    return [text for _contact, text in words] if 0 < len(ids) <= _FEW else None if ids else []


def recount(database: Database, table: str, contacts: Collection[int]) -> None:
    """Count anew what these contacts have in a table of `COUNTED`, within the transaction that changed it."""
    database.connection().executemany(COUNTED[table], [(contact,) for contact in sorted(contacts)])


def refresh_all(database: Database) -> None:
    """Reckon everything anew, in a transaction of its own: after a step to a new version of the file."""
    with database.atomic("IMMEDIATE"):
        refresh(database, [row[0] for row in database.execute_sql("SELECT id FROM contact")])


def count_stale(database: Database) -> int:
    """How many contacts have another summary than the one reckoned anew, or cannot be found, or are found though they
    are gone. Nothing is kept of the reckoning."""
    everything = "SELECT * FROM contact_summary"
    unfound = {row[0] for row in database.execute_sql(_LIVE_OR_FOUND).fetchall()}
    kept = set(database.execute_sql(everything).fetchall())
    with database.atomic("IMMEDIATE") as transaction:
        refresh(database, [row[0] for row in database.execute_sql("SELECT id FROM contact")])
        anew = set(database.execute_sql(everything).fetchall())
        transaction.rollback()
    return len({row[0] for row in kept ^ anew} | unfound)


def _refresh_some(database: Database, ids: list[int], to_index: Set[int]) -> list[tuple[int, str]]:
    """Write the summaries of these contacts; return the search words of those of `to_index`."""
    execute = database.connection().execute
    # A run of numbers, as an import makes it, is read along the indexes instead of number by number.
    is_run = ids[-1] - ids[0] + 1 == len(ids)
    wanted = (ids[0], ids[-1]) if is_run else (json.dumps(ids),)
    among = "BETWEEN ? AND ?" if is_run else "IN (SELECT value FROM json_each(?))"

    def rows(sql: str) -> list[Any]:
        found: list[Any] = execute(sql.replace("IN :ids", among), wanted).fetchall()
        return found

    contacts = list(rows(_CONTACTS))
    phones = _by_contact(rows("SELECT contact_id, number FROM phone WHERE contact_id IN :ids ORDER BY position, id"))
    emails = _by_contact(rows("SELECT contact_id, address FROM email WHERE contact_id IN :ids ORDER BY position, id"))
    places = _by_contact(rows(_PLACES))
    bought = _by_contact(rows(_PURCHASES))
    visits = {row[0]: row[1:] for row in rows(_VISITS)}
    planned = {row[0]: row[1:] for row in rows(_PLANNED)}
    complaints = dict(rows(_COMPLAINTS))
    asked = {row[0] for row in rows("SELECT DISTINCT contact_id FROM consent WHERE contact_id IN :ids")}
    nothing = totals(())
    summaries, words = [], []
    for number, kind, last, first, company, card, deleted_at, birth, source in contacts:
        mine = totals(bought[number]) if number in bought else nothing
        name = _display_name(kind, last, first, company, emails.get(number), phones.get(number))
        visit_count, last_visit = visits.get(number, (0, None))
        action_count, next_action = planned.get(number, (0, None))
        town = next((row[0] for row in places.get(number, ()) if row[0]), "")
        held = {
            LAST_NAME: last, FIRST_NAME: first, COMPANY_NAME: company, BIRTH: birth, SOURCE: source,
            PHONE: number in phones, EMAIL: number in emails, CONSENT: number in asked,
            PLACE: any(row[0] or row[1] for row in places.get(number, ())),
        }  # fmt: skip
        summaries.append(
            (
                number, _sort_key(name, bool(last or first or company)), name, town, fold(town),
                phones[number][0][0] if number in phones else "",
                emails[number][0][0] if number in emails else "",
                mine.count, mine.revenue_cents, mine.margin_cents, mine.nights, mine.first_day, mine.last_day,
                mine.gap_mean_days, mine.gap_deviation_days, visit_count, last_visit,
                _later(mine, last_visit), action_count, next_action, complaints.get(number, 0),
                _completeness(kind, frozenset(name for name, value in held.items() if value)), deleted_at is None,
                mine.paid_cents, mine.months, mine.weekdays,
            )
        )  # fmt: skip
        if deleted_at is None and number in to_index:
            words.append(
                (
                    number,
                    search_index.words_of(
                        (last, first, company),
                        [row[0] for row in places.get(number, ())],
                        [row[1] for row in places.get(number, ())],
                        [row[0] for row in emails.get(number, ())],
                        [row[0] for row in phones.get(number, ())],
                        card,
                    ),
                )
            )
    database.connection().executemany(_UPSERT, summaries)
    return words


@lru_cache(maxsize=4_096)
def _completeness(kind: str, held: frozenset[str]) -> int:
    return completeness(kind, held)


def _by_contact(rows: Iterable[Any]) -> dict[int, list[Any]]:
    """Rows by their first column, which is left out."""
    grouped: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        grouped[row[0]].append(row[1:])
    return grouped


def _sort_key(name: str, has_name: bool) -> str:
    """What lists are sorted by: folded, so that É does not follow Z; those without a name come after all others."""
    return fold(name) if has_name else f"~{fold(name)}"


def _display_name(kind: str, last: str, first: str, company: str, emails: Any, phones: Any) -> str:
    """The same rule as `ContactDetails.display_name`, without making the object for each of 100,000 rows."""
    name = f"{last} {first}".strip()
    if kind == "company" or not name:
        name = company or name
    if not name and emails:
        name = emails[0][0]
    if not name and phones:
        name = phones[0][0]
    return name


def _later(bought: PurchaseTotals, last_visit: str | None) -> str | None:
    return max((day for day in (bought.last_day, last_visit) if day), default=None)
