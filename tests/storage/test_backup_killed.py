"""Killed at any step of a copy, there are never fewer good copies than before, and the file is as it was."""

from __future__ import annotations

import datetime as dt
import os
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from fichier_tui.storage import backup, keyring
from fichier_tui.storage.folder import FichierFolder, check_before_keys
from tests.storage.opened import PASSPHRASE, connect, made, make_file
from tests.storage.shop_copied import DiesBefore
from tests.storage.writers import start

NOW = dt.datetime.now(dt.UTC)  # against the clock of the disk


def back_up_and_die(_telling: Connection, folder: FichierFolder, step: int) -> None:
    """Make a copy, in a process that dies before a step."""
    key = keyring.unlock(keyring.load(folder), None, PASSPHRASE, check_before_keys(folder))
    connection = connect(folder.base, keyring.raw_key(key.dek))
    now = dt.datetime.now(dt.UTC) + dt.timedelta(minutes=step)
    DiesBefore(step).begin()
    backup.make_backup(folder, connection, key, now)
    os._exit(0)


@pytest.mark.slow
def test_killed_before_any_step_the_copies_there_were_are_still_good(tmp_path: Path) -> None:
    folder, unlocked = make_file(tmp_path), made().unlocked
    connection = connect(folder.base, keyring.raw_key(unlocked.dek))
    for hours in (72, 48):
        backup.make_backup(folder, connection, unlocked, NOW - dt.timedelta(hours=hours))
    connection.close()
    died, good = 0, 2
    status: int | None = None
    for step in range(1, 120):
        process, _told = start(back_up_and_die, folder, step)
        process.join()
        status = process.exitcode
        copies = [backup.verify_backup(path, unlocked) for path, _ in backup.list_backups(folder)]
        assert len(copies) >= good
        opened = connect(folder.base, keyring.raw_key(unlocked.dek))
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
    connection = connect(folder.base, keyring.raw_key(unlocked.dek))
    backup.make_backup(folder, connection, unlocked, later)
    connection.close()
    assert [path.name for path in folder.backups.iterdir() if path.suffix != ".fclbak"] == []
