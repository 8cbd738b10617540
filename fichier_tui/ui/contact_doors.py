"""What every screen may ask of the application about one contact: its card, a new one, a visit, a purchase, a plan.

The screens behind are imported when they are first asked for: the program starts without them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from fichier_tui.ui.app import FichierApp


class ContactDoors:
    """A parent of the application; a screen calls `await self.fichier.open_contact(number)`."""

    @property
    def _application(self) -> FichierApp:
        return cast("FichierApp", self)

    async def open_contact(self, contact: int) -> None:
        """Show the card of a contact."""
        from fichier_tui.ui.screens.card import opening

        await opening.open_contact(self._application, contact)

    async def new_contact(self, typed: str = "") -> None:
        """A form for a new contact; `typed` is what was searched for: a name, a telephone number, an e-mail."""
        from fichier_tui.ui.screens.card import opening

        await opening.new_contact(self._application, typed)

    async def edit_contact(self, contact: int) -> None:
        """The form of a contact that is in the file."""
        from fichier_tui.ui.screens.card import opening

        await opening.edit_contact(self._application, contact)

    async def log_visit(self, contact: int) -> None:
        """Note that a contact is here now."""
        from fichier_tui.ui.screens.card import opening

        await opening.log_visit(self._application, contact)

    async def log_purchase(self, contact: int) -> None:
        """Ask what a contact bought."""
        from fichier_tui.ui.screens.card import opening

        await opening.log_purchase(self._application, contact)

    async def ask_consents(self, contact: int) -> None:
        """Ask a contact for its consents, or record a withdrawal."""
        from fichier_tui.ui.screens.card import opening

        await opening.ask_consents(self._application, contact)

    async def plan_action(self, contact: int | None = None) -> None:
        """Ask what is to be done for a contact."""
        from fichier_tui.ui.screens.card import opening

        await opening.plan_action(self._application, contact)

    async def to_counter(self, typed: str = "", contact: int | None = None) -> None:
        """The counter's line, begun with what was typed, about a contact where one is at hand; Esc comes back."""
        from fichier_tui.ui.screens.counter import opening

        await opening.to_counter(self._application, typed, contact)
