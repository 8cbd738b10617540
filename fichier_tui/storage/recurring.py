"""What comes again: a series has one living action; when it is done, the next one is made."""

from __future__ import annotations

import datetime as dt

from fichier_tui.domain.recurrence import anchored, next_living_day, read_rule, write_rule
from fichier_tui.storage import models
from fichier_tui.storage.operation import Operation

OPEN = "open"
# What the next action of a series takes from the one that is done.
_REPEATED = (
    "contact", "kind", "subject", "time", "minutes", "place", "priority", "assigned_to", "note", "offer", "product",
    "campaign", "series",
)  # fmt: skip


def insert_series(operation: Operation, rule: str, first: dt.date | None) -> models.Series:
    """The row of a recurrence that begins on `first`. Raises Refusal("recurrence.unreadable")."""
    read = read_rule(rule)
    return operation.create(models.Series, rule=write_rule(read if first is None else anchored(read, first)))


def follow_series(operation: Operation, done: models.Action) -> models.Action | None:
    """Make the action that comes after the one just done, counted from the day it was due; None outside a series.

    Nothing is made while another action of the series is still open: one is alive at a time.
    """
    if done.series_id is None:
        return None
    others = models.Action.select().where(
        models.Action.series == done.series_id, models.Action.state == OPEN, models.Action.id != done.id
    )
    if others.exists():
        return None
    session, series = operation.session, done.series
    start = session.today if series.counted_from == "done" or done.day is None else done.day
    return operation.create(
        models.Action,
        **{name: getattr(done, name) for name in _REPEATED},
        day=next_living_day(read_rule(series.rule), start, session.today),
        state=OPEN,
        created_at=session.now(),
        created_by=session.staff.id or None,
    )
