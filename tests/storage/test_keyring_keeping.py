"""The keyring's file is whole at every moment, whatever kills the program that writes it."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import keyring
from fichier_tui.storage.folder import FichierFolder
from fichier_tui.storage.keyring.opening import seal
from tests.storage.conftest import just_written
from tests.storage.opened import PASSPHRASE, fingerprint, made, make_file

NOW = dt.datetime.now(dt.UTC)  # against the clock of the disk
MUCH_LATER = NOW + dt.timedelta(days=1)

# Dies, without any tidying, before the n-th operation on a file of the folder.
DIES_BEFORE = """
import os, sys
from pathlib import Path
from fichier_tui.storage import keyring
from fichier_tui.storage.folder import FichierFolder
folder, content, left = FichierFolder(Path(sys.argv[1])), Path(sys.argv[2]).read_bytes(), int(sys.argv[3])
def before(event, arguments):
    global left
    if event in ("open", "os.rename", "os.remove") and str(arguments[0]).startswith(sys.argv[1]):
        left -= 1
        if left == 0:
            os._exit(9)
sys.addaudithook(before)
keyring.save(folder, keyring.from_bytes(content))
"""


def changed_keyring() -> keyring.Keyring:
    """The keyring of `made()` with its owner renamed: another one that is as good."""
    new = made()
    slots = (replace(new.keyring.slots[0], login="sophie"),)
    assert new.unlocked.signing_key is not None
    return seal(replace(new.keyring, slots=slots), slots[0].id, new.unlocked.signing_key, {1: new.unlocked.dek})


def test_the_previous_keyring_is_kept_and_nothing_else_is_left(tmp_path: Path) -> None:
    folder = make_file(tmp_path)
    assert keyring.load(folder) == made().keyring
    keyring.save(folder, changed_keyring())
    assert keyring.load(folder) == changed_keyring()
    assert folder.previous_keyring.read_bytes() == keyring.to_bytes(made().keyring)
    assert sorted(path.name for path in folder.path.iterdir()) == ["base.db", "keyring.json", "keyring.previous.json"]
    assert folder.keyring.stat().st_mode & 0o077 == 0 or sys.platform == "win32"


def test_a_damaged_keyring_never_replaces_a_sound_previous_one(tmp_path: Path) -> None:
    folder = make_file(tmp_path)
    keyring.save(folder, changed_keyring())
    folder.keyring.write_bytes(b"{ torn")
    with pytest.raises(Refusal) as refused:
        keyring.load(folder)
    assert (refused.value.code, refused.value.details["previous"]) == ("keyring.damaged", True)
    keyring.save(folder, changed_keyring())
    assert folder.previous_keyring.read_bytes() == keyring.to_bytes(made().keyring)


def test_killed_before_any_step_the_old_or_the_new_keyring_is_there(tmp_path: Path) -> None:
    folder = make_file(tmp_path)
    new_content = tmp_path / "new.json"
    new_content.write_bytes(keyring.to_bytes(changed_keyring()))
    seen, leftovers = set(), 0
    for step in range(1, 30):
        folder.keyring.write_bytes(keyring.to_bytes(made().keyring))
        command = [sys.executable, "-c", DIES_BEFORE, str(folder.path), str(new_content), str(step)]
        status = subprocess.run(command, check=False).returncode
        loaded = keyring.load(folder)
        assert loaded in (made().keyring, changed_keyring())
        assert keyring.unlock(loaded, None, PASSPHRASE, made().unlocked.salt).dek == made().unlocked.dek
        seen.add(loaded.slots[0].login)
        leftovers += keyring.clean_leftovers(folder, MUCH_LATER)
        names = {path.name for path in folder.path.iterdir()}
        assert names <= {"base.db", "keyring.json", "keyring.previous.json"}
        if status == 0:
            break
        assert status == 9
    assert status == 0, "the write was never let through"
    assert seen == {"marie", "sophie"}
    assert leftovers > 0, "no death came between two steps: the test sees nothing"


def test_what_another_program_may_be_writing_is_not_cleaned(tmp_path: Path) -> None:
    folder = make_file(tmp_path)
    part = folder.path / ".keyring-0123.part"
    part.write_bytes(b"")
    just_written(part)
    assert keyring.clean_leftovers(folder, NOW) == 0
    assert keyring.clean_leftovers(folder, MUCH_LATER) == 1


@pytest.mark.parametrize("harm", ["none", "missing", "torn", "huge"])
def test_no_failed_opening_changes_a_byte(tmp_path: Path, harm: str) -> None:
    folder = make_file(tmp_path)
    if harm == "missing":
        folder.keyring.unlink()
    elif harm != "none":
        folder.keyring.write_bytes(b"{" * (70_000 if harm == "huge" else 1))
    before = fingerprint(folder.path)
    with pytest.raises(Refusal) as refused:
        keyring.unlock(keyring.load(folder), "marie", "not the passphrase", made().unlocked.salt)
    expected = {"none": "passphrase.wrong", "missing": "keyring.missing"}.get(harm, "keyring.damaged")
    assert refused.value.code == expected
    assert fingerprint(folder.path) == before


def test_a_keyring_that_is_too_large_is_not_written(tmp_path: Path) -> None:
    folder = make_file(tmp_path)
    before = fingerprint(folder.path)
    slot = made().keyring.slots[0]
    crowd = replace(made().keyring, slots=tuple(replace(slot, id=f"{number:016x}") for number in range(200)))
    with pytest.raises(Refusal, match=r"keyring\.full"):
        keyring.save(folder, crowd)
    assert fingerprint(folder.path) == before


def test_a_folder_that_is_gone_is_not_a_keyring(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"keyring\.missing"):
        keyring.load(FichierFolder(tmp_path / "nowhere.fichier"))
