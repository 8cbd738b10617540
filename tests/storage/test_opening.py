"""A file is made, opened, refused: each case has its own sentence, and a failed opening alters nothing."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from fichier_tui.domain.contact import ContactDetails
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import create_contact, find_contacts, read_settings
from fichier_tui.storage.backup import list_backups
from fichier_tui.storage.connection import connect
from fichier_tui.storage.folder import FichierFolder
from fichier_tui.storage.keyring import CHEAPEST
from fichier_tui.storage.migrations import CURRENT_VERSION, STEPS
from fichier_tui.storage.opening import NewFile, create_file, open_file, open_unlocked, unlock_with_recovery_sheet

PASSPHRASE = "sept mots pour ouvrir la boutique demain"


def contents(folder: Path) -> dict[str, str]:
    """Every file of a folder, by the hash of its bytes."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> NewFile:
    """A file with one contact, closed."""
    path = tmp_path_factory.mktemp("shop") / "Boutique"
    new = create_file(path, passphrase=PASSPHRASE, business="Chez Léa", name="Léa", login="lea", kdf=CHEAPEST)
    file = open_file(new.folder.path, PASSPHRASE)
    file.call(create_contact, ContactDetails(last_name="Péron"))
    file.close()
    return new


def test_what_was_written_is_there_again(made: NewFile) -> None:
    file = open_file(made.folder.path, PASSPHRASE, day=dt.date(2026, 11, 21))
    assert len(file.call(find_contacts, "peron").ids) == 1
    assert file.call(read_settings).business == "Chez Léa"
    file.close()
    file.close()


def test_the_recovery_sheet_opens_as_an_owner(made: NewFile) -> None:
    file = open_unlocked(*unlock_with_recovery_sheet(made.folder.path, made.recovery_code))
    assert file.call(lambda session: session.staff.role) == "owner"
    file.close()


def _flip(path: Path, place: int) -> None:
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)


def _newer(folder: FichierFolder, new: NewFile) -> None:
    database = connect(folder.base, new.unlocked.dek)
    database.execute_sql(f"PRAGMA user_version = {CURRENT_VERSION + 1}")
    database.close()


FAULTS: dict[str, tuple[str, Callable[[FichierFolder, NewFile], object]]] = {
    "page 1 is damaged": ("file.damaged", lambda f, _n: _flip(f.base, 600)),
    "it is empty": ("file.empty", lambda f, _n: f.base.write_bytes(b"")),
    "it is truncated": ("file.truncated", lambda f, _n: f.base.write_bytes(f.base.read_bytes()[:-100])),
    "the database is gone": ("file.gone", lambda f, _n: f.base.unlink()),
    "it is no database of ours": ("file.not_fichier", lambda f, _n: f.base.write_bytes(b"SQLite format 3\0" * 512)),
    "the keyring is gone": ("keyring.missing", lambda f, _n: f.keyring.unlink()),
    "the keyring is damaged": ("keyring.damaged", lambda f, _n: _flip(f.keyring, 100)),
    "the salt was changed": ("keyring.foreign", lambda f, _n: _flip(f.base, 3)),
    "a later program wrote it": ("file.newer", _newer),
}


@pytest.mark.parametrize("case", sorted(FAULTS))
def test_a_file_that_cannot_be_opened_says_why_and_stays_as_it_is(case: str, made: NewFile, tmp_path: Path) -> None:
    code, spoil = FAULTS[case]
    folder = FichierFolder(tmp_path / "Copy.fichier")
    shutil.copytree(made.folder.path, folder.path)
    spoil(folder, made)
    before = contents(folder.path)
    with pytest.raises(Refusal) as refused:
        open_file(folder.path, PASSPHRASE)
    assert refused.value.code == code
    assert contents(folder.path) == before


def test_a_wrong_passphrase_is_told_from_a_damaged_file(made: NewFile) -> None:
    before = contents(made.folder.path)
    with pytest.raises(Refusal, match=r"passphrase\.wrong"):
        open_file(made.folder.path, "une autre phrase")
    assert contents(made.folder.path) == before


def test_nothing_is_left_of_a_file_that_could_not_be_made(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"passphrase\.empty"):
        create_file(tmp_path / "Boutique", passphrase="  ", kdf=CHEAPEST)
    assert list(tmp_path.iterdir()) == []


def test_a_new_file_is_never_made_over_another(made: NewFile) -> None:
    before = contents(made.folder.path)
    with pytest.raises(Refusal, match=r"file\.exists"):
        create_file(made.folder.path, passphrase=PASSPHRASE, kdf=CHEAPEST)
    assert contents(made.folder.path) == before


def test_an_older_file_is_copied_before_it_is_brought_up_to_date(made: NewFile, tmp_path: Path) -> None:
    folder = FichierFolder(tmp_path / "Old.fichier")
    shutil.copytree(made.folder.path, folder.path)
    database = connect(folder.base, made.unlocked.dek)
    first = STEPS[0].read_text(encoding="utf-8")
    made_since = database.execute_sql(
        "SELECT type, name FROM sqlite_master WHERE type IN ('table', 'trigger') AND name NOT LIKE 'sqlite_%'"
        " AND name NOT GLOB 'contact_words_*' ORDER BY type DESC"
    ).fetchall()
    for kind, name in [("table", "contact_words_vocabulary"), *made_since]:
        if f'{kind.upper()} "{name}"' not in first:
            database.execute_sql(f'DROP {kind} "{name}"')
    for step in STEPS[1:]:
        for table, column in re.findall(r'ALTER TABLE "(\w+)" ADD COLUMN "(\w+)"', step.read_text(encoding="utf-8")):
            if f'TABLE "{table}"' in first:
                database.execute_sql(f'ALTER TABLE "{table}" DROP COLUMN "{column}"')
    there = {row[0] for row in database.execute_sql("SELECT name FROM sqlite_master WHERE type = 'index'")}
    for statement in re.findall(r'CREATE (?:UNIQUE )?INDEX "\w+"[^;]*', first):
        if statement.split('"')[1] not in there:
            database.execute_sql(statement)
    for step in STEPS[1:]:
        for index in re.findall(r'CREATE (?:UNIQUE )?INDEX "(\w+)"', step.read_text(encoding="utf-8")):
            if f'INDEX "{index}"' not in first:
                database.execute_sql(f'DROP INDEX IF EXISTS "{index}"')
    database.execute_sql("PRAGMA user_version = 1")
    database.close()
    file = open_file(folder.path, PASSPHRASE)
    version = file.call(lambda session: session.database.execute_sql("PRAGMA user_version").fetchone()[0])
    assert version == CURRENT_VERSION
    assert len(file.call(find_contacts, "peron").ids) == 1
    assert len(file.call(find_contacts, "pairon").ids) == 1  # by its sound, which only the last steps know
    file.close()
    assert [name.before for _path, name in list_backups(folder)] == ["migration"]


def test_an_open_file_keeps_its_locks_so_that_another_program_never_thinks_itself_alone(tmp_path: Path) -> None:
    """To close any descriptor of base.db in this process would give up SQLite's locks (POSIX): its log would go."""
    made = create_file(tmp_path / "Shop", passphrase=PASSPHRASE, kdf=CHEAPEST)
    file = open_unlocked(made.folder, made.unlocked)
    taken = subprocess.run([sys.executable, "-c", TAKES_LOCK, str(made.folder.base)], check=False).returncode
    file.close()
    free = subprocess.run([sys.executable, "-c", TAKES_LOCK, str(made.folder.base)], check=False).returncode
    assert (taken, free) == (1, 0)


# Status 1 where somebody reads in the database (SQLite's SHARED bytes, see sqlite3.c, PENDING_BYTE).
TAKES_LOCK = """
import fcntl, sys
with open(sys.argv[1], "r+b") as stream:
    fcntl.lockf(stream, fcntl.LOCK_EX | fcntl.LOCK_NB, 510, 0x40000002)
"""
