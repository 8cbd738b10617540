"""What contacts think of us: scores, reviews, and complaints, which stay open until they are answered.

A complaint plans a call-back in its own operation, and its answer completes that call. Both are known by what was said:
the subject of the call. In the file the answer stands under what was said, on a line of its own.
"""

from __future__ import annotations

import datetime as dt

from fichier_tui.domain.history import ActionDetails
from fichier_tui.domain.holidays import next_business_day
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.satisfaction import CLOSED, COMPLAINT, HIGHEST, OPEN, REVIEW, SCORE, Complaint
from fichier_tui.domain.text import clean_line
from fichier_tui.storage import models
from fichier_tui.storage.actions.planning import DONE, insert_action
from fichier_tui.storage.contacts import name_of
from fichier_tui.storage.operation import Operation
from fichier_tui.storage.rows import row_numbered
from fichier_tui.storage.session import Session

CALL = "call"
URGENT = 1


def record_opinion(session: Session, contact: int, score: int | None, text: str = "") -> None:
    """Note a score from 0 to 10, a review, or both. Raises Refusal: row.unknown, opinion.empty, opinion.score."""
    text = clean_line(text)
    if score is None and not text:
        raise Refusal("opinion.empty")
    if score is not None and not 0 <= score <= HIGHEST:
        raise Refusal("opinion.score", highest=HIGHEST)
    row_numbered(models.Contact, contact)
    detail = {} if score is None else {"score": score}
    with session.operation("opinion.recorded", contact, name=name_of(contact), **detail) as operation:
        _insert(operation, contact, REVIEW if score is None else SCORE, text, score=score)


def open_complaint(session: Session, contact: int, said: str, call_on: dt.date | None = None) -> Complaint:
    """Note a complaint, and plan a call on `call_on`, by default the next working day.

    Raises Refusal: row.unknown, complaint.empty.
    """
    if not clean_line(said):
        raise Refusal("complaint.empty")
    row_numbered(models.Contact, contact)
    day = call_on or day_to_call_back(session.today)
    with session.operation("complaint.opened", contact, name=name_of(contact), day=day.isoformat()) as operation:
        row = insert_complaint(operation, contact, said, day)
    return _complaint(row)


def day_to_call_back(today: dt.date) -> dt.date:
    """When somebody who complains `today` is called back: the next working day."""
    return next_business_day(today + dt.timedelta(days=1))


def insert_complaint(operation: Operation, contact: int, said: str, day: dt.date) -> models.Satisfaction:
    """A complaint and the call of that `day`, within an operation."""
    said = clean_line(said)
    insert_action(operation, contact, ActionDetails(CALL, subject=said, day=day, priority=URGENT))
    return _insert(operation, contact, COMPLAINT, said, state=OPEN)


def close_complaint(session: Session, complaint: int, answer: str) -> Complaint:
    """Close a complaint with what was answered; the call that it planned is done, with that result.

    Raises Refusal: row.unknown, complaint.closed, complaint.no_answer.
    """
    row = row_numbered(models.Satisfaction, complaint)
    answer = clean_line(answer)
    if row.kind != COMPLAINT or row.state != OPEN:
        raise Refusal("complaint.closed")
    if not answer:
        raise Refusal("complaint.no_answer")
    with session.operation("complaint.closed", row.contact_id, name=name_of(row.contact_id)) as operation:
        for call in _calls(row):
            operation.change(call, state=DONE, done_at=session.now(), done_by=session.staff.id or None, result=answer)
        operation.change(row, state=CLOSED, closed_at=session.now(), text=f"{row.text}\n{answer}")
    return _complaint(row)


def open_complaints(session: Session, contact: int) -> tuple[Complaint, ...]:
    """The complaints of a contact that wait for an answer, oldest first."""
    table = models.Satisfaction
    query = table.select().where(table.contact == contact, table.kind == COMPLAINT, table.state == OPEN)
    return tuple(_complaint(row) for row in query.order_by(table.day, table.id))


def read_complaint(session: Session, complaint: int) -> Complaint:
    """One complaint. Raises Refusal("row.unknown")."""
    return _complaint(row_numbered(models.Satisfaction, complaint))


def _insert(
    operation: Operation, contact: int, kind: str, text: str, *, score: int | None = None, state: str = ""
) -> models.Satisfaction:
    session = operation.session
    return operation.create(
        models.Satisfaction,
        contact=contact,
        kind=kind,
        score=score,
        text=text,
        day=session.today,
        state=state,
        staff=session.staff.id or None,
    )


def _calls(row: models.Satisfaction) -> list[models.Action]:
    """The open calls that a complaint planned."""
    table = models.Action
    said = row.text.partition("\n")[0]
    return list(
        table.select().where(
            table.contact == row.contact_id, table.kind == CALL, table.state == OPEN, table.subject == said
        )
    )


def _complaint(row: models.Satisfaction) -> Complaint:
    said, _line, answer = row.text.partition("\n")
    calls = _calls(row)
    return Complaint(
        row.id, row.contact_id, said, row.day, row.state, answer, min((c.day for c in calls if c.day), default=None)
    )
