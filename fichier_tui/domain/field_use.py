"""What each field of a card serves for, on what ground, how long; and which ones hardly anybody fills (FEATURES L7).

RGPD 5.1.b and 5.1.c: data is collected for a purpose that was said, and no more of it than that needs. A field that
almost no card has serves for nothing: it is proposed for removal, an own one to be retired, one of the program's to be
left out of the form. Nothing is ever taken away by that: what was typed stays, and comes back with the field.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from fichier_tui.domain.dates import add_months

SERVE, REACH, OFFER, CHOOSE, REWARD, LISTEN, ACCOUNT, PROVE = PURPOSES = (
    "serve",
    "reach",
    "offer",
    "choose",
    "reward",
    "listen",
    "account",
    "prove",
)
"""To serve the person; reach it about its own matters; make offers; choose whom an offer concerns; loyalty; opinions
and complaints; invoices; proof of what the law asks."""
CONTRACT, INTEREST, CONSENT, DUTY = BASES = ("contract", "interest", "consent", "duty")
"""RGPD 6.1.b, f, a and c."""
LEAST_CONTACTS, LEAST_MONTHS = 100, 6
"""Before so many cards and so long nobody can tell."""
LEAST_SHARE = 50
"""One card in so many: below, a field is hardly used (2 %)."""


@dataclass(frozen=True, slots=True)
class KnownField:
    """A field of the program: its purpose, its ground, and whether the form of a contact can do without it."""

    code: str
    purpose: str
    basis: str
    hideable: bool = False


FIELDS: tuple[KnownField, ...] = (
    KnownField("last_name", SERVE, CONTRACT),
    KnownField("first_name", SERVE, CONTRACT),
    KnownField("company_name", SERVE, CONTRACT),
    KnownField("job_title", SERVE, INTEREST, hideable=True),
    KnownField("civility", REACH, CONTRACT, hideable=True),
    KnownField("sex", CHOOSE, INTEREST, hideable=True),
    KnownField("birth", OFFER, INTEREST, hideable=True),
    KnownField("profession", CHOOSE, INTEREST, hideable=True),
    KnownField("language", REACH, CONTRACT),
    KnownField("phone", REACH, CONTRACT),
    KnownField("email", REACH, CONTRACT),
    KnownField("address", REACH, CONTRACT),
    KnownField("source", PROVE, DUTY),
    KnownField("source_detail", PROVE, DUTY, hideable=True),
    KnownField("first_contact_on", PROVE, DUTY),
    KnownField("card_number", REWARD, CONTRACT, hideable=True),
    KnownField("household", SERVE, INTEREST, hideable=True),
    KnownField("sponsor", REWARD, INTEREST),
    KnownField("tags", CHOOSE, INTEREST),
    KnownField("interests", CHOOSE, INTEREST, hideable=True),
    KnownField("important", SERVE, CONTRACT),
    KnownField("notes", SERVE, INTEREST),
    KnownField("visits", SERVE, CONTRACT),
    KnownField("purchases", ACCOUNT, DUTY),
    KnownField("actions", SERVE, CONTRACT),
    KnownField("behaviour", CHOOSE, INTEREST),
    KnownField("satisfaction", LISTEN, INTEREST),
    KnownField("loyalty", REWARD, CONTRACT),
    KnownField("consents", PROVE, DUTY),
    KnownField("informed", PROVE, DUTY),
)
KNOWN: dict[str, KnownField] = {field.code: field for field in FIELDS}
HIDEABLE = tuple(field.code for field in FIELDS if field.hideable)


@dataclass(frozen=True, slots=True)
class FieldUse:
    """How much a field is used: on how many of the cards. `label` and `purpose` are the shop's for an own field."""

    code: str
    filled: int
    contacts: int
    since: dt.date
    """The day from which it could be filled."""
    own: bool = False
    label: str = ""
    purpose: str = ""
    """A code of `PURPOSES`; for an own field the words of the shop."""
    basis: str = INTEREST
    hidden: bool = False
    """The form leaves it out; an own one is retired."""

    @property
    def per_cent(self) -> float:
        """Of the cards."""
        return 100 * self.filled / self.contacts if self.contacts else 0.0

    def may_go(self) -> bool:
        """Whether it can be taken away at all, and is still there."""
        return not self.hidden and (self.own or KNOWN[self.code].hideable)


def is_hardly_used(use: FieldUse, today: dt.date) -> bool:
    """Whether a field is proposed for removal: below 2 % of at least 100 cards, six months after it was there."""
    return (
        use.may_go()
        and use.contacts >= LEAST_CONTACTS
        and add_months(use.since, LEAST_MONTHS) <= today
        and use.filled * LEAST_SHARE < use.contacts
    )
