"""The disk fills up, or fails, at any write: it is said, what was acknowledged is there, and work goes on."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage.backup import list_backups, verify_backup
from fichier_tui.storage.backup.copies import keep_copy
from fichier_tui.storage.connection import connect
from fichier_tui.storage.migrations import CURRENT_VERSION
from fichier_tui.storage.opening import open_unlocked
from tests.faults import disk, scale
from tests.faults.disk import Disk, Event, between
from tests.faults.opened import copied, is_sound, known, made, opened, wrong_with
from tests.faults.test_migration_killed import CONTACTS, file_of_version, version_and_rows
from tests.faults.test_migration_killed import KEY as OLD_KEY
from tests.faults.work import Work, written_since

REFUSALS = scale.many(30, 2_000)
CODES = {disk.FULL: "disk.full", disk.IOERR_WRITE: "disk.faulty", disk.READ_ONLY: "folder.readonly"}
# What each change answers on a disk that fails; one that is full refuses only what makes a file longer.
FAILS = {"write": disk.IOERR_WRITE, "sync": disk.IOERR_FSYNC, "truncate": disk.IOERR_TRUNCATE}


class Refusing:
    """Refuses everything from the n-th change on, until it is told that there is room again."""

    def __init__(self, at: int, code: int = disk.FULL) -> None:
        self.left = at
        self.code = code
        self.refused = 0

    def __call__(self, event: Event) -> int:
        """0, or SQLite's code for what the disk answers."""
        code = FAILS.get(event.kind, disk.OK)
        if code == disk.OK or (self.code != disk.IOERR_WRITE and event.kind != "write"):
            return disk.OK
        self.left -= 1
        if self.left >= 0:
            return disk.OK
        self.refused += 1
        return code if self.code == disk.IOERR_WRITE else self.code


def test_a_day_goes_on_after_each_refusal_and_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    chance = random.Random(20261122)
    folder, the_disk = copied(tmp_path), Disk()
    said: Counter[str] = Counter()
    wrong: list[object] = []
    steps = 0
    with between(the_disk):
        file = opened(folder)
        file.call(lambda session: session.database.execute_sql("PRAGMA wal_autocheckpoint = 60"))
        acknowledged, entry = known(file)
        work = file.call(lambda session: Work(session, 1))
        for _refusal in range(REFUSALS):
            refusing = Refusing(chance.randrange(60), chance.choice(tuple(CODES)))
            the_disk.fails = refusing
            refused = ""
            while not refused:
                try:
                    file.call(lambda _session: work.step())
                except Refusal as refusal:
                    refused = refusal.code
                else:
                    steps += 1
                    facts = file.call(written_since, entry)
                    acknowledged.update(facts)
                    entry = file.call(lambda session: session.last_entry())
            said[refused] += 1
            wrong += wrong_with(file, {name: row for name, row in acknowledged.items() if row is not None}, entry)
            the_disk.fails = lambda _event: disk.OK
            acknowledged, entry = known(file)
        sound = is_sound(file)
        file.close()
    file = opened(folder)
    wrong += wrong_with(file, acknowledged, entry)
    sound = sound and is_sound(file)
    file.close()
    scale.tell("disk that refuses a write", refusals=REFUSALS, acknowledged=steps, **said, lost_or_partial=len(wrong))
    assert (wrong, sound) == ([], True)
    assert set(said) == set(CODES.values())


def steps_refused(tmp_path: Path, work: Callable[[], object], code: int) -> tuple[int, Counter[str]]:
    """Refuse at each change in turn what `work` does, until it comes through; how often, and what was said."""
    said: Counter[str] = Counter()
    at = 0
    while True:
        the_disk = Disk(fails=Refusing(at, code))
        try:
            with between(the_disk):
                work()
        except Refusal as refusal:
            said[refusal.code] += 1
        else:
            return at, said
        at += 1 + at // scale.many(4, 40)


@pytest.mark.parametrize("code", list(CODES))
def test_a_copy_that_the_disk_refuses_is_said_and_leaves_nothing(tmp_path: Path, code: int) -> None:
    folder = copied(tmp_path)
    file = opened(folder)
    file.call(keep_copy, folder, made().unlocked)
    file.close()

    def copy() -> None:
        file = opened(folder)
        try:
            file.call(keep_copy, folder, made().unlocked)
        finally:
            file.close()

    refused, said = steps_refused(tmp_path, copy, code)
    assert set(said) == {CODES[code]}
    assert refused > 3
    copies = list_backups(folder)
    assert len(copies) == 2
    assert all(verify_backup(path, made().unlocked) for path, _name in copies)
    assert {path.suffix for path in folder.backups.iterdir()} == {".fclbak"}
    scale.tell(f"disk that refuses a copy ({CODES[code]})", steps=refused, left_over=0)


@pytest.mark.parametrize("code", list(CODES))
def test_an_opening_that_the_disk_refuses_is_said(tmp_path: Path, code: int) -> None:
    folder = copied(tmp_path)
    file = opened(folder)
    before, _entry = known(file)
    file.close()

    def open_and_write() -> None:
        file = opened(folder)
        try:
            file.call(lambda session: Work(session, 3).step())
        finally:
            file.close()

    refused, said = steps_refused(tmp_path, open_and_write, code)
    assert refused
    assert set(said) == {CODES[code]}
    file = opened(folder)
    assert before.keys() <= known(file)[0].keys()
    assert is_sound(file)
    file.close()


@pytest.mark.parametrize("code", list(CODES))
def test_a_file_that_the_disk_lets_not_be_brought_up_to_date_stays_as_it_was(tmp_path: Path, code: int) -> None:
    folder = file_of_version(tmp_path / "Old", 1)

    def open_it() -> None:
        open_unlocked(folder, OLD_KEY).close()

    refused, said = steps_refused(tmp_path, open_it, code)
    assert refused > 3
    assert set(said) == {CODES[code]}
    assert version_and_rows(folder) == (CURRENT_VERSION, CONTACTS, CONTACTS)
    scale.tell(f"disk that refuses to bring a file up to date ({CODES[code]})", steps=refused, between=0)


def test_a_folder_that_is_there_no_more_is_told_from_one_without_the_right_to_write(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"folder\.gone") as refused:
        connect(tmp_path / "Stick.fichier" / "base.db", bytes(32))
    assert refused.value.details["path"] == str(tmp_path / "Stick.fichier")
