"""The ways to a card and to its forms from anywhere: the list, the planner, the palette, another card."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from fichier_tui.domain.contact import ContactDetails
from fichier_tui.domain.history import Action, ActionDetails, Visit, VisitDetails
from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import _
from fichier_tui.storage import log_visit as log_visit_in_file
from fichier_tui.storage import (
    object_everywhere,
    read_action,
    read_card,
    read_complaint,
    read_consent_sheet,
    read_contact,
    read_note,
    read_purchase,
    read_visit,
)
from fichier_tui.ui.done import done
from fichier_tui.ui.safe import shown
from fichier_tui.ui.widgets.status_line import NOTE

if TYPE_CHECKING:
    from fichier_tui.ui.app import FichierApp
    from fichier_tui.ui.screens.card.contact_form import ContactForm
    from fichier_tui.ui.screens.card.form_dialog import FormDialog


async def open_contact(app: FichierApp, contact: int) -> None:
    """Show the card of a contact over the present screen, read before it is shown: it opens full."""
    from fichier_tui.ui.screens.card.screen import CardScreen

    try:
        card = await app.ask(read_card, contact)
    except Refusal as refusal:
        app.refuse(refusal)
        return
    await app.push_screen(CardScreen(card))


async def log_visit(app: FichierApp, contact: int) -> Visit | None:
    """Note that the contact is here now, at the counter; None when it was refused."""
    local = app.now().astimezone()
    # With another day than the clock's (`--day`) the clock's hour would mean nothing.
    time = f"{local:%H:%M}" if local.date() == app.today() else ""
    try:
        visit = await app.ask(log_visit_in_file, contact, VisitDetails(app.today(), time))
        name = (await app.ask(read_contact, contact)).name
    except Refusal as refusal:
        app.refuse(refusal)
        return None
    app.tell(done("visit.logged", name=name))
    await app.changed()
    return visit


async def log_purchase(app: FichierApp, contact: int) -> None:
    """Ask what was bought."""
    from fichier_tui.ui.screens.card.form_dialog import show_form
    from fichier_tui.ui.screens.card.purchase_form import PurchaseDialog

    if (name := await _name(app, contact)) is not None:
        await show_form(app, PurchaseDialog(contact, name))


async def plan_action(app: FichierApp, contact: int | None = None, proposed: ActionDetails | None = None) -> None:
    """Ask what is to be done for a contact, or for nobody in particular; `proposed` is what the form starts from."""
    from fichier_tui.ui.screens.card.form_dialog import show_form
    from fichier_tui.ui.screens.card.plan_form import PlanDialog

    name = "" if contact is None else await _name(app, contact)
    if name is not None:
        await show_form(app, PlanDialog(contact, name, proposed=proposed))


async def ask_consents(app: FichierApp, contact: int, after: Callable[[None], Awaitable[None]] | None = None) -> None:
    """What a contact accepts: the sentence to say for each channel, and the answer; `after` when it is closed."""
    from fichier_tui.ui.screens.card.consent_dialog import ConsentDialog

    try:
        sheet = await app.ask(read_consent_sheet, contact)
    except Refusal as refusal:
        app.refuse(refusal)
        return
    await app.push_screen(ConsentDialog(sheet), after)


async def oppose(app: FichierApp, contact: int) -> None:
    """The contact wants no more messages, on any channel: at once; Ctrl+Z takes a slip back."""
    try:
        name = (await app.ask(read_contact, contact)).name
        closed = await app.ask(object_everywhere, contact)
    except Refusal as refusal:
        app.refuse(refusal)
        return
    if closed:
        app.tell(done("consent.opposed", name=name))
        await app.changed()
    else:
        app.tell(shown(_("{name} is opposed on every channel already.").format(name=name)), NOTE)


async def complete(app: FichierApp, action: int) -> None:
    """Ask for the result of an action, and for the next."""
    from fichier_tui.ui.screens.card.action_forms import CompleteDialog
    from fichier_tui.ui.screens.card.form_dialog import show_form

    if (found := await _action(app, action)) is not None:
        await show_form(app, CompleteDialog(found))


async def change_action(app: FichierApp, action: int) -> None:
    """Correct something that is planned."""
    from fichier_tui.ui.screens.card.form_dialog import show_form
    from fichier_tui.ui.screens.card.plan_form import PlanDialog

    if (found := await _action(app, action)) is not None:
        await show_form(app, PlanDialog(found.contact_id, found.contact_name, found))


async def note_down(app: FichierApp, contact: int) -> None:
    """Ask for a note."""
    from fichier_tui.ui.screens.card.form_dialog import show_form
    from fichier_tui.ui.screens.card.note_form import NoteDialog

    if (name := await _name(app, contact)) is not None:
        await show_form(app, NoteDialog(contact, name))


async def correct(app: FichierApp, kind: str, number: int) -> None:
    """Correct one line of a history: a visit, a purchase, an action or a note; answer a complaint.

    Raises Refusal("row.unknown").
    """
    from fichier_tui.ui.screens.card.form_dialog import show_form
    from fichier_tui.ui.screens.card.note_form import NoteDialog
    from fichier_tui.ui.screens.card.purchase_form import PurchaseDialog
    from fichier_tui.ui.screens.card.satisfaction_forms import AnswerDialog
    from fichier_tui.ui.screens.card.visit_form import VisitDialog

    if kind == "action":
        await change_action(app, number)
        return
    form: FormDialog
    if kind == "satisfaction":
        complaint = await app.ask(read_complaint, number)
        form = AnswerDialog(complaint, (await app.ask(read_contact, complaint.contact_id)).name)
    elif kind == "visit":
        visit = await app.ask(read_visit, number)
        form = VisitDialog(visit.contact_id, (await app.ask(read_contact, visit.contact_id)).name, visit)
    elif kind == "purchase":
        purchase = await app.ask(read_purchase, number)
        form = PurchaseDialog(purchase.contact_id, (await app.ask(read_contact, purchase.contact_id)).name, purchase)
    else:
        note = await app.ask(read_note, number)
        form = NoteDialog(note.contact_id, (await app.ask(read_contact, note.contact_id)).name, note)
    await show_form(app, form)


async def note_complaint(app: FichierApp, contact: int) -> None:
    """Ask what a contact complains of."""
    from fichier_tui.ui.screens.card.form_dialog import show_form
    from fichier_tui.ui.screens.card.satisfaction_forms import ComplaintDialog

    if (name := await _name(app, contact)) is not None:
        await show_form(app, ComplaintDialog(contact, name))


async def _name(app: FichierApp, contact: int) -> str | None:
    """How a contact is called; None where it is no more, which is said."""
    try:
        return (await app.ask(read_contact, contact)).name
    except Refusal as refusal:
        app.refuse(refusal)
        return None


async def _action(app: FichierApp, number: int) -> Action | None:
    try:
        return await app.ask(read_action, number)
    except Refusal as refusal:
        app.refuse(refusal)
        return None


async def new_contact(app: FichierApp, typed: str = "") -> None:
    """A form for a new contact, whose card is shown once it is saved."""
    from fichier_tui.ui.screens.card.contact_fields import guessed
    from fichier_tui.ui.screens.card.contact_form import ContactForm

    # A card scanned in vain and searched for is not the name of the contact.
    scanned = ContactDetails(card_number=typed) if typed and typed == app.scanned else None
    form = ContactForm(None, scanned or guessed(typed))

    async def show(contact: int | None) -> None:
        if contact is not None:
            await open_contact(app, contact)
            if form.instead is not None:
                await edit_contact(app, contact, form.instead)

    await _show_contact_form(app, form, show)


async def edit_contact(app: FichierApp, contact: int, added: ContactDetails | None = None) -> None:
    """The form of a contact; `added` are its details with what is proposed to be added to them."""
    from fichier_tui.ui.screens.card.contact_form import ContactForm

    try:
        found = await app.ask(read_contact, contact)
    except Refusal as refusal:
        app.refuse(refusal)
        return
    await _show_contact_form(app, ContactForm(found, added=added))


async def _show_contact_form(
    app: FichierApp, form: ContactForm, after: Callable[[int | None], Awaitable[None]] | None = None
) -> None:
    try:
        await form.prepare()
    except Refusal as refusal:
        app.refuse(refusal)
        return
    await app.push_screen(form, after)
    form.start()
