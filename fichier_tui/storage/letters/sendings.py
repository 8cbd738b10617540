"""The register of sendings: what was sent to whom, by which channel, and how far it went.

The law is asked when a sending is prepared and again for each batch: who withdraws in between gets nothing. What was
sent cannot be taken back; a sending that has not begun can, and the note of what was written to a file.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import peewee as pw

from fichier_tui.domain.permission import SEND
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.sending import (
    KIND_OF_CHANNEL,
    LEFT_OUT,
    QUEUED,
    SENDING,
    SENT,
    SMTP,
    Chosen,
    Sending,
    SendingDetails,
    SendingRecipient,
    nobody_left,
)
from fichier_tui.domain.text import clean_line, clean_text
from fichier_tui.storage import models
from fichier_tui.storage.letters.recipients import choose_recipients
from fichier_tui.storage.models.base import public_ids
from fichier_tui.storage.operation import Operation
from fichier_tui.storage.rows import row_numbered
from fichier_tui.storage.session import Session

_AMONG = "(SELECT value FROM json_each(?))"
_TOLD_COLUMNS = (
    "public_id", "contact_id", "kind", "subject", "day", "time", "place", "priority", "assigned_to_id", "state",
    "done_at", "done_by_id", "result", "note", "offer_id", "product_id", "campaign_id", "created_at", "created_by_id",
)  # fmt: skip
_RECIPIENT_COLUMNS = (
    "sending_id", "contact_id", "address", "state", "reason", "rule", "message_id", "at", "error", "bounced_at",
    "noted",
)  # fmt: skip


def prepare_sending(session: Session, details: SendingDetails, contacts: Sequence[int]) -> Sending:
    """A new sending and its recipients, those whom the law leaves out among them. Nothing leaves yet.

    Raises Refusal: sending.nobody (no contact is retained), sending.nameless, row.unknown, sending.unfinished (the
    same message was interrupted: it is to be resumed, or given up).
    """
    session.require(SEND)
    details = _checked(details)
    if details.medium == SMTP:
        _refuse_twice(session, details)
    chosen = choose_recipients(session, details.channel, details.purpose, contacts, campaign=details.campaign)
    if not chosen.retained:
        raise nobody_left(chosen, details.channel)
    with session.operation(
        "sending.prepared",
        name=details.name,
        channel=details.channel,
        segment=details.segment,
        count=len(chosen.retained),
    ) as operation:
        row = _create(operation, details)
        _insert_recipients(operation, row.id, chosen, QUEUED)
    return read_sending(session, row.id)


def record_sent(
    session: Session,
    details: SendingDetails,
    chosen: Chosen,
    *,
    file_name: str = "",
    message_ids: dict[int, str] | None = None,
) -> Sending:
    """Enter in the register what was written to a file and leaves by other ways: letters, labels, lists, .eml files.

    Each contact that was retained has an action on its card, and the register of exports its line. `message_ids` by
    contact. Raises Refusal: sending.nobody, sending.nameless, row.unknown.
    """
    session.require(SEND)
    details = _checked(details)
    if not chosen.retained:
        raise nobody_left(chosen, details.channel)
    now, count = session.now(), len(chosen.retained)
    with session.operation(
        "sending.recorded", name=details.name, channel=details.channel, segment=details.segment, count=count
    ) as operation:
        row = _create(operation, details, begun_at=now, ended_at=now)
        _insert_recipients(operation, row.id, chosen, SENT, message_ids or {})
        insert_actions(operation, row, [contact for contact, _address in chosen.retained])
        enter_export(operation, row, count, file_name)
    return read_sending(session, row.id)


def read_sending(session: Session, number: int) -> Sending:
    """One sending. Raises Refusal("sending.unknown")."""
    session.require(SEND)
    row = models.Sending.get_or_none(models.Sending.id == number)
    if row is None:
        raise Refusal("sending.unknown", number=number)
    return _sendings(session, [row])[0]


def list_sendings(session: Session) -> tuple[Sending, ...]:
    """Every sending, the latest first."""
    session.require(SEND)
    return _sendings(session, list(models.Sending.select().order_by(models.Sending.id.desc())))


def recipients_of(
    session: Session, sending: int, states: Iterable[str] = (), limit: int = -1
) -> tuple[SendingRecipient, ...]:
    """The recipients of a sending in these states (all where none is named), in its order, the first `limit`."""
    session.require(SEND)
    wanted = list(states)
    rows = session.database.connection().execute(
        "SELECT r.id, r.contact_id, COALESCE(s.display_name, ''), r.address, r.state, r.reason, r.rule, r.message_id,"
        " r.at, r.error, r.bounced_at FROM sending_recipient AS r"
        " LEFT JOIN contact_summary AS s ON s.contact_id = r.contact_id"
        f" WHERE r.sending_id = ? AND (? OR r.state IN {_AMONG}) ORDER BY r.id LIMIT ?",
        (sending, not wanted, json.dumps(wanted), limit),
    )
    instant = models.SendingRecipient.at.python_value
    return tuple(
        SendingRecipient(
            number, contact, name, address, state, reason, rule, message_id, instant(at), error, bounced is not None
        )
        for number, contact, name, address, state, reason, rule, message_id, at, error, bounced in rows
    )


def insert_actions(operation: Operation, sending: models.Sending, contacts: Sequence[int]) -> None:
    """What was sent as an action done on each card, within an operation: so the contact was told of the offer."""
    session = operation.session
    staff, now = session.staff.id or None, models.Action.done_at.db_value(session.now())
    hour = session.now().astimezone().strftime("%H:%M")
    offer = sending.offer if sending.offer_id else None
    rows = [
        (
            public_id, contact, KIND_OF_CHANNEL[sending.channel], sending.name,
            session.today.isoformat(), hour, "", 0, staff, "done", now, staff, "", "",
            None if offer is None else offer.id, None if offer is None else offer.product_id, sending.campaign_id,
            now, staff,
        )
        for public_id, contact in zip(public_ids(len(contacts)), contacts, strict=True)
    ]  # fmt: skip
    operation.create_many(models.Action, _TOLD_COLUMNS, rows)


def enter_export(operation: Operation, sending: models.Sending, contacts: int, file_name: str = "") -> None:
    """The line of a sending in the register of exports (FEATURES L6), within an operation: who was left out too."""
    operation.create(
        models.ExportRecord,
        at=sending.begun_at,
        staff=operation.session.staff.id or None,
        format=sending.medium,
        contacts=contacts,
        purpose=sending.purpose,
        name=clean_line(file_name) or sending.name,
        channel=sending.channel,
        aim=sending.purpose,
        left_out=_left_out(operation.session, sending),
    )


def settle_export(operation: Operation, sending: models.Sending) -> None:
    """That line of a sending that is over says how many it went to: some withdrew on the way, or were refused.

    What is uncertain may have left, and is counted. A sending that never began has no line.
    """
    table = models.ExportRecord
    line = table.get_or_none(table.format == sending.medium, table.at == sending.begun_at, table.name == sending.name)
    if line is not None:
        left = len(recipients_of(operation.session, sending.id, [SENT, SENDING]))
        operation.change(line, contacts=left, left_out=_left_out(operation.session, sending))


def _left_out(session: Session, sending: models.Sending) -> str:
    """How many a sending leaves out by reason and rule, as the register of exports keeps it."""
    rows = session.database.connection().execute(
        "SELECT reason, rule, COUNT(*) FROM sending_recipient WHERE sending_id = ? AND state = ? GROUP BY reason, rule",
        (sending.id, LEFT_OUT),
    )
    return json.dumps({f"{reason} {rule}".strip(): count for reason, rule, count in rows})


def _checked(details: SendingDetails) -> SendingDetails:
    if not clean_line(details.name):
        raise Refusal("sending.nameless")
    if details.channel not in KIND_OF_CHANNEL:
        raise Refusal("campaign.unknown_channel", channel=details.channel)
    return details


def _refuse_twice(session: Session, details: SendingDetails) -> None:
    """Whoever starts an interrupted sending anew would send it twice to all who have it already."""
    table = models.Sending
    row = table.get_or_none(
        table.medium == SMTP,
        table.subject == clean_line(details.subject),
        table.text == clean_text(details.text, 100_000),
        table.ended_at.is_null(),
    )
    if row is not None:
        waiting = read_sending(session, row.id).count(QUEUED)
        raise Refusal("sending.unfinished", number=row.id, waiting=waiting)


def _create(operation: Operation, details: SendingDetails, **instants: Any) -> models.Sending:
    offer = details.offer
    if details.campaign is not None:
        offer = offer or row_numbered(models.Campaign, details.campaign).offer_id
    if offer is not None:
        row_numbered(models.Offer, offer)
    return operation.create(
        models.Sending,
        name=clean_line(details.name),
        channel=details.channel,
        medium=details.medium,
        subject=clean_line(details.subject),
        text=clean_text(details.text, 100_000),
        language=details.language,
        segment=clean_text(details.segment),
        offer=offer,
        campaign=details.campaign,
        purpose=details.purpose,
        sender=clean_line(details.sender),
        staff=operation.session.staff.id or None,
        created_at=operation.session.now(),
        **instants,
    )


def _insert_recipients(
    operation: Operation, sending: int, chosen: Chosen, state: str, message_ids: dict[int, str] | None = None
) -> None:
    now = models.SendingRecipient.at.db_value(operation.session.now())
    ids, sent = message_ids or {}, state == SENT
    rows: list[tuple[object, ...]] = [
        (sending, contact, address, state, "", "", ids.get(contact, ""), now if sent else None, "", None, sent)
        for contact, address in chosen.retained
    ]
    rows += [
        (sending, one.contact, "", LEFT_OUT, one.reason, one.rule, "", now, "", None, False) for one in chosen.left_out
    ]
    operation.create_many(models.SendingRecipient, _RECIPIENT_COLUMNS, rows)


def _sendings(session: Session, rows: Sequence[models.Sending]) -> tuple[Sending, ...]:
    recipient = models.SendingRecipient
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    counted = recipient.select(recipient.sending_id, recipient.state, pw.fn.COUNT(recipient.id))
    numbers = [row.id for row in rows]
    for sending, state, count in (
        counted.where(recipient.sending.in_(numbers)).group_by(recipient.sending, recipient.state).tuples()
    ):
        counts[sending][state] = count
    return tuple(
        Sending(
            row.id,
            row.public_id,
            SendingDetails(
                row.name, row.channel, row.medium, row.subject, row.text, row.language, row.segment, row.offer_id,
                row.campaign_id, row.purpose, row.sender,
            ),
            row.created_at,
            row.begun_at,
            row.ended_at,
            row.staff.name if row.staff_id else "",
            row.offer.name if row.offer_id else "",
            row.campaign.name if row.campaign_id else "",
            counts[row.id],
        )
        for row in rows
    )  # fmt: skip
