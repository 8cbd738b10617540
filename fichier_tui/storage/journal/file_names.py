"""The lines of the register of exports whose file is called after somebody: "Personal data Durand Paul.pdf"."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from fichier_tui.domain.text import fold

_AMONG = "IN (SELECT value FROM json_each(?))"
_SHORTEST = 3
"""A word of fewer letters in the name of a file names nobody."""


def files_called_after(connection: Any, contacts: Collection[int]) -> set[int]:
    """The lines whose file is that of one of these contacts, or bears their name.

    The name of a file with one contact bears it by any word ("paul.pdf"), unless the line says whose it is; in that of
    others the whole name must stand, in either order: "Durand" may be anybody's.
    """
    whole, words = _names(connection, contacts)
    lines = connection.execute(
        f"SELECT id, name, contacts, contact_id, contact_id {_AMONG} FROM export_record WHERE name <> ''",
        (json.dumps(sorted(contacts)),),
    )
    found = set()
    for number, name, count, contact, is_theirs in lines:
        folded = fold(name)
        in_passing = contact is None and count == 1 and not words.isdisjoint(folded.split())
        if is_theirs or in_passing or any(f" {one} " in f" {folded} " for one in whole):
            found.add(number)
    return found


def forget_file_names(connection: Any, contacts: Collection[int]) -> None:
    """Empty those names; the lines stay. To be called while the names of the contacts still stand."""
    found = json.dumps(sorted(files_called_after(connection, contacts)))
    connection.execute(f"UPDATE export_record SET name = '' WHERE id {_AMONG}", (found,))


def _names(connection: Any, contacts: Collection[int]) -> tuple[set[str], set[str]]:
    """Folded: their whole names in both orders, and every word of them."""
    whole, words = set(), set()
    for last, first, company in connection.execute(
        f"SELECT last_name, first_name, company_name FROM contact WHERE id {_AMONG}", (json.dumps(sorted(contacts)),)
    ):
        whole |= {fold(f"{last} {first}"), fold(f"{first} {last}")} if last and first else {fold(company)}
        words |= {word for word in fold(f"{last} {first} {company}").split() if len(word) >= _SHORTEST}
    return {name for name in whole if len(name) >= _SHORTEST}, words
