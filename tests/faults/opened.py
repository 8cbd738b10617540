"""Files as the tests of this folder find them: made once, copied for each fault, opened without any derivation."""

from __future__ import annotations

import functools
import shutil
import tempfile
from pathlib import Path
from typing import Any

from fichier_tui.storage import OpenFile, create_file
from fichier_tui.storage.folder import FichierFolder
from fichier_tui.storage.health import check_file
from fichier_tui.storage.keyring import CHEAPEST
from fichier_tui.storage.opening import NewFile, open_unlocked
from tests.faults.work import Facts, Work, entries_after, everything, partly_written, written_since
from tests.storage.writers import PASSPHRASE

STEPS = 250


def made(steps: int = STEPS) -> NewFile:
    """A file in which so many things were done, closed. Never written in again: copies of it are."""
    return _made(steps)


@functools.cache
def _made(steps: int) -> NewFile:
    new = create_file(Path(tempfile.mkdtemp()) / "Shop", passphrase=PASSPHRASE, login="marie", kdf=CHEAPEST)
    file = open_unlocked(new.folder, new.unlocked)
    work(file, 7, steps)
    file.close()
    return new


def copied(place: Path, name: str = "Shop", steps: int = STEPS) -> FichierFolder:
    """A copy of that file."""
    folder = FichierFolder(place / f"{name}.fichier")
    shutil.copytree(made(steps).folder.path, folder.path)
    return folder


def opened(folder: FichierFolder, steps: int = STEPS) -> OpenFile:
    """That copy, open."""
    return open_unlocked(folder, made(steps).unlocked)


def work(file: OpenFile, seed: int, steps: int) -> None:
    """Do so many things in an open file."""
    doing = file.call(lambda session: Work(session, seed))
    for _step in range(steps):
        file.call(lambda _session: doing.step())


def known(file: OpenFile) -> tuple[Facts, int]:
    """All that the file says, and the number of its last journal entry."""
    return file.call(lambda session: (everything(session), session.last_entry()))


def wrong_with(file: OpenFile, acknowledged: Facts, entry: int) -> list[object]:
    """What is missing or half written in a file for which `acknowledged` was, up to journal entry `entry`.

    One more operation may be there, whole: the one that was going when it happened.
    """

    def look(session: Any) -> list[object]:
        present = everything(session)
        other = [key for key in present.keys() | acknowledged.keys() if present.get(key) != acknowledged.get(key)]
        drafts = [key for key in other if key[0] == "draft"]
        more = entries_after(session, entry)
        wrong: list[object] = []
        if session.last_entry() < entry or len(more) > 1 or len(drafts) > 1:
            wrong.append(("entries", entry, more, drafts))
        if more:
            wrong += partly_written(session, more[0])
        allowed = written_since(session, entry).keys()
        return wrong + sorted((key for key in other if key[0] != "draft" and key not in allowed), key=str)

    return file.call(look)


def is_sound(file: OpenFile) -> bool:
    """Whether `fichier check` finds nothing."""
    return file.call(check_file, file.folder, file.key).is_sound
