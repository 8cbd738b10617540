"""Puts the demonstration into an open, empty file: all rows of a block, their summaries and search words, or nothing.

It is no operation of the journal: there is nothing before it that an undo could go back to, and `Ctrl+Z` in a
demonstration takes back what was done in it, not the demonstration.
"""

from __future__ import annotations

import datetime as dt

from fichier_tui.storage import summary
from fichier_tui.storage.demonstration.content import Demonstration, table_rows
from fichier_tui.storage.demonstration.generate import demonstration_blocks
from fichier_tui.storage.session import Session

# A new file has its owner and settings already: they stay as they are.
_KEPT_IF_THERE = ("staff", "setting")


def fill_with_demonstration(session: Session, day: dt.date, scale: float = 1.0, *, cards_only: bool = False) -> int:
    """Write about `scale` × 2,000 contacts and their four years, reckoned from `day`. Returns how many contacts.

    The file must be new. Its owner stays, whatever the login; the two other members of staff are added.
    """
    blocks = demonstration_blocks(day, scale, cards_only=cards_only)
    return sum(write_demonstration(session, block) for block in blocks)


def write_demonstration(session: Session, demonstration: Demonstration) -> int:
    """Write the rows of a demonstration, or of one block of it, in one transaction. Returns how many contacts."""
    with session.database.atomic("IMMEDIATE"):
        connection = session.database.connection()
        for table, columns, rows in table_rows(demonstration):
            names, marks = ", ".join(f'"{name}"' for name in columns), ", ".join("?" * len(columns))
            verb = "INSERT OR IGNORE" if table in _KEPT_IF_THERE else "INSERT"
            connection.executemany(f'{verb} INTO "{table}" ({names}) VALUES ({marks})', rows)
        summary.refresh(session.database, [row.id for row in demonstration.contacts])
    session.vocabulary.clear()
    return len(demonstration.contacts)
