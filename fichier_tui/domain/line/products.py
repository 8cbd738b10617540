"""The product of a line: one that the file knows, else what such shops usually sell."""

from __future__ import annotations

import re

from fichier_tui.domain.calendar_words import FEASTS, HOURS, MONTHS, RELATIVE_DAYS, WEEKDAYS
from fichier_tui.domain.line.counts import ends_count, number_of
from fichier_tui.domain.line.goods import GOODS_WORDS, LONGEST_GOODS, NAME_WORDS, NIGHTS
from fichier_tui.domain.line.scan import PARTICLES, Scan
from fichier_tui.domain.line.tokens import has_word
from fichier_tui.domain.line.vocabulary import JOINING_GOODS, SMALL_WORDS, usual_goods
from fichier_tui.domain.text import fold

# Plans have a subject: their words stay together. An appointment is made for something that is sold.
PRODUCT_VERBS = frozenset(("visit", "purchase", "meeting", "contact", ""))
_LONGEST_NAME = 6
# Nobody says what is sold behind so many words; what was pasted is not searched further.
_LONGEST_LINE = 60
_CALENDAR = frozenset((*MONTHS, *WEEKDAYS, *HOURS, *RELATIVE_DAYS, *FEASTS))
_MOST_OTHERS = 8
# Few buy more of one thing at once: a greater number beside a product may be its price, and the greatest rather is.
_MANY, _TOO_MANY = 10, 40
_ARTICLES = frozenset(
    ["un", "une", "le", "la", "les", "l'", "des", "du", "de", "d'", "the", "some", "a", "an", "pour", "for"]
)
# Beginnings of products ("entrée"), but never products.
_LINKS = frozenset(("entre", "avec", "apres", "avant", "chez", "dans", "sous", "sans", "par", "est", "sur", "vers"))
_ELIDED = re.compile(r"^(?:l|d|qu)['’]", re.IGNORECASE)
_PRICE = re.compile(r"[1-9][0-9]{0,3}")
_HAS_LETTER = re.compile(r"[^\W\d_]")


def take_file_product(scan: Scan) -> None:
    """Read the product that the file knows: the most words, then the first in the line; a person must remain."""
    if scan.verb not in PRODUCT_VERBS or (scan.following and not scan.verb) or not scan.vocabulary.products:
        return
    # Without a verb the line may be a search: half a word is no product there.
    whole = not scan.verb and scan.value("amount") is None
    matches = [
        (first, *found)
        for first in range(min(len(scan.tokens), _LONGEST_LINE))
        if _may_begin(scan, first)
        and (found := _longest(scan, first, whole=whole or _names_person(scan, first))) is not None
        and not _is_rather_name(scan, first, *found)
        and not _says_more(scan, first, found[0])
    ]
    if not matches:
        return
    matches.sort(key=lambda match: match[0] - match[1])
    first, last, names = matches[0]
    if len(matches) > 1 and _names_person(scan, first):
        spoken = {place for start, end, _ in matches for place in range(start, end)}
        if not set(scan.persons()) - spoken:
            first, last, names = matches[1]
    if len(names) > 1:
        scan.doubt(first, last, "product", *names[1 : _MOST_OTHERS + 1])
    elif last == first + 1 and (
        _may_be_name(scan, first) or (not scan.nobody_needed and _is_inner_word(scan.tokens[first].folded, names[0]))
    ):
        scan.doubt(first, last, "product", "who")
    _take(scan, first, last, names[0])


def _may_begin(scan: Scan, first: int) -> bool:
    word = scan.word(first)
    return (
        len(word) >= 2
        and _HAS_LETTER.search(word) is not None
        and word not in _ARTICLES
        and word not in _LINKS
        and not (scan.tokens[first].capital and scan.tokens[first].raw.endswith("."))
    )


def _names_person(scan: Scan, place: int) -> bool:
    """Whether the token stands where the person is named, if one must be named."""
    return not scan.nobody_needed and scan.begins(place)


def _says_more(scan: Scan, first: int, last: int) -> bool:
    """Whether more words than those of the file's product name something usual: "carte cadeau" is no "Carte spa"."""
    return any(
        _usual(scan, start, end) is not None
        for start in range(max(0, last - LONGEST_GOODS), first + 1)
        for end in range(last, start + LONGEST_GOODS + 1)
        if end - start > last - first
    )


def _usual(scan: Scan, first: int, last: int) -> str | None:
    """What such shops sell by the words between the places."""
    tokens = scan.tokens[first:last]
    if not scan.free(first, last) or not all(has_word(token) for token in tokens):
        return None
    name = usual_goods(fold(" ".join(token.raw for token in tokens)).split())
    return name or usual_goods(fold(_ELIDED.sub("", " ".join(token.raw for token in tokens))).split())


def _is_rather_name(scan: Scan, first: int, last: int, names: tuple[str, ...]) -> bool:
    """Whether a single word that may be a product is rather a day, or a person's name: "Paul Martin", "v mars"."""
    word = scan.tokens[first].folded
    if last > first + 1:
        return False
    exact = fold(names[0]) == fold(word)
    if word in _CALENDAR:
        return not exact
    if scan.nobody_needed:
        return False
    if _names_person(scan, first) and (scan.verb == "contact" or (not exact and scan.word(first - 1) in PARTICLES)):
        # "c Restaurant Chez Paul", "v Le Bon Marcel".
        scan.doubt(first, last, "who", "product")
        scan.names.add(first)
        return True
    if word not in NAME_WORDS:
        # "alice" of "Bouquet Alice" is more often who came than what was bought.
        if not _is_inner_word(word, names[0]) or scan.verb == "purchase":
            return False
        scan.doubt(first, last, "who", "product")
        scan.names.add(first)
        return True
    person = _names_person(scan, first)
    if exact and not person:
        return False
    if exact or not person:
        scan.doubt(first, last, "who", "product")
        scan.names.add(first)
    return True


def _is_inner_word(word: str, name: str) -> bool:
    """Whether a word stands inside a product's name and is by itself no word for what is sold."""
    folded = fold(word)
    return not fold(name).startswith(folded.rstrip("sx")) and not any(
        goods.startswith(folded) or folded == f"{goods}s" for goods in GOODS_WORDS
    )


def _longest(scan: Scan, first: int, *, whole: bool) -> tuple[int, tuple[str, ...]] | None:
    """Where the longest product name that begins at `first` ends, and the products it may be."""
    words: list[str] = []
    found = None
    for last in range(first + 1, min(first + _LONGEST_NAME, len(scan.tokens)) + 1):
        if not scan.free(first, last):
            break
        folded = fold(_ELIDED.sub("", scan.tokens[last - 1].raw)).split()
        if not folded:
            break
        words.extend(folded)
        names = scan.vocabulary.named(words, whole=whole)
        if names and folded[-1] not in SMALL_WORDS:
            found = (last, names)
        elif last > first + 1 and folded[-1] not in SMALL_WORDS:
            break
        elif last == first + 1:
            return None
    return found


def _may_be_name(scan: Scan, place: int) -> bool:
    """Whether a single word is a person's name as well: by its capital, its place, or because many are called so."""
    token = scan.tokens[place]
    return not scan.nobody_needed and (token.capital or scan.begins(place) or token.folded in NAME_WORDS)


def take_usual_product(scan: Scan) -> None:
    """Read the product by what such shops sell, where the file knows none of that name."""
    if scan.verb not in PRODUCT_VERBS or (scan.following and not scan.verb) or scan.value("product") is not None:
        return
    for longest in range(LONGEST_GOODS, 0, -1):
        for first in range(min(len(scan.tokens) - longest + 1, _LONGEST_LINE)):
            name = _usual(scan, first, first + longest)
            if name is not None:
                if longest == 1 and _may_be_name(scan, first):
                    scan.doubt(first, first + 1, "product", "who")
                _take(scan, first, first + longest, name)
                return


def take_price(scan: Scan) -> None:
    """A number right behind a product of the file is what it cost: "coupe 40". A small one may be how many."""
    product = scan.value("product")
    if scan.verb not in ("visit", "purchase") or product is None or scan.value("amount") is not None:
        return
    place = product.last
    word = scan.word(place)
    if product.value not in scan.vocabulary.products or not _PRICE.fullmatch(word) or int(word) <= _MANY:
        return
    following = place + 1
    if following < len(scan.tokens) and not scan.owned[following] and not ends_count(scan, following):
        return
    scan.doubt(place, following, "amount", *(slot for slot in ("quantity", "people") if scan.value(slot) is None))
    scan.take("amount", place, following, int(word) * 100)


def refuse_more_products(scan: Scan) -> None:
    """A second product is unread: a line sells one. The words that name the person stay."""
    if scan.value("product") is None or scan.verb not in PRODUCT_VERBS:
        return
    for first in range(min(len(scan.tokens), _LONGEST_LINE)):
        if not _may_begin(scan, first) or _names_person(scan, first) or scan.word(first) in NAME_WORDS | _CALENDAR:
            continue
        found = _longest(scan, first, whole=True)
        lasts = [found[0]] if found else []
        lasts += [last for last in range(first + 1, first + LONGEST_GOODS + 1) if _usual(scan, first, last)]
        if lasts and (scan.nobody_needed or set(scan.persons()) - set(range(first, max(lasts)))):
            scan.refuse(first, max(lasts), JOINING_GOODS)


def _take(scan: Scan, first: int, last: int, name: str) -> None:
    """Make the piece, and of a number right before it how many."""
    if first and (count := number_of(scan.word(first - 1))) and count < 1000 and scan.word(first - 1) not in _ARTICLES:
        slot = "nights" if fold(name) in NIGHTS and scan.value("nights") is None else "quantity"
        if scan.value(slot) is None:
            _take_count(scan, first - 1, slot, count)
    scan.take("product", first, last, name, _ARTICLES)


def _take_count(scan: Scan, place: int, slot: str, count: int) -> None:
    """How many, which may be something else: "2 massages" of a visit are for two, "85 spa" is rather 85 euros."""
    others = ["people"] if slot == "quantity" and scan.verb == "visit" else []
    if count > _MANY and scan.value("amount") is None:
        others.insert(0, "amount")
        if count > _TOO_MANY:
            scan.doubt(place, place + 1, "", "amount", slot)
            scan.refuse(place, place + 1)
            return
    scan.doubt(place, place + 1, slot, *others)
    scan.take(slot, place, place + 1, count)
