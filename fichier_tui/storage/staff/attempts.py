"""Attempts to open the file that failed: kept on the machine meanwhile, told to its journal by whoever opens it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from fichier_tui.domain.history import StaffMember
from fichier_tui.domain.staffing import ATTEMPTS_FAILED, OPENED_BY_SHEET
from fichier_tui.storage.models import Staff
from fichier_tui.storage.session import Session
from fichier_tui.storage.setting import keep_setting

NOBODY = StaffMember(0, "", "", "")
_LAST, _SHEET = "failed_attempts", "opened_by_sheet"


def note_failed_attempts(session: Session, instants: Sequence[dt.datetime], logins: Iterable[str] = ()) -> str:
    """Somebody could not open the file at these instants, before whoever has it open now. Nothing where there are none.

    `logins` are those by which it was tried; the names of whose they are come back, "" where that is not known. The
    line is nobody's: not of who opened next. It stays, whatever becomes of what the machine kept of them.
    """
    if not instants:
        return ""
    tried = _names(logins)
    last = max(instants).astimezone(dt.UTC).isoformat(timespec="seconds")
    value = {"count": len(instants), "last": last, "told": session.last_entry()}
    nobody = replace(session, staff=NOBODY)
    with nobody.operation(ATTEMPTS_FAILED, count=len(instants), last=last, tried=tried) as operation:
        keep_setting(operation, _LAST, value)
    return tried


def note_opened_by_sheet(session: Session) -> None:
    """The recovery sheet opened the file: nobody knows who held it, and what follows is in an owner's name."""
    nobody = replace(session, staff=NOBODY)
    with nobody.operation(OPENED_BY_SHEET) as operation:
        keep_setting(operation, _SHEET, {"at": session.now().isoformat(), "told": session.last_entry()})


def _names(logins: Iterable[str]) -> str:
    rows = Staff.select().where(Staff.login.in_(set(logins))).order_by(Staff.name)
    return ", ".join(row.name for row in rows)
