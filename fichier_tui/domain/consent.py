"""What a contact said of each channel, read from a history that is only ever added to.

The latest line holds: by its day, then by the instant at which it was recorded, then by its place in the history.
An opposition closes a channel to imports for good: on a channel that has ever known one, an imported line that would
open it is not heard (FEATURES L2); only the person's own word, taken by the staff, opens it again. What cannot be
read is no consent.
"""

from __future__ import annotations

from collections.abc import Iterable

from fichier_tui.domain.history import CONSENT_CHANNELS, CONSENT_STATES, NOT_ASKED, ConsentLine

GIVEN, CONFIRMED, REFUSED, WITHDRAWN, OPPOSED = CONSENT_STATES
# The states in which the contact may be told of what the shop sells.
OPEN_STATES = (GIVEN, CONFIRMED)
CLOSED_STATES = (REFUSED, WITHDRAWN, OPPOSED)
IMPORTED = "import"


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


def has_consented(history: Iterable[ConsentLine], channel: str) -> bool:
    """Whether the contact accepts `channel`."""
    return consent_state(history, channel) in OPEN_STATES
