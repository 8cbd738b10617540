"""A breach of personal data: what is noted, the 72 hours for the CNIL, what a stolen laptop risks (CONSENT R33, R34).

Every breach is in the register, told to the CNIL or not (RGPD 33.5). The 72 hours run from the instant at which it was
known, nights and Sundays counted; what is not known yet is told in a second step (33.4). Later, or not at all, wants a
reason. The people themselves are told where the risk for them is high (34).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from fichier_tui.domain.refusal import Refusal

KINDS = (
    "stolen_device",
    "lost_device",
    "wrong_recipient",
    "seen_by_others",
    "intrusion",
    "ransom",
    "destroyed",
    "other",
)
NO_RISK, RISK, HIGH_RISK = RISKS = ("none", "risk", "high")
CNIL_HOURS = 72
NO_NOTICE, TO_JUDGE, TO_NOTIFY, LATE, FIRST_STEP, NOTIFIED = STATES = (
    "no_notice",
    "to_judge",
    "to_notify",
    "late",
    "first_step",
    "notified",
)
"""No notice is needed; the risk is not judged yet; the CNIL waits; it waits too long; it was told, the rest is to
follow; it was told all."""
WEAK_PHRASE, FILE_OPEN, KEY_BESIDE, CLEAR_FILES = LAPTOP_FAULTS = (
    "weak_phrase",
    "file_open",
    "key_beside",
    "clear_files",
)
"""What makes the theft of an encrypted machine more than a loss of hardware (R34)."""


@dataclass(frozen=True, slots=True)
class BreachDetails:
    """What is noted of a breach. `known_at` is in UTC."""

    known_at: dt.datetime
    kind: str = "other"
    nature: str = ""
    data: str = ""
    people: int | None = None
    records: int | None = None
    consequences: str = ""
    measures: str = ""
    risk: str = ""
    cnil_at: dt.datetime | None = None
    cnil_completed_at: dt.datetime | None = None
    late_reason: str = ""
    people_told_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Breach:
    """A breach in the register."""

    id: int
    details: BreachDetails
    closed_at: dt.datetime | None = None
    staff: str = ""
    recorded_at: dt.datetime | None = None

    @property
    def cnil_due_at(self) -> dt.datetime:
        """Until when the CNIL is to be told."""
        return cnil_due_at(self.details.known_at)

    def state(self, now: dt.datetime) -> str:
        """One of `STATES`."""
        return state_of(self.details, now)

    def people_wait(self) -> bool:
        """Whether the people concerned are still to be told (RGPD 34)."""
        return self.details.risk == HIGH_RISK and self.details.people_told_on is None


def cnil_due_at(known_at: dt.datetime) -> dt.datetime:
    """72 hours after it was known."""
    return known_at + dt.timedelta(hours=CNIL_HOURS)


def state_of(details: BreachDetails, now: dt.datetime) -> str:
    """How far the notification is. What was not judged counts as a risk once the time is over."""
    if details.cnil_completed_at is not None:
        return NOTIFIED
    if details.cnil_at is not None:
        return FIRST_STEP
    if details.risk == NO_RISK:
        return NO_NOTICE
    if now > cnil_due_at(details.known_at):
        return LATE
    return TO_JUDGE if not details.risk else TO_NOTIFY


def checked(details: BreachDetails, now: dt.datetime) -> BreachDetails:
    """The same, if it can be.

    Raises Refusal: breach.kind, breach.risk, breach.nature (what happened is not said), breach.later (known, or told,
    later than now), breach.before (told before it was known), breach.why_late (told after 72 hours without a reason).
    """
    if details.kind not in KINDS:
        raise Refusal("breach.kind", kind=details.kind)
    if details.risk not in ("", *RISKS):
        raise Refusal("breach.risk", risk=details.risk)
    if not details.nature:
        raise Refusal("breach.nature")
    told = [instant for instant in (details.cnil_at, details.cnil_completed_at) if instant is not None]
    if any(instant > now for instant in (details.known_at, *told)):
        raise Refusal("breach.later")
    if any(instant < details.known_at for instant in told):
        raise Refusal("breach.before")
    if told and min(told) > cnil_due_at(details.known_at) and not details.late_reason:
        raise Refusal("breach.why_late")
    return details


@dataclass(frozen=True, slots=True)
class LaptopAnswers:
    """What is known of a machine that was lost or stolen; None where nobody knows."""

    strong_phrase: bool | None = None
    """At least the words that the program proposed, and told to nobody."""
    file_closed: bool | None = None
    """The machine was off, or the program was locked or closed."""
    key_elsewhere: bool | None = None
    """Neither the passphrase nor the recovery sheet was with it."""
    no_clear_files: bool | None = None
    """No export, letter or list of contacts lay on it unencrypted."""


@dataclass(frozen=True, slots=True)
class LaptopAdvice:
    """What the answers come to: the risk, and what made it so."""

    risk: str
    because: tuple[str, ...] = field(default=())


def laptop_advice(answers: LaptopAnswers) -> LaptopAdvice:
    """With a good phrase, a closed file and nothing beside it there is usually no risk: the register alone (R34).

    What nobody knows counts as bad. A key beside the machine, or an open file, is as if nothing were encrypted.
    """
    held = (answers.strong_phrase, answers.file_closed, answers.key_elsewhere, answers.no_clear_files)
    because = tuple(code for code, fine in zip(LAPTOP_FAULTS, held, strict=True) if not fine)
    if not because:
        return LaptopAdvice(NO_RISK)
    return LaptopAdvice(HIGH_RISK if {FILE_OPEN, KEY_BESIDE, CLEAR_FILES} & set(because) else RISK, because)
