"""A purchase: what, for how much; the product bought last and its price stand there already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from textual.content import Content

from fichier_tui.domain.history import Product, Purchase, PurchaseDetails
from fichier_tui.domain.text import fold
from fichier_tui.i18n import N_, _
from fichier_tui.storage import find_products, last_product, log_purchase
from fichier_tui.storage.concurrent_edit import PURCHASE
from fichier_tui.ui import format as written
from fichier_tui.ui.done import done
from fichier_tui.ui.form import FieldSpec, Form
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card.form_dialog import FormDialog
from fichier_tui.ui.widgets.choosers import Suggestion

KEPT_AS_IS = ("quantity", "nights", "people", "day", "reference", "note")
PRICED_BY = ("product", "quantity", "nights")
"""The fields that the amount follows, as long as nobody typed one."""


class PurchaseDialog(FormDialog):
    """A new purchase of a contact, or one to be corrected."""

    def __init__(self, contact: int, name: str, purchase: Purchase | None = None) -> None:
        super().__init__(f"purchase_line.{purchase.id}" if purchase else f"purchase.{contact}")
        self.contact, self.contact_name, self.purchase = contact, name, purchase
        self.correct(PURCHASE, purchase.id if purchase else None)
        self.products: dict[str, Product] = {}
        """Those that were proposed, by folded name."""
        self.proposed = ""
        """The amount that the form itself put there, as it was written; whatever else stands there is the user's."""

    def heading(self) -> Content:
        """Whose purchase."""
        return shown(_("Purchase: {name}").format(name=self.contact_name))

    def specs(self) -> Sequence[FieldSpec]:
        """Product and amount first: the rest is there for those who want it."""
        return (
            FieldSpec("product", N_("Product"), "suggest", search=self._find),
            FieldSpec("amount", N_("Amount"), "amount"),
            FieldSpec("quantity", N_("Quantity"), "number", least=1, most=100_000),
            FieldSpec("nights", N_("Nights"), "number", most=10_000),
            FieldSpec("people", N_("People"), "number", most=100_000),
            FieldSpec("day", N_("Day"), "day", required=True, past=True),
            FieldSpec("reference", N_("Reference"), hint=N_("invoice, booking")),
            FieldSpec("note", N_("Note"), "note", rows=2, about_person=True),
        )

    async def _find(self, typed: str) -> Sequence[Suggestion]:
        found = await self.fichier.ask(find_products, typed, 8)
        self._learn(*found)
        return [
            Suggestion(str(product.id), product.name, "" if product.price_cents is None else _price(product))
            for product in found
        ]

    def _learn(self, *found: Product) -> None:
        self.products |= {fold(product.name): product for product in found}

    async def values(self) -> Mapping[str, Any]:
        """Those of the purchase; for a new one what was bought last, at its price, today."""
        if self.editing is not None:
            details = self.editing.details
            self._learn(*await self.fichier.ask(find_products, details.product, 1))
            return {
                "product": Suggestion("", details.product) if details.product else None,
                "amount": details.amount_cents,
                **{name: getattr(details, name) for name in KEPT_AS_IS},
            }
        last = await self.fichier.ask(last_product, self.contact)
        if last is not None:
            self._learn(last)
        answers: dict[str, Any] = {
            "product": None if last is None else Suggestion(str(last.id), last.name),
            "quantity": 1,
            "nights": 1 if last is not None and last.by_night else None,
            "day": self.fichier.today(),
        }
        answers["amount"] = self.price(answers)
        self.proposed = "" if answers["amount"] is None else self.form.entry("amount").write(answers["amount"])
        return answers

    def price(self, answers: Mapping[str, Any]) -> int | None:
        """What the product costs in this quantity, for these nights where it is sold by the night; in cents."""
        product = self.products.get(fold(answers["product"].words)) if answers["product"] else None
        if product is None or product.price_cents is None:
            return None
        nights = (answers["nights"] or 1) if product.by_night else 1
        return int(product.price_cents * (answers["quantity"] or 1) * nights)

    @property
    def amount_is_own(self) -> bool:
        """Whether somebody typed the amount."""
        typed = self.form.entry("amount").typed
        return typed not in ("", self.proposed)

    def on_form_edited(self, event: Form.Edited) -> None:
        """Let the amount follow what it is made of."""
        event.stop()
        if event.key in PRICED_BY and not self.amount_is_own and self.purchase is None:
            price, entry = self.price(self.form.answers()), self.form.entry("amount")
            self.proposed = "" if price is None else entry.write(price)
            entry.set_answer(price)

    async def write(self, answers: dict[str, Any]) -> bool:
        """Note or correct it; an amount that nobody typed is the price of what is bought."""
        amount = answers["amount"]
        if not self.amount_is_own and self.purchase is None:
            # The product may have been taken by the very key that saves: its price is not in the field yet.
            price = self.price(answers)
            amount = amount if price is None else price
        if amount is None:
            self.form.refuse("amount", _("For how much? Type for instance 380 or 12,50; 0 for a gift."))
            return False
        details = PurchaseDetails(
            day=answers["day"],
            product=answers["product"].words if answers["product"] else "",
            amount_cents=amount,
            quantity=answers["quantity"] or 1,
            nights=answers["nights"],
            people=answers["people"],
            note=answers["note"],
            reference=answers["reference"],
        )
        points = 0
        if self.editing is None:
            points = (await self.fichier.ask(log_purchase, self.contact, details)).points
        elif not await self.editing.save(details):
            return False
        verb = "purchase.changed" if self.purchase else "purchase.logged"
        self.tell_done(done(verb, name=f"{self.contact_name}, {written.money(amount)}", points=points))
        return True


def _price(product: Product) -> str:
    return written.money(product.price_cents or 0)
