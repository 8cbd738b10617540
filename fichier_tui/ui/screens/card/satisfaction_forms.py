"""What a contact thinks of us, in a few keys: a score or a review; a complaint, which plans a call; its answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from textual.content import Content

from fichier_tui.domain.holidays import next_business_day
from fichier_tui.domain.satisfaction import HIGHEST, Complaint
from fichier_tui.i18n import N_, _
from fichier_tui.storage import close_complaint, open_complaint, record_opinion
from fichier_tui.ui import format as written
from fichier_tui.ui.done import done
from fichier_tui.ui.form import FieldSpec
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card.form_dialog import FormDialog


class OpinionDialog(FormDialog):
    """A score from 0 to 10, what the contact said, or both. Two keys are lost at most: no draft."""

    HELP_WORDS: ClassVar[tuple[str, ...]] = (
        N_("Type the score from 0 to 10, then Ctrl+S; what the contact said may come with it, or alone."),
    )

    def __init__(self, contact: int, name: str) -> None:
        super().__init__()
        self.contact, self.contact_name = contact, name

    def heading(self) -> Content:
        """Whose."""
        return shown(_("Opinion: {name}").format(name=self.contact_name))

    def specs(self) -> Sequence[FieldSpec]:
        """The score first: it is asked for."""
        return (
            FieldSpec("score", N_("Score"), "number", most=HIGHEST, hint=N_("0 to 10")),
            FieldSpec("text", N_("What was said"), about_person=True),
        )

    async def write(self, answers: dict[str, Any]) -> bool:
        """Note it."""
        await self.fichier.ask(record_opinion, self.contact, answers["score"], answers["text"])
        self.fichier.tell(done("opinion.recorded", name=self.contact_name))
        return True


class ComplaintDialog(FormDialog):
    """What the contact complains of, and when to call back."""

    HELP_WORDS: ClassVar[tuple[str, ...]] = (
        N_("Type what the contact says, then Ctrl+S. The card shows it until it is answered, and a call is planned."),
    )

    def __init__(self, contact: int, name: str) -> None:
        super().__init__(f"complaint.{contact}")
        self.contact, self.contact_name = contact, name

    def heading(self) -> Content:
        """Whose."""
        return shown(_("Complaint: {name}").format(name=self.contact_name))

    def specs(self) -> Sequence[FieldSpec]:
        """What, then when."""
        return (
            FieldSpec("said", N_("What was said"), required=True, about_person=True),
            FieldSpec("call_on", N_("Call back on"), "day", hint=N_("+3d, monday, 15/9"), required=True),
        )

    async def values(self) -> Mapping[str, Any]:
        """The next working day."""
        return {"call_on": next_business_day(self.fichier.today() + dt.timedelta(days=1))}

    async def write(self, answers: dict[str, Any]) -> bool:
        """Note it, and plan the call."""
        await self.fichier.ask(open_complaint, self.contact, answers["said"], answers["call_on"])
        self.fichier.tell(done("complaint.opened", name=self.contact_name))
        return True


class AnswerDialog(FormDialog):
    """What was answered to a complaint: it is closed, and its call done."""

    HELP_WORDS: ClassVar[tuple[str, ...]] = (
        N_("Type what was answered, then Ctrl+S: the complaint is closed, and the call that it planned is done."),
    )
    DEFAULT_CSS = """
    AnswerDialog .complaint--said { height: auto; margin-bottom: 1; }
    """

    def __init__(self, complaint: Complaint, name: str) -> None:
        super().__init__(f"satisfaction_line.{complaint.id}")
        self.complaint, self.contact_name = complaint, name

    def heading(self) -> Content:
        """Whose."""
        return shown(_("Complaint: {name}").format(name=self.contact_name))

    def specs(self) -> Sequence[FieldSpec]:
        """The answer."""
        return (FieldSpec("answer", N_("Answer"), required=True, about_person=True),)

    def compose_box(self) -> Sequence[Any]:
        """What was said, and when, above the answer."""
        from textual.widgets import Static

        day = shown(written.day(self.complaint.day), "$text-muted")
        said = Content.assemble(day, "  ", shown(self.complaint.said, "bold"))
        return (Static(said, classes="complaint--said", markup=False), *super().compose_box())

    async def write(self, answers: dict[str, Any]) -> bool:
        """Close it."""
        await self.fichier.ask(close_complaint, self.complaint.id, answers["answer"])
        self.fichier.tell(done("complaint.closed", name=self.contact_name))
        return True
