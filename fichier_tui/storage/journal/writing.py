"""A line of the journal, its changes, and the end of the chain, written together in the transaction of an operation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fichier_tui.storage.journal.head import NEW, moved_on, read_head, write_head
from fichier_tui.storage.journal.links import (
    DETAIL,
    ChangeHeader,
    Facts,
    commitment_of,
    hash_of,
    new_salt,
    part_salt,
    seal_of,
)

Written = tuple[ChangeHeader, bytes | None, bytes | None]
"""A change: its header, and its rows before and after."""
_ENTRY = (
    "INSERT INTO journal_entry (id, public_id, at, staff_id, verb, contact, detail, undoes_id, salt, commitment,"
    " previous, hash) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)"
)
_CHANGE = (
    "INSERT INTO journal_change (entry_id, position, table_name, kind, first_id, last_id, before, after)"
    " VALUES (?,?,?,?,?,?,?,?)"
)


def next_number(connection: Any) -> int:
    """The number of the line to be written. Never one that stood before: a line cut off at the end leaves a gap."""
    last, sealed = connection.execute(
        "SELECT (SELECT max(id) FROM journal_entry), (SELECT number FROM journal_head)"
    ).fetchone()
    return max(last or 0, sealed or 0) + 1


def write_entry(connection: Any, facts: Facts, detail: str, changes: Sequence[Written], key: bytes) -> None:
    """Write a line that follows the last one. `key` is that of the journal (`journal_head.journal_key`)."""
    head = read_head(connection) or NEW
    salt = new_salt()
    commitment = commitment_of(
        seal_of(part_salt(salt, DETAIL), detail.encode()),
        [(header, seal_of(part_salt(salt, header.position), before, after)) for header, before, after in changes],
    )
    hash_ = hash_of(head.hash, facts, commitment)
    connection.execute(
        _ENTRY,
        (
            facts.number, facts.public_id, facts.at, facts.staff, facts.verb, facts.contact, detail, facts.undoes,
            salt, commitment, head.hash, hash_,
        ),
    )  # fmt: skip
    connection.executemany(
        _CHANGE,
        [
            (facts.number, one.position, one.table, one.kind, one.first_id, one.last_id, before, after)
            for one, before, after in changes
        ],
    )
    write_head(connection, moved_on(head, facts.number, hash_, key))


def mark_undone(connection: Any, number: int, undone: int) -> None:
    """Line `number` takes back line `undone`: what that one had taken back stands once more, and so on down.

    The mark is no part of any hash: which lines bear it follows from what each takes back
    (`journal_lines.standing_marks`).
    """
    mark: int | None = number
    taken: int | None = undone
    while taken is not None and taken < number:  # a line that somebody tampered with leads nowhere
        connection.execute("UPDATE journal_entry SET undone_by_id = ? WHERE id = ?", (mark, taken))
        row = connection.execute("SELECT undoes_id FROM journal_entry WHERE id = ?", (taken,)).fetchone()
        # To undo an undo is to do again: one line down the mark goes, the next one bears it again.
        number, mark, taken = taken, taken if mark is None else None, None if row is None else row[0]
