"""Killed at any write while a file is brought up to date, it is of the old version or of the new one, never between."""

from __future__ import annotations

import os
import shutil
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import keyring, migrations, models, summary
from fichier_tui.storage.backup import list_backups, verify_backup
from fichier_tui.storage.connection import Database, connect
from fichier_tui.storage.folder import FichierFolder, being_made
from fichier_tui.storage.health import check_file
from fichier_tui.storage.journal.chaining import chain_everything
from fichier_tui.storage.keyring import CHEAPEST, NewKeyring, UnlockedKey
from fichier_tui.storage.migrations import CURRENT_VERSION
from fichier_tui.storage.opening import open_unlocked
from tests.faults import scale
from tests.faults.disk import Disk, Event, between
from tests.storage.writers import PASSPHRASE, start

CONTACTS = 60
NEW: NewKeyring = keyring.create("marie", PASSPHRASE, CHEAPEST)
KEY = NEW.unlocked
POINTS = scale.many(8, 200)


def insert(database: Database, table: str, **values: object) -> None:
    """Insert a row into a table of any version: what is not given is empty."""
    told: dict[str, object] = {}
    for _place, name, kind, required, default, key in database.execute_sql(f'PRAGMA table_info("{table}")'):
        if name in values:
            told[name] = values[name]
        elif required and default is None and not (key and kind == "INTEGER"):
            told[name] = 0 if kind == "INTEGER" else os.urandom(16).hex() if kind == "CHAR(32)" else ""
    names = ", ".join(f'"{name}"' for name in told)
    database.execute_sql(f'INSERT INTO "{table}" ({names}) VALUES ({", ".join("?" * len(told))})', tuple(told.values()))


def file_of_version(place: Path, version: int) -> FichierFolder:
    """A file as a program of that version left it: an owner, sixty contacts with a visit each."""
    with being_made(place) as new:
        database = connect(new.base, KEY.dek, KEY.salt)
        migrations.migrate(database, until=version)
        instant = "2026-11-01T09:00:00.000000Z"
        with database.atomic():
            insert(database, "meta", key="fichier_id", value=KEY.fichier_id)
            insert(database, "meta", key="generation", value=str(KEY.generation))
            insert(database, "staff", login="marie", name="Marie", role="owner", created_at=instant)
            for number in range(1, CONTACTS + 1):
                insert(
                    database, "contact", id=number, kind="person", last_name=f"Péron{number}", created_at=instant,
                    updated_at=instant, version=1,
                )  # fmt: skip
                insert(database, "visit", contact_id=number, day="2026-11-01", channel="counter", created_at=instant)
                insert(
                    database, "journal_entry", id=number, at=instant, staff_id=1, verb="contact.created",
                    contact=number, detail="{}",
                )  # fmt: skip
        if not migrations.leaves_summaries_stale(database):  # such a file has what no later step reckons anew
            reckon(database)
        if database.table_exists("journal_head"):
            chain_everything(database)
        database.close()
        keyring.save(new, NEW.keyring)
    return FichierFolder(place.with_name(f"{place.name}.fichier"))


def reckon(database: Database) -> None:
    """Reckon the summaries of a file of any version, by what reckons those of the latest."""
    there = {row[1] for row in database.execute_sql("PRAGMA table_info(contact_summary)")}
    later = [field.column_name for field in models.ContactSummary._meta.sorted_fields if field.column_name not in there]
    for name in later:
        database.execute_sql(f'ALTER TABLE contact_summary ADD COLUMN "{name}" INTEGER NOT NULL DEFAULT 0')
    summary.refresh_all(database)
    for name in later:
        database.execute_sql(f'ALTER TABLE contact_summary DROP COLUMN "{name}"')


def open_and_die(telling: Connection, path: Path, key: tuple[Any, ...], at: int) -> None:
    """Open a file, and die before the change of the disk of that number; tell how many there were, if it is let be."""
    left = at

    def dies(event: Event) -> int:
        nonlocal left
        left -= event.kind != "said"
        if left == 0:
            os._exit(9)
        return 0

    with between(Disk(fails=dies)):
        open_unlocked(FichierFolder(path), UnlockedKey(*key)).close()
    telling.send(at - left)


def opened_until(folder: FichierFolder, at: int) -> int:
    """Open a file in a process that dies at that change (0: never); how many there were, 0 for one that died."""
    plain = (KEY.fichier_id, KEY.generation, KEY.salt, KEY.login, KEY.slot_id, KEY.dek, None)
    process, told = start(open_and_die, folder.path, plain, at)
    try:
        return int(told.recv())
    except EOFError:
        return 0
    finally:
        process.join()


def version_and_rows(folder: FichierFolder) -> tuple[int, int, int]:
    """The version of a file, how many contacts and visits it has, read without bringing it up to date."""
    database = connect(folder.base, KEY.dek)
    try:
        assert database.execute_sql("PRAGMA integrity_check").fetchall() == [("ok",)]
        counts = [database.execute_sql(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("contact", "visit")]
        return migrations.version_of(database), counts[0], counts[1]
    finally:
        database.close()


@pytest.mark.slow
def test_killed_at_any_write_it_is_of_the_old_version_or_of_the_new_one(tmp_path: Path) -> None:
    versions = scale.many(1, CURRENT_VERSION - 1)
    found: dict[str, int] = {"old": 0, "new": 0}
    between_two = unsound = without_copy = 0
    for version in range(1, versions + 1):
        old = file_of_version(tmp_path / f"Version{version}", version)
        whole = FichierFolder(tmp_path / f"Whole{version}.fichier")
        shutil.copytree(old.path, whole.path)
        changes = opened_until(whole, 0)
        for point in range(1, POINTS // versions + 1):
            folder = FichierFolder(tmp_path / f"Killed{version}_{point}.fichier")
            shutil.copytree(old.path, folder.path)
            assert opened_until(folder, max(1, point * changes * versions // POINTS)) == 0
            present, *rows = version_and_rows(folder)
            between_two += present not in (version, CURRENT_VERSION) or rows != [CONTACTS, CONTACTS]
            found["old" if present == version else "new"] += 1
            file = open_unlocked(folder, KEY)
            unsound += not file.call(check_file, folder, KEY).is_sound
            file.close()
            copies = [path for path, name in list_backups(folder) if name.before == "migration"]
            without_copy += not copies or not all(verify_backup(path, KEY) for path in copies)
            shutil.rmtree(folder.path)
    kills = sum(found.values())
    scale.tell("killed while brought up to date", kills=kills, **found, between=between_two, unsound=unsound)
    assert (between_two, unsound, without_copy) == (0, 0, 0)
    assert min(found.values()) > 0


@pytest.mark.slow
@pytest.mark.parametrize("version", range(1, CURRENT_VERSION))
def test_a_file_of_each_earlier_version_opens(tmp_path: Path, version: int) -> None:
    folder = file_of_version(tmp_path / "Old", version)
    file = open_unlocked(folder, KEY)
    health = file.call(check_file, folder, KEY)
    file.close()
    assert health.is_sound
    assert (health.rows["contact"], health.rows["visit"]) == (CONTACTS, CONTACTS)


def test_a_file_of_a_later_version_is_refused_with_both_versions(tmp_path: Path) -> None:
    folder = file_of_version(tmp_path / "Later", CURRENT_VERSION)
    database = connect(folder.base, KEY.dek)
    database.execute_sql(f"PRAGMA user_version = {CURRENT_VERSION + 3}")
    database.close()
    before = folder.base.read_bytes()
    with pytest.raises(Refusal, match=r"file\.newer") as refused:
        open_unlocked(folder, KEY)
    assert folder.base.read_bytes() == before
    assert (refused.value.details["version"], refused.value.details["known"]) == (CURRENT_VERSION + 3, CURRENT_VERSION)
