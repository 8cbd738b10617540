"""A segment as SQL: the one translator, which must give the contacts that `domain.segment.holds` gives.

Nothing that a person typed ever stands in the SQL: values are parameters. Every condition is true or false, never
NULL, so that NOT is the complement. Texts are folded by the function `fold` (see `prepare`), because SQLite lowers
only ASCII.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from fichier_tui.domain.commune import area_of, town_key
from fichier_tui.domain.consent import IMPORTED, LASTS, OPEN_STATES, OPPOSED
from fichier_tui.domain.season import MONTHS_OF_SEASON
from fichier_tui.domain.segment import Circumstances, Condition, Duration, Node, Not, SameEvent, field_of
from fichier_tui.domain.segment import fields as kinds
from fichier_tui.domain.segment.evaluation import REVERSED, event_of
from fichier_tui.domain.segment.event_fields import WEEKDAYS
from fichier_tui.domain.segment.fields import CUSTOM_PREFIX, FIGURE_PREFIX
from fichier_tui.domain.segment.matching import (
    any_patterns,
    day_of,
    department_prefixes,
    number_of,
    postcode_pattern,
    text_pattern,
    words_pattern,
)
from fichier_tui.domain.segment.tree import And, Value
from fichier_tui.domain.text import fold
from fichier_tui.storage import segment_columns as columns
from fichier_tui.storage.rfm import rfm_condition

Fragment = tuple[str, list[object]]
NOBODY: Fragment = ("0", [])
EVERYBODY: Fragment = ("1", [])

# The state of a channel, as domain.consent.states_on: not_asked where there is no line, or where a yes has ended.
_CONSENT = (
    "COALESCE((SELECT CASE WHEN k.state IN ({opened}) AND k.day <= ? THEN 'not_asked' ELSE k.state END FROM consent k"
    " WHERE k.contact_id = s.contact_id AND k.channel = ?"
    " AND NOT (k.medium = '{imported}' AND k.state IN ({opened}) AND EXISTS (SELECT 1 FROM consent o"
    " WHERE o.contact_id = k.contact_id AND o.channel = k.channel AND o.state = '{opposed}'))"
    " ORDER BY k.day DESC, k.recorded_at DESC, k.id DESC LIMIT 1), 'not_asked')"
)
_BIRTH_TAIL = "substr(c.birth, -5, 2) BETWEEN '01' AND '12' AND substr(c.birth, -2) BETWEEN '01' AND '31'"
_BIRTH_FULL = f"c.birth GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND {_BIRTH_TAIL}"
_BIRTH_ANY = f"(c.birth GLOB '--[0-9][0-9]-[0-9][0-9]' AND {_BIRTH_TAIL} OR {_BIRTH_FULL})"


@dataclass(frozen=True, slots=True)
class SegmentQuery:
    """The FROM and WHERE of a segment, over contact_summary `s`, with its parameters."""

    clause: str
    parameters: tuple[object, ...]

    def select(self, columns: str, ending: str = "") -> str:
        """A whole statement; `columns` and `ending` are the caller's own SQL, never a user's."""
        return f"SELECT {columns} {self.clause} {ending}".rstrip()


def prepare(connection: Any) -> None:
    """Give a connection the functions that the SQL of segments calls: the very ones of the evaluation."""
    for function in (day_of, fold, number_of, town_key):
        connection.create_function(function.__name__, 1, function, deterministic=True)
    connection.create_function("area_of", 2, area_of, deterministic=True)


def sql_of(tree: Node, circumstances: Circumstances) -> SegmentQuery:
    """The query of a segment whose references are resolved. Deleted contacts never match."""
    condition, parameters = _translate(tree, circumstances)
    # Half of what segments ask is in the summary: the card is read only where it is needed.
    card = " JOIN contact c ON c.id = s.contact_id" if "c." in condition else ""
    return SegmentQuery(f"FROM contact_summary s{card} WHERE s.live AND {condition}", tuple(parameters))


def _translate(tree: Node, circumstances: Circumstances) -> Fragment:
    if isinstance(tree, Condition):
        return _condition(tree, circumstances)
    if isinstance(tree, Not):
        sql, parameters = _translate(tree.part, circumstances)
        return f"NOT ({sql})", parameters
    if isinstance(tree, SameEvent):
        return _event(tree, circumstances)
    parts = [_translate(part, circumstances) for part in tree.parts]
    if isinstance(tree, And):
        return _joined(parts, "AND") if parts else EVERYBODY
    return _joined(parts, "OR") if parts else NOBODY


def _joined(parts: Sequence[Fragment], word: str) -> Fragment:
    """The parts in parentheses, by halves: SQLite refuses expressions more than 1,000 levels deep."""
    if len(parts) == 1:
        return parts[0]
    left, right = _joined(parts[: len(parts) // 2], word), _joined(parts[len(parts) // 2 :], word)
    return f"({left[0]} {word} {right[0]})", left[1] + right[1]


def _condition(condition: Condition, circumstances: Circumstances) -> Fragment:
    code = condition.field
    if field_of(code).read_event is not None:
        return _event(SameEvent((condition,)), circumstances)
    if code in columns.SCALARS:
        sql, parameters = _test(columns.SCALARS[code], condition, circumstances.today)
        return f"COALESCE({sql}, 0)", parameters
    if code in columns.SEVERAL:
        value, rows = columns.SEVERAL[code]
        sql, parameters = _test(value, condition, circumstances.today)
        return f"s.contact_id IN (SELECT contact_id FROM {rows} WHERE {sql})", parameters
    if code.startswith(CUSTOM_PREFIX):
        sql, parameters = _test("v.value", condition, circumstances.today)
        return f"s.contact_id IN (SELECT contact_id FROM {columns.CUSTOM} WHERE {sql})", [
            code.removeprefix(CUSTOM_PREFIX),
            *parameters,
        ]
    if code.startswith(FIGURE_PREFIX):
        sql, parameters = _test("g.hundredths", condition, circumstances.today)
        return f"s.contact_id IN (SELECT a.contact_id FROM {columns.FIGURE} WHERE a.country IN ('', 'FR') AND {sql})", [
            code.removeprefix(FIGURE_PREFIX),
            *parameters,
        ]
    if code in columns.CONSENT_STATES:
        return _consent(str(condition.value), columns.CONSENT_STATES[code], circumstances.today)
    if code not in _SPECIAL:
        raise ValueError(f"{code} {condition.value!r} is not resolved")
    return _SPECIAL[code](condition, circumstances)


def _event(same: SameEvent, circumstances: Circumstances) -> Fragment:
    """Whether one event meets all of the conditions, or so many do."""
    event = event_of(same)
    tests = [_event_test(condition, circumstances.today) for condition in same.conditions]
    sql, parameters = _joined(tests, "AND") if tests else EVERYBODY
    rows = columns.EVENT_ROWS[event]
    if same.tally is not None:
        counted = f"(SELECT {columns.TALLIES[same.tally.field]} FROM {rows} = s.contact_id AND {sql})"
        test, limit = _test(counted, same.tally, circumstances.today)
        return f"COALESCE({test}, 0)", parameters + limit
    if event == "purchase":
        # Purchases are many and found by their contact; the others are read once.
        return f"EXISTS (SELECT 1 FROM {rows} = s.contact_id AND {sql})", parameters
    contact = rows.rpartition(" ")[2]
    return f"s.contact_id IN (SELECT {contact} FROM {rows} IS NOT NULL AND {sql})", parameters


def _event_test(condition: Condition, today: dt.date) -> Fragment:
    if condition.field == "action_state":
        return _action_state(str(condition.value), today)
    if condition.field not in columns.NAMED:
        return _test(columns.OF_EVENT[condition.field], condition, today)
    tests = []
    for test, texts in columns.NAMED[condition.field]:
        sql, parameters = _joined([_test(text, condition, today) for text in texts], "OR")
        tests.append((test.format(sql), parameters))
    return _joined(tests, "OR")


def _action_state(state: str, today: dt.date) -> Fragment:
    if state == "late":
        return "(a.state = 'open' AND a.day < ?)", [today.isoformat()]
    return "a.state = ?", ["open" if state == "planned" else state]


def _test(value: str, condition: Condition, today: dt.date) -> Fragment:
    """Whether the expression `value` meets the condition; NULL where it is unknown."""
    kind, wanted = field_of(condition.field).kind, condition.value
    if kind == kinds.ANY:
        return _any(value, condition, today)
    if kind in kinds.ORDERED_KINDS:
        return _ordered(value, condition.operator, wanted, today)
    if condition.field in ("weekday", "visit_weekday"):
        # Sunday is 0 for SQLite.
        return f"{value} = ?", [str((WEEKDAYS.index(str(wanted)) + 1) % 7)]
    if condition.field == "season":
        months = MONTHS_OF_SEASON[str(wanted)]
        return f"{value} IN ({', '.join('?' * len(months))})", [f"{month:02}" for month in months]
    if kind == kinds.POSTCODE:
        return _like(f"REPLACE(lower({value}), ' ', '')", postcode_pattern(str(wanted)))
    if kind == kinds.DEPARTMENT:
        prefixes = department_prefixes(str(wanted))
        return _joined([_like(value, f"{prefix}%") for prefix in prefixes], "OR") if prefixes else NOBODY
    if kind == kinds.WORDS:
        pattern = words_pattern(str(wanted))
        known = f"fold({value})"
        sql, parameters = _like(f"' ' || {known}", pattern)
        return (f"({known} <> '' AND {sql})", parameters) if pattern == "% %" else (sql, parameters)
    if kind in (kinds.TEXT, kinds.OPEN_CHOICE):
        return _like(f"fold({value})", text_pattern(str(wanted)))
    return f"{value} = ?", [wanted]


def _any(value: str, condition: Condition, today: dt.date) -> Fragment:
    """A field of the shop's own, kept as text whatever it is."""
    wanted = condition.value
    if condition.operator == "=":
        return _joined([_like(f"fold({value})", pattern) for pattern in any_patterns(str(wanted))], "OR")
    if isinstance(wanted, dt.date | Duration):
        return _ordered(f"day_of({value})", condition.operator, wanted, today)
    limit = number_of(str(wanted))
    return NOBODY if limit is None else _ordered(f"number_of({value})", condition.operator, limit, today)


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


def _consent(channel: str, states: Sequence[str], today: dt.date) -> Fragment:
    ended = (today - dt.timedelta(days=LASTS[channel])).isoformat() if channel in LASTS else ""
    state = _CONSENT.format(
        imported=IMPORTED, opposed=OPPOSED, opened=", ".join(f"'{opened}'" for opened in OPEN_STATES)
    )
    return f"{state} IN ({', '.join('?' * len(states))})", [ended, channel, *states]


def _age(condition: Condition, circumstances: Circumstances) -> Fragment:
    """Somebody is n years old or more when born on this day of n years ago, or before: ISO dates compare as text."""
    today, years = circumstances.today, int(str(condition.value))

    def born(age: int) -> str:
        year = today.year - age
        if year < 0:
            return ""
        return f"{year:04}-{today.month:02}-{today.day:02}" if year <= 9999 else ":"

    tests: dict[str, Fragment] = {
        ">=": ("c.birth <= ?", [born(years)]),
        ">": ("c.birth <= ?", [born(years + 1)]),
        "<": ("c.birth > ?", [born(years)]),
        "<=": ("c.birth > ?", [born(years + 1)]),
        "=": ("c.birth <= ? AND c.birth > ?", [born(years), born(years + 1)]),
    }
    sql, parameters = tests[condition.operator]
    return f"({_BIRTH_FULL} AND {sql})", parameters


def _birthday(condition: Condition, circumstances: Circumstances) -> Fragment:
    return f"({_BIRTH_ANY} AND substr(c.birth, -5, 2) = ?)", [f"{condition.value:02}"]


def _status(condition: Condition, circumstances: Circumstances) -> Fragment:
    client = "(s.purchases > 0 AND s.last_purchase IS NOT NULL)"
    limit = (circumstances.today - dt.timedelta(days=circumstances.inactive_after_days)).isoformat()
    tests: dict[Value, Fragment] = {
        "client": (client, []),
        "prospect": (f"NOT {client}", []),
        "active": (f"({client} AND s.last_purchase >= ?)", [limit]),
        "inactive": (f"({client} AND s.last_purchase < ?)", [limit]),
    }
    return tests[condition.value]


def _presence(condition: Condition, circumstances: Circumstances) -> Fragment:
    return columns.HELD[str(condition.value)], []


def _absence(condition: Condition, circumstances: Circumstances) -> Fragment:
    return f"NOT ({columns.HELD[str(condition.value)]})", []


def _situation(condition: Condition, circumstances: Circumstances) -> Fragment:
    return columns.SITUATIONS[str(condition.value)], []


def _responded(condition: Condition, circumstances: Circumstances) -> Fragment:
    sql, parameters = _test("f.name", condition, circumstances.today)
    return columns.RESPONDED.format(sql), parameters


def _contactable(condition: Condition, circumstances: Circumstances) -> Fragment:
    """The rule is Python: it has answered already (`storage.segment_contactable`)."""
    allowed = circumstances.contactable[str(condition.value)]
    return "s.contact_id IN (SELECT value FROM json_each(?))", [json.dumps(list(allowed))]


def _rfm(condition: Condition, circumstances: Circumstances) -> Fragment:
    return rfm_condition(str(condition.value), circumstances.rfm, circumstances.today)


_SPECIAL: dict[str, Callable[[Condition, Circumstances], Fragment]] = {
    "age": _age,
    "birthday": _birthday,
    "status": _status,
    "has": _presence,
    "rfm": _rfm,
    "missing": _absence,
    "situation": _situation,
    "responded": _responded,
    "contactable": _contactable,
}
