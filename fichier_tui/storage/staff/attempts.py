"""Attempts to open the file that failed: kept on the machine meanwhile, told to its journal by whoever opens it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from fichier_tui.domain.staffing import ATTEMPTS_FAILED
from fichier_tui.storage.session import Session
from fichier_tui.storage.setting import keep_setting

_LAST = "failed_attempts"


def note_failed_attempts(session: Session, instants: Sequence[dt.datetime]) -> None:
    """Somebody could not open the file at these instants, before whoever has it open now. Nothing where there are none.

    The line of the journal stays, whatever becomes of the small file in which the machine kept them.
    """
    if not instants:
        return
    last = max(instants).astimezone(dt.UTC).isoformat(timespec="seconds")
    value = {"count": len(instants), "last": last, "told": session.last_entry()}
    with session.operation(ATTEMPTS_FAILED, count=len(instants), last=last) as operation:
        keep_setting(operation, _LAST, value)
