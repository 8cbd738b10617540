"""The codes by which an address is confirmed: sent, tried, expired; and what is kept as the proof."""

from __future__ import annotations

import datetime as dt
import hmac

from fichier_tui.domain.confirmation import ATTEMPTS, VALID_DAYS, Confirmation, read_code
from fichier_tui.domain.consent import CONFIRMED
from fichier_tui.domain.consent_wording import Sentence
from fichier_tui.domain.contactability import PROSPECTING
from fichier_tui.domain.history import ConsentLine
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import models
from fichier_tui.storage.consents.contactability import answers
from fichier_tui.storage.consents.giving import insert_consent, read_consent
from fichier_tui.storage.contacts import name_of
from fichier_tui.storage.letters.recipients import choose_recipients
from fichier_tui.storage.rows import row_numbered
from fichier_tui.storage.session import Session

_CHANNEL = "email"


def confirmable_address(session: Session, contact: int) -> str:
    """Where a code may be sent: the contact said yes to e-mails, and has an address.

    Raises Refusal: row.unknown, confirmation.no_yes (it may not be written to), confirmation.no_address.
    """
    row = row_numbered(models.Contact, contact)
    answer = answers(session, [row.id], _CHANNEL, PROSPECTING)[row.id]
    if not answer.allowed or answer.reason != "consent":
        raise Refusal("confirmation.no_yes", name=name_of(contact))
    chosen = choose_recipients(session, _CHANNEL, PROSPECTING, [contact])
    if not chosen.retained:
        raise Refusal("confirmation.no_address", name=name_of(contact))
    return chosen.retained[0][1]


def keep_code(
    session: Session, contact: int, address: str, code: str, *, sentence: Sentence, content: str, message_id: str
) -> Confirmation:
    """A code is about to be sent to an address: its fingerprint is kept, and those before it are worth nothing.

    `sentence` is what was agreed to, `content` the SHA-256 of the message, hexadecimal.
    """
    now = session.now()
    with session.operation("confirmation.sent", contact, name=name_of(contact)) as operation:
        for row in _waiting(contact):
            operation.change(row, ended_at=now)
        row = operation.create(
            models.Confirmation,
            contact=contact,
            channel=_CHANNEL,
            address=address,
            fingerprint="",
            wording=sentence.text,
            language=sentence.language,
            content=content,
            message_id=message_id,
            sent_at=now,
            expires_at=now + dt.timedelta(days=VALID_DAYS),
            staff=session.staff.id or None,
        )
        operation.change(row, fingerprint=_fingerprint(row.public_id, code))
    return _confirmation(row)


def drop_code(session: Session, confirmation: int) -> None:
    """The message did not leave: its code is worth nothing."""
    row = row_numbered(models.Confirmation, confirmation)
    with session.operation("confirmation.dropped", row.contact_id, name=name_of(row.contact_id)) as operation:
        operation.change(row, ended_at=session.now())


def waiting_code(session: Session, contact: int) -> Confirmation | None:
    """The code that a contact may still read out; None where there is none."""
    row = next(iter(_waiting(contact)), None)
    if row is None or row.expires_at <= session.now() or row.attempts >= ATTEMPTS:
        return None
    return _confirmation(row)


def confirm_code(session: Session, contact: int, typed: str) -> ConsentLine:
    """The code that a contact read out: right, it confirms the consent to e-mails, with its proof.

    A wrong one counts, also where the program ends at once. Raises Refusal: confirmation.none (none waits),
    confirmation.expired, confirmation.too_many, confirmation.wrong (left), confirmation.other_address (the contact
    has another address by now), confirmation.no_yes (it withdrew since).
    """
    row = next(iter(_waiting(contact)), None)
    if row is None:
        raise Refusal("confirmation.none", name=name_of(contact))
    if row.expires_at <= session.now():
        raise Refusal("confirmation.expired", name=name_of(contact))
    code = read_code(typed)
    with session.database.atomic("IMMEDIATE"):
        # Counted before it is compared, and durable: whoever stops the program in between has had the attempt.
        counted = models.Confirmation.update(attempts=models.Confirmation.attempts + 1).where(
            models.Confirmation.id == row.id, models.Confirmation.attempts < ATTEMPTS
        )
        if not counted.execute():
            raise Refusal("confirmation.too_many", name=name_of(contact))
    if not hmac.compare_digest(_fingerprint(row.public_id, code or ""), row.fingerprint):
        raise Refusal("confirmation.wrong", left=ATTEMPTS - row.attempts - 1)
    if confirmable_address(session, contact) != row.address:
        raise Refusal("confirmation.other_address", address=row.address)
    with session.operation(
        "consent.recorded", contact, name=name_of(contact), channel=_CHANNEL, state=CONFIRMED
    ) as operation:
        operation.change(row_numbered(models.Confirmation, row.id), ended_at=session.now())
        line = insert_consent(
            operation,
            contact,
            _CHANNEL,
            CONFIRMED,
            "email",
            proof=_proof(row),
            wording=row.wording,
            language=row.language,
        )
    return read_consent(session, line.id)


def _proof(row: models.Confirmation) -> str:
    """What shows it afterwards: which message, when it left, its hash; the code itself is kept nowhere."""
    sent = row.sent_at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return f"{row.address}\nMessage-ID {row.message_id}\n{sent}\nSHA-256 {row.content}"


def _waiting(contact: int) -> list[models.Confirmation]:
    table = models.Confirmation
    query = table.select().where(table.contact == contact, table.channel == _CHANNEL, table.ended_at.is_null())
    return list(query.order_by(table.id.desc()))


def _fingerprint(public_id: str, code: str) -> str:
    key = bytes.fromhex(models.Meta.get_by_id("fingerprint_key").value)
    return hmac.digest(key, f"confirmation:{public_id}:{code}".encode(), "sha256").hex()


def _confirmation(row: models.Confirmation) -> Confirmation:
    return Confirmation(
        row.id, row.contact_id, row.address, row.sent_at, row.expires_at, ATTEMPTS - row.attempts, row.message_id
    )
