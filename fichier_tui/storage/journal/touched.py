"""Which contacts the latest operations wrote, whoever made them: read in the journal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fichier_tui.storage.operation import unpacked
from fichier_tui.storage.session import Session

# Of more, everything is reckoned anew at no higher price.
MANY = 2_000
_OF_CONTACTS = frozenset(
    ("purchase", "visit", "action", "satisfaction", "consent", "behaviour_event", "dismissal", "rights_request")
)
# What every contact may depend on, once it is changed: the name of a product, say. A new one concerns nobody yet.
_OF_ALL = frozenset(("product",))
CREATED = "created"


def touched_since(session: Session, entry: int) -> set[int] | None:
    """The contacts of which a row was written by the operations after that entry; None: too many, or all of them."""
    execute = session.database.connection().execute
    rows = execute(
        "SELECT table_name, kind, first_id, last_id, before, after FROM journal_change WHERE entry_id > ?", (entry,)
    ).fetchall()
    found: set[int] = set()
    for table, kind, first, last, before, after in rows:
        if table == "contact":
            found.update(range(first, min(last, first + MANY) + 1))
        elif table in _OF_CONTACTS:
            if last - first < MANY:
                among = execute(f'SELECT contact_id FROM "{table}" WHERE id BETWEEN ? AND ?', (first, last))
                found.update(row[0] for row in among if row[0] is not None)
            for blob in (before, after):
                found.update(_contacts_in(blob))
        elif table in _OF_ALL and kind != CREATED:
            return None
        if len(found) > MANY or last - first >= MANY:
            return None
    return found


def _contacts_in(blob: bytes | None) -> Iterator[int]:
    """The contacts that the journal names in what a row was, or became."""
    if blob is None:
        return
    kept: Any = unpacked(blob)
    if "rows" in kept:
        place = kept["columns"].index("contact_id")
        yield from (row[place] for row in kept["rows"] if row[place] is not None)
    elif kept.get("contact_id") is not None:
        yield kept["contact_id"]
