"""What the file knows and a line may name: products, labels, sources; prepared once, looked up at each key."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from fichier_tui.domain.line.goods import GOODS
from fichier_tui.domain.text import fold

Kept = TypeVar("Kept")
SHORTEST_PREFIX = 3
_MOST_COMPARED = 50
_NOBODY: frozenset[int] = frozenset()
# What no product is named by alone.
SMALL_WORDS = frozenset(
    [
        "un",
        "une",
        "le",
        "la",
        "les",
        "de",
        "du",
        "des",
        "d",
        "l",
        "et",
        "a",
        "au",
        "aux",
        "en",
        "the",
        "of",
        "for",
        "and",
        "an",
        "avec",
        "pour",
    ]
)

# What joins one product to the next.
JOINING_GOODS = frozenset(("et", "and", "+", "&", "avec", "with", "un", "une"))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names in the file. Make one with `Vocabulary.of`."""

    products: tuple[str, ...] = ()
    """Most usual first."""
    exact: tuple[tuple[str, int], ...] = ()
    words: tuple[str, ...] = ()
    """Every word of the products, folded, in the singular and sorted; beside it the products that hold it."""
    holders: tuple[frozenset[int], ...] = ()
    tags: tuple[tuple[str, str], ...] = ()
    sources: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, products: Iterable[str], tags: Iterable[str] = (), sources: Iterable[str] = ()) -> Vocabulary:
        """The vocabulary of a file; `products` most usual first."""
        names = tuple(dict.fromkeys(name for name in products if fold(name)))
        held: dict[str, set[int]] = {}
        for number, name in enumerate(names):
            for word in fold(name).split():
                held.setdefault(_singular(word), set()).add(number)
        words = tuple(sorted(held))
        return cls(
            names,
            tuple(sorted({fold(name): number for number, name in reversed(tuple(enumerate(names)))}.items())),
            words,
            tuple(frozenset(held[word]) for word in words),
            tuple(sorted({fold(tag): tag for tag in tags if fold(tag)}.items())),
            tuple(sorted({fold(source): source for source in sources if fold(source)}.items())),
        )

    def holding(self, word: str, *, whole: bool = False) -> frozenset[int]:
        """The products with a word that is `word`, or unless `whole` begins with it."""
        place = bisect_left(self.words, word)
        if whole or len(word) < SHORTEST_PREFIX:
            return self.holders[place] if place < len(self.words) and self.words[place] == word else _NOBODY
        found: set[int] = set()
        while place < len(self.words) and self.words[place].startswith(word):
            found |= self.holders[place]
            place += 1
        return frozenset(found)

    def named(self, words: Sequence[str], *, whole: bool = False) -> tuple[str, ...]:
        """The products that `words` (folded) may name, the most usual first; with whole words before beginnings.

        A product whose name is these words exactly is the only answer.
        """
        if not words or all(word in SMALL_WORDS for word in words):
            return ()
        found = _looked_up(self.exact, " ".join(words))
        if found is not None:
            return (self.products[found],)
        words = [word for word in words if word not in SMALL_WORDS]
        sets = [self.holding(_singular(word), whole=True) for word in words]
        kept = frozenset.intersection(*sets)
        if not kept and not whole:
            kept = frozenset.intersection(*(self.holding(_singular(word)) for word in words))
        names = tuple(self.products[number] for number in sorted(kept))
        begun = [name for name in names[:_MOST_COMPARED] if _begins(name, words)] if len(words) > 1 else []
        return tuple(begun) or names

    def tag(self, typed: str) -> str:
        """The label of the file that was meant, else what was typed."""
        return _looked_up(self.tags, fold(typed)) or typed

    def source(self, typed: str) -> str | None:
        """The file's own source that was meant, if it has one of that name."""
        return _looked_up(self.sources, fold(typed))


def _looked_up(pairs: tuple[tuple[str, Kept], ...], key: str) -> Kept | None:
    place = bisect_left(pairs, key, key=lambda pair: pair[0])
    return pairs[place][1] if place < len(pairs) and pairs[place][0] == key else None


def _begins(name: str, words: Sequence[str]) -> bool:
    """Whether the name begins with the words, in their order: "entrée spa" is "Entrée spa 2 h"."""
    return [_singular(word) for word in fold(name).split()[: len(words)]] == [_singular(word) for word in words]


def _singular(word: str) -> str:
    """The word without the s or x of the plural."""
    return word[:-1] if len(word) > SHORTEST_PREFIX and word[-1] in "sx" else word


NO_WORDS = Vocabulary()


def usual_goods(words: Sequence[str]) -> str | None:
    """What such a shop sells by that name, for a file that does not know it yet: "massages" is "massage"."""
    phrase = " ".join(words)
    return GOODS.get(phrase) or (GOODS.get(phrase[:-1]) if phrase[-1:] in ("s", "x") else None)
