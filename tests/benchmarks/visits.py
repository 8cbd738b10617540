"""A visit saved: its row, its journal entry, its summary, its search words, on the disk; against one bare row."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

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

        def run() -> tuple[float, float]:
            """Milliseconds of the visits and of the bare rows, of the same contacts."""
            ours = floor = 0.0
            for _visit in range(VISITS):
                contact = next(contacts)
                row = (contact, details.day.isoformat(), details.time, details.note)
                floor += timed(partial(bare.execute, _INSERT, row))
                ours += timed(partial(file.call, log_visit, contact, details))
            return ours, floor

        run()  # the pages that every write touches are read once
        ours, floor = zip(*(run() for _run in range(runs)), strict=True)
        yield Measured(f"{VISITS} visits saved, against {VISITS} bare rows", ours, floor, 4)


def _visits(session: Session) -> list[tuple[object, ...]]:
    """Those of the file, as the bare table has them."""
    found: list[tuple[object, ...]] = (
        session.database.connection().execute("SELECT contact_id, day, time, note FROM visit").fetchall()
    )
    return found
