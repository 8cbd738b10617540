"""A sending on its way, message by message, such that no interruption makes anybody get it twice.

A recipient is `sending` in the file, durably, before its message goes, and `sent` after the server's word. One found
`sending` by another run is uncertain: nobody but the user can say, and it is not sent again by itself. These states
are no operations of the journal: they cannot be taken back. What was done is entered batch by batch.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fichier_tui.domain.permission import SEND
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.sending import (
    FAILED,
    GIVEN_UP,
    GONE,
    LEFT_OUT,
    QUEUED,
    SENDING,
    SENT,
    LeftOut,
    SendingRecipient,
)
from fichier_tui.domain.text import clean_line
from fichier_tui.storage import models
from fichier_tui.storage.journal.undoing import undo
from fichier_tui.storage.letters.recipients import choose_recipients
from fichier_tui.storage.letters.sendings import enter_export, insert_actions, recipients_of, settle_export
from fichier_tui.storage.rows import row_numbered
from fichier_tui.storage.session import Session

LOST = "mail.lost"
"""The error of a recipient at whose message the server hung up twice; others are what the server said, or codes."""


def begin_sending(session: Session, number: int) -> None:
    """From now on it leaves: it cannot be taken back, and the register of exports has its line.

    One that has begun already goes on. Raises Refusal: row.unknown, sending.ended.
    """
    session.require(SEND)
    row = row_numbered(models.Sending, number)
    if row.ended_at is not None:
        raise Refusal("sending.ended", name=row.name)
    if row.begun_at is not None:
        return
    count = len(recipients_of(session, number, [QUEUED]))
    with session.operation("sending.begun", name=row.name, count=count) as operation:
        operation.change(row, begun_at=session.now())
        enter_export(operation, row, count)


def next_batch(session: Session, number: int, size: int) -> tuple[SendingRecipient, ...]:
    """The next recipients, `size` at most, whom the law lets be written to at this moment.

    Those whom it does not any more are left out for good. An address that was corrected meanwhile is the new one.
    Empty once nobody waits.
    """
    session.require(SEND)
    row = row_numbered(models.Sending, number)
    while queued := recipients_of(session, number, [QUEUED], size):
        written = [one.address for one in recipients_of(session, number, [SENDING, SENT])]
        chosen = choose_recipients(session, row.channel, row.purpose, [one.contact for one in queued], taken=written)
        addresses = dict(chosen.retained)
        why = {one.contact: one for one in chosen.left_out}
        with session.database.atomic("IMMEDIATE"):
            for one in queued:
                if one.contact in addresses:
                    _update(session, one.id, QUEUED, address=addresses[one.contact])
                else:
                    left = why.get(one.contact, LeftOut(one.contact, GONE))
                    _update(
                        session, one.id, QUEUED, state=LEFT_OUT, reason=left.reason, rule=left.rule, at=_now(session)
                    )
        kept = {one.id for one in queued if one.contact in addresses}
        if kept:
            return tuple(one for one in recipients_of(session, number, [QUEUED], size) if one.id in kept)
    return ()


def claim_recipient(session: Session, recipient: int, message_id: str) -> bool:
    """Its message is about to go: durable before anything leaves. False where another run has it."""
    session.require(SEND)
    with session.database.atomic("IMMEDIATE"):
        return _update(session, recipient, QUEUED, state=SENDING, message_id=message_id, at=_now(session))


def settle_recipient(session: Session, recipient: int, state: str, error: str = "", *, bounced: bool = False) -> None:
    """What became of a message that was claimed: sent, failed, or queued again where it certainly did not go."""
    session.require(SEND)
    with session.database.atomic("IMMEDIATE"):
        _update(
            session, recipient, SENDING, state=state, error=clean_line(error, 300), at=_now(session),
            bounced_at=_now(session) if bounced else None,
        )  # fmt: skip


def close_batch(session: Session, number: int) -> int:
    """Note on the cards what was sent since the last time, and the end once nobody waits. How many were noted."""
    session.require(SEND)
    row = row_numbered(models.Sending, number)
    recipient = models.SendingRecipient
    done = list(
        recipient.select(recipient.id, recipient.contact_id)
        .where(recipient.sending == number, recipient.state == SENT, ~recipient.noted)
        .order_by(recipient.id)
        .tuples()
    )
    waiting = recipients_of(session, number, [QUEUED, SENDING])
    with session.operation(
        "sending.sent" if done else "sending.ended",
        name=row.name,
        channel=row.channel,
        segment=row.segment,
        count=len(done),
    ) as operation:
        if done:
            insert_actions(operation, row, [contact for _id, contact in done])
            recipient.update(noted=True).where(recipient.id.in_([number for number, _contact in done])).execute()
        if not waiting and row.ended_at is None:
            operation.change(row, ended_at=session.now())
            settle_export(operation, row)
    return len(done)


def uncertain_recipients(session: Session, number: int) -> tuple[SendingRecipient, ...]:
    """Those whose message was going when the program ended: it may have arrived or not."""
    session.require(SEND)
    return recipients_of(session, number, [SENDING])


def answer_uncertain(session: Session, recipients: Sequence[int], *, received: bool) -> int:
    """What the user found out about uncertain ones: received, or not, and then they wait to be sent. How many.

    Of a sending that was given up nothing is sent any more: not received is failed there.
    """
    session.require(SEND)
    rows = [row for number in recipients if (row := row_numbered(models.SendingRecipient, number)).state == SENDING]
    if not rows:
        return 0
    name = rows[0].sending.name
    not_received = QUEUED if rows[0].sending.ended_at is None else FAILED
    with session.operation("sending.answered", name=name, count=len(rows)) as operation:
        for row in rows:
            operation.change(row, state=SENT if received else not_received, error="")
        if rows[0].sending.ended_at is not None:
            settle_export(operation, rows[0].sending)
    return len(rows)


def give_up_sending(session: Session, number: int) -> int:
    """Send no more of it: who waits is left out, what was uncertain stays to be answered for. How many waited.

    Raises Refusal: row.unknown, sending.ended.
    """
    session.require(SEND)
    row = row_numbered(models.Sending, number)
    if row.ended_at is not None:
        raise Refusal("sending.ended", name=row.name)
    queued = recipients_of(session, number, [QUEUED])
    with session.operation("sending.given_up", name=row.name, count=len(queued)) as operation:
        operation.change(row, ended_at=session.now())
        for one in queued:
            _update(session, one.id, QUEUED, state=LEFT_OUT, reason=GIVEN_UP, at=_now(session))
        settle_export(operation, row)
    return len(queued)


def retry_failed(session: Session, number: int) -> int:
    """Those who failed for a while (4xx, a lost connection) wait again; a refusal for good stands. How many."""
    session.require(SEND)
    row = row_numbered(models.Sending, number)
    rows = list(
        models.SendingRecipient.select().where(
            models.SendingRecipient.sending == number,
            models.SendingRecipient.state == FAILED,
            models.SendingRecipient.bounced_at.is_null(),
            models.SendingRecipient.error.startswith("4") | (models.SendingRecipient.error == LOST),
        )
    )
    if not rows:
        return 0
    with session.operation("sending.retried", name=row.name, count=len(rows)) as operation:
        for one in rows:
            operation.change(one, state=QUEUED, error="")
        operation.change(row, ended_at=None)
    return len(rows)


def mark_bounced(session: Session, address: str) -> int:
    """A message came back: nothing is sent to this address any more until it is corrected. How many were sent there.

    Raises Refusal("sending.never_sent") where nothing was sent to it.
    """
    session.require(SEND)
    recipient = models.SendingRecipient
    address = clean_line(address).lower()
    rows = [
        row
        for row in recipient.select().where(recipient.state.in_([SENT, FAILED, SENDING]), recipient.address == address)
        if row.bounced_at is None
    ]
    if not rows:
        raise Refusal("sending.never_sent", address=address)
    with session.operation("sending.bounced", rows[-1].contact_id, name=address) as operation:
        for row in rows:
            operation.change(row, bounced_at=session.now())
    return len(rows)


def _update(session: Session, recipient: int, expected: str, **values: object) -> bool:
    """Change the state of a recipient that is still in the expected one."""
    names = ", ".join(f'"{name}" = ?' for name in values)
    cursor = session.database.connection().execute(
        f"UPDATE sending_recipient SET {names} WHERE id = ? AND state = ?", (*values.values(), recipient, expected)
    )
    changed: int = cursor.rowcount
    return changed == 1


def _now(session: Session) -> object:
    return models.SendingRecipient.at.db_value(session.now())


def record_written(session: Session, number: int, message_ids: Mapping[int, str], file_name: str) -> None:
    """All of a prepared sending was written to files: those with a message are done, the others failed, at once.

    Taken back, nothing is left of it but the line in the register of exports: the preparing goes with it.
    `message_ids` by number of recipient. Raises Refusal: row.unknown, sending.ended.
    """
    session.require(SEND)
    row = row_numbered(models.Sending, number)
    if row.begun_at is not None:
        raise Refusal("sending.ended", name=row.name)
    queued = recipients_of(session, number, [QUEUED])
    written = [one for one in queued if one.id in message_ids]
    numbers = [one.id for one in recipients_of(session, number)]
    with session.operation(
        "sending.recorded", name=row.name, channel=row.channel, segment=row.segment, count=len(written)
    ) as operation:
        operation.adopt(models.Sending, range(row.id, row.id + 1))
        operation.adopt(models.SendingRecipient, range(min(numbers), max(numbers) + 1))
        operation.change(row, begun_at=session.now(), ended_at=session.now())
        for one in queued:
            state = SENT if one.id in message_ids else FAILED
            message_id = message_ids.get(one.id, "")
            _update(session, one.id, QUEUED, state=state, message_id=message_id, at=_now(session), noted=state == SENT)
        insert_actions(operation, row, [one.contact for one in written])
        enter_export(operation, row, len(written), file_name)


def drop_sending(session: Session, number: int) -> None:
    """A sending that has not begun is taken back. Raises Refusal: row.unknown, undo.sent, undo.already."""
    session.require(SEND)
    row = row_numbered(models.Sending, number)
    change = models.JournalChange
    made = change.get(change.table == "sending", change.kind == "created", change.first_id == row.id)
    undo(session, made.entry_id)
