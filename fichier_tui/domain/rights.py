"""What a person may ask of the shop under the RGPD, and the month in which it is answered (CONSENT R21, RGPD 12.3).

The month is a calendar one: what came on 31 January is due on 28 February (29 in a leap year). A first month may be
followed by two more where the request is complex, as long as the person was told why within the first. Days are those
of the shop: a change of the clocks moves none. The law would let a deadline that falls on a Sunday wait for Monday;
the program does not, which is never too late.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from fichier_tui.domain.dates import add_months

ACCESS, RECTIFICATION, ERASURE, RESTRICTION = "access", "rectification", "erasure", "restriction"
PORTABILITY, OBJECTION, WITHDRAWAL, POST_MORTEM = "portability", "objection", "withdrawal", "post_mortem"
KINDS = (ACCESS, RECTIFICATION, ERASURE, RESTRICTION, PORTABILITY, OBJECTION, WITHDRAWAL, POST_MORTEM)
CLOSING = (OBJECTION, WITHDRAWAL)
"""What is answered by closing channels, at once and without a reason (CONSENT R18, R26; RGPD 7.3, 21.2)."""
WAYS = ("counter", "phone", "email", "post", "web", "other")
"""By which way a request came."""
KNOWN, NUMBER, REACHED, DETAILS, NOT_CHECKED = "known", "number", "reached", "details", "not_checked"
IDENTITIES = (KNOWN, NUMBER, REACHED, DETAILS, NOT_CHECKED)
"""How one made sure who asks, "by any means" (R22). A copy of an identity card is no choice: it is never kept."""
OPEN, DONE, REFUSED = "open", "done", "refused"
STATES = (OPEN, DONE, REFUSED)

MONTHS = 1
MORE_MONTHS = 2
SOON_DAYS = 7
"""From so many days before it is due, a request is told of."""


@dataclass(frozen=True, slots=True)
class RequestDetails:
    """What was asked. `who` is typed for somebody who is not in the file; `note` is what the shop wants to remember."""

    kind: str
    received_on: dt.date
    way: str = "counter"
    identity: str = NOT_CHECKED
    note: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class RightsRequest:
    """A request in the file. `name` is that of the contact, or what was typed; empty once the person was erased."""

    id: int
    contact_id: int | None
    name: str
    details: RequestDetails
    due_on: dt.date
    state: str = OPEN
    done_on: dt.date | None = None
    answer: str = ""
    """What was answered, or why it was refused."""
    extended_on: dt.date | None = None
    """The day on which the person was told that it would take longer."""
    extension_reason: str = ""
    staff: str = ""

    @property
    def first_due_on(self) -> dt.date:
        """The end of the first month."""
        return due_on(self.details.received_on)

    def days_left(self, today: dt.date) -> int:
        """How many days are left to answer; below 0 where it is late."""
        return (self.due_on - today).days

    def is_late(self, today: dt.date) -> bool:
        """Whether it should have been answered before today."""
        return self.state == OPEN and self.due_on < today


@dataclass(frozen=True, slots=True)
class RequestsDue:
    """How many requests wait for their answer: all of them, those that are late, those due within a week."""

    open: int = 0
    late: int = 0
    soon: int = 0
    next_due_on: dt.date | None = None


def due_on(received_on: dt.date) -> dt.date:
    """The last day on which a request is answered in time."""
    return add_months(received_on, MONTHS)


def extended_due_on(received_on: dt.date) -> dt.date:
    """The same where it was extended: never more than two months beyond the first."""
    return add_months(received_on, MONTHS + MORE_MONTHS)


def may_extend(request: RightsRequest, today: dt.date) -> bool:
    """Whether the person may still be told that it takes longer: once, within the first month."""
    return request.state == OPEN and request.extended_on is None and today <= request.first_due_on


def in_order(requests: tuple[RightsRequest, ...]) -> tuple[RightsRequest, ...]:
    """Those that wait first, the most pressing on top; then those that were answered, the latest first."""
    waiting = sorted((one for one in requests if one.state == OPEN), key=lambda one: (one.due_on, one.id))
    ended = [one for one in requests if one.state != OPEN]
    return (*waiting, *sorted(ended, key=lambda one: (one.done_on or one.due_on, one.id), reverse=True))
