"""A copy is one file that opens alone, in which any change is found, and which holds no name in the clear."""

from __future__ import annotations

import base64
import datetime as dt
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import backup, keyring
from fichier_tui.storage.backup import container
from fichier_tui.storage.backup.manifest import to_bytes
from fichier_tui.storage.folder import FichierFolder
from tests.storage.conftest import just_written
from tests.storage.opened import NAMES, PASSPHRASE, connect, fingerprint, made, make_file

NOW = dt.datetime(2026, 11, 22, 18, 30, tzinfo=dt.UTC)
KEY = made().unlocked


@pytest.fixture
def folder(tmp_path: Path) -> FichierFolder:
    """A file of three clients."""
    return make_file(tmp_path)


@pytest.fixture
def connection(folder: FichierFolder) -> Iterator[Any]:
    """The file, open."""
    opened = connect(folder.base, keyring.raw_key(KEY.dek))
    yield opened
    opened.close()


def copy_of(connection: Any, folder: FichierFolder, now: dt.datetime = NOW, before: str = "") -> backup.Backup:
    """A copy made at this instant."""
    return backup.make_backup(folder, connection, KEY, now, before)


def code_of(call: Callable[[], object]) -> str:
    """The code with which this is refused."""
    with pytest.raises(Refusal) as refused:
        call()
    return refused.value.code


def test_a_copy_opens_alone_with_the_passphrase(connection: Any, folder: FichierFolder, tmp_path: Path) -> None:
    connection.execute("PRAGMA wal_autocheckpoint = 0")
    connection.execute("PRAGMA user_version = 3")
    connection.execute("INSERT INTO contact (name) VALUES ('still in the -wal')")
    connection.commit()
    made_copy = copy_of(connection, folder)
    alone = tmp_path / "usb" / "copy.fclbak"
    alone.parent.mkdir()
    alone.write_bytes(made_copy.path.read_bytes())
    key = backup.unlock_backup(alone, "marie", PASSPHRASE)
    assert backup.unlock_backup_with_recovery(alone, made().recovery_code).dek == key.dek
    manifest = backup.verify_backup(alone, key)
    assert manifest == backup.read_backup(alone) == made_copy.manifest
    assert (manifest.rows, manifest.made_at, manifest.schema_version) == ({"contact": 4}, NOW, 3)
    with zipfile.ZipFile(alone) as archive:
        container.extract(archive, "base.db", tmp_path / "base.db")
        assert archive.read("keyring.json") == folder.keyring.read_bytes()
    restored = connect(tmp_path / "base.db", keyring.raw_key(key.dek))
    assert [name for (name,) in restored.execute("SELECT name FROM contact")][:3] == list(NAMES)
    assert restored.execute("SELECT count(*) FROM contact_search('elodie')").fetchone() == (1,)
    restored.close()
    assert [path.name for path in alone.parent.iterdir()] == ["copy.fclbak"]


def test_only_the_copy_is_left_in_the_folder_and_its_name_tells_its_day(connection: Any, folder: FichierFolder) -> None:
    before = fingerprint(folder.path)
    first = copy_of(connection, folder)
    second = copy_of(connection, folder, before="import")
    local = NOW.astimezone()
    assert first.path.name == f"{local:%Y-%m-%d_%H%M%S}_g1_n0000.fclbak"
    assert second.path.name.endswith("_before-import.fclbak")
    assert [path for path, _ in backup.list_backups(folder)] == [second.path, first.path]
    assert sorted(path.name for path in folder.backups.iterdir()) == sorted([first.path.name, second.path.name])
    after = fingerprint(folder.path)
    assert {name: after[name] for name in before} == before


def test_two_copies_in_one_second_have_two_names(connection: Any, folder: FichierFolder) -> None:
    assert copy_of(connection, folder).path != copy_of(connection, folder).path


def test_the_journal_is_anchored_in_the_copy(connection: Any, folder: FichierFolder) -> None:
    connection.execute("CREATE TABLE journal_entry (id INTEGER PRIMARY KEY)")
    connection.execute("INSERT INTO journal_entry VALUES (812)")
    connection.commit()
    made_copy = copy_of(connection, folder)
    assert made_copy.manifest.journal_sequence == 812
    assert "_n0812." in made_copy.path.name


def test_a_flipped_bit_anywhere_is_found_without_a_key(connection: Any, folder: FichierFolder) -> None:
    path = copy_of(connection, folder).path
    content = path.read_bytes()
    tail = range(len(content) - 700, len(content))
    for index in [*range(0, 60), *range(0, len(content), 1009), *tail]:
        flipped = bytearray(content)
        flipped[index] ^= 1 << index % 8
        path.write_bytes(flipped)
        assert code_of(lambda: backup.read_backup(path)) == "backup.damaged"
        assert code_of(lambda: backup.verify_backup(path, KEY)) == "backup.damaged"


@pytest.mark.parametrize("kept", [0, 1, 60, 4096, -1])
def test_a_cut_copy_is_damaged(connection: Any, folder: FichierFolder, kept: int) -> None:
    path = copy_of(connection, folder).path
    path.write_bytes(path.read_bytes()[:kept])
    assert code_of(lambda: backup.read_backup(path)) == "backup.damaged"


def rebuilt(path: Path, change: Callable[[Path, bytes, bytes], tuple[bytes, bytes]]) -> Path:
    """A copy made again by a hand that can compute hashes: `change` is given base.db, the keyring, the manifest."""
    base = path.with_name("base")
    with zipfile.ZipFile(path) as archive:
        container.extract(archive, "base.db", base)
        written_keyring, written_manifest = change(base, archive.read("keyring.json"), archive.read("manifest.json"))
    forged = path.with_name("forged.fclbak")
    container.write_container(forged, base, written_keyring, written_manifest)
    base.unlink()
    return forged


def test_a_copy_changed_by_a_hand_is_refused(connection: Any, folder: FichierFolder) -> None:
    made_copy = copy_of(connection, folder)

    def other_count(base: Path, rings: bytes, manifest: bytes) -> tuple[bytes, bytes]:
        return rings, to_bytes(replace(made_copy.manifest, rows={"contact": 9}))

    forged = rebuilt(made_copy.path, other_count)
    assert code_of(lambda: backup.verify_backup(forged, KEY)) == "backup.altered"
    forged.unlink()

    def other_page(base: Path, rings: bytes, manifest: bytes) -> tuple[bytes, bytes]:
        content = bytearray(base.read_bytes())
        content[5000] ^= 1
        base.write_bytes(content)
        return rings, manifest

    assert code_of(lambda: backup.verify_backup(rebuilt(made_copy.path, other_page), KEY)) == "backup.altered"


def test_counts_that_do_not_hold_are_damage(connection: Any, folder: FichierFolder) -> None:
    made_copy = copy_of(connection, folder)
    sealed = to_bytes(replace(made_copy.manifest, rows={"contact": 9}).sealed(KEY.dek))
    forged = rebuilt(made_copy.path, lambda base, rings, manifest: (rings, sealed))
    assert code_of(lambda: backup.verify_backup(forged, KEY)) == "backup.damaged"


def test_the_copy_of_another_file_is_named_as_such(connection: Any, folder: FichierFolder) -> None:
    path = copy_of(connection, folder).path
    other = keyring.create("paul", PASSPHRASE, keyring.CHEAPEST).unlocked
    assert code_of(lambda: backup.verify_backup(path, other)) == "backup.foreign"
    assert code_of(lambda: backup.verify_backup(path, replace(KEY, generation=2))) == "backup.foreign"
    assert code_of(lambda: backup.unlock_backup(path, "marie", "not it")) == "passphrase.wrong"
    assert code_of(lambda: backup.read_backup(path.with_name("none.fclbak"))) == "backup.gone"
    assert code_of(lambda: backup.read_backup(path.parent)) == "backup.folder"


def test_a_copy_of_a_newer_version_is_named_as_such(connection: Any, folder: FichierFolder) -> None:
    path = copy_of(connection, folder).path
    forged = rebuilt(path, lambda base, rings, manifest: (rings, manifest.replace(b'"version":1', b'"version":2')))
    assert code_of(lambda: backup.read_backup(forged)) == "backup.newer"


INDEX_OF_ANOTHER_COLUMN = [
    "CREATE INDEX contact_name ON contact (name)",
    "PRAGMA writable_schema = ON",
    "UPDATE sqlite_schema SET sql = 'CREATE INDEX contact_name ON contact (id)' WHERE type = 'index'",
]
SEARCH_WITHOUT_ITS_TEXT = ["DELETE FROM contact_search_content WHERE id = 1"]


@pytest.mark.parametrize("harm", [INDEX_OF_ANOTHER_COLUMN, SEARCH_WITHOUT_ITS_TEXT], ids=["index", "search"])
def test_no_copy_is_kept_of_a_file_that_is_not_sound(connection: Any, folder: FichierFolder, harm: list[str]) -> None:
    for statement in harm:
        connection.execute(statement)
        connection.commit()
    connection.close()
    reopened = connect(folder.base, keyring.raw_key(KEY.dek))
    assert code_of(lambda: copy_of(reopened, folder)) == "backup.unsound"
    reopened.close()
    assert list(folder.backups.iterdir()) == []


def test_a_copy_inside_a_transaction_is_a_fault_of_ours(connection: Any, folder: FichierFolder) -> None:
    connection.execute("INSERT INTO contact (name) VALUES ('half done')")
    with pytest.raises(RuntimeError, match="transaction"):
        copy_of(connection, folder)


def test_a_second_program_that_writes_meanwhile_is_not_blocked_for_good(connection: Any, folder: FichierFolder) -> None:
    other = connect(folder.base, keyring.raw_key(KEY.dek))
    other.execute("BEGIN IMMEDIATE")
    other.execute("INSERT INTO contact (name) VALUES ('not yet')")
    made_copy = copy_of(connection, folder)
    other.commit()
    other.close()
    assert made_copy.manifest.rows == {"contact": 3}


def test_what_a_killed_copy_left_is_cleaned_once_it_is_old(connection: Any, folder: FichierFolder) -> None:
    folder.backups.mkdir()
    left = folder.backups / ".0123456789abcdef.part"
    left.write_bytes(b"x")
    just_written(left)
    copy_of(connection, folder, dt.datetime.now(dt.UTC))
    assert left.exists()
    copy_of(connection, folder, dt.datetime.now(dt.UTC) + dt.timedelta(hours=2))
    assert not left.exists()


def test_old_copies_go_only_after_the_new_one_and_never_for_one_that_shrank(
    connection: Any, folder: FichierFolder
) -> None:
    for number in range(5):
        copy_of(connection, folder, NOW + dt.timedelta(minutes=number))
    assert len(backup.list_backups(folder)) == 2  # one a day, and always the two newest
    connection.execute("CREATE TABLE pictures (content BLOB)")
    connection.execute("INSERT INTO pictures VALUES (zeroblob(400000))")
    connection.commit()
    copy_of(connection, folder, NOW + dt.timedelta(hours=1))
    connection.execute("DROP TABLE pictures")
    connection.commit()
    connection.execute("VACUUM")
    shrunk = copy_of(connection, folder, NOW + dt.timedelta(hours=2))
    assert (shrunk.rotation_held, shrunk.removed) == (True, ())


def test_no_name_is_readable_in_any_byte_written(connection: Any, folder: FichierFolder) -> None:
    connection.execute("INSERT INTO contact (name) VALUES (?)", (NAMES[0] * 300,))
    connection.commit()
    copy_of(connection, folder)
    written = {path: path.read_bytes() for path in folder.path.rglob("*") if path.is_file()}
    assert {"base.db", "base.db-wal", "keyring.json"} <= {path.name for path in written}
    for name in (*NAMES, PASSPHRASE):
        for needle in (name.encode(), name.encode("utf-16-le"), base64.b64encode(name.encode())[:-4], KEY.dek):
            for path, content in written.items():
                assert needle not in content, path.name
                assert b"SQLite format 3" not in content, path.name


def test_an_encrypted_file_is_never_opened_with_another_key(folder: FichierFolder) -> None:
    with (
        pytest.raises(sqlcipher.DatabaseError),
        backup.checking.open_encrypted(folder.base, keyring.raw_key(bytes(32))) as opened,
    ):
        backup.count_rows(opened)
