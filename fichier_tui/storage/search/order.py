"""Thousands of contacts in the order of their names: the order of all is kept, and those found are picked out of it."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Sequence
from itertools import chain, compress

from fichier_tui.storage.search.words import kept_until_changed
from fichier_tui.storage.session import Session

_KEPT = "order of names"
ALONG_NAMES = "SELECT contact_id FROM contact_summary INDEXED BY contact_summary_live_sort_key WHERE live = 1"


def by_name(session: Session, found: Sequence[int], few: int = 5_000) -> array[int]:
    """Those found, each once, by name: few are sorted, many are picked out of the order of all."""
    if len(found) > few:
        order = _everybody(session)
        ids = array("q", compress(order, map(_marks(session, found).__getitem__, order)))
        if len(ids) == len(found):
            return ids
    # Few, or another program has just created some.
    rows = session.database.connection().execute(
        "SELECT contact_id FROM contact_summary WHERE contact_id IN (SELECT value FROM json_each(?))"
        " ORDER BY sort_key, contact_id",
        (json.dumps(list(found)),),
    )
    return array("q", chain.from_iterable(rows))


def in_order_of_names(session: Session, found: Iterable[int], first: str) -> array[int]:
    """Those found, by name: those whose name begins with `first` before the others."""
    order = _everybody(session)
    marks = _marks(session, found)
    start, end = _range(session, order, first)
    ids = array("q")
    for part in (order[start:end], order[:start], order[end:]):
        ids.extend(compress(part, map(marks.__getitem__, part)))
    return ids


def _marks(session: Session, found: Iterable[int]) -> bytearray:
    """By number, whether a contact of the order is among those found."""
    size = int(session.vocabulary[_KEPT][0]) + 1
    marks = bytearray(size)
    for number in found:
        if number < size:  # else another program has just created it
            marks[number] = 1
    return marks


def _everybody(session: Session) -> array[int]:
    """All contacts by name, 8 bytes each; kept until a name changes."""
    kept = kept_until_changed(session)
    if _KEPT not in kept:
        rows = session.database.connection().execute(f"{ALONG_NAMES} ORDER BY sort_key, contact_id")
        session.by_name = array("q", chain.from_iterable(rows))  # a million numbers take 8 MB, in a list 40
        kept[_KEPT] = (str(max(session.by_name, default=0)),)
    return session.by_name


def _range(session: Session, order: array[int], first: str) -> tuple[int, int]:
    """From where to where in the order the names begin with `first`."""
    ends = []
    for turned in ("ASC", "DESC"):
        row = session.database.connection().execute(
            f"{ALONG_NAMES} AND sort_key BETWEEN ? AND ? ORDER BY sort_key {turned}, contact_id {turned} LIMIT 1",
            (first, f"{first}\x7f"),
        )
        ends += [order.index(number) for (number,) in row]
    return (ends[0], ends[1] + 1) if ends else (0, 0)
