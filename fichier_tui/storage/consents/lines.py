"""The history of a contact's consents, as it stands in the file."""

from __future__ import annotations

from fichier_tui.domain.history import ConsentLine
from fichier_tui.storage import models
from fichier_tui.storage.session import Session


def consent_history(session: Session, contact: int) -> tuple[ConsentLine, ...]:
    """Every line of every channel, oldest first."""
    query = models.Consent.select().where(models.Consent.contact == contact)
    return tuple(
        consent_line_of(row)
        for row in query.order_by(models.Consent.day, models.Consent.recorded_at, models.Consent.id)
    )


def consent_line_of(row: models.Consent) -> ConsentLine:
    """A row as the screens see it, with the sentence that was said."""
    return ConsentLine(
        channel=row.channel,
        state=row.state,
        day=row.day,
        recorded_at=row.recorded_at,
        medium=row.medium,
        staff=row.staff.name if row.staff_id else "",
        wording=row.wording.text if row.wording_id else "",
        wording_version=row.wording.version if row.wording_id else 0,
        wording_language=row.wording.language if row.wording_id else "",
        proof=row.proof,
    )
