"""Cards kept for the invoices that the law asks for, and for nothing else (CONSENT R06).

Out of the list, the search, the segments and every sending; what was sold to them counts in the totals. Only whoever
carries out what the law asks reads them, and the journal tells each reading.
"""

from __future__ import annotations

from collections.abc import Collection

from fichier_tui.domain.contact import ContactRow
from fichier_tui.domain.erasing import ARCHIVED
from fichier_tui.domain.permission import RIGHTS
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.text import fold
from fichier_tui.storage import models
from fichier_tui.storage.consents.oppositions import renew_oppositions
from fichier_tui.storage.contacts import name_of, read_rows
from fichier_tui.storage.rows import row_numbered
from fichier_tui.storage.session import Session

READ = "archive.read"


def archive_contacts(session: Session, ids: Collection[int]) -> None:
    """Put these cards in the archive, as one operation. Raises Refusal: staff.not_allowed, row.unknown."""
    session.require(RIGHTS)
    people = sorted(set(ids))
    alone = people[0] if len(people) == 1 else None
    name = name_of(people[0]) if alone else str(len(people))
    with session.operation("contact.archived", alone, name=name, count=len(people)) as operation:
        for contact in people:
            row = row_numbered(models.Contact, contact)
            renew_oppositions(operation, contact)
            operation.change(row, kept=ARCHIVED, deleted_at=session.now())


def leave_archive(session: Session, contact: int) -> None:
    """The contact is a client again. Raises Refusal: staff.not_allowed, row.unknown."""
    session.require(RIGHTS)
    with session.operation("contact.unarchived", contact, name=name_of(contact)) as operation:
        operation.change(_archived(contact), kept=None, deleted_at=None)


def list_archive(session: Session) -> list[ContactRow]:
    """The archived cards, by name. Raises Refusal("staff.not_allowed")."""
    session.require(RIGHTS)
    ids = [row.id for row in models.Contact.select(models.Contact.id).where(models.Contact.kept == ARCHIVED)]
    return sorted(read_rows(session, ids), key=lambda row: fold(row.name))


def read_archived(session: Session, contact: int) -> ContactRow:
    """One archived card; the journal tells that it was read, and by whom. Raises Refusal: as `leave_archive`."""
    session.require(RIGHTS)
    with session.operation(READ, contact, name=name_of(contact)) as operation:
        operation.change(_archived(contact), updated_at=session.now())
    return read_rows(session, [contact])[0]


def _archived(contact: int) -> models.Contact:
    row = row_numbered(models.Contact, contact)
    if row.kept != ARCHIVED:
        raise Refusal("row.unknown")
    return row
