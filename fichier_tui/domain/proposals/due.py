"""What comes due: birthdays, complaints without an answer, consents that end, contacts to be asked whether to stay."""

from __future__ import annotations

import datetime as dt

from fichier_tui.domain.birthday import age_wished, next_birthday
from fichier_tui.domain.consent import has_ended, last_day
from fichier_tui.domain.dates import add_months
from fichier_tui.domain.history import ConsentLine
from fichier_tui.domain.proposals.proposal import (
    BIRTHDAY,
    COMPLAINT,
    CONSENT_DUE,
    RETENTION_DUE,
    BirthdayBecause,
    ComplaintBecause,
    ConsentBecause,
    Proposal,
    RetentionBecause,
)

BIRTHDAY_DAYS = 7
"""How many days ahead a birthday is told."""
COMPLAINT_DAYS = 7
"""A complaint is answered within a week."""
CONSENT_DAYS = 30
"""How long before a consent ends one asks again, and for how long after."""
RETENTION_MONTHS = 36
"""Three years after the last word from the contact (CONSENT R02, R03)."""
RETENTION_DAYS = 30
"""How long before that day one asks, and how long the contact has to answer (CONSENT R04)."""


def birthday(contact: int, birth: str, today: dt.date, days: int = BIRTHDAY_DAYS) -> Proposal | None:
    """A birthday within `days` days, today included."""
    day = next_birthday(birth, today)
    if day is None or (day - today).days > days:
        return None
    return Proposal(BIRTHDAY, contact, BirthdayBecause((day,), age_wished(birth, day)), day)


def complaint(contact: int, made_on: dt.date, said: str, today: dt.date, days: int = COMPLAINT_DAYS) -> Proposal | None:
    """A complaint that has been open for at least `days` days. It stands until it is answered."""
    since = (today - made_on).days
    if since < days:
        return None
    return Proposal(COMPLAINT, contact, ComplaintBecause((made_on,), since, said), today)


def consent_due(contact: int, line: ConsentLine | None, today: dt.date) -> Proposal | None:
    """A yes that ends within `CONSENT_DAYS`, or ended within them (calls: 365 days, CONSENT R11)."""
    ends_on = None if line is None else last_day(line)
    if line is None or ends_on is None:
        return None
    margin = dt.timedelta(days=CONSENT_DAYS)
    if not ends_on - margin <= today <= ends_on + margin:
        return None
    until = ends_on + margin if has_ended(line, today) else ends_on
    return Proposal(CONSENT_DUE, contact, ConsentBecause((line.day,), line.channel, ends_on), until)


def retention_due(contact: int, last_word: dt.date, today: dt.date) -> Proposal | None:
    """Three years without a word: one question may be asked, whether to stay in the file (CONSENT R02 to R04)."""
    due_on = add_months(last_word, RETENTION_MONTHS)
    margin = dt.timedelta(days=RETENTION_DAYS)
    if not due_on - margin <= today <= due_on + margin:
        return None
    return Proposal(RETENTION_DUE, contact, RetentionBecause((last_word,), due_on), due_on + margin)
