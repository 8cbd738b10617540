"""Screens on which one contact is chosen: the keys that act on it are the same everywhere."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from fichier_tui.i18n import _
from fichier_tui.ui import keys
from fichier_tui.ui.base import FichierScreen
from fichier_tui.ui.screens.contacts.keys import CONSENTS

Result = TypeVar("Result")

ON_CONTACT = ("open", "visit", "purchase", "plan", "edit", "consents", "template")


class ActingScreen(FichierScreen[Result]):
    """A screen that knows which contact is chosen."""

    KEYS: ClassVar[tuple[keys.Key, ...]] = (CONSENTS,)

    @property
    def contact_shown(self) -> int | None:
        """The contact under the cursor, as far as is known now."""
        raise NotImplementedError

    async def contact_meant(self) -> int | None:
        """The contact that a key just pressed is for: what was typed before it has been looked for."""
        return self.contact_shown

    def acted(self) -> None:
        """Something was noted for the contact: the next one may be looked for."""

    def disabled_reason(self, action: str) -> str | None:
        """What is done to a contact needs one."""
        if action in ON_CONTACT and self.contact_shown is None:
            return _(keys.VISIT.elsewhere)
        return super().disabled_reason(action)

    async def action_new_contact(self) -> None:
        """F2: a new contact."""
        await self.fichier.new_contact()

    async def action_visit(self) -> None:
        """F5: somebody came."""
        if (contact := await self.contact_meant()) is not None:
            await self.fichier.log_visit(contact)
            self.acted()

    async def action_purchase(self) -> None:
        """F6: something was bought."""
        if (contact := await self.contact_meant()) is not None:
            await self.fichier.log_purchase(contact)
            self.acted()

    async def action_plan(self) -> None:
        """F7: something is to be done."""
        if (contact := await self.contact_meant()) is not None:
            await self.fichier.plan_action(contact)
            self.acted()

    async def action_consents(self) -> None:
        """Ctrl+K: what the contact accepts is asked, or withdrawn."""
        if (contact := await self.contact_meant()) is not None:
            await self.fichier.ask_consents(contact)
            self.acted()

    async def open_meant(self) -> None:
        """The card of the contact under the cursor."""
        if (contact := await self.contact_meant()) is not None:
            await self.fichier.open_contact(contact)
            self.acted()

    async def action_edit(self) -> None:
        """F4: what the file says of the contact, to be changed."""
        from fichier_tui.ui.screens.card.opening import edit_contact

        if (contact := await self.contact_meant()) is not None:
            await edit_contact(self.fichier, contact)
