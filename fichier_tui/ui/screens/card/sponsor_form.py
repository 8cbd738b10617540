"""Who sent a contact, found by what one types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from textual.content import Content

from fichier_tui.i18n import N_, _
from fichier_tui.storage import set_sponsor
from fichier_tui.ui.done import done
from fichier_tui.ui.form import FieldSpec
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card.form_dialog import FormDialog
from fichier_tui.ui.screens.planner.add_dialog import found_rows
from fichier_tui.ui.widgets.choosers import Suggestion


class SponsorDialog(FormDialog):
    """The sponsor of a contact; an empty field is nobody."""

    HELP_WORDS: ClassVar[tuple[str, ...]] = (
        N_("Type a part of the name of whoever sent this contact, then Enter; an empty field takes the sponsor away."),
    )

    def __init__(self, contact: int, name: str, sponsor: Suggestion | None) -> None:
        """`sponsor` is the present one."""
        super().__init__()
        self.contact, self.contact_name, self.sponsor = contact, name, sponsor

    def heading(self) -> Content:
        """Of whom."""
        return shown(_("Who sent {name}").format(name=self.contact_name))

    def specs(self) -> Sequence[FieldSpec]:
        """One field."""
        return (FieldSpec("sponsor", N_("Sent by"), "suggest", search=self.find, free=False, hint=N_("nobody")),)

    async def values(self) -> Mapping[str, Any]:
        """The present one."""
        return {"sponsor": self.sponsor}

    async def find(self, text: str) -> Sequence[Suggestion]:
        """The contacts that fit, but for this one."""
        if not text.strip():
            return ()
        rows = await self.fichier.ask(found_rows, text)
        return tuple(Suggestion(str(row.id), row.name, row.town) for row in rows if row.id != self.contact)

    async def write(self, answers: dict[str, Any]) -> bool:
        """Note it."""
        chosen: Suggestion | None = answers["sponsor"]
        sponsor = int(chosen.code) if chosen is not None and chosen.code else None
        await self.fichier.ask(set_sponsor, self.contact, sponsor)
        self.fichier.tell(done("contact.sponsored", name=self.contact_name))
        return True
