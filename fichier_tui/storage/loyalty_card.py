"""Loyalty cards: whose a number is, and giving a card to a contact."""

from __future__ import annotations

from dataclasses import dataclass

from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.scanning import comparable
from fichier_tui.domain.text import clean_line
from fichier_tui.storage import models
from fichier_tui.storage.contacts import name_of
from fichier_tui.storage.rows import row_numbered
from fichier_tui.storage.session import Session

_HOLDERS = (
    "SELECT contact.id, display_name FROM contact JOIN contact_summary ON contact_id = contact.id"
    " WHERE live AND {condition} ORDER BY sort_key, contact.id"
)
_EXACTLY = "card_number = ?"
# Only where no card has the number as it was read: it looks at every card of the file.
_SPACED = "card_number > '' AND UPPER(REPLACE(REPLACE(REPLACE(card_number, ' ', ''), '-', ''), '.', '')) = ?"


@dataclass(frozen=True, slots=True)
class CardHolder:
    """A contact who has a card."""

    contact_id: int
    name: str


def card_holders(session: Session, number: str) -> tuple[CardHolder, ...]:
    """The contacts with that card number, spaces and dashes aside: one, none, or several where an import said so."""
    execute = session.database.connection().execute
    for condition, wanted in ((_EXACTLY, clean_line(number)), (_SPACED, comparable(number))):
        if not wanted:
            continue
        found = execute(_HOLDERS.format(condition=condition), (wanted,)).fetchall()
        if found:
            return tuple(CardHolder(*row) for row in found)
    return ()


def give_card(session: Session, contact: int, number: str) -> None:
    """Give a contact the card of that number, in the place of any other. Raises Refusal: row.unknown, card.taken."""
    number = clean_line(number)
    row = row_numbered(models.Contact, contact)
    others = [holder for holder in card_holders(session, number) if holder.contact_id != contact]
    if others:
        raise Refusal("card.taken", number=number, name=others[0].name)
    with session.operation("card.given", contact, name=name_of(contact), number=number) as operation:
        if operation.change(row, card_number=number):
            operation.change(row, version=row.version + 1, updated_at=session.now())
