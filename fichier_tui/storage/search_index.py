"""The words by which a contact is found, in a full-text index over folded text.

A telephone number is kept with all its ends of three digits and more, so that the beginning of any of them is a
piece of the number: "78" after "56" finds 06 12 34 56 78. A compound name is kept apart and joined.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence

from fichier_tui.domain.text import fold, fold_joined
from fichier_tui.storage.connection import Database

SHORTEST_END = 3


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
            folded = fold(name)
            words.append(folded)
            if " " in folded:
                words.append(folded.replace(" ", ""))
                words.extend(fold_joined(part) for part in name.split() if not part.isalnum())
    for text in (*towns, *postcodes, card):
        if text:
            words.append(fold(text))
    for address in emails:
        # No cache here: an address is met once, and would drive names and towns out of it.
        words.append(fold.__wrapped__(address))
    for phone in phones:
        digits = national_digits(phone)
        words += [digits[start:] for start in range(len(digits) - SHORTEST_END + 1)]
    return " ".join(words)


def national_digits(phone: str) -> str:
    """The digits that a French person dials: +33612345678 and 06 12 34 56 78 both give 0612345678."""
    digits = phone[1:] if phone.startswith("+") else phone
    if not digits.isdecimal():
        digits = "".join(character for character in digits if character.isdecimal())
    if phone.startswith("+33"):
        return "0" + digits[2:]
    return "0" + digits[4:] if digits.startswith("0033") else digits


def replace(database: Database, removed: Collection[int], added: Sequence[tuple[int, str]]) -> None:
    """Take the words of the contacts `removed` out of the index, then put in those of `added`."""
    connection = database.connection()
    if removed:
        connection.execute(
            "DELETE FROM contact_words WHERE rowid IN (SELECT value FROM json_each(?))", (json.dumps(list(removed)),)
        )
    connection.executemany("INSERT INTO contact_words (rowid, text) VALUES (?, ?)", added)
