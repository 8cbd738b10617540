"""The proposals that somebody does not want to see: for good, or for this season."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from fichier_tui.domain.proposals import (
    BIRTHDAY,
    COMPLAINT,
    CONSENT_DUE,
    SEASON,
    ComplaintBecause,
    Proposal,
)
from fichier_tui.storage import models
from fichier_tui.storage.operation import Operation
from fichier_tui.storage.session import Session

# "Not for this season", where the proposal has no season of its own.
_DAYS = {COMPLAINT: 7}
_USUAL_DAYS = 90
_OF_ITSELF = (SEASON, BIRTHDAY, CONSENT_DUE)

About = tuple[int, str, int, str]


def insert_dismissal(operation: Operation, proposal: Proposal, *, for_good: bool) -> models.Dismissal:
    """The row of a dismissal, within an operation."""
    session = operation.session
    until = proposal.until
    if proposal.kind not in _OF_ITSELF:
        until = session.today + dt.timedelta(days=_DAYS.get(proposal.kind, _USUAL_DAYS))
    return operation.create(
        models.Dismissal,
        contact=proposal.contact,
        kind=proposal.kind,
        product=proposal.product_id,
        category="" if proposal.product_id else proposal.category,
        day=session.today,
        until=None if for_good else until,
        staff=session.staff.id or None,
        created_at=session.now(),
    )


@dataclass(slots=True)
class Dismissals:
    """Those that hold on a day."""

    by_about: dict[About, dt.date] = field(default_factory=dict)
    """The day of the latest one, by what it is about."""

    @classmethod
    def read(cls, session: Session, today: dt.date) -> Dismissals:
        """All of them."""
        found = cls()
        found._take(session, today, "", ())
        return found

    def reread(self, session: Session, today: dt.date, contacts: Collection[int]) -> None:
        """Those of some contacts anew."""
        self.by_about = {about: day for about, day in self.by_about.items() if about[0] not in contacts}
        among = " AND contact_id IN (SELECT value FROM json_each(?))"
        self._take(session, today, among, (json.dumps(sorted(contacts)),))

    def hide(self, proposal: Proposal) -> bool:
        """Whether it was dismissed. What happened since is another matter: a complaint made later is proposed."""
        day = self.by_about.get(proposal.about)
        if day is None:
            return False
        return not (isinstance(proposal.because, ComplaintBecause) and proposal.because.dates[0] > day)

    def _take(self, session: Session, today: dt.date, among: str, parameters: tuple[Any, ...]) -> None:
        rows = session.database.connection().execute(
            "SELECT contact_id, kind, product_id, category, day FROM dismissal WHERE COALESCE(until, '9999-12-31') >= ?"
            f"{among} ORDER BY day",
            (today.isoformat(), *parameters),
        )
        for contact, kind, product, category, day in rows:
            self.by_about[contact, kind, product or 0, category] = dt.date.fromisoformat(day)
