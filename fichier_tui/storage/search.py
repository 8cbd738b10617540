"""Finding a contact by what one types: any words in any order, each the beginning of a word of the contact.

Names, towns, postcodes, e-mails, card numbers, telephone numbers in any format or by any piece of three digits.
One wrong, missing, extra or swapped letter a word is forgiven when nothing else fits.
"""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass
from itertools import chain

from rapidfuzz import process
from rapidfuzz.distance import OSA

from fichier_tui.domain.text import fold
from fichier_tui.storage.search_index import national_digits
from fichier_tui.storage.session import Session

# A number as it is typed: digits, spaces, dots, dashes, slashes, brackets and a leading +.
_NUMBER = re.compile(r"\+?[\d\s.\-/()]{3,}")
# Below this many letters, a typo can make any word of any other.
_FORGIVEN_FROM = 4
_MOST_CANDIDATES = 24
# Of more than this many nobody looks for the best known among them: they stand in the order of names, which an
# index gives from the first line on.
_RANKED = 2_000


@dataclass(frozen=True, slots=True)
class Found:
    """Contacts found, best first. `forgiven` tells that nothing fitted exactly."""

    ids: array[int]
    forgiven: bool = False


def search_words(text: str) -> tuple[str, ...]:
    """What is looked for: one number, or the folded words; nothing yet for a lone digit, with which half begin."""
    if _NUMBER.fullmatch(text.strip()) and (digits := national_digits(text.strip())):
        return (digits,)
    words = tuple(fold(text).split())
    return () if len(words) == 1 and len(words[0]) == 1 and words[0].isdecimal() else words


def find_contacts(session: Session, text: str, limit: int | None = None) -> Found:
    """The contacts that every word fits: those of exactly that surname first, then those whose name begins so, then
    the best known, then by name.

    Thousands of them come in the order of names alone. With a `limit`, these first ones are as they are without.
    """
    words = search_words(text)
    if not words:
        return Found(array("q"))
    ids = _match(session, " AND ".join(map(_prefix, words)), words, limit)
    if ids:
        return Found(ids)
    expression = _forgiving(session, words)
    return Found(_match(session, expression, words, limit) if expression else ids, forgiven=bool(expression))


def _match(session: Session, expression: str, words: tuple[str, ...], limit: int | None) -> array[int]:
    execute = session.database.connection().execute
    found = "SELECT rowid FROM contact_words WHERE contact_words MATCH ?"
    count = execute(f"SELECT COUNT(*) FROM ({found} LIMIT {_RANKED + 1})", (expression,)).fetchone()[0]
    if not count:
        return array("q")
    typed = " ".join(words)
    beginning = (words[0], f"{words[0]}\x7f")
    whole = (typed, f"{typed}\x7f")
    if count > _RANKED and limit is not None:
        return _first_by_name(session, found, expression, beginning, limit)
    # Of a few, those of exactly that surname, then those whose whole name begins as typed, come before the others.
    ranges = [beginning] if count > _RANKED else [(f"{typed} ", f"{typed} \x7f"), whole, beginning]
    known = "" if count > _RANKED else "purchases + visits DESC, "
    ranks = "sort_key BETWEEN ? AND ? DESC, " * len(ranges)
    rows = execute(
        f"SELECT contact_id FROM contact_summary WHERE +live AND contact_id IN ({found})"
        f" ORDER BY {ranks}{known}sort_key, contact_id LIMIT ?",
        (expression, *chain.from_iterable(ranges), -1 if limit is None else limit),
    )
    return array("q", [row[0] for row in rows])


def _first_by_name(session: Session, found: str, expression: str, beginning: tuple[str, str], limit: int) -> array[int]:
    """The first of many: along the index of names, as far as is needed. The + keeps SQLite from starting elsewhere."""
    ids: list[int] = []
    for condition in ("sort_key BETWEEN ? AND ?", "NOT sort_key BETWEEN ? AND ?"):
        if len(ids) < limit:
            rows = session.database.connection().execute(
                "SELECT contact_id FROM contact_summary INDEXED BY contact_summary_live_sort_key"
                f" WHERE live = 1 AND {condition} AND +contact_id IN ({found}) ORDER BY sort_key, contact_id LIMIT ?",
                (*beginning, expression, limit - len(ids)),
            )
            ids.extend(row[0] for row in rows)
    return array("q", ids)


def _prefix(word: str) -> str:
    return f'"{word}"*'


def _forgiving(session: Session, words: tuple[str, ...]) -> str:
    """The expression in which each word that nobody has may be one letter off; empty when that changes nothing."""
    parts, changed = [], False
    for word in words:
        near = _near(session, word)
        changed |= bool(near)
        parts.append(f"({' OR '.join(map(_prefix, (word, *near)))})")
    return " AND ".join(parts) if changed else ""


def _near(session: Session, word: str) -> list[str]:
    """Words of the file whose beginning is one letter off `word`, the first letter being right if any such is."""
    if len(word) < _FORGIVEN_FROM or word.isdigit():
        return []
    found: dict[str, int] = {}
    for length in (len(word) - 1, len(word), len(word) + 1):
        beginnings = _beginnings(session, length)
        for term, distance, _place in process.extract(
            word, beginnings, scorer=OSA.distance, score_cutoff=1, limit=_MOST_CANDIDATES
        ):
            found.setdefault(term, distance)
    return sorted(found, key=lambda term: (term[0] != word[0], found[term], term))[:_MOST_CANDIDATES]


def _beginnings(session: Session, length: int) -> tuple[str, ...]:
    """The different beginnings, of that length at most, of the words in the index."""
    kept = kept_until_changed(session)
    key = f"beginnings of {length}"
    if key not in kept:
        rows = session.database.connection().execute(
            "SELECT DISTINCT substr(term, 1, ?) FROM contact_words_vocabulary WHERE term > ':' AND length(term) >= ?",
            (length, length),
        )
        kept[key] = tuple(row[0] for row in rows)
    return kept[key]


def kept_until_changed(session: Session) -> dict[str, tuple[str, ...]]:
    """What searches and lists keep between two questions; empty again once anybody wrote in the file."""
    version = str(session.database.connection().execute("PRAGMA data_version").fetchone()[0])
    if session.vocabulary.get("version") != (version,):
        session.vocabulary.clear()
        session.vocabulary["version"] = (version,)
    return session.vocabulary
