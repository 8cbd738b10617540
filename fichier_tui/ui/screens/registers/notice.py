"""The words by which people are told what their data serves for; a change makes a new version, who had which stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from textual.content import Content

from fichier_tui.domain.notice import Notice
from fichier_tui.i18n import N_, _
from fichier_tui.storage.rights.notices import change_notice
from fichier_tui.ui.done import done
from fichier_tui.ui.form import FieldSpec
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card.form_dialog import FormDialog


class NoticeDialog(FormDialog):
    """The notice in one language."""

    HELP_WORDS: ClassVar[tuple[str, ...]] = (
        N_("What is told when somebody's details are taken (GDPR, article 13): who keeps them, what for, how long, "
           "which rights. Put it on a card on the counter; I in the consents of a card notes that it was given."),
        N_("A change makes a new version; which one each person had stays on their card."),
    )  # fmt: skip

    def __init__(self, notice: Notice) -> None:
        super().__init__(f"notice.{notice.language}")
        self.notice = notice

    def heading(self) -> Content:
        """Which version."""
        if not self.notice.version:
            return shown(_("Information notice (the program's own words)"))
        return shown(_("Information notice, version {number}").format(number=self.notice.version))

    def specs(self) -> Sequence[FieldSpec]:
        """The text."""
        return (FieldSpec("text", N_("Text"), "note", required=True, rows=11),)

    async def values(self) -> Mapping[str, Any]:
        """The words in use."""
        return {"text": self.notice.text}

    async def write(self, answers: dict[str, Any]) -> bool:
        """A new version, where anything changed."""
        if answers["text"] != self.notice.text:
            await self.fichier.ask(change_notice, self.notice.language, answers["text"])
            self.fichier.tell(done("notice.changed"))
        return True
