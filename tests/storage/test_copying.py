"""Copies made beside the work, and the places that they go to: gone, full of others' copies, back again."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import OpenFile, create_file, keep_copy, open_unlocked, undo
from fichier_tui.storage.backup import list_backups, verify_backup
from fichier_tui.storage.backup.copy_settings import add_place, copy_every, read_copy_settings, remove_place
from fichier_tui.storage.backup.copying import bring_newest, copy_beside, places_waiting
from fichier_tui.storage.backup.places import copies_in, shelf_of
from fichier_tui.storage.keyring import CHEAPEST
from tests.storage.shop_copied import MACHINE, PASSPHRASE, Clock, opened_shop, state_of, with_place, write


@pytest.fixture
def clock() -> Clock:
    """The clock of the file."""
    return Clock()


@pytest.fixture
def file(tmp_path: Path, clock: Clock) -> Iterator[OpenFile]:
    """A file of one contact, open."""
    yield from opened_shop(tmp_path, clock)


def test_a_copy_is_due_when_something_was_written_and_the_hours_are_over(file: OpenFile, clock: Clock) -> None:
    assert state_of(file).is_due
    told = copy_beside(file, MACHINE)
    assert told.is_good
    assert told.faults == ()
    assert not state_of(file).has_changed
    clock.move(hours=5)
    assert not state_of(file).is_due
    write(file)
    assert state_of(file).is_due
    copy_beside(file, MACHINE)
    write(file)
    assert not state_of(file).is_due
    assert state_of(file).has_changed
    clock.move(days=-400)
    assert state_of(file).is_due, "a clock set back does not end the copies"
    copy_beside(file, MACHINE)
    assert not state_of(file).is_due


def test_a_copy_before_an_import_counts_too(file: OpenFile) -> None:
    file.call(keep_copy, file.folder, file.key, "import")
    assert not state_of(file).has_changed


def test_what_is_written_during_a_copy_is_not_in_it_and_waits_for_nothing(file: OpenFile) -> None:
    steps: list[float] = []

    def writes(fraction: float) -> None:
        if len(steps) < 5:
            write(file, f"Durand {len(steps)}")
        steps.append(fraction)

    told = copy_beside(file, MACHINE, progress=writes)
    assert told.manifest is not None
    assert told.manifest.rows["contact"] == 1
    assert file.call(lambda session: session.last_entry()) > told.manifest.journal_sequence
    assert state_of(file).has_changed
    assert steps == sorted(steps)
    assert steps[-1] <= 1


def test_a_copy_that_is_stopped_leaves_nothing(file: OpenFile) -> None:
    for least in (0, 0.3, 0.5, 0.6):

        def stops(fraction: float, least: float = least) -> None:
            if fraction > least:
                raise Refusal("backup.stopped")

        with pytest.raises(Refusal, match=r"backup\.stopped"):
            copy_beside(file, MACHINE, progress=stops)
        assert list(file.folder.backups.iterdir()) == []
    assert state_of(file).known.made_at is None


@pytest.fixture
def neighbours(tmp_path: Path) -> tuple[str, set[Path]]:
    """The copies of another shop on the same stick, and the identity of its file. Asked for before `file`."""
    other = create_file(tmp_path / "Other", passphrase=PASSPHRASE, kdf=CHEAPEST)
    neighbour = open_unlocked(other.folder, other.unlocked, clock=Clock())
    usb = with_place(neighbour, tmp_path / "usb")
    for name in ("Durand", "Dupond", "Martin"):
        write(neighbour, name)
        copy_beside(neighbour, MACHINE)
    neighbour.close()
    fichier_id = neighbour.key.fichier_id
    return fichier_id, {path for path, _name in copies_in(usb, fichier_id)}


def test_each_place_has_its_copy_read_again_there_and_rotated_there(
    neighbours: tuple[str, set[Path]], file: OpenFile, tmp_path: Path, clock: Clock
) -> None:
    usb, cloud = with_place(file, tmp_path / "usb"), with_place(file, tmp_path / "Nextcloud")
    for _hour in range(5):
        clock.move(minutes=20)
        told = copy_beside(file, MACHINE)
        assert told.faults == ()
    for place in (usb, cloud):
        found = copies_in(place, file.key.fichier_id)
        assert len(found) == 2  # as in the file's own folder: the newest of the day, and always the two newest
        assert [name for _path, name in found] == [name for _path, name in list_backups(file.folder)]
        assert {verify_backup(path, file.key).fichier_id for path, _name in found} == {file.key.fichier_id}
    assert {path for path, _name in copies_in(usb, neighbours[0])} == neighbours[1]
    assert len(neighbours[1]) == 2


def test_a_place_that_is_gone_is_told_the_others_go_on_and_it_has_the_newest_when_it_is_back(
    file: OpenFile, tmp_path: Path, clock: Clock
) -> None:
    usb, cloud = with_place(file, tmp_path / "usb"), with_place(file, tmp_path / "Nextcloud")
    copy_beside(file, MACHINE)
    shutil.move(usb, tmp_path / "pulled out")
    usb.mkdir()  # where it is mounted remains: nothing may be written there
    write(file)
    told = copy_beside(file, MACHINE)
    assert [fault.code for fault in told.faults] == ["copies.place_gone"]
    assert list(usb.iterdir()) == []
    assert len(copies_in(cloud, file.key.fichier_id)) == 2
    assert places_waiting(state_of(file), file.folder, file.key) == ()
    assert state_of(file).warnings == ()
    clock.move(days=8)
    write(file)
    copy_beside(file, MACHINE)
    assert [(one.code, one.place) for one in state_of(file).warnings] == [("copies.place_old", str(usb))]
    usb.rmdir()
    shutil.move(tmp_path / "pulled out", usb)
    assert places_waiting(state_of(file), file.folder, file.key) == (str(usb),)
    assert [one.refusal for one in bring_newest(file, MACHINE, (str(usb),))] == [None]
    assert copies_in(usb, file.key.fichier_id)[0][1] == list_backups(file.folder)[0][1]
    assert state_of(file).warnings == ()


def test_where_the_own_folder_takes_no_copy_a_place_is_given_one(file: OpenFile, tmp_path: Path) -> None:
    usb, cloud = with_place(file, tmp_path / "usb"), with_place(file, tmp_path / "Nextcloud")
    file.folder.backups.write_text("a file stands where the folder should be")
    told = copy_beside(file, MACHINE)
    assert told.refusal is not None
    assert told.refusal.code == "folder.unwritable"
    assert told.path is not None
    assert told.path.parent == shelf_of(usb, file.key.fichier_id)
    assert [one.refusal for one in told.places] == [None, None]
    for place in (usb, cloud):
        assert verify_backup(copies_in(place, file.key.fichier_id)[0][0], file.key).rows["contact"] == 1
    assert not state_of(file).has_changed


def test_a_copy_changed_on_its_way_does_not_count(file: OpenFile, tmp_path: Path) -> None:
    usb = with_place(file, tmp_path / "usb")
    shelf = shelf_of(usb, file.key.fichier_id)
    assert shelf is not None

    def harms(fraction: float) -> None:
        """As a bad stick does: what is read is not what was written."""
        for part in shelf.glob(".*.part"):
            if fraction >= 0.7 and part.stat().st_size > 9000:
                content = bytearray(part.read_bytes())
                content[8000] ^= 1
                part.write_bytes(content)

    told = copy_beside(file, MACHINE, progress=harms)
    assert told.is_good
    assert [fault.code for fault in told.faults] == ["copies.place_unsound"]
    assert list(shelf.iterdir()) == []


def test_places_are_set_for_a_machine_and_taken_back(file: OpenFile, tmp_path: Path) -> None:
    usb = with_place(file, tmp_path / "usb")
    file.call(copy_every, MACHINE, 8)
    assert file.call(read_copy_settings, "another") == file.call(read_copy_settings, "a third")
    set_now = file.call(read_copy_settings, MACHINE)
    assert (set_now.places, set_now.hours) == ((str(usb),), 8)
    file.call(undo)
    assert file.call(read_copy_settings, MACHINE).hours == 4
    file.call(remove_place, MACHINE, str(usb))
    assert file.call(read_copy_settings, MACHINE).places == ()
    assert shelf_of(usb, file.key.fichier_id) is not None, "what is there stays there"
    for wrong, code in ((file.folder.path, "copies.place_own"), (tmp_path / "none", "copies.place_missing")):
        with pytest.raises(Refusal) as refused:
            file.call(add_place, MACHINE, wrong, file.folder, file.key.fichier_id)
        assert refused.value.code == code
    with pytest.raises(Refusal, match=r"setting\.wrong_kind"):
        file.call(copy_every, MACHINE, 3)


def test_a_file_without_a_copy_for_a_week_is_told(file: OpenFile, clock: Clock) -> None:
    assert state_of(file).warnings == ()
    clock.move(days=8)
    assert [one.code for one in state_of(file).warnings] == ["copies.none_yet"]
    copy_beside(file, MACHINE)
    clock.move(days=8)
    assert state_of(file).warnings == (), "nothing was written since: the copy is as good as new"
    write(file)
    assert [one.code for one in state_of(file).warnings] == ["copies.too_old"]


def test_copies_that_somebody_threw_away_are_made_again(file: OpenFile) -> None:
    copy_beside(file, MACHINE)
    assert not state_of(file).is_due
    shutil.rmtree(file.folder.backups)
    assert state_of(file).is_due
    assert state_of(file).has_changed
