"""A copy becomes a file again: beside the present one, or in its place, at whatever step the program is killed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from fichier_tui.domain.contact import ContactDetails, EmailAddress
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import OpenFile, change_contact, change_setting, object_everywhere, open_file, open_unlocked
from fichier_tui.storage.backup import list_backups, swapping, unlock_backup, verify_backup
from fichier_tui.storage.backup.copy_list import check_copy, drill_copy, drop_copies, list_kept_copies
from fichier_tui.storage.backup.copy_settings import read_copies_known, read_copy_settings
from fichier_tui.storage.backup.copying import copy_beside
from fichier_tui.storage.backup.places import copies_in
from fichier_tui.storage.backup.restores import (
    Difference,
    differences,
    present_state,
    refuse_others,
    restore_beside,
    restore_for_swap,
)
from fichier_tui.storage.backup.restoring import prepare_in_place
from fichier_tui.storage.consents.oppositions import opposition_lines
from fichier_tui.storage.folder import FichierFolder
from fichier_tui.storage.health import check_file
from fichier_tui.storage.journal.entries import read_journal
from fichier_tui.storage.keyring import CHEAPEST
from fichier_tui.storage.models import Contact
from fichier_tui.storage.rights.erasing import erase_contacts
from fichier_tui.storage.staff.members import change_passphrase
from fichier_tui.ui.copy_words import since
from fichier_tui.ui.format import MINUS
from tests.storage.conftest import just_written
from tests.storage.shop_copied import (
    MACHINE,
    PASSPHRASE,
    Clock,
    opened_shop,
    restore_and_die,
    state_of,
    with_place,
    write,
)
from tests.storage.writers import start


@pytest.fixture
def clock() -> Clock:
    """The clock of the file."""
    return Clock()


@pytest.fixture
def file(tmp_path: Path, clock: Clock) -> Iterator[OpenFile]:
    """A file of one contact, open."""
    yield from opened_shop(tmp_path, clock)


def copied(file: OpenFile) -> Path:
    """A copy of a file that goes on afterwards: two contacts more."""
    path = copy_beside(file, MACHINE).path
    assert path is not None
    write(file, "Durand")
    write(file, "Martin")
    return path


def contacts_of(folder: FichierFolder) -> int:
    """How many contacts a closed file has."""
    opened = open_file(folder.path, PASSPHRASE)
    try:
        return opened.call(present_state).rows["contact"]
    finally:
        opened.close()


def test_what_differs_from_a_copy_is_told_by_kind(file: OpenFile) -> None:
    path = copied(file)
    manifest = verify_backup(path, file.key)
    now = file.call(present_state)
    assert differences(manifest, now) == (Difference("contact", 2),)
    assert differences(replace(manifest, rows={"visit": 5}), replace(now, rows={"visit": 2})) == (
        Difference("visit", -3),
    )


def test_a_copy_beside_which_only_a_setting_changed_is_not_as_now(file: OpenFile) -> None:
    manifest = copy_beside(file, MACHINE).manifest
    assert manifest is not None
    assert differences(manifest, file.call(present_state)) == (), "to make a copy is nothing that differs from it"
    file.call(change_setting, "opening_hour", "07:00")
    now = file.call(present_state)
    assert since(differences(manifest, now)) == "+1 journal line"
    assert since(differences(manifest, replace(now, sequence=manifest.journal_sequence))) == "another journal"
    assert since(differences(manifest, replace(now, sequence=manifest.journal_sequence - 2))) == (
        f"{MINUS}2 journal lines"
    )


def test_a_new_file_is_made_while_the_present_one_stays_open(file: OpenFile, tmp_path: Path) -> None:
    path = copied(file)
    restored = restore_beside(file, path, file.key, tmp_path / "Restored")
    assert file.call(present_state).rows["contact"] == 3, "the present file is bound again"
    write(file, "Petit")
    file.close()
    assert contacts_of(restored) == 1
    assert contacts_of(file.folder) == 4


def test_a_copy_takes_the_place_of_the_present_file_which_is_kept(file: OpenFile, clock: Clock) -> None:
    path = copied(file)
    restored = restore_for_swap(file, path, file.key)
    file.close()
    aside = swapping.swap(restored, file.folder, clock())
    assert aside.path.name == f"Shop {clock().astimezone():%Y-%m-%d %H%M%S}.fichier"
    assert contacts_of(file.folder) == 1
    assert contacts_of(aside) == 3
    assert [copy.name for copy, _name in list_backups(file.folder)] == [path.name]
    assert not list(file.folder.path.parent.glob(".*"))


@pytest.mark.parametrize("on_stick", [False, True])
def test_the_copy_before_the_last_one_is_still_there_after_the_copy_of_the_present(
    file: OpenFile, tmp_path: Path, clock: Clock, on_stick: bool
) -> None:
    usb = with_place(file, tmp_path / "usb")
    chosen = copied(file)
    clock.move(minutes=1)
    copy_beside(file, MACHINE)  # two of today now: the next one takes the turn of the older one
    if on_stick:
        chosen.unlink()
        chosen = next(path for path, _name in copies_in(usb, file.key.fichier_id) if path.name == chosen.name)
    clock.move(minutes=1)
    write(file, "Petit")
    copy_beside(file, MACHINE, "restore")
    restored = restore_for_swap(file, chosen, file.key)
    file.close()
    swapping.swap(restored, file.folder, clock())
    assert contacts_of(file.folder) == 1
    assert chosen.exists()


def test_a_restored_file_says_so_in_its_journal_and_its_check_finds_nothing_wrong(file: OpenFile, clock: Clock) -> None:
    path = copied(file)
    copy_beside(file, MACHINE, "restore")
    clock.move(minutes=1)
    restored = restore_for_swap(file, path, file.key)
    file.close()
    swapping.swap(restored, file.folder, clock())
    again = open_unlocked(file.folder, file.key, clock=clock)
    write(again, "Petit")
    copy_beside(again, MACHINE)
    assert again.call(check_file, again.folder, again.key).is_sound
    assert [entry.detail["name"] for entry in again.call(read_journal) if entry.verb == "file.restored"] == [path.name]
    again.close()


def test_whoever_was_erased_since_a_copy_is_erased_in_what_is_restored(file: OpenFile, tmp_path: Path) -> None:
    path = copied(file)
    forgotten = file.call(lambda session: Contact.get(Contact.last_name == "Péron").id)
    file.call(erase_contacts, [forgotten])
    restored = restore_beside(file, path, file.key, tmp_path / "Restored")
    file.close()
    again = open_unlocked(restored, file.key)
    names = again.call(lambda session: [contact.last_name for contact in Contact.select()])
    again.close()
    assert "Péron" not in names


def test_whoever_objected_since_a_copy_is_solicited_by_no_restored_file(file: OpenFile, tmp_path: Path) -> None:
    path = copied(file)
    number = file.call(lambda session: Contact.get(Contact.last_name == "Péron").id)
    details = ContactDetails(last_name="Péron", emails=(EmailAddress("peron@example.org"),))
    file.call(change_contact, number, details)
    file.call(object_everywhere, number)
    lines = file.call(opposition_lines)
    restored = restore_beside(file, path, file.key, tmp_path / "Restored")
    file.close()
    again = open_unlocked(restored, file.key)
    assert again.call(opposition_lines) == lines != []
    again.close()


def test_where_two_names_cannot_be_exchanged_it_goes_by_two_steps_that_the_next_opening_finishes(
    file: OpenFile, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = copied(file)
    restored = restore_for_swap(file, path, file.key)
    file.close()
    monkeypatch.setattr(swapping, "exchange", lambda first, second: False)
    aside = swapping.swap(restored, file.folder, clock())
    assert (contacts_of(file.folder), contacts_of(aside)) == (1, 3)
    # Killed between the two steps: the present file has its dated name, the restored one is hidden.
    file.folder.path.rename(file.folder.path.with_name(f".{file.folder.path.name}-restored.new"))
    assert contacts_of(file.folder) == 1


def test_nothing_takes_the_place_of_a_file_that_another_program_has_open(file: OpenFile, clock: Clock) -> None:
    path = copied(file)
    restored = restore_for_swap(file, path, file.key)
    just_written(restored.path)
    holds = subprocess.Popen(
        [sys.executable, "-c", HOLDS_OPEN, str(file.folder.path), PASSPHRASE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert holds.stdout is not None
    assert holds.stdout.readline() == b"open\n"
    with pytest.raises(Refusal, match=r"file\.others"):
        file.call(lambda session: refuse_others(session.database))
    write(file, "Petit")
    file.close()
    with pytest.raises(Refusal, match=r"file\.others"):
        swapping.swap(restored, file.folder, clock())
    holds.communicate()
    assert contacts_of(file.folder) == 4
    swapping.swap(restored, file.folder, clock())
    assert contacts_of(file.folder) == 1


HOLDS_OPEN = """
import sys
from pathlib import Path
from fichier_tui.storage import open_file
file = open_file(Path(sys.argv[1]), sys.argv[2])
print("open", flush=True)
sys.stdin.read()
file.close()
"""


@pytest.mark.slow
@pytest.mark.parametrize("exchanges", [True, False], ids=["exchange", "two steps"])
def test_killed_at_any_step_there_is_a_file_that_opens(file: OpenFile, exchanges: bool) -> None:
    path = copied(file)
    file.close()
    died = 0
    for step in range(1, 200, 2):
        process, _told = start(restore_and_die, path, file.folder, step, exchanges)
        process.join()
        present = contacts_of(file.folder)
        assert present in (1, 3)
        if present == 1:
            break
        assert process.exitcode == 9
        died += 1
    assert contacts_of(file.folder) == 1
    assert died >= 8, "too few deaths: the test sees nothing"
    kept = [folder for folder in file.folder.path.parent.glob("Shop 20*.fichier")]
    assert 3 in {contacts_of(FichierFolder(folder)) for folder in kept}


def test_the_keyring_of_now_opens_what_is_restored_under_the_same_key(file: OpenFile, clock: Clock) -> None:
    path = copied(file)
    kept = file.folder.keyring.read_bytes()
    restored = restore_for_swap(file, path, file.key)
    assert restored.keyring.read_bytes() == kept
    assert restored.keyring.stat().st_ino != file.folder.keyring.stat().st_ino


def test_a_passphrase_changed_since_the_copy_stays_changed(file: OpenFile, clock: Clock) -> None:
    path = copied(file)
    new = "une autre phrase, choisie depuis la copie"
    file.call(change_passphrase, file.folder, file.key, PASSPHRASE, new, CHEAPEST)
    restored = restore_for_swap(file, path, file.key)
    file.close()
    swapping.swap(restored, file.folder, clock())
    again = open_file(file.folder.path, new)
    assert again.call(present_state).rows["contact"] == 1
    assert again.call(check_file, again.folder, again.key).is_sound
    again.close()
    with pytest.raises(Refusal, match=r"passphrase\.wrong"):
        open_file(file.folder.path, PASSPHRASE)


def test_a_drill_takes_a_copy_out_looks_at_all_of_it_and_leaves_nothing(file: OpenFile) -> None:
    path = copied(file)
    before = sorted(file.folder.path.rglob("*"))
    assert drill_copy(file, path, file.key).rows["contact"] == 1
    known = state_of(file).known
    assert (known.drill_code, known.drilled, known.drilled_at) == ("", path.name, Clock()())
    assert not state_of(file).drill_is_due
    content = bytearray(path.read_bytes())
    content[9000] ^= 1
    path.write_bytes(content)
    with pytest.raises(Refusal, match=r"backup\.damaged"):
        drill_copy(file, path, file.key)
    assert state_of(file).known.drill_code == "backup.damaged"
    assert sorted(file.folder.path.rglob("*")) == before


def test_a_journal_changed_before_the_copy_is_told_by_the_drill(file: OpenFile) -> None:
    file.call(
        lambda session: session.database.execute_sql("UPDATE journal_entry SET verb = 'visit.logged' WHERE id = 1")
    )
    path = copied(file)
    assert verify_backup(path, file.key).journal_hash
    with pytest.raises(Refusal, match=r"copies\.journal_changed"):
        drill_copy(file, path, file.key)


def test_copies_are_listed_once_wherever_they_are(file: OpenFile, tmp_path: Path, clock: Clock) -> None:
    first = copied(file)
    usb = with_place(file, tmp_path / "usb")
    clock.move(minutes=5)
    copy_beside(file, MACHINE, "import")
    listed = list_kept_copies(state_of(file), file.folder, file.key)
    assert [copy.name.before for copy in listed] == ["import", ""]
    assert [copy.places for copy in listed] == [("", str(usb)), ("",)]
    assert [copy.manifest.rows["contact"] for copy in listed if copy.manifest] == [3, 1]
    assert [copy.is_of_old_key for copy in listed] == [False, False]
    assert all(copy.checked_at for copy in listed)
    clock.move(hours=1)
    check_copy(file, first, file.key)
    assert list_kept_copies(state_of(file), file.folder, file.key)[1].checked_at == clock()
    first.write_bytes(b"no copy at all")
    assert list_kept_copies(state_of(file), file.folder, file.key)[1].manifest is None


def test_copies_are_thrown_away_everywhere_but_never_the_last(file: OpenFile, tmp_path: Path, clock: Clock) -> None:
    copied(file)
    usb = with_place(file, tmp_path / "usb")
    clock.move(minutes=5)
    copy_beside(file, MACHINE)
    newest, oldest = list_kept_copies(state_of(file), file.folder, file.key)
    assert drop_copies(file, [newest]) == 2
    assert not any(path.exists() for path in newest.paths)
    assert usb.exists()
    with pytest.raises(Refusal, match=r"copies\.last_one"):
        drop_copies(file, [oldest])
    assert oldest.path.exists()


def test_what_a_killed_restore_left_is_removed_at_an_opening_once_it_is_old(file: OpenFile, tmp_path: Path) -> None:
    left = tmp_path / ".Shop.fichier-0123abcd.new"
    left.mkdir()
    (left / "base.db").write_bytes(b"x")
    just_written(left)
    file.close()
    open_unlocked(file.folder, file.key).close()
    assert left.exists()
    file.folder.backups.mkdir()
    part = file.folder.backups / ".0123456789abcdef.part"
    part.write_bytes(b"x")
    for old in (left, part):
        os.utime(old, (1, 1))
    open_unlocked(file.folder, file.key).close()
    assert not left.exists()
    assert not part.exists()


def test_an_unlocked_copy_alone_restores_in_place(file: OpenFile, clock: Clock) -> None:
    path = copied(file)
    file.close()
    file.folder.base.unlink()
    restored = prepare_in_place(path, unlock_backup(path, None, PASSPHRASE), file.folder)
    aside = swapping.swap(restored, file.folder, clock())
    assert contacts_of(file.folder) == 1
    assert aside.keyring.exists()


def test_the_places_of_the_copies_are_those_of_the_present_also_after_a_restore(
    file: OpenFile, clock: Clock, tmp_path: Path
) -> None:
    path = copied(file)
    usb = with_place(file, tmp_path / "USB")
    copy_beside(file, MACHINE)
    restored = restore_for_swap(file, path, file.key)
    file.close()
    swapping.swap(restored, file.folder, clock())
    again = open_unlocked(file.folder, file.key, clock=clock)
    try:
        assert again.call(read_copy_settings, MACHINE).places == (str(usb),)
        assert again.call(read_copies_known, MACHINE).places[str(usb)].good_at is not None
        assert again.call(present_state).rows["contact"] == 1
    finally:
        again.close()
