"""The shop's own fields in the list of contacts: their values beside the rows of a page, and the order by one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from fichier_tui.domain.contact import ContactRow
from fichier_tui.domain.own_field import CHOICE, NUMBER, TEXT
from fichier_tui.storage import models
from fichier_tui.storage.contacts import read_rows
from fichier_tui.storage.segments.sql import prepare
from fichier_tui.storage.session import Session

OWN_PREFIX = "own."
"""Before the key of a field, in the name of a column or an order."""
_VALUES = """
    SELECT contact_id, key, value FROM custom_value JOIN custom_field ON custom_field.id = field_id
    WHERE contact_id IN (SELECT value FROM json_each(?)) AND key IN (SELECT value FROM json_each(?))
"""
_VALUE = (
    "(SELECT value FROM custom_value WHERE custom_value.contact_id = contact_summary.contact_id AND field_id = {field})"
)


def rows_with_own(session: Session, ids: Sequence[int], keys: Sequence[str]) -> list[ContactRow]:
    """The lines of the list for these contacts, with their values of the fields of these keys."""
    rows = read_rows(session, ids)
    if not keys:
        return rows
    found: dict[int, dict[str, str]] = {}
    asked = json.dumps([row.id for row in rows]), json.dumps(list(keys))
    for contact, key, value in session.database.connection().execute(_VALUES, asked):
        found.setdefault(contact, {})[key] = value
    return [replace(row, own=found.get(row.id, {})) for row in rows]


def own_order(session: Session, key: str, direction: str) -> tuple[str, list[object]] | None:
    """The order by a field, `direction` ASC or DESC, contacts without a value last; None where there is no such field.

    Numbers by their size, choices in the order of their list, the rest by its letters.
    """
    row = models.CustomField.get_or_none(models.CustomField.key == key)
    if row is None:
        return None
    value = _VALUE.format(field=int(row.id))
    parameters: list[object] = []
    ordered = value
    if row.kind == NUMBER:
        ordered = f"CAST({value} AS REAL)"
    elif row.kind == CHOICE:
        choices = json.loads(row.choices)
        cases = " ".join(f"WHEN ? THEN {place}" for place in range(len(choices)))
        ordered, parameters = f"CASE {value} {cases} ELSE {len(choices)} END", list(choices)
    elif row.kind == TEXT:
        prepare(session.database.connection())
        ordered = f"fold(COALESCE({value}, ''))"
    return f"{value} IS NULL, {ordered} {direction}, sort_key", parameters
