"""An offer of the shop: what it is, of which product, on which days."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from fichier_tui.domain.awareness import ALWAYS, Window

OFFER_KINDS = ("discount", "gift", "event", "loyalty", "novelty", "other")


@dataclass(frozen=True, slots=True)
class OfferDetails:
    """An offer as it is typed. `product` is a name; empty for one that is about everything."""

    name: str
    kind: str = ""
    product: str = ""
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    text: str = ""

    def runs_on(self, day: dt.date) -> bool:
        """Whether it may be used on that day."""
        return Window(self.starts_on, self.ends_on).holds(day)

    def has_ended(self, day: dt.date) -> bool:
        """Whether its last day has passed."""
        return self.ends_on is not None and self.ends_on < day


@dataclass(frozen=True, slots=True)
class Offer:
    """An offer in the file."""

    id: int
    details: OfferDetails
    product_id: int | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """What a contact may have heard of: an offer, or a product in general."""

    id: int
    name: str
    is_offer: bool = True
    product_id: int | None = None
    """The product whose purchases count; None where every purchase does."""
    window: Window = ALWAYS


def subject_of(offer: Offer) -> Subject:
    """An offer as something to have heard of."""
    details = offer.details
    return Subject(offer.id, details.name, True, offer.product_id, Window(details.starts_on, details.ends_on))
