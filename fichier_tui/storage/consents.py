"""Consents: a history that is only ever added to. What holds is derived from it (`domain.consent`), never stored."""

from __future__ import annotations

import datetime as dt

from fichier_tui.domain.history import CONSENT_CHANNELS, CONSENT_STATES, ConsentLine
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.text import clean_text
from fichier_tui.storage import models
from fichier_tui.storage.contacts import name_of
from fichier_tui.storage.operation import Operation
from fichier_tui.storage.session import Session


def record_consent(
    session: Session,
    contact: int,
    channel: str,
    state: str,
    *,
    medium: str = "counter",
    day: dt.date | None = None,
    proof: str = "",
    wording: str = "",
) -> None:
    """Add a line to the history of a channel (RGPD art. 7.1: who, when, how, and by which words it was asked)."""
    with session.operation(
        "consent.recorded", contact, name=name_of(contact), channel=channel, state=state
    ) as operation:
        insert_consent(operation, contact, channel, state, medium, day, proof, wording)


def object_everywhere(session: Session, contact: int, *, medium: str = "counter") -> None:
    """Opposition to all prospecting, on every channel, at once and without a reason (RGPD art. 21.2)."""
    with session.operation("consent.opposed", contact, name=name_of(contact)) as operation:
        for channel in CONSENT_CHANNELS:
            insert_consent(operation, contact, channel, "opposed", medium)


def insert_consent(
    operation: Operation,
    contact: int,
    channel: str,
    state: str,
    medium: str,
    day: dt.date | None = None,
    proof: str = "",
    wording: str = "",
) -> models.Consent:
    """One more line, within an operation. Raises Refusal("consent.unknown") for a channel or state that is none."""
    if channel not in CONSENT_CHANNELS or state not in CONSENT_STATES:
        raise Refusal("consent.unknown", channel=channel, state=state)
    session = operation.session
    return operation.create(
        models.Consent,
        contact=contact,
        channel=channel,
        state=state,
        day=day or session.today,
        recorded_at=session.now(),
        medium=medium,
        wording=_wording(operation, channel, clean_text(wording)),
        staff=session.staff.id or None,
        proof=clean_text(proof),
    )


def consent_history(session: Session, contact: int) -> tuple[ConsentLine, ...]:
    """Every line of every channel, oldest first."""
    query = models.Consent.select().where(models.Consent.contact == contact)
    return tuple(
        ConsentLine(
            channel=row.channel,
            state=row.state,
            day=row.day,
            recorded_at=row.recorded_at,
            medium=row.medium,
            staff=row.staff.name if row.staff_id else "",
            wording=row.wording.text if row.wording_id else "",
            proof=row.proof,
        )
        for row in query.order_by(models.Consent.day, models.Consent.recorded_at, models.Consent.id)
    )


def _wording(operation: Operation, channel: str, text: str) -> models.Wording | None:
    """The version of the sentence that was said; a new one when its words are new."""
    if not text:
        return None
    versions = list(models.Wording.select().where(models.Wording.channel == channel).order_by(models.Wording.version))
    for row in versions:
        if row.text == text:
            known: models.Wording = row
            return known
    version = versions[-1].version + 1 if versions else 1
    return operation.create(
        models.Wording, channel=channel, version=version, text=text, created_at=operation.session.now()
    )
