"""The members of staff, as the file knows them. Who may open it is in the keyring."""

from __future__ import annotations

from fichier_tui.domain.history import StaffMember
from fichier_tui.storage import models
from fichier_tui.storage.session import Session


def list_staff(session: Session) -> tuple[StaffMember, ...]:
    """Those who work here now, by name."""
    query = models.Staff.select().where(models.Staff.left_on.is_null()).order_by(models.Staff.name)
    return tuple(StaffMember(row.id, row.login, row.name, row.role) for row in query)
