"""Days and births in a line. `domain.dates` reads them; here is decided which words to give it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from fichier_tui.domain.calendar_words import FEASTS, HOURS, MONTHS, NUMBERS, RELATIVE_DAYS, UNITS, WEEKDAYS
from fichier_tui.domain.dates import read_birth, read_day, read_time
from fichier_tui.domain.keyboard import azerty_digits
from fichier_tui.domain.line.scan import Scan

FULL_WEEKDAYS = frozenset(word for word in WEEKDAYS if word.endswith(("di", "day", "end", "dimanche")))
FEAST_WORDS = frozenset(word for word in FEASTS if " " not in word)
# Words that are a day by themselves and a name just as well.
WEAK_DAYS = frozenset((*MONTHS, *WEEKDAYS, *FEAST_WORDS, "dem", "auj")) - FULL_WEEKDAYS
PARTS_OF_DAY = frozenset(("matin", "soir", "apres-midi", "aprem", "apm", "morning", "afternoon", "evening"))
HOUR_WORDS = frozenset(word for word in HOURS if " " not in word)
POINTED = re.compile(r"[0-9]{1,2}\.[0-9]{2}")
"""An hour, a day or an amount: "12.10"."""

_AFTER_DAYS = "prochain prochaine dernier derniere passe passee ago now huit quinze fdm eom fds fda eow eoy"
_ENDS = frozenset(
    (*MONTHS, *WEEKDAYS, *UNITS, *(word for words in (*RELATIVE_DAYS, *FEASTS) for word in words.split()))
) | frozenset(_AFTER_DAYS.split())
_SMALL_WORDS = (
    "le la l the du au aux dans ds in within en il y a an d'ici sous de d' fin debut mi end of start beginning early "
    "mid late next last this ce cette cet pour for on since depuis semaine from at avant by before des jusqu'au "
    "jusqu'a until + - d'une d'un courant"
)
_SMALL = frozenset(_SMALL_WORDS.split())
# Words that begin no day: with them a run would only be longer for nothing.
_NEVER_FIRST_WORDS = "of ago from now prochain prochaine dernier derniere passe passee huit quinze quatre day"
_NEVER_FIRST = frozenset(_NEVER_FIRST_WORDS.split())
_NUMERIC = re.compile(
    r"[0-9]{1,2}[/.-][0-9]{1,2}(?:[/.-][0-9]{2,4})?|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,2}(?:er|st|nd|rd|th)"
    r"|[0-9]{1,3}[jdswm]|[+-][0-9]{1,4}[a-z]{0,8}|[jd][+-][0-9]{1,4}|(?:mi|fin|debut|mid)-[a-z]{3,9}|d'ici|l'annee|d'annee"
)
_LOOKS_LIKE_DATE = re.compile(
    r"[0-9]{1,4}[/][0-9]{1,4}(?:[/][0-9]{1,4})?|[0-9]{1,2}[.-][0-9]{1,2}[.-](?:[0-9]{4}|[0-9]{2})"
)
_NUMBER = re.compile(r"[0-9]{1,4}")
_UNSHIFTED_DATE = re.compile(r"[0-9]{1,2}[:/][0-9]{1,2}")
_NEXT_MONTH = {"prochain": False, "dernier": True, "passe": True}
_MOVE = re.compile(r"[0-9]{1,3}[jdswm]")
_LONGEST_DAY = 7
_LONGEST_BIRTH = 5
# What leads to a day, and goes with it even where there is no such day: "le 31/2" leaves nobody called "le".
_BEFORE_FALSE_DAY_WORDS = "le the on au du des avant before by until from jusqu'au depuis since pour for"
_BEFORE_FALSE_DAY = frozenset(_BEFORE_FALSE_DAY_WORDS.split())
# What `domain.dates` does not know at the head of a day, and what it knows instead.
_INSTEAD = {
    "du": "le", "au": "le", "des": "le", "avant": "le", "jusqu'au": "le", "jusqu'a": "le", "d'ici": "le",
    "by": "on", "before": "on", "from": "on", "until": "on", "ds": "dans",
    "courant": "en",
}  # fmt: skip
BIRTH_WORDS = frozenset(("nee", "ne", "ne(e)", "born", "naissance", "birth", "dob", "birthday"))


@dataclass(frozen=True, slots=True)
class Day:
    """A run of tokens that reads as a day."""

    first: int
    last: int
    day: dt.date


def take_births(scan: Scan) -> None:
    """`née 14/7/58`; "née Martin" is a name, and "née hier" or "née" alone are nothing."""
    for place in range(len(scan.tokens)):
        if scan.word(place) not in BIRTH_WORDS:
            continue
        first = place + 1
        while scan.word(first) in ("le", "la", "en", "on", "the", "in", "date", "de", "du"):
            first += 1
        if not (scan.word(first)[:1].isdigit() or scan.word(first + 1)[:1].isdigit() or _unshifted(scan, first)):
            if scan.word(first) in RELATIVE_DAYS:
                scan.refuse(place, first + 1)
            elif first == place + 1 and scan.word(first):
                scan.names.update((place, first))
            continue
        longest = next((end for end in range(first, len(scan.tokens) + 1) if not scan.free(first, end + 1)), first)
        for last in range(min(first + _LONGEST_BIRTH, longest), first, -1):
            born = read_birth(" ".join(token.raw for token in scan.tokens[first:last]).strip(","), scan.today)
            if born is not None:
                scan.take("birth", place, last, born)
                break
        else:
            if scan.word(first)[:1].isdigit():
                scan.refuse(place, first + 1)


def _unshifted(scan: Scan, place: int) -> bool:
    """Whether the token is nothing but unshifted digits and slashes."""
    raw = scan.tokens[place].raw if place < len(scan.tokens) else ""
    return len(raw) > 2 and azerty_digits(raw) != raw


def take_azerty_days(scan: Scan) -> None:
    """`&é:&é` is 12/12, as those keys write it without Shift."""
    for place in range(len(scan.tokens)):
        raw = scan.tokens[place].raw
        turned = azerty_digits(raw)
        if turned != raw and scan.free(place) and _UNSHIFTED_DATE.fullmatch(turned):
            day = read_day(raw, scan.today, past=scan.past)
            if day is not None:
                if read_time(turned) is not None and scan.value("time") is None:
                    scan.doubt(place, place + 1, "date", "time")
                scan.take("date", place, place + 1, day)


def days_of(scan: Scan) -> Iterator[Day]:
    """Every run of tokens that reads as a day, the longest first at each place, in the order of the line."""
    place = 0
    while place < len(scan.tokens):
        found = _day_at(scan, place)
        if found is None:
            place += 1
        else:
            yield found
            place = found.last


def _is_of_day(word: str) -> bool:
    return (
        word in _SMALL or word in _ENDS or word in NUMBERS or bool(_NUMBER.fullmatch(word) or _NUMERIC.fullmatch(word))
    )


def _ends(word: str) -> bool:
    return word in _ENDS or bool(_NUMBER.fullmatch(word) or _NUMERIC.fullmatch(word))


def _day_at(scan: Scan, first: int) -> Day | None:
    """The longest day whose words begin at `first`."""
    word = scan.word(first)
    if not word or word in _NEVER_FIRST or not _is_of_day(word) or POINTED.fullmatch(word):
        return None
    last = first + 1
    while last < first + _LONGEST_DAY and _is_of_day(scan.word(last)):
        last += 1
    for end in range(last, first, -1):
        if not _ends(scan.tokens[end - 1].folded):
            continue
        words = [token.folded for token in scan.tokens[first:end]]
        if not _may_be_day(words):
            continue
        day = read_day(" ".join(words), scan.today, past=scan.past)
        if day is None and end > first + 1:
            day = _otherwise(words, scan)
        if day is None and scan.verb == "postpone":
            day = _move(words, scan.today)
        if day is not None:
            return Day(first, end, day)
    return None


def _otherwise(words: list[str], scan: Scan) -> dt.date | None:
    """The day said in a way that `domain.dates` does not know: "du 12", "d'ici la fin du mois", "mars prochain"."""
    if words[-1] in _NEXT_MONTH and words[-2] in MONTHS:
        return read_day(" ".join(("en", *words[:-1])), scan.today, past=_NEXT_MONTH[words[-1]])
    if words[0] not in _INSTEAD:
        return None
    day = read_day(" ".join((_INSTEAD[words[0]], *words[1:])), scan.today, past=scan.past)
    rest = words[2:] if words[1] in ("la", "the") else words[1:]
    if day is None and rest and (len(rest) > 1 or not _NUMBER.fullmatch(rest[0])):
        day = read_day(" ".join(rest), scan.today, past=scan.past)
    return day


def _may_be_day(words: list[str]) -> bool:
    """Whether the words are enough for a day: a number alone, or two of them side by side, are not."""
    digits = [bool(_NUMBER.fullmatch(word)) for word in words]
    if any(one and other for one, other in pairwise(digits)):
        return False
    if digits[-1] and len(words) <= 2:
        return len(words) == 2 and (
            words[0] in ("le", "the", "du", "au", "des") or words[0] in WEEKDAYS or words[0] in MONTHS
        )
    if len(words) == 1:
        return not words[0].lstrip("+-").isdigit() or words[0][0] == "+"
    return words[0] not in ("a", "an") or words[-1] not in WEEKDAYS


def _move(words: list[str], today: dt.date) -> dt.date | None:
    """ "3j", "2 semaines" behind the verb that postpones: so much later."""
    if words[0] in ("de", "d'une", "d'un"):
        words = words[1:] if words[0] == "de" else ["1", *words[1:]]
    written = " ".join(words)
    if not words:
        return None
    if _MOVE.fullmatch(written) or (len(words) == 2 and words[1] in UNITS and words[0] not in ("le", "la")):
        return read_day(f"+{written}", today)
    return None


def refuse_false_days(scan: Scan) -> None:
    """ "31/2" and "le 32" look like a day and are none; the small words that lead to one are none of a name either."""
    for place in range(len(scan.tokens)):
        word = scan.word(place)
        if not word:
            continue
        if _LOOKS_LIKE_DATE.fullmatch(word):
            scan.refuse(place, place + 1, _BEFORE_FALSE_DAY)
        elif word in ("le", "the") and re.fullmatch("[0-9]{1,2}", scan.word(place + 1)):
            scan.refuse(place, place + 2)


def days_and_a_part(scan: Scan, found: Day) -> tuple[int, int]:
    """Where the day itself ends: in a plan "ce soir" is a day and an hour, "demain soir" too."""
    if not scan.past and scan.tokens[found.last - 1].folded in PARTS_OF_DAY and found.last - found.first > 1:
        return found.last - 1, found.last
    return found.last, found.last
