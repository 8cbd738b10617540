"""The offers of the shop: made, changed, ended; and telling contacts of one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import peewee as pw

from fichier_tui.domain.awareness import TELLING_KINDS
from fichier_tui.domain.history import Action, ActionDetails
from fichier_tui.domain.offer import OFFER_KINDS, Offer, OfferDetails
from fichier_tui.domain.permission import SEND
from fichier_tui.domain.recurrence import Recurrence
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.text import clean_line, clean_text
from fichier_tui.storage import models
from fichier_tui.storage.actions.planning import DONE, insert_action, read_action
from fichier_tui.storage.actions.recurring import set_recurrence
from fichier_tui.storage.contacts import name_of
from fichier_tui.storage.models.base import public_ids
from fichier_tui.storage.operation import Operation
from fichier_tui.storage.products import product_named
from fichier_tui.storage.rows import row_numbered
from fichier_tui.storage.session import Session

_TOLD_COLUMNS = (
    "public_id", "contact_id", "kind", "subject", "day", "time", "place", "priority", "assigned_to_id", "state",
    "done_at", "done_by_id", "result", "note", "offer_id", "product_id", "campaign_id", "created_at", "created_by_id",
)  # fmt: skip


def create_offer(session: Session, details: OfferDetails) -> Offer:
    """A new offer. Raises Refusal: offer.nameless, offer.dates (it ends before it starts), offer.unknown_kind."""
    session.require(SEND)
    with session.operation("offer.created", name=clean_line(details.name)) as operation:
        row = operation.create(models.Offer, **_values(operation, details))
    return read_offer(session, row.id)


def change_offer(session: Session, offer: int, details: OfferDetails) -> Offer:
    """Correct an offer. Raises as `create_offer`, and Refusal("row.unknown")."""
    session.require(SEND)
    with session.operation("offer.changed", name=clean_line(details.name)) as operation:
        operation.change(row_numbered(models.Offer, offer), **_values(operation, details))
    return read_offer(session, offer)


def end_offer(session: Session, offer: int) -> Offer:
    """The offer ends today; one that has not begun yet never does. Raises Refusal: row.unknown, offer.ended."""
    session.require(SEND)
    row, today = row_numbered(models.Offer, offer), session.today
    if row.ends_on is not None and row.ends_on <= today:
        raise Refusal("offer.ended", name=row.name)
    with session.operation("offer.ended", name=row.name) as operation:
        operation.change(row, ends_on=today, starts_on=None if row.starts_on is None else min(row.starts_on, today))
    return read_offer(session, offer)


def read_offer(session: Session, offer: int) -> Offer:
    """One offer. Raises Refusal("row.unknown")."""
    row = _query().where(models.Offer.id == offer).first()
    if row is None:
        raise Refusal("row.unknown")
    return _offer(row)


def list_offers(session: Session) -> tuple[Offer, ...]:
    """Every offer: those that run first, then those to come, then those that ended; the latest first in each."""
    today, offers = session.today, [_offer(row) for row in _query()]
    begun = dt.date.min

    def order(offer: Offer) -> tuple[bool, bool, int, int]:
        details = offer.details
        ended = details.has_ended(today)
        return ended, not ended and not details.runs_on(today), -(details.starts_on or begun).toordinal(), -offer.id

    return tuple(sorted(offers, key=order))


def running_offers(session: Session) -> tuple[Offer, ...]:
    """The offers of today, those last told of first."""
    latest = dict(
        models.Action.select(models.Action.offer, pw.fn.MAX(models.Action.id))
        .where(models.Action.offer.is_null(False), models.Action.state == "done")
        .group_by(models.Action.offer)
        .tuples()
    )
    running = [offer for offer in list_offers(session) if offer.details.runs_on(session.today)]
    return tuple(sorted(running, key=lambda offer: -latest.get(offer.id, 0)))


def tell_offer(session: Session, offer: int, contacts: Sequence[int], kind: str = "offer") -> int:
    """These contacts were told of the offer today: an action done for each, in one operation. How many.

    Raises Refusal: row.unknown, action.unknown_kind.
    """
    row = row_numbered(models.Offer, offer)
    if kind not in TELLING_KINDS:
        raise Refusal("action.unknown_kind", kind=kind)
    return _tell(session, row, contacts, kind)


def tell_product(session: Session, product: int, contacts: Sequence[int]) -> int:
    """These contacts were told of a product just now, as `tell_offer` does of an offer. Raises Refusal: row.unknown."""
    return _tell(session, row_numbered(models.Product, product), contacts, "offer")


def _tell(session: Session, row: models.Offer | models.Product, contacts: Sequence[int], kind: str) -> int:
    """Note the telling of an offer or a product, each contact once. How many. Raises Refusal: row.unknown."""
    numbers = list(dict.fromkeys(contacts))
    for number in numbers:
        row_numbered(models.Contact, number)
    if len(numbers) == 1:
        entry = session.operation("offer.told", numbers[0], name=name_of(numbers[0]), offer=row.name)
    else:
        entry = session.operation("offer.told_many", name=row.name, count=len(numbers))
    with entry as operation:
        insert_tellings(operation, row, numbers, kind)
    return len(numbers)


def plan_about_offer(
    session: Session, contact: int | None, details: ActionDetails, offer: int, recurrence: Recurrence | None = None
) -> Action:
    """Plan something about an offer: when it is done, the contact was told. Raises as `plan_action`, row.unknown."""
    row = row_numbered(models.Offer, offer)
    name = "" if contact is None else name_of(contact)
    with session.operation("action.planned", contact, name=name, kind=details.kind) as operation:
        planned = insert_action(operation, contact, details)
        operation.change(planned, offer=row.id, product=row.product_id)
        set_recurrence(operation, planned, recurrence)
    return read_action(session, planned.id)


def plan_about_product(
    session: Session, contact: int, details: ActionDetails, product: int, recurrence: Recurrence | None = None
) -> Action:
    """Plan something about a product, as `plan_about_offer` does."""
    row = row_numbered(models.Product, product)
    with session.operation("action.planned", contact, name=name_of(contact), kind=details.kind) as operation:
        planned = insert_action(operation, contact, details)
        operation.change(planned, product=row.id)
        set_recurrence(operation, planned, recurrence)
    return read_action(session, planned.id)


def insert_tellings(
    operation: Operation,
    about: models.Offer | models.Product,
    contacts: Sequence[int],
    kind: str,
    *,
    campaign: int | None = None,
    state: str = DONE,
    day: dt.date | None = None,
) -> range:
    """Actions about an offer or a product, one for each contact, within an operation; the run of their numbers.

    They are done now, or (`state` open) to be done on `day`.
    """
    session = operation.session
    staff = session.staff.id or None
    now = models.Action.done_at.db_value(session.now())
    hour = session.now().astimezone().strftime("%H:%M") if state == DONE else ""
    offer, product = (about.id, about.product_id) if isinstance(about, models.Offer) else (None, about.id)
    done = (now, staff) if state == DONE else (None, None)
    rows = [
        (
            public_id, contact, kind, about.name, (day or session.today).isoformat(), hour, "", 0, staff, state,
            *done, "", "", offer, product, campaign, now, staff,
        )
        for public_id, contact in zip(public_ids(len(contacts)), contacts, strict=True)
    ]  # fmt: skip
    return operation.create_many(models.Action, _TOLD_COLUMNS, rows)


def _query() -> pw.ModelSelect:
    query: pw.ModelSelect = models.Offer.select(models.Offer, models.Product).join(models.Product, pw.JOIN.LEFT_OUTER)
    return query


def _values(operation: Operation, details: OfferDetails) -> dict[str, object]:
    name = clean_line(details.name)
    if not name:
        raise Refusal("offer.nameless")
    if details.kind and details.kind not in OFFER_KINDS:
        raise Refusal("offer.unknown_kind", kind=details.kind)
    if details.starts_on and details.ends_on and details.ends_on < details.starts_on:
        raise Refusal("offer.dates", name=name)
    product = product_named(operation, details.product)
    return {
        "name": name,
        "kind": details.kind,
        "product": None if product is None else product.id,
        "starts_on": details.starts_on,
        "ends_on": details.ends_on,
        "text": clean_text(details.text),
    }


def _offer(row: models.Offer) -> Offer:
    product = row.product.name if row.product_id else ""
    details = OfferDetails(row.name, row.kind, product, row.starts_on, row.ends_on, row.text)
    return Offer(row.id, details, row.product_id)
