"""What the shop sells. A product that a purchase names for the first time is made in passing."""

from __future__ import annotations

import peewee as pw

from fichier_tui.domain.history import Product
from fichier_tui.domain.text import clean_line, fold
from fichier_tui.storage import models
from fichier_tui.storage.operation import Operation
from fichier_tui.storage.session import Session


def find_products(session: Session, text: str = "", limit: int = 20) -> tuple[Product, ...]:
    """Products whose name has words that begin as `text` does, the most sold first."""
    sold = pw.fn.COUNT(models.Purchase.id)
    query = (
        models.Product.select(models.Product, sold.alias("sold"))
        .join(models.Purchase, pw.JOIN.LEFT_OUTER)
        .where(models.Product.retired_at.is_null())
        .group_by(models.Product.id)
        .order_by(sold.desc(), models.Product.name_key)
    )
    for word in fold(text).split():
        query = query.where(models.Product.name_key.startswith(word) | models.Product.name_key.contains(f" {word}"))
    return tuple(_product(row, row.sold) for row in query.limit(limit))


def last_product(session: Session, contact: int) -> Product | None:
    """What this contact bought last: the default of its next purchase."""
    row = (
        models.Product.select()
        .join(models.Purchase)
        .where(models.Purchase.contact == contact)
        .order_by(models.Purchase.day.desc(), models.Purchase.id.desc())
        .first()
    )
    return None if row is None else _product(row, 0)


def product_named(operation: Operation, name: str) -> models.Product | None:
    """The product of that name, made if there is none; None without a name."""
    name = clean_line(name)
    key = fold(name) or name
    if not key:
        return None
    row: models.Product | None = models.Product.get_or_none(models.Product.name_key == key)
    return row or operation.create(models.Product, name=name, name_key=key)


def list_categories(session: Session) -> tuple[str, ...]:
    """The categories in use, by name."""
    query = models.Product.select(models.Product.category).where(models.Product.category != "").distinct()
    return tuple(row.category for row in query.order_by(models.Product.category))


def _product(row: models.Product, sold: int) -> Product:
    return Product(row.id, row.name, row.category, row.price_cents, row.cost_cents, row.by_night, sold)
