"""An offer as it is typed, and a call to make about one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from textual.content import Content

from fichier_tui.domain.offer import Offer, OfferDetails
from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import N_, _
from fichier_tui.storage import create_offer, find_products
from fichier_tui.storage.concurrent_edit import OFFER
from fichier_tui.ui.code_words import OFFER_KINDS
from fichier_tui.ui.done import done
from fichier_tui.ui.form import FieldSpec
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card.form_dialog import FormDialog, choices
from fichier_tui.ui.widgets.choosers import Suggestion


class OfferDialog(FormDialog):
    """A new offer, or one to be changed."""

    def __init__(self, offer: Offer | None = None) -> None:
        super().__init__(f"offer.{offer.id if offer else 'new'}")
        self.offer = offer
        self.correct(OFFER, offer.id if offer else None)
        self.made: int | None = None
        """The number of what was created."""

    def heading(self) -> Content:
        """Which."""
        return shown(_("Offer: {name}").format(name=self.offer.details.name) if self.offer else _("New offer"))

    def specs(self) -> Sequence[FieldSpec]:
        """Only a name is required."""
        return (
            FieldSpec("name", N_("Name"), required=True),
            FieldSpec("product", N_("Product"), "suggest", search=self.find, hint=N_("every purchase counts")),
            FieldSpec("starts_on", N_("From"), "day"),
            FieldSpec("ends_on", N_("Until"), "day", hint=N_("without end")),
            FieldSpec("kind", N_("Kind"), "choice", choices=choices(OFFER_KINDS), free=False),
            FieldSpec("text", N_("What to say"), "note", rows=3),
        )

    async def find(self, text: str) -> Sequence[Suggestion]:
        """The products of that name, the most sold first."""
        try:
            found = await self.fichier.ask(find_products, text)
        except Refusal:
            return ()
        return tuple(Suggestion(str(product.id), product.name, product.category) for product in found)

    async def values(self) -> Mapping[str, Any]:
        """Those of the offer; a new one begins today."""
        if self.editing is None:
            return {"starts_on": self.fichier.today()}
        details = self.editing.details
        return {
            "name": details.name,
            "product": Suggestion("", details.product) if details.product else None,
            "starts_on": details.starts_on,
            "ends_on": details.ends_on,
            "kind": details.kind,
            "text": details.text,
        }

    async def write(self, answers: dict[str, Any]) -> bool:
        """Save it."""
        product: Suggestion | None = answers["product"]
        details = OfferDetails(
            name=answers["name"],
            kind=answers["kind"] or "",
            product="" if product is None else product.words,
            starts_on=answers["starts_on"],
            ends_on=answers["ends_on"],
            text=answers["text"],
        )
        if self.editing is None:
            self.made = (await self.fichier.ask(create_offer, details)).id
        elif not await self.editing.save(details):
            return False
        self.tell_done(done("offer.changed" if self.offer else "offer.created", name=details.name))
        return True
