"""Lines that are begun without typing: by a template of the shop, or for the contact whose loyalty card was scanned."""

from __future__ import annotations

from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import _
from fichier_tui.storage.letters.templates import read_templates
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.counter.keeping import KeepingScreen
from fichier_tui.ui.screens.counter.reading import is_name_alone, subject_name


class BeginningScreen(KeepingScreen):
    """A line that something else than a hand begins or completes."""

    async def action_template(self, place: int) -> None:
        """Alt+1…9: noted for whom the line means; where nothing is typed and nobody chosen, the line begins so."""
        await self.answered()
        if self.entry.value.strip() or self.contact_shown is not None:
            await super().action_template(place)
            return
        try:
            template = (await self.fichier.ask(read_templates))[place - 1]
            if not template.line:
                raise Refusal("template.empty", key=f"Alt+{place}")
        except Refusal as refusal:
            self.refuse(refusal)
            return
        # The name goes behind what is said first: what follows ; or "then" would take it for its own.
        end = max((piece.end for piece in self._read_as(template.line).pieces if piece.slot != "note"), default=0)
        self.entry.set_typed(f"{template.line[:end]} {template.line[end:]}")
        self.entry.cursor_position = end + 1
        self.take_typed()

    async def scanned_contact(self, contact: int) -> bool:
        """A line that says what is to be noted, and not yet for whom, is for whoever's card was scanned.

        One that names somebody else is left as it is, and the card is opened: it may be the next customer's.
        """
        seen = await self.answered()
        if seen is None or self.subject is not None or not self.line.text.strip() or is_name_alone(self.line):
            return False
        fitting = () if seen.came_last else tuple(row.id for row in seen.rows if row.contact is not None)
        if self.line.verb == "contact" or self.line.new or (fitting and contact not in fitting):
            return False
        self.leave_pieces()
        if fitting:
            self.picked = contact
            self._ask()
        else:
            await self._take_subject(contact)
        try:
            name = await self.fichier.ask(subject_name, contact)
        except Refusal as refusal:
            self.refuse(refusal)
            return True
        self.note(shown(_("For {name}: Enter notes the line.").format(name=name)))
        return True
