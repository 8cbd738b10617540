"""The register of breaches: noted, completed, told to the CNIL in one step or two, closed (`domain.breach`)."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from fichier_tui.domain.breach import NO_NOTICE, NOTIFIED, Breach, BreachDetails, checked
from fichier_tui.domain.permission import RIGHTS
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.text import clean_text
from fichier_tui.storage import models
from fichier_tui.storage.rows import row_numbered
from fichier_tui.storage.session import Session

_COLUMNS = tuple(field.name for field in fields(BreachDetails))
_TEXTS = ("nature", "data", "consequences", "measures", "late_reason")


def clean_breach(details: BreachDetails) -> BreachDetails:
    """As it is kept."""
    texts: dict[str, Any] = {name: clean_text(getattr(details, name)) for name in _TEXTS}
    return replace(details, **texts)


def note_breach(session: Session, details: BreachDetails) -> Breach:
    """Enter a breach in the register. Raises Refusal: staff.not_allowed, those of `domain.breach.checked`."""
    session.require(RIGHTS)
    details = _cleaned(session, details)
    with session.operation("breach.noted", kind=details.kind) as operation:
        row = operation.create(
            models.Breach, **_values(details), staff=session.staff.id or None, recorded_at=session.now()
        )
    return read_breach(session, row.id)


def change_breach(session: Session, breach: int, details: BreachDetails) -> Breach:
    """Complete or correct what is noted: the journal keeps what it was.

    Raises Refusal: staff.not_allowed, row.unknown, breach.closed, those of `checked`.
    """
    session.require(RIGHTS)
    row = _open(breach)
    details = _cleaned(session, details)
    with session.operation("breach.changed", kind=details.kind) as operation:
        operation.change(row, **_values(details))
    return read_breach(session, breach)


def tell_cnil(session: Session, breach: int, *, whole: bool, late_reason: str = "") -> Breach:
    """The CNIL was told just now: all of it, or (not `whole`) what is known so far, the rest to follow.

    Raises Refusal: staff.not_allowed, row.unknown, breach.closed, breach.told (already), breach.why_late.
    """
    session.require(RIGHTS)
    row = _open(breach)
    before, now = _details(row), session.now()
    if before.cnil_completed_at is not None or (before.cnil_at is not None and not whole):
        raise Refusal("breach.told")
    after = replace(
        before,
        cnil_at=before.cnil_at or now,
        cnil_completed_at=now if whole else None,
        late_reason=late_reason or before.late_reason,
    )
    after = _cleaned(session, after)
    with session.operation("breach.told", kind=after.kind, whole=whole) as operation:
        operation.change(row, **_values(after))
    return read_breach(session, breach)


def close_breach(session: Session, breach: int) -> Breach:
    """Nothing is left to be done.

    Raises Refusal: staff.not_allowed, row.unknown, breach.closed, breach.waiting (the CNIL, or the people, wait).
    """
    session.require(RIGHTS)
    row = _open(breach)
    found = read_breach(session, breach)
    if found.state(session.now()) not in (NOTIFIED, NO_NOTICE) or found.people_wait():
        raise Refusal("breach.waiting")
    with session.operation("breach.ended", kind=row.kind) as operation:
        operation.change(row, closed_at=session.now())
    return read_breach(session, breach)


def read_breach(session: Session, breach: int) -> Breach:
    """One breach. Raises Refusal: staff.not_allowed, row.unknown."""
    session.require(RIGHTS)
    return _breach(row_numbered(models.Breach, breach))


def list_breaches(session: Session) -> tuple[Breach, ...]:
    """Every breach, those that wait first, the latest on top. Raises Refusal("staff.not_allowed")."""
    session.require(RIGHTS)
    rows = models.Breach.select().order_by(models.Breach.closed_at.is_null().desc(), models.Breach.known_at.desc())
    return tuple(_breach(row) for row in rows)


def breaches_waiting(session: Session) -> int:
    """How many breaches have something left to be told: to the CNIL, or to the people. Anybody may know that."""
    now = session.now()
    rows = (_breach(row) for row in models.Breach.select().where(models.Breach.closed_at.is_null()))
    return sum(one.people_wait() or one.state(now) not in (NOTIFIED, NO_NOTICE) for one in rows)


def _cleaned(session: Session, details: BreachDetails) -> BreachDetails:
    return checked(clean_breach(details), session.now())


def _values(details: BreachDetails) -> dict[str, object]:
    return {name: getattr(details, name) for name in _COLUMNS}


def _details(row: models.Breach) -> BreachDetails:
    return BreachDetails(**{name: getattr(row, name) for name in _COLUMNS})


def _open(breach: int) -> models.Breach:
    row = row_numbered(models.Breach, breach)
    if row.closed_at is not None:
        raise Refusal("breach.closed")
    return row


def _breach(row: models.Breach) -> Breach:
    member = models.Staff.get_or_none(models.Staff.id == row.staff_id)
    return Breach(row.id, _details(row), row.closed_at, member.name if member else "", row.recorded_at)
