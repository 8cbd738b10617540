"""What another program did with an action while somebody here was about to: said with its name, never overwritten."""

from __future__ import annotations

from collections.abc import Iterable

from fichier_tui.domain.history import Action
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import models
from fichier_tui.storage.rows import row_numbered

DONE = "done"
_STATES = {
    "open": "action.reopened_meanwhile",
    DONE: "action.done_meanwhile",
    "cancelled": "action.cancelled_meanwhile",
}


def refuse_changed(seen: Iterable[Action], *, done_too: bool = False) -> None:
    """Refuse where one of these is not as it was seen any more: done, given up, or put off meanwhile.

    `done_too` lets pass what was done meanwhile. Raises Refusal: row.unknown, action.done_meanwhile,
    action.cancelled_meanwhile, action.reopened_meanwhile, action.moved_meanwhile.
    """
    for one in seen:
        row = row_numbered(models.Action, one.id)
        if row.state == DONE and done_too:
            continue
        if row.state != one.state:
            raise Refusal(_STATES[row.state], who=_last_hand(one.id))
        if (row.day, row.time) != (one.details.day, one.details.time):
            raise Refusal("action.moved_meanwhile", who=_last_hand(one.id))


def _last_hand(action: int) -> str:
    """The name of who wrote in that row last, "" where it is not known."""
    change, entry, staff = models.JournalChange, models.JournalEntry, models.Staff
    found = (
        staff.select(staff.name)
        .join(entry, on=(entry.staff == staff.id))
        .join(change, on=(change.entry == entry.id))
        .where(change.table == models.Action._meta.table_name, change.first_id <= action, change.last_id >= action)
        .order_by(entry.id.desc())
        .first()
    )
    return "" if found is None else str(found.name)
