"""A visit saved: its row, its journal entry, its summary, its search words, on the disk; against one bare row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from time import process_time

from fichier_tui.domain.history import VisitDetails
from fichier_tui.storage import list_contacts, log_visit
from fichier_tui.storage.contact_list import ListQuery
from fichier_tui.storage.session import Session
from tests.benchmarks.bare import bare_database
from tests.benchmarks.figures import Measured, timed
from tests.benchmarks.files import DAY, copied, demonstration_of, opened, scratch

VISITS = 40
"""Saved one by one in each run, a bare row before each: a disk that others use tires both alike."""
_TABLE = "CREATE TABLE visit (id INTEGER PRIMARY KEY, contact INTEGER, day TEXT, time TEXT, note TEXT)"
_INSERT = "INSERT INTO visit (contact, day, time, note) VALUES (?, ?, ?, ?)"


def measure(runs: int, _million: bool) -> Iterator[Measured]:
    """On a file of 100,000 contacts, each visit that of another contact; the bare table has as many visits."""
    details = VisitDetails(day=DAY, time="10:30", note="Asked for the map of the walks.")
    with (
        copied(demonstration_of(100_000)) as path,
        opened(path) as file,
        scratch() as place,
        bare_database(place / "bare") as bare,
    ):
        bare.execute(_TABLE)
        bare.execute("CREATE INDEX visit_contact ON visit (contact)")
        bare.execute("BEGIN")
        bare.executemany(_INSERT, file.call(_visits))
        bare.execute("COMMIT")
        contacts = iter(file.call(list_contacts, ListQuery()).ids.tolist())

        def run() -> tuple[float, ...]:
            """Of the visits, then of bare rows of the same contacts: milliseconds waited, and of the processor."""
            spent = [0.0] * 4
            for _visit in range(VISITS):
                contact = next(contacts)
                row = (contact, details.day.isoformat(), details.time, details.note)
                ours = _spent(partial(file.call, log_visit, contact, details))
                floor = _spent(partial(bare.execute, _INSERT, row))
                spent = [sum(pair) for pair in zip(spent, (*ours, *floor), strict=True)]
            return tuple(spent)

        run()  # the pages that every write touches are read once
        ours, ours_reckoned, floor, floor_reckoned = zip(*(run() for _run in range(runs)), strict=True)
        yield Measured(f"{VISITS} visits saved, against {VISITS} bare rows", ours, floor, 4)
        yield Measured("  of which processor, whatever the disk takes", ours_reckoned, floor_reckoned, 10)


def _spent(work: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds that `work` takes by the clock, and those of the processor, in all threads."""
    reckoned = process_time()
    waited = timed(work)
    return waited, (process_time() - reckoned) * 1_000


def _visits(session: Session) -> list[tuple[object, ...]]:
    """Those of the file, as the bare table has them."""
    found: list[tuple[object, ...]] = (
        session.database.connection().execute("SELECT contact_id, day, time, note FROM visit").fetchall()
    )
    return found
