"""Whether what is typed in the card of one contact names another: then it is asked whose line it is.

It is looked for as the counter of the list looks: whole names, and their beginnings. But a visit may have a note of
ordinary words, and nearly every short one begins some name: only these are taken for somebody else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from fichier_tui.domain.contact import ContactDetails
from fichier_tui.domain.line import Line
from fichier_tui.domain.line.resolution import BEGINNING, EXACT_NAME
from fichier_tui.domain.line.vocabulary import SMALL_WORDS
from fichier_tui.domain.text import fold, fold_joined
from fichier_tui.storage.contacts import name_of
from fichier_tui.storage.details import read_details
from fichier_tui.storage.line.person import MOST_CANDIDATES, why_found, without_civility
from fichier_tui.storage.search.finding import find_contacts
from fichier_tui.storage.session import Session

_OF_WHOM = ("visit", "purchase")
# Their subject or reason may well be a beginning ("r demain dup"): the whole surname alone means somebody.
_WITH_SUBJECT = ("call", "meeting", "email", "complaint", "cancel")
# In words and letters: a name is seldom longer, and what is shorter begins too many.
_LONGEST_NAME, _SHORTEST_BEGINNING = 4, 3
# Said of people and things at every counter, and the beginning or the whole of many a surname: alone they name nobody
# by a beginning, and before other words ("petit retard") not even as a whole.
_ORDINARY_WORDS = (
    "petit petite petits grand grande gros grosse bon bonne bons bien mal merci rien mari pere mere blanc blanche "
    "brun brune blond blonde roux rousse noir gris rose clair claire court longue long vieux jeune neuf"
)
_ORDINARY = frozenset(_ORDINARY_WORDS.split())


def named_instead(session: Session, line: Line, words: str, contact: int | None) -> tuple[str, str]:
    """(the words that name somebody else, the name of that contact); two empty texts where they name nobody else.

    All the words together, as beginnings; or the first of them, where they have the whole surname. Of a plan, all of
    them together, and with it.
    """
    named = without_civility(words.split())
    if line.verb in _WITH_SUBJECT and 0 < len(named) <= _LONGEST_NAME:
        runs: Iterable[tuple[Sequence[str], bool]] = ((named, True),)
    else:
        runs = _runs(named) if line.verb in _OF_WHOM else ()
    for run, whole_surname in runs:
        if name := _somebody_else(session, run, contact, whole_surname=whole_surname):
            return " ".join(run), name
    return "", ""


def _runs(words: Sequence[str]) -> Iterator[tuple[Sequence[str], bool]]:
    """The words to look for, and whether the surname must be whole there."""
    if 0 < len(words) <= _LONGEST_NAME:
        yield words, False
    for length in range(min(len(words) - 1, _LONGEST_NAME), 0, -1):
        yield words[:length], True


def _somebody_else(session: Session, words: Sequence[str], contact: int | None, *, whole_surname: bool) -> str:
    text = " ".join(words)
    asked = fold(text).split()
    if not asked or max(map(len, asked)) < _SHORTEST_BEGINNING:
        return ""
    if contact is not None and _is_called(text, read_details(session, [contact])[contact], whole_surname=whole_surname):
        return ""  # her own name, or its beginning
    found = find_contacts(session, text, limit=MOST_CANDIDATES)
    details = read_details(session, found.ids[: found.exact])
    for number in found.ids[: found.exact]:
        if number != contact and _is_called(text, details[number], whole_surname=whole_surname):
            return name_of(number)
    return ""


def _is_called(text: str, details: ContactDetails, *, whole_surname: bool) -> bool:
    """Whether all the words are of that name or begin it, one of them the surname; small words only as a whole."""
    if why_found(text, details) not in (EXACT_NAME, BEGINNING):
        return False
    asked = fold(text).split()
    # Before other words, a word of a company's name is rather a word: "grand" is no "Restaurant Le Grand Tétras".
    names = (details.last_name,) if whole_surname else (details.last_name, details.company_name)
    parts = [part for name in names for part in (*fold(name).split(), fold_joined(name)) if part]
    whole = any(word in parts for word in asked)
    if (asked[0] in SMALL_WORDS and asked[0] not in parts) or (len(asked) == 1 and asked[0] in _ORDINARY):
        return whole and not whole_surname
    begun = any(part.startswith(word) for word in asked if len(word) >= _SHORTEST_BEGINNING for part in parts)
    return whole or (begun and not whole_surname)
