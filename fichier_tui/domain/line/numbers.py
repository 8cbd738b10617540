"""Numbers that say not what they count: shown as such, never guessed."""

from __future__ import annotations

import re

from fichier_tui.domain.line.scan import PLANS, Scan

_NUMBER = re.compile(r"[0-9]{1,30}")
# A number of so many digits is that of a loyalty card, or some other name of the person.
_CARD_DIGITS = 8


def take_numbers(scan: Scan) -> None:
    """ "4" may be persons or euros: unread, with what it may be. The end of a telephone number names the person."""
    if not scan.verb:
        return
    for place in range(len(scan.tokens)):
        word = scan.word(place)
        if not word or not _NUMBER.fullmatch(word):
            continue
        if len(word) >= _CARD_DIGITS or (word[0] == "0" and len(word) >= 4):
            continue
        others = _readings(scan, int(word))
        if len(word) >= 3 and not scan.nobody_needed and scan.persons() == [place]:
            scan.doubt(place, place + 1, "who", *others)
            continue
        scan.doubt(place, place + 1, "", *others)
        scan.refuse(place, place + 1)


def _readings(scan: Scan, number: int) -> list[str]:
    """What a bare number may be, the likeliest first."""
    if scan.verb in PLANS:
        slots = ["time"] if number < 24 else []
        slots += ["date"] if 1 <= number <= 31 else []
        slots += ["amount"]
    elif scan.verb == "visit":
        slots = ["people", "amount", "quantity"]
    else:
        slots = ["amount", "quantity", "people"]
    return [slot for slot in slots if scan.value(slot) is None] or ["who"]
