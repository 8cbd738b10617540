"""When something came from a contact for the last time: what the three years of silence are counted from (R02, R03).

A visit or a purchase, an answer about a consent, a form, a review or a complaint. What the shop sends does not count,
nor does a no out of another file, or a yes of which that file does not say the day: it is dated by the import. For want
of any, the day on which the contact was entered, or the first that the file it came from knows of.
"""

from __future__ import annotations

SEEN = "COALESCE(s.last_seen, c.first_contact_on, SUBSTR(c.created_at, 1, 10))"
"""SQL over `contact_summary AS s` and `contact AS c`: an import dates the first contact of old clients by its own day,
so that one counts for want of any other."""
_DATED_YES = "(medium = 'import' AND state IN ('given', 'confirmed') AND day < SUBSTR(recorded_at, 1, 10))"
SAID = (
    ("consent", f"(medium NOT IN ('import', 'list') OR {_DATED_YES})"),
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
