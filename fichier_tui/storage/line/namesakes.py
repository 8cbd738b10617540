"""What tells one contact from others of the same name, wherever a sentence names it: its town, else its telephone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from fichier_tui.domain.contact import ContactRow
from fichier_tui.domain.text import fold
from fichier_tui.storage.contacts import read_rows
from fichier_tui.storage.session import Session

_LAST_DIGITS = 4
# So many of one name are looked at; where there are more, they share their towns anyhow.
_LOOKED_AT = 40
_OF_THAT_NAME = """
    SELECT contact_id FROM contact_summary WHERE live = 1 AND sort_key =
        (SELECT sort_key FROM contact_summary WHERE contact_id = ?) LIMIT ?
"""


def told_apart(rows: Sequence[ContactRow]) -> tuple[str, ...]:
    """Their names; beside those that two of them have, the town or the end of the telephone."""
    names = Counter(fold(row.name) for row in rows)
    towns = Counter((fold(row.name), fold(row.town)) for row in rows)

    def called(row: ContactRow) -> str:
        key = fold(row.name)
        if names[key] < 2:
            return row.name
        alone = bool(row.town) and towns[key, fold(row.town)] < 2
        beside = row.town if alone else " ".join(filter(None, (row.town, _end_of(row.phone))))
        return f"{row.name} ({beside})" if beside else row.name

    return tuple(called(row) for row in rows)


def name_told_apart(session: Session, contact: int) -> str:
    """The name of one contact, with what tells it from another of the file that is called the same."""
    found = session.database.connection().execute(_OF_THAT_NAME, (contact, _LOOKED_AT))
    others = [number for (number,) in found if number != contact]
    return told_apart(read_rows(session, [contact, *others]))[0]


def _end_of(phone: str) -> str:
    return f"…{phone[-_LAST_DIGITS:]}" if phone else ""
