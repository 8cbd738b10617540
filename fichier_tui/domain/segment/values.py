"""One value of a condition: read from its words, written back in either language."""

from __future__ import annotations

import calendar
import datetime as dt
import difflib
import re
from collections.abc import Iterable, Mapping

from fichier_tui.domain.calendar_words import MONTHS
from fichier_tui.domain.dates import plain
from fichier_tui.domain.department import DEPARTMENTS, department_code
from fichier_tui.domain.money import read_amount
from fichier_tui.domain.rfm import read_scores
from fichier_tui.domain.segment import fault as faults
from fichier_tui.domain.segment import fields
from fichier_tui.domain.segment.fault import Fault, Near, SegmentError
from fichier_tui.domain.segment.fields import Field
from fichier_tui.domain.segment.grammar import LANGUAGES, UNIT_WORDS, Language, Words
from fichier_tui.domain.segment.matching import department_prefixes, postcode_pattern, text_pattern
from fichier_tui.domain.segment.tree import Duration, Value
from fichier_tui.domain.text import clean_line, fold_joined

# What can be written without quotes: nothing that the grammar would take for something else.
_BARE = re.compile(r"[^\W_](?:[\w.@*/'’-]*[\w*])?|\*[\w.@*-]+|\*")
_NUMBER = re.compile(r"-?\d{1,9}", re.ASCII)
_FIGURE = re.compile(r"(-?)(\d{1,12})(?:[.,](\d{1,2}))?", re.ASCII)
_SPACES = re.compile(r"[ \u00a0\u202f]")
_DURATION = re.compile(r"(\d{1,5})([^\W\d_]+)")
_PERIOD = re.compile(r"(?:(\d{1,2})[/.-])?(?:(\d{1,2})[/.-])?(\d{4})|(\d{4})-(\d{1,2})(?:-(\d{1,2}))?", re.ASCII)
_SHORT_DAY = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d\d)", re.ASCII)
_NAMED_DAY = re.compile(r"(?:(\d{1,2})(?:er)? )?([^\W\d_]+) (\d{4}|\d\d)", re.ASCII)
_QUARTER = re.compile(r"[TtQq]([1-4])[/-](\d{4})|(\d{4})-[TtQq]([1-4])", re.ASCII)
_BETWEEN = re.compile(r"(\d{4}|[\d/.]{6,10})-(\d{4}|[\d/.]{6,10})", re.ASCII)
# The last year of this century that is written with two figures; the others are of the one before.
_LAST_SHORT_YEAR = 69
# How like a word must be to be proposed; and to be, in the other language.
_LIKE, _ALMOST = 0.7, 0.8
_POSSIBLE, _EXAMPLES = 12, 4
_SOME_DAY = dt.date(2025, 12, 31)
_SOME_NUMBER = {fields.MONEY: "100", "age": "60", "completeness": "50", fields.FIGURE: "1000"}
_SOME_TEXT = {"town": "Nice", "postcode": "06*", "department": "06", "bought": "spa", "name": "Dupont", "tag": "vip"}
_DEPARTMENTS = tuple(Words(name, name) for name in DEPARTMENTS.values())


def read_period(written: str) -> tuple[dt.date, dt.date] | None:
    """The first and last day of a date ("1/3/2025", "1/3/25", "2025-03-01", "1 mars 2025"), a month ("3/2025",
    "2025-03", "mars 2025"), a quarter ("T1/2025") or a year ("2025"); None for anything else.

    Of two figures a year is of this century up to 69: "25" is 2025, "98" is 1998.
    """
    if found := _QUARTER.fullmatch(written):
        year, quarter = int(found[2] or found[3]), int(found[1] or found[4])
        return _days(year, 3 * quarter - 2, 0, months=3)
    if found := _SHORT_DAY.fullmatch(written):
        return _days(_year(found[3]), int(found[2]), int(found[1]))
    if found := _NAMED_DAY.fullmatch(plain(written)):
        month = MONTHS.get(found[2])
        return None if month is None else _days(_year(found[3]), month, int(found[1] or 0), whole=not found[1])
    if not (found := _PERIOD.fullmatch(written)):
        return None
    if found[4]:
        return _days(int(found[4]), int(found[5]), int(found[6] or 0), whole=not found[6])
    if found[2]:
        return _days(int(found[3]), int(found[2]), int(found[1]))
    if found[1]:
        return _days(int(found[3]), int(found[1]), 0)
    return _days(int(found[3]), 1, 0, months=12)


def _year(written: str) -> int:
    year = int(written)
    return year if len(written) == 4 else year + (2000 if year <= _LAST_SHORT_YEAR else 1900)


def _days(year: int, month: int, day: int, *, whole: bool = True, months: int = 1) -> tuple[dt.date, dt.date] | None:
    """That day alone; from the first day of the month to the last of so many months where `day` is 0."""
    try:
        if day or not whole:
            return dt.date(year, month, day), dt.date(year, month, day)
        last = month + months - 1
        return dt.date(year, month, 1), dt.date(year, last, calendar.monthrange(year, last)[1])
    except (ValueError, calendar.IllegalMonthError):
        return None


def read_bounds(written: str) -> tuple[str, str, str]:
    """A range cut in two: "low..high", or the hyphen between two days, months or years; nothing after a lone value."""
    low, dots, high = written.partition("..")
    if dots:
        return low, dots, high
    if (found := _BETWEEN.fullmatch(written)) and read_period(found[1]) and read_period(found[2]):
        return found[1], "-", found[2]
    return written, "", ""


def read_duration(written: str) -> Duration | None:
    """A time elapsed: "18m", "2ans", "3w"; None for anything else."""
    found = _DURATION.fullmatch(written)
    if found:
        for unit, words in UNIT_WORDS.items():
            if fold_joined(found[2]) in words.folded():
                return Duration(int(found[1]), unit)
    return None


def chosen(choices: Mapping[str, Words] | Mapping[int, Words], written: str) -> str | int | None:
    """The code that `written` names, in either language, or is; None where it names none."""
    code = named(choices, written)
    if code is not None:
        return code
    folded = fold_joined(written)
    return next((code for code in choices if fold_joined(str(code)) == folded), None) if folded else None


def named(choices: Mapping[str, Words] | Mapping[int, Words], written: str) -> str | int | None:
    """The code that `written` names by one of its words; None where it names none."""
    folded = fold_joined(written)
    return next((code for code, words in choices.items() if folded in words.folded()), None)


def close_words(written: str, known: Iterable[Words]) -> Near:
    """The known words nearest to `written`, at most three; for a suggestion, never for a guess.

    Each language has its own; a word of the other one only where it is hardly another.
    """
    choices = tuple(known)
    near = {language: _nearest(written, choices, language, _LIKE) for language in LANGUAGES}
    same = {language: _nearest(written, choices, language, _ALMOST) for language in LANGUAGES}
    return Near(near["fr"] or same["en"], near["en"] or same["fr"])


def _nearest(written: str, known: Iterable[Words], language: Language, cutoff: float) -> tuple[str, ...]:
    return nearest_of(written, [word for words in known for word in words.all(language)], cutoff)


def nearest_of(written: str, words: Iterable[str], cutoff: float = _LIKE) -> tuple[str, ...]:
    """The words, at most three, that are like what is written."""
    words = tuple(words)
    by_fold = {fold_joined(word): word for word in reversed(words)}
    found = difflib.get_close_matches(fold_joined(written), list(by_fold), n=3, cutoff=cutoff)
    return tuple(by_fold[word] for word in found)


def possible_words(written: str, choices: Iterable[Words]) -> Near:
    """What could stand in the place of `written`, which is none of the `choices`: all of them, the nearest first."""
    known = tuple(choices)
    near = close_words(written, known)

    def whole(language: Language) -> tuple[str, ...]:
        found = tuple(dict.fromkeys((*near.of(language), *(words.first(language) for words in known))))
        return found[:_POSSIBLE] + (("…",) if len(found) > _POSSIBLE else ())

    return Near(whole("fr"), whole("en"))


def example_of(definition: Field) -> Near:
    """How one asks about a field: "achats >= 3"."""

    def example(language: Language) -> tuple[str, ...]:
        name = definition.names.first(language)
        if definition.kind == fields.DAY:
            return f"{name} > 12m", f"{name} < {write_value(definition, _SOME_DAY, language)}", f"{name}:2025"
        if definition.kind in fields.ORDERED_KINDS:
            return (f"{name} >= {_SOME_NUMBER.get(definition.code, _SOME_NUMBER.get(definition.kind, '3'))}",)
        words = [words.first(language) for words in definition.choices.values()][:_EXAMPLES]
        return tuple(f"{name}:{word}" for word in words or (_SOME_TEXT.get(definition.code, "*"),))

    return Near(example("fr"), example("en"))


def read_value(definition: Field, written: str, position: int, *, quoted: bool = False) -> Value:
    """The value that `written` names for `definition`. Raises SegmentError. A day must be one whole date here."""
    kind = definition.kind
    if kind in (fields.CHOICE, fields.MONTH, fields.OPEN_CHOICE):
        code = None if quoted and kind == fields.OPEN_CHOICE else chosen(definition.choices, written)
        if code is None and kind != fields.OPEN_CHOICE:
            possible = possible_words(written, definition.choices.values())
            raise SegmentError(Fault(faults.UNKNOWN_VALUE, position, written, possible))
        if code is not None:
            return code
    elif kind == fields.RFM:
        return _read_rfm(definition, written, position)
    elif kind == fields.NUMBER:
        if not _NUMBER.fullmatch(_SPACES.sub("", written)):
            raise SegmentError(Fault(faults.NOT_A_NUMBER, position, written, example_of(definition)))
        return int(_SPACES.sub("", written))
    elif kind in (fields.MONEY, fields.FIGURE):
        return _read_money(definition, written, position)
    elif kind == fields.DAY:
        duration, period = read_duration(written), read_period(written)
        if duration is not None:
            return duration
        if period is None or period[0] != period[1]:
            raise SegmentError(Fault(faults.NOT_A_DAY, position, written))
        return period[0]
    return _read_text(kind, written, position)


def _read_rfm(definition: Field, written: str, position: int) -> str:
    """A class by its name in either language, or a pattern of scores such as "55*"."""
    found = chosen(definition.choices, written) or read_scores(written)
    if found is None:
        possible = possible_words(written, definition.choices.values())
        raise SegmentError(Fault(faults.UNKNOWN_VALUE, position, written, possible))
    return str(found)


def _read_money(definition: Field, written: str, position: int) -> int:
    """Cents of an amount ("1 000,50 €"), hundredths of a figure."""
    if definition.kind == fields.MONEY and (cents := read_amount(written)) is not None:
        return cents
    found = _FIGURE.fullmatch(_SPACES.sub("", written))
    if not found:
        raise SegmentError(Fault(faults.NOT_A_NUMBER, position, written, example_of(definition)))
    hundredths = int(found[2]) * 100 + int((found[3] or "0").ljust(2, "0"))
    return -hundredths if found[1] else hundredths


def _read_text(kind: str, written: str, position: int) -> str:
    text = clean_line(written)
    if kind == fields.POSTCODE:
        usable = bool(postcode_pattern(text))
    elif kind == fields.DEPARTMENT:
        text = department_code(text) or text
        usable = bool(department_prefixes(text))
    else:
        usable = bool(text) if kind == fields.SEGMENT else bool(text_pattern(text))
    if not usable:
        near = close_words(written, _DEPARTMENTS) if kind == fields.DEPARTMENT else Near()
        raise SegmentError(Fault(faults.UNKNOWN_VALUE, position, written, near))
    return text


def write_value(definition: Field, value: Value, language: Language) -> str:
    """`value` as it is typed in `language`."""
    if isinstance(value, Duration):
        return f"{value.count}{UNIT_WORDS[value.unit].first(language)}"
    if isinstance(value, dt.date):
        return f"{value:%d}/{value:%m}/{value.year:04}" if language == "fr" else value.isoformat()
    if definition.kind in (fields.MONEY, fields.FIGURE):
        euros, cents = divmod(abs(int(value)), 100)
        mark = "," if language == "fr" else "."
        return f"{'-' if int(value) < 0 else ''}{euros}{f'{mark}{cents:02}' if cents else ''}"
    words = {str(code): words for code, words in definition.choices.items()}.get(str(value))
    if words is not None:
        return words.first(language)
    return str(value) if isinstance(value, int) else quoted_if_needed(definition, value)


def quoted_if_needed(definition: Field, text: str) -> str:
    """`text` as it can be read back: between double quotes unless it is one plain word that means nothing else."""
    if _BARE.fullmatch(text) and chosen(definition.choices, text) is None:
        return text
    return '"' + text.replace('"', '""') + '"'
