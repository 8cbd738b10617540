"""What the journal tells of a person is erased; that something was done stays, and the chain holds.

Of a line about the person all content goes: its words, its rows before and after, their salts. Of a line about others
(an import, a merge, a sending) only what is of the person's rows. Seals are left in their places, and the operation
that erases says of which lines, by their numbers: what was erased without such a line is a fault (`chain`).
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from fichier_tui.domain.text import fold
from fichier_tui.storage.journal.chain import ERASED
from fichier_tui.storage.journal.lines import NOTHING, Line, lines_of
from fichier_tui.storage.journal.links import DETAIL, part_salt
from fichier_tui.storage.journal.owning import Owned, owned_by
from fichier_tui.storage.models import Contact, JournalEntry
from fichier_tui.storage.operation import Change, Operation
from fichier_tui.storage.session import Session

_NAMES = "SELECT last_name, first_name, company_name FROM contact WHERE id IN (SELECT value FROM json_each(?))"
_SHORTEST = 4
"""Of a name of fewer letters, a text that holds it says nothing of the person."""


def scrub_contacts(operation: Operation, ids: Collection[int]) -> None:
    """Erase from the journal what it tells of these contacts, and of the cards that were merged into theirs.

    To be called first in the operation, while their rows still stand: they tell whose the lines are. What the operation
    itself then does to these rows leaves no content in its own line either. Nothing of this is ever taken back.
    """
    connection = operation.session.database.connection()
    owned = owned_by(connection, ids)
    named = _names(connection, owned.contacts)
    about = [(line, parts) for line in lines_of(connection) if (parts := _about(line, owned, named)) is not None]
    for line, parts in about:
        if parts:
            _erase(connection, line, parts)
    for first, last in _runs(line.facts.number for line, _parts in about):
        operation.changes.append(Change(JournalEntry, ERASED, first, last))
    # Other programs on the file learn by it whom they are to reckon anew.
    for first, last in _runs(sorted(owned.contacts)):
        operation.changes.append(Change(Contact, ERASED, first, last))
    operation.keep_nothing_of(owned)


def is_scrubbed(session: Session, number: int) -> bool:
    """Whether a line is about somebody who was erased: it cannot be taken back any more."""
    return bool(scrubbed_among(session, (number,)))


def scrubbed_among(session: Session, numbers: Collection[int]) -> frozenset[int]:
    """Those of these lines of which some content was erased, or that touched rows of somebody erased."""
    if not numbers:
        return frozenset()
    runs = session.database.connection().execute(
        "SELECT first_id, last_id FROM journal_change"
        " WHERE table_name = 'journal_entry' AND kind = ? AND first_id <= ? AND last_id >= ?",
        (ERASED, max(numbers), min(numbers)),
    )
    asked = sorted(numbers)
    return frozenset(
        number for first, last in runs for number in asked[bisect_left(asked, first) : bisect_right(asked, last)]
    )


def _about(line: Line, owned: Owned, named: frozenset[str]) -> frozenset[object] | None:
    """Which parts of a line tell of them: the detail, the positions of changes. None where it is not about them."""
    is_theirs = line.facts.contact in owned.contacts
    changes = [one for one in line.changes if is_theirs or owned.holds(one.header)]
    # A line about nobody, or one that touched them in passing, may name them.
    may_name = bool(changes) or line.facts.contact is None
    # The words of an export are the name of its file.
    is_theirs_in_words = is_theirs or any(one.header.table == "export_record" for one in changes)
    in_words = is_theirs_in_words or (may_name and _tells(line.detail, named))
    if not (changes or in_words):
        return None
    parts: set[object] = {one.header.position for one in changes if one.before is not None or one.after is not None}
    if in_words and not line.is_erased and line.detail != NOTHING:
        parts.add(DETAIL)
    return frozenset(parts)


def _erase(connection: Any, line: Line, parts: frozenset[object]) -> None:
    """Leave the seals of what goes, and the salts of what stays, each for its own part."""
    number = line.facts.number
    seal, words = line.seal or part_salt(line.salt, DETAIL), line.detail
    if DETAIL in parts:
        seal, words = line.detail_seal(), NOTHING
    connection.execute(
        "UPDATE journal_entry SET salt = NULL, seal = ?, detail = ? WHERE id = ?", (seal, words.decode(), number)
    )
    for one in line.changes:
        position = one.header.position
        if position in parts:
            sql = "UPDATE journal_change SET seal = ?, before = NULL, after = NULL WHERE entry_id = ? AND position = ?"
            connection.execute(sql, (line.change_seal(one), number, position))
        elif line.salt and (one.before is not None or one.after is not None):
            sql = "UPDATE journal_change SET seal = ? WHERE entry_id = ? AND position = ?"
            connection.execute(sql, (part_salt(line.salt, position), number, position))


def _names(connection: Any, ids: Collection[int]) -> frozenset[str]:
    """By what a text would name them: whole names, and what a message is sent to, folded."""
    wanted = (json.dumps(sorted(ids)),)
    found = []
    for last, first, company in connection.execute(_NAMES, wanted):
        found += [f"{last} {first}", f"{first} {last}"] if last and first else [last or first, company]
    for table, column in (("email", "address"), ("phone", "number")):
        found += [
            row[0]
            for row in connection.execute(
                f"SELECT {column} FROM {table} WHERE contact_id IN (SELECT value FROM json_each(?))", wanted
            )
        ]
    return frozenset(name for name in map(fold, found) if len(name) >= _SHORTEST)


def _tells(detail: bytes, named: frozenset[str]) -> bool:
    text = fold(detail.decode())
    return any(name in text for name in named)


def _runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Numbers that rise, as runs."""
    run: list[int] = []
    for number in numbers:
        if run and number > run[-1] + 1:
            yield run[0], run[-1]
            run = []
        run = [run[0] if run else number, number]
    if run:
        yield run[0], run[-1]
