"""Visits: somebody came, or called in, and was received."""

from __future__ import annotations

from dataclasses import replace

from fichier_tui.domain.history import Visit, VisitDetails
from fichier_tui.domain.permission import DELETE
from fichier_tui.domain.text import clean_line, clean_text
from fichier_tui.storage import models
from fichier_tui.storage.contacts import name_of
from fichier_tui.storage.operation import Operation
from fichier_tui.storage.rows import row_numbered
from fichier_tui.storage.session import Session


def log_visit(session: Session, contact: int, details: VisitDetails) -> Visit:
    """Note a visit."""
    with session.operation("visit.logged", contact, name=name_of(contact)) as operation:
        row = insert_visit(operation, contact, details)
    return _visit(row, session.staff.name if row.staff_id else "")


def insert_visit(operation: Operation, contact: int, details: VisitDetails) -> models.Visit:
    """The row of a new visit, within an operation."""
    session = operation.session
    return operation.create(
        models.Visit, contact=contact, **_values(details), staff=session.staff.id or None, created_at=session.now()
    )


def change_visit(session: Session, visit: int, details: VisitDetails) -> Visit:
    """Correct a visit. Raises Refusal("row.unknown")."""
    row = row_numbered(models.Visit, visit)
    with session.operation("visit.changed", row.contact_id, name=name_of(row.contact_id)) as operation:
        operation.change(row, **_values(details))
    return _visit(row)


def remove_visit(session: Session, visit: int) -> None:
    """Take a visit away. Raises Refusal("row.unknown")."""
    session.require(DELETE)
    row = row_numbered(models.Visit, visit)
    with session.operation("visit.removed", row.contact_id, name=name_of(row.contact_id)) as operation:
        for purchase in models.Purchase.select().where(models.Purchase.visit == row):
            operation.change(purchase, visit=None)
        operation.remove(row)


def read_visit(session: Session, visit: int) -> Visit:
    """One visit. Raises Refusal("row.unknown")."""
    return _visit(row_numbered(models.Visit, visit))


def _values(details: VisitDetails) -> dict[str, object]:
    details = replace(details, time=clean_line(details.time), note=clean_text(details.note))
    return {name: getattr(details, name) for name in VisitDetails.__slots__}


def _visit(row: models.Visit, staff: str | None = None) -> Visit:
    return Visit(
        id=row.id,
        contact_id=row.contact_id,
        details=VisitDetails(**{name: getattr(row, name) for name in VisitDetails.__slots__}),
        staff=(row.staff.name if row.staff_id else "") if staff is None else staff,
    )
