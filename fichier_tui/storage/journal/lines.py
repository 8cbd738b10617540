"""The lines of the journal as they are kept, byte for byte, each with its changes: what the chain is reckoned from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from fichier_tui.storage.journal.links import (
    DETAIL,
    SEAL_BYTES,
    ChangeHeader,
    Facts,
    as_bytes,
    commitment_of,
    part_salt,
    seal_of,
)

_ENTRIES = (
    "SELECT id, public_id, at, staff_id, verb, contact, coalesce(undoes_id, undid), detail, salt, seal, commitment,"
    " previous, hash, undone_by_id FROM journal_entry {where} ORDER BY id"
)
_CHANGES = (
    "SELECT entry_id, position, table_name, kind, first_id, last_id, before, after, seal FROM journal_change {where}"
    " ORDER BY entry_id, position"
)
NOTHING = b"{}"
"""The detail of a line whose content was erased."""


@dataclass(frozen=True, slots=True)
class KeptChange:
    """One change. `seal` is empty as long as nothing of its line was erased."""

    header: ChangeHeader
    before: bytes | None
    after: bytes | None
    seal: bytes

    @property
    def is_erased(self) -> bool:
        """Whether its content was erased, and its seal is what is left of it."""
        return len(self.seal) == SEAL_BYTES


@dataclass(frozen=True, slots=True)
class Line:
    """One line with its changes. Salt, commitment and hashes are empty in a file whose journal is not linked yet."""

    facts: Facts
    detail: bytes
    salt: bytes
    seal: bytes
    commitment: bytes
    previous: bytes
    hash: bytes
    undone_by: int | None
    changes: tuple[KeptChange, ...]

    @property
    def is_erased(self) -> bool:
        """Whether the detail was erased."""
        return len(self.seal) == SEAL_BYTES

    @property
    def has_lost(self) -> bool:
        """Whether any of its content was erased."""
        return not self.salt or self.is_erased or any(one.is_erased for one in self.changes)

    def detail_seal(self) -> bytes:
        """The seal of the detail: reckoned, or what is left of an erased one."""
        return self.seal if self.is_erased else seal_of(self._salt(DETAIL, self.seal), self.detail)

    def change_seal(self, change: KeptChange) -> bytes:
        """The seal of one of the changes, likewise."""
        if change.is_erased:
            return change.seal
        return seal_of(self._salt(change.header.position, change.seal), change.before, change.after)

    def reckoned_commitment(self) -> bytes:
        """The commitment to the content as it is now."""
        return commitment_of(self.detail_seal(), [(one.header, self.change_seal(one)) for one in self.changes])

    def is_emptied(self) -> bool:
        """Whether nothing stands where a content was erased."""
        return (not self.is_erased or self.detail == NOTHING) and all(
            one.before is None and one.after is None for one in self.changes if one.is_erased
        )

    def _salt(self, place: object, own: bytes) -> bytes:
        return part_salt(self.salt, place) if self.salt else own


def lines_of(connection: Any, first: int | None = None, last: int | None = None) -> Iterator[Line]:
    """The lines by number, all of them or those of a run, both ends included. Nothing else is read meanwhile."""
    run = (first if first is not None else 0, last if last is not None else 2**62)
    entries = connection.execute(_ENTRIES.format(where="WHERE id BETWEEN ? AND ?"), run)
    changes = groupby(
        connection.execute(_CHANGES.format(where="WHERE entry_id BETWEEN ? AND ?"), run), key=itemgetter(0)
    )
    following = next(changes, None)
    for number, public_id, at, staff, verb, contact, undoes, detail, *links, undone_by in entries:
        while following is not None and following[0] < number:
            following = next(changes, None)
        own: tuple[KeptChange, ...] = ()
        if following is not None and following[0] == number:
            own = tuple(
                KeptChange(ChangeHeader(*header), as_bytes(before), as_bytes(after), as_bytes(seal) or b"")
                for _entry, *header, before, after, seal in following[1]
            )
            following = next(changes, None)
        facts = Facts(number, public_id, at, staff, verb, contact, undoes)
        salt, seal, commitment, previous, hash_ = (as_bytes(link) or b"" for link in links)
        yield Line(facts, as_bytes(detail) or b"", salt, seal, commitment, previous, hash_, undone_by, own)


def standing_marks(undoing: Iterable[tuple[int, int]]) -> dict[int, int]:
    """By which line each is taken back now, from (number, what it takes back), by number: an undo may be undone."""
    takes_back: dict[int, int] = {}
    marks: dict[int, int] = {}
    for number, undone in undoing:
        takes_back[number] = undone
        mark: int | None = number
        taken: int | None = undone
        while taken is not None and taken < number:
            if mark is None:
                marks.pop(taken, None)
            else:
                marks[taken] = mark
            number, mark, taken = taken, (taken if mark is None else None), takes_back.get(taken)
    return marks
