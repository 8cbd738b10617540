"""What followed the telling of an offer, read from the file for `domain.reaction`."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from fichier_tui.domain.offer import Subject
from fichier_tui.domain.permission import TOTALS
from fichier_tui.domain.reaction import Person, Reaction, reaction
from fichier_tui.storage.offers.awareness import first_tellings
from fichier_tui.storage.session import Session

_BEFORE = """
    SELECT c.contact_id, COUNT(p.id), COALESCE(SUM(p.amount_cents), 0), MAX(p.day) FROM contact_summary AS c
    LEFT JOIN purchase AS p ON p.contact_id = c.contact_id AND p.day < ? WHERE c.live GROUP BY c.contact_id
"""


def offer_reaction(session: Session, subject: Subject, days: int = 30) -> Reaction:
    """Who bought within `days` days of being told, beside comparable contacts that were never told."""
    session.require(TOTALS)
    told = first_tellings(session, subject)
    first = min(told.values(), default=session.today)
    execute = session.database.connection().execute
    people = {
        contact: Person(contact, count, cents, dt.date.min if last is None else dt.date.fromisoformat(last))
        for contact, count, cents, last in execute(_BEFORE, (first.isoformat(),))
    }
    purchases: dict[int, set[dt.date]] = defaultdict(set)
    product = "" if subject.product_id is None else " AND product_id = ?"
    parameters = () if subject.product_id is None else (subject.product_id,)
    sold = f"SELECT contact_id, day FROM purchase WHERE day >= ?{product}"
    for contact, day in execute(sold, (first.isoformat(), *parameters)):
        purchases[contact].add(dt.date.fromisoformat(day))
    return reaction(told, people, purchases, session.today, days)
