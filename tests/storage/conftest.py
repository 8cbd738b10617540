"""A real encrypted file for each test, opened with a raw key: milliseconds."""

from __future__ import annotations

import datetime as dt
import functools
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from fichier_tui.domain.history import StaffMember
from fichier_tui.storage import migrations, models
from fichier_tui.storage.connection import connect
from fichier_tui.storage.session import Session

DAY = dt.date(2026, 11, 21)


class Clock:
    """A clock that moves a second forward each time it is read."""

    def __init__(self) -> None:
        self.instant = dt.datetime(2026, 11, 21, 9, 0, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        self.instant += dt.timedelta(seconds=1)
        return self.instant


KEY = bytes(range(32))


@functools.cache
def made_base() -> bytes:
    """A new encrypted file with every table and one owner: each step waits for the disk, so it is made once a process.

    Of nine thousand tests one in six begins with such a file; to make it anew took the fifth part of a second.
    """
    bound = models.bound_database.obj
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "base.db"
        database = connect(path, KEY)
        migrations.migrate(database)
        models.bound_database.initialize(database)
        models.Staff.create(login="helene", name="Hélène", role="owner", created_at=Clock()())
        database.close()
        models.bound_database.initialize(bound)
        return path.read_bytes()


def new_session(folder: Path, name: str = "base.db") -> Session:
    """A session on a new encrypted file of that folder, with one owner."""
    (folder / name).write_bytes(made_base())
    database = connect(folder / name, KEY)
    models.bound_database.initialize(database)
    clock, row = Clock(), models.Staff.get()
    clock.instant = row.created_at
    return Session(database, StaffMember(row.id, row.login, row.name, row.role), clock, DAY)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """A session on a new encrypted file."""
    session = new_session(tmp_path)
    yield session
    session.database.close()


@contextmanager
def new_session_beside(folder: Path) -> Iterator[Session]:
    """A session on a file of its own, in a test beside others that share one, which is bound again at the end."""
    shared = models.bound_database.obj
    session = new_session(folder)
    try:
        yield session
    finally:
        session.database.close()
        models.bound_database.initialize(shared)


def just_written(path: Path) -> None:
    """Date a file by the clock of the program: that of the disk may be another."""
    now = dt.datetime.now(dt.UTC).timestamp()
    os.utime(path, (now, now))
