"""Several actions done at once: one result for all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.content import Content

from fichier_tui.domain.history import Action
from fichier_tui.i18n import N_, _
from fichier_tui.storage import complete_many
from fichier_tui.ui.done import done
from fichier_tui.ui.form import FieldSpec
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card.form_dialog import FormDialog


class CompleteManyDialog(FormDialog):
    """The result of several actions."""

    HELP_WORDS = (N_("The same result is noted for every marked action; Ctrl+Z takes all of them back at once."),)

    def __init__(self, actions: Sequence[Action]) -> None:
        super().__init__()
        self.actions = tuple(actions)

    def heading(self) -> Content:
        """How many."""
        return shown(_("Actions done: {count}").format(count=len(self.actions)))

    def specs(self) -> Sequence[FieldSpec]:
        """The result alone."""
        return (FieldSpec("result", N_("Result"), about_person=True),)

    async def write(self, answers: dict[str, Any]) -> bool:
        """All in one operation."""
        await self.fichier.ask(
            complete_many, [action.id for action in self.actions], answers["result"], seen=self.actions
        )
        self.fichier.tell(done("actions.done", count=len(self.actions)))
        return True
