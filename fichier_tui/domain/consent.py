"""What a contact said of each channel, read from a history that is only ever added to.

The latest line holds: by its day, then by the instant at which it was recorded, then by its place in the history.
An opposition closes a channel to imports for good: on a channel that has ever known one, an imported line that would
open it is not heard (FEATURES L2); only the person's own word, taken by the staff, opens it again. What cannot be
read is no consent.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from fichier_tui.domain.history import CONSENT_CHANNELS, CONSENT_STATES, NOT_ASKED, ConsentLine

GIVEN, CONFIRMED, REFUSED, WITHDRAWN, OPPOSED = CONSENT_STATES
# The states in which the contact may be told of what the shop sells.
OPEN_STATES = (GIVEN, CONFIRMED)
CLOSED_STATES = (REFUSED, WITHDRAWN, OPPOSED)
IMPORTED = "import"
# The medium of a line that the list of oppositions wrote: nobody was asked.
BY_LIST = "list"

YES, NO, NOT_NOW, OBJECTION = "yes", "no", "not_now", "objection"
ANSWERS = (YES, NO, NOT_NOW, OBJECTION)
# What an answer makes of each state; None: nothing is written. A no is a withdrawal where there was a yes, and never
# weakens an opposition. A yes said again is a yes of that day; only a code of its own confirms an address, or a foreign
# file with the proof of one.
_AFTER: dict[str, dict[str, str | None]] = {
    NOT_ASKED: {YES: GIVEN, NO: REFUSED, NOT_NOW: None, OBJECTION: OPPOSED},
    GIVEN: {YES: GIVEN, NO: WITHDRAWN, NOT_NOW: None, OBJECTION: OPPOSED},
    CONFIRMED: {YES: CONFIRMED, NO: WITHDRAWN, NOT_NOW: None, OBJECTION: OPPOSED},
    REFUSED: {YES: GIVEN, NO: REFUSED, NOT_NOW: None, OBJECTION: OPPOSED},
    WITHDRAWN: {YES: GIVEN, NO: WITHDRAWN, NOT_NOW: None, OBJECTION: OPPOSED},
    OPPOSED: {YES: GIVEN, NO: OPPOSED, NOT_NOW: None, OBJECTION: OPPOSED},
}
# How long a yes lasts, in days, where the law bounds it: calls to consumers, one year at most, no tacit renewal
# (C. conso. L. 223-1 since 11 August 2026; CONSENT R11). The first day counts.
LASTS = {"phone": 365}


def consent_line(history: Iterable[ConsentLine], channel: str) -> ConsentLine | None:
    """The line of `channel` that holds, or None where it was never asked."""
    lines = [line for line in history if line.channel == channel]
    if any(line.state == OPPOSED for line in lines):
        lines = [line for line in lines if line.medium != IMPORTED or line.state not in OPEN_STATES]
    # max() gives the first of equals: the history is read from its end.
    return max(reversed(lines), key=lambda line: (line.day, line.recorded_at), default=None)


def consent_state(history: Iterable[ConsentLine], channel: str) -> str:
    """The state of `channel`: not_asked, given, confirmed, refused, withdrawn or opposed."""
    line = consent_line(history, channel)
    return NOT_ASKED if line is None else line.state


def consent_states(history: Iterable[ConsentLine]) -> dict[str, str]:
    """The state of every channel, in the order in which channels are shown."""
    lines = tuple(history)
    return {channel: consent_state(lines, channel) for channel in CONSENT_CHANNELS}


def states_on(history: Iterable[ConsentLine], today: dt.date) -> dict[str, str]:
    """The state of every channel for whoever would use it on that day: a yes that has ended is to be asked again.

    Segments, counts and exports read this one; what is doubtful is no.
    """
    lines = tuple(history)
    found = {}
    for channel in CONSENT_CHANNELS:
        line = consent_line(lines, channel)
        found[channel] = NOT_ASKED if line is None or has_ended(line, today) else line.state
    return found


def state_after(state: str, answer: str) -> str | None:
    """The state that an answer at the counter leads to; None where nothing is to be written."""
    return _AFTER[state][answer]


def last_day(line: ConsentLine) -> dt.date | None:
    """The last day on which a yes may be used, or None: it has no end by itself, or is no yes."""
    if line.state not in OPEN_STATES or line.channel not in LASTS:
        return None
    return line.day + dt.timedelta(days=LASTS[line.channel] - 1)


def has_ended(line: ConsentLine, today: dt.date) -> bool:
    """Whether a yes is too old to be used: it must be asked again."""
    last = last_day(line)
    return last is not None and last < today
