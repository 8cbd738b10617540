"""A note, or an idea that the team shares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from textual.content import Content

from fichier_tui.domain.history import Note
from fichier_tui.i18n import N_, _
from fichier_tui.storage import add_note
from fichier_tui.storage.concurrent_edit import NOTE, NoteText
from fichier_tui.ui.code_words import NOTE_KINDS
from fichier_tui.ui.done import done
from fichier_tui.ui.form import FieldSpec
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card.form_dialog import FormDialog, choices

WRITTEN_HERE = ("note", "idea")


class NoteDialog(FormDialog):
    """A new note on a contact, or the text of one to be corrected."""

    FIRST = "text"

    def __init__(self, contact: int, name: str, note: Note | None = None) -> None:
        super().__init__(f"note_line.{note.id}" if note else f"note.{contact}")
        self.contact, self.contact_name, self.note = contact, name, note
        self.correct(NOTE, note.id if note else None)

    def heading(self) -> Content:
        """About whom."""
        return shown(_("Note: {name}").format(name=self.contact_name))

    def specs(self) -> Sequence[FieldSpec]:
        """The text; for a new one, whether it is a note or an idea."""
        text = FieldSpec("text", N_("Text"), "note", rows=6, about_person=True)
        kinds = {code: NOTE_KINDS[code] for code in WRITTEN_HERE}
        return (
            (text,)
            if self.note
            else (text, FieldSpec("kind", N_("Kind"), "choice", choices=choices(kinds), free=False))
        )

    async def values(self) -> Mapping[str, Any]:
        """The present text."""
        return {"text": self.editing.details.text if self.editing else "", "kind": "note"}

    async def write(self, answers: dict[str, Any]) -> bool:
        """Write or correct it."""
        if self.editing is None:
            await self.fichier.ask(add_note, self.contact, answers["text"], answers["kind"] or "note")
        elif not await self.editing.save(NoteText(answers["text"])):
            return False
        self.tell_done(done("note.changed" if self.note else "note.added", name=self.contact_name))
        return True
