"""Requests under the RGPD: noted by anybody, answered within their month by who may (`domain.rights`).

Of the identity of who asks, only how it was checked is kept: never a copy of a document (CONSENT R22).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import replace

import peewee as pw

from fichier_tui.domain.consent import OPPOSED, consent_states
from fichier_tui.domain.permission import RIGHTS
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.rights import (
    CLOSING,
    DONE,
    IDENTITIES,
    KINDS,
    OPEN,
    REFUSED,
    SOON_DAYS,
    WAYS,
    RequestDetails,
    RequestsDue,
    RightsRequest,
    due_on,
    extended_due_on,
    in_order,
    may_extend,
)
from fichier_tui.domain.text import clean_line, clean_text
from fichier_tui.storage import models
from fichier_tui.storage.consents.giving import insert_objection
from fichier_tui.storage.consents.lines import consent_history
from fichier_tui.storage.contacts import name_of
from fichier_tui.storage.operation import Operation
from fichier_tui.storage.rows import row_numbered
from fichier_tui.storage.session import Session

# By which way an objection came, where that of the request has another name there.
_MEDIA = {"post": "paper", "other": "counter"}


def clean_request(details: RequestDetails) -> RequestDetails:
    """As it is kept."""
    return replace(details, who=clean_line(details.who), note=clean_text(details.note))


def note_request(
    session: Session, contact: int | None, details: RequestDetails, *, close: Collection[str] = ()
) -> RightsRequest:
    """Note a request, of a contact or of somebody who is not in the file; its month begins the day it came.

    An objection or a withdrawal may close channels of the contact at once, in the same operation (R18, R26).
    Raises Refusal: row.unknown, rights.kind, rights.nobody, rights.later.
    """
    details = _checked(session, contact, details)
    if contact is not None:
        row_numbered(models.Contact, contact)
    name = details.who if contact is None else name_of(contact)
    with session.operation("request.noted", contact, name=name, kind=details.kind) as operation:
        row = operation.create(
            models.RightsRequest,
            contact=contact,
            **_columns(details),
            due_on=due_on(details.received_on),
            staff=session.staff.id or None,
            recorded_at=session.now(),
        )
        _close(operation, row, close)
    return read_request(session, row.id)


def change_request(session: Session, request: int, details: RequestDetails) -> RightsRequest:
    """Correct what was noted; its month is reckoned anew. Raises Refusal: those of `note_request`, rights.answered."""
    row = _waiting(request)
    details = _checked(session, row.contact_id, details)
    due = due_on(details.received_on) if row.extended_on is None else extended_due_on(details.received_on)
    with session.operation("request.changed", row.contact_id, name=_name(row), kind=details.kind) as operation:
        operation.change(row, **_columns(details), due_on=due)
    return read_request(session, request)


def extend_request(session: Session, request: int, reason: str) -> RightsRequest:
    """The person was told today, and why, that it takes up to two months more.

    Raises Refusal: staff.not_allowed, row.unknown, rights.answered, rights.extended, rights.too_late, rights.no_reason.
    """
    session.require(RIGHTS)
    row, reason = _waiting(request), clean_text(reason)
    found = read_request(session, request)
    if not may_extend(found, session.today):
        raise Refusal("rights.extended" if found.extended_on is not None else "rights.too_late")
    if not reason:
        raise Refusal("rights.no_reason")
    due = extended_due_on(row.received_on)
    with session.operation("request.extended", row.contact_id, name=_name(row), day=due.isoformat()) as operation:
        operation.change(row, due_on=due, extended_on=session.today, extension_reason=reason)
    return read_request(session, request)


def answer_request(
    session: Session,
    request: int,
    answer: str,
    *,
    refused: bool = False,
    day: dt.date | None = None,
    close: Collection[str] = (),
) -> RightsRequest:
    """Close a request: what was answered, or why it was refused.

    A refusal has its reason, which the person is told with the way to complain (RGPD 12.4). `close` as for
    `note_request`.

    Raises Refusal: staff.not_allowed, row.unknown, rights.answered, rights.no_reason, rights.later.
    """
    session.require(RIGHTS)
    row, answer, done_on = _waiting(request), clean_text(answer), day or session.today
    if refused and not answer:
        raise Refusal("rights.no_reason")
    if not row.received_on <= done_on <= session.today:
        raise Refusal("rights.later")
    verb = "request.refused" if refused else "request.answered"
    with session.operation(verb, row.contact_id, name=_name(row), kind=row.kind) as operation:
        operation.change(row, state=REFUSED if refused else DONE, done_on=done_on, answer=answer)
        _close(operation, row, () if refused else close)
    return read_request(session, request)


def open_channels(session: Session, contact: int) -> tuple[str, ...]:
    """The channels that a contact has not objected to."""
    states = consent_states(consent_history(session, contact))
    return tuple(channel for channel, state in states.items() if state != OPPOSED)


def list_requests(session: Session) -> tuple[RightsRequest, ...]:
    """Every request: those that wait first, the most pressing on top."""
    return in_order(tuple(_request(row) for row in _rows()))


def requests_of(session: Session, contact: int) -> tuple[RightsRequest, ...]:
    """The requests of one contact, in the same order."""
    return in_order(tuple(_request(row) for row in _rows().where(models.RightsRequest.contact == contact)))


def open_requests_of(session: Session, contact: int) -> tuple[RightsRequest, ...]:
    """The requests of one contact that wait for their answer, the most pressing first."""
    return tuple(one for one in requests_of(session, contact) if one.state == OPEN)


def read_request(session: Session, request: int) -> RightsRequest:
    """One request. Raises Refusal("row.unknown")."""
    row = _rows().where(models.RightsRequest.id == request).first()
    if row is None:
        raise Refusal("row.unknown")
    return _request(row)


def requests_due(session: Session) -> RequestsDue:
    """How many requests wait, are late, or are due within a week: told when the file opens, and by the planner."""
    table, today = models.RightsRequest, session.today
    days = [row.due_on for row in table.select(table.due_on).where(table.state == OPEN).order_by(table.due_on)]
    late = sum(day < today for day in days)
    soon = sum((day - today).days <= SOON_DAYS for day in days) - late
    return RequestsDue(len(days), late, soon, days[0] if days else None)


def _close(operation: Operation, row: models.RightsRequest, channels: Collection[str]) -> None:
    """Record the objection to these channels, as of now, by the way on which the request came."""
    if channels and row.contact_id is not None and row.kind in CLOSING:
        insert_objection(operation, row.contact_id, medium=_MEDIA.get(row.way, row.way), wanted=channels)


def _rows() -> pw.ModelSelect:
    table = models.RightsRequest
    return table.select(table, models.Staff).join(models.Staff, pw.JOIN.LEFT_OUTER)


def _waiting(request: int) -> models.RightsRequest:
    row = row_numbered(models.RightsRequest, request)
    if row.state != OPEN:
        raise Refusal("rights.answered")
    return row


def _checked(session: Session, contact: int | None, details: RequestDetails) -> RequestDetails:
    details = clean_request(details if contact is None else replace(details, who=""))
    if details.kind not in KINDS or details.way not in WAYS or details.identity not in IDENTITIES:
        raise Refusal("rights.kind", kind=details.kind)
    if contact is None and not details.who:
        raise Refusal("rights.nobody")
    if details.received_on > session.today:
        raise Refusal("rights.later")
    return details


def _columns(details: RequestDetails) -> dict[str, object]:
    return {name: getattr(details, name) for name in ("kind", "received_on", "way", "identity", "note", "who")}


def _name(row: models.RightsRequest) -> str:
    return str(row.who) if row.contact_id is None else name_of(row.contact_id)


def _request(row: models.RightsRequest) -> RightsRequest:
    return RightsRequest(
        id=row.id,
        contact_id=row.contact_id,
        name=_name(row),
        details=RequestDetails(row.kind, row.received_on, row.way, row.identity, row.note, row.who),
        due_on=row.due_on,
        state=row.state,
        done_on=row.done_on,
        answer=row.answer,
        extended_on=row.extended_on,
        extension_reason=row.extension_reason,
        staff=row.staff.name if row.staff_id else "",
    )
