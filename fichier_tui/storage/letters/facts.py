"""What a letter may say of many contacts at once: a few queries for one or for 20,000."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection
from typing import Any

from fichier_tui.domain.letter.facts import LetterFacts
from fichier_tui.storage.details import read_details
from fichier_tui.storage.session import Session

_AMONG = "(SELECT value FROM json_each(?))"
_SUMMARIES = f"""
    SELECT c.id, s.last_visit, s.last_purchase, COALESCE(w.company_name, ''),
        TRIM(COALESCE(p.first_name || ' ' || p.last_name, '')), COALESCE(p.company_name, '')
    FROM contact AS c JOIN contact_summary AS s ON s.contact_id = c.id
    LEFT JOIN contact AS w ON w.id = c.company_id
    LEFT JOIN contact AS p ON p.id = c.sponsor_id AND p.deleted_at IS NULL
    WHERE c.deleted_at IS NULL AND c.id IN {_AMONG}
"""
_FAVOURITES = f"""
    SELECT contact_id, name FROM (
        SELECT p.contact_id AS contact_id, product.name AS name, ROW_NUMBER() OVER (
            PARTITION BY p.contact_id ORDER BY COUNT(*) DESC, MAX(p.day) DESC, p.product_id
        ) AS place
        FROM purchase AS p JOIN product ON product.id = p.product_id
        WHERE p.contact_id IN {_AMONG} GROUP BY p.contact_id, p.product_id
    ) WHERE place = 1
"""
_POINTS = f"SELECT contact_id, SUM(points) FROM loyalty_entry WHERE contact_id IN {_AMONG} GROUP BY contact_id"


def read_letter_facts(session: Session, ids: Collection[int]) -> dict[int, LetterFacts]:
    """What a letter may say of these contacts, by number; one that is no more is left out."""
    execute = session.database.connection().execute
    wanted = json.dumps(sorted(ids))
    favourites: dict[int, str] = dict(execute(_FAVOURITES, (wanted,)).fetchall())
    points: dict[int, int] = dict(execute(_POINTS, (wanted,)).fetchall())
    details = read_details(session, ids)
    return {
        number: LetterFacts(
            contact=number,
            details=details[number],
            employer=employer,
            last_visit=_day(visit),
            last_purchase=_day(purchase),
            favourite_product=favourites.get(number, ""),
            points=points.get(number, 0) if details[number].card_number or number in points else None,
            sponsor=sponsor or sponsor_company,
        )
        for number, visit, purchase, employer, sponsor, sponsor_company in execute(_SUMMARIES, (wanted,)).fetchall()
        if number in details
    }


def _day(kept: Any) -> dt.date | None:
    return None if kept is None else dt.date.fromisoformat(kept)
