"""Where the values of a segment's fields stand in the tables: one line a field of `domain.segment.fields`.

`s` is the contact_summary and `c` the contact asked about, each event and each line of a card has a letter of its own.
"""

from __future__ import annotations

from fichier_tui.domain.awareness import TELLING_KINDS
from fichier_tui.domain.consent import CLOSED_STATES, CONFIRMED, OPEN_STATES, OPPOSED
from fichier_tui.domain.history import NOT_ASKED
from fichier_tui.storage.days import action_day, local_day

NAME = "c.last_name || ' ' || c.first_name || ' ' || c.company_name"
SCALARS: dict[str, str] = {
    "kind": "c.kind",
    "sex": "c.sex",
    "civility": "c.civility",
    "job_title": "c.job_title",
    "company": "c.company_name",
    "household": "c.household",
    "card": "c.card_number",
    "born": (
        "CASE WHEN c.birth GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(c.birth) = c.birth"
        " AND c.birth > '0001' THEN c.birth END"
    ),
    "sponsor": (
        "COALESCE((SELECT b.last_name || ' ' || b.first_name || ' ' || b.company_name FROM contact b"
        " WHERE b.id = c.sponsor_id), '')"
    ),
    "profession": "c.profession",
    "language": "c.language",
    "source": "c.source",
    "source_detail": "c.source_detail",
    "important": "c.important",
    "first_contact": "c.first_contact_on",
    "added": local_day("c.created_at"),
    "verified": "c.verified_on",
    "purchases": "s.purchases",
    "revenue": "s.revenue_cents",
    "margin": "s.margin_cents",
    "rhythm": "s.gap_mean_days",
    "nights": "s.nights",
    "first_purchase": "s.first_purchase",
    "last_purchase": "s.last_purchase",
    "visits": "s.visits",
    "last_visit": "s.last_visit",
    "last_seen": "s.last_seen",
    "completeness": "s.completeness",
    "complaints": "s.open_complaints",
    "actions": "s.open_actions",
    "next_action": "s.next_action",
    "points": "(SELECT COALESCE(SUM(y.points), 0) FROM loyalty_entry y WHERE y.contact_id = s.contact_id)",
    "brought": ("(SELECT COUNT(*) FROM contact b WHERE b.sponsor_id = s.contact_id AND b.deleted_at IS NULL)"),
}
# Rounded half up to the cent, as ContactSummary does; SQLite's / goes toward zero, Python's // down.
_MEAN = "(2 * {sum} + {count} - ((2 * {sum} + {count}) % (2 * {count}) + 2 * {count}) % (2 * {count})) / (2 * {count})"
SCALARS["mean_basket"] = (
    f"CASE WHEN s.purchases > 0 THEN {_MEAN.format(sum='s.revenue_cents', count='s.purchases')} END"
)
# The same two of all contacts at once, for who has none is in no group: what is added up, and the rows by contact.
ADDED_UP: dict[str, tuple[str, str]] = {
    "points": ("SUM(y.points)", "SELECT y.contact_id FROM loyalty_entry y GROUP BY y.contact_id"),
    "brought": (
        "COUNT(*)",
        "SELECT b.sponsor_id FROM contact b WHERE b.sponsor_id IS NOT NULL AND b.deleted_at IS NULL"
        " GROUP BY b.sponsor_id",
    ),
}
_ADDRESS = "address a"
_LABEL = "contact_tag l JOIN tag t ON t.id = l.tag_id AND t.kind = '{kind}'"
# Fields of several values: the value, and the rows that hold it. Read once for the whole count, never by the contact.
SEVERAL: dict[str, tuple[str, str]] = {
    "email": ("e.address", "email e"),
    "phone": (
        "CASE WHEN t.number LIKE '+33%' THEN '0' || substr(t.number, 4) ELSE ltrim(t.number, '+') END",
        "phone t",
    ),
    "agreed_on": (
        f"CASE WHEN k.state IN ({', '.join(repr(state) for state in OPEN_STATES)}) THEN k.day END",
        "consent k",
    ),
    "street": ("a.street", _ADDRESS),
    "town": ("a.town", _ADDRESS),
    "postcode": ("a.postcode", _ADDRESS),
    "department": ("CASE WHEN a.country IN ('', 'FR') THEN a.postcode END", _ADDRESS),
    "country": ("a.country", _ADDRESS),
    "tag": ("t.name", _LABEL.format(kind="tag")),
    "interest": ("t.name", _LABEL.format(kind="interest")),
    "note": ("n.text", "note n"),
}
HELD: dict[str, str] = {
    "email": "(s.email <> '' OR EXISTS (SELECT 1 FROM email e WHERE e.contact_id = s.contact_id))",
    "phone": "(s.phone <> '' OR EXISTS (SELECT 1 FROM phone t WHERE t.contact_id = s.contact_id))",
    "mobile": "EXISTS (SELECT 1 FROM phone t WHERE t.contact_id = s.contact_id AND t.kind = 'mobile')",
    "address": "EXISTS (SELECT 1 FROM address a WHERE a.contact_id = s.contact_id AND a.street <> '')",
    "place": (
        "EXISTS (SELECT 1 FROM address a WHERE a.contact_id = s.contact_id AND (a.town <> '' OR a.postcode <> ''))"
    ),
    "birth": "c.birth <> ''",
    "first_name": "c.first_name <> ''",
    "sex": "c.sex <> ''",
    "profession": "c.profession <> ''",
    "language": "c.language <> ''",
    "source": "c.source <> ''",
    "tag": f"EXISTS (SELECT 1 FROM {_LABEL.format(kind='tag')} WHERE l.contact_id = s.contact_id)",
    "interest": f"EXISTS (SELECT 1 FROM {_LABEL.format(kind='interest')} WHERE l.contact_id = s.contact_id)",
    "note": "EXISTS (SELECT 1 FROM note n WHERE n.contact_id = s.contact_id)",
    "important": "c.important <> ''",
    "verification": "c.verified_on IS NOT NULL",
    "sponsor": "c.sponsor_id IS NOT NULL",
    "card": "c.card_number <> ''",
    "information": "EXISTS (SELECT 1 FROM information i WHERE i.contact_id = s.contact_id)",
}
SITUATIONS = {"deceased": "c.deceased_on IS NOT NULL", "restricted": "c.restricted_on IS NOT NULL"}
FIGURE = (
    "address a JOIN town w ON w.key = town_key(a.town) AND w.area = area_of(a.postcode, a.town) AND w.area <> ''"
    " JOIN town_figure g ON g.insee = w.insee AND g.name = ?"
)
CUSTOM = "custom_value v JOIN custom_field d ON d.id = v.field_id AND d.key = ?"
CONSENT_STATES: dict[str, tuple[str, ...]] = {
    "consent": OPEN_STATES,
    "refusal": CLOSED_STATES,
    "not_asked": (NOT_ASKED,),
    "confirmed": (CONFIRMED,),
    "opposed": (OPPOSED,),
}

# Nearly all actions are done: they are read from end to end, and the + keeps SQLite from looking up each in its index.
_TOLD = f"+a.state = 'done' AND a.kind IN ({', '.join(repr(kind) for kind in TELLING_KINDS)})"
EVENT_ROWS: dict[str, str] = {
    "purchase": "purchase p WHERE p.contact_id",
    "visit": "visit i WHERE i.contact_id",
    "action": "action a WHERE a.contact_id",
    "telling": f"action a WHERE {_TOLD} AND a.contact_id",
    "behaviour": "behaviour_event h WHERE h.contact_id",
    "opinion": "satisfaction o WHERE o.contact_id",
}
"""The rows of each kind of event, up to the contact that they are of."""
_WEEKDAY = "strftime('%w', {day})"
# The day of what was done is the one that the history of the card shows (`storage.timeline`).
ACTION_DAY = f"CASE WHEN a.state = 'done' THEN {action_day('a.')} ELSE a.day END"
# The same to a day more or less, which is the clock's distance from Greenwich: told without reckoning it.
_ACTION_DAY_NEARLY = "CASE WHEN a.state = 'done' THEN COALESCE(a.done_at, a.day, a.created_at) ELSE a.day END"
DAYS_NEARLY = {"action_on": _ACTION_DAY_NEARLY, "told_on": _ACTION_DAY_NEARLY}
OF_EVENT: dict[str, str] = {
    "season": "substr(p.day, 6, 2)",
    "month": "CAST(substr(p.day, 6, 2) AS INTEGER)",
    "weekday": _WEEKDAY.format(day="p.day"),
    "bought_on": "p.day",
    "price": "p.amount_cents",
    "quantity": "p.quantity",
    "stay": "p.nights",
    "people": "p.people",
    "reference": "p.reference",
    "visited_on": "i.day",
    "received": "i.channel",
    "visit_season": "substr(i.day, 6, 2)",
    "visit_month": "CAST(substr(i.day, 6, 2) AS INTEGER)",
    "visit_weekday": _WEEKDAY.format(day="i.day"),
    "visitors": "i.people",
    "action": "a.kind",
    "action_on": ACTION_DAY,
    "subject": "a.subject",
    "priority": "CASE a.priority WHEN 2 THEN 'urgent' WHEN 1 THEN 'high' ELSE 'normal' END",
    "result": "a.result",
    "told_by": "a.kind",
    "told_on": ACTION_DAY,
    "behaviour": "h.kind",
    "behaviour_on": "h.day",
    "behaviour_detail": "h.detail",
    "opinion": "o.kind",
    "score": "o.score",
    "opinion_on": "o.day",
    "opinion_text": "o.text",
}
# The offer that an action tells of: what it says itself goes before what its campaign says.
ACTION_OFFER = "COALESCE(a.offer_id, (SELECT k.offer_id FROM campaign k WHERE k.id = a.campaign_id))"
# Products, offers and campaigns are few, what happened is much: texts are matched among the few first, once a count.
# Each field: the tests of an event, and the texts of the few that each is made of.
_PRODUCT = "p.product_id IN (SELECT r.id FROM product r WHERE {})"
NAMED: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "bought": ((_PRODUCT, ("r.name", "r.category")),),
    "product": ((_PRODUCT, ("r.name",)),),
    "category": ((_PRODUCT, ("r.category",)),),
    "seller": (("p.staff_id IN (SELECT m.id FROM staff m WHERE {})", ("m.name",)),),
    "in_charge": (("a.assigned_to_id IN (SELECT m.id FROM staff m WHERE {})", ("m.name",)),),
    "campaign": (("a.campaign_id IN (SELECT k.id FROM campaign k WHERE {})", ("k.name",)),),
    "told": (
        ("a.product_id IN (SELECT r.id FROM product r WHERE {})", ("r.name",)),
        (
            f"{ACTION_OFFER} IN (SELECT f.id FROM offer f LEFT JOIN product r ON r.id = f.product_id WHERE {{}})",
            ("f.name", "COALESCE(r.name, '')"),
        ),
    ),
}
RESPONDED = f"""s.contact_id IN (
    SELECT p.contact_id FROM offer f CROSS JOIN purchase p
    WHERE (f.product_id IS NULL OR p.product_id = f.product_id)
        AND p.day BETWEEN COALESCE(f.starts_on, '') AND COALESCE(f.ends_on, '9999-12-31')
        AND {{}} AND EXISTS (
            SELECT 1 FROM action a WHERE a.contact_id = p.contact_id AND {_TOLD} AND {ACTION_OFFER} = f.id
                AND {ACTION_DAY} <= p.day
        )
)"""
TALLIES: dict[str, str] = {
    "purchases": "COUNT(*)",
    "revenue": "COALESCE(SUM(p.amount_cents), 0)",
    "mean_basket": f"CASE WHEN COUNT(*) > 0 THEN {_MEAN.format(sum='SUM(p.amount_cents)', count='COUNT(*)')} END",
    "nights": "COALESCE(SUM(p.nights), 0)",
    "visits": "COUNT(*)",
}
