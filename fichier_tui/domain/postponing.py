"""To which day and hour something is put off, as it is typed: "+1", "+1s", "lundi", "15/12 14h", "14h"."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from fichier_tui.domain.dates import read_day, read_time


@dataclass(frozen=True, slots=True)
class Postponement:
    """Where something goes. `time` is None where its hour stays."""

    day: dt.date
    time: str | None = None


def counted_from(due: dt.date | None, today: dt.date) -> dt.date:
    """The day that "+1" counts from: when it is due; today for what is late or has no day."""
    return today if due is None else max(due, today)


def read_postponement(text: str, due: dt.date | None, today: dt.date) -> Postponement | None:
    """What was typed, for something due on `due`; None where it cannot be read whole.

    "+1" counts from the day it is due (from today when it is late); every other word as everywhere: "lundi" is the
    next Monday from today. An hour may follow, or stand alone: then the day stays, unless it is past.
    """
    text = text.strip()
    day = _day(text, due, today)
    if day is not None:
        return Postponement(day)
    # "14h" alone; a bare number is a day of the month, read above.
    time = read_time(text)
    if time is not None:
        return Postponement(counted_from(due, today), time)
    words = text.split()
    for cut in range(1, len(words)):
        day, time = _day(" ".join(words[:cut]), due, today), read_time(" ".join(words[cut:]))
        if day is not None and time is not None:
            return Postponement(day, time)
    return None


def _day(text: str, due: dt.date | None, today: dt.date) -> dt.date | None:
    return read_day(text, counted_from(due, today) if text.startswith("+") else today)
