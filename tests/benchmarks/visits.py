"""A visit saved: its row, its journal entry, its summary, its search words, on the disk; against one bare row."""

from __future__ import annotations

from collections.abc import Iterator

from fichier_tui.domain.history import VisitDetails
from fichier_tui.storage import list_contacts, log_visit
from fichier_tui.storage.contact_list import ListQuery
from tests.benchmarks.bare import bare_database
from tests.benchmarks.figures import Measured, side_by_side, timed
from tests.benchmarks.files import DAY, copied, demonstration_of, opened, scratch

VISITS = 40
"""Saved one by one in each run."""


def measure(runs: int, _million: bool) -> Iterator[Measured]:
    """On a file of 100,000 contacts, each visit that of another contact."""
    details = VisitDetails(day=DAY, time="10:30", note="Asked for the map of the walks.")
    with (
        copied(demonstration_of(100_000)) as path,
        opened(path) as file,
        scratch() as place,
        bare_database(place / "bare") as bare,
    ):
        bare.execute("CREATE TABLE visit (id INTEGER PRIMARY KEY, contact INTEGER, day TEXT, time TEXT, note TEXT)")
        bare.execute("CREATE INDEX visit_contact ON visit (contact)")
        contacts = iter(file.call(list_contacts, ListQuery()).ids.tolist())

        def ours() -> float:
            return timed(lambda: [file.call(log_visit, next(contacts), details) for _visit in range(VISITS)])

        def floor() -> float:
            row = (1, details.day.isoformat(), details.time, details.note)
            insert = "INSERT INTO visit (contact, day, time, note) VALUES (?, ?, ?, ?)"
            return timed(lambda: [bare.execute(insert, row) for _visit in range(VISITS)])

        ours(), floor()  # the pages that every write touches are read once
        yield side_by_side(f"{VISITS} visits saved, against {VISITS} bare rows", 4, runs, ours, floor)
