"""Who is in a segment, kept with it: when it is saved, and when somebody says that they have seen it.

What enters and leaves is told from there on (`storage.segments.changes`).
"""

from __future__ import annotations

from collections.abc import Collection

from fichier_tui.storage import models
from fichier_tui.storage.operation import Operation

# Above so many that leave, all are written anew: they stand next to each other in the file and in the journal.
_ONE_BY_ONE = 1_000


def keep_members(operation: Operation, row: models.Segment, inside: Collection[int]) -> None:
    """Keep who is in the segment now, as a part of the operation: it is taken back with it."""
    kept, among = _kept(operation, row), set(inside)
    gone = [number for contact, number in kept.items() if contact not in among]
    if len(gone) > _ONE_BY_ONE:
        gone, kept = list(kept.values()), {}
    operation.change(row, seen_at=operation.session.now(), seen_count=len(among))
    operation.remove_many(models.SegmentMember, gone)
    entered = sorted(among.difference(kept))
    members = [(row.id, contact) for contact in entered]
    operation.create_many(models.SegmentMember, ("segment_id", "contact_id"), members)


def remove_members(operation: Operation, row: models.Segment) -> None:
    """Before the segment itself is removed: they are put back with it."""
    operation.remove_many(models.SegmentMember, list(_kept(operation, row).values()))


def _kept(operation: Operation, row: models.Segment) -> dict[int, int]:
    """The numbers of the rows that say who was in it, by contact, in their order."""
    rows = operation.session.database.connection().execute(
        "SELECT contact_id, id FROM segment_member WHERE segment_id = ? ORDER BY id", (row.id,)
    )
    return dict(rows.fetchall())
