"""Which yes of a foreign file is not heard: a yes must be proven by whoever relies on it, and what is doubtful is no.

What is not heard is told with its row, and kept in the import note as the file has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from fichier_tui.domain import import_plan as reasons
from fichier_tui.domain.contact import SOURCES_WITHOUT_CONSENT
from fichier_tui.domain.import_plan import Refused
from fichier_tui.domain.import_values import plain
from fichier_tui.exchange.import_cells import Columns
from fichier_tui.exchange.table import Table

_CHANNELS = ("email", "sms", "phone", "post")
Unheard = Mapping[str, frozenset[int]]
"""By channel, the rows whose yes is not heard."""


def refuse_unproven(columns: Columns, table: Table) -> Unheard:
    """The rows whose yes proves nothing, by channel.

    Of a bought or rented file every yes (R38); of an address to which a newsletter could not be delivered, that to
    e-mails; and a yes to calls of which nobody knows the day, as it lasts one year from there (C. conso. L. 223-1).
    """
    rented = frozenset(row for row, source in enumerate(columns.of("source")) if source in SOURCES_WITHOUT_CONSENT)
    dead = _dead(columns, table)
    undated = frozenset(row for row, day in enumerate(columns.of("consent_day")) if not day) - rented
    for channel in _CHANNELS:
        _refuse(columns, table, channel, rented, reasons.CELL_RENTED)
    _refuse(columns, table, "email", dead - rented, reasons.CELL_DEAD_ADDRESS)
    _refuse(columns, table, "phone", undated, reasons.CELL_UNDATED_YES)
    return {"email": rented | dead, "sms": rented, "phone": rented | undated, "post": rented}


def _refuse(columns: Columns, table: Table, channel: str, rows: Iterable[int], reason: str) -> None:
    """Tell of each yes to a channel on these rows, and keep it in the note."""
    found = columns.repeated.get(f"consent_{channel}", [])
    for heading, values in found:
        for row in sorted(rows):
            if values[row] and values[row][0]:
                columns.refused.append(Refused(table.rows[row] + 1, heading, reason, values[row][1]))
                columns.keep(row, heading, values[row][1])


def _dead(columns: Columns, table: Table) -> frozenset[int]:
    """The rows whose e-mail address bounced for good, by the newsletter program; a day that cannot be read counts."""
    heading = columns.headings.get(("dead_email_time", 1), "")
    days: list[Any] = columns.of("dead_email_time")
    found = []
    for row, day in enumerate(days):
        text = _written(columns, table, row) if day or day is None else ""
        if text:
            found.append(row)
            columns.refused.append(Refused(table.rows[row] + 1, heading, reasons.CELL_DEAD_ADDRESS, text))
            if day:  # what could not be read is kept already
                columns.keep(row, heading, text)
    return frozenset(found)


def _written(columns: Columns, table: Table, row: int) -> str:
    places = columns.sources.get(("dead_email_time", 1), [])
    return " / ".join(filter(None, (plain(table.columns[place].cell(row)) for place in places)))
