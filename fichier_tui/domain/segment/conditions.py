"""What one condition of the text form stands for: most are one node, a period or a range is two."""

from __future__ import annotations

import datetime as dt
import re

from fichier_tui.domain.segment import fault as faults
from fichier_tui.domain.segment import fields
from fichier_tui.domain.segment.event_fields import EVENTS, EventKind, event_called_as
from fichier_tui.domain.segment.fault import Fault, SegmentError
from fichier_tui.domain.segment.fields import FIELDS, Field
from fichier_tui.domain.segment.lexer import QUOTED, Token
from fichier_tui.domain.segment.matching import number_of
from fichier_tui.domain.segment.tree import (
    AT_LEAST,
    AT_MOST,
    EQUAL,
    LESS,
    MORE,
    And,
    Condition,
    Node,
    SameEvent,
    Value,
)
from fichier_tui.domain.segment.values import example_of, named, read_bounds, read_duration, read_period, read_value

_FROM = re.compile(r"(\d[\d .,]*)\+", re.ASCII)


def condition_nodes(definition: Field, operator: Token, values: list[Token]) -> tuple[Node, ...]:
    """The nodes of `field operator value, value…`, one for each value. Raises SegmentError."""
    return tuple(_node(definition, operator, value) for value in values)


def _node(definition: Field, operator: Token, value: Token) -> Node:
    sign = EQUAL if operator.text in (":", "!=") else operator.text
    definition = _meant_field(definition, sign, value)
    if sign not in definition.operators:
        raise SegmentError(Fault(faults.NOT_ORDERED, operator.position, operator.text))
    if definition.kind == fields.ANY and sign != EQUAL:
        if number_of(value.text) is not None:
            return Condition(definition.code, sign, value.text)
        return _day_node(definition, sign, operator, value)
    if value.kind == QUOTED or definition.kind not in fields.ORDERED_KINDS:
        quoted = value.kind == QUOTED
        return Condition(definition.code, sign, read_value(definition, value.text, value.position, quoted=quoted))
    low, dots, high = read_bounds(value.text) if definition.kind == fields.DAY else value.text.partition("..")
    if dots and sign == EQUAL:
        start = read_period(low) if definition.kind == fields.DAY else None
        end = read_period(high) if definition.kind == fields.DAY else None
        first: Value = start[0] if start else read_value(definition, low, value.position)
        last: Value = end[1] if end else read_value(definition, high, value.position + len(low) + len(dots))
        return _between(definition, first, last)
    if definition.kind == fields.DAY:
        return _day_node(definition, sign, operator, value)
    if sign == EQUAL and (found := _FROM.fullmatch(value.text)):
        return Condition(definition.code, AT_LEAST, read_value(definition, found[1], value.position))
    return Condition(definition.code, sign, read_value(definition, value.text, value.position))


def _meant_field(definition: Field, sign: str, value: Token) -> Field:
    """ "achat:printemps" speaks of its season, "achat:2025" and "achat<12m" of its day, "achat>100" of its price.

    "visite:printemps" speaks of the season of a visit, "visite:2025" and "visite<12m" of the last one.
    """
    called = event_called_as(definition)
    if called is not None and sign == EQUAL:
        return _choice_of(called, value) or definition
    event = EVENTS.get(definition.event)
    if event is None or definition.code != event.main or value.kind == QUOTED:
        return definition
    meant = lone_field(event, value, equal=sign == EQUAL)
    if meant is not None:
        return meant
    return FIELDS[event.amount] if event.amount and sign != EQUAL else definition


def _choice_of(event: EventKind, value: Token) -> Field | None:
    """The field of an event of which a value is one of the choices; None for any other."""
    if value.kind == QUOTED:
        return None
    return next((FIELDS[code] for code in event.choices if named(FIELDS[code].choices, value.text) is not None), None)


def lone_field(event: EventKind, value: Token, *, equal: bool = True) -> Field | None:
    """The field of an event that a value names by itself (a choice, a date, a time elapsed); None for any other."""
    if value.kind == QUOTED:
        return None
    if equal and (found := _choice_of(event, value)) is not None:
        return found
    low, dots, high = read_bounds(value.text)
    dated = read_duration(value.text) or read_period(value.text) or (dots and read_period(low) and read_period(high))
    return FIELDS[event.day] if dated else None


def _between(definition: Field, low: Value, high: Value) -> Node:
    least, most = Condition(definition.code, AT_LEAST, low), Condition(definition.code, AT_MOST, high)
    return SameEvent((least, most)) if definition.read_event is not None else And((least, most))


def _day_node(definition: Field, sign: str, operator: Token, value: Token) -> Node:
    """A day against a date, a whole month or year ("2025"), or a time elapsed ("achat:12m": within twelve months)."""
    period = read_period(value.text)
    if period is None:
        duration = read_duration(value.text)
        if duration is None:
            code = faults.NOT_A_DAY if definition.kind == fields.DAY else faults.NOT_A_NUMBER
            raise SegmentError(Fault(code, value.position, value.text, example_of(definition)))
        return Condition(definition.code, AT_MOST if operator.text == ":" else sign, duration)
    if sign == EQUAL and period[0] != period[1]:
        return _between(definition, *period)
    bound: dt.date = period[0] if sign in (EQUAL, LESS, AT_LEAST) else period[1]
    if sign == MORE:
        bound = period[1]
    return Condition(definition.code, sign, bound)
