"""The planner as calendars know it: each action with an identity that never changes, and which revision it is."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass

from fichier_tui.domain.calendar_event import own_uid
from fichier_tui.domain.history import ACTION_KINDS, ACTION_STATES, Action
from fichier_tui.storage import models
from fichier_tui.storage.actions.planning import actions_between, read_action
from fichier_tui.storage.session import Session

APPOINTMENT = "appointment"
_STANDING = (
    "SELECT action.id, action.public_id, action.created_at, calendar_link.uid, calendar_link.sequence FROM action"
    " LEFT JOIN calendar_link ON calendar_link.action_id = action.id"
    " WHERE action.id IN (SELECT value FROM json_each(?))"
)
_CHANGES = (
    "SELECT change.first_id, COUNT(*), MAX(entry.at) FROM journal_change AS change"
    " JOIN journal_entry AS entry ON entry.id = change.entry_id"
    " WHERE change.table_name = 'action' AND change.kind = 'changed'"
    " AND change.first_id IN (SELECT value FROM json_each(?)) GROUP BY change.first_id"
)


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """An action with a day, its identity in calendars, and its revision."""

    uid: str
    action: Action
    changed_at: dt.datetime
    sequence: int
    """How often it was changed, here and there: an undo is a change too, so that it only ever grows."""


def calendar_entries(
    session: Session, first: dt.date, last: dt.date, *, appointments_only: bool = True
) -> tuple[CalendarEntry, ...]:
    """What is planned, done or given up in a period, both days included, by day and hour.

    What was given up is there too: a calendar program that has it must learn of it.
    """
    kinds = (APPOINTMENT,) if appointments_only else ACTION_KINDS
    actions = actions_between(session, first, last, states=ACTION_STATES)
    return _entries(session, [action for action in actions if action.details.kind in kinds])


def calendar_entry(session: Session, action: int) -> CalendarEntry | None:
    """One action; None where it has no day. Raises Refusal("row.unknown")."""
    found = read_action(session, action)
    return None if found.details.day is None else _entries(session, [found])[0]


def _entries(session: Session, actions: Sequence[Action]) -> tuple[CalendarEntry, ...]:
    execute = session.database.connection().execute
    wanted = (json.dumps([action.id for action in actions]),)
    standing = {number: line for number, *line in execute(_STANDING, wanted)}
    changes = {number: (count, at) for number, count, at in execute(_CHANGES, wanted)}
    entries = []
    for action in actions:
        public_id, created_at, foreign_uid, sequence = standing[action.id]
        count, at = changes.get(action.id, (0, created_at))
        uid = foreign_uid or own_uid(public_id)
        entries.append(CalendarEntry(uid, action, dt.datetime.fromisoformat(at), (sequence or 0) + count))
    return tuple(entries)


def sequence_of(session: Session, action: int) -> int:
    """How often an action was changed."""
    rows = list(session.database.connection().execute(_CHANGES, (json.dumps([action]),)))
    return int(rows[0][1]) if rows else 0


def link_of(uid: str) -> models.CalendarLink | None:
    """What is known of an event of another program."""
    row: models.CalendarLink | None = models.CalendarLink.get_or_none(models.CalendarLink.uid == uid)
    return row
