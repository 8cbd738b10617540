"""What the file proposes, of 100,000 contacts and 1,000,000 purchases: against the bare reading of the same rows.

And after one write, against the 50 milliseconds that it may take, whatever the size of the file.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fichier_tui.domain.history import PurchaseDetails
from fichier_tui.storage import Session, log_purchase, proposals
from fichier_tui.storage.summary import refresh_all
from tests.benchmarks.figures import Measured, side_by_side, timed
from tests.benchmarks.files import DAY, copied, demonstration_of, folder, opened, version

PURCHASES = 1_000_000
AT_MOST = 50.0
"""Milliseconds after one write."""
SHOWN = 12
"""Of each kind, as the planner asks."""
# Each purchase once more for something else on the same day: so many products further in the catalogue.
_SHIFTS = (3, 7, 11)
_AGAIN = (
    "INSERT INTO purchase (public_id, contact_id, product_id, day, quantity, amount_cents, cost_cents, nights, people,"
    " note, reference, staff_id, visit_id, created_at) SELECT LOWER(HEX(RANDOMBLOB(16))), contact_id,"
    " 1 + (product_id + id + ?) % (SELECT COUNT(*) FROM product), day, quantity, amount_cents, cost_cents, nights,"
    " people, note, reference, staff_id, NULL, created_at FROM purchase WHERE id <= ? LIMIT ?"
)
# What the rules rest on, every row of it, as a program would read it that keeps nothing.
_BARE = (
    "SELECT contact_id, product_id, day, amount_cents, cost_cents FROM purchase",
    "SELECT id, birth, first_contact_on, created_at, deceased_on, restricted_on, deleted_at FROM contact",
    "SELECT contact_id, channel, state, day, recorded_at, medium FROM consent",
    "SELECT contact_id, product_id, subject FROM action WHERE state = 'open'",
    "SELECT contact_id, day, text FROM satisfaction WHERE kind = 'complaint' AND state = 'open'",
    "SELECT contact_id, last_seen, display_name FROM contact_summary",
)


def measure(runs: int, _million: bool) -> Iterator[Measured]:
    """Everything anew, then after a purchase."""
    with copied(file_of_purchases()) as path, opened(path) as file:
        contacts = iter([row[0] for row in file.call(lambda session: _read(session, "SELECT id FROM contact"))])
        file.call(proposals)

        def anew(session: Session) -> None:
            session.proposals = None
            proposals(session)

        def bare(session: Session) -> None:
            for sql in _BARE:
                _read(session, sql)

        yield side_by_side(
            "all proposals of 1,000,000 purchases, against reading them",
            2,
            runs,
            lambda: timed(lambda: file.call(anew)),
            lambda: timed(lambda: file.call(bare)),
        )

        def after_write() -> float:
            file.call(log_purchase, next(contacts), PurchaseDetails(DAY, "Spa", 5_000))
            return timed(lambda: file.call(proposals, limit=SHOWN))

        yield side_by_side("proposals after one write, against 50 ms", 1, max(runs, 20), after_write, lambda: AT_MOST)


def file_of_purchases() -> Path:
    """A demonstration of 100,000 contacts whose purchases were multiplied; made once."""
    path = folder() / f"purchases-{PURCHASES}-{version()}.fichier"
    if not path.exists():
        print(f"making a file of {PURCHASES:,} purchases…", file=sys.stderr)
        with copied(demonstration_of(100_000)) as copy:
            with opened(copy) as file:
                file.call(_multiply)
            shutil.copytree(copy, path)
    return path


def _multiply(session: Session) -> None:
    connection = session.database.connection()
    known = _read(session, "SELECT COUNT(*), MAX(id) FROM purchase")[0]
    left = PURCHASES - known[0]
    with session.database.atomic("IMMEDIATE"):
        for shift in _SHIFTS:
            connection.execute(_AGAIN, (shift, known[1], max(0, left)))
            left -= known[0]
    refresh_all(session.database)


def _read(session: Session, sql: str) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = session.database.connection().execute(sql).fetchall()
    return rows
