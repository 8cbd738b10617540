"""Finding a contact by what one types: any words in any order, each the beginning of a word of the contact.

Names, towns, postcodes, e-mails, card numbers, telephone numbers in any format or by any piece of three digits.
Particles of names do not count. Where few contacts fit, near ones follow (`search_near`).
"""

from __future__ import annotations

import json
import re
from array import array
from dataclasses import dataclass
from itertools import chain

from fichier_tui.domain.sought import Part, Sought, read_sought
from fichier_tui.storage.search.index import national_digits
from fichier_tui.storage.search.near import near_contacts
from fichier_tui.storage.search.order import ALONG_NAMES, in_order_of_names
from fichier_tui.storage.search.words import fitting, known, whole
from fichier_tui.storage.session import Session

# A number as it is typed: digits, spaces, dots, dashes, slashes, brackets and a leading +.
_NUMBER = re.compile(r"\+?[\d\s.\-/()]{3,}")
# Of more than this many nobody looks for the best known among them: they stand in the order of names, which an
# index gives from the first line on.
_RANKED = 2_000
# More than this many are picked out of the order of all names, fewer are looked up and sorted.
_ALONG = 8_000
# Where fewer fit exactly, near ones follow.
FEW = 10


@dataclass(frozen=True, slots=True)
class Found:
    """Contacts found, best first: those that fit exactly, `exact` of them, then those that are near."""

    ids: array[int]
    exact: int = 0

    @property
    def forgiven(self) -> bool:
        """Whether nothing fits exactly and all are near."""
        return not self.exact and bool(self.ids)


def search_words(text: str) -> tuple[str, ...]:
    """What is looked for: one number, or the folded words; nothing yet for a lone digit, with which half begin."""
    return _read(text).words


def _read(text: str) -> Sought:
    if _NUMBER.fullmatch(text.strip()) and (digits := national_digits(text.strip())):
        return Sought((digits,), (Part(digits),))
    sought = read_sought(text)
    if len(sought.words) == 1 and len(sought.words[0]) == 1 and sought.words[0].isdecimal():
        return Sought((), ())
    return sought


def find_contacts(session: Session, text: str, limit: int | None = None, *, abbreviated: bool = False) -> Found:
    """The contacts that every word fits, the likeliest first: those of exactly that surname, those whose name begins
    so, those in whose name most words are; among equals the best known, then by name.

    Thousands of them come in the order of names alone. Where few fit, near ones follow; where a list follows what is
    typed, `abbreviated` names are among them. With a `limit`, these first ones are as they are without.
    """
    sought = _read(text)
    if not sought.words:
        return Found(array("q"))
    ids = _match(session, sought, limit)
    exact = len(ids)
    if exact < FEW:
        ids.extend(near_contacts(session, sought, frozenset(ids), abbreviated=abbreviated))
    return Found(ids if limit is None else ids[:limit], min(exact, limit or exact))


def _match(session: Session, sought: Sought, limit: int | None) -> array[int]:
    if limit is not None and (named := _named(session, sought, limit)):
        return named
    execute = session.database.connection().execute
    expression = " AND ".join(map(fitting, sought.parts))
    # The index of words is asked once: all that begins with one letter is put together before its first row.
    rows = execute(
        "SELECT rowid FROM contact_words WHERE contact_words MATCH ? LIMIT ?",
        (expression, -1 if limit is None else _RANKED + 1),
    )
    found = array("q", chain.from_iterable(rows))
    if limit is not None and len(found) > _RANKED:
        return _by_name(session, expression, sought.words[0], limit)
    if len(found) > _ALONG:
        return in_order_of_names(session, found, sought.words[0])
    if len(found) > _RANKED:
        order, parameters = "sort_key BETWEEN ? AND ? DESC,", _begins(sought.words[0])
    elif found:
        order, parameters = _likeliest(sought)
        order += f" {known(session.today)} DESC,"
    else:
        return found
    rows = execute(
        "SELECT contact_id FROM contact_summary WHERE +live AND contact_id IN (SELECT value FROM json_each(?))"
        f" ORDER BY {order} sort_key, contact_id LIMIT ?",
        (json.dumps(found.tolist()), *parameters, -1 if limit is None else limit),
    )
    return array("q", chain.from_iterable(rows))


def _named(session: Session, sought: Sought, limit: int) -> array[int]:
    """The first of the many whose name begins with the one word typed, along the index of names alone: each of them
    fits, and nobody comes before them. Nobody where they are not that many."""
    part = sought.parts[0]
    if len(sought.parts) > 1 or part.joined or not (part.word.isascii() and part.word.isalpha()):
        return array("q")
    enough = max(limit, _RANKED + 1)
    rows = session.database.connection().execute(
        f"{ALONG_NAMES} AND sort_key BETWEEN ? AND ? ORDER BY sort_key, contact_id LIMIT ?",
        (*_begins(part.word), enough),
    )
    ids = array("q", chain.from_iterable(rows))
    return ids[:limit] if len(ids) == enough else array("q")


def _likeliest(sought: Sought) -> tuple[str, list[str]]:
    """The order of a few, and its parameters: in SQL, with a comma at the end."""
    if len(sought.words) == 1 and sought.words[0].isdecimal():
        # A number that ends so, or that is the postcode, before those that have it in their middle; the number that
        # the list shows before another one of the same contact.
        ends = "contact_id IN (SELECT rowid FROM contact_words WHERE contact_words MATCH ?) DESC, phone LIKE ? DESC,"
        return ends, [whole(sought.words[0]), f"%{sought.words[0]}"]
    typed = sought.typed
    order = "(sort_key = ? OR sort_key BETWEEN ? AND ?) DESC, sort_key BETWEEN ? AND ? DESC, "
    parameters = [typed, *_begins(f"{typed} "), *_begins(typed)]
    if sought.parts[0].joined:
        order += "sort_key BETWEEN ? AND ? DESC, "
        parameters += _begins(" ".join((sought.parts[0].joined, *(part.word for part in sought.parts[1:]))))
    if len(sought.words) == 1:
        return f"{order} instr(sort_key, ?) > 0 DESC,", [*parameters, f" {typed}"]
    order += " + ".join("(instr(' ' || sort_key, ?) > 0)" for _word in sought.words) + " DESC, "
    parameters += [f" {word}" for word in sought.words]
    return f"{order} sort_key BETWEEN ? AND ? DESC,", [*parameters, *_begins(sought.words[0])]


def _begins(text: str) -> list[str]:
    """What is between these begins with the text."""
    return [text, f"{text}\x7f"]


def _by_name(session: Session, expression: str, first: str, limit: int) -> array[int]:
    """The first of many, those whose name begins with the first word before the others: along the index of names, as
    far as is needed. The + keeps SQLite from starting elsewhere."""
    ids = array("q")
    for condition in ("sort_key BETWEEN ? AND ?", "NOT sort_key BETWEEN ? AND ?"):
        if len(ids) < limit:
            rows = session.database.connection().execute(
                f"{ALONG_NAMES} AND {condition} AND +contact_id IN (SELECT rowid FROM contact_words WHERE"
                " contact_words MATCH ?) ORDER BY sort_key, contact_id LIMIT ?",
                (*_begins(first), expression, limit - len(ids)),
            )
            ids.extend([row[0] for row in rows])
    return ids
