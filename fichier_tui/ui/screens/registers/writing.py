"""F9 on a register: where it is written, as .xlsx, .pdf or .docx."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

from textual.content import Content

from fichier_tui.domain.refusal import Refusal
from fichier_tui.exchange.registers.document import PDF, RegisterDocument, write_register
from fichier_tui.exchange.whole_file import ended
from fichier_tui.i18n import N_, _
from fichier_tui.storage import OpenFile
from fichier_tui.ui.dialogs.export import default_path
from fichier_tui.ui.dialogs.question import replacing
from fichier_tui.ui.form import FieldSpec
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card.form_dialog import FormDialog


class WriteRegisterDialog(FormDialog):
    """A file for a register."""

    HELP_WORDS: ClassVar[tuple[str, ...]] = (
        N_("The ending says the format: .pdf to print, .docx to change, .xlsx to sort. Ctrl+S writes it."),
    )

    def __init__(self, document: RegisterDocument, name: str) -> None:
        """`name` begins that of the file."""
        super().__init__()
        self.document, self.file_name = document, name

    def heading(self) -> Content:
        """Which register."""
        return shown(self.document.title)

    def specs(self) -> Sequence[FieldSpec]:
        """Where."""
        return (FieldSpec("path", N_("File"), required=True, hint=N_("A name that ends in .pdf, .docx or .xlsx")),)

    async def values(self) -> Mapping[str, Any]:
        """In the documents, with the day."""
        return {"path": str(default_path(self.file_name, self.fichier.today()).with_suffix(PDF))}

    async def write(self, answers: dict[str, Any]) -> bool:
        """Write it; a file that is there is replaced once that is agreed to."""
        file = self.fichier.file
        if not isinstance(file, OpenFile):
            raise Refusal("file.locked")
        target = ended(Path(answers["path"]), PDF)
        try:
            path = await asyncio.to_thread(write_register, file, self.document, target, overwrite=self.agreed)
        except Refusal as refusal:
            if refusal.code != "export.exists" or self.agreed or target.is_dir():
                raise
            return await self.agree(replacing(target), answers)
        self.fichier.tell(shown(_("Written: {path}").format(path=path)))
        return True
