"""A keyring lost or damaged is put back by an owner, from the previous one or from a copy, and never by itself."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fichier_tui.cli import main
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import create_file, open_file
from fichier_tui.storage.backup.copies import keep_copy
from fichier_tui.storage.connection import connect
from fichier_tui.storage.folder import FichierFolder
from fichier_tui.storage.keyring import CHEAPEST
from fichier_tui.storage.keyring.healing import find_keyrings, heal_keyring
from tests.faults.opened import copied, is_sound, made, opened
from tests.storage.opened import fingerprint
from tests.storage.writers import PASSPHRASE

NOW = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)


@pytest.fixture
def folder(tmp_path: Path) -> FichierFolder:
    """A file with a copy, without a previous keyring."""
    folder = copied(tmp_path)
    file = opened(folder)
    file.call(keep_copy, folder, made().unlocked)
    file.close()
    folder.previous_keyring.unlink(missing_ok=True)
    return folder


def opens(folder: FichierFolder) -> bool:
    """Whether the file opens with its passphrase, and is sound."""
    file = open_file(folder.path, PASSPHRASE)
    try:
        return is_sound(file)
    finally:
        file.close()


@pytest.mark.parametrize("harm", ["lost", "damaged", "empty"])
def test_it_is_put_back_from_the_newest_copy_and_the_damaged_one_is_kept(folder: FichierFolder, harm: str) -> None:
    spoiled = b"" if harm == "empty" else folder.keyring.read_bytes()[:-90]
    folder.keyring.unlink()
    if harm != "lost":
        folder.keyring.write_bytes(spoiled)
    kept = find_keyrings(folder)[0]
    assert kept.path.suffix == ".fclbak"
    assert kept.logins == ("marie",)
    heal_keyring(folder, kept, PASSPHRASE, None, NOW)
    assert opens(folder)
    aside = [path for path in folder.path.glob("keyring.damaged-*.json")]
    assert [path.read_bytes() for path in aside] == ([] if harm == "lost" else [spoiled])


def test_the_previous_keyring_comes_before_the_copies(folder: FichierFolder) -> None:
    shutil.copy(folder.keyring, folder.previous_keyring)
    folder.keyring.write_bytes(b"{}")
    assert find_keyrings(folder)[0].path == folder.previous_keyring
    heal_keyring(folder, find_keyrings(folder)[0], PASSPHRASE, "marie", NOW)
    assert opens(folder)


def test_a_wrong_passphrase_and_a_receptionist_change_nothing(folder: FichierFolder) -> None:
    folder.keyring.unlink()
    kept = find_keyrings(folder)[0]
    before = fingerprint(folder.path)
    with pytest.raises(Refusal, match=r"passphrase\.wrong"):
        heal_keyring(folder, kept, "une autre", None, NOW)
    assert fingerprint(folder.path) == before
    database = connect(folder.base, made().unlocked.dek)
    database.execute_sql("UPDATE staff SET role = 'reception'")
    database.close()
    with pytest.raises(Refusal, match=r"staff\.not_allowed"):
        heal_keyring(folder, kept, PASSPHRASE, None, NOW)
    assert not folder.keyring.exists()


def test_a_sound_keyring_is_left_and_one_of_another_file_is_never_taken(folder: FichierFolder, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"keyring\.sound"):
        find_keyrings(folder)
    other = create_file(tmp_path / "Other", passphrase=PASSPHRASE, login="marie", kdf=CHEAPEST).folder
    shutil.copy(other.keyring, folder.previous_keyring)
    shutil.rmtree(folder.backups)
    folder.keyring.unlink()
    assert find_keyrings(folder) == ()


def test_the_command_tells_what_it_found_and_asks_before(folder: FichierFolder, tmp_path: Path) -> None:
    (tmp_path / "words").write_text(PASSPHRASE, encoding="utf-8")

    def run(*words: str) -> Result:
        common = ["--passphrase-file", str(tmp_path / "words"), "--lang", "en"]
        return CliRunner().invoke(main, ["check", str(folder.path), *words, *common])

    folder.keyring.unlink()
    assert f"fichier check {folder.path} --restore-keyring" in run().stderr
    asked = run("--restore-keyring")
    assert asked.exit_code == 1
    assert "it opens for marie" in asked.stderr
    assert "run the same again with --yes" in asked.stderr
    assert not folder.keyring.exists()
    done = run("--restore-keyring", "--yes")
    assert done.exit_code == 0, done.output
    assert run().exit_code == 0
