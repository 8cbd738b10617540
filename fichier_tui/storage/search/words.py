"""What every search asks the index with: how a word is put to it, how well known somebody is, which words there are."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left

from fichier_tui.domain.sought import Part
from fichier_tui.storage.search.index import BEGINNINGS, FIRST_LETTER, SOUND
from fichier_tui.storage.session import Session

# Who came lately is asked for more often than who came as many times long ago.
_LATELY = dt.timedelta(days=60)
_THIS_YEAR = dt.timedelta(days=365)


def beginning(word: str) -> str:
    """In the language of the index: a word that begins so."""
    return f'"{word}"*'


def whole(word: str) -> str:
    """In the language of the index: that very word."""
    return f'"{word}"'


def either(expressions: list[str]) -> str:
    """In the language of the index: one of these."""
    return expressions[0] if len(expressions) == 1 else f"({' OR '.join(expressions)})"


def fitting(part: Part) -> str:
    """In the language of the index: the part, or the same joined to its particles."""
    return either([beginning(word) for word in (part.word, part.joined) if word])


def known(today: dt.date) -> str:
    """In SQL: how well a contact of `contact_summary` is known; its visits and purchases, more if they are recent."""
    lately, this_year = ((today - days).isoformat() for days in (_LATELY, _THIS_YEAR))
    return (
        "(purchases + visits) * CASE"
        f" WHEN last_seen >= '{lately}' THEN 4 WHEN last_seen >= '{this_year}' THEN 2 ELSE 1 END"
    )


def words_of_file(session: Session) -> tuple[str, ...]:
    """All words of the index but numbers and sounds, in their order; kept until words change."""
    kept = kept_until_changed(session)
    if "words" not in kept:
        rows = session.database.connection().execute(
            "SELECT term FROM contact_words_vocabulary WHERE term > ? AND term < ?", (FIRST_LETTER, SOUND)
        )
        kept["words"] = tuple(row[0] for row in rows)
    return kept["words"]


def beginnings_in_file(session: Session, length: int) -> tuple[str, ...]:
    """The different beginnings, of that length, of the words of the file; kept until words change."""
    kept = kept_until_changed(session)
    key = f"{BEGINNINGS}{length}"
    if key not in kept:
        kept[key] = tuple(dict.fromkeys(word[:length] for word in words_of_file(session) if len(word) >= length))
    return kept[key]


def words_around(session: Session, piece: str, most: int) -> list[str]:
    """The first words of the file in which the piece stands behind other letters."""
    kept = kept_until_changed(session)
    if "all words" not in kept:
        kept["all words"] = ("\n".join(("", *words_of_file(session), "")),)
    text = kept["all words"][0]
    found: list[str] = []
    place = text.find(piece)
    while place >= 0 and len(found) < most:
        start, end = text.rfind("\n", 0, place) + 1, text.find("\n", place)
        if start < place:
            found.append(text[start:end])
        place = text.find(piece, end)
    return found


def is_word_of_file(session: Session, word: str) -> bool:
    """Whether some contact has that very word."""
    words = words_of_file(session)
    place = bisect_left(words, word)
    return place < len(words) and words[place] == word


def begins_word_of_file(session: Session, word: str) -> bool:
    """Whether some contact has a word that begins so."""
    words = words_of_file(session)
    place = bisect_left(words, word)
    return place < len(words) and words[place].startswith(word)


def kept_until_changed(session: Session) -> dict[str, tuple[str, ...]]:
    """What searches and lists keep between two questions; empty again once a word changed, or another program wrote."""
    version = str(session.database.connection().execute("PRAGMA data_version").fetchone()[0])
    if session.vocabulary.get("version") != (version,):
        session.vocabulary.clear()
        session.vocabulary["version"] = (version,)
    return session.vocabulary
