"""Drafts: what was typed in a form and not yet saved, kept inside the encrypted file. Not an operation: not a fact."""

from __future__ import annotations

import json

from fichier_tui.storage import models
from fichier_tui.storage.session import Session


def keep_draft(session: Session, key: str, values: dict[str, str]) -> None:
    """Keep what was typed, in place of what was kept under the same key ("contact.new", "contact.12")."""
    with session.database.atomic("IMMEDIATE"):
        models.Draft.replace(
            staff=session.staff.id or None,
            key=key,
            value=json.dumps(values, ensure_ascii=False),
            saved_at=session.now(),
        ).execute()


def read_draft(session: Session, key: str) -> dict[str, str] | None:
    """What this person had typed, or None."""
    row = models.Draft.get_or_none(models.Draft.key == key, models.Draft.staff == (session.staff.id or None))
    return None if row is None else json.loads(row.value)


def drop_draft(session: Session, key: str) -> None:
    """Forget a draft: it was saved, or given up."""
    with session.database.atomic("IMMEDIATE"):
        models.Draft.delete().where(models.Draft.key == key, models.Draft.staff == (session.staff.id or None)).execute()
