"""Where one person's whole file goes: pages to read, JSON, or what the person takes elsewhere."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from textual.content import Content

from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.rights import ACCESS, PORTABILITY
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.storage.rights.person_file import read_person
from fichier_tui.ui import format
from fichier_tui.ui.background import in_background
from fichier_tui.ui.dialogs.export import default_path
from fichier_tui.ui.dialogs.question import confirmation, replacing
from fichier_tui.ui.form import FieldSpec
from fichier_tui.ui.rights_words import KINDS, unreachable_words
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card.form_dialog import FormDialog, choices
from fichier_tui.ui.widgets.status_line import NOTE

RIGHTS = {right: KINDS[right] for right in (ACCESS, PORTABILITY)}


class PersonFileDialog(FormDialog):
    """What, and where."""

    HELP_WORDS: ClassVar[tuple[str, ...]] = (
        N_("Access is everything that is known; portability what the person gave, to take elsewhere."),
        N_("A .pdf is read by anybody, a .json by another program; what a person takes elsewhere is .json or .csv."),
        N_("The names of other people are hidden in what was written freely; read it through before you hand it out."),
    )

    def __init__(self, contact: int, name: str, right: str = ACCESS) -> None:
        super().__init__()
        self.contact, self.contact_name, self.right = contact, name, right
        self.warned = False
        """Whether it was agreed to write a file that does not say how to reach the business."""

    def heading(self) -> Content:
        """Whose."""
        return shown(_("The whole file of {name}").format(name=self.contact_name))

    def specs(self) -> Sequence[FieldSpec]:
        """Which right, where."""
        return (
            FieldSpec("right", N_("Right"), "choice", choices=choices(RIGHTS), free=False, required=True),
            FieldSpec("path", N_("File"), required=True, hint=N_("Ends in .pdf or .json; elsewhere .json or .csv")),
        )

    async def values(self) -> Mapping[str, Any]:
        """In the documents of whoever works here, under the number of the card: the register of exports keeps the name
        of the file for years, and a name in it would outlive an erasure on paper, in copies, in a list of files."""
        name = _("Personal data card {number}").format(number=self.contact)
        path = default_path(name, self.fichier.today())
        return {"right": self.right, "path": str(path.with_suffix(".pdf" if self.right == ACCESS else ".json"))}

    async def write(self, answers: dict[str, Any]) -> bool:
        """Write it; a file that is there is replaced once that is agreed to."""
        from fichier_tui.exchange.rights.writing import FORMATS, write_person
        from fichier_tui.exchange.whole_file import ended
        from fichier_tui.ui.person_page import person_document

        app, right = self.fichier, answers["right"]
        person = await app.ask(read_person, self.contact)
        missing = unreachable_words(person.holder) if right == ACCESS else ""
        if missing and not self.warned:
            return await self._warn(missing, answers)
        target = ended(Path(answers["path"]), FORMATS[right][0])
        file: Any = app.file
        options: dict[str, Any] = {"right": right, "purpose": _(KINDS[right]), "overwrite": self.agreed}
        try:
            path = await asyncio.to_thread(write_person, file, person, person_document(person), target, **options)
        except Refusal as refusal:
            if refusal.code != "export.exists" or self.agreed or target.is_dir():
                raise
            return await self.agree(replacing(target), answers)
        said = _("Written: {path}").format(path=path)
        if person.hidden:
            words = ngettext("{count} name of others hidden", "{count} names of others hidden", person.hidden)
            said += " · " + words.format(count=format.number(person.hidden))
        app.tell(shown(said), NOTE)
        return True

    async def _warn(self, missing: str, answers: dict[str, Any]) -> bool:
        """Say what the file lacks before it is written."""

        def answered(answer: str | None) -> None:
            if answer == "yes":
                self.warned = True
                in_background(self, partial(self._save, answers), group="save")

        title = _("The business cannot be reached by it")
        await self.app.push_screen(confirmation(title, missing, _("Write it all the same"), _("No, not yet")), answered)
        return False
