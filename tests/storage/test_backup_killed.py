"""Killed at any step of a copy, there are never fewer good copies than before, and the file is as it was."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest

from fichier_tui.storage import backup, keyring
from tests.storage.opened import PASSPHRASE, connect, made, make_file

NOW = dt.datetime.now(dt.UTC)  # against the clock of the disk
KEY = made().unlocked

# Dies, without any tidying, before the n-th operation on a file of the folder.
DIES_BEFORE = """
import datetime as dt, os, sys
from pathlib import Path
from sqlcipher3 import dbapi2 as sqlcipher
from fichier_tui.storage import backup, keyring
from fichier_tui.storage.folder import FichierFolder, check_before_keys
folder, left, minutes = FichierFolder(Path(sys.argv[1])), int(sys.argv[2]), int(sys.argv[3])
key = keyring.unlock(keyring.load(folder), None, sys.argv[4], check_before_keys(folder))
connection = sqlcipher.connect(str(folder.base))
connection.execute(f'PRAGMA key = "{keyring.raw_key(key.dek)}"')
def before(event, arguments):
    global left
    if event in ("open", "os.rename", "os.remove", "sqlite3.connect") and str(arguments[0]).startswith(sys.argv[1]):
        left -= 1
        if left == 0:
            os._exit(9)
sys.addaudithook(before)
now = dt.datetime.now(dt.UTC) + dt.timedelta(minutes=minutes)
backup.make_backup(folder, connection, key, now)
"""


@pytest.mark.slow
def test_killed_before_any_step_the_copies_there_were_are_still_good(tmp_path: Path) -> None:
    folder = make_file(tmp_path)
    connection = connect(folder.base, keyring.raw_key(KEY.dek))
    for hours in (72, 48):
        backup.make_backup(folder, connection, KEY, NOW - dt.timedelta(hours=hours))
    connection.close()
    died, good = 0, 2
    for step in range(1, 60):
        command = [sys.executable, "-c", DIES_BEFORE, str(folder.path), str(step), str(step), PASSPHRASE]
        status = subprocess.run(command, check=False).returncode
        copies = [backup.verify_backup(path, KEY) for path, _ in backup.list_backups(folder)]
        assert len(copies) >= good
        opened = connect(folder.base, keyring.raw_key(KEY.dek))
        assert backup.is_sound(opened)
        assert backup.count_rows(opened) == {"contact": 3}
        opened.close()
        if status == 0:
            break
        assert status == 9
        died += 1
    assert status == 0, "the copy was never let through"
    assert died >= 8, "too few deaths: the test sees nothing"
    later = NOW + dt.timedelta(days=1)
    connection = connect(folder.base, keyring.raw_key(KEY.dek))
    backup.make_backup(folder, connection, KEY, later)
    connection.close()
    assert [path.name for path in folder.backups.iterdir() if path.suffix != ".fclbak"] == []
