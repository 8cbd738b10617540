"""Drafts: what was typed in a form and not yet saved, kept inside the encrypted file. Not an operation: not a fact."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from fichier_tui.storage import models
from fichier_tui.storage.models.base import Noun
from fichier_tui.storage.rows import refuse_forgotten
from fichier_tui.storage.session import Session
from fichier_tui.storage.typing_here import TypingHere

SCREENS = "screen."
"""How the keys begin under which screens remember how they were left: no draft, and never offered as one."""

TYPING_FOR = dt.timedelta(minutes=2)
"""How long after the last letter somebody is said to be typing."""

OF_CONTACTS = frozenset(("contact", "visit", "purchase", "plan", "note", "complaint", "counter"))
"""What the keys of drafts begin with that name a contact."""
OF_LINES: dict[str, type[Noun]] = {
    "visit_line": models.Visit,
    "purchase_line": models.Purchase,
    "action_line": models.Action,
    "complete": models.Action,
    "note_line": models.Note,
    "satisfaction_line": models.Satisfaction,
}
"""And those that name one of its lines: the tables of these."""
# The tables whose rows have a name of their own.
_NAMED: dict[str, type[Noun]] = {"segment": models.Segment, "offer": models.Offer, "campaign": models.Campaign}


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A draft, and whom or what it is about: the name of the contact or of the segment, "" where that is gone."""

    key: str
    values: dict[str, str]
    saved_at: dt.datetime
    subject: str = ""
    id: int = 0
    others: int = 0
    """How many more this person has under the same key: the form stood open in two programs."""

    @property
    def kind(self) -> str:
        """What the key begins with: "contact", "visit", "purchase", …"""
        return self.key.partition(".")[0]

    @property
    def number(self) -> int | None:
        """The row that the key names; None where it names none."""
        last = self.key.partition(".")[2]
        return int(last) if last.isdecimal() else None


def keep_draft(session: Session, key: str, values: dict[str, str], kept: KeptDraft | None = None) -> KeptDraft:
    """Keep what was typed under a key ("contact.new", "contact.12"), in place of `kept`.

    It is this window's until it is left (`leave_draft`), or the window ends: no other is offered it meanwhile. The same
    form may stand open in two programs of one person: where the draft is by now another than `kept`, or none was kept
    by this form, it stays, and this one stands beside it. How screens were left is one draft a key.
    Raises Refusal("contact.forgotten") where it is about somebody who was forgotten meanwhile.
    """
    with session.database.atomic("IMMEDIATE"):
        if (contact := _contact_of(key)) is not None:
            refuse_forgotten(contact)
        now, value = session.now(), json.dumps(values, ensure_ascii=False)
        if key.startswith(SCREENS):
            models.Draft.delete().where(*_mine(session, key)).execute()
        row = None if kept is None else _unchanged(session, key, kept)
        if row is None:
            row = models.Draft.create(staff=session.staff.id or None, key=key, value=value, saved_at=now)
        else:
            models.Draft.update(value=value, saved_at=now).where(models.Draft.id == row.id).execute()
    if not key.startswith(SCREENS):
        _typing_here(session).hold(row.id)
    return KeptDraft(key, values, now, id=row.id)


def read_draft(session: Session, key: str, number: int | None = None) -> KeptDraft | None:
    """What this person had typed: the latest under this key that no other window is typing, or the one of that number.

    None where there is none.
    """
    rows = list(models.Draft.select().where(*_mine(session, key)).order_by(models.Draft.saved_at.desc()))
    free = [row for row in rows if not _typing_here(session).is_elsewhere(row.id)]
    found = free if number is None else [row for row in rows if row.id == number]
    return _kept(found[0], len({row.id for row in free} - {found[0].id})) if found else None


def take_draft(session: Session, key: str, number: int | None = None) -> KeptDraft | None:
    """The same for a form that goes on with it: from now on it is this window's."""
    kept = read_draft(session, key, number)
    if kept is not None:
        _typing_here(session).hold(kept.id)
    return kept


def leave_draft(session: Session, kept: KeptDraft) -> None:
    """The form was left: whoever opens it next, in whatever window, is offered what it kept."""
    _typing_here(session).release(kept.id)


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
    """All that this person typed and did not save, the latest first; not what another window is typing now."""
    here = _typing_here(session)
    drafts = [_kept(row) for row in _all_of(session) if not here.is_elsewhere(row.id)]
    return tuple(replace(one, subject=_subject(one)) for one in reversed(drafts))


def typed_elsewhere(session: Session) -> int:
    """How many drafts of this person another window is typing now."""
    here = _typing_here(session)
    return sum(here.is_elsewhere(row.id) for row in _all_of(session))


def _all_of(session: Session) -> list[models.Draft]:
    """This person's drafts, the oldest first."""
    rows = models.Draft.select().where(
        models.Draft.staff == (session.staff.id or None), ~models.Draft.key.startswith(SCREENS)
    )
    return list(rows.order_by(models.Draft.saved_at))


def drop_draft(session: Session, key: str, kept: KeptDraft | None = None) -> None:
    """Forget what is kept under a key: it was saved, or given up. With `kept` that one alone, if it is as it was."""
    with session.database.atomic("IMMEDIATE"):
        if kept is None:
            models.Draft.delete().where(*_mine(session, key)).execute()
        elif (row := _unchanged(session, key, kept)) is not None:
            models.Draft.delete().where(models.Draft.id == row.id).execute()
    if kept is not None:
        leave_draft(session, kept)


def _typing_here(session: Session) -> TypingHere:
    """What this window types, from the first draft on."""
    if session.typing_here is None:
        session.typing_here = TypingHere(Path(str(session.database.database)).parent)
    return session.typing_here


def _mine(session: Session, key: str) -> tuple[Any, ...]:
    return (models.Draft.key == key, models.Draft.staff == (session.staff.id or None))


def _unchanged(session: Session, key: str, kept: KeptDraft) -> models.Draft | None:
    """The row of a draft that nobody wrote since."""
    row: models.Draft | None = models.Draft.get_or_none(*_mine(session, key), models.Draft.id == kept.id)
    return row if row is not None and json.loads(row.value) == kept.values else None


def _kept(row: models.Draft, others: int = 0) -> KeptDraft:
    return KeptDraft(row.key, json.loads(row.value), row.saved_at, id=row.id, others=others)


def _subject(draft: KeptDraft) -> str:
    """The name of what a draft is about."""
    if draft.kind == "sending":
        return draft.values.get("to", "")
    number = draft.number
    if number is None:
        return ""
    if (named := _NAMED.get(draft.kind)) is not None:
        return str(getattr(named.get_or_none(named.id == number), "name", ""))
    summary = models.ContactSummary.get_or_none(models.ContactSummary.contact == _contact_of(draft.key))
    return str(getattr(summary, "display_name", ""))


def _contact_of(key: str) -> int | None:
    """Whom a draft of that key is about; None where it is about nobody, or nothing that is there."""
    kind, _point, last = key.partition(".")
    if kind not in OF_LINES.keys() | OF_CONTACTS or not last.isdecimal():
        return None
    table = OF_LINES.get(kind)
    found = int(last) if table is None else getattr(table.get_or_none(table.id == int(last)), "contact_id", None)
    return None if found is None else int(found)
