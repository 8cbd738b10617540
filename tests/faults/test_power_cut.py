"""The current is cut at any write of a day's work: what was synced is certain, the rest is there, gone, or half there.

The writes are those of the real verbs, noted by `disk`; the disk is then made anew as it could be after the cut, with
each write that no sync had made certain kept, dropped, or torn at a sector.
"""

from __future__ import annotations

import hashlib
import random
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage.connection import connect
from fichier_tui.storage.session import Session
from tests.faults import scale
from tests.faults.disk import Disk, Event, between
from tests.faults.opened import copied, made, opened
from tests.faults.work import Work, everything

CUTS = scale.many(80, 10_000)
STEPS = scale.many(40, 300)
SMALL = 40
"""Things done in the file before: all of it is read after each cut."""
SECTOR = 512
IN_MEMORY = Path("/dev/shm")  # where there is one: a disk that is made ten thousand times


@dataclass
class Image:
    """A file as the disk has it: what is certain, and the changes that no sync has made certain yet."""

    certain: bytearray = field(default_factory=bytearray)
    exists: bool = True
    pending: list[Event] = field(default_factory=list)

    def after_a_cut(self, chance: random.Random) -> bytes | None:
        """One of the things that can be found afterwards; None where the file may be gone, or not there yet."""
        content = bytearray(self.certain)
        is_there = self.exists
        for event in self.pending:
            if event.kind in ("open", "delete"):
                is_there = is_there if chance.random() < 0.5 else event.kind == "open"
            elif event.kind == "truncate":
                if chance.random() < 0.5:
                    _resize(content, event.place)
            else:
                _write(content, event, chance.choice((1.0, 0.5, 0.0)), chance)
        return bytes(content) if is_there else None

    def sync(self) -> None:
        """Everything so far is certain."""
        for event in self.pending:
            if event.kind == "write":
                _write(self.certain, event)
            elif event.kind == "truncate":
                _resize(self.certain, event.place)
            else:
                self.exists = event.kind == "open"
                self.certain = bytearray() if event.kind == "open" else self.certain
        self.pending.clear()


def _resize(content: bytearray, size: int) -> None:
    del content[size:]
    content.extend(bytes(size - len(content)))


def _write(content: bytearray, event: Event, part: float = 1.0, chance: random.Random | None = None) -> None:
    """Apply a write, or about that part of its sectors."""
    if part == 0.0:
        return
    end = event.place + len(event.content)
    if len(content) < end:
        content.extend(bytes(end - len(content)))
    if part == 1.0 or chance is None:
        content[event.place : end] = event.content
        return
    for start in range(0, len(event.content), SECTOR):
        if chance.random() < part:
            piece = event.content[start : start + SECTOR]
            content[event.place + start : event.place + start + len(piece)] = piece


def state(session: Session) -> str:
    """All of the file in one word: rows, journal and what is reckoned."""
    execute = session.database.connection().execute
    tables = ("contact_summary", "journal_entry", "journal_change", "journal_head")
    more = [execute(f'SELECT * FROM "{table}"').fetchall() for table in tables]
    return hashlib.sha256(repr((sorted(everything(session).items(), key=str), more)).encode()).hexdigest()


def recorded(place: Path, synchronous: str) -> tuple[dict[str, bytes], list[Event], list[str]]:
    """A day's work: the files before it, what was asked of the disk, the state after each thing that was done."""
    folder, the_disk = copied(place, synchronous, SMALL), Disk()
    with between(the_disk):
        file = opened(folder, SMALL)
        file.call(lambda session: session.database.execute_sql(f"PRAGMA synchronous = {synchronous}"))
        file.call(lambda session: session.database.execute_sql("PRAGMA wal_autocheckpoint = 40"))
        work = file.call(lambda session: Work(session, 3))
        states = [file.call(state)]
        before = {path.name: path.read_bytes() for path in (folder.base, folder.path / "base.db-wal")}
        the_disk.is_noting = True
        for number in range(1, STEPS + 1):
            file.call(lambda _session: work.step())
            states.append(file.call(state))
            the_disk.say("done", number)
        file.close()
    return before, the_disk.events, states


def images(
    before: dict[str, bytes], events: list[Event], chance: random.Random
) -> Iterator[tuple[int, dict[str, bytes]]]:
    """For each of the cuts: how much was acknowledged, and a disk as it could be."""
    cuts = sorted(chance.choices(range(1, len(events) + 1), k=CUTS))
    disk = {name: Image(bytearray(content)) for name, content in before.items()}
    done = position = 0
    for cut in cuts:
        for event in events[position:cut]:
            if event.kind == "said":
                done = event.place
                continue
            image = disk.setdefault(event.name, Image(exists=False))
            if event.kind == "sync":
                image.sync()
            else:
                image.pending.append(event)
        position = cut
        found = {name: image.after_a_cut(chance) for name, image in disk.items()}
        yield done, {name: content for name, content in found.items() if content is not None}


def state_of(place: Path, files: dict[str, bytes]) -> str:
    """The state of a file found after a cut, "" for one that cannot be read."""
    with tempfile.TemporaryDirectory(dir=place) as name:
        for file, content in files.items():
            (Path(name) / file).write_bytes(content)
        try:
            database = connect(Path(name) / "base.db", made(SMALL).unlocked.dek)
        except Refusal:
            return ""
        try:
            if database.execute_sql("PRAGMA integrity_check").fetchall() != [("ok",)]:
                return ""
            return state(Session(database, None, None))  # type: ignore[arg-type]
        finally:
            database.close()


@pytest.mark.slow
@pytest.mark.parametrize("synchronous", ["FULL", "NORMAL"])
def test_no_cut_of_the_current_loses_what_was_acknowledged(tmp_path: Path, synchronous: str) -> None:
    before, events, states = recorded(tmp_path, synchronous)
    numbers = {word: number for number, word in enumerate(states)}
    lost = corrupt = 0
    place = IN_MEMORY if IN_MEMORY.is_dir() else tmp_path
    for done, files in images(before, events, random.Random(20261122)):
        found = state_of(place, files)
        if found not in numbers:
            corrupt += 1
        elif found not in states[done : done + 2]:
            lost += 1
    scale.tell(f"current cut, synchronous={synchronous}", cuts=CUTS, acknowledged=STEPS, lost=lost, corrupt=corrupt)
    assert corrupt == 0
    if synchronous == "FULL":
        assert lost == 0
    else:  # what the program never does: the test must see that it loses
        assert lost > CUTS // 20
