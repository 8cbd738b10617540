"""One entry at the counter: a contact, known or new, and all that is said of it, as one operation."""

from __future__ import annotations

from dataclasses import dataclass

from fichier_tui.domain.contact import ContactDetails, cleaned
from fichier_tui.domain.history import ActionDetails, PurchaseDetails, VisitDetails
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.text import clean_text
from fichier_tui.storage import models
from fichier_tui.storage.actions import insert_action
from fichier_tui.storage.consents import insert_consent
from fichier_tui.storage.contacts import insert_contact, name_of
from fichier_tui.storage.purchases import insert_purchase
from fichier_tui.storage.rows import row_numbered
from fichier_tui.storage.session import Session
from fichier_tui.storage.visits import insert_visit


@dataclass(frozen=True, slots=True)
class CounterEntry:
    """What is said at once. `new` are the details of a contact to create; `consents` are (channel, state)."""

    new: ContactDetails | None = None
    visit: VisitDetails | None = None
    purchase: PurchaseDetails | None = None
    note: str = ""
    consents: tuple[tuple[str, str], ...] = ()
    plan: ActionDetails | None = None


def enter(session: Session, contact: int | None, entry: CounterEntry) -> int:
    """Write an entry for a contact of the file, or for the new one that it describes. Returns the contact's number.

    Raises Refusal: row.unknown, contact.nameless, consent.unknown, action.unknown_kind, staff.unknown.
    """
    details = None if entry.new is None else cleaned(entry.new)
    if contact is None and (details is None or not details.display_name):
        raise Refusal("contact.nameless")
    name = name_of(contact) if contact is not None else details.display_name if details else ""
    with session.operation("counter.entered", contact, name=name) as operation:
        if contact is None and details is not None:
            contact = insert_contact(operation, details).id
            operation.contact = contact
        number = int(row_numbered(models.Contact, contact or 0).id)
        visit = None if entry.visit is None else insert_visit(operation, number, entry.visit)
        if entry.purchase is not None:
            purchase = insert_purchase(operation, number, entry.purchase)
            if visit is not None:
                operation.change(purchase, visit=visit)
        for channel, state in entry.consents:
            insert_consent(operation, number, channel, state, "counter")
        if text := clean_text(entry.note):
            operation.create(
                models.Note,
                contact=number,
                day=session.today,
                text=text,
                staff=session.staff.id or None,
                created_at=session.now(),
            )
        if entry.plan is not None:
            insert_action(operation, number, entry.plan)
    return number
