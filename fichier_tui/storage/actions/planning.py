"""Actions: what the shop plans toward a contact, does, postpones, gives up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace

import peewee as pw

from fichier_tui.domain.history import ACTION_KINDS, Action, ActionDetails
from fichier_tui.domain.recurrence import Recurrence, first_day, moved, read_rule, write_rule
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.text import clean_line, clean_text
from fichier_tui.storage import models
from fichier_tui.storage.actions.meanwhile import refuse_changed
from fichier_tui.storage.actions.recurring import (
    change_whole_series,
    follow_series,
    keep_pattern,
    living_action,
    recurrence_of,
    set_recurrence,
)
from fichier_tui.storage.contacts import name_of
from fichier_tui.storage.operation import Operation
from fichier_tui.storage.rows import row_numbered
from fichier_tui.storage.session import Session

OPEN = "open"
DONE = "done"
CANCELLED = "cancelled"
Seen = Collection[Action]
"""Actions as whoever is about to write saw them; none where nobody looked."""
_COPIED = ("kind", "subject", "day", "time", "minutes", "place", "priority", "note")


def plan_action(
    session: Session, contact: int | None, details: ActionDetails, recurrence: Recurrence | None = None
) -> Action:
    """Plan something, for a contact or for nobody in particular, once or again and again.

    Raises Refusal: action.unknown_kind, staff.unknown, recurrence.unreadable.
    """
    if recurrence is not None and details.day is None:
        details = replace(details, day=first_day(read_rule(recurrence.rule), session.today))
    with session.operation("action.planned", contact, name=_name(contact), kind=details.kind) as operation:
        row = insert_action(operation, contact, details)
        set_recurrence(operation, row, recurrence)
    return read_action(session, row.id)


def insert_action(
    operation: Operation, contact: int | None, details: ActionDetails, *, state: str = OPEN, result: str = ""
) -> models.Action:
    """The row of a new action, within an operation; `state` "done" for what was done already."""
    session = operation.session
    done = {"done_at": session.now(), "done_by": session.staff.id or None} if state == DONE else {}
    return operation.create(
        models.Action,
        contact=contact,
        **_values(session, details),
        state=state,
        result=clean_text(result),
        created_at=session.now(),
        created_by=session.staff.id or None,
        **done,
    )


def change_action(session: Session, action: int, details: ActionDetails, *, alone: bool = False) -> Action:
    """Correct an action. Of a series every one to come is corrected too, unless it is `alone`.

    Raises Refusal("row.unknown").
    """
    row = row_numbered(models.Action, action)
    with session.operation("action.changed", row.contact_id, name=_name(row.contact_id), kind=row.kind) as operation:
        if alone:
            keep_pattern(operation, row)
        elif row.series_id is not None:
            change_whole_series(operation, row)
        operation.change(row, **_values(session, details))
    return read_action(session, action)


def change_recurrence(session: Session, action: int, details: ActionDetails, recurrence: Recurrence | None) -> Action:
    """Correct an action and how it comes again, in one operation; without a recurrence its series ends with it.

    On another day and with the same recurrence, the whole series moves there.
    Raises Refusal: row.unknown, recurrence.unreadable.
    """
    row = row_numbered(models.Action, action)
    with session.operation("action.changed", row.contact_id, name=_name(row.contact_id), kind=row.kind) as operation:
        if row.series_id is not None:
            change_whole_series(operation, row)
        before = row.day
        operation.change(row, **_values(session, details))
        same = recurrence is not None and recurrence == recurrence_of(row)
        if recurrence is not None and same and row.day not in (before, None):
            recurrence = replace(recurrence, rule=write_rule(moved(read_rule(recurrence.rule), row.day)))
        set_recurrence(operation, row, recurrence)
    return read_action(session, action)


def read_recurrence(session: Session, action: int) -> Recurrence | None:
    """How an action comes again; None where it comes once. Raises Refusal("row.unknown")."""
    return recurrence_of(row_numbered(models.Action, action))


def complete_action(
    session: Session, action: int, result: str = "", then: ActionDetails | None = None, *, seen: Seen = ()
) -> tuple[Action, Action | None]:
    """Mark an action as done with its result and, in the same gesture, plan the next one for the same contact.

    Of a recurrence, the action that comes after it is made too. Raises Refusal: those of
    `action_meanwhile.refuse_changed`, for the action as it was `seen`.
    """
    row = row_numbered(models.Action, action)
    with session.operation("action.done", row.contact_id, name=_name(row.contact_id), kind=row.kind) as operation:
        refuse_changed(seen, done_too=True)
        finish_action(operation, row, result)
        following = None if then is None else insert_action(operation, row.contact_id, then)
    return read_action(session, action), None if following is None else read_action(session, following.id)


def finish_action(operation: Operation, row: models.Action, result: str) -> None:
    """Mark an action as done, within an operation; of a recurrence, the one that comes after it is made.

    Another program may have marked it meanwhile: then it is done once, and followed once; what each noted is kept.
    """
    session, row = operation.session, row_numbered(models.Action, row.id)
    if row.state == DONE:
        noted = (row.result, clean_text(result))
        operation.change(row, result="\n".join(dict.fromkeys(filter(None, noted))))
        return
    operation.change(
        row, state=DONE, done_at=session.now(), done_by=session.staff.id or None, result=clean_text(result)
    )
    follow_series(operation, row)


def _reopen(operation: Operation, row: models.Action) -> None:
    """To be done after all; where its series has another living action, it comes once more and no more."""
    row = row_numbered(models.Action, row.id)
    alone = {"series": None} if row.series_id and living_action(row.series_id, row.id) is not None else {}
    operation.change(row, state=OPEN, done_at=None, done_by=None, **alone)


def postpone_action(session: Session, action: int, day: dt.date, time: str | None = None, *, seen: Seen = ()) -> Action:
    """Put an action off to another day, and another hour if one is given. `seen` as for `complete_action`."""
    row = row_numbered(models.Action, action)
    with session.operation(
        "action.postponed", row.contact_id, name=_name(row.contact_id), kind=row.kind, day=day.isoformat()
    ) as operation:
        refuse_changed(seen)
        operation.change(row, day=day, time=row.time if time is None else clean_line(time))
    return read_action(session, action)


def cancel_action(session: Session, action: int, reason: str = "", *, follow: bool = False) -> Action:
    """Give an action up. Of a recurrence, with `follow` the one that comes after it is made; without, it ends."""
    row = row_numbered(models.Action, action)
    with session.operation("action.cancelled", row.contact_id, name=_name(row.contact_id), kind=row.kind) as operation:
        give_up_action(operation, row, follow=follow, reason=reason)
    return read_action(session, action)


def give_up_action(operation: Operation, row: models.Action, *, follow: bool, reason: str | None = None) -> None:
    """Give it up, within an operation; of what another program gave up or did meanwhile, nothing follows twice."""
    row = row_numbered(models.Action, row.id)
    was_open = row.state == OPEN
    operation.change(row, state=CANCELLED, **({} if reason is None else {"result": clean_text(reason)}))
    if follow and was_open:
        follow_series(operation, row)


def coming_again(session: Session, actions: Sequence[int]) -> int:
    """How many of these are the living action of a recurrence: to give one up ends it, or makes the next."""
    query = models.Action.select().where(
        models.Action.id.in_(list(actions)), models.Action.state == OPEN, models.Action.series.is_null(False)
    )
    return int(query.count())


def complete_many(session: Session, actions: Sequence[int], result: str = "", *, seen: Seen = ()) -> int:
    """Mark several actions as done, all with one result, in one operation: one undo takes all back. How many.

    `seen` as for `complete_action`.
    """
    with _together(session, "done", actions) as (operation, rows):
        refuse_changed(seen, done_too=True)
        for row in rows:
            finish_action(operation, row, result)
    return len(actions)


def postpone_many(session: Session, days: Mapping[int, dt.date], time: str | None = None, *, seen: Seen = ()) -> int:
    """Put several actions off, each to its day, in one operation; to another hour if one is given. How many.

    `seen` as for `complete_action`.
    """
    with _together(session, "postponed", list(days)) as (operation, rows):
        refuse_changed(seen)
        for row in rows:
            operation.change(row, day=days[row.id], time=row.time if time is None else clean_line(time))
    return len(days)


def cancel_many(session: Session, actions: Sequence[int], *, follow: bool = False, seen: Seen = ()) -> int:
    """Give several actions up, in one operation; `follow` as for `cancel_action`, `seen` as elsewhere. How many."""
    with _together(session, "cancelled", actions) as (operation, rows):
        refuse_changed(seen)
        for row in rows:
            give_up_action(operation, row, follow=follow)
    return len(actions)


def reopen_many(session: Session, actions: Sequence[int]) -> int:
    """Several actions are to be done after all, in one operation. How many."""
    with _together(session, "reopened", actions) as (operation, rows):
        for row in rows:
            _reopen(operation, row)
    return len(actions)


def assign_many(session: Session, actions: Sequence[int], login: str) -> int:
    """Put a member of staff in charge of actions, in one operation. How many. Raises Refusal("staff.unknown")."""
    person = _in_charge(session, login)
    with _together(session, "assigned", actions) as (operation, rows):
        for row in rows:
            operation.change(row, assigned_to=person)
    return len(actions)


@contextmanager
def _together(
    session: Session, what: str, actions: Sequence[int]
) -> Iterator[tuple[Operation, tuple[models.Action, ...]]]:
    """One operation on several actions. Raises Refusal("row.unknown") before anything is written."""
    rows = tuple(row_numbered(models.Action, number) for number in actions)
    if len(rows) == 1:
        contact = rows[0].contact_id
        entry = session.operation(f"action.{what}", contact, name=_name(contact), kind=rows[0].kind)
    else:
        entry = session.operation(f"actions.{what}", count=len(rows))
    with entry as operation:
        yield operation, rows


def read_action(session: Session, action: int) -> Action:
    """One action. Raises Refusal("row.unknown")."""
    row = _query(put_aside_too=True).where(models.Action.id == action).first()
    if row is None:
        raise Refusal("row.unknown")
    return _action(row)


def open_actions(
    session: Session, *, until: dt.date | None = None, assigned_to: str = "", contact: int | None = None
) -> tuple[Action, ...]:
    """What is still to be done, by day and hour: up to a day, for one person in charge, for one contact."""
    query = _query().where(models.Action.state == OPEN)
    if until is not None:
        query = query.where(models.Action.day.is_null() | (models.Action.day <= until))
    if contact is not None:
        query = query.where(models.Action.contact == contact)
    return _actions(query, assigned_to)


def actions_between(
    session: Session, first: dt.date, last: dt.date, *, assigned_to: str = "", states: tuple[str, ...] = (OPEN, DONE)
) -> tuple[Action, ...]:
    """The actions of a period, both days included, by day and hour."""
    query = _query().where(models.Action.day.between(first, last), models.Action.state.in_(states))
    return _actions(query, assigned_to)


def _actions(query: pw.ModelSelect, assigned_to: str) -> tuple[Action, ...]:
    if assigned_to:
        query = query.where(models.Staff.login == assigned_to)
    order = (models.Action.day.is_null(), models.Action.day, models.Action.time == "", models.Action.time)
    return tuple(_action(row) for row in query.order_by(*order, models.Action.priority.desc(), models.Action.id))


def _query(*, put_aside_too: bool = False) -> pw.ModelSelect:
    """Actions with the login of their person in charge and the name of their contact."""
    query = (
        models.Action.select(
            models.Action,
            models.Staff.login.alias("login"),
            models.Staff.name.alias("in_charge"),
            models.ContactSummary.display_name.alias("contact_name"),
        )
        .join(models.Staff, pw.JOIN.LEFT_OUTER, on=(models.Action.assigned_to == models.Staff.id))
        .switch(models.Action)
        .join(models.ContactSummary, pw.JOIN.LEFT_OUTER, on=(models.ContactSummary.contact == models.Action.contact))
    )
    if not put_aside_too:
        query = query.where(models.Action.contact.is_null() | models.ContactSummary.live)
    return query.objects()


def _name(contact: int | None) -> str:
    return "" if contact is None else name_of(contact)


def _values(session: Session, details: ActionDetails) -> dict[str, object]:
    if details.kind not in ACTION_KINDS:
        raise Refusal("action.unknown_kind", kind=details.kind)
    details = replace(
        details,
        subject=clean_line(details.subject),
        time=clean_line(details.time),
        place=clean_line(details.place),
        note=clean_text(details.note),
    )
    values = {name: getattr(details, name) for name in _COPIED}
    return values | {"assigned_to": _in_charge(session, details.assigned_to)}


def _in_charge(session: Session, login: str) -> int | None:
    """The member of staff of that login; whoever is at the keyboard when none is given."""
    if not login:
        return session.staff.id or None
    row = models.Staff.get_or_none(models.Staff.login == login)
    if row is None:
        raise Refusal("staff.unknown", login=login)
    return int(row.id)


def _action(row: models.Action) -> Action:
    return Action(
        id=row.id,
        contact_id=row.contact_id,
        contact_name=row.contact_name or "",
        details=ActionDetails(
            **{name: getattr(row, name) for name in _COPIED},
            assigned_to=row.login or "",
        ),
        state=row.state,
        done_at=row.done_at,
        result=row.result,
        in_charge=row.in_charge or "",
    )
