"""The line that was not noted: kept in the encrypted file, offered again."""

from __future__ import annotations

from dataclasses import dataclass

from fichier_tui.storage import Session, drop_draft, keep_draft, list_drafts

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


def keep(session: Session, kept: Kept) -> None:
    """Keep it in place of the one before; nothing typed forgets it."""
    for draft in list_drafts(session):
        if draft.kind == KIND and not (kept.text and draft.key == kept.key):
            drop_draft(session, draft.key)
    if kept.text:
        keep_draft(session, kept.key, {"line": kept.text})


def recall(session: Session) -> Kept:
    """The line put aside, without its contact where that is no more."""
    draft = next((draft for draft in list_drafts(session) if draft.kind == KIND), None)
    if draft is None:
        return Kept()
    return Kept(draft.values.get("line", ""), draft.number if draft.subject else None)
