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

from fichier_tui.storage import OpenFile, Session, open_file
from fichier_tui.storage.demonstration import PASSPHRASE, open_new_demonstration
from fichier_tui.storage.summary import refresh

ROOT = Path(__file__).parent.parent.parent
DAY = dt.date(2026, 6, 15)
CONTACTS_AT_ONE = 2_000
"""About how many contacts a demonstration of scale 1 has."""
MANY_CONTACTS, MANY_PURCHASES = 1_000_000, 5_000_000
"""The largest file that goals are set for: its clients bought more often than those of the demonstration."""
_MORE_PURCHASES = """
    INSERT INTO purchase (public_id, contact_id, product_id, day, quantity, amount_cents, cost_cents, nights, people,
        note, reference, staff_id, visit_id, created_at)
    SELECT printf('more%028d', id), contact_id, product_id, date(day, '-' || (30 + id % 300) || ' days'), quantity,
        amount_cents, cost_cents, nights, people, note, '', staff_id, NULL, created_at
    FROM purchase ORDER BY id % 7, id LIMIT ?
"""


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
    """A file of about so many contacts, with the history of each, or without; a million have 5,000,000 purchases."""
    more = contacts >= MANY_CONTACTS and not cards_only
    name = f"{'cards' if cards_only else 'full'}-{contacts}-{f'{MANY_PURCHASES}-' if more else ''}{version()}"
    path = folder() / f"{name}.fichier"
    if not path.exists():
        print(f"making a file of {contacts:,} contacts…", file=sys.stderr)
        partial = folder() / f"partial-{os.getpid()}.fichier"
        file = open_new_demonstration(partial, DAY, scale=contacts / CONTACTS_AT_ONE, cards_only=cards_only)
        if more:
            file.call(_buy_more)
        file.close()
        partial.replace(path)
    return path


def _buy_more(session: Session) -> None:
    """What was bought is bought once more, up to a year before, until there are `MANY_PURCHASES`; sums follow."""
    with session.database.atomic("IMMEDIATE"):
        execute = session.database.connection().execute
        ((known,),) = execute("SELECT COUNT(*) FROM purchase").fetchall()
        execute(_MORE_PURCHASES, (max(MANY_PURCHASES - known, 0),))
        clients = [number for (number,) in execute("SELECT contact_id FROM contact_summary WHERE purchases > 0")]
        refresh(session.database, clients, worded=frozenset())


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
