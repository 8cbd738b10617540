"""Who sent whom: the sponsor of a contact, never in a circle."""

from __future__ import annotations

from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import models
from fichier_tui.storage.contacts import name_of
from fichier_tui.storage.rows import row_numbered
from fichier_tui.storage.session import Session

REFERRAL = "referral"

_LINE_OF_SPONSORS = """
    WITH RECURSIVE line (id) AS (
        SELECT ? UNION SELECT sponsor_id FROM contact JOIN line ON contact.id = line.id WHERE sponsor_id IS NOT NULL
    ) SELECT id FROM line
"""


def line_of_sponsors(session: Session, contact: int) -> frozenset[int]:
    """A contact, who sent it, who sent that one, and so on. A circle, which an older file may have, ends it."""
    rows = session.database.connection().execute(_LINE_OF_SPONSORS, (contact,))
    return frozenset(row[0] for row in rows)


def set_sponsor(session: Session, contact: int, sponsor: int | None) -> None:
    """Say who sent a contact, or that nobody did (None). A contact whose source is unknown came by referral.

    Raises Refusal: row.unknown, sponsor.itself, sponsor.loop (the sponsor was sent, through others or not, by the
    contact).
    """
    with session.operation("contact.sponsored", contact, name=name_of(contact)) as operation:
        row = row_numbered(models.Contact, contact)
        if sponsor is not None:
            row_numbered(models.Contact, sponsor)
            if sponsor == contact:
                raise Refusal("sponsor.itself")
            if contact in line_of_sponsors(session, sponsor):
                raise Refusal("sponsor.loop", name=name_of(contact), sponsor=name_of(sponsor))
        source = row.source or (REFERRAL if sponsor is not None else "")
        if operation.change(row, sponsor=sponsor, source=source):
            operation.change(row, version=row.version + 1, updated_at=session.now())


def sponsored_by(session: Session, contact: int) -> tuple[str, ...]:
    """The names of those whom a contact sent, in their order."""
    rows = session.database.connection().execute(
        "SELECT display_name FROM contact JOIN contact_summary ON contact_id = contact.id"
        " WHERE sponsor_id = ? AND live ORDER BY sort_key, contact.id",
        (contact,),
    )
    return tuple(row[0] for row in rows)
