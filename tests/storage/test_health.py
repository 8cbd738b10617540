"""A check sees what is wrong, says where, and changes nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from fichier_tui.domain.contact import ContactDetails
from fichier_tui.storage import create_contact
from fichier_tui.storage.backup import list_backups
from fichier_tui.storage.backup.copies import keep_copy
from fichier_tui.storage.backup.copy_settings import add_place
from fichier_tui.storage.backup.places import bring
from fichier_tui.storage.health import FileHealth, check_file
from fichier_tui.storage.journal.chain import ChainFault
from fichier_tui.storage.journal.chaining import chain_everything
from fichier_tui.storage.keyring import CHEAPEST
from fichier_tui.storage.opening import NewFile, create_file, open_unlocked
from fichier_tui.storage.thread import OpenFile
from tests.storage.opened import PASSPHRASE, fingerprint


@pytest.fixture
def made(tmp_path: Path) -> NewFile:
    """A new file."""
    return create_file(tmp_path / "Shop", passphrase=PASSPHRASE, login="marie", kdf=CHEAPEST)


@pytest.fixture
def file(made: NewFile) -> Iterator[OpenFile]:
    """The file, open, with sixty contacts."""
    opened = open_unlocked(made.folder, made.unlocked)
    for number in range(60):
        opened.call(create_contact, ContactDetails(last_name=f"Péron {number}"))
    yield opened
    opened.close()


def checked(file: OpenFile) -> FileHealth:
    """What a check says of an open file."""
    return file.call(check_file, file.folder, file.key)


def test_a_sound_file_and_its_copy_are_called_sound(file: OpenFile) -> None:
    assert checked(file).is_sound
    file.call(keep_copy, file.folder, file.key)
    assert checked(file).is_sound  # the first look after a write marks how far it read, in base.db-shm
    before = fingerprint(file.folder.path)
    health = checked(file)
    assert health.is_sound
    assert (health.copies, health.rows["contact"], health.keyring) == (1, 60, "")
    assert fingerprint(file.folder.path) == before


def test_a_damaged_copy_and_a_lost_keyring_are_named(file: OpenFile) -> None:
    file.call(keep_copy, file.folder, file.key)
    path, _ = list_backups(file.folder)[0]
    content = bytearray(path.read_bytes())
    content[7000] ^= 4
    path.write_bytes(content)
    file.folder.keyring.unlink()
    health = checked(file)
    assert (health.newest_copy_fault, health.keyring, health.is_sound) == ("backup.damaged", "keyring.missing", False)


def test_the_keyring_of_another_file_is_named(file: OpenFile, tmp_path: Path) -> None:
    other = create_file(tmp_path / "Other", passphrase=PASSPHRASE, login="marie", kdf=CHEAPEST)
    file.folder.keyring.write_bytes(other.folder.keyring.read_bytes())
    assert checked(file).keyring == "keyring.foreign"


def test_a_line_of_the_journal_that_was_changed_is_named(file: OpenFile) -> None:
    file.call(keep_copy, file.folder, file.key)
    file.call(lambda session: session.database.execute_sql("UPDATE journal_entry SET verb = 'x' WHERE id = 7"))
    health = checked(file)
    assert (health.journal, health.is_sound) == ((ChainFault("changed", 7),), False)


def test_a_journal_written_anew_with_the_key_is_told_by_the_copies(file: OpenFile) -> None:
    made = file.call(keep_copy, file.folder, file.key)
    file.call(lambda session: session.database.execute_sql("DELETE FROM journal_entry WHERE id > 50"))
    file.call(lambda session: chain_everything(session.database))
    health = checked(file)
    assert (health.journal, health.is_sound) == ((ChainFault("anchor", made.manifest.journal_sequence),), False)


def test_a_copy_on_a_stick_tells_of_a_journal_written_anew_though_those_of_the_folder_are_gone(
    file: OpenFile, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    file.call(add_place, "till", stick, file.folder, file.key.fichier_id)
    made = file.call(keep_copy, file.folder, file.key)
    bring(made.path, stick, file.folder, file.key, dt.datetime(2026, 11, 21, tzinfo=dt.UTC))
    made.path.unlink()
    assert checked(file).is_sound
    file.call(lambda session: session.database.execute_sql("UPDATE journal_entry SET staff_id = NULL WHERE id = 5"))
    file.call(lambda session: chain_everything(session.database))
    assert checked(file).journal == (ChainFault("anchor", made.manifest.journal_sequence),)


def test_a_row_that_points_nowhere_is_counted(file: OpenFile) -> None:
    def break_a_link(session: object) -> None:
        database = getattr(session, "database")  # noqa: B009
        database.execute_sql("PRAGMA foreign_keys = OFF")
        database.execute_sql("UPDATE contact_summary SET contact_id = 99999 WHERE contact_id = 1")
        database.execute_sql("PRAGMA foreign_keys = ON")

    file.call(break_a_link)
    health = checked(file)
    assert (health.orphans, health.is_sound) == (1, False)


def test_a_contact_that_the_search_lost_is_counted(file: OpenFile) -> None:
    file.call(lambda session: session.database.execute_sql("DELETE FROM contact_words WHERE rowid = 7"))
    health = checked(file)
    assert (health.stale_summaries, health.is_sound) == (1, False)


def test_a_flipped_bit_in_a_page_is_found(made: NewFile, file: OpenFile) -> None:
    file.close()
    content = bytearray(made.folder.base.read_bytes())
    content[len(content) // 2 + 100] ^= 1
    made.folder.base.write_bytes(content)
    reopened = open_unlocked(made.folder, made.unlocked)
    health = checked(reopened)
    reopened.close()
    assert len(health.torn_pages) == 1
    assert not health.is_sound
