"""Chance that falls the same everywhere.

Everything rests on `random.Random(int).random()`, the one method whose sequence Python promises not to change, and on
products and comparisons of floats, which are exact on every platform; never on `hash()`, nor on the order of a set.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

_IDS_AT_ONCE = 2048
_ID_DIGITS = 32


class Chance:
    """A stream of choices."""

    def __init__(self, seed: int) -> None:
        """The same seed gives the same choices."""
        self.draw = random.Random(seed).random
        """A float from 0 (included) to 1 (excluded)."""

    def below(self, end: int) -> int:
        """A whole number from 0 to `end` - 1."""
        return int(self.draw() * end)

    def between(self, first: int, last: int) -> int:
        """A whole number from `first` to `last`, both included."""
        return first + int(self.draw() * (last - first + 1))

    def pick(self, among: Sequence[T]) -> T:
        """One of them, each as likely."""
        return among[int(self.draw() * len(among))]

    def pick_early(self, among: Sequence[T]) -> T:
        """One of them, the first ones likelier: as surnames are, and towns near by."""
        return among[int(self.draw() * self.draw() * len(among))]


class PublicIds:
    """Stable identifiers that mean nothing: 32 hexadecimal digits each, drawn from a digest of the seed."""

    def __init__(self, seed: int) -> None:
        """The same seed gives the same identifiers."""
        self._seed = seed
        self._batch = 0
        self._place = 0
        self._digits = ""

    def next(self) -> str:
        """The next identifier."""
        place = self._place
        if place == len(self._digits):
            self._digits = hashlib.shake_256(f"fichier {self._seed} {self._batch}".encode()).hexdigest(
                _ID_DIGITS // 2 * _IDS_AT_ONCE
            )
            self._batch += 1
            place = 0
        self._place = place + _ID_DIGITS
        return self._digits[place : place + _ID_DIGITS]
