"""A reader of loyalty cards is a keyboard that types faster than any hand: its burst of keys told from typing.

The rule (KEYS.md, R7): at least six characters and Enter, less than 50 ms between any two of them. Ten keys a second is
a fast typist; a reader sends a character every 1 to 20 ms. A number set to a United States keyboard arrives on a French
one as the unshifted digit row: a burst of nothing but `à&é"'(-è_ç` is read as digits.
"""

from __future__ import annotations

from dataclasses import dataclass, field

LONGEST_PAUSE = 0.050
"""Seconds between two keys of a reader, at most."""
SHORTEST = 6
"""Characters of a card number, at least."""
LONGEST = 40
_LEAST_DIGITS = 3
# Keys 0 to 9 of a French keyboard without Shift; the capitals are what some keyboards give under Caps Lock.
_UNSHIFTED = str.maketrans("à&é\"'(-è_çÀÉÈÇ", "01234567890279")
_ROW = frozenset("à&é\"'(-è_çÀÉÈÇ")
_PLAIN = frozenset("0123456789-ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")


def may_belong(character: str) -> bool:
    """Whether a reader may send this character as part of a number."""
    return character in _PLAIN or character in _ROW


def card_number(characters: str) -> str | None:
    """The number that a reader sent as these characters; None where they cannot be one."""
    if not SHORTEST <= len(characters) <= LONGEST:
        return None
    if _ROW.issuperset(characters):
        return characters.translate(_UNSHIFTED)
    digits = sum("0" <= character <= "9" for character in characters)
    return characters if digits >= _LEAST_DIGITS and _PLAIN.issuperset(characters) else None


def comparable(number: str) -> str:
    """A card number without what people put in to read it: spaces and dashes; letters large."""
    return "".join(character for character in number.upper() if character.isalnum())


@dataclass(slots=True)
class Burst:
    """The characters that came one upon the other. Times are in seconds of one clock, taken when a key was read."""

    characters: list[str] = field(default_factory=list)
    last: float = -1.0
    """When the last of them was read."""
    broken: float = -1.0
    """When a key that belongs to no number was read."""
    whole: bool = True
    """Whether nothing else came just before: a number at the end of a line that comes at once is no scan."""

    def goes_on(self, at: float) -> bool:
        """Whether a key read now belongs to it."""
        return bool(self.characters) and at - self.last < LONGEST_PAUSE

    def add(self, character: str, at: float) -> bool:
        """One more character; whether it begins another burst, too late for the one before."""
        begins = not self.goes_on(at)
        if begins:
            self.characters.clear()
            self.whole = self.broken < 0 or at - self.broken >= LONGEST_PAUSE
        self.characters.append(character)
        self.last = at
        return begins

    def end(self, at: float) -> None:
        """Another key, read now, ends it."""
        self.characters.clear()
        self.broken = at

    def number(self, at: float) -> str | None:
        """The card number that Enter, read now, ends; None where this was typing."""
        return card_number("".join(self.characters)) if self.whole and self.goes_on(at) else None

    def is_key_held_down(self) -> bool:
        """Whether it is one character that is no digit, four times or more: a key held down repeats as fast."""
        return len(self.characters) > 3 and len(set(self.characters)) == 1 and not self.characters[0].isdecimal()
