"""What waits, in two figures for a corner of the screen or a status bar: what is late, and what today holds."""

from __future__ import annotations

from dataclasses import dataclass

from fichier_tui.domain.permission import SEND
from fichier_tui.domain.sending import SMTP
from fichier_tui.storage.session import Session

_LIVE = (
    " FROM action LEFT JOIN contact_summary AS summary ON summary.contact_id = action.contact_id"
    " WHERE action.state = 'open' AND (action.contact_id IS NULL OR summary.live)"
)
_LATE = f"SELECT COUNT(*){_LIVE} AND action.day < ?"
_TODAY = (
    f"SELECT action.time, COALESCE(summary.display_name, ''), action.subject{_LIVE} AND action.day = ?"
    " AND action.kind = 'appointment' AND action.time <> '' ORDER BY action.time, action.id"
)
_SENDINGS = "SELECT COUNT(*) FROM sending WHERE medium = ? AND begun_at IS NOT NULL AND ended_at IS NULL"
_REQUESTS_LATE = "SELECT COUNT(*) FROM rights_request WHERE state = 'open' AND due_on < ?"


@dataclass(frozen=True, slots=True)
class Awaited:
    """An appointment of today: its hour (HH:MM), with whom, what about."""

    time: str
    name: str
    subject: str


@dataclass(frozen=True, slots=True)
class Ahead:
    """How many open actions are late, and every appointment of today by hour."""

    late: int = 0
    today: tuple[Awaited, ...] = ()
    requests_late: int = 0
    """Requests under the RGPD that should have been answered (`domain.rights`)."""
    sendings: int = 0
    """Sendings by the mail server that have begun and not ended, for whom may go on with them."""

    def following(self, time: str) -> Awaited | None:
        """The first appointment that begins at that hour or after it."""
        return next((awaited for awaited in self.today if awaited.time >= time), None)


def read_ahead(session: Session) -> Ahead:
    """What waits, everybody's: two reads of an index, and two short tables."""
    execute, today = session.database.connection().execute, session.today.isoformat()
    (late,) = execute(_LATE, (today,)).fetchone()
    (requests,) = execute(_REQUESTS_LATE, (today,)).fetchone()
    (sendings,) = execute(_SENDINGS, (SMTP,)).fetchone() if session.may(SEND) else (0,)
    return Ahead(late, tuple(Awaited(*row) for row in execute(_TODAY, (today,))), requests, sendings)
