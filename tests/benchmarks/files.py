"""What is measured on: demonstration files of many contacts, made once and kept in a temporary folder.

They are encrypted like any other file, and what they hold is invented. A change of what makes them makes them anew.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fichier_tui.storage import OpenFile, open_file
from fichier_tui.storage.demonstration import PASSPHRASE, open_new_demonstration

ROOT = Path(__file__).parent.parent.parent
DAY = dt.date(2026, 6, 15)
CONTACTS_AT_ONE = 2_000
"""About how many contacts a demonstration of scale 1 has."""


def folder() -> Path:
    """Where the files are kept between two runs, for their owner only."""
    place = Path(tempfile.gettempdir()) / f"fichier-benchmarks-{os.getuid()}"
    place.mkdir(mode=0o700, exist_ok=True)
    return place


def version() -> str:
    """Changes when the tables, the demonstration, or what is reckoned of it change."""
    storage = ROOT / "fichier_tui" / "storage"
    sources = [*(storage / "demonstration").glob("*.py"), *(storage / "migrations").glob("*.sql")]
    sources += [storage / "summary.py", storage / "search" / "index.py"]
    digest = hashlib.sha256()
    for source in sorted(sources):
        digest.update(source.read_bytes())
    return digest.hexdigest()[:12]


def demonstration_of(contacts: int, *, cards_only: bool = False) -> Path:
    """A file of about so many contacts, with the history of each, or without."""
    name = f"{'cards' if cards_only else 'full'}-{contacts}-{version()}"
    path = folder() / f"{name}.fichier"
    if not path.exists():
        print(f"making a file of {contacts:,} contacts…", file=sys.stderr)
        partial = folder() / f"partial-{os.getpid()}.fichier"
        open_new_demonstration(partial, DAY, scale=contacts / CONTACTS_AT_ONE, cards_only=cards_only).close()
        partial.replace(path)
    return path


@contextmanager
def opened(path: Path) -> Iterator[OpenFile]:
    """The file open in this process."""
    file = open_file(path, PASSPHRASE, day=DAY)
    try:
        yield file
    finally:
        file.close()


@contextmanager
def copied(path: Path) -> Iterator[Path]:
    """A copy to write in, removed at the end."""
    with scratch() as place:
        yield Path(shutil.copytree(path, place / path.name))


@contextmanager
def scratch() -> Iterator[Path]:
    """A temporary folder on the same disk as the files."""
    with tempfile.TemporaryDirectory(dir=folder()) as place:
        yield Path(place)


def passphrase_file() -> Path:
    """The passphrase of every demonstration, public because what it holds is invented."""
    path = folder() / "passphrase"
    path.write_text(PASSPHRASE + "\n", encoding="utf-8")
    return path
