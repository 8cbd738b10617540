"""Hours in a line, by their sign; and numbers with a point, which may be an hour, a day or an amount."""

from __future__ import annotations

import datetime as dt
import re

from fichier_tui.domain.dates import read_day, read_time
from fichier_tui.domain.keyboard import azerty_digits
from fichier_tui.domain.line.days import POINTED
from fichier_tui.domain.line.scan import Scan

_NUMBER = re.compile(r"[0-9]{1,4}")
_HOUR = re.compile(
    r"[0-9]{1,2}(?:h|heures?)(?:[0-9]{1,2})?(?:mn|min)?|[0-9]{1,2}(?:[:.][0-9]{2})?(?:am|pm)|[0-9]{1,2}:[0-9]{2}"
)
_UNSHIFTED_HOUR = re.compile(r"[0-9]{1,2}h(?:[0-9]{2})?")
# "14h-16h" is two hours, and there is a place for one.
_HOURS = re.compile(r"[0-9]{1,2}h(?:[0-9]{2})?[-/][0-9]{1,2}h(?:[0-9]{2})?")
AT = frozenset(
    ("a", "at", "vers", "around", "pour", "for", "by", "to", "avant", "apres", "after", "des", "before", "entre",
     "between", "depuis", "since", "et", "and")
)  # fmt: skip
# "dans 1h" is no hour of the clock.
_DURATION = frozenset(("dans", "ds", "in", "sous", "within", "d'ici", "+", "pendant", "during"))


def take_times(scan: Scan) -> None:
    """Hours with their sign: `14h30`, `à 14h`, `14:30`, `10am`, `14 h 30`; those that no day has are unread."""
    for place in range(len(scan.tokens)):
        if not scan.free(place):
            continue
        token = scan.tokens[place]
        word = token.folded
        turned = azerty_digits(token.raw)
        if turned != token.raw and _UNSHIFTED_HOUR.fullmatch(turned):
            word = turned
        if not _HOUR.fullmatch(word) and not _HOURS.fullmatch(word):
            word = _spaced_hour(scan, place)
            if not word:
                continue
        last = place + word.count(" ") + 1
        time = read_time(word) if not _HOURS.fullmatch(word) else None
        if place and scan.word(place - 1) in _DURATION:
            scan.refuse(place - 1, last)
            continue
        if time is None:
            scan.refuse(place, last)
            continue
        time, last = _half_of_day(scan, last, time)
        scan.take("time", place, last, time, AT)


def _spaced_hour(scan: Scan, place: int) -> str:
    """The longest of "14 h 30", "14 h", "2 pm", "14 heures" that begins at `place`, or nothing."""
    if not _NUMBER.fullmatch(scan.word(place)):
        return ""
    unit = scan.word(place + 1)
    if unit not in ("h", "heure", "heures", "am", "pm", "o'clock"):
        return ""
    if unit.startswith("h") and re.fullmatch("[0-9]{2}", scan.word(place + 2)):
        return scan.words(place, place + 3)
    return scan.words(place, place + 2)


def _half_of_day(scan: Scan, last: int, time: str) -> tuple[str, int]:
    """ "8h du soir" is 20:00."""
    said = next(
        (words for words in ("du soir", "de l'apres-midi", "du matin") if scan.words(last, last + 2) == words), ""
    )
    if not said or not scan.free(last, last + 2):
        return time, last
    hour = int(time[:2])
    return (f"{hour + 12}{time[2:]}" if said != "du matin" and hour < 12 else time), last + 2


def take_pointed(scan: Scan) -> None:
    """ "14.30" may be an hour, a day or an amount: what the verb makes likely, the others are told."""
    for place in range(len(scan.tokens)):
        word = scan.word(place)
        if not word or not POINTED.fullmatch(word):
            continue
        readings: dict[str, str | dt.date] = {}
        if (time := read_time(word)) and scan.value("time") is None:
            readings["time"] = time
        if (day := read_day(word, scan.today, past=scan.past)) and scan.value("date") is None:
            readings["date"] = day
        if scan.verb in ("purchase", "visit", "") and scan.value("amount") is None:
            if readings:
                scan.doubt(place, place + 1, "amount", *readings)
            continue
        if readings:
            taken = next(iter(readings))
            others = [slot for slot in readings if slot != taken] + ["amount"]
            scan.doubt(place, place + 1, taken, *others)
            scan.take(taken, place, place + 1, readings[taken], AT if taken == "time" else ())
