"""One value against one condition, as SQL: text patterns, numbers, days. What was typed never stands in the SQL."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from fichier_tui.domain.season import MONTHS_OF_SEASON
from fichier_tui.domain.segment import Condition, Duration, field_of
from fichier_tui.domain.segment import fields as kinds
from fichier_tui.domain.segment.evaluation import REVERSED
from fichier_tui.domain.segment.event_fields import WEEKDAYS
from fichier_tui.domain.segment.matching import (
    any_patterns,
    department_prefixes,
    number_of,
    postcode_pattern,
    text_pattern,
    words_pattern,
)
from fichier_tui.domain.segment.tree import AT_LEAST, AT_MOST, LESS, MORE, Value

Fragment = tuple[str, list[object]]
NOBODY: Fragment = ("0", [])
EVERYBODY: Fragment = ("1", [])
_FIRST_DAY, _LAST_DAY = dt.date(1, 1, 3), dt.date(9999, 12, 29)


def joined(parts: Sequence[Fragment], word: str) -> Fragment:
    """The parts in parentheses, by halves: SQLite refuses expressions more than 1,000 levels deep."""
    if len(parts) == 1:
        return parts[0]
    left, right = joined(parts[: len(parts) // 2], word), joined(parts[len(parts) // 2 :], word)
    return f"({left[0]} {word} {right[0]})", left[1] + right[1]


def compared(value: str, condition: Condition, today: dt.date) -> Fragment:
    """Whether the expression `value` meets the condition; NULL where it is unknown."""
    kind, wanted = field_of(condition.field).kind, condition.value
    if kind == kinds.ANY:
        return _any(value, condition, today)
    if kind in kinds.ORDERED_KINDS:
        return _ordered(value, condition.operator, wanted, today)
    if condition.field in ("weekday", "visit_weekday"):
        # Sunday is 0 for SQLite.
        return f"{value} = ?", [str((WEEKDAYS.index(str(wanted)) + 1) % 7)]
    if condition.field in ("season", "visit_season"):
        months = MONTHS_OF_SEASON[str(wanted)]
        return f"{value} IN ({', '.join('?' * len(months))})", [f"{month:02}" for month in months]
    if kind == kinds.POSTCODE:
        pattern = postcode_pattern(str(wanted))
        # LIKE is blind to capitals of ASCII by itself.
        kept = value if "%" in pattern else f"lower({value})"
        return _like(f"REPLACE({kept}, ' ', '')", pattern)
    if kind == kinds.DEPARTMENT:
        prefixes = department_prefixes(str(wanted))
        return joined([_like(value, f"{prefix}%") for prefix in prefixes], "OR") if prefixes else NOBODY
    if kind == kinds.WORDS:
        pattern = words_pattern(str(wanted))
        known = f"fold({value})"
        sql, parameters = _like(f"' ' || {known}", pattern)
        if pattern == "% %":
            return f"({known} <> '' AND {sql})", parameters
        return _where_perhaps(value, pattern, (sql, parameters))
    if kind in (kinds.TEXT, kinds.OPEN_CHOICE):
        pattern = text_pattern(str(wanted))
        # Numbers and codes are folded without Python.
        known = f"CASE WHEN {value} GLOB '*[^0-9A-Za-z]*' THEN fold({value}) ELSE lower({value}) END"
        return _where_perhaps(value, pattern, _like(known, pattern))
    return f"{value} = ?", [wanted]


def of_day(exact: str, nearly: str, condition: Condition, today: dt.date) -> Fragment:
    """The same for a day that takes long to reckon, with an expression that is never more than a day from it.

    The local day of an instant takes SQLite a microsecond, the instant as it is kept nothing: only of what lies within
    two days of the limit is the day reckoned.
    """
    sql, parameters = compared(exact, condition, today)
    wanted, operator = condition.value, str(condition.operator)
    if isinstance(wanted, Duration):
        wanted, operator = wanted.before(today), REVERSED[operator]
    if not isinstance(wanted, dt.date) or not _FIRST_DAY < wanted < _LAST_DAY:
        return sql, parameters
    before, after = ((wanted + dt.timedelta(days=days)).isoformat() for days in (-2, 2))
    if operator in (MORE, AT_LEAST):
        return f"({nearly} >= ? OR ({nearly} >= ? AND {sql}))", [after, before, *parameters]
    if operator in (LESS, AT_MOST):
        return f"({nearly} < ? OR ({nearly} < ? AND {sql}))", [before, after, *parameters]
    return f"({nearly} >= ? AND {nearly} < ? AND {sql})", [before, after, *parameters]


def _any(value: str, condition: Condition, today: dt.date) -> Fragment:
    """A field of the shop's own, kept as text whatever it is."""
    wanted = condition.value
    if condition.operator == "=":
        patterns = any_patterns(str(wanted))
        return joined([_where_perhaps(value, one, _like(f"fold({value})", one)) for one in patterns], "OR")
    if isinstance(wanted, dt.date | Duration):
        return _ordered(f"day_of({value})", condition.operator, wanted, today)
    limit = number_of(str(wanted))
    return NOBODY if limit is None else _ordered(f"number_of({value})", condition.operator, limit, today)


def _where_perhaps(value: str, pattern: str, folded: Fragment) -> Fragment:
    """The same, only what may be meant being folded, which is Python and takes microseconds.

    Where all is ASCII, folding leaves letters and digits in their order: those of the pattern stand in the text itself.
    """
    words = pattern.replace("%", " ").split()
    if not words:
        return folded
    sql, parameters = folded
    perhaps = f"({value} LIKE ? OR octet_length({value}) > length({value}))"
    return f"({perhaps} AND {sql})", [f"%{'%'.join(words)}%", *parameters]


def _like(value: str, pattern: str) -> Fragment:
    if not pattern:
        return NOBODY
    if pattern == "%":
        return f"{value} <> ''", []
    return (f"{value} LIKE ?", [pattern]) if "%" in pattern else (f"{value} = ?", [pattern])


def _ordered(value: str, operator: str, wanted: Value | float, today: dt.date) -> Fragment:
    if isinstance(wanted, Duration):
        wanted, operator = wanted.before(today), REVERSED[operator]
    # A day is kept in ISO form, which sorts as it reads.
    return f"({value}) {operator} ?", [wanted.isoformat() if isinstance(wanted, dt.date) else wanted]
