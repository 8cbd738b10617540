"""What the tests of the copies start from: a file of one contact, open, with a clock that is moved by hand."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

from fichier_tui.domain.contact import ContactDetails
from fichier_tui.storage import OpenFile, create_contact, create_file, open_unlocked
from fichier_tui.storage.backup import swapping, unlock_backup
from fichier_tui.storage.backup.copy_settings import add_place
from fichier_tui.storage.backup.copying import CopyState, copy_state
from fichier_tui.storage.backup.restoring import prepare_in_place
from fichier_tui.storage.folder import FichierFolder
from fichier_tui.storage.keyring import CHEAPEST

MACHINE = "counter-1"
PASSPHRASE = "sept mots pour ouvrir la boutique demain"


class Clock:
    """Half past nine, until it is moved."""

    def __init__(self) -> None:
        self.instant = dt.datetime(2026, 11, 22, 9, 30, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.instant

    def move(self, **by: float) -> None:
        """Go on, or back."""
        self.instant += dt.timedelta(**by)


def opened_shop(tmp_path: Path, clock: Clock) -> Iterator[OpenFile]:
    """A file of one contact, open, then closed: for a fixture."""
    new = create_file(tmp_path / "Shop", passphrase=PASSPHRASE, kdf=CHEAPEST)
    opened = open_unlocked(new.folder, new.unlocked, clock=clock)
    write(opened)
    yield opened
    opened.close()


def write(file: OpenFile, name: str = "Péron") -> None:
    """Write something."""
    file.call(create_contact, ContactDetails(last_name=name))


def state_of(file: OpenFile) -> CopyState:
    """Where the copies stand."""
    return file.call(copy_state, MACHINE)


def with_place(file: OpenFile, path: Path) -> Path:
    """A place where copies go too."""
    path.mkdir(exist_ok=True)
    file.call(add_place, MACHINE, path, file.folder, file.key.fichier_id)
    return path


class DiesBefore:
    """Kills its process, without any tidying, before the n-th step of the disk from `begin` on."""

    EVENTS = ("open", "os.rename", "os.remove", "os.mkdir", "os.link", "ctypes.dlsym", "sqlite3.connect")

    def __init__(self, left: int) -> None:
        self.left = left

    def begin(self) -> None:
        """From now on."""
        sys.addaudithook(self._before)

    def _before(self, event: str, _arguments: tuple[object, ...]) -> None:
        if event in self.EVENTS:
            self.left -= 1
            if self.left == 0:
                os._exit(9)


def restore_and_die(_telling: Connection, copy: Path, folder: FichierFolder, step: int, exchanges: bool) -> None:
    """Put a copy in the place of the present file, in a process that dies before a step."""
    key = unlock_backup(copy, None, PASSPHRASE)
    if not exchanges:
        swapping.exchange = lambda first, second: False
    DiesBefore(step).begin()
    restored = prepare_in_place(copy, key, folder)
    swapping.swap(restored, folder, dt.datetime.now(dt.UTC))
