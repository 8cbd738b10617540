"""A campaign: an offer made to a segment by a channel, and who is left out, with the reason. What is doubtful is no."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from fichier_tui.domain.consent import OPEN_STATES
from fichier_tui.domain.dates import add_months
from fichier_tui.domain.history import CONSENT_STATES, NOT_ASKED

KIND_OF_CHANNEL = {"email": "email", "sms": "sms", "phone": "call", "post": "letter"}
"""The kind of action (`domain.history.ACTION_KINDS`) that a campaign makes by each channel."""
CALLED = "phone"
"""The channel by which nothing is sent: its actions are calls to be made, and each tells once it is done."""
SENT, DECEASED, RESTRICTED, MINOR, UNREACHABLE = "sent", "deceased", "restricted", "minor", "unreachable"
REASONS = (
    SENT,
    DECEASED,
    RESTRICTED,
    MINOR,
    *(s for s in CONSENT_STATES if s not in OPEN_STATES),
    NOT_ASKED,
    UNREACHABLE,
)
_ADULT_MONTHS = 15 * 12


@dataclass(frozen=True, slots=True)
class CampaignDetails:
    """A campaign as it is typed; `segment` None for every contact."""

    name: str
    offer: int | None = None
    segment: int | None = None
    channel: str = "email"
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign in the file, with what came of it."""

    id: int
    details: CampaignDetails
    offer_name: str = ""
    segment_name: str = ""
    sent: int = 0
    """The contacts told by it."""
    planned: int = 0
    """The calls that are still to be made."""
    used: int = 0
    """Those told who bought since, while it ran."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """What decides whether a contact may be sent something by a channel."""

    contact: int
    consent: str = NOT_ASKED
    """The state of the channel on the day (`domain.consent.states_on`)."""
    reachable: bool = True
    birth: str = ""
    deceased: bool = False
    restricted: bool = False
    sent: bool = False
    """It is in this campaign already."""


@dataclass(frozen=True, slots=True)
class Audience:
    """Who may be sent a campaign, and how many are left out by reason."""

    contacts: tuple[int, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)


def left_out_because(recipient: Recipient, today: dt.date) -> str | None:
    """Why nothing is sent to a contact, a code of `REASONS`; None where it may be (CONSENT R08, R11, R25, R27, R28)."""
    if recipient.sent:
        return SENT
    if recipient.deceased:
        return DECEASED
    if recipient.restricted:
        return RESTRICTED
    if recipient.birth[:1].isdigit() and recipient.birth > add_months(today, -_ADULT_MONTHS).isoformat():
        return MINOR
    if recipient.consent not in OPEN_STATES:
        return recipient.consent
    return None if recipient.reachable else UNREACHABLE


def audience(recipients: Iterable[Recipient], today: dt.date) -> Audience:
    """Who may be sent it, in the order given, and the counts of the others in the order of `REASONS`."""
    chosen: list[int] = []
    counts: Counter[str] = Counter()
    for recipient in recipients:
        reason = left_out_because(recipient, today)
        if reason is None:
            chosen.append(recipient.contact)
        else:
            counts[reason] += 1
    return Audience(tuple(chosen), {reason: counts[reason] for reason in REASONS if counts[reason]})
