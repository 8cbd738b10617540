"""What a letter may say of a contact: the facts, before they are put in words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from fichier_tui.domain.contact import ContactDetails


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """One contact as a letter sees it."""

    contact: int
    details: ContactDetails
    employer: str = ""
    """The company of the file where the person works."""
    last_visit: dt.date | None = None
    last_purchase: dt.date | None = None
    favourite_product: str = ""
    """What it bought most often; of equals the latest."""
    points: int | None = None
    """Of loyalty; None where it has no account."""
    sponsor: str = ""
    """Who sent it, first name before last name."""
