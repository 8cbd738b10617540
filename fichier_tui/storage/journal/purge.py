"""The oldest lines of the journal are removed, a year after what they tell (CONSENT R35); the rest holds on its own.

The sealed end keeps what the first line that stays follows, so that the chain is whole from there. Of what was removed
only that stays which the program goes by, with no name, no author, no content: which rows came from a foreign file,
which cards somebody corrected, how often an action was changed. It is no line of the journal any more.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import Any

from fichier_tui.domain.permission import RIGHTS
from fichier_tui.storage.journal.head import BROKEN, NEW, read_head, write_head
from fichier_tui.storage.models import JournalEntry
from fichier_tui.storage.operation import Change, Operation
from fichier_tui.storage.session import Session

PURGED = "purged"
"""The kind of the change by which a line says which ones were removed."""
_CHANGES_THAT_STAY = (
    "SELECT c.id, c.entry_id FROM journal_change AS c JOIN journal_entry AS e ON e.id = c.entry_id WHERE e.id < ? AND"
    " (e.verb = 'contacts.imported' OR (c.table_name = 'action' AND c.kind = 'changed')"
    " OR (c.table_name = 'sending' AND c.kind = 'created'))"
)
_CORRECTED = "SELECT id FROM journal_entry WHERE id < ? AND verb = 'contact.changed' AND undone_by_id IS NULL"
_NOT_AMONG = "NOT IN (SELECT value FROM json_each(?))"


def count_purgeable(session: Session, day: dt.date) -> int:
    """How many lines tell of something before that day, by this machine's clock, and can go."""
    connection = session.database.connection()
    head = read_head(connection) or NEW
    return max(0, _first_kept(connection, day) - head.first)


def purge_before(operation: Operation, day: dt.date) -> int:
    """Remove the lines that tell of something before that day; how many. The operation's own line says which.

    The lines that go are the oldest ones up to the first that is not as old. Never taken back. Raises Refusal:
    staff.not_allowed.
    """
    session = operation.session
    session.require(RIGHTS)
    connection = session.database.connection()
    head = read_head(connection) or NEW
    first = _first_kept(connection, day)
    if first <= head.first:
        return 0
    last = connection.execute("SELECT hash FROM journal_entry WHERE id < ? ORDER BY id DESC LIMIT 1", (first,))
    shorter = replace(head, first=first, previous=bytes(last.fetchone()[0] or b""))
    key = session.database.journal_key
    _remove(connection, first)
    write_head(connection, shorter.sealed(key) if head.is_sealed_with(key) else replace(shorter, mac=BROKEN))
    operation.changes.append(Change(JournalEntry, PURGED, head.first, first - 1))
    operation.detail |= {"count": first - head.first, "until": day.isoformat()}
    return first - head.first


def _first_kept(connection: Any, day: dt.date) -> int:
    """The number of the first line that stays: the first of that day or later, else the one to come."""
    midnight = dt.datetime.combine(day, dt.time()).astimezone()
    since = JournalEntry.at.db_value(midnight)
    found = connection.execute("SELECT min(id) FROM journal_entry WHERE at >= ?", (since,)).fetchone()[0]
    # One line always stays, so that the last number and the last hash are never those of nothing.
    return int(found or connection.execute("SELECT coalesce(max(id), 1) FROM journal_entry").fetchone()[0])


def _remove(connection: Any, first: int) -> None:
    execute = connection.execute
    changes = execute(_CHANGES_THAT_STAY, (first,)).fetchall()
    entries = {entry for _change, entry in changes} | {row[0] for row in execute(_CORRECTED, (first,))}
    execute("UPDATE journal_entry SET undid = undoes_id, undoes_id = NULL WHERE undoes_id < ?", (first,))
    execute(
        "UPDATE journal_entry SET staff_id = NULL, detail = '{}', undid = NULL, undone_by_id = NULL, salt = NULL,"
        " seal = NULL, commitment = NULL, previous = NULL, hash = NULL WHERE id < ?",
        (first,),
    )
    execute("UPDATE journal_change SET before = NULL, after = NULL, seal = NULL WHERE entry_id < ?", (first,))
    execute(
        f"DELETE FROM journal_change WHERE entry_id < ? AND id {_NOT_AMONG}",
        (first, json.dumps([change for change, _entry in changes])),
    )
    execute(f"DELETE FROM journal_entry WHERE id < ? AND id {_NOT_AMONG}", (first, json.dumps(sorted(entries))))
