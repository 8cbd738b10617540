"""Amounts, quantities, persons and nights in a line."""

from __future__ import annotations

import re

from fichier_tui.domain.calendar_words import NUMBERS
from fichier_tui.domain.keyboard import azerty_digits
from fichier_tui.domain.line.scan import Scan
from fichier_tui.domain.money import read_amount

_LONGEST_COUNT = 4
_PEOPLE = (
    "p|pers|personne|personnes|people|person|persons|pax|guest|guests|couvert|couverts|convives|adultes|adults"
    "|voyageurs"
)
_NIGHTS = "n|nt|nts|nuit|nuits|night|nights"
_UNITS: dict[str, str] = {
    **dict.fromkeys(_PEOPLE.split("|"), "people"),
    **dict.fromkeys(_NIGHTS.split("|"), "nights"),
    **dict.fromkeys(("x", "fois", "times", "unites", "pieces", "ex"), "quantity"),
    **dict.fromkeys(("€", "eur", "euro", "euros"), "amount"),
}
_COUNT = re.compile(
    rf"([0-9]{{1,9}})({'|'.join(sorted((*_PEOPLE.split('|'), *_NIGHTS.split('|'), 'x'), key=len, reverse=True))})"
)
_TIMES = re.compile(r"[*x×]([0-9]{1,9})")
_MONEY = re.compile(r"[0-9][0-9.,']{0,20}(?:€|euros?|eur)[0-9]{0,2}|(?:€|eur)[0-9][0-9.,']{0,20}")
# The file knows euros only.
_FOREIGN = re.compile(r"[£$][0-9][0-9.,]{0,20}|[0-9][0-9.,]{0,20}[£$]")
_DIGITS_AND_SIGN = frozenset("0123456789-")
_EQUALS = re.compile(r"=-?[0-9.,'€]{1,24}(?:eur|euros)?")
_NUMBER = re.compile(r"[0-9]{1,9}")
_DECIMAL = re.compile(r"[0-9]{1,7}[.,][0-9]{2}")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?: [0-9]{3}){1,2}(?:[.,][0-9]{1,2})?")
_MONEY_WORDS = frozenset(("€", "eur", "euro", "euros"))
_BEFORE_MONEY = frozenset(["a", "de", "d'", "pour", "at", "for", "of", "soit", "total", "prix", "montant"])
_BEFORE_COUNT = frozenset(["pour", "for", "a", "avec", "with"])
_QUANTITY_WORDS = frozenset(("x", "*", "×", "qte", "quantite", "qty", "quantity"))
_NO_NUMBERS = frozenset(("a", "an", "sept"))


def take_counts(scan: Scan) -> None:
    """Read what is counted, in the order of the line."""
    for place in range(len(scan.tokens)):
        if scan.free(place):
            _ = _amount(scan, place) or _count(scan, place) or _spaced_count(scan, place) or _for_people(scan, place)


def _amount(scan: Scan, place: int) -> bool:
    """`=85`, `= 42,50`, `85€`, `1 200 €`, `120 euros`, `12€50`, `€85`."""
    raw = scan.tokens[place].raw.rstrip(",").replace("\u2019", "'")
    word = scan.tokens[place].folded
    if raw[0] == "=":
        return _equals(scan, place, raw)
    if word in ("€", "eur") and scan.free(place + 1) and scan.tokens[place + 1].raw[0].isdigit():
        return _money(scan, place, place + 2, scan.tokens[place + 1].raw)
    if _FOREIGN.fullmatch(raw):
        scan.refuse(place, place + 1)
        return True
    if not raw[0].isdigit() and word[:1] not in ("€", "e"):
        return False
    if _MONEY.fullmatch(raw.lower()):
        return _money(scan, place, place + 1, raw)
    for last in range(place + 1, min(place + 4, len(scan.tokens))):
        if not scan.free(place, last + 1):
            return False
        unit = scan.tokens[last].folded
        words = " ".join(token.raw for token in scan.tokens[place:last])
        if unit in _MONEY_WORDS:
            if last == place + 1 or _THOUSANDS.fullmatch(words):
                return _money(scan, place, last + 1, words)
            return False
        if _MONEY.fullmatch(unit) and _THOUSANDS.fullmatch(f"{words} {unit.rstrip('euros€')}"):
            return _money(scan, place, last + 1, f"{words}{unit}")
        if not scan.tokens[last].raw[0].isdigit():
            return False
    return False


def _equals(scan: Scan, place: int, raw: str) -> bool:
    """What stands behind the equals sign, also in unshifted digits."""
    last = place + 1
    if raw == "=":
        if not scan.free(last) or azerty_digits(scan.tokens[last].raw)[:1] not in _DIGITS_AND_SIGN:
            return False
        raw, last = f"={scan.tokens[last].raw}", last + 1
    written = f"={azerty_digits(raw[1:])}"
    while _NUMBER.fullmatch(written[1:]) and re.fullmatch("[0-9]{3}", scan.word(last)) and len(written) <= 7:
        written, last = written + scan.word(last), last + 1
    if scan.free(last) and scan.tokens[last].folded in _MONEY_WORDS:
        last += 1
    if not _EQUALS.fullmatch(written.lower()) or (cents := read_amount(written[1:])) is None:
        scan.refuse(place, last)
        return True
    return scan.take("amount", place, last, cents, _BEFORE_MONEY) or True


def _money(scan: Scan, first: int, last: int, written: str) -> bool:
    cents = read_amount(written.replace("\u2019", "'"))
    if cents is None:
        scan.refuse(first, last)
        return True
    return scan.take("amount", first, last, cents, _BEFORE_MONEY) or True


def _count(scan: Scan, place: int) -> bool:
    """`*2`, `x2`, `2x`, `4p`, `3n`, `3nuits` in one token."""
    word = scan.tokens[place].folded
    if word[:1] == "*" and len(word) > 1:
        word = f"*{azerty_digits(scan.tokens[place].raw[1:])}"
    if found := _TIMES.fullmatch(word):
        return _put(scan, "quantity", place, place + 1, int(found[1]))
    if found := _COUNT.fullmatch(word):
        slot = _UNITS[found[2]]
        return _put(scan, slot, place, place + 1, int(found[1]))
    return False


def _put(scan: Scan, slot: str, first: int, last: int, count: int) -> bool:
    """A count of none, or of more than there can be, is unread."""
    if 0 < count < 10**_LONGEST_COUNT:
        scan.take(slot, first, last, count, _BEFORE_COUNT if slot != "quantity" else ())
    else:
        scan.refuse(first, last)
    return True


def number_of(word: str) -> int | None:
    """The number that a word or its digits name; "sept" is a month too, and "a" a verb."""
    if _NUMBER.fullmatch(word):
        return int(word)
    return None if word in _NO_NUMBERS else NUMBERS.get(word)


def _spaced_count(scan: Scan, place: int) -> bool:
    """`4 personnes`, `deux nuits`, `2 fois`, `x 2`, `qté 2`."""
    following = scan.word(place + 1)
    if not following:
        return False
    word = scan.tokens[place].folded
    if word in _QUANTITY_WORDS and _NUMBER.fullmatch(following):
        return _put(scan, "quantity", place, place + 2, int(following))
    slot, count = _UNITS.get(following), number_of(word)
    if slot is None or slot == "amount" or count is None:
        return False
    if following == "x" and _NUMBER.fullmatch(scan.word(place + 2)):
        return False
    return _put(scan, slot, place, place + 2, count)


def _for_people(scan: Scan, place: int) -> bool:
    """`pour 4`, `for two`, `table de 4`, `party of 4`: a number and nothing that it counts."""
    word, count = scan.tokens[place].folded, number_of(scan.word(place + 1))
    if count is None or count >= 100:
        return False
    if word not in ("pour", "for"):
        before = scan.words(max(0, place - 1), place + 1)
        if before not in ("table de", "party of", "groupe de", "group of") or not scan.free(place - 1):
            return False
        return _put(scan, "people", place - 1, place + 2, count)
    following = scan.tokens[place + 2] if place + 2 < len(scan.tokens) else None
    if following is not None and not ends_count(scan, place + 2):
        return False
    return _put(scan, "people", place, place + 2, count)


def ends_count(scan: Scan, place: int) -> bool:
    """Whether the token at `place` is nothing that a number before it counts."""
    word = scan.tokens[place].folded
    return scan.owned[place] or (not word[:1].isdigit() and word not in _UNITS and word not in _COUNTED)


_COUNTED = frozenset(
    [
        "jour",
        "jours",
        "j",
        "semaine",
        "semaines",
        "s",
        "mois",
        "m",
        "an",
        "ans",
        "annee",
        "annees",
        "day",
        "days",
        "week",
        "weeks",
        "month",
        "months",
        "year",
        "years",
        "h",
        "heures",
        "min",
        "mn",
        "minute",
        "minutes",
        "janvier",
        "fevrier",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "aout",
        "septembre",
        "octobre",
        "novembre",
        "decembre",
        "nuitee",
        "nuitees",
    ]
)


def take_decimals(scan: Scan) -> None:
    """`42,50` is money; `12.50` too, unless it is a day or an hour, which was read before."""
    for place in range(len(scan.tokens)):
        raw = scan.tokens[place].raw.rstrip(",")
        if scan.free(place) and _DECIMAL.fullmatch(raw) and (cents := read_amount(raw)) is not None:
            scan.take("amount", place, place + 1, cents, _BEFORE_MONEY)
