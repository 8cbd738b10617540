"""The line that was not noted: kept in the encrypted file, offered again."""

from __future__ import annotations

from dataclasses import dataclass

from fichier_tui.storage import KeptDraft, Session, drop_draft, keep_draft, leave_draft, list_drafts

KIND = "counter"


@dataclass(frozen=True, slots=True)
class Kept:
    """A line put aside, and the contact that it was about, if it came from a card."""

    text: str = ""
    contact: int | None = None

    @property
    def key(self) -> str:
        """Under which it is kept."""
        return KIND if self.contact is None else f"{KIND}.{self.contact}"


def keep(session: Session, kept: Kept, before: Kept) -> None:
    """Keep it in place of the one that this counter kept before; nothing typed forgets that. Others' stay."""
    draft = next((one for one in _lines(session) if _read(one) == before), None) if before.text else None
    if draft is not None and (draft.key != kept.key or not kept.text):
        drop_draft(session, draft.key, draft)
        draft = None
    if kept.text:
        keep_draft(session, kept.key, {"line": kept.text}, draft)


def leave(session: Session) -> None:
    """The counter was left: the line that was put aside is offered in every window."""
    for draft in _lines(session):
        leave_draft(session, draft)


def recall(session: Session, number: int | None = None) -> Kept:
    """The line put aside last, or that draft, without its contact where that is no more."""
    draft = next((one for one in _lines(session) if number in (None, one.id)), None)
    return Kept() if draft is None else _read(draft)


def _lines(session: Session) -> list[KeptDraft]:
    return [draft for draft in list_drafts(session) if draft.kind == KIND]


def _read(draft: KeptDraft) -> Kept:
    return Kept(draft.values.get("line", ""), draft.number if draft.subject else None)
