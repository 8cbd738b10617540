"""The words by which a contact is found, in a full-text index over folded text.

A telephone number is kept with all its ends of three digits and more, so that the beginning of any of them is a
piece of the number: "78" after "56" finds 06 12 34 56 78; so is the number of a loyalty card. A compound name is kept
apart and joined. The sound of each name stands beside them under a mark that no word can begin with.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from fichier_tui.domain.sought import joined_forms
from fichier_tui.domain.sound import sounds_of
from fichier_tui.domain.text import fold, fold_joined
from fichier_tui.storage.connection import Database

SHORTEST_END = 3
# Numbers come before it.
FIRST_LETTER = ":"
BEGINNINGS = "beginnings of "
# Of the private use area: the index takes it for a letter, `fold` leaves it out, and it comes after all letters.
SOUND = "\ue000"


def words_of(
    names: Sequence[str],
    towns: Sequence[str],
    postcodes: Sequence[str],
    emails: Sequence[str],
    phones: Sequence[str],
    card: str,
) -> str:
    """The folded words of one contact, one space between two."""
    words = []
    for name in names:
        if name:
            words.append(_words_of_name(name))
    for text in (*towns, *postcodes, card):
        if text:
            words.append(fold(text))
    if card:
        words += _ends(fold_joined(card))
    for address in emails:
        # No cache here: an address is met once, and would drive names and towns out of it.
        words.append(fold.__wrapped__(address))
    for phone in phones:
        words += _ends(national_digits(phone))
    return " ".join(words)


def _ends(number: str) -> list[str]:
    return [number[start:] for start in range(len(number) - SHORTEST_END + 1)]


@lru_cache(maxsize=20_000)
def _words_of_name(name: str) -> str:
    """The words of one name in all the forms that it is found by, then their sounds."""
    folded = fold(name)
    parts = folded.split()
    words = [folded, *joined_forms(parts)]
    if len(parts) > 1:
        words.extend(fold_joined(part) for part in name.split() if not part.isalnum())
    sounds = dict.fromkeys((*sounds_of(name), *sounds_of(words[1] if len(parts) > 1 else "")))
    return " ".join((*words, *(f"{SOUND}{sound}" for sound in sounds)))


def national_digits(phone: str) -> str:
    """The digits that a French person dials: +33612345678 and 06 12 34 56 78 both give 0612345678."""
    digits = phone[1:] if phone.startswith("+") else phone
    if not digits.isdecimal():
        digits = "".join(character for character in digits if character.isdecimal())
    if phone.startswith("+33"):
        return "0" + digits[2:]
    return "0" + digits[4:] if digits.startswith("0033") else digits


def with_words(kept: Mapping[str, tuple[str, ...]], texts: Collection[str] | None) -> dict[str, tuple[str, ...]]:
    """What searches keep of the words of the file (`search_words`), once these were put in; None for too many.

    To read all words of a large file again takes a tenth of a second, and a contact is created at the counter. Words
    that nobody has any more stay: they find nobody.
    """
    if texts is None or "words" not in kept:
        return {}
    words = list(kept["words"])
    added = []
    for word in {word for text in texts for word in text.split() if FIRST_LETTER < word < SOUND}:
        place = bisect_left(words, word)
        if place == len(words) or words[place] != word:
            words.insert(place, word)
            added.append(word)
    more = {"version": kept["version"], "words": tuple(words)}
    for key, values in kept.items():
        if key.startswith(BEGINNINGS):
            length = int(key.removeprefix(BEGINNINGS))
            more[key] = values + tuple({word[:length] for word in added if len(word) >= length})
    return more


def replace(database: Database, removed: Collection[int], added: Sequence[tuple[int, str]]) -> None:
    """Take the words of the contacts `removed` out of the index, then put in those of `added`."""
    connection = database.connection()
    if removed:
        connection.execute(
            "DELETE FROM contact_words WHERE rowid IN (SELECT value FROM json_each(?))", (json.dumps(list(removed)),)
        )
    connection.executemany("INSERT INTO contact_words (rowid, text) VALUES (?, ?)", added)
