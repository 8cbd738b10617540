"""Notes: what the staff writes about a contact, and ideas that all share."""

from __future__ import annotations

from fichier_tui.domain.history import Note
from fichier_tui.domain.permission import DELETE
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.text import clean_text
from fichier_tui.storage import models
from fichier_tui.storage.contacts import name_of
from fichier_tui.storage.rows import row_numbered
from fichier_tui.storage.session import Session


def add_note(session: Session, contact: int, text: str, kind: str = "note") -> Note:
    """Write a note. Raises Refusal("note.empty")."""
    text = clean_text(text)
    if not text:
        raise Refusal("note.empty")
    with session.operation("note.added", contact, name=name_of(contact)) as operation:
        row = operation.create(
            models.Note,
            contact=contact,
            kind=kind,
            day=session.today,
            text=text,
            staff=session.staff.id or None,
            created_at=session.now(),
        )
    return _note(row)


def change_note(session: Session, note: int, text: str) -> Note:
    """Correct a note. Raises Refusal: row.unknown, note.empty."""
    row, text = row_numbered(models.Note, note), clean_text(text)
    if not text:
        raise Refusal("note.empty")
    with session.operation("note.changed", row.contact_id, name=name_of(row.contact_id)) as operation:
        operation.change(row, text=text)
    return _note(row)


def remove_note(session: Session, note: int) -> None:
    """Take a note away. Raises Refusal("row.unknown")."""
    session.require(DELETE)
    row = row_numbered(models.Note, note)
    with session.operation("note.removed", row.contact_id, name=name_of(row.contact_id)) as operation:
        operation.remove(row)


def notes_of(session: Session, contact: int) -> tuple[Note, ...]:
    """The notes on a contact, newest first."""
    query = models.Note.select().where(models.Note.contact == contact)
    return tuple(_note(row) for row in query.order_by(models.Note.day.desc(), models.Note.id.desc()))


def read_note(session: Session, note: int) -> Note:
    """One note. Raises Refusal("row.unknown")."""
    return _note(row_numbered(models.Note, note))


def _note(row: models.Note) -> Note:
    return Note(row.id, row.contact_id, row.kind, row.day, row.text, row.staff.name if row.staff_id else "")
