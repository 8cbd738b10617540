"""A foreign calendar into the planner: each event found again by its identity, in one operation that undo takes back.

An event read twice changes nothing; one that says something else changes its action, one that was cancelled gives it
up; an older revision than that known is left alone. Our own events come back from a calendar program with what was
changed there of day, hour, length and place: never their subject, since a file may leave without names.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from fichier_tui.domain.calendar_event import CalendarEvent, own_public_id
from fichier_tui.domain.line import Line
from fichier_tui.domain.permission import IMPORT
from fichier_tui.domain.recurrence import anchored, next_living_day, read_rule, write_rule
from fichier_tui.domain.schedule import USUAL_MINUTES
from fichier_tui.domain.text import fold
from fichier_tui.storage import models
from fichier_tui.storage.actions.calendar import APPOINTMENT, link_of, sequence_of
from fichier_tui.storage.actions.recurring import insert_series
from fichier_tui.storage.contacts import name_of
from fichier_tui.storage.details import read_details
from fichier_tui.storage.line.person import find_person
from fichier_tui.storage.operation import Operation
from fichier_tui.storage.session import Session

CREATED, CHANGED, CANCELLED, UNCHANGED, PAST = OUTCOMES = ("created", "changed", "cancelled", "unchanged", "past")
_OPEN = "open"
_AROUND_NAMES = " –—-:,;/|·"


@dataclass(frozen=True, slots=True)
class CalendarLine:
    """What becomes of one event: the action as it is then, and where it lay before."""

    outcome: str
    subject: str
    name: str = ""
    """Of the contact that it is for."""
    day: dt.date | None = None
    time: str = ""
    day_before: dt.date | None = None
    time_before: str = ""


@dataclass(frozen=True, slots=True)
class CalendarOutcome:
    """What became of the events. `past` are those that were over already and are not taken into a planner."""

    created: int = 0
    changed: int = 0
    cancelled: int = 0
    unchanged: int = 0
    past: int = 0
    lines: tuple[CalendarLine, ...] = field(default=(), compare=False)
    """What is new, changed or given up, in the order of the file."""


class _Rehearsed(Exception):
    """Everything was tried: nothing of it stays."""


def take_calendar(
    session: Session, events: Sequence[CalendarEvent], name: str = "", *, write: bool = True
) -> CalendarOutcome:
    """Take events into the planner as appointments. Without `write`, say what it would give and write nothing."""
    session.require(IMPORT)
    counts: Counter[str] = Counter()
    lines: list[CalendarLine] = []
    try:
        with session.operation("calendar.imported", name=name) as operation:
            for event in _latest(events):
                before = _known(event)
                outcome = _take(operation, event)
                counts[outcome] += 1
                if outcome in (CREATED, CHANGED, CANCELLED):
                    lines.append(_line(event, outcome, before))
            operation.detail["count"] = counts[CREATED] + counts[CHANGED] + counts[CANCELLED]
            if not write:
                raise _Rehearsed
    except _Rehearsed:
        pass
    return CalendarOutcome(**{outcome: counts[outcome] for outcome in OUTCOMES}, lines=tuple(lines))


def _known(event: CalendarEvent) -> models.Action | None:
    """The action that an event stands for, as it is now."""
    link = link_of(event.uid)
    if link is not None:
        return _living(link.action) if link.action.series_id is not None else link.action
    own: models.Action | None = models.Action.get_or_none(models.Action.public_id == own_public_id(event.uid))
    return own


def _line(event: CalendarEvent, outcome: str, before: models.Action | None) -> CalendarLine:
    now = _known(event)
    if now is None:
        return CalendarLine(outcome, event.summary, "", event.day, event.time)
    name = "" if now.contact_id is None else name_of(now.contact_id)
    line = CalendarLine(outcome, now.subject, name, now.day, now.time)
    return line if before is None else replace(line, day_before=before.day, time_before=before.time)


def _latest(events: Iterable[CalendarEvent]) -> Iterable[CalendarEvent]:
    """Of several revisions of one event, the last."""
    found: dict[str, CalendarEvent] = {}
    for event in events:
        if event.uid not in found or found[event.uid].sequence <= event.sequence:
            found[event.uid] = event
    return found.values()


def _take(operation: Operation, event: CalendarEvent) -> str:
    """What became of one event."""
    link = link_of(event.uid)
    if link is not None:
        if event.digest == link.digest or event.sequence < link.sequence:
            return UNCHANGED
        outcome = _change(operation, link.action, event, own=bool(own_public_id(event.uid)))
        operation.change(link, sequence=event.sequence, digest=event.digest)
        return outcome
    own = models.Action.get_or_none(models.Action.public_id == own_public_id(event.uid))
    if own is None:
        return _create(operation, event)
    if event.sequence < sequence_of(operation.session, own.id):
        return UNCHANGED
    outcome = _change(operation, own, event, own=True)
    if outcome != UNCHANGED:
        _link(operation, own, event)
    return outcome


def _create(operation: Operation, event: CalendarEvent) -> str:
    """A new appointment; none for what is over, or was given up before we heard of it."""
    session = operation.session
    if event.cancelled:
        return UNCHANGED
    if not event.rule and event.day < session.today:
        return PAST
    contact, subject = _whom(session, event)
    series = insert_series(operation, event.rule, event.day) if event.rule else None
    row = operation.create(
        models.Action,
        contact=contact,
        kind=APPOINTMENT,
        subject=subject,
        **_times(session, event),
        place=event.place,
        note=event.note,
        assigned_to=session.staff.id or None,
        state=_OPEN,
        series=series,
        created_at=session.now(),
        created_by=session.staff.id or None,
    )
    _link(operation, row, event)
    return CREATED


def _link(operation: Operation, row: models.Action, event: CalendarEvent) -> None:
    operation.create(models.CalendarLink, uid=event.uid, action=row, sequence=event.sequence, digest=event.digest)


def _change(operation: Operation, row: models.Action, event: CalendarEvent, *, own: bool) -> str:
    """Say of an action what the calendar says now. What is done stays done as it was."""
    if row.series_id is not None:
        row = _living(row)
    if row.state == "done":
        return UNCHANGED
    if event.cancelled:
        return CANCELLED if operation.change(row, state="cancelled") else UNCHANGED
    values: dict[str, object] = _times(operation.session, event) | {"place": event.place, "state": _OPEN}
    if own and row.minutes is None and event.minutes == USUAL_MINUTES:
        del values["minutes"]  # the usual length, which the file told though nobody had said it
    if not own:
        contact = row.contact_id
        values |= {"subject": event.summary, "note": event.note}
        if contact is not None and (named := _without_name(event.summary, name_of(contact))) is not None:
            values["subject"] = named
        if row.series_id is not None and event.rule:
            operation.change(row.series, rule=write_rule(anchored(read_rule(event.rule), event.day)))
    return CHANGED if operation.change(row, **values) else UNCHANGED


def _living(row: models.Action) -> models.Action:
    """The living action of the series that this one belongs to, itself where there is none."""
    query = models.Action.select().where(models.Action.series == row.series_id, models.Action.state == _OPEN)
    living: models.Action = query.order_by(models.Action.id.desc()).first() or row
    return living


def _times(session: Session, event: CalendarEvent) -> dict[str, object]:
    """Day, hour and length; of what comes again, the first day that is not past."""
    day = event.day
    if event.rule and day < session.today:
        day = next_living_day(anchored(read_rule(event.rule), day), day, session.today)
    return {"day": day, "time": event.time, "minutes": event.minutes}


def _whom(session: Session, event: CalendarEvent) -> tuple[int | None, str]:
    """The contact whose e-mail is invited or whose whole name stands in the summary, where it is clear; the rest."""
    query = models.Email.select(models.Email.contact).join(models.Contact)
    query = query.where(models.Email.address.in_(event.emails), models.Contact.deleted_at.is_null()).distinct()
    reached = {row.contact_id for row in query} if event.emails else set()
    if len(reached) == 1:
        contact = reached.pop()
        named = _without_name(event.summary, name_of(contact))
        return contact, event.summary if named is None else named
    person = find_person(session, Line(who=event.summary)) if event.summary else None
    if person is None or person.clear is None:
        return None, event.summary
    details = read_details(session, [person.clear])[person.clear]
    whole = f"{details.last_name} {details.first_name}" if details.last_name and details.first_name else ""
    named = _without_name(event.summary, whole or details.company_name)
    return (None, event.summary) if named is None else (person.clear, named)


def _without_name(summary: str, name: str) -> str | None:
    """The summary without the words of a name; None where one of them is lacking."""
    wanted = fold(name).split()
    left = []
    for word in summary.split():
        folded = fold(word).split()
        if folded and all(part in wanted for part in folded):
            for part in folded:
                wanted.remove(part)
        else:
            left.append(word)
    return None if wanted or not name else " ".join(left).strip(_AROUND_NAMES)
