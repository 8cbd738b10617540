"""Something to do, with the contact among the fields: the planner does not know for whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fichier_tui.domain.contact import ContactRow
from fichier_tui.domain.history import ActionDetails
from fichier_tui.i18n import N_
from fichier_tui.storage import Session, find_contacts, read_rows
from fichier_tui.ui.form import FieldSpec
from fichier_tui.ui.screens.card.plan_form import PlanDialog
from fichier_tui.ui.widgets.choosers import Suggestion

PROPOSED = 8


class AddDialog(PlanDialog):
    """The form of a planned action, for a contact or for nobody in particular."""

    def __init__(self, proposed: ActionDetails) -> None:
        """`proposed` holds the day that the planner shows."""
        super().__init__(None, "", proposed=proposed)

    def specs(self) -> Sequence[FieldSpec]:
        """For whom comes after what."""
        what, *others = super().specs()
        whom = FieldSpec(
            "contact", N_("Contact"), "suggest", search=self.find, free=False, hint=N_("nobody in particular")
        )
        return (what, whom, *others)

    async def find(self, text: str) -> Sequence[Suggestion]:
        """The contacts that fit what was typed."""
        if not text.strip():
            return ()
        rows = await self.fichier.ask(found_rows, text)
        return tuple(Suggestion(str(row.id), row.name, row.town) for row in rows)

    async def write(self, answers: dict[str, Any]) -> bool:
        """Plan it for the contact chosen."""
        whom: Suggestion | None = answers["contact"]
        if whom is not None and whom.code:
            self.contact, self.contact_name = int(whom.code), whom.words
        return await super().write(answers)


def found_rows(session: Session, text: str) -> Sequence[ContactRow]:
    """The best known contacts of that name."""
    return read_rows(session, find_contacts(session, text, limit=PROPOSED, abbreviated=True).ids)
