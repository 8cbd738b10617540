"""When something came from a contact for the last time: what the three years of silence are counted from (R02, R03).

A visit or a purchase, an answer about a consent, a form, a review or a complaint. What the shop sends does not count,
nor does what a list or another file says of a consent. For want of any, the day on which the contact was entered.
"""

from __future__ import annotations

SEEN = "COALESCE(s.last_seen, c.first_contact_on, SUBSTR(c.created_at, 1, 10))"
"""SQL over `contact_summary AS s` and `contact AS c`: an import dates the first contact of old clients by its own day,
so that one counts for want of any other."""
SAID = (
    ("consent", "medium NOT IN ('import', 'list')"),
    ("behaviour_event", "TRUE"),
    ("satisfaction", "TRUE"),
)
"""The tables, each with `contact_id` and `day`, where a row that meets the condition is a word from the contact."""


def said_after(seen: str, contact: str) -> str:
    """SQL: the latest of a day and of all that a contact said; `seen` and `contact` are columns."""
    latest = ", ".join(
        f"COALESCE((SELECT MAX(day) FROM {table} WHERE contact_id = {contact} AND {condition}), '')"
        for table, condition in SAID
    )
    return f"MAX({seen}, {latest})"
