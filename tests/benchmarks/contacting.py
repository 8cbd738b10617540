"""Who of 100,000 may be contacted, and why the others may not, against the rows that it rests on read bare."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from fichier_tui.storage import ListQuery, OpenFile, Session, list_contacts
from fichier_tui.storage.consents.contactability import retained
from tests.benchmarks.figures import Measured, side_by_side, timed
from tests.benchmarks.files import demonstration_of, opened


def measure(runs: int, _million: bool) -> Iterator[Measured]:
    """By e-mail, where consents decide, and by post, where nearly all are retained."""
    with opened(demonstration_of(100_000)) as file:
        ids = list(file.call(list_contacts, ListQuery()).ids)
        for channel in ("email", "post"):
            ours, bare = partial(_retain, file, ids, channel), partial(file.call, _read)
            work = f"who of 100,000 may be contacted by {channel}, with the reasons"
            yield side_by_side(work, 5, max(runs, 5), partial(timed, ours), partial(timed, bare))


def _retain(file: OpenFile, ids: Sequence[int], channel: str) -> None:
    file.call(retained, ids, channel, "prospecting")


def _read(session: Session) -> None:
    execute = session.database.connection().execute
    execute(
        "SELECT c.id, c.kind, c.birth, c.source, c.deceased_on, c.restricted_on, c.deleted_at, s.last_seen"
        " FROM contact AS c JOIN contact_summary AS s ON s.contact_id = c.id"
    ).fetchall()
    execute("SELECT contact_id, channel, state, day, recorded_at, medium FROM consent").fetchall()
