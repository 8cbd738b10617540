"""A sending: one text to many by one channel; how far it went for each, and why some are left out."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from fichier_tui.domain.refusal import Refusal

QUEUED, SENDING, SENT, FAILED, LEFT_OUT = STATES = ("queued", "sending", "sent", "failed", "left_out")
"""`sending` is written before a message goes and stays where the program died before its answer: it is uncertain."""
SMTP, EML = "smtp", "eml"
KIND_OF_CHANNEL: Mapping[str, str] = {"email": "email", "sms": "sms", "post": "letter", "phone": "call"}
"""The kind of action (`domain.history.ACTION_KINDS`) that a sending or a campaign notes on each card."""
CHANNEL_OF_KIND: Mapping[str, str] = {kind: channel for channel, kind in KIND_OF_CHANNEL.items()}
LEAVING = (
    "sending.answered",
    "sending.begun",
    "sending.ended",
    "sending.given_up",
    "sending.retried",
    "sending.sent",
)
"""What the journal calls the steps of a sending from which nothing is called back: none is taken back."""
ALREADY, SAME_ADDRESS, BOUNCED, GONE, GIVEN_UP = OWN_REASONS = (
    "already",
    "same_address",
    "bounced",
    "gone",
    "given_up",
)
"""Why somebody is left out whom the law would let be written to: in this campaign already, another contact of the
sending has the same address, the address was refused for good, the contact is no more in the file, the sending was
given up before its turn."""


@dataclass(frozen=True, slots=True)
class SendingDetails:
    """What is sent. `text` and `subject` are templates (`domain.letter`); `offer` and `campaign` their numbers."""

    name: str
    channel: str = "email"
    medium: str = SMTP
    subject: str = ""
    text: str = ""
    language: str = "fr"
    segment: str = ""
    offer: int | None = None
    campaign: int | None = None
    purpose: str = "prospecting"
    sender: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Somebody who is sent nothing: a reason of `domain.contactability` with its rule, or one of `OWN_REASONS`."""

    contact: int
    reason: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Whom a sending goes to, each with its address, and who is left out; both in the order given."""

    retained: tuple[tuple[int, str], ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    @property
    def contacts(self) -> tuple[int, ...]:
        """The contacts that it goes to."""
        return tuple(contact for contact, _address in self.retained)

    def by_reason(self) -> dict[tuple[str, str], int]:
        """How many are left out by each (reason, rule), the most first."""
        return dict(Counter((one.reason, one.rule) for one in self.left_out).most_common())


def nobody_left(chosen: Chosen, channel: str) -> Refusal:
    """Why nothing goes to anybody: all are left out, or there was nobody."""
    if not chosen.left_out:
        return Refusal("letter.nobody")
    return Refusal("sending.nobody", count=len(chosen.left_out), chosen=chosen, channel=channel)


@dataclass(frozen=True, slots=True)
class Sending:
    """A sending in the register."""

    id: int
    public_id: str
    details: SendingDetails
    created_at: dt.datetime
    begun_at: dt.datetime | None = None
    ended_at: dt.datetime | None = None
    staff: str = ""
    offer_name: str = ""
    campaign_name: str = ""
    counts: Mapping[str, int] = field(default_factory=dict, hash=False)
    """How many recipients are in each of `STATES`."""

    def count(self, state: str) -> int:
        """How many recipients are in a state."""
        return self.counts.get(state, 0)

    @property
    def sends(self) -> bool:
        """Whether the program itself sends it; else it was written to a file."""
        return self.details.medium == SMTP


@dataclass(frozen=True, slots=True)
class SendingRecipient:
    """One contact of a sending."""

    id: int
    contact: int
    name: str
    address: str
    state: str
    reason: str = ""
    rule: str = ""
    message_id: str = ""
    at: dt.datetime | None = None
    error: str = ""
    bounced: bool = False
