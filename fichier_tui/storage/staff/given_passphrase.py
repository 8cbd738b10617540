"""Whether somebody still opens with the passphrase that an owner chose and knows."""

from __future__ import annotations

import peewee as pw

from fichier_tui.domain.staffing import ADDED, PASSPHRASE_CHANGED, PASSPHRASE_RESET
from fichier_tui.storage.models import JournalEntry
from fichier_tui.storage.session import Session


def has_given_passphrase(session: Session) -> bool:
    """Whether this member's passphrase was handed over, and not changed since; as far as the journal goes back."""
    about_me = pw.fn.json_extract(JournalEntry.detail, "$.login") == session.staff.login
    changes = JournalEntry.verb.in_((ADDED, PASSPHRASE_RESET, PASSPHRASE_CHANGED))
    last = JournalEntry.select().where(changes, about_me).order_by(JournalEntry.id.desc()).first()
    return last is not None and last.verb != PASSPHRASE_CHANGED and last.staff_id != session.staff.id
