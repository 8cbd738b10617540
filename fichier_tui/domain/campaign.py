"""A campaign: an offer made to a segment by a channel. Who may be told by it is `domain.contactability`'s."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

CALLED = "phone"
"""The channel by which nothing is sent: its actions are calls to be made, and each tells once it is done."""


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
