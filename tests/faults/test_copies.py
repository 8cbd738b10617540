"""What may go wrong while a copy is made: the program is killed, others write, the disk is full, the stick is gone."""

from __future__ import annotations

import contextlib
import os
import random
import resource
import shutil
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from fichier_tui.domain.contact import ContactDetails
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import OpenFile, create_contact, open_file
from fichier_tui.storage.backup import list_backups, verify_backup
from fichier_tui.storage.backup.copying import copy_beside
from fichier_tui.storage.backup.drilling import drill
from fichier_tui.storage.backup.places import copies_in, shelf_of
from fichier_tui.storage.folder import FichierFolder
from fichier_tui.storage.health import check_file
from tests.faults.scale import many, tell
from tests.rights import bound_by_rights
from tests.storage.shop_copied import MACHINE, PASSPHRASE, Clock, DiesBefore, opened_shop, with_place, write
from tests.storage.writers import start, write_for_ever


@pytest.fixture
def clock() -> Clock:
    """The clock of the file."""
    return Clock()


@pytest.fixture
def file(tmp_path: Path, clock: Clock) -> Iterator[OpenFile]:
    """A file of one contact, open."""
    yield from opened_shop(tmp_path, clock)


# Killed


def copy_and_die(_telling: Connection, path: Path, step: int, hours: int) -> None:
    """Make a copy, bring it to the places, rotate, in a process that dies before a step."""
    clock = Clock()
    clock.move(hours=hours)
    file = open_file(path, PASSPHRASE, clock=clock)
    write(file, f"Durand {step}")
    DiesBefore(step).begin()
    copy_beside(file, MACHINE)
    os._exit(0)


def kills_between(file: OpenFile, usb: Path, steps: Iterator[int]) -> int:
    """Kill a copy at each of these steps; there are never fewer good copies than before. How many died."""
    died, key, folder = 0, file.key, file.folder
    verified: set[tuple[Path, int]] = set()
    good = {place: len(copies) for place, copies in copies_everywhere(folder, usb, key.fichier_id).items()}
    for number, step in enumerate(steps):
        process, _told = start(copy_and_die, folder.path, step, number)
        process.join()
        assert process.exitcode in (0, 9)
        died += process.exitcode == 9
        for place, copies in copies_everywhere(folder, usb, key.fichier_id).items():
            for path in copies:
                if (path, path.stat().st_ino) not in verified:
                    verify_backup(path, key)
                    verified.add((path, path.stat().st_ino))
            # Two at least; the rules of rotation take no more than what a newer one replaces.
            assert len(copies) >= min(good[place], 2)
            good[place] = len(copies)
    return died


def copies_everywhere(folder: FichierFolder, usb: Path, fichier_id: str) -> dict[str, list[Path]]:
    """The copies in each place."""
    return {
        "own": [path for path, _name in list_backups(folder)],
        "usb": [path for path, _name in copies_in(usb, fichier_id)],
    }


def test_killed_during_a_copy_or_its_rotation_no_good_copy_is_lost(
    file: OpenFile, tmp_path: Path, clock: Clock
) -> None:
    kills = many(20, 500)
    usb = with_place(file, tmp_path / "usb")
    for _number in range(3):
        clock.move(hours=1)
        write(file)
        assert copy_beside(file, MACHINE).faults == ()
    file.close()
    chance = random.Random(20261122)
    died = kills_between(file, usb, iter([chance.randrange(1, 44) for _number in range(kills)]))
    assert died > kills / 3, "too few deaths: the test sees nothing"
    again = open_file(file.folder.path, PASSPHRASE)
    assert again.call(check_file, again.folder, again.key).is_sound
    again.close()
    tell("kill -9 in a copy or its rotation", kills=died, fewer_good_copies=0)


def test_what_killed_copies_left_is_removed_by_a_later_one(file: OpenFile, tmp_path: Path, clock: Clock) -> None:
    usb = with_place(file, tmp_path / "usb")
    copy_beside(file, MACHINE)
    shelf = shelf_of(usb, file.key.fichier_id)
    assert shelf is not None
    for place in (file.folder.backups, shelf):
        (place / ".0123456789abcdef.part").write_bytes(b"x")
        (place / ".0123456789abcdef.part-journal").write_bytes(b"x")
        (place / ".fedcba9876543210.part").mkdir()
        for left in place.glob(".*"):
            os.utime(left, (1, 1))
    write(file)
    clock.move(minutes=1)
    copy_beside(file, MACHINE)
    assert [path.name for place in (file.folder.backups, shelf) for path in place.glob(".*")] == []


# Others write


def test_every_copy_of_a_file_that_another_program_writes_in_is_whole(file: OpenFile, clock: Clock) -> None:
    copies = many(20, 500)
    process, told = start(write_for_ever, file.folder.path)
    told.recv()
    sequences = set()
    try:
        for _number in range(copies):
            clock.move(minutes=1)
            made = copy_beside(file, MACHINE)
            assert made.faults == ()
            assert made.path is not None
            assert made.manifest is not None
            assert verify_backup(made.path, file.key).rows == made.manifest.rows
            sequences.add(made.manifest.journal_sequence)
            while told.poll():
                told.recv()
            # Two more: the second of them was begun after this copy, so the next one holds more.
            for _more in range(2):
                told.recv()
    finally:
        process.kill()
        process.join()
    assert len(sequences) == copies, "the other program wrote nothing meanwhile"
    tell("copies of a file that another program writes in", copies=copies, whole=copies)


# The disk


@contextlib.contextmanager
def files_of_at_most(count: int) -> Iterator[None]:
    """No file of this process grows beyond that: what a full disk says to a copy, without one."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (count, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_disk_that_takes_no_more_leaves_no_half_copy_and_the_file_goes_on(file: OpenFile, clock: Clock) -> None:
    for number in range(100):
        file.call(create_contact, ContactDetails(last_name=f"Durand {number}"))
    good = copy_beside(file, MACHINE)
    size = file.folder.base.stat().st_size
    codes = set()
    for part in (0.05, 0.3, 0.6, 0.9, 0.999):
        clock.move(minutes=1)
        with files_of_at_most(int(size * part)):
            told = copy_beside(file, MACHINE)
        assert not told.is_good
        codes |= {fault.code for fault in told.faults}
        assert [path for path, _name in list_backups(file.folder)] == [good.path]
        assert list(file.folder.backups.glob(".*")) == []
    assert codes <= {"disk.full", "disk.faulty", "folder.unwritable"}
    write(file)
    assert copy_beside(file, MACHINE).is_good
    assert file.call(check_file, file.folder, file.key).is_sound


def test_a_full_stick_is_told_and_the_other_place_goes_on(file: OpenFile, tmp_path: Path, clock: Clock) -> None:
    small, large = with_place(file, tmp_path / "small"), with_place(file, tmp_path / "large")
    copy_beside(file, MACHINE)
    write(file)
    clock.move(minutes=1)
    shelf = shelf_of(small, file.key.fichier_id)
    assert shelf is not None
    before = {path.name for path in shelf.iterdir()}

    def fills(fraction: float) -> None:
        """The own folder takes the first third of the work, the small stick the second."""
        limit = 4096 if 1 / 3 <= fraction < 0.66 else resource.RLIM_INFINITY
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))

    try:
        told = copy_beside(file, MACHINE, progress=fills)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    assert [one.refusal is None for one in told.places] == [False, True]
    assert {path.name for path in shelf.iterdir()} == before
    assert len(copies_in(large, file.key.fichier_id)) == 2


@pytest.mark.parametrize("instant", [0.55, 0.65, 0.8])
def test_a_stick_pulled_out_in_the_middle_is_told_and_leaves_the_own_copy(
    file: OpenFile, tmp_path: Path, instant: float
) -> None:
    usb = with_place(file, tmp_path / "usb")
    pulled: list[float] = []

    def pulls(fraction: float) -> None:
        if fraction >= instant and not pulled:
            pulled.append(fraction)
            shutil.move(usb, tmp_path / "pulled out")

    told = copy_beside(file, MACHINE, progress=pulls)
    assert pulled
    assert told.path is not None
    verify_backup(told.path, file.key)
    assert not usb.exists()
    for fault in told.faults:
        assert fault.code in ("copies.place_gone", "folder.unwritable", "disk.faulty")
    for path, _name in copies_in(tmp_path / "pulled out", file.key.fichier_id):
        verify_backup(path, file.key)


def test_a_read_only_stick_is_told(file: OpenFile, tmp_path: Path) -> None:
    usb = with_place(file, tmp_path / "usb")
    shelf = shelf_of(usb, file.key.fichier_id)
    assert shelf is not None
    shelf.chmod(0o500)
    with bound_by_rights():
        told = copy_beside(file, MACHINE)
    shelf.chmod(0o700)
    assert [fault.code for fault in told.faults] == ["folder.readonly"]


# Drills


def test_copies_at_random_are_drilled_and_are_what_they_say(file: OpenFile, clock: Clock) -> None:
    chance = random.Random(20261122)
    scratch = file.folder.path.parent
    drills = many(6, 100)
    for _number in range(drills):
        for _write in range(chance.randrange(5)):
            write(file, f"Durand {chance.random()}")
        clock.move(hours=chance.randrange(1, 40))
        copy_beside(file, MACHINE, chance.choice(("", "import", "restore")))
        path, name = chance.choice(list_backups(file.folder))
        manifest = drill(path, file.key, scratch)
        assert (manifest.journal_sequence, manifest.generation) == (name.sequence, name.generation)
    assert sorted(path.name for path in scratch.iterdir()) == ["Shop.fichier"]
    tell("restore drills of copies at random", drills=drills, sound=drills)


def test_a_stopped_drill_leaves_nothing(file: OpenFile) -> None:
    path = copy_beside(file, MACHINE).path
    assert path is not None
    for least in (0.1, 0.4, 0.6, 0.9):

        def stops(fraction: float, least: float = least) -> None:
            if fraction > least:
                raise Refusal("backup.stopped")

        with pytest.raises(Refusal, match=r"backup\.stopped"):
            drill(path, file.key, file.folder.backups, stops)
        assert [one.name for one in file.folder.backups.iterdir()] == [path.name]
