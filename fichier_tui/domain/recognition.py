"""The line by which a contact is recognised when its card opens (FEATURES K8), as data: the screen finds the words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fichier_tui.domain.basket import Usual, usual_product, usual_season
from fichier_tui.domain.birthday import age, next_birthday
from fichier_tui.domain.contact import INACTIVE_AFTER_DAYS, Contact, status
from fichier_tui.domain.history import Action, Purchase

# A birthday is worth a word two weeks ahead.
BIRTHDAY_WITHIN_DAYS = 14


@dataclass(frozen=True, slots=True)
class Birthday:
    """A birthday near: its day, in how many days, and the age reached where the year of birth is known."""

    day: dt.date
    in_days: int
    age: int | None


@dataclass(frozen=True, slots=True)
class SeenBefore:
    """The time before the present visit that a contact was seen: another visit, of today too, or else a purchase."""

    day: dt.date
    time: str = ""
    """HH:MM, where the visit has one."""
    bought: bool = False
    """Whether it is a purchase without a visit on its day."""


@dataclass(frozen=True, slots=True)
class Recognition:
    """What is worth knowing at a glance; None or 0 where there is nothing to say. Money in cents."""

    status: str
    """prospect, active or inactive."""
    visits: int
    """How many visits were logged: the contact's present visit has this ordinal when `here_today`."""
    here_today: bool
    last_visit: dt.date | None
    last_seen: dt.date | None
    """The later of the last visit and the last purchase."""
    seen_before: SeenBefore | None
    """What the visit of today is compared with."""
    days_since: int | None
    """Days since the contact was last seen; None if never, or on a day to come."""
    purchases: int
    mean_basket_cents: int | None
    product: Usual | None
    season: Usual | None
    birthday: Birthday | None
    open_complaints: int
    next_action: Action | None
    next_action_late: bool


def recognise(
    contact: Contact,
    purchases: Sequence[Purchase],
    actions: Iterable[Action],
    today: dt.date,
    inactive_after_days: int = INACTIVE_AFTER_DAYS,
    *,
    seen_before: SeenBefore | None = None,
) -> Recognition:
    """The recognition of a contact from its purchases and its open actions; `seen_before` is before that of today."""
    summary = contact.summary
    seen = summary.last_seen
    planned = next_action(actions)
    return Recognition(
        status=status(summary.purchases, summary.last_purchase, today, inactive_after_days),
        visits=summary.visits,
        here_today=summary.last_visit == today,
        last_visit=summary.last_visit,
        last_seen=seen,
        seen_before=seen_before,
        days_since=(today - seen).days if seen is not None and seen <= today else None,
        purchases=summary.purchases,
        mean_basket_cents=summary.mean_basket_cents,
        product=usual_product((purchase.details.day, purchase.details.product) for purchase in purchases),
        season=usual_season(purchase.details.day for purchase in purchases),
        birthday=near_birthday(contact.details.birth, today),
        open_complaints=summary.open_complaints,
        next_action=planned,
        next_action_late=planned is not None and planned.details.day is not None and planned.details.day < today,
    )


def near_birthday(birth: str, today: dt.date) -> Birthday | None:
    """The birthday of today or of the next two weeks, or None."""
    day = next_birthday(birth, today)
    if day is None or (day - today).days > BIRTHDAY_WITHIN_DAYS:
        return None
    years = age(birth, day)
    # Born on 29 February and wished on the 28th: the age is reached the day after.
    if years is not None and birth.endswith("-02-29") and day.day == 28:
        years += 1
    return Birthday(day, (day - today).days, years)


def next_action(actions: Iterable[Action]) -> Action | None:
    """The open action that comes first: by day (those without one last), then hour, then the most urgent."""
    waiting = [action for action in actions if action.state == "open"]
    return min(
        waiting,
        key=lambda action: (
            action.details.day or dt.date.max,
            action.details.time or "24:00",
            -action.details.priority,
            action.id,
        ),
        default=None,
    )
