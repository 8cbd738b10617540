"""How often: "chaque mois", "tous les lundis", "every 2 weeks", read into the words of RFC 5545."""

from __future__ import annotations

import datetime as dt

from fichier_tui.domain.calendar_words import DAY, MONTH, UNITS, WEEK, WEEKDAYS, YEAR
from fichier_tui.domain.line.counts import number_of
from fichier_tui.domain.line.scan import Scan
from fichier_tui.domain.line.tokens import tokens_of
from fichier_tui.domain.line.vocabulary import Vocabulary
from fichier_tui.domain.text import fold

_FREQUENCIES = {DAY: "DAILY", WEEK: "WEEKLY", MONTH: "MONTHLY", YEAR: "YEARLY"}
BY_DAY = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WORDS = {
    "quotidien": "FREQ=DAILY", "quotidiennement": "FREQ=DAILY", "daily": "FREQ=DAILY",
    "hebdo": "FREQ=WEEKLY", "hebdomadaire": "FREQ=WEEKLY", "weekly": "FREQ=WEEKLY",
    "mensuel": "FREQ=MONTHLY", "mensuelle": "FREQ=MONTHLY", "mensuellement": "FREQ=MONTHLY", "monthly": "FREQ=MONTHLY",
    "trimestriel": "FREQ=MONTHLY;INTERVAL=3", "trimestrielle": "FREQ=MONTHLY;INTERVAL=3",
    "quarterly": "FREQ=MONTHLY;INTERVAL=3", "annuel": "FREQ=YEARLY", "annuelle": "FREQ=YEARLY",
    "yearly": "FREQ=YEARLY", "annually": "FREQ=YEARLY", "fortnightly": "FREQ=WEEKLY;INTERVAL=2",
}  # fmt: skip
_LONG_UNITS = {
    "trimestre": 3, "trimestres": 3, "quarter": 3, "quarters": 3, "semestre": 6, "semestres": 6,
}  # fmt: skip
# Which of the weekdays of a month; "every second monday" is every other one.
_PLACES = {
    "premier": 1, "premiers": 1, "1er": 1, "first": 1, "deuxieme": 2, "2e": 2, "troisieme": 3, "3e": 3, "third": 3,
    "dernier": -1, "derniers": -1, "last": -1,
}  # fmt: skip
_PARTS_OF_YEAR = (2, 3, 4, 6, 12)
_TWICE = 2
_OF_MONTH = ("du mois", "of month", "de mois")
_OPENINGS = ("chaque", "tous les", "toutes les", "every", "each", "une fois par", "once a", "once per")
_ARTICLES = ("le", "la", "les", "the")
EVERY_WORDS = (*_OPENINGS, *_WORDS)
# In French "quinze jours" are two weeks and "huit jours" one.
_FRENCH_DAYS = {15: "FREQ=WEEKLY;INTERVAL=2", 8: "FREQ=WEEKLY"}


def take_recurrence(scan: Scan) -> None:
    """Read how often something comes again."""
    for place in range(len(scan.tokens)):
        word = scan.word(place)
        if not word:
            continue
        if word in _WORDS:
            scan.take("every", place, place + 1, _WORDS[word])
            continue
        opening = next((words for words in _OPENINGS if scan.words(place, place + words.count(" ") + 1) == words), None)
        if opening is not None:
            first = place + opening.count(" ") + 1
            if scan.free(place, first) and (read := _rule(scan, first, french=opening.endswith("les"))):
                scan.take("every", place, read[1], read[0])
        elif scan.words(place + 1, place + 3) in ("fois par", "times a", "times per"):
            _times_a(scan, place)
        elif word in ("un", "une", "one") and scan.words(place + 2, place + 4) == "sur deux":
            _every_second(scan, place)


def read_every(text: str) -> str | None:
    """The rule that words say which say nothing else: "tous les lundis", "le dernier vendredi du mois", "lundi".

    None where they say something else.
    """
    words = text.split()
    short = words[1:] if words and fold(words[0]) in _ARTICLES else words
    for said in (text, f"chaque {' '.join(short)}"):
        scan = Scan(tokens_of(said), dt.date.min, Vocabulary())
        take_recurrence(scan)
        found = scan.value("every")
        if found is not None and (found.first, found.last) == (0, len(scan.tokens)):
            return str(found.value)
    return None


def _every_second(scan: Scan, place: int) -> None:
    """ "un lundi sur deux", "une semaine sur deux"."""
    if scan.free(place, place + 4):
        rule = _unit_rule(scan.tokens[place + 1].folded, 2)
        if rule:
            scan.take("every", place, place + 4, rule)


def _times_a(scan: Scan, place: int) -> None:
    """ "2 fois par an" is every six months; what does not divide is unread."""
    if not scan.free(place, place + 4):
        return
    count, unit = number_of(scan.word(place)), UNITS.get(scan.word(place + 3))
    if unit == YEAR and count in _PARTS_OF_YEAR:
        scan.take("every", place, place + 4, f"FREQ=MONTHLY;INTERVAL={12 // count}")
    elif unit == MONTH and count == _TWICE:
        scan.take("every", place, place + 4, "FREQ=WEEKLY;INTERVAL=2")
    else:
        scan.refuse(place, place + 4)


def _rule(scan: Scan, first: int, *, french: bool) -> tuple[str, int] | None:
    """The rule whose words begin at `first`, and where it ends."""
    word = scan.word(first)
    if not word:
        return None
    if (place := _PLACES.get(word)) is not None and (weekday := _weekday(scan.word(first + 1))) is not None:
        last = first + (4 if scan.words(first + 2, first + 4) in _OF_MONTH and scan.free(first, first + 4) else 2)
        return f"FREQ=MONTHLY;BYDAY={place}{BY_DAY[weekday]}", last
    if word in ("other", "second", "deuxieme"):
        rule = _unit_rule(scan.word(first + 1), 2)
        return (rule, first + 2) if rule else None
    if word in ("weekday", "working") or scan.words(first, first + 2) == "jours ouvres":
        return "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", first + (1 if word == "weekday" else 2)
    if (day := _month_day(scan, first)) is not None:
        return f"FREQ=MONTHLY;BYMONTHDAY={day}", first + 3
    count = number_of(word)
    if count is not None:
        unit = scan.word(first + 1)
        if french and UNITS.get(unit) == DAY and count in _FRENCH_DAYS:
            return _FRENCH_DAYS[count], first + 2
        rule = _unit_rule(unit, count) if 0 < count < 1000 else ""
        return (rule, first + 2) if rule else None
    if _weekday(word) is not None:
        return _weekdays(scan, first)
    rule = _unit_rule(word, 1)
    return (rule, first + 1) if rule else None


def _month_day(scan: Scan, first: int) -> int | None:
    """ "tous les 15 du mois", "chaque 1er du mois"."""
    digits = scan.word(first).removesuffix("er")
    if scan.words(first + 1, first + 3) != "du mois" or not scan.free(first, first + 3) or not digits.isascii():
        return None
    return int(digits) if digits.isdigit() and len(digits) <= 2 and 1 <= int(digits) <= 31 else None


def _weekday(word: str) -> int | None:
    """The number of a weekday, also in the plural."""
    found = WEEKDAYS.get(word)
    return WEEKDAYS.get(word[:-1]) if found is None and word[-1:] == "s" else found


def _weekdays(scan: Scan, first: int) -> tuple[str, int]:
    """One weekday or several: "lundis et jeudis"."""
    days, last = [_weekday(scan.word(first))], first + 1
    while scan.word(last) in ("et", "and", "&") and (other := _weekday(scan.word(last + 1))) is not None:
        days.append(other)
        last += 2
    return "FREQ=WEEKLY;BYDAY=" + ",".join(
        BY_DAY[day] for day in sorted({day for day in days if day is not None})
    ), last


def _unit_rule(word: str, interval: int) -> str:
    """The rule of a unit said alone, "" where it is none."""
    weekday = _weekday(word) if word else None
    if weekday is not None:
        return "FREQ=WEEKLY" + (f";INTERVAL={interval}" if interval > 1 else "") + f";BYDAY={BY_DAY[weekday]}"
    if word in _LONG_UNITS:
        return f"FREQ=MONTHLY;INTERVAL={_LONG_UNITS[word] * interval}"
    # One letter is too little to be a unit here: "tous les m".
    unit = UNITS.get(word) if len(word) > 1 else None
    if unit is None:
        return ""
    return f"FREQ={_FREQUENCIES[unit]}" + (f";INTERVAL={interval}" if interval > 1 else "")
