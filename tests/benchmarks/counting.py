"""How many contacts a segment has, while it is typed: the SQL that we make against SQL written by hand."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from fichier_tui.domain.segment import Node, read_segment
from fichier_tui.storage import OpenFile, Session, count_segment
from tests.benchmarks.figures import Measured, side_by_side, timed
from tests.benchmarks.files import demonstration_of, opened

LIVE = (
    "SELECT COUNT(*) FROM contact c JOIN contact_summary s ON s.contact_id = c.id WHERE s.live AND c.deleted_at IS NULL"
)
SUMMARY = "SELECT COUNT(*) FROM contact_summary WHERE live"
# What is typed, and the same by hand for the day of the file, 15 June 2026.
SEGMENTS = {
    "clients revenue>500": f"{SUMMARY} AND purchases > 0 AND revenue_cents > 50000",
    "women 60+": f"{LIVE} AND c.sex = 'f' AND c.birth BETWEEN '1' AND '1966-06-15'",
    "town:Annecy": f"{LIVE} AND c.id IN (SELECT contact_id FROM address WHERE lower(town) = 'annecy')",
    "bought:2025": (
        f"{SUMMARY} AND contact_id IN (SELECT contact_id FROM purchase WHERE day BETWEEN '2025-01-01' AND '2025-12-31')"
    ),
    "women 60+ bought:spring ok:email": (
        f"{LIVE} AND c.sex = 'f' AND c.birth BETWEEN '1' AND '1966-06-15'"
        " AND EXISTS (SELECT 1 FROM purchase p WHERE p.contact_id = c.id AND substr(p.day, 6, 2) IN ('03', '04', '05'))"
        " AND (SELECT state FROM consent k WHERE k.contact_id = c.id AND k.channel = 'email'"
        " ORDER BY k.day DESC, k.recorded_at DESC, k.id DESC LIMIT 1) IN ('given', 'confirmed')"
    ),
}


def measure(runs: int, _million: bool) -> Iterator[Measured]:
    """On 100,000 contacts with their history, everything read before."""
    with opened(demonstration_of(100_000)) as file:
        for text, sql in SEGMENTS.items():
            ours = partial(counted_by_us, file, read_segment(text))
            by_hand = partial(counted_by_hand, file, sql)
            counted, told = ours(), by_hand()
            if counted != told:
                raise AssertionError(f"{text}: {counted} by our SQL, {told} by hand")
            yield side_by_side(
                f"count of “{text}”, {counted:,}", 1.5, max(runs, 7), partial(timed, ours), partial(timed, by_hand)
            )


def counted_by_us(file: OpenFile, tree: Node) -> int:
    """What the product counts."""
    return file.call(count_segment, tree)


def counted_by_hand(file: OpenFile, sql: str) -> int:
    """What a statement written by hand counts."""

    def count(session: Session) -> int:
        return int(session.database.connection().execute(sql).fetchone()[0])

    return file.call(count)
