"""How well a contact is found by what a receptionist types: shares of a file's contacts, for benchmarks and tests.

What is typed is made from the contact itself, as somebody would who hears the name, reads a telephone number, or
slips on a key; where it then stands in the list is what is counted.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from fichier_tui.domain.text import fold
from fichier_tui.storage import ListQuery, list_contacts
from fichier_tui.storage.search.index import national_digits
from fichier_tui.storage.session import Session

FIRST_ROWS = 5
TYPO_ROWS = 10
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Person:
    """One contact as one may remember it."""

    id: int
    last: str
    first: str
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    towns: tuple[str, ...]
    card: str

    @property
    def name(self) -> str:
        """As it is typed: surname, first name, without accents or capitals."""
        return fold(f"{self.last} {self.first}")


def people_of(session: Session) -> list[Person]:
    """Everybody alive in the file who has a surname and a first name."""
    execute = session.database.connection().execute

    def by_contact(sql: str) -> dict[int, tuple[str, ...]]:
        rows: dict[int, list[str]] = {}
        for number, value in execute(sql):
            rows.setdefault(number, []).append(value)
        return {number: tuple(values) for number, values in rows.items()}

    phones = by_contact("SELECT contact_id, number FROM phone ORDER BY position, id")
    emails = by_contact("SELECT contact_id, address FROM email ORDER BY position, id")
    towns = by_contact("SELECT contact_id, town FROM address WHERE town <> '' ORDER BY position, id")
    rows = execute(
        "SELECT id, last_name, first_name, card_number FROM contact WHERE deleted_at IS NULL AND kind = 'person'"
        " AND last_name <> '' AND first_name <> '' ORDER BY id"
    )
    return [
        Person(number, last, first, phones.get(number, ()), emails.get(number, ()), towns.get(number, ()), card)
        for number, last, first, card in rows
    ]


def without_homonyms(people: Iterable[Person]) -> list[Person]:
    """Those whose full name nobody else bears."""
    people = list(people)
    bearers = Counter(person.name for person in people)
    return [person for person in people if bearers[person.name] == 1]


def place(session: Session, typed: str, wanted: int, rows: int) -> int | None:
    """Where the wanted contact stands in the list among so many first rows; None where it is not there."""
    ids = list(list_contacts(session, ListQuery(text=typed), rows).ids[:rows])
    return ids.index(wanted) if wanted in ids else None


def share(session: Session, people: Sequence[Person], typed: Callable[[Person], str], rows: int = FIRST_ROWS) -> float:
    """The share of these people who stand in the first rows after what `typed` gives, or any beginning of it.

    "" is nothing typed: that contact is not found.
    """
    found = 0
    for person in people:
        keys = typed(person)
        found += any(place(session, keys[:end], person.id, rows) is not None for end in range(len(keys), 0, -1))
    return found / len(people)


# What four keys may be. The names are those of the report.


def surname(person: Person) -> str:
    """Four letters of the surname."""
    return fold(person.last)[:4]


def three_and_one(person: Person) -> str:
    """Three letters of the surname and the initial: "perh"."""
    return fold(person.last).replace(" ", "")[:3] + fold(person.first)[:1]


def one_and_three(person: Person) -> str:
    """The initial and three letters of the surname, as one says a name for short: "hper"."""
    return fold(person.first)[:1] + fold(person.last).replace(" ", "")[:3]


def two_and_two(person: Person) -> str:
    """Two letters of the surname, two of the first name: "pehe"."""
    return fold(person.last).replace(" ", "")[:2] + fold(person.first)[:2]


def two_space_one(person: Person) -> str:
    """Two letters of the surname, a space, the initial: "pe h"."""
    return f"{fold(person.last)[:2]} {fold(person.first)[:1]}"


def end_of_phone(person: Person) -> str:
    """The last four digits of the telephone."""
    return national_digits(person.phones[0])[-4:] if person.phones else ""


NAME_WAYS = (surname, one_and_three, three_and_one, two_and_two, two_space_one)
WAYS = (*NAME_WAYS, end_of_phone)


def share_by_any(session: Session, people: Sequence[Person], ways: Sequence[Callable[[Person], str]]) -> float:
    """The share of these people whom at least one of these ways finds."""
    return sum(any(share(session, [one], way) for way in ways) for one in people) / len(people)


def keys_needed(session: Session, person: Person, most: int = 30) -> int:
    """How many keys of "surname first name", typed as it is spoken, until the contact stands in the first rows."""
    name = person.name
    for end in range(1, min(len(name), most) + 1):
        if place(session, name[:end], person.id, FIRST_ROWS) is not None:
            return end
    return most + 1


def with_typo(text: str, chance: random.Random) -> str:
    """The text with one letter missing, added, wrong or swapped with its neighbour, at any place, the first too."""
    kind = chance.randrange(4)
    at = chance.randrange(len(text))
    letter = chance.choice(_LETTERS)
    if kind == 0:
        return text[:at] + text[at + 1 :]
    if kind == 1:
        return text[:at] + letter + text[at:]
    if kind == 2:
        return text[:at] + letter + text[at + 1 :]
    at = min(at, len(text) - 2)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def recall_under_typo(session: Session, people: Sequence[Person], trials: int, seed: int) -> tuple[float, list[str]]:
    """The share found within ten rows by the full name with one random typo; and what was typed in vain."""
    chance = random.Random(seed)
    missed = []
    for _trial in range(trials):
        person = chance.choice(people)
        typed = with_typo(person.name, chance)
        if place(session, typed, person.id, TYPO_ROWS) is None:
            missed.append(f"{typed} ({person.name})")
    return 1 - len(missed) / trials, missed


def pieces(person: Person) -> dict[str, list[str]]:
    """Pieces of what is known of a contact, from the middle and the end, by what they are a piece of."""
    numbers = [national_digits(phone) for phone in person.phones]
    addresses = [address.partition("@") for address in person.emails]
    return {
        "phone": [piece for one in numbers for piece in (one[-4:], one[-6:], one[3:8], one[2:6] + " " + one[6:8])],
        "e-mail": [
            piece
            for local, _at, domain in addresses
            for piece in (f"{local}@{domain}", local, f"@{domain} {local}", f"{fold(person.last)} {domain}")
        ],
        "town": [f"{fold(person.last)} {fold(word)}" for town in person.towns for word in town.split()[-1:]],
        "card": [person.card, person.card[-4:], person.card[2:]] if person.card else [],
    }


def share_of_pieces(session: Session, people: Sequence[Person], kind: str) -> tuple[float, int]:
    """The share of these pieces that find their contact at all, wherever it stands; and how many pieces."""
    tried = [(piece, person.id) for person in people for piece in pieces(person)[kind] if len(piece) > 2]
    found = sum(wanted in list_contacts(session, ListQuery(text=piece)).ids for piece, wanted in tried)
    return found / max(len(tried), 1), len(tried)


def recall_by_sound(session: Session, people: Sequence[Person]) -> tuple[float, int]:
    """The share found within ten rows by the surname as it sounds and the first name; and how many were tried."""
    tried = [
        (f"{spelling} {fold(person.first)}", person.id)
        for person in people
        for spelling in respelt(person.last)[:4]
        if " " not in fold(person.last)
    ]
    found = sum(place(session, typed, wanted, TYPO_ROWS) is not None for typed, wanted in tried)
    return found / max(len(tried), 1), len(tried)


# Another spelling of the same sound, as one writes a name heard on the telephone.
_RESPELT = (
    (r"ph", "f"),
    (r"th", "t"),
    (r"eaux?\b", "o"),
    (r"au(?:lt|ld|d|t|x)\b", "o"),
    (r"[dt]\b", ""),
    (r"y\b", "i"),
    (r"ss(?=[eiy])", "c"),
    (r"qu", "k"),
    (r"ll", "l"),
    (r"nn", "n"),
    (r"rr", "r"),
    (r"tt", "t"),
    (r"c(?=[aou])", "k"),
    (r"\bh", ""),
    (r"(?<=[aeiou])s(?=[aeiou])", "z"),
    (r"ai(?![nl])", "e"),
    (r"an(?=[cdt])", "en"),
    (r"(?<=[rlvctkpqg])e\b", ""),
    (r"s\b", ""),
    (r"x\b", ""),
)


def respelt(name: str, most: int = 2) -> list[str]:
    """Other spellings of a name, each with up to so many changes, as one may write what one hears."""
    spellings = {fold(name)}
    for _change in range(most):
        spellings |= {re.sub(old, new, one) for one in spellings for old, new in _RESPELT}
    return sorted(one for one in spellings - {fold(name)} if len(one) > 2)
