"""Telephone numbers, e-mail addresses and postcodes in a line, by their shape."""

from __future__ import annotations

import re

from fichier_tui.domain.keyboard import azerty_digits
from fichier_tui.domain.line.scan import Scan
from fichier_tui.domain.phone import read_french_phone

_EMAIL = re.compile(r"[^\s@,;:<>()\"]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_GROUP = re.compile(r"\(?\+?[0-9][0-9.\-/()]{0,24}")
_DIGITS = re.compile(r"[0-9]")
_MARKS = str.maketrans("", "", ".-/()")
_POSTCODE = re.compile(r"(?:0[1-9]|[1-8][0-9]|9[0-8])[0-9]{3}")
_BRITISH_POSTCODE = re.compile(r"[a-z]{1,2}[0-9][0-9a-z]? [0-9][a-z]{2}")
PHONE_WORDS = frozenset(
    [
        "tel",
        "telephone",
        "tph",
        "phone",
        "mobile",
        "portable",
        "port",
        "fixe",
        "numero",
        "num",
        "n°",
        "no",
        "au",
        "☎",
        "gsm",
        "cell",
    ]
)
EMAIL_WORDS = frozenset(["mail", "email", "e-mail", "mel", "courriel", "adresse"])
POSTCODE_WORDS = frozenset(("cp", "postcode", "postal", "zip"))
_FEWEST_DIGITS, _MOST_DIGITS = 8, 15
_FRENCH_DIGITS = 10


def take_reach(scan: Scan) -> None:
    """Read e-mail addresses, telephone numbers and postcodes."""
    for place in range(len(scan.tokens)):
        if scan.free(place):
            _ = _email(scan, place) or _phone(scan, place) or _postcode(scan, place)


def _email(scan: Scan, place: int) -> bool:
    raw = scan.tokens[place].raw.strip(",.:()<>")
    if "@" not in raw:
        return False
    head, _, rest = raw.partition(":")
    if rest and head.lower() in ("mailto", *EMAIL_WORDS):
        raw = rest
    if _EMAIL.fullmatch(raw):
        scan.take("email", place, place + 1, raw.lower(), EMAIL_WORDS)
    elif raw.strip("@") and raw[0] != "@":
        scan.refuse(place, place + 1)
    else:
        return False
    return True


def _phone(scan: Scan, place: int) -> bool:
    """A number written in one or several groups: French, or of another country with its "+"."""
    token = scan.tokens[place]
    turned = azerty_digits(token.raw) if len(token.raw) == _FRENCH_DIGITS else token.raw
    raw = token.raw.lower().removeprefix("tel:").removeprefix("tél:") if token.raw[:1] in "tT" else turned
    if raw[:1] not in ("0", "+", "(") or not _GROUP.fullmatch(raw.rstrip(",")):
        return False
    if raw[0] == "(" and raw[1:2] not in ("0", "+"):
        return False
    written, last, longest = raw.rstrip(","), place + 1, None
    while True:
        number = _number(written)
        if number is not None:
            longest = (number, last)
            if number.startswith("+33") or token.raw.endswith(","):
                break
        if len(_DIGITS.findall(written)) >= _MOST_DIGITS or not scan.free(last):
            break
        group = scan.tokens[last].raw.rstrip(",")
        if not _GROUP.fullmatch(group) or group[0] == "+" or len(group) > _FRENCH_DIGITS:
            break
        written, last = f"{written} {group}", last + 1
    if longest is None:
        return False
    scan.take("phone", place, longest[1], longest[0], PHONE_WORDS)
    return True


def _number(written: str) -> str | None:
    """The E.164 form of a whole number."""
    digits = "".join(_DIGITS.findall(written))
    if written[0] in "0(" and not written.startswith(("00", "(+")):
        if len(digits) == _FRENCH_DIGITS:
            return read_french_phone(digits)
        # British numbers, in two groups or more: "07700 900123", "020 7946 0958".
        if len(digits) == _FRENCH_DIGITS + 1 and digits[1] in "1237" and " " in written:
            return f"+44{digits[1:]}"
        return None
    if written.startswith("00"):
        digits = digits[2:]
    if digits.startswith("33"):
        return read_french_phone(f"+{digits}")
    if not _FEWEST_DIGITS <= len(digits) <= _MOST_DIGITS or digits[:1] == "0":
        return None
    return f"+{digits}".replace("+440", "+44")


def _postcode(scan: Scan, place: int) -> bool:
    """Five digits that are a French postcode; a price may be meant where the line sells something."""
    if _BRITISH_POSTCODE.fullmatch(f"{scan.word(place)} {scan.word(place + 1)}") and not scan.value("postcode"):
        scan.take("postcode", place, place + 2, scan.words(place, place + 2).upper(), POSTCODE_WORDS)
        return True
    raw = scan.tokens[place].raw.rstrip(",")
    if not _POSTCODE.fullmatch(raw) or scan.value("postcode") or _is_money(scan, place + 1):
        return False
    if scan.verb in ("visit", "purchase") and not scan.value("new") and raw[0] != "0":
        said = place and scan.word(place - 1) in POSTCODE_WORDS
        if not said:
            scan.doubt(place, place + 1, "postcode", "amount")
    scan.take("postcode", place, place + 1, raw, POSTCODE_WORDS)
    return True


def _is_money(scan: Scan, place: int) -> bool:
    return scan.word(place) in ("€", "eur", "euro", "euros")
