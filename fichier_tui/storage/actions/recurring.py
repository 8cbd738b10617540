"""What comes again: a series has one living action; when it is done, the next one is made."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from fichier_tui.domain.recurrence import DUE, Recurrence, anchored, next_living_day, read_rule, write_rule
from fichier_tui.storage import models
from fichier_tui.storage.operation import Operation, stored_values

OPEN = "open"
# What the next action of a series takes from the one that is done.
_REPEATED = (
    "contact", "kind", "subject", "time", "minutes", "place", "priority", "assigned_to", "note", "offer", "product",
    "campaign", "series",
)  # fmt: skip
# What one action of a series may have otherwise than the others.
_OWN = ("kind", "subject", "day", "time", "minutes", "place", "priority", "assigned_to_id", "note")


def insert_series(operation: Operation, rule: str, first: dt.date | None, counted_from: str = DUE) -> models.Series:
    """The row of a recurrence that begins on `first`. Raises Refusal("recurrence.unreadable")."""
    return operation.create(models.Series, rule=_kept_rule(rule, first, counted_from), counted_from=counted_from)


def _kept_rule(rule: str, first: dt.date | None, counted_from: str) -> str:
    """The rule with the day that it comes back to; one counted from what is done comes back to none."""
    read = read_rule(rule)
    return write_rule(anchored(read, first) if first is not None and counted_from == DUE else read)


def recurrence_of(row: models.Action) -> Recurrence | None:
    """How an action comes again; None where it comes once."""
    return None if row.series_id is None else Recurrence(row.series.rule, row.series.counted_from)


def set_recurrence(operation: Operation, row: models.Action, wanted: Recurrence | None) -> None:
    """Let an action come again like this from now on, or no more."""
    if wanted == recurrence_of(row):
        return
    if wanted is None:
        _forget_pattern(operation, row)
        operation.change(row, series=None)
    elif row.series_id is None:
        operation.change(row, series=insert_series(operation, wanted.rule, row.day, wanted.counted_from))
    else:
        rule = _kept_rule(wanted.rule, row.day, wanted.counted_from)
        operation.change(row.series, rule=rule, counted_from=wanted.counted_from)


def keep_pattern(operation: Operation, row: models.Action) -> None:
    """This action alone is about to be changed: the next one will be as this one was, the first time it is asked."""
    if row.series_id is not None and _pattern(row) is None:
        stored = stored_values(row)
        content = json.dumps({name: stored[name] for name in _OWN}, ensure_ascii=False)
        operation.create(models.SeriesPattern, series=row.series_id, content=content)


def _pattern(row: models.Action) -> models.SeriesPattern | None:
    found: models.SeriesPattern | None = models.SeriesPattern.get_or_none(models.SeriesPattern.series == row.series_id)
    return found


def _forget_pattern(operation: Operation, row: models.Action) -> dict[str, Any]:
    """What the actions of the series have, where this one had it otherwise; the next one is the rule again."""
    pattern = _pattern(row)
    if pattern is None:
        return {}
    operation.remove(pattern)
    content: dict[str, Any] = json.loads(pattern.content)
    return content


def change_whole_series(operation: Operation, row: models.Action) -> None:
    """What was just changed holds for every action to come, whatever one alone had otherwise."""
    _forget_pattern(operation, row)


def living_action(series: int, but: int = 0) -> models.Action | None:
    """The open action of a series, other than the one of number `but`."""
    others = models.Action.select().where(
        models.Action.series == series, models.Action.state == OPEN, models.Action.id != but
    )
    found: models.Action | None = others.order_by(models.Action.id.desc()).first()
    return found


def follow_series(operation: Operation, done: models.Action) -> models.Action | None:
    """Make the action that comes after the one just done; None outside a series.

    Counted from the day it was due, or from the day it is done. Nothing is made while another action of the series is
    still open: one is alive at a time.
    """
    if done.series_id is None or living_action(done.series_id, done.id) is not None:
        return None
    session, series = operation.session, done.series
    own = _forget_pattern(operation, done)
    values = {name: getattr(done, name) for name in _REPEATED}
    due = done.day
    if own:
        due = None if own["day"] is None else dt.date.fromisoformat(own.pop("day"))
        values |= {name.removesuffix("_id"): value for name, value in own.items() if name != "day"}
    start = session.today if series.counted_from != DUE or due is None else due
    return operation.create(
        models.Action,
        **values,
        day=next_living_day(read_rule(series.rule), start, session.today),
        state=OPEN,
        created_at=session.now(),
        created_by=session.staff.id or None,
    )
