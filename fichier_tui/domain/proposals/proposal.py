"""A proposal and what it rests on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest

from fichier_tui.domain.contactability import PROSPECTING, SERVICE, STAY

COMPLAINT, BIRTHDAY, CONSENT_DUE, SEASON, DRIFTING, CROSS_SELL, RETENTION_DUE = KINDS = (
    "complaint",
    "birthday",
    "consent_due",
    "season",
    "drifting",
    "cross_sell",
    "retention_due",
)
"""In the order in which they press."""


@dataclass(frozen=True, slots=True)
class SeasonBecause:
    """Bought in the same weeks of the year, several years running."""

    dates: tuple[dt.date, ...]
    """The purchases of those weeks, oldest first."""
    years: int
    """How many years running, up to the last season."""
    expected_on: dt.date
    """When it is expected this time."""
    feast: str = ""
    """"easter" where the purchases follow the feast rather than the day of the year."""


@dataclass(frozen=True, slots=True)
class DriftingBecause:
    """Late against the contact's own rhythm."""

    dates: tuple[dt.date, ...]
    """The last days of purchase, oldest first."""
    purchases: int
    """On how many different days."""
    usual_days: int
    """The median of the gaps between two of them."""
    spread_days: int
    """The median distance of the gaps from it."""
    since_days: int
    """Since the last one."""


@dataclass(frozen=True, slots=True)
class BirthdayBecause:
    """A birthday in the days to come."""

    dates: tuple[dt.date, ...]
    """The day."""
    years: int | None
    """The age reached, where the year of birth is known."""


@dataclass(frozen=True, slots=True)
class ComplaintBecause:
    """A complaint without an answer."""

    dates: tuple[dt.date, ...]
    """The day on which it was made."""
    days: int
    """How long ago."""
    said: str


@dataclass(frozen=True, slots=True)
class ConsentBecause:
    """A yes that ends, or has just ended: it is to be asked again before any call."""

    dates: tuple[dt.date, ...]
    """The day on which it was given."""
    channel: str
    ends_on: dt.date
    """The last day on which it may be used."""


@dataclass(frozen=True, slots=True)
class RetentionBecause:
    """Nothing came from the contact for so long that it must be asked whether to stay in the file."""

    dates: tuple[dt.date, ...]
    """The last day on which something came from the contact."""
    due_on: dt.date


@dataclass(frozen=True, slots=True)
class BoughtTogetherBecause:
    """Those who buy one product buy the other more often than everybody does; this contact has the one alone."""

    dates: tuple[dt.date, ...]
    """The last purchase of what the contact has."""
    has: str
    """The product that the contact has."""
    buyers: int
    """Who bought it."""
    both: int
    """Who of them bought the proposed one as well: the support, as a count."""
    support: float
    """`both` among all clients, 0 to 1."""
    confidence: float
    """`both` among `buyers`, 0 to 1."""
    lift: float
    """How many times more often than everybody."""


Because = (
    SeasonBecause
    | DriftingBecause
    | BirthdayBecause
    | ComplaintBecause
    | ConsentBecause
    | RetentionBecause
    | BoughtTogetherBecause
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Whom to turn to, about what, and why."""

    kind: str
    """One of `KINDS`."""
    contact: int
    because: Because
    until: dt.date
    """The last day on which it makes sense."""
    product: str = ""
    category: str = ""
    product_id: int | None = None
    worth_cents: int = 0
    """What it may bring in: the purchase expected, or what the client brings in a year."""

    @property
    def about(self) -> tuple[int, str, int, str]:
        """What it is about, whatever its evidence: what a dismissal goes by."""
        return self.contact, self.kind, self.product_id or 0, "" if self.product_id else self.category

    @property
    def purpose(self) -> str:
        """What one would contact for (`domain.contactability.PURPOSES`): a complaint is the contact's own matter."""
        return {COMPLAINT: SERVICE, RETENTION_DUE: STAY}.get(self.kind, PROSPECTING)


def rank(proposal: Proposal) -> tuple[object, ...]:
    """The key by which proposals are listed: what presses first; within a kind, what is worth most."""
    because = proposal.because
    place: float = -proposal.worth_cents
    if isinstance(because, ComplaintBecause):
        place = -because.days
    elif isinstance(because, BoughtTogetherBecause):
        place = -because.lift
    elif not isinstance(because, SeasonBecause | DriftingBecause):
        place = proposal.until.toordinal()
    return KINDS.index(proposal.kind), place, proposal.contact, proposal.product_id or 0, proposal.category


def in_turn(listed: Iterable[Proposal], limit: int) -> tuple[Proposal, ...]:
    """The best few of every kind in turn, then in the order of their ranks: no kind hides the others."""
    by_kind: dict[str, list[Proposal]] = {}
    for proposal in listed:
        by_kind.setdefault(proposal.kind, []).append(proposal)
    kinds = [by_kind[kind] for kind in KINDS if kind in by_kind]
    mixed = [one for row in zip_longest(*kinds) for one in row if one is not None][:limit]
    return tuple(sorted(mixed, key=rank))
