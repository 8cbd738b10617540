"""Who heard of an offer or a product: never told, told (when, how, by whom), bought since. Reckoned from events alone.

An action tells when it is done and of a kind that reaches somebody; a task is done without the contact. What was sold
counts for the offer when it was sold while the offer ran, of its product where it has one, and on the day of the
first telling or later.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

TELLING_KINDS = ("call", "email", "letter", "sms", "appointment", "offer")
"""The kinds of actions (`domain.history.ACTION_KINDS`) by which a contact hears of something."""
NEVER, TOLD, BOUGHT = "never", "told", "bought"
AWARENESS = (NEVER, TOLD, BOUGHT)


@dataclass(frozen=True, slots=True)
class Window:
    """The days on which a purchase counts, both included; None where there is no bound."""

    first: dt.date | None = None
    last: dt.date | None = None

    def holds(self, day: dt.date) -> bool:
        """Whether a day lies within."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


ALWAYS = Window()


@dataclass(frozen=True, slots=True)
class Telling:
    """A contact was told: `kind` is how, `staff` the name of who did it, `order` what comes later on the same day."""

    day: dt.date
    kind: str
    staff: str = ""
    order: int = 0


@dataclass(frozen=True, slots=True)
class Awareness:
    """What one contact knows of one offer or product."""

    state: str = NEVER
    times: int = 0
    """How often it was told."""
    first_told: dt.date | None = None
    last_told: dt.date | None = None
    kind: str = ""
    """How it was told the last time."""
    staff: str = ""
    """By whom, the last time."""
    bought: dt.date | None = None
    """The first purchase that counts: since it was told; of one never told, the first while the offer runs."""


_NOTHING = Awareness()


def awareness(tellings: Collection[Telling], purchases: Collection[dt.date], window: Window = ALWAYS) -> Awareness:
    """What a contact knows, from the times it was told and the days on which it bought what is offered."""
    if not tellings and not purchases:
        return _NOTHING
    told = sorted(tellings, key=lambda telling: (telling.day, telling.order))
    bought = sorted(day for day in purchases if window.holds(day))
    if not told:
        return Awareness(bought=bought[0] if bought else None)
    first, last = told[0], told[-1]
    since = next((day for day in bought if day >= first.day), None)
    state = TOLD if since is None else BOUGHT
    return Awareness(state, len(told), first.day, last.day, last.kind, last.staff, since)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far an offer went: all contacts, those told, those of them who bought since."""

    contacts: int = 0
    told: int = 0
    bought: int = 0

    @property
    def share_told(self) -> float | None:
        """Of all contacts, 0 to 1; None in an empty file."""
        return self.told / self.contacts if self.contacts else None

    @property
    def share_bought(self) -> float | None:
        """Of those told, 0 to 1; None where nobody was."""
        return self.bought / self.told if self.told else None


def coverage(states: Iterable[str]) -> Coverage:
    """The coverage that the states of all contacts make."""
    counted = {state: 0 for state in AWARENESS}
    for state in states:
        counted[state] += 1
    told = counted[TOLD] + counted[BOUGHT]
    return Coverage(counted[NEVER] + told, told, counted[BOUGHT])
