"""The day of an instant, in SQL: that of the machine's own clock, as `Session.today` is, and not the one of Greenwich.

A shop in Nouméa opens while it is still yesterday there.
"""

from __future__ import annotations


def local_day(instant: str) -> str:
    """The expression of the day of an instant, a column or an expression; NULL for NULL."""
    return f"date({instant}, 'localtime')"


def action_day(action: str = "") -> str:
    """The day that an action is shown at: when it was done, else for when it is planned, else when it was noted.

    `action` is the name that the statement gives the table, with its dot ("a.").
    """
    return f"COALESCE({local_day(f'{action}done_at')}, {action}day, {local_day(f'{action}created_at')})"
