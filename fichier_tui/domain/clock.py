"""A computer whose clock is wrong: seen by what the file bears already, and told, as every day noted would be wrong."""

from __future__ import annotations

import datetime as dt

TOLERATED = dt.timedelta(minutes=10)
"""By how much two machines that work on one file may differ."""


def is_behind(now: dt.datetime, latest: dt.datetime) -> bool:
    """Whether a clock that says `now` was set back: something was written at `latest`, which is still to come."""
    return now < latest - TOLERATED
