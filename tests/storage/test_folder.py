"""What is no Fichier file is refused by its own name before any key work; a new one appears whole or not at all."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import folder as folders
from fichier_tui.storage.folder import FichierFolder
from tests.storage.opened import fingerprint, made, make_file


def code_of(call: Callable[[], object]) -> str:
    """The code with which this is refused."""
    with pytest.raises(Refusal) as refused:
        call()
    assert refused.value.details["path"]
    return refused.value.code


@pytest.mark.parametrize("typed", ["Shop.fichier", "Shop", "Shop.fichier/base.db", "Shop.fichier/keyring.json"])
def test_a_file_is_found_however_it_is_named(tmp_path: Path, typed: str) -> None:
    make_file(tmp_path)
    found = folders.find_folder(tmp_path / typed)
    assert found == FichierFolder(tmp_path / "Shop.fichier")
    assert found.name == "Shop"
    assert folders.check_before_keys(found) == made().unlocked.salt


def test_what_is_not_there_and_what_is_something_else(tmp_path: Path) -> None:
    (tmp_path / "clients.xlsx").write_bytes(b"PK")
    (tmp_path / "photos").mkdir()
    assert code_of(lambda: folders.find_folder(tmp_path / "nothing")) == "file.missing"
    assert code_of(lambda: folders.find_folder(tmp_path / "clients.xlsx")) == "file.not_fichier"
    assert code_of(lambda: folders.find_folder(tmp_path / "photos")) == "file.not_fichier"


def plain_database(path: Path) -> None:
    """An ordinary SQLite database, not encrypted."""
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE contact (name)")
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (lambda folder: folder.base.write_bytes(b""), "file.empty"),
        (lambda folder: folder.base.write_bytes(b"x" * 100), "file.truncated"),
        (lambda folder: os.truncate(folder.base, folder.base.stat().st_size - 1), "file.truncated"),
        (lambda folder: plain_database(folder.base), "file.not_fichier"),
        (lambda folder: folder.base.unlink(), "file.gone"),
        (lambda folder: folder.keyring.unlink(), "keyring.missing"),
    ],
)
def test_each_harm_has_its_name_and_nothing_is_touched(
    tmp_path: Path, harm: Callable[[FichierFolder], object], code: str
) -> None:
    folder = make_file(tmp_path)
    harm(folder)
    before = fingerprint(folder.path)
    assert code_of(lambda: folders.check_before_keys(folder)) == code
    assert fingerprint(folder.path) == before


@pytest.fixture
def open_place() -> Iterator[Path]:
    """A folder that every account may reach (pytest's own are closed to others)."""
    place = Path(tempfile.mkdtemp(prefix="fichier-test-"))
    place.chmod(0o755)
    yield place
    shutil.rmtree(place)


CHECK = """
import os, sys
account = int(sys.argv[3])
from pathlib import Path
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage.folder import FichierFolder, check_writable
if account:
    os.setuid(account)
try:
    check_writable(FichierFolder(Path(sys.argv[1])))
except Refusal as refusal:
    print(refusal.code)
else:
    print("writable")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="rights are not modes there")
@pytest.mark.parametrize(("mode", "answer"), [(0o777, "writable"), (0o555, "file.readonly")])
def test_a_folder_without_the_right_to_write(open_place: Path, mode: int, answer: str) -> None:
    folder = make_file(open_place)
    for path in (folder.base, folder.keyring):
        path.chmod(0o666)
    folder.path.chmod(mode)
    account = 65534 if os.getuid() == 0 else 0  # the superuser may write everywhere: ask as nobody
    command = [sys.executable, "-c", CHECK, str(folder.path), "", str(account)]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    folder.path.chmod(0o755)
    assert printed.strip() == answer


def test_a_new_file_never_takes_the_place_of_another(tmp_path: Path) -> None:
    folder = make_file(tmp_path)
    before = fingerprint(folder.path)
    for typed in ("Shop", "Shop.fichier"):
        assert code_of(lambda typed=typed: make_file(tmp_path, typed)) == "file.exists"  # type: ignore[misc]
    (tmp_path / "Empty.fichier").mkdir()
    assert code_of(lambda: make_file(tmp_path, "Empty")) == "file.exists"
    assert code_of(lambda: make_file(tmp_path / "nowhere")) == "folder.missing"
    assert fingerprint(folder.path) == before


def test_a_making_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def fail() -> None:
        with folders.being_made(tmp_path / "Shop") as folder:
            folder.base.write_bytes(b"half")
            raise Refusal("disk.full", path=str(folder.path))

    assert code_of(fail) == "disk.full"
    assert list(tmp_path.iterdir()) == []


def test_a_file_made_meanwhile_by_another_program_is_kept(tmp_path: Path) -> None:
    other = tmp_path / "Shop.fichier"

    def make() -> None:
        with folders.being_made(tmp_path / "Shop"):
            other.mkdir()
            (other / "base.db").write_bytes(b"theirs")

    assert code_of(make) == "file.exists"
    assert [path.name for path in tmp_path.iterdir()] == ["Shop.fichier"]
    assert (other / "base.db").read_bytes() == b"theirs"
