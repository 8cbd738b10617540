"""The one timeline of a contact: visits, purchases, actions, consents, notes and the rest, newest first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from fichier_tui.domain.history import TimelineEvent
from fichier_tui.storage.days import action_day
from fichier_tui.storage.session import Session

# Each kind as one SELECT of the same columns: kind, id, day, subject, state, cents, quantity, nights, people, text,
# time, staff number. A UNION is read by the page, however long the history is.
_PARTS = {
    "visit": "SELECT 'visit', id, day, channel, '', NULL, 1, NULL, people, note, time, staff_id FROM visit",
    "purchase": (
        "SELECT 'purchase', purchase.id, day, COALESCE(product.name, ''), '', amount_cents, quantity, nights, people,"
        " note, '', staff_id FROM purchase LEFT JOIN product ON product.id = purchase.product_id"
    ),
    "action": (
        f"SELECT 'action', id, {action_day()}, kind, state, NULL, 1, NULL, NULL,"
        " trim(subject || char(10) || result, char(10)), time, assigned_to_id FROM action"
    ),
    # The version of the sentence that was said stands for its quantity: 0 where none was noted.
    "consent": (
        "SELECT 'consent', consent.id, day, consent.channel, state, NULL, COALESCE(version, 0), NULL, NULL, proof,"
        " '', staff_id FROM consent LEFT JOIN wording ON wording.id = wording_id"
    ),
    "note": "SELECT 'note', id, day, kind, '', NULL, 1, NULL, NULL, text, '', staff_id FROM note",
    "behaviour": "SELECT 'behaviour', id, day, kind, '', NULL, 1, NULL, NULL, detail, '', NULL FROM behaviour_event",
    "satisfaction": (
        "SELECT 'satisfaction', id, day, kind, state, NULL, COALESCE(score, -1), NULL, NULL, text, '', staff_id"
        " FROM satisfaction"
    ),
    "loyalty": "SELECT 'loyalty', id, day, reason, '', NULL, points, NULL, NULL, note, '', staff_id FROM loyalty_entry",
}
TIMELINE_KINDS = tuple(_PARTS)


def timeline(
    session: Session, contact: int, *, kinds: Collection[str] = TIMELINE_KINDS, limit: int = 200, offset: int = 0
) -> tuple[TimelineEvent, ...]:
    """A page of what happened with a contact, newest first, of the kinds that are asked for."""
    parts = [f"{sql} WHERE contact_id = :contact" for kind, sql in _PARTS.items() if kind in kinds]
    if not parts:
        return ()
    union = " UNION ALL ".join(parts)
    rows = session.database.connection().execute(
        "SELECT kind, part.id, day, subject, part.state, cents, quantity, nights, people, text, time,"
        " COALESCE(staff.name, '')"
        f" FROM (SELECT 1 AS kind, 2 AS id, 3 AS day, 4 AS subject, 5 AS state, 6 AS cents, 7 AS quantity, 8 AS nights,"
        f" 9 AS people, 10 AS text, 11 AS time, 12 AS staff_id WHERE 0 UNION ALL {union}) AS part"
        " LEFT JOIN staff ON staff.id = part.staff_id"
        " ORDER BY day DESC, time DESC, kind, part.id DESC LIMIT :limit OFFSET :offset",
        {"contact": contact, "limit": limit, "offset": offset},
    )
    return tuple(
        TimelineEvent(
            kind=row[0],
            id=row[1],
            day=dt.date.fromisoformat(row[2]),
            subject=row[3],
            state=row[4],
            amount_cents=row[5],
            quantity=row[6],
            nights=row[7],
            people=row[8],
            text=row[9],
            time=row[10],
            staff=row[11],
        )
        for row in rows
    )


def count_timeline(session: Session, contact: int) -> dict[str, int]:
    """How many events of each kind a contact has."""
    execute = session.database.connection().execute
    return {
        kind: execute(f"SELECT COUNT(*) FROM ({sql} WHERE contact_id = ?)", (contact,)).fetchone()[0]
        for kind, sql in _PARTS.items()
    }
