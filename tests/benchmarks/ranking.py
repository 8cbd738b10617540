"""Recency, frequency, amount of every client, against reading the summary once; the profile of a segment.

FICHIER_CDNOW names the sample of the CDNOW purchases (one line for each: customer, its number in the sample, day,
discs, dollars), which is not ours to copy: the scores are then compared with a second reckoning as well.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from fichier_tui.domain.rfm import thresholds_by_values
from fichier_tui.domain.segment import read_segment
from fichier_tui.storage import OpenFile, Session, find_segment
from fichier_tui.storage.segments.profile import segment_group
from fichier_tui.storage.segments.rfm import rfm_classes, rfm_thresholds
from tests.benchmarks.figures import Measured, side_by_side, timed
from tests.benchmarks.files import demonstration_of, opened

_SUMMARY = "SELECT last_purchase, purchases, revenue_cents FROM contact_summary WHERE live AND purchases > 0"


def measure(runs: int, million: bool) -> Iterator[Measured]:
    """The thresholds anew, then the classes with their counts and revenue, of 100,000 and of 1,000,000 contacts."""
    if given := os.environ.get("FICHIER_CDNOW"):
        check_cdnow(Path(given))
    for contacts in (100_000, 1_000_000) if million else (100_000,):
        with opened(demonstration_of(contacts)) as file:
            floor = partial(timed, partial(file.call, _read))
            for work, ours in (("thresholds", _thresholds), ("classes, thresholds known", rfm_classes)):
                what = f"{work}, {contacts:,} contacts: the summary read once"
                yield side_by_side(what, 2, runs, partial(timed, partial(_call, file, ours)), floor)

    with opened(demonstration_of(100_000)) as file:
        tree = read_segment("F 60+ achat:printemps")
        ids = file.call(find_segment, tree)
        profile = partial(timed, partial(file.call, segment_group, tree))
        floor = partial(timed, partial(file.call, _rows, json.dumps(ids.tolist())))
        yield side_by_side(f"profile of {len(ids):,} contacts: the rows that it rests on", 2, runs, profile, floor)


def _rows(session: Session, ids: str) -> None:
    """The card, summary and purchases of these contacts, one by one, and nothing made of them."""
    for table, key in (("contact", "id"), ("contact_summary", "contact_id"), ("purchase", "contact_id")):
        for _row in session.database.connection().execute(
            f"SELECT t.* FROM json_each(?) AS m CROSS JOIN {table} AS t ON t.{key} = m.value", (ids,)
        ):
            pass


def _call(file: OpenFile, work: object) -> None:
    file.call(work)  # type: ignore[arg-type]


def _thresholds(session: Session) -> None:
    session.rfm = None
    rfm_thresholds(session)


def _read(session: Session) -> None:
    for _row in session.database.connection().execute(_SUMMARY):
        pass


def check_cdnow(path: Path) -> None:
    """The scores of the public purchases, equal to those of sorted lists. Raises ValueError where they are not."""
    bought: dict[str, list[tuple[dt.date, int]]] = {}
    for line in path.read_text(encoding="ascii").splitlines():
        fields = line.split()
        day = dt.date.fromisoformat(f"{fields[-3][:4]}-{fields[-3][4:6]}-{fields[-3][6:]}")
        bought.setdefault(fields[0], []).append((day, round(float(fields[-1]) * 100)))
    today = dt.date(1998, 7, 1)
    rows = [
        ((today - max(day for day, _cents in found)).days, len(found), sum(cents for _day, cents in found))
        for found in bought.values()
    ]
    columns = [sorted(column) for column in zip(*rows, strict=True)]
    bounds = [[column[-(-len(rows) * fifth // 5) - 1] for fifth in (1, 2, 3, 4)] for column in columns]
    thresholds = thresholds_by_values(rows)
    for row in rows:
        r, f, m = (sum(value > bound for bound in four) for value, four in zip(row, bounds, strict=True))
        if thresholds.scores(*row) != (5 - r, 1 + f, 1 + m):
            raise ValueError(f"{row}: {thresholds.scores(*row)}")
    print(f"{len(rows):,} customers of {path.name}: equal to the second reckoning; {thresholds}")
