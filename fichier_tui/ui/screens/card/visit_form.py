"""A visit in full: day, time, how, how many, a note."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from textual.content import Content

from fichier_tui.domain.history import Visit, VisitDetails
from fichier_tui.i18n import N_, _
from fichier_tui.storage import log_visit
from fichier_tui.storage.concurrent_edit import VISIT
from fichier_tui.ui.code_words import VISIT_CHANNELS
from fichier_tui.ui.done import done
from fichier_tui.ui.form import FieldSpec
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card.form_dialog import FormDialog, choices


class VisitDialog(FormDialog):
    """A new visit of a contact, or one to be corrected."""

    FIRST = "note"

    def __init__(self, contact: int, name: str, visit: Visit | None = None) -> None:
        super().__init__(f"visit_line.{visit.id}" if visit else f"visit.{contact}")
        self.contact, self.contact_name, self.visit = contact, name, visit
        self.correct(VISIT, visit.id if visit else None)

    def heading(self) -> Content:
        """Whose visit."""
        return shown(_("Visit: {name}").format(name=self.contact_name))

    def specs(self) -> Sequence[FieldSpec]:
        """The note first in mind, so it has the cursor; what is known already stands above."""
        return (
            FieldSpec("day", N_("Day"), "day", required=True, past=True),
            FieldSpec("time", N_("Time"), "time"),
            FieldSpec("channel", N_("How"), "choice", choices=choices(VISIT_CHANNELS), free=False),
            FieldSpec("people", N_("People"), "number", least=1, most=100_000),
            FieldSpec("note", N_("Note"), "note", rows=4, about_person=True),
        )

    async def values(self) -> Mapping[str, Any]:
        """Those of the visit; today at the counter for a new one."""
        details = self.editing.details if self.editing else VisitDetails(self.fichier.today())
        return {name: getattr(details, name) for name in VisitDetails.__slots__}

    async def write(self, answers: dict[str, Any]) -> bool:
        """Note or correct it."""
        details = VisitDetails(
            answers["day"],
            answers["time"] or "",
            answers["channel"] or "counter",
            answers["people"],
            answers["note"],
        )
        if self.editing is None:
            await self.fichier.ask(log_visit, self.contact, details)
        elif not await self.editing.save(details):
            return False
        self.tell_done(done("visit.changed" if self.visit else "visit.logged", name=self.contact_name))
        return True
