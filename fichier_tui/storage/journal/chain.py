"""Is the journal what it was? Every line looked at, from the first to the sealed end; what is wrong is named.

Somebody who has the file's key and a program of his own can write what he likes, the sealed end included; what he
cannot reach is what was kept elsewhere of it (`Anchor`): the safety copies on another disk.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from fichier_tui.storage.journal.head import Head, head_hash, journal_key, read_head, seal_head
from fichier_tui.storage.journal.lines import Line, lines_of, standing_marks
from fichier_tui.storage.journal.links import hash_of

__all__ = ["Anchor", "ChainFault", "head_hash", "seal_head", "verify_chain"]

SHOWN = 20
ERASED = "erased"
"""The kind of the change by which a line says that the content of others was erased."""
_ANNOUNCED = "SELECT first_id, last_id FROM journal_change WHERE table_name = 'journal_entry' AND kind = ?"


@dataclass(frozen=True, slots=True)
class ChainFault:
    """What is wrong with a line. `entry` is its number, 0 for the journal's end itself.

    `code`: changed (who, when, what, about whom), content (its words, or rows before and after), removed (up to
    `other`), inserted, moved (it was line `other`), truncated (the lines up to `other` are gone), mark (said to be
    taken back, or not, against what others say), erased (its content is gone and no line says so), end (the sealed end
    is missing or was written without the file's key), anchor (another line than that of a safety copy).
    """

    code: str
    entry: int
    other: int = 0


@dataclass(frozen=True, slots=True)
class Anchor:
    """What was kept of the journal away from the file: the number and the hash (hexadecimal) of its line then last."""

    number: int
    hash: str


def verify_chain(
    connection: Any, dek: bytes, anchors: Iterable[Anchor] = (), most: int = SHOWN
) -> tuple[ChainFault, ...]:
    """The first faults of the journal, by number; none where it is whole. About a second for 30,000 lines.

    `dek` is the file's key. Changes nothing, and reads the whole journal in one go.
    """
    head = read_head(connection)
    if head is None:
        return (ChainFault("end", 0),)
    reading = _Reading(head)
    faults = [] if head.is_sealed_with(journal_key(dek)) else [ChainFault("end", 0)]
    reading.anchors = {one.number: one.hash for one in anchors if one.hash and one.number >= head.first}
    reading.announced = _announced(connection)
    for line in lines_of(connection, head.first):
        faults += reading.look_at(line)
        if len(faults) >= most:
            return tuple(faults[:most])
    faults += [*reading.at_the_end(), *reading.wrong_marks()]
    return tuple(faults[:most])


class _Reading:
    """The journal as it is gone through, line by line."""

    def __init__(self, head: Head) -> None:
        self.head = head
        self.anchors: dict[int, str] = {}
        self.announced: list[tuple[int, int]] = []
        self.last = head.first - 1
        """The number of the line before."""
        self.before_last = b""
        """The hash of the one before that."""
        self.hash = head.previous
        self.is_doubtful = False
        """Whether the line before was named already: what follows it is not."""
        self.shift = 0
        """By how much the numbers are too high now, after a line was put in between."""
        self.own = 0
        """The number under which the line now looked at was written."""
        self.moved_from: set[int] = set()
        """Where the lines stood that are found elsewhere: those are missing nowhere."""
        self.exchanged = 0
        """Where the line before stood, when it is not where it was."""
        self.undoing: list[tuple[int, int]] = []
        self.marks: dict[int, int] = {}

    def look_at(self, line: Line) -> list[ChainFault]:
        """What is wrong with the next line."""
        number = line.facts.number
        if number > self.head.number and self.shift == 0:
            return [ChainFault("inserted", number)]
        self.own, exchanged = number - self.shift, self.exchanged
        self.exchanged = 0
        found = self._place_of(line, exchanged)
        # A line that is not itself says nothing of its content, nor of others.
        if not found:
            found = self._content_of(line)
        elsewhere = self.anchors.pop(self.own, line.hash.hex())
        if not found and elsewhere != line.hash.hex():
            found = [ChainFault("anchor", number)]
        if line.facts.undoes is not None:
            self.undoing.append((self.own, line.facts.undoes))
        if line.undone_by is not None:
            self.marks[self.own] = line.undone_by
        self.is_doubtful = any(fault.entry == number for fault in found)
        self.last, self.before_last, self.hash = number, self.hash, line.hash
        return found

    def _place_of(self, line: Line, exchanged: int) -> list[ChainFault]:
        number = line.facts.number
        if not _is_itself(line, number - self.shift):
            return self._moved(line, exchanged)
        if line.previous == self.hash or self.is_doubtful:
            return []
        if line.previous == self.before_last:  # it follows the one before that: who stands between is a stranger
            return [] if exchanged else [ChainFault("inserted", self.last)]
        if number > self.last + 1:
            return [ChainFault("removed", self.last + 1, number - 1)]
        # It is itself, and tells that the one before was another.
        return [ChainFault("changed", self.last)]

    def _moved(self, line: Line, exchanged: int) -> list[ChainFault]:
        """What is told of a line that is not itself under its number; `exchanged` as `self.exchanged` of the last."""
        number = line.facts.number
        own = next((one for one in range(self.head.first, self.head.number + 1) if _is_itself(line, one)), None)
        if own is None:
            return [ChainFault("changed", number)]
        expected, self.own = number - self.shift, own
        if expected < own <= number:  # what was put in between was taken from here: the numbers are right again
            self.shift = number - own
            missing = [one for one in range(expected, own) if one not in self.moved_from]
            return [ChainFault("removed", missing[0], missing[-1])] if missing else []
        if own == expected - 1 and line.previous == self.before_last and exchanged != expected:
            self.shift += 1
            return [] if exchanged else [ChainFault("inserted", number - 1)]
        self.moved_from.add(own)
        self.exchanged = own
        return [ChainFault("moved", number, own)]

    def _content_of(self, line: Line) -> list[ChainFault]:
        number = line.facts.number
        if line.reckoned_commitment() != line.commitment or not line.is_emptied():
            return [ChainFault("content", number)]
        if line.has_lost and not any(first <= number <= last for first, last in self.announced):
            return [ChainFault("erased", number)]
        return []

    def at_the_end(self) -> Iterator[ChainFault]:
        """What the sealed end says against the last line, and the anchors of lines that are not there."""
        last = self.last - self.shift
        gone = [one for one in range(last + 1, self.head.number + 1) if one not in self.moved_from]
        if gone:
            yield ChainFault("truncated", gone[0], gone[-1])
        elif self.hash != self.head.hash and last == self.head.number and not self.is_doubtful:
            yield ChainFault("changed", self.last)
        for number in sorted(self.anchors):
            yield ChainFault("anchor", number)

    def wrong_marks(self) -> Iterator[ChainFault]:
        """The lines that bear another mark than the one that follows from what each line takes back."""
        right = standing_marks(self.undoing)
        for number in sorted(right.keys() | self.marks.keys()):
            if right.get(number) != self.marks.get(number) and number >= self.head.first:
                yield ChainFault("mark", number)


def _is_itself(line: Line, number: int) -> bool:
    """Whether a line is, under that number, what its hash was made of."""
    return line.hash == hash_of(line.previous, replace(line.facts, number=number), line.commitment)


def _announced(connection: Any) -> list[tuple[int, int]]:
    """The runs of lines whose content was erased by a line that says so."""
    return [(first, last) for first, last in connection.execute(_ANNOUNCED, (ERASED,))]
