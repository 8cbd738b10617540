"""What every screen may ask of the application about a contact: open it, note a visit, a purchase, a plan.

The screens and forms behind these doors are imported when they are first opened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from fichier_tui.domain.history import VisitDetails
from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import _
from fichier_tui.storage import Session, log_visit, read_rows
from fichier_tui.ui.done import done

if TYPE_CHECKING:
    from fichier_tui.ui.app import FichierApp


class ContactDoors:
    """Mixed into the application."""

    async def open_contact(self, contact: int) -> None:
        """Show the card of a contact."""
        _app(self).refuse(_("This is not in the program yet."))

    async def new_contact(self, typed: str = "") -> None:
        """The form of a new contact, begun with what was typed in vain to find it."""
        _app(self).refuse(_("This is not in the program yet."))

    async def log_visit(self, contact: int) -> None:
        """Note at once that somebody came, now, at the counter: no question, Ctrl+Z takes it back."""
        app = _app(self)
        details = VisitDetails(day=app.today(), time=f"{app.now().astimezone():%H:%M}")
        try:
            name = await app.ask(_log_visit, contact, details)
        except Refusal as refusal:
            app.refuse(refusal)
            return
        app.tell(done("visit.logged", name=name))
        await app.changed()

    async def log_purchase(self, contact: int) -> None:
        """The form of a purchase of this contact."""
        _app(self).refuse(_("This is not in the program yet."))

    async def plan_action(self, contact: int) -> None:
        """The form of an action planned for this contact."""
        _app(self).refuse(_("This is not in the program yet."))


def _app(doors: ContactDoors) -> FichierApp:
    return cast("FichierApp", doors)


def _log_visit(session: Session, contact: int, details: VisitDetails) -> str:
    """Note the visit; the contact's name, for the sentence."""
    log_visit(session, contact, details)
    return next((row.name for row in read_rows(session, [contact])), "")
