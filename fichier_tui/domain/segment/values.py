"""One value of a condition: read from its words, written back in either language."""

from __future__ import annotations

import calendar
import datetime as dt
import difflib
import re
from collections.abc import Mapping

from fichier_tui.domain.rfm import read_scores
from fichier_tui.domain.segment import fault as faults
from fichier_tui.domain.segment import fields
from fichier_tui.domain.segment.fault import Fault, SegmentError
from fichier_tui.domain.segment.fields import Field
from fichier_tui.domain.segment.grammar import UNIT_WORDS, Language, Words
from fichier_tui.domain.segment.matching import department_prefixes, postcode_pattern, text_pattern
from fichier_tui.domain.segment.tree import Duration, Value
from fichier_tui.domain.text import clean_line, fold_joined

# What can be written without quotes: nothing that the grammar would take for something else.
_BARE = re.compile(r"[^\W_](?:[\w.@*/'’-]*[\w*])?|\*[\w.@*-]+|\*")
_NUMBER = re.compile(r"-?\d{1,9}", re.ASCII)
_MONEY = re.compile(r"(-?)(\d{1,12})(?:[.,](\d{1,2}))?(?:€|eur|euros?)?", re.ASCII | re.IGNORECASE)
_DURATION = re.compile(r"(\d{1,5})([^\W\d_]+)")
_PERIOD = re.compile(r"(?:(\d{1,2})[/.-])?(?:(\d{1,2})[/.-])?(\d{4})|(\d{4})-(\d{1,2})(?:-(\d{1,2}))?", re.ASCII)


def read_period(written: str) -> tuple[dt.date, dt.date] | None:
    """The first and last day of a date, a month ("3/2025", "2025-03") or a year ("2025"); None for anything else."""
    found = _PERIOD.fullmatch(written)
    if not found:
        return None
    if found[4]:
        year, month, day = int(found[4]), int(found[5]), int(found[6] or 0)
    elif found[2]:
        year, month, day = int(found[3]), int(found[2]), int(found[1])
    else:
        year, month, day = int(found[3]), int(found[1] or 0), 0
    try:
        if day or found[6] or found[2]:
            return dt.date(year, month, day), dt.date(year, month, day)
        if month or found[1] or found[5]:
            return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    except ValueError:
        return None


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


def close_words(written: str, known: list[str]) -> tuple[str, ...]:
    """The known words nearest to `written`, at most three; for a suggestion, never for a guess."""
    by_fold = {fold_joined(word): word for word in reversed(known)}
    near = difflib.get_close_matches(fold_joined(written), list(by_fold), n=3, cutoff=0.6)
    return tuple(by_fold[word] for word in near)


def read_value(definition: Field, written: str, position: int, *, quoted: bool = False) -> Value:
    """The value that `written` names for `definition`. Raises SegmentError. A day must be one whole date here."""
    kind = definition.kind
    if kind in (fields.CHOICE, fields.MONTH, fields.OPEN_CHOICE):
        code = None if quoted and kind == fields.OPEN_CHOICE else chosen(definition.choices, written)
        if code is None and kind != fields.OPEN_CHOICE:
            known = [name for words in definition.choices.values() for name in (words.fr + " " + words.en).split()]
            raise SegmentError(Fault(faults.UNKNOWN_VALUE, position, written, close_words(written, known)))
        if code is not None:
            return code
    elif kind == fields.RFM:
        return _read_rfm(definition, written, position)
    elif kind == fields.NUMBER:
        if not _NUMBER.fullmatch(written):
            raise SegmentError(Fault(faults.NOT_A_NUMBER, position, written))
        return int(written)
    elif kind in (fields.MONEY, fields.FIGURE):
        return _read_money(written, position)
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
        known = [name for words in definition.choices.values() for name in (words.fr + " " + words.en).split()]
        raise SegmentError(Fault(faults.UNKNOWN_VALUE, position, written, close_words(written, known)))
    return str(found)


def _read_money(written: str, position: int) -> int:
    found = _MONEY.fullmatch(written)
    if not found:
        raise SegmentError(Fault(faults.NOT_A_NUMBER, position, written))
    cents = int(found[2]) * 100 + int((found[3] or "0").ljust(2, "0"))
    return -cents if found[1] else cents


def _read_text(kind: str, written: str, position: int) -> str:
    text = clean_line(written)
    if kind == fields.POSTCODE:
        usable = bool(postcode_pattern(text))
    elif kind == fields.DEPARTMENT:
        usable = bool(department_prefixes(text))
    else:
        usable = bool(text) if kind == fields.SEGMENT else bool(text_pattern(text))
    if not usable:
        raise SegmentError(Fault(faults.UNKNOWN_VALUE, position, written))
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
