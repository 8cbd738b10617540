"""The product of a line: one that the file knows, else what such shops usually sell."""

from __future__ import annotations

import re

from fichier_tui.domain.line.counts import number_of
from fichier_tui.domain.line.goods import LONGEST_GOODS, NAME_WORDS, NIGHTS
from fichier_tui.domain.line.scan import Scan
from fichier_tui.domain.line.vocabulary import usual_goods
from fichier_tui.domain.text import fold

# Plans have a subject: their words stay together. An appointment is made for something that is sold.
PRODUCT_VERBS = frozenset(("visit", "purchase", "meeting", "contact", ""))
_LONGEST_NAME = 6
_MOST_OTHERS = 8
_ARTICLES = frozenset(["un", "une", "le", "la", "les", "l'", "des", "du", "de", "d'", "the", "some", "pour", "for"])
_ELIDED = re.compile(r"^(?:l|d|qu)['’]", re.IGNORECASE)
_HAS_LETTER = re.compile(r"[^\W\d_]")


def take_file_product(scan: Scan) -> None:
    """Read the product that the file knows: the most words, then the first in the line."""
    if scan.verb not in PRODUCT_VERBS or (scan.following and not scan.verb) or not scan.vocabulary.products:
        return
    # Without a verb the line may be a search: half a word is no product there.
    whole = not scan.verb and scan.value("amount") is None
    best: tuple[int, int, tuple[str, ...]] | None = None
    for first in range(len(scan.tokens)):
        if not _may_begin(scan, first):
            continue
        if best is not None and _is_first_word(scan, best[0]):
            best = None if first == best[0] else best
        found = _longest(scan, first, whole=whole)
        if found is not None and (best is None or found[0] - first > best[1] - best[0]):
            best = (first, *found)
    if best is None:
        return
    first, last, names = best
    if len(names) > 1:
        scan.doubt(first, last, "product", *names[1 : _MOST_OTHERS + 1])
    elif last == first + 1 and _may_be_name(scan, first):
        scan.doubt(first, last, "product", "who")
    _take(scan, first, last, names[0])


def _may_begin(scan: Scan, first: int) -> bool:
    word = scan.word(first)
    return len(word) >= 2 and _HAS_LETTER.search(word) is not None and word not in _ARTICLES


def _is_first_word(scan: Scan, place: int) -> bool:
    """Whether the token is the one that names the person, if one must be named."""
    return not scan.nobody_needed and scan.begins(place)


def _longest(scan: Scan, first: int, *, whole: bool) -> tuple[int, tuple[str, ...]] | None:
    """Where the longest product name that begins at `first` ends, and the products it may be."""
    words: list[str] = []
    found = None
    for last in range(first + 1, min(first + _LONGEST_NAME, len(scan.tokens)) + 1):
        if not scan.free(first, last):
            break
        words.extend(fold(_ELIDED.sub("", scan.tokens[last - 1].raw)).split())
        names = scan.vocabulary.named(words, whole=whole)
        if names:
            found = (last, names)
        elif last > first + 1 and scan.tokens[last - 1].folded not in _ARTICLES:
            break
        elif last == first + 1:
            return None
    return found


def _may_be_name(scan: Scan, place: int) -> bool:
    """Whether a single word is a person's name as well: by its capital, its place, or because many are called so."""
    token = scan.tokens[place]
    return token.capital or scan.begins(place) or token.folded in NAME_WORDS


def take_usual_product(scan: Scan) -> None:
    """Read the product by what such shops sell, where the file knows none of that name."""
    if scan.verb not in PRODUCT_VERBS or (scan.following and not scan.verb) or scan.value("product") is not None:
        return
    for longest in range(LONGEST_GOODS, 0, -1):
        for first in range(len(scan.tokens) - longest + 1):
            if not scan.free(first, first + longest):
                continue
            words = " ".join(_ELIDED.sub("", token.raw) for token in scan.tokens[first : first + longest])
            name = usual_goods(fold(words).split())
            if name is not None:
                if longest == 1 and _may_be_name(scan, first):
                    scan.doubt(first, first + 1, "product", "who")
                _take(scan, first, first + longest, name)
                return


def _take(scan: Scan, first: int, last: int, name: str) -> None:
    """Make the piece, and of a number right before it how many."""
    if first and (count := number_of(scan.word(first - 1))) and count < 1000 and scan.word(first - 1) not in _ARTICLES:
        slot = "nights" if name in NIGHTS and scan.value("nights") is None else "quantity"
        if scan.value(slot) is None:
            if slot == "quantity" and scan.verb == "visit":
                scan.doubt(first - 1, first, "quantity", "people")
            scan.take(slot, first - 1, first, count)
    scan.take("product", first, last, name, _ARTICLES)
