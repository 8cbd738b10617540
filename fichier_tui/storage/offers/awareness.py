"""Who heard of what, in bulk: the rule of `domain.awareness` over the file.

A page of contacts is reckoned by the rule itself from their events. Whole lists and coverages are one statement of
SQL that says the same; a property test holds the two together.
"""

from __future__ import annotations

import datetime as dt
import json
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fichier_tui.domain.awareness import (
    BOUGHT,
    NEVER,
    TELLING_KINDS,
    TOLD,
    Awareness,
    Coverage,
    Telling,
    awareness,
)
from fichier_tui.domain.offer import Subject
from fichier_tui.domain.permission import TOTALS
from fichier_tui.storage.consents.contactability import open_channels
from fichier_tui.storage.days import action_day
from fichier_tui.storage.session import Session

# The day of what was done is the one that the history of the card shows (`storage.timeline`).
_DAY = action_day("a.")
_DONE = f"""
    a.state = 'done' AND a.contact_id IS NOT NULL AND a.kind IN ({", ".join(f"'{kind}'" for kind in TELLING_KINDS)})
"""
# What an action says of its offer goes before what its campaign says.
_OF_OFFERS = """(
    a.offer_id IN ({0}) OR (a.offer_id IS NULL AND a.campaign_id IN (SELECT id FROM campaign WHERE offer_id IN ({0})))
)"""
_EACH_TELLING = f"""
    SELECT a.offer_id AS offer_id, a.contact_id AS contact_id, {_DAY} AS told_on FROM action AS a
    WHERE a.offer_id IS NOT NULL AND {_DONE}
    UNION ALL SELECT k.offer_id, a.contact_id, {_DAY} FROM campaign AS k CROSS JOIN action AS a ON a.campaign_id = k.id
    WHERE a.offer_id IS NULL AND k.offer_id IS NOT NULL AND {_DONE}
"""
# Few buy what is offered: the purchases that count are looked for first, then whether those who bought were told.
_BUYERS = """
    SELECT o.id AS offer_id, p.contact_id AS contact_id, p.day AS day, COALESCE(o.starts_on, '') AS starts_on
    FROM offer AS o CROSS JOIN purchase AS p ON {} AND p.day BETWEEN COALESCE(o.starts_on, '')
        AND COALESCE(o.ends_on, '9999-12-31')
"""
_LATEST = f"""
    SELECT offer_id, contact_id, MAX(day) AS day FROM (
        {_BUYERS.format("p.product_id = o.product_id")}
        UNION ALL {_BUYERS.format("o.product_id IS NULL")}
    ) GROUP BY offer_id, contact_id
"""
_LIVE = "contact_id NOT IN (SELECT contact_id FROM contact_summary WHERE NOT live)"
_BOUGHT = """
    EXISTS (SELECT 1 FROM purchase AS p WHERE p.contact_id = told.contact_id
        AND p.day BETWEEN MAX(told.first, COALESCE({o}.starts_on, '')) AND COALESCE({o}.ends_on, '9999-12-31')
        AND ({o}.product_id IS NULL OR p.product_id = {o}.product_id))
"""
_WITH_TOLD = f"""
    WITH s (product_id, starts_on, ends_on) AS (SELECT ?, ?, ?),
        told AS (
            SELECT a.contact_id AS contact_id, MIN({_DAY}) AS first FROM action AS a
            WHERE {_DONE} AND {{about}} GROUP BY a.contact_id
        )
"""
_SPENT = """
    SELECT COALESCE(SUM(p.amount_cents), 0) FROM purchase AS p, s
    WHERE (s.product_id IS NULL OR p.product_id = s.product_id)
"""
_WANTED = {NEVER: "told.first IS NULL", TOLD: f"told.first IS NOT NULL AND NOT {_BOUGHT}", BOUGHT: _BOUGHT}


@dataclass(frozen=True, slots=True)
class AwarenessRow:
    """A contact and what it knows of one offer or product."""

    contact_id: int
    name: str
    town: str
    phone: str
    awareness: Awareness
    spent_cents: int = 0
    """On the product of the offer since ever; on everything where it has none."""
    channels: tuple[str, ...] = ()
    """Those by which it may be told of what the shop sells; none of who died or asked for restriction."""


def who_heard(session: Session, subject: Subject, state: str, *, best_first: bool = False) -> array[int]:
    """The contacts that were never told of it, were told, or bought since, in the order of names.

    `best_first`: the best buyers of its product before the others, by amount. Raises Refusal: staff.not_allowed.
    """
    if best_first:
        session.require(TOTALS)
    order = f"({_SPENT} AND p.contact_id = c.contact_id) DESC, " if best_first else ""
    rows = session.database.connection().execute(
        f"""
        {_WITH_TOLD.format(about=_about(subject))}
        SELECT c.contact_id FROM s, contact_summary AS c LEFT JOIN told ON told.contact_id = c.contact_id
        WHERE c.live AND {_WANTED[state].format(o="s")} ORDER BY {order}c.sort_key, c.contact_id
        """,
        _parameters(subject),
    )
    return array("q", [row[0] for row in rows])


def first_tellings(session: Session, subject: Subject) -> dict[int, dt.date]:
    """The day on which each contact first heard of it."""
    rows = session.database.connection().execute(
        f"SELECT a.contact_id, MIN({_DAY}) FROM action AS a WHERE {_DONE} AND {_about(subject)} GROUP BY a.contact_id",
        _numbers(subject),
    )
    return {contact: dt.date.fromisoformat(day) for contact, day in rows}


def offer_coverages(session: Session) -> dict[int, Coverage]:
    """How far each offer went: one statement for all of them."""
    execute = session.database.connection().execute
    (contacts,) = execute("SELECT COUNT(*) FROM contact_summary WHERE live").fetchone()
    found = dict.fromkeys((row[0] for row in execute("SELECT id FROM offer")), Coverage(contacts))
    told = execute(
        f"SELECT offer_id, COUNT(DISTINCT contact_id) FROM ({_EACH_TELLING}) WHERE {_LIVE} GROUP BY offer_id"
    )
    for offer, count in told.fetchall():
        found[offer] = Coverage(contacts, count)
    bought = execute(
        f"""
        SELECT b.offer_id, COUNT(DISTINCT b.contact_id) FROM ({_LATEST}) AS b CROSS JOIN action AS a
            ON a.contact_id = b.contact_id AND {_OF_OFFERS.format("b.offer_id")}
        WHERE {_DONE} AND {_DAY} <= b.day AND b.{_LIVE} GROUP BY b.offer_id
        """
    )
    for offer, count in bought.fetchall():
        found[offer] = Coverage(contacts, found[offer].told, count)
    return found


def subject_coverage(session: Session, subject: Subject) -> Coverage:
    """How far an offer or a product went."""
    (contacts, told, bought) = (
        session.database.connection()
        .execute(
            f"""
            {_WITH_TOLD.format(about=_about(subject))}
            SELECT COUNT(*), COUNT(told.first), COALESCE(SUM({_WANTED[BOUGHT].format(o="s")}), 0)
            FROM s, contact_summary AS c LEFT JOIN told ON told.contact_id = c.contact_id WHERE c.live
            """,
            _parameters(subject),
        )
        .fetchone()
    )
    return Coverage(contacts, told, bought)


def everybody(session: Session) -> array[int]:
    """The contacts of the table of who knows what, in the order of names."""
    rows = session.database.connection().execute(
        "SELECT contact_id FROM contact_summary WHERE live ORDER BY sort_key, contact_id"
    )
    return array("q", [row[0] for row in rows])


def awareness_cells(
    session: Session, contacts: Sequence[int], subjects: Sequence[Subject]
) -> dict[int, tuple[Awareness, ...]]:
    """For each contact what it knows of each subject, in their order: a page of the table of contacts and offers."""
    execute = session.database.connection().execute
    wanted = json.dumps(list(contacts))
    tellings = _events_told(
        execute(
            f"""
            SELECT a.contact_id, COALESCE(a.offer_id, k.offer_id) AS offer, a.product_id, o.product_id,
                {_DAY}, a.kind, COALESCE(s.name, ''), a.id
            FROM action AS a LEFT JOIN campaign AS k ON k.id = a.campaign_id
            LEFT JOIN offer AS o ON o.id = COALESCE(a.offer_id, k.offer_id)
            LEFT JOIN staff AS s ON s.id = COALESCE(a.done_by_id, a.assigned_to_id)
            WHERE a.state = 'done' AND a.contact_id IN (SELECT value FROM json_each(?))
            """,
            (wanted,),
        )
    )
    purchases: dict[tuple[int, int | None], list[dt.date]] = defaultdict(list)
    bought = execute(
        "SELECT contact_id, product_id, day FROM purchase WHERE contact_id IN (SELECT value FROM json_each(?))",
        (wanted,),
    )
    for contact, product, day in bought:
        for counted in {product, None}:
            purchases[contact, counted].append(dt.date.fromisoformat(day))
    return {
        contact: tuple(
            awareness(
                tellings.get((contact, subject.is_offer, subject.id), ()),
                purchases.get((contact, subject.product_id), ()),
                subject.window,
            )
            for subject in subjects
        )
        for contact in contacts
    }


def awareness_rows(session: Session, contacts: Sequence[int], subject: Subject) -> tuple[AwarenessRow, ...]:
    """A page of contacts with what each knows of one subject."""
    cells = awareness_cells(session, contacts, (subject,))
    channels = open_channels(session, contacts)
    rows = session.database.connection().execute(
        f"""
        WITH s (product_id) AS (SELECT ?)
        SELECT c.contact_id, c.display_name, c.town, c.phone, ({_SPENT} AND p.contact_id = c.contact_id)
        FROM contact_summary AS c
        WHERE c.contact_id IN (SELECT value FROM json_each(?))
        """,
        (subject.product_id, json.dumps(list(contacts))),
    )
    return tuple(
        AwarenessRow(number, name, town, phone, cells[number][0], spent, channels.get(number, ()))
        for number, name, town, phone, spent in rows
    )


def _events_told(rows: Iterable[tuple[object, ...]]) -> Mapping[tuple[int, bool, int], list[Telling]]:
    """Tellings by contact and by what was told of: its offer, its product, and the product of its offer."""
    found: dict[tuple[int, bool, int], list[Telling]] = defaultdict(list)
    for contact, offer, product, offered, day, kind, staff, number in rows:
        if kind not in TELLING_KINDS:
            continue
        telling = Telling(dt.date.fromisoformat(str(day)), str(kind), str(staff), int(str(number)))
        if offer is not None:
            found[int(str(contact)), True, int(str(offer))].append(telling)
        for sold in {product, offered} - {None}:
            found[int(str(contact)), False, int(str(sold))].append(telling)
    return found


def _about(subject: Subject) -> str:
    if subject.is_offer:
        return _OF_OFFERS.format("?")
    return f"(a.product_id = ? OR {_OF_OFFERS.format('SELECT id FROM offer WHERE product_id = ?')})"


def _numbers(subject: Subject) -> tuple[int, ...]:
    """The parameters of `_about`."""
    return (subject.id,) * (2 if subject.is_offer else 3)


def _parameters(subject: Subject) -> tuple[object, ...]:
    """Those of `_WITH_TOLD`."""
    return (subject.product_id, _iso(subject.window.first), _iso(subject.window.last), *_numbers(subject))


def _iso(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()
