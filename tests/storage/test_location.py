"""Where a file lies, on a real disk with a table of mounts of our own: what is told, and how it is opened there."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from fichier_tui.domain.contact import ContactDetails
from fichier_tui.domain.file_place import NETWORK, SYNCED, Mount
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import (
    ListQuery,
    OpenFile,
    add_member,
    create_contact,
    create_file,
    find_contacts,
    keep_copy,
    leave,
    list_contacts,
    location,
    open_file,
    read_rows,
)
from fichier_tui.storage.connection import pragma
from fichier_tui.storage.health import check_file
from fichier_tui.storage.keyring import CHEAPEST
from fichier_tui.storage.location import (
    is_on_network,
    look_at_place,
    look_for_conflicts,
    mounts_of_linux,
    mounts_of_macos,
)
from tests.storage.writers import PASSPHRASE, hold_on_share, start, try_alone, write_for_ever

TABLE = """\
/dev/sda2 / ext4 rw,relatime 0 0
//serveur/Mes\\040documents /mnt/Mes\\040documents cifs rw,vers=3.1.1 0 0
nas:/export /srv/nas nfs4 rw,hard 0 0
"""
MACOS = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//lea@serveur/partage on /Volumes/Mon partage (smbfs, nodev, nosuid, mounted by lea)
map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)
"""


@pytest.fixture
def share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that the system says to be an NFS share; the table of mounts lies beside it."""
    folder = tmp_path / "share"
    folder.mkdir()
    table = tmp_path / "mounts"
    table.write_text(f"/dev/sda2 / ext4 rw 0 0\nnas:/export {folder} nfs4 rw 0 0\n", encoding="utf-8")
    monkeypatch.setattr(location, "MOUNTS", table)
    return folder


def logs(folder: Path) -> list[str]:
    """The files of a write-ahead log."""
    return sorted(path.name for path in folder.iterdir() if path.name.endswith(("-wal", "-shm")))


def journal_mode(file: OpenFile) -> str:
    """How the file is written."""
    return str(file.call(lambda session: pragma(session.database, "journal_mode")))


def test_the_tables_of_mounts_are_read() -> None:
    assert mounts_of_linux(TABLE)[1] == Mount("/mnt/Mes documents", "cifs", "//serveur/Mes documents")
    assert mounts_of_macos(MACOS)[1] == Mount("/Volumes/Mon partage", "smbfs", "//lea@serveur/partage")
    assert len(mounts_of_macos(MACOS)) == 3


@pytest.mark.skipif(not Path("/proc/self/mounts").exists(), reason="the table of Linux")
def test_the_disk_of_this_machine_is_no_share(tmp_path: Path) -> None:
    assert not is_on_network(tmp_path)
    assert look_at_place(tmp_path / "Shop.fichier").is_safe


def test_a_folder_is_told_through_links_and_before_the_file_is_made(tmp_path: Path) -> None:
    (tmp_path / "kept" / "compta").mkdir(parents=True)
    (tmp_path / "kept" / ".stfolder").mkdir()
    (tmp_path / "docs").symlink_to(tmp_path / "kept" / "compta")
    place = look_at_place(tmp_path / "docs" / "Shop.fichier")
    assert (place.kind, place.by, place.folder) == (SYNCED, "Syncthing", str((tmp_path / "kept").resolve()))


def test_somebodys_settings_of_dropbox_make_no_dropbox_of_their_home(tmp_path: Path) -> None:
    (tmp_path / ".dropbox").mkdir()
    assert look_at_place(tmp_path / "Shop.fichier").is_safe
    (tmp_path / ".dropbox").rmdir()
    (tmp_path / ".dropbox").touch()
    assert look_at_place(tmp_path / "Shop.fichier").by == "Dropbox"


def test_on_a_share_no_log_is_ever_written_and_one_program_at_a_time_is_let_in(share: Path) -> None:
    path = create_file(share / "Shop", passphrase=PASSPHRASE, kdf=CHEAPEST).folder.path
    assert look_at_place(path).kind == NETWORK
    assert logs(path) == []
    process, told = start(hold_on_share, path, location.MOUNTS)
    assert told.recv() == "truncate"
    assert logs(path) == []
    with pytest.raises(Refusal, match=r"place\.in_use"):
        open_file(path, PASSPHRASE)
    process.kill()
    process.join()
    file = open_file(path, PASSPHRASE)
    assert journal_mode(file) == "truncate"
    assert len(file.call(find_contacts, "péron").ids) == 1
    assert file.call(check_file, file.folder, file.key).is_sound
    assert logs(path) == []
    file.close()


def test_on_a_share_copies_are_made_and_the_key_is_changed_without_a_log(share: Path) -> None:
    path = create_file(share / "Shop", passphrase=PASSPHRASE, kdf=CHEAPEST).folder.path
    file = open_file(path, PASSPHRASE)
    file.call(add_member, file.folder, file.key, "lea", "Léa", "sales", "sept mots pour Léa")
    file.call(create_contact, ContactDetails(last_name="Péron"))
    file.call(keep_copy, file.folder, file.key)
    file.adopt(file.call(leave, file.folder, file.key, "lea").key)
    file.call(create_contact, ContactDetails(last_name="Durand"))
    assert journal_mode(file) == "truncate"
    assert logs(path) == []
    assert file.call(check_file, file.folder, file.key).is_sound
    file.close()
    file = open_file(path, PASSPHRASE)
    assert len(file.call(find_contacts, "péron").ids) == len(file.call(find_contacts, "durand").ids) == 1
    file.close()


def test_what_a_log_held_when_the_file_was_moved_to_a_share_is_there(
    tmp_path: Path, share: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = location.MOUNTS
    monkeypatch.setattr(location, "MOUNTS", tmp_path / "none")
    path = create_file(tmp_path / "Shop", passphrase=PASSPHRASE, kdf=CHEAPEST).folder.path
    process, told = start(write_for_ever, path)
    acknowledged = [told.recv() for _turn in range(20)]
    process.kill()
    process.join()
    assert any(name.endswith("-wal") for name in logs(path))
    moved = path.rename(share / path.name)
    monkeypatch.setattr(location, "MOUNTS", here)
    file = open_file(moved, PASSPHRASE)
    assert journal_mode(file) == "truncate"
    visits = sum(1 for kind, _key in acknowledged if kind == "visit")
    execute = file.call(lambda session: session.database.connection().execute)
    assert file.call(lambda _session: execute("SELECT COUNT(*) FROM visit").fetchone()[0]) >= visits
    file.close()
    assert "base.db-wal" not in logs(moved)
    # And back: several programs again.
    monkeypatch.setattr(location, "MOUNTS", tmp_path / "none")
    back = moved.rename(tmp_path / "Back.fichier")
    file = open_file(back, PASSPHRASE)
    assert journal_mode(file) == "wal"
    other, told = start(write_for_ever, back)
    assert told.recv()
    file.call(create_contact, ContactDetails(last_name="Durand"))
    other.kill()
    other.join()
    file.close()


def test_an_open_file_holds_its_lock(tmp_path: Path) -> None:
    """No descriptor of base.db is closed while it is open: that would give up every lock of the process (POSIX), and
    whoever replaces the file, or closes it, would take itself for alone.
    """
    path = create_file(tmp_path / "Shop", passphrase=PASSPHRASE, kdf=CHEAPEST).folder.path
    file = open_file(path, PASSPHRASE)
    process, told = start(try_alone, path)
    assert told.recv() == "in use"
    process.join()
    file.close()
    process, told = start(try_alone, path)
    assert told.recv() == "alone"
    process.join()


def test_copies_in_conflict_are_found_beside_the_file(tmp_path: Path) -> None:
    path = create_file(tmp_path / "Shop", passphrase=PASSPHRASE, kdf=CHEAPEST).folder.path
    file = open_file(path, PASSPHRASE)
    assert look_for_conflicts(path) == ()
    (path / "base (Copie en conflit de COMPTOIR 2026-11-21).db").touch()
    (path / "base.sync-conflict-20261121-101010-ABCDEFG.db").touch()
    file.close()
    assert len(look_for_conflicts(path)) == 2


def test_a_folder_that_may_not_be_read_is_told_nothing(tmp_path: Path) -> None:
    assert location._names_in(tmp_path / "nowhere") == ()
    assert os.fspath(tmp_path) in location.facts_of(tmp_path / "Shop.fichier").path


def test_a_copy_in_conflict_opens_by_the_steps_that_are_told(tmp_path: Path) -> None:
    made = create_file(tmp_path / "Shop", passphrase=PASSPHRASE, kdf=CHEAPEST)
    with_one = open_file(made.folder.path, PASSPHRASE)
    with_one.call(create_contact, ContactDetails(last_name="Péron"))
    with_one.close()
    conflict = made.folder.path / "base (conflicted copy 2026-11-22).db"
    shutil.copy(made.folder.base, conflict)
    with_two = open_file(made.folder.path, PASSPHRASE)
    with_two.call(create_contact, ContactDetails(last_name="Durand"))
    with_two.close()
    apart = shutil.copytree(made.folder.path, tmp_path / "Apart.fichier")
    for name in ("base.db", "base.db-wal", "base.db-shm"):
        (apart / name).unlink(missing_ok=True)
    (apart / conflict.name).rename(apart / "base.db")
    found = open_file(apart, PASSPHRASE)
    assert [row.name for row in found.call(read_rows, found.call(list_contacts, ListQuery()).ids)] == ["Péron"]
    found.close()
