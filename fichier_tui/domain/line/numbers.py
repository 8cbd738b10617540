"""Numbers that say not what they count: shown as such, never guessed."""

from __future__ import annotations

import re

from fichier_tui.domain.line.days import BIRTH_WORDS
from fichier_tui.domain.line.scan import PLANS, Scan
from fichier_tui.domain.line.tokens import NEXT_WORDS

_NUMBER = re.compile(r"[0-9]{1,30}")
# In characters: behind "carte" alone five may be a number of it, behind "carte de fidélité" or "carte n°" less.
_SHORTEST_CARD, _SHORTEST_NAMED_CARD = 5, 3
_CARD_NUMBER = re.compile(r"[a-z]{0,4}-?[0-9]{3,30}")
_CARDS = frozenset(("carte", "card", "fidelite", "loyalty"))
_BEFORE_CARD_NUMBER = frozenset(("de", "n°", "no", "num", "numero", "number"))
# With what is planned, noted or put off, the words are the subject.
_GIVE_CARDS = ("", "visit", "purchase", "contact", "consent")
_STREETS = frozenset(
    ("rue", "avenue", "av", "bd", "bld", "boulevard", "chemin", "place", "allee", "impasse", "route", "quai", "street",
     "road", "lane", "bis", "ter")
)  # fmt: skip
_YEARS = range(1900, 2030)
# "2x60€", "60€/pers", "-10%", "3j": something counted that there is no place for.
_LOOKS_COUNTED = re.compile(r"[-+=*x×(€]{0,2}[0-9][0-9.,]{0,20}[a-z€%/*+=-][^@]{0,40}")
_BEFORE = frozenset(("a", "at", "de", "of", "n°", "no", "num", "numero", "ref", "facture", "invoice"))
# A number of so many digits is that of a loyalty card, or some other name of the person.
_CARD_DIGITS = 8
# A telephone number of which a digit is missing or one too many, also with its marks.
_LONG_NUMBER = re.compile(r"[+(]?[0-9](?:[().,/+-]*[0-9]){3,30}[).,-]?")


def keep_card_numbers(scan: Scan) -> None:
    """Find "carte 12345678", "n° de carte 123"; no other piece is made of these words (`take_card`)."""
    for place in range(1, len(scan.tokens)):
        if not _CARD_NUMBER.fullmatch(scan.word(place)):
            continue
        first = place
        while scan.word(first - 1) in _CARDS or scan.word(first - 1) in _BEFORE_CARD_NUMBER:
            first -= 1
        if not any(scan.word(before) in _CARDS for before in range(first, place)):
            continue
        if len(scan.word(place)) >= (_SHORTEST_CARD if place - first == 1 else _SHORTEST_NAMED_CARD):
            scan.names.update(range(first, place + 1))
            scan.card = (first, place + 1)
            return


def take_card(scan: Scan) -> None:
    """The number of a card: with a name, what that person gets; alone, whose it is."""
    if scan.card is None:
        return
    first, last = scan.card
    if scan.verb in _GIVE_CARDS or not set(scan.persons()) - set(range(first, last)):
        scan.names.difference_update(range(first, last))
        scan.take("card", first, last, scan.tokens[last - 1].raw.strip(",.:"))


def take_numbers(scan: Scan) -> None:
    """ "4" may be persons or euros: unread, with what it may be. The end of a telephone number names the person."""
    if not scan.verb:
        return
    for place in range(len(scan.tokens)):
        word = scan.word(place)
        if _LOOKS_COUNTED.fullmatch(word) and not _is_in_sentence(scan, place):
            scan.refuse(place, place + 1)
        if not word or not _NUMBER.fullmatch(word):
            continue
        if len(word) >= _CARD_DIGITS or (word[0] == "0" and len(word) >= 4):
            continue
        if _is_in_sentence(scan, place) or _refuse_groups(scan, place):
            continue
        others = _readings(scan, int(word))
        if len(word) >= 3 and not scan.nobody_needed and scan.persons() == [place]:
            scan.doubt(place, place + 1, "who", *others)
            continue
        scan.doubt(place, place + 1, "", *others)
        scan.refuse(place, place + 1, _BEFORE)


def refuse_no_names(scan: Scan) -> None:
    """What can be no part of a new contact's name is unread, rather than kept in it: "061234567", "née hier".

    "puis" behind everything else says that something comes next, and then nothing does.
    """
    last = len(scan.tokens) - 1
    if scan.word(last) in NEXT_WORDS and set(scan.persons()) - {last}:
        scan.refuse(last, last + 1)
    if scan.verb != "contact" and scan.value("new") is None:
        return
    for place in range(len(scan.tokens)):
        word = scan.word(place)
        if _LONG_NUMBER.fullmatch(word) and not _is_in_sentence(scan, place):
            scan.doubt(place, place + 1, "", "phone", "who")
            scan.refuse(place, place + 1)
        elif word in BIRTH_WORDS and (place == last or scan.owned[place + 1]):
            scan.refuse(place, place + 1)


def _refuse_groups(scan: Scan, place: int) -> bool:
    """Groups of digits are one thing that is not whole: "06 12 34" of a telephone number, "10 000" of an amount."""
    first = scan.word(place)
    size = 2 if first[0] == "0" and len(first) == 2 else 3
    last = place + 1
    while _NUMBER.fullmatch(scan.word(last)) and (
        len(scan.word(last)) == size or (size == 2 and last + 1 == len(scan.tokens))
    ):
        last += 1
    if last == place + 1 or len(first) > 3:
        return False
    others = ["phone"] if size == 2 else ["amount"]
    if size == 2 and last == place + 2 and scan.value("date") is None and 1 <= int(scan.word(place + 1)) <= 12:
        others.append("date")
    scan.doubt(place, last, "", *others)
    scan.refuse(place, last)
    return True


def _is_in_sentence(scan: Scan, place: int) -> bool:
    """Whether a number stands between words of the subject, "appeler 3 fournisseurs", or before that of a street."""
    if scan.word(place + 1) in _STREETS:
        return True
    return (
        scan.verb in PLANS
        and not scan.word(place + 1)[:1].isdigit()
        and all(0 <= beside < len(scan.tokens) and not scan.owned[beside] for beside in (place - 1, place + 1))
    )


def _readings(scan: Scan, number: int) -> list[str]:
    """What a bare number may be, the likeliest first."""
    if number in _YEARS and (scan.verb == "contact" or scan.value("new")):
        slots = ["birth"]
    elif scan.verb in PLANS:
        slots = ["time"] if number < 24 else []
        slots += ["date"] if 1 <= number <= 31 else []
        slots += ["amount"]
    elif scan.verb == "visit":
        slots = ["people", "amount", "quantity"]
    else:
        slots = ["amount", "quantity", "people"]
    return [slot for slot in slots if scan.value(slot) is None] or ["who"]
