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
from functools import lru_cache
from typing import Any

from fichier_tui.domain.commune import area_of, town_key
from fichier_tui.domain.consent import IMPORTED, LASTS, OPEN_STATES, OPPOSED
from fichier_tui.domain.history import NOT_ASKED
from fichier_tui.domain.region import REGION_OF_DEPARTMENT, postcodes_of
from fichier_tui.domain.segment import Circumstances, Condition, Node, Not, SameEvent, field_of
from fichier_tui.domain.segment.evaluation import event_of, meets
from fichier_tui.domain.segment.event_fields import TALLIES
from fichier_tui.domain.segment.fields import CUSTOM_PREFIX, FIGURE_PREFIX
from fichier_tui.domain.segment.matching import (
    day_of,
    is_like,
    number_of,
    text_pattern,
    words_pattern,
)
from fichier_tui.domain.segment.tree import And, Value
from fichier_tui.domain.text import fold
from fichier_tui.storage.segments import columns
from fichier_tui.storage.segments.bought import is_of_its_day, purchased, tallied
from fichier_tui.storage.segments.comparing import EVERYBODY, NOBODY, Fragment, compared, joined, of_day
from fichier_tui.storage.segments.rfm import rfm_condition

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
    # Towns, tags and products come back again and again; what is remembered goes with the next question.
    remembered = lru_cache(maxsize=20_000)(fold)
    for name, function in (("day_of", day_of), ("fold", remembered), ("number_of", number_of), ("town_key", town_key)):
        connection.create_function(name, 1, function, deterministic=True)
    connection.create_function("area_of", 2, area_of, deterministic=True)


def sql_of(tree: Node, circumstances: Circumstances, *, with_card: bool = False) -> SegmentQuery:
    """The query of a segment whose references are resolved; `with_card`: over `contact c` as well, whatever it asks.

    Deleted contacts never match.
    """
    condition, parameters = _translate(tree, circumstances)
    if (condition, parameters) == EVERYBODY and not with_card:
        return SegmentQuery("FROM contact_summary s WHERE s.live", ())
    # In the order of numbers: in that of names, which the index of the living offers, whatever is looked up of each
    # contact takes six times as long. Half of what segments ask is in the summary: the card is read where it is needed.
    card = " JOIN contact c ON c.id = s.contact_id" if with_card or "c." in condition else ""
    return SegmentQuery(f"FROM contact_summary s NOT INDEXED{card} WHERE s.live AND {condition}", tuple(parameters))


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
        return joined(parts, "AND") if parts else EVERYBODY
    return joined(parts, "OR") if parts else NOBODY


def _condition(condition: Condition, circumstances: Circumstances) -> Fragment:
    code = condition.field
    if field_of(code).read_event is not None:
        return _event(SameEvent((condition,)), circumstances)
    if code in columns.ADDED_UP:
        return _added_up(condition, *columns.ADDED_UP[code], circumstances.today)
    if code in columns.SCALARS:
        sql, parameters = compared(columns.SCALARS[code], condition, circumstances.today)
        return f"COALESCE({sql}, 0)", parameters
    if code in columns.SEVERAL:
        value, rows = columns.SEVERAL[code]
        sql, parameters = compared(value, condition, circumstances.today)
        return f"s.contact_id IN (SELECT contact_id FROM {rows} WHERE {sql})", parameters
    if code.startswith(CUSTOM_PREFIX):
        sql, parameters = compared("v.value", condition, circumstances.today)
        return f"s.contact_id IN (SELECT contact_id FROM {columns.CUSTOM} WHERE {sql})", [
            code.removeprefix(CUSTOM_PREFIX),
            *parameters,
        ]
    if code.startswith(FIGURE_PREFIX):
        sql, parameters = compared("g.hundredths", condition, circumstances.today)
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
    sql, parameters = joined(tests, "AND") if tests else EVERYBODY
    if same.tally is not None:
        return _tally(same, same.tally, sql, parameters, circumstances.today)
    if event == "purchase" and is_of_its_day(same):
        return purchased(same, sql, parameters, circumstances.today)
    return f"s.contact_id IN ({_contacts_of(event, sql)})", parameters


def _contacts_of(event: str, sql: str) -> str:
    """The contacts of the events that meet `sql`: read once, by the index of products or from end to end."""
    rows = columns.EVENT_ROWS[event]
    contact = rows.rpartition(" ")[2]
    return f"SELECT {contact} FROM {rows} IS NOT NULL AND {sql}"


def _added_up(condition: Condition, total: str, groups: str, today: dt.date) -> Fragment:
    """Those whose rows add up to so much, nought where there is none: read once, never by the contact."""
    test, parameters = compared(total, condition, today)
    if meets(field_of(condition.field), condition, (0,), today):
        return f"s.contact_id NOT IN ({groups} HAVING NOT ({test}))", parameters
    return f"s.contact_id IN ({groups} HAVING {test})", parameters


def _tally(same: SameEvent, tally: Condition, sql: str, parameters: list[object], today: dt.date) -> Fragment:
    """Those of whose events so many meet the conditions. Who has none is in no group: told by what none gives."""
    with_none = meets(field_of(tally.field), tally, (TALLIES[tally.field][1](()),), today)
    sooner = None if with_none else tallied(same, tally, sql, parameters, today)
    if sooner is not None:
        return sooner
    contacts = _contacts_of(event_of(same), sql)
    contact = columns.EVENT_ROWS[event_of(same)].rpartition(" ")[2]
    test, limit = compared(columns.TALLIES[tally.field], tally, today)
    within, having = ("NOT IN", f"NOT ({test})") if with_none else ("IN", test)
    return f"s.contact_id {within} ({contacts} GROUP BY {contact} HAVING {having})", parameters + limit


def _event_test(condition: Condition, today: dt.date) -> Fragment:
    if condition.field == "action_state":
        return _action_state(str(condition.value), today)
    if condition.field in columns.DAYS_NEARLY:
        return of_day(columns.OF_EVENT[condition.field], columns.DAYS_NEARLY[condition.field], condition, today)
    if condition.field not in columns.NAMED:
        return compared(columns.OF_EVENT[condition.field], condition, today)
    tests = []
    for test, texts in columns.NAMED[condition.field]:
        sql, parameters = joined([compared(text, condition, today) for text in texts], "OR")
        tests.append((test.format(sql), parameters))
    return joined(tests, "OR")


def _action_state(state: str, today: dt.date) -> Fragment:
    if state == "late":
        return "(a.state = 'open' AND a.day < ?)", [today.isoformat()]
    if state == "planned":
        return "a.state = 'open'", []
    return "+a.state = ?", [state]  # nearly all are done: read from end to end, not one by one through the index


def _consent(channel: str, states: Sequence[str], today: dt.date) -> Fragment:
    ended = (today - dt.timedelta(days=LASTS[channel])).isoformat() if channel in LASTS else ""
    state = _CONSENT.format(
        imported=IMPORTED, opposed=OPPOSED, opened=", ".join(f"'{opened}'" for opened in OPEN_STATES)
    )
    marks = ", ".join("?" * len(states))
    if NOT_ASKED in states:
        return f"{state} IN ({marks})", [ended, channel, *states]
    # Whoever has no line of such a state is not in it: most are told so without their history being read.
    said = f"s.contact_id IN (SELECT contact_id FROM consent WHERE channel = ? AND state IN ({marks}))"
    return f"({said} AND {state} IN ({marks}))", [channel, *states, ended, channel, *states]


def _name(condition: Condition, circumstances: Circumstances) -> Fragment:
    """What lists are sorted by is folded already, and is the name of whoever has no company's: every third name has an
    accent, which Python would fold."""
    sql, parameters = compared(columns.NAME, condition, circumstances.today)
    words = words_pattern(str(condition.value)).replace("%", " ").split()
    if not words:
        return sql, parameters
    return f"((s.sort_key LIKE ? OR c.company_name <> '') AND {sql})", [f"%{'%'.join(words)}%", *parameters]


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
    sql, parameters = compared("f.name", condition, circumstances.today)
    return columns.RESPONDED.format(sql), parameters


def _contactable(condition: Condition, circumstances: Circumstances) -> Fragment:
    """The rule is Python: it has answered already (`storage.segments.contactable`)."""
    allowed = circumstances.contactable[str(condition.value)]
    return "s.contact_id IN (SELECT value FROM json_each(?))", [json.dumps(list(allowed))]


def _region(condition: Condition, circumstances: Circumstances) -> Fragment:
    """What an address says itself, or a French postcode that begins as those of the régions that are meant."""
    sql, parameters = compared("a.region", condition, circumstances.today)
    pattern = text_pattern(str(condition.value))
    meant = [region for region in set(REGION_OF_DEPARTMENT.values()) if is_like(fold(region), pattern)]
    begins = json.dumps(postcodes_of(meant))
    within = " OR ".join(f"substr(a.postcode, 1, {size}) IN (SELECT value FROM json_each(?))" for size in (2, 3))
    rows = f"SELECT a.contact_id FROM address a WHERE {sql} OR (a.country IN ('', 'FR') AND ({within}))"
    return f"s.contact_id IN ({rows})", [*parameters, begins, begins]


def _rfm(condition: Condition, circumstances: Circumstances) -> Fragment:
    return rfm_condition(str(condition.value), circumstances.rfm, circumstances.today)


_SPECIAL: dict[str, Callable[[Condition, Circumstances], Fragment]] = {
    "name": _name,
    "age": _age,
    "birthday": _birthday,
    "status": _status,
    "has": _presence,
    "region": _region,
    "rfm": _rfm,
    "missing": _absence,
    "situation": _situation,
    "responded": _responded,
    "contactable": _contactable,
}
