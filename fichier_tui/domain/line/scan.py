"""The state of a line while it is read: which token belongs to which piece. A token belongs to one piece at most."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from fichier_tui.domain.line.line import Ambiguity, Piece
from fichier_tui.domain.line.tokens import Token, has_word, text_key
from fichier_tui.domain.line.vocabulary import Vocabulary
from fichier_tui.domain.text import fold

Value = str | int | dt.date
_SIGNS, _LONGEST_SIGN = "=*+€", 2

CIVILITY_WORDS = frozenset(
    [
        "m",
        "mr",
        "mme",
        "mlle",
        "melle",
        "mrs",
        "ms",
        "miss",
        "dr",
        "monsieur",
        "madame",
        "mademoiselle",
        "messieurs",
        "mesdames",
    ]
)
PARTICLES = frozenset(("le", "la", "les", "de", "du", "des", "d'", "l'"))
# The verbs of what has happened: their bare dates lie behind today.
PAST_VERBS = frozenset(("visit", "purchase", "note", "complaint", "done", "contact", "stop", "consent"))
PLANS = frozenset(("call", "meeting", "email", "todo", "postpone"))


@dataclass(slots=True)
class Found:
    """A piece in the making: the tokens from `first` up to but not including `last`."""

    slot: str
    first: int
    last: int
    value: Value


@dataclass(slots=True)
class Scan:
    """The tokens of one part of the line, and what was found in them so far."""

    tokens: list[Token]
    today: dt.date
    vocabulary: Vocabulary
    inside_card: bool = False
    following: bool = False
    """Whether this part is what comes next: about the same contact, and to come."""
    verb: str = ""
    presumed: bool = False
    found: list[Found] = field(default_factory=list)
    owned: list[bool] = field(default_factory=list)
    """By token: whether it is in a piece, or unread."""
    names: set[int] = field(default_factory=set)
    """Tokens that can be nothing but words of the who: quoted, after a civility, or turned back into text."""
    card: tuple[int, int] | None = None
    """Where the number of a loyalty card stands, with the words that say it is one."""
    unread: list[tuple[int, int]] = field(default_factory=list)
    twice: list[tuple[int, int]] = field(default_factory=list)
    """Of the unread, those that would be understood if the line did not say the like already."""
    ambiguities: list[tuple[int, int, str, tuple[str, ...]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.owned = [False] * len(self.tokens)

    @property
    def past(self) -> bool:
        """Whether a bare date lies behind today."""
        return not self.following and self.verb in PAST_VERBS

    @property
    def nobody_needed(self) -> bool:
        """Whether the line may do without words that name a person."""
        reached = self.verb != "contact" and any(found.slot in ("phone", "email", "card") for found in self.found)
        return self.inside_card or self.following or reached

    def free(self, first: int, last: int | None = None) -> bool:
        """Whether the tokens from `first` up to `last` exist and may still become a piece."""
        last = first + 1 if last is None else last
        return (
            first >= 0
            and last <= len(self.tokens)
            and not any(self.owned[place] or place in self.names for place in range(first, last))
        )

    def word(self, place: int) -> str:
        """The folded token at `place` if it is free, else nothing."""
        return self.tokens[place].folded if self.free(place) else ""

    def words(self, first: int, last: int) -> str:
        """The folded tokens from `first` up to `last`."""
        return " ".join(token.folded for token in self.tokens[first:last])

    def typed(self, text: str, first: int, last: int) -> str:
        """The tokens from `first` up to `last` as they stand in the text."""
        return text[self.tokens[first].start : self.tokens[last - 1].end]

    def value(self, slot: str) -> Found | None:
        """What was found for `slot`, if anything."""
        return next((found for found in self.found if found.slot == slot), None)

    def own(self, first: int, last: int) -> None:
        """The tokens are spoken for."""
        for place in range(first, last):
            self.owned[place] = True

    def take(self, slot: str, first: int, last: int, value: Value, left: Collection[str] = ()) -> bool:
        """Make a piece of the tokens, and of small words of `left` before them.

        What is said a second time is unread: the answer is False then.
        """
        while left and first and self.word(first - 1) in left:
            first -= 1
        self.own(first, last)
        if slot not in ("consent", "tag") and self.value(slot) is not None:
            self.unread.append((first, last))
            self.twice.append((first, last))
            return False
        self.found.append(Found(slot, first, last, value))
        return True

    def refuse(self, first: int, last: int, left: Collection[str] = ()) -> None:
        """The tokens look like something and cannot be it; with small words of `left` before them."""
        while left and first and self.word(first - 1) in left:
            first -= 1
        self.own(first, last)
        self.unread.append((first, last))

    def release(self, found: Found) -> None:
        """Turn a piece back into words of the who."""
        self.found.remove(found)
        for place in range(found.first, found.last):
            self.owned[place] = False
            self.names.add(place)

    def doubt(self, first: int, last: int, taken: str, *others: str) -> None:
        """Say that the tokens could mean something else."""
        if others:
            self.ambiguities.append((first, last, taken, others))

    def who_places(self) -> Iterator[int]:
        """Where the words stand that belong to no piece."""
        return (place for place, owned in enumerate(self.owned) if not owned)

    def persons(self) -> list[int]:
        """Where the words stand that could name a person: those of the who that are no civility."""
        return [
            place
            for place in self.who_places()
            if self.tokens[place].folded not in CIVILITY_WORDS and has_word(self.tokens[place])
        ]

    def begins(self, place: int) -> bool:
        """Whether the token stands where the name is said: first of all, or right behind the verb; "le", "de" aside."""
        while place and self.word(place - 1) in PARTICLES:
            place -= 1
        return place == 0 or any(found.last == place and found.slot in ("verb", "new") for found in self.found)

    def keep_as_text(self, keys: Collection[str]) -> None:
        """Make words of the who of every run of tokens that is one of `keys`."""
        longest = max(map(len, keys), default=0)
        for first in range(len(self.tokens)):
            words = ""
            for last in range(first, len(self.tokens)):
                words = f"{words} {text_key(self.tokens[last].raw)}".strip()
                if len(words) > longest + _LONGEST_SIGN:
                    break
                # "= 85" is meant by "85" too.
                if words in keys or (words[0] in _SIGNS and fold(words) in keys):
                    self.names.update(range(first, last + 1))

    def ambiguity(self, text: str, doubt: tuple[int, int, str, tuple[str, ...]]) -> Ambiguity:
        """A doubt with its place in the text."""
        start, end = self._place(doubt[0], doubt[1])
        return Ambiguity(start, end, text[start:end], doubt[2], doubt[3])

    def piece(self, text: str, found: Found) -> Piece:
        """A piece with its place in the text."""
        start, end = self._place(found.first, found.last)
        return Piece(found.slot, start, end, text[start:end], found.value)

    def _place(self, first: int, last: int) -> tuple[int, int]:
        """Where the tokens stand in the text, without the comma at their end."""
        return self.tokens[first].start, self.tokens[last - 1].start + len(self.tokens[last - 1].raw.rstrip(","))
