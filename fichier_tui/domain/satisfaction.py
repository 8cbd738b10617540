"""What a contact thinks of us: a score from 0 to 10, a review, a complaint that is open until it is answered."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

SCORE, REVIEW, COMPLAINT = "score", "review", "complaint"
OPEN, CLOSED = "open", "closed"
HIGHEST = 10


@dataclass(frozen=True, slots=True)
class Complaint:
    """A complaint. `said` is what the contact said, `answer` what was answered; `call_on` the day of the call-back."""

    id: int
    contact_id: int
    said: str
    day: dt.date
    state: str
    answer: str = ""
    call_on: dt.date | None = None
