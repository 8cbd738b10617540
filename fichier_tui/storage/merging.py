"""Two cards of one contact become one. The other card is put aside with what it said: undo brings both back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from fichier_tui.domain.contact import PERSON, Contact
from fichier_tui.domain.merging import Difference, differences, merge_cards
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import models
from fichier_tui.storage.consents.oppositions import renew_oppositions
from fichier_tui.storage.contacts import name_of, read_contact, refuse_restricted, write_details
from fichier_tui.storage.operation import Operation
from fichier_tui.storage.rows import row_numbered
from fichier_tui.storage.session import Session
from fichier_tui.storage.sponsors import line_of_sponsors

# What happened with a contact: each row goes over to the card that is kept.
_HISTORY: tuple[type[models.Table], ...] = (
    models.Visit,
    models.Purchase,
    models.Action,
    models.BehaviourEvent,
    models.LoyaltyEntry,
    models.Satisfaction,
    models.Consent,
    models.RightsRequest,
    models.Note,
    models.Dismissal,
    models.SendingRecipient,
    models.Confirmation,
    models.Information,
)


@dataclass(frozen=True, slots=True)
class TwoCards:
    """Two cards about to become one, and what must be chosen between them."""

    kept: Contact
    other: Contact
    differences: tuple[Difference, ...]


def compare_cards(session: Session, one: int, other: int) -> TwoCards:
    """The two cards, the one with the longer history kept, else the older.

    Raises Refusal: row.unknown; merge.same for one card alone; merge.kinds for a person and a company.
    """
    cards = [read_contact(session, one), read_contact(session, other)]
    if one == other:
        raise Refusal("merge.same")
    if cards[0].details.kind != cards[1].details.kind:
        company, person = sorted(cards, key=lambda card: card.details.kind == PERSON)
        raise Refusal("merge.kinds", person=person.name, company=company.name)
    kept, put_aside = sorted(
        cards, key=lambda card: (-(card.summary.purchases + card.summary.visits), card.created_at, card.id)
    )
    return TwoCards(kept, put_aside, differences(kept.details, put_aside.details))


def merge_contacts(session: Session, cards: TwoCards, chosen: Collection[str] = ()) -> Contact:
    """Make one card of two; `chosen` are the fields whose value is taken from the other card.

    Raises Refusal: row.unknown; contact.changed_elsewhere where somebody saved one of them since it was read.
    """
    kept, other = cards.kept, cards.other
    with session.operation("contacts.merged", kept.id, name=name_of(kept.id), other=name_of(other.id)) as operation:
        row, aside = row_numbered(models.Contact, kept.id), row_numbered(models.Contact, other.id)
        for known, present in ((kept, row), (other, aside)):
            if known.version != present.version or present.deleted_at is not None:
                raise Refusal("contact.changed_elsewhere", name=known.name)
            refuse_restricted(present, known.name)
        write_details(operation, row, merge_cards(kept.details, other.details, chosen))
        operation.change(
            row,
            version=row.version + 1,
            updated_at=session.now(),
            company=row.company_id or aside.company_id,
            restricted_on=row.restricted_on or aside.restricted_on,
            deceased_on=row.deceased_on or aside.deceased_on,
            sponsor=next(
                # Never in a circle: whom one of the two sent cannot be the sponsor of both.
                (
                    sponsor
                    for sponsor in (row.sponsor_id, aside.sponsor_id)
                    if sponsor is not None and not {row.id, aside.id} & line_of_sponsors(session, sponsor)
                ),
                None,
            ),
        )
        for table in _HISTORY:
            for line in table.select().where(table.contact == other.id).order_by(table.id):
                operation.change(line, contact=kept.id)
        _move_hold(operation, kept.id, other.id)
        for link in (models.Contact.company, models.Contact.sponsor):
            for person in models.Contact.select().where(link == other.id, models.Contact.id != kept.id):
                operation.change(person, **{link.name: kept.id})
        renew_oppositions(operation, kept.id)
        operation.change(aside, deleted_at=session.now())
    return read_contact(session, kept.id)


def _move_hold(operation: Operation, kept: int, other: int) -> None:
    """What holds the other card back holds the one that is kept; where both are held, for both reasons."""
    rows = {
        row.contact_id: row
        for row in models.RetentionHold.select().where(models.RetentionHold.contact << [kept, other])
    }
    if other in rows and kept in rows:
        reasons = dict.fromkeys((rows[kept].reason, rows[other].reason))
        operation.change(rows[kept], reason=" · ".join(reasons))
        operation.remove(rows[other])
    elif other in rows:
        operation.change(rows[other], contact=kept)
