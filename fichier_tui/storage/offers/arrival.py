"""A product arrives: who bought most of it or of its category, who knows of it, and who may be told by what."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from fichier_tui.domain.awareness import Awareness
from fichier_tui.domain.contactability import PROSPECTING
from fichier_tui.domain.history import ActionDetails
from fichier_tui.domain.offer import Subject
from fichier_tui.domain.permission import TOTALS
from fichier_tui.domain.proposals import Arriving, Buyer
from fichier_tui.domain.proposals.arrival import AMOUNT, QUANTITY, RECENCY
from fichier_tui.domain.text import fold
from fichier_tui.storage.actions.planning import insert_action
from fichier_tui.storage.consents.contactability import answers, open_channels
from fichier_tui.storage.contacts import name_of
from fichier_tui.storage.days import local_day
from fichier_tui.storage.offers.awareness import awareness_cells
from fichier_tui.storage.offers.proposal_facts import barred_contacts
from fichier_tui.storage.products import find_products, list_categories
from fichier_tui.storage.session import Session

_ORDERS = {
    QUANTITY: "quantity DESC, amount DESC, last DESC",
    AMOUNT: "amount DESC, quantity DESC, last DESC",
    RECENCY: "last DESC, amount DESC, quantity DESC",
}
_UNTOLD = Awareness()


@dataclass(frozen=True, slots=True)
class ArrivalRow:
    """One of the best buyers, with what it knows of the product already."""

    buyer: Buyer
    rank: int
    name: str
    town: str
    phone: str
    channels: tuple[str, ...] = ()
    """Those by which it may be told of what the shop sells."""
    planned_on: dt.date | None = None
    """The day of the first open action about it."""
    awareness: Awareness = _UNTOLD
    """Of a product; a category is nothing that one hears of."""

    @property
    def contact_id(self) -> int:
        """The number of the contact."""
        return self.buyer.contact


def find_arriving(session: Session, text: str = "") -> tuple[Arriving, ...]:
    """What may arrive: the categories and products whose words begin as `text` does, the most sold products first."""
    wanted = fold(text).split()
    categories = [
        Arriving(category)
        for category in list_categories(session)
        if all(any(word.startswith(part) for word in fold(category).split()) for part in wanted)
    ]
    return (*categories, *(Arriving(product.name, product.id) for product in find_products(session, text)))


def arrival_buyers(
    session: Session,
    arriving: Arriving,
    *,
    by: str = AMOUNT,
    since: dt.date | None = None,
    channel: str = "",
    limit: int | None = None,
) -> tuple[Buyer, ...]:
    """The best buyers of it that nothing forbids to turn to; those alone who may be told by `channel`, if one is given.

    The statement says what `domain.proposals.arrival.best_buyers` says; a test holds them together.
    """
    session.require(TOTALS)
    where, value = ("product.id = ?", arriving.product_id) if arriving.product_id else ("category = ?", arriving.name)
    rows = session.database.connection().execute(
        "SELECT contact_id, COUNT(*), SUM(quantity) AS quantity, SUM(amount_cents) AS amount, MAX(day) AS last"
        " FROM product CROSS JOIN purchase ON product_id = product.id"
        f" WHERE {where} AND day >= ? GROUP BY contact_id ORDER BY {_ORDERS[by]}, contact_id",
        (value, "" if since is None else since.isoformat()),
    )
    found = [Buyer(row[0], row[1], row[2], row[3], dt.date.fromisoformat(row[4])) for row in rows]
    numbers = [buyer.contact for buyer in found]
    barred = barred_contacts(session, numbers, session.today)
    if channel:
        allowed = answers(session, numbers, channel, PROSPECTING)
        barred |= {number for number in numbers if not allowed[number].allowed}
    return tuple([buyer for buyer in found if buyer.contact not in barred][:limit])


def arrival_rows(
    session: Session, arriving: Arriving, buyers: Mapping[int, tuple[int, Buyer]], contacts: Sequence[int]
) -> tuple[ArrivalRow, ...]:
    """A page of them; `buyers` gives the rank of each and what it bought."""
    session.require(TOTALS)
    wanted = json.dumps(list(contacts))
    execute = session.database.connection().execute
    planned = planned_about(session, arriving, contacts)
    channels = open_channels(session, contacts)
    cells: Mapping[int, tuple[Awareness, ...]] = {}
    if arriving.product_id is not None:
        subject = Subject(arriving.product_id, arriving.name, is_offer=False, product_id=arriving.product_id)
        cells = awareness_cells(session, contacts, (subject,))
    rows = execute(
        "SELECT contact_id, display_name, town, phone FROM contact_summary"
        " WHERE contact_id IN (SELECT value FROM json_each(?))",
        (wanted,),
    )
    return tuple(
        ArrivalRow(
            buyers[number][1], buyers[number][0], name, town, phone, channels.get(number, ()), planned.get(number),
            cells[number][0] if cells else _UNTOLD,
        )
        for number, name, town, phone in rows
    )  # fmt: skip


def planned_about(session: Session, arriving: Arriving, contacts: Collection[int]) -> dict[int, dt.date]:
    """Those of these contacts with an open action about it, and its day; of a category by its name in the subject."""
    about = "product_id = ?" if arriving.product_id else "instr(subject, ?)"
    rows = session.database.connection().execute(
        f"SELECT contact_id, MIN(COALESCE(day, {local_day('created_at')})) FROM action WHERE state = 'open' AND {about}"
        " AND contact_id IN (SELECT value FROM json_each(?)) GROUP BY contact_id",
        (arriving.product_id or arriving.name, json.dumps(list(contacts))),
    )
    return {number: dt.date.fromisoformat(day) for number, day in rows}


def plan_arrival(session: Session, arriving: Arriving, plans: Mapping[int, ActionDetails]) -> int:
    """Plan to tell these contacts of it, each in its own way, in one operation. How many.

    Raises Refusal: action.unknown_kind, staff.unknown, row.unknown.
    """
    if len(plans) == 1:
        (number, details), *_none = plans.items()
        entry = session.operation("action.planned", number, name=name_of(number), kind=details.kind)
    else:
        entry = session.operation("actions.planned", name=arriving.name, count=len(plans))
    with entry as operation:
        for number, details in plans.items():
            row = insert_action(operation, number, details)
            if arriving.product_id is not None:
                operation.change(row, product=arriving.product_id)
    return len(plans)
