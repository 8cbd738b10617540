"""What is said where the clock of the computer was set back."""

from __future__ import annotations

import datetime as dt

from fichier_tui.i18n import _
from fichier_tui.ui import format as written


def clock_words(now: dt.datetime, latest: dt.datetime) -> str:
    """What to do, and how one sees that it is wrong. `latest` is when the file was last written in, by its journal."""
    return _(
        "Set this computer's clock right: it says {now}, and this file was written in on {latest}."
        " What is noted now bears a wrong day."
    ).format(now=_said(now), latest=_said(latest))


def _said(instant: dt.datetime) -> str:
    local = instant.astimezone()
    return written.instant(local, local.tzinfo)
