"""Words of the grammar that are names just as well: Mars, Avril, Midi, Mardi, Noël, Rose. Position and case decide,
and the other reading is always told."""

from __future__ import annotations

from fichier_tui.domain.calendar_words import HOURS, MONTHS, WEEKDAYS
from fichier_tui.domain.line.days import (
    FEAST_WORDS,
    FULL_WEEKDAYS,
    HOUR_WORDS,
    PARTS_OF_DAY,
    WEAK_DAYS,
    Day,
    days_and_a_part,
    days_of,
)
from fichier_tui.domain.line.scan import CIVILITY_WORDS, PLANS, Found, Scan
from fichier_tui.domain.line.verbs import VERB_OF

_AND = frozenset(("et", "and", "ou", "or", "puis"))
_BEFORE_DAYS = ("a partir de", "a partir", "a compter de", "a compter", "la semaine", "semaine", "starting", "as from")
_FRENCH_WEEKDAYS = frozenset(["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"])
_WORDS_BEFORE_NOTE = 2
# Nobody enters a contact with what happened longer ago.
_OLDEST_NEWS_YEARS = 10
_TAKEN_FROM_NOTES = frozenset(("amount", "quantity", "people", "nights", "date", "time", "every", "source"))
_BEFORE_HOUR = frozenset(["a", "at", "ce", "this", "le", "the", "vers"])
_BEFORE_DAY = frozenset(
    ["a", "apres", "after", "pour", "for", "on", "du", "des", "avant", "by", "before", "depuis", "since"]
)


def keep_civil_names(scan: Scan) -> None:
    """What follows a civility is a name: "Mme Mardi", "M. Avril", "Mme Rose"."""
    for place in range(len(scan.tokens) - 1):
        token, name = scan.tokens[place], scan.tokens[place + 1]
        if token.folded not in CIVILITY_WORDS or (token.folded == "m" and token.raw not in ("M.", "m.", "M")):
            continue
        if token.folded == "m" and token.raw == "M" and not name.capital:
            continue
        word = name.folded
        if place + 1 in scan.names or not word[:1].isalpha() or word in CIVILITY_WORDS:
            continue
        others = _grammar_slots(scan, word)
        scan.names.add(place + 1)
        scan.doubt(place + 1, place + 2, "who", *others)


def _grammar_slots(scan: Scan, word: str) -> tuple[str, ...]:
    """What else a name could be."""
    if word in MONTHS or word in WEEKDAYS or word in FEAST_WORDS:
        return ("date",)
    if word in HOURS:
        return ("time",)
    if word in VERB_OF and len(word) > 2:
        return ("verb",)
    return ("product",) if scan.vocabulary.named((word,), whole=True) else ()


def take_days(scan: Scan) -> None:
    """Read the day of the line; a word that may be a name is a day only where nothing speaks for the name."""
    found = list(days_of(scan))
    strong = [day for day in found if not _is_one_of(scan, day, WEAK_DAYS | FULL_WEEKDAYS)]
    full = [day for day in found if _is_one_of(scan, day, FULL_WEEKDAYS)]
    weak = [day for day in found if _is_one_of(scan, day, WEAK_DAYS)]
    for day in strong:
        _take_day(scan, day)
    for day in full:
        _weekday(scan, day)
    for day in weak:
        _weak_day(scan, day)


def _is_one_of(scan: Scan, day: Day, words: frozenset[str]) -> bool:
    return day.last == day.first + 1 and scan.tokens[day.first].folded in words


def _take_day(scan: Scan, day: Day) -> None:
    end, last = days_and_a_part(scan, day)
    day = _with_words_before(scan, day)
    if end < last:
        scan.take("date", day.first, end, day.day, _BEFORE_DAY)
        if scan.value("time") is None:
            scan.take("time", end, last, HOURS[scan.tokens[end].folded])
        else:
            _join_time(scan, end)
        return
    if scan.past and scan.word(last) in PARTS_OF_DAY:
        last += 1
    if _is_birth(scan, day):
        scan.doubt(day.first, last, "birth", "date")
        scan.take("birth", day.first, last, day.day.isoformat())
        return
    scan.take("date", day.first, last, day.day, _BEFORE_DAY)


def _is_birth(scan: Scan, day: Day) -> bool:
    """Whether a day so long ago is rather that of a new contact's birth."""
    is_new = scan.verb == "contact" or scan.value("new") is not None
    return is_new and scan.today.year - day.day.year > _OLDEST_NEWS_YEARS and scan.value("birth") is None


def _with_words_before(scan: Scan, day: Day) -> Day:
    """The day with what leads to it: "à partir de lundi", "la semaine du 12"."""
    for words in _BEFORE_DAYS:
        first = day.first - words.count(" ") - 1
        if first >= 0 and scan.free(first, day.first) and scan.words(first, day.first) == words:
            return Day(first, day.last, day.day)
    return day


def _others(scan: Scan, place: int) -> list[int]:
    """Words that could name a person, apart from the one at `place` and the other words of the calendar."""
    return [
        other
        for other in scan.persons()
        if other != place and (other in scan.names or scan.tokens[other].folded not in WEAK_DAYS | HOUR_WORDS)
    ]


def _as_name(scan: Scan, place: int, other: str) -> None:
    scan.names.add(place)
    scan.doubt(place, place + 1, "who", other)


def _weekday(scan: Scan, day: Day) -> None:
    """ "mardi" is a day, "Mardi" right behind the verb may be a name."""
    place, token = day.first, scan.tokens[day.first]
    begins, others = scan.begins(place), _others(scan, place)
    french_capital = token.capital and token.folded in _FRENCH_WEEKDAYS
    if scan.value("date") is not None:
        if not scan.nobody_needed and (not others or french_capital):
            _as_name(scan, place, "date")
        else:
            scan.refuse(place, place + 1, _AND)
        return
    named = french_capital or scan.verb == "contact" or scan.value("new") is not None
    if not scan.nobody_needed and begins and (named or not (others or scan.verb)):
        _as_name(scan, place, "date")
        return
    if not scan.nobody_needed and (french_capital or (begins and not others)):
        scan.doubt(place, place + 1, "date", "who")
    _take_day(scan, day)


def _weak_day(scan: Scan, day: Day) -> None:
    """ "mars", "sam", "noël": a name unless a plan says it in small letters behind the person's name."""
    place, token = day.first, scan.tokens[day.first]
    if scan.nobody_needed and scan.value("date") is None:
        _take_day(scan, day)
        return
    is_day = (
        scan.verb in PLANS
        and scan.value("date") is None
        and not scan.begins(place)
        and not token.raw[:1].isupper()
        and _others(scan, place)
    )
    if not is_day:
        _as_name(scan, place, "date")
        return
    scan.doubt(place, place + 1, "date", "who")
    _take_day(scan, day)


def take_hour_words(scan: Scan) -> None:
    """ "midi", "soir", "à midi" """
    for place in range(len(scan.tokens)):
        word = scan.word(place)
        if word not in HOUR_WORDS:
            continue
        said = scan.word(place - 1) in _BEFORE_HOUR if place else False
        if scan.value("time") is not None:
            if not _join_time(scan, place):
                _as_name(scan, place, "time")
            continue
        others = _others(scan, place)
        begins = scan.begins(place)
        if place > 1 and scan.word(place - 1) in ("du", "de") and place - 2 in others:
            # "Hôtel du Midi".
            _as_name(scan, place, "time")
            continue
        if not scan.nobody_needed and not said and (begins or not scan.verb):
            if not others or scan.tokens[place].capital:
                _as_name(scan, place, "time")
                continue
            scan.doubt(place, place + 1, "time", "who")
        elif not scan.nobody_needed and not said and scan.tokens[place].capital:
            scan.doubt(place, place + 1, "time", "who")
        if (
            word == "midi"
            and scan.words(place + 1, place + 3) in ("et demi", "et demie")
            and scan.free(place, place + 3)
        ):
            scan.take("time", place, place + 3, "12:30", _BEFORE_HOUR)
        else:
            scan.take("time", place, place + 1, HOURS[word], _BEFORE_HOUR)


def _join_time(scan: Scan, place: int) -> bool:
    """ "demain soir 8h": the part of the day goes with the hour beside it, and says which half is meant."""
    time = scan.value("time")
    word = scan.tokens[place].folded
    if time is None or word not in PARTS_OF_DAY:
        return False
    day = scan.value("date")
    if place not in (time.first - 1, time.last):
        if day is None or place != day.last:
            return False
        day.last = place + 1
    else:
        time.first, time.last = min(time.first, place), max(time.last, place + 1)
    hour, minutes = int(str(time.value)[:2]), str(time.value)[2:]
    if word not in ("matin", "morning") and hour < 12:
        time.value = f"{hour + 12}{minutes}"
    scan.own(place, place + 1)
    return True


def keep_note_whole(scan: Scan) -> None:
    """A note without ";" is a sentence: behind its second word nothing is taken out of it but marks and addresses."""
    persons = scan.persons()
    before = 1 if scan.nobody_needed else _WORDS_BEFORE_NOTE
    if len(persons) < before:
        return
    begin = persons[before - 1]
    for found in [found for found in scan.found if found.first > begin and found.slot in _TAKEN_FROM_NOTES]:
        scan.release(found)
        scan.doubt(found.first, found.last, "who", found.slot)
    for first, last in [unread for unread in scan.unread if unread[0] > begin]:
        scan.unread.remove((first, last))
        for place in range(first, last):
            scan.owned[place] = False
    scan.names.update(range(begin, len(scan.tokens)))


def leave_a_person(scan: Scan) -> None:
    """Where no word is left for the person, the product said right behind the verb was the person."""
    if scan.nobody_needed or scan.persons():
        return
    found = next((found for found in scan.found if found.slot == "product" and _could_name(scan, found)), None)
    if found is not None:
        scan.release(found)
        scan.ambiguities[:] = [doubt for doubt in scan.ambiguities if doubt[0] < found.first or doubt[0] >= found.last]
        scan.doubt(found.first, found.last, "who", "product")


def _could_name(scan: Scan, found: Found) -> bool:
    return not any(scan.tokens[place].raw[:1].isdigit() for place in range(found.first, found.last))
