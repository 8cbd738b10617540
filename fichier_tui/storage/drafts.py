"""Drafts: what was typed in a form and not yet saved, kept inside the encrypted file. Not an operation: not a fact."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass

from fichier_tui.storage import models
from fichier_tui.storage.models.base import Noun
from fichier_tui.storage.session import Session

SCREENS = "screen."
"""How the keys begin under which screens remember how they were left: no draft, and never offered as one."""

TYPING_FOR = dt.timedelta(minutes=2)
"""How long after the last letter somebody is said to be typing."""

# The tables whose rows have a contact, by what the key of a correction begins with.
_LINES: dict[str, type[Noun]] = {
    "visit_line": models.Visit,
    "purchase_line": models.Purchase,
    "action_line": models.Action,
    "complete": models.Action,
    "note_line": models.Note,
    "satisfaction_line": models.Satisfaction,
}
# The tables whose rows have a name of their own.
_NAMED: dict[str, type[Noun]] = {"segment": models.Segment, "offer": models.Offer, "campaign": models.Campaign}


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A draft, and whom or what it is about: the name of the contact or of the segment, "" where that is gone."""

    key: str
    values: dict[str, str]
    saved_at: dt.datetime
    subject: str = ""

    @property
    def kind(self) -> str:
        """What the key begins with: "contact", "visit", "purchase", …"""
        return self.key.partition(".")[0]

    @property
    def number(self) -> int | None:
        """The row that the key names; None where it names none."""
        last = self.key.partition(".")[2]
        return int(last) if last.isdecimal() else None


def keep_draft(session: Session, key: str, values: dict[str, str]) -> None:
    """Keep what was typed, in place of what was kept under the same key ("contact.new", "contact.12")."""
    with session.database.atomic("IMMEDIATE"):
        models.Draft.replace(
            staff=session.staff.id or None,
            key=key,
            value=json.dumps(values, ensure_ascii=False),
            saved_at=session.now(),
        ).execute()


def read_draft(session: Session, key: str) -> KeptDraft | None:
    """What this person had typed, or None."""
    row = models.Draft.get_or_none(models.Draft.key == key, models.Draft.staff == (session.staff.id or None))
    return None if row is None else KeptDraft(row.key, json.loads(row.value), row.saved_at)


def who_types(session: Session, key: str) -> tuple[str, ...]:
    """The names of others who typed something under the same key in the last minutes, and have not saved it."""
    since = session.now() - TYPING_FOR
    rows = (
        models.Draft.select(models.Draft, models.Staff)
        .join(models.Staff)
        .where(models.Draft.key == key, models.Draft.staff != session.staff.id, models.Draft.saved_at >= since)
    )
    return tuple(sorted(row.staff.name for row in rows))


def list_drafts(session: Session) -> tuple[KeptDraft, ...]:
    """All that this person typed and did not save, the latest first."""
    rows = models.Draft.select().where(
        models.Draft.staff == (session.staff.id or None), ~models.Draft.key.startswith(SCREENS)
    )
    drafts = [KeptDraft(row.key, json.loads(row.value), row.saved_at) for row in rows.order_by(models.Draft.saved_at)]
    return tuple(KeptDraft(one.key, one.values, one.saved_at, _subject(one)) for one in reversed(drafts))


def drop_draft(session: Session, key: str) -> None:
    """Forget a draft: it was saved, or given up."""
    with session.database.atomic("IMMEDIATE"):
        models.Draft.delete().where(models.Draft.key == key, models.Draft.staff == (session.staff.id or None)).execute()


def _subject(draft: KeptDraft) -> str:
    """The name of what a draft is about."""
    if draft.kind == "sending":
        return draft.values.get("to", "")
    number = draft.number
    if number is None:
        return ""
    if (named := _NAMED.get(draft.kind)) is not None:
        return str(getattr(named.get_or_none(named.id == number), "name", ""))
    if (table := _LINES.get(draft.kind)) is not None:
        number = getattr(table.get_or_none(table.id == number), "contact_id", None)
    summary = models.ContactSummary.get_or_none(models.ContactSummary.contact == number)
    return str(getattr(summary, "display_name", ""))
