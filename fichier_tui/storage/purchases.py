"""Purchases: what was sold, in cents. The first one makes a client of a prospect, by itself."""

from __future__ import annotations

from dataclasses import replace

from fichier_tui.domain.history import Purchase, PurchaseDetails
from fichier_tui.domain.permission import DELETE
from fichier_tui.domain.text import clean_line, clean_text
from fichier_tui.storage import loyalty, models
from fichier_tui.storage.contacts import name_of
from fichier_tui.storage.operation import Operation
from fichier_tui.storage.products import product_named
from fichier_tui.storage.rows import row_numbered
from fichier_tui.storage.session import Session

_COPIED = ("day", "quantity", "amount_cents", "nights", "people", "note", "reference")


def log_purchase(session: Session, contact: int, details: PurchaseDetails) -> Purchase:
    """Note a purchase; a product that is named for the first time is made."""
    with session.operation(
        "purchase.logged",
        contact,
        name=name_of(contact),
        product=clean_line(details.product),
        cents=details.amount_cents,
    ) as operation:
        row = insert_purchase(operation, contact, details)
    return replace(_purchase(row), points=loyalty.given(row))


def insert_purchase(operation: Operation, contact: int, details: PurchaseDetails) -> models.Purchase:
    """The row of a new purchase, within an operation; points are earned with it."""
    session = operation.session
    row = operation.create(
        models.Purchase,
        contact=contact,
        **_values(operation, details),
        staff=session.staff.id or None,
        created_at=session.now(),
    )
    loyalty.earn(operation, row)
    return row


def change_purchase(session: Session, purchase: int, details: PurchaseDetails) -> Purchase:
    """Correct a purchase. Raises Refusal("row.unknown")."""
    row = row_numbered(models.Purchase, purchase)
    with session.operation("purchase.changed", row.contact_id, name=name_of(row.contact_id)) as operation:
        cents_before = row.amount_cents
        operation.change(row, **_values(operation, details))
        loyalty.follow_correction(operation, row, cents_before)
    return _purchase(row)


def remove_purchase(session: Session, purchase: int) -> None:
    """Take a purchase away. Raises Refusal("row.unknown")."""
    session.require(DELETE)
    row = row_numbered(models.Purchase, purchase)
    with session.operation("purchase.removed", row.contact_id, name=name_of(row.contact_id)) as operation:
        loyalty.follow_removal(operation, row)
        operation.remove(row)


def read_purchase(session: Session, purchase: int) -> Purchase:
    """One purchase. Raises Refusal("row.unknown")."""
    return _purchase(row_numbered(models.Purchase, purchase))


def purchases_of(session: Session, contact: int) -> tuple[Purchase, ...]:
    """All purchases of a contact, newest first."""
    query = models.Purchase.select().where(models.Purchase.contact == contact)
    return tuple(_purchase(row) for row in query.order_by(models.Purchase.day.desc(), models.Purchase.id.desc()))


def _values(operation: Operation, details: PurchaseDetails) -> dict[str, object]:
    details = replace(details, note=clean_text(details.note), reference=clean_line(details.reference))
    product = product_named(operation, details.product)
    unit_cost = None if product is None else product.cost_cents
    times = details.quantity * (details.nights or 1) if product is not None and product.by_night else details.quantity
    return {name: getattr(details, name) for name in _COPIED} | {
        "product": product,
        "cost_cents": None if unit_cost is None else unit_cost * times,
    }


def _purchase(row: models.Purchase) -> Purchase:
    product = row.product
    return Purchase(
        id=row.id,
        contact_id=row.contact_id,
        details=PurchaseDetails(
            product=product.name if product else "", **{name: getattr(row, name) for name in _COPIED}
        ),
        category=product.category if product else "",
        staff=row.staff.name if row.staff_id else "",
    )
