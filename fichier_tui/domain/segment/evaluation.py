"""Whether a contact is in a segment, reckoned in plain Python: what the SQL must equal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from fichier_tui.domain.rfm import boxes_of, scores_in
from fichier_tui.domain.segment import fields
from fichier_tui.domain.segment.event_fields import EVENTS, TALLIES
from fichier_tui.domain.segment.facts import Circumstances, ContactFacts
from fichier_tui.domain.segment.fields import Field, Known, field_of
from fichier_tui.domain.segment.matching import (
    any_patterns,
    day_of,
    department_prefixes,
    is_like,
    number_of,
    postcode_pattern,
    text_pattern,
    words_pattern,
)
from fichier_tui.domain.segment.tree import (
    AT_LEAST,
    AT_MOST,
    EQUAL,
    LESS,
    MORE,
    And,
    Condition,
    Duration,
    Node,
    Not,
    Or,
    SameEvent,
    Value,
)
from fichier_tui.domain.text import fold

# How a day compares when the time elapsed since it is what is compared: older is further in the past.
REVERSED = {LESS: MORE, MORE: LESS, AT_MOST: AT_LEAST, AT_LEAST: AT_MOST, EQUAL: EQUAL}


def holds(tree: Node, facts: ContactFacts, circumstances: Circumstances) -> bool:
    """Whether the contact is in the segment. Raises ValueError for a reference to a segment that is not resolved."""
    return not facts.deleted and _holds(tree, facts, circumstances)


def _holds(tree: Node, facts: ContactFacts, circumstances: Circumstances) -> bool:
    if isinstance(tree, And):
        return all(_holds(part, facts, circumstances) for part in tree.parts)
    if isinstance(tree, Or):
        return any(_holds(part, facts, circumstances) for part in tree.parts)
    if isinstance(tree, Not):
        return not _holds(tree.part, facts, circumstances)
    if isinstance(tree, SameEvent):
        events = events_meeting(tree, facts, circumstances)
        if tree.tally is None:
            return bool(events)
        _event, measure = TALLIES[tree.tally.field]
        return meets(field_of(tree.tally.field), tree.tally, (measure(events),), circumstances.today)
    if field_of(tree.field).read_event is not None:
        return bool(events_meeting(SameEvent((tree,)), facts, circumstances))
    return meets(field_of(tree.field), tree, values_of(tree.field, facts, circumstances), circumstances.today)


def values_of(code: str, facts: ContactFacts, circumstances: Circumstances) -> tuple[Known, ...]:
    """What is known of a field: for one of an event, of every event. Raises ValueError for another segment."""
    definition = field_of(code)
    if definition.read_event is not None:
        events = EVENTS[definition.event].read(facts)
        found = [value for event in events for value in definition.read_event(event, circumstances)]
    elif definition.read is not None:
        found = list(definition.read(facts, circumstances))
    else:
        raise ValueError(f"{code} is not resolved")
    return tuple(value for value in found if value is not None and value != "")


def events_meeting(same: SameEvent, facts: ContactFacts, circumstances: Circumstances) -> list[Any]:
    """The events of which all the conditions hold. Raises ValueError for a condition on something else."""
    return [
        event
        for event in EVENTS[event_of(same)].read(facts)
        if all(_of_event(condition, event, circumstances) for condition in same.conditions)
    ]


def event_of(same: SameEvent) -> str:
    """The kind of event that is asked about."""
    return TALLIES[same.tally.field][0] if same.tally is not None else field_of(same.conditions[0].field).event


def _of_event(condition: Condition, event: Any, circumstances: Circumstances) -> bool:
    definition = field_of(condition.field)
    if definition.read_event is None:
        raise ValueError(f"{condition.field} is not a field of one event")
    return meets(definition, condition, definition.read_event(event, circumstances), circumstances.today)


def meets(definition: Field, condition: Condition, known: Iterable[Known | None], today: dt.date) -> bool:
    """Whether one of the values that are known of a field meets the condition."""
    test = _TESTS[definition.kind]
    return any(
        test(value, condition.operator, condition.value, today) for value in known if value is not None and value != ""
    )


def _ordered(value: Known, operator: str, wanted: Value, today: dt.date) -> bool:
    if isinstance(wanted, Duration):
        wanted, operator = wanted.before(today), REVERSED[operator]
    comparison: Callable[[Known, Value], bool] = _COMPARISONS[operator]
    return comparison(value, wanted)


# mypy knows of no type that is ordered against itself only: the registry sees to it that kinds meet their own.
_COMPARISONS: dict[str, Callable[..., bool]] = {
    EQUAL: lambda value, wanted: bool(value == wanted),
    LESS: lambda value, wanted: bool(value < wanted),
    AT_MOST: lambda value, wanted: bool(value <= wanted),
    MORE: lambda value, wanted: bool(value > wanted),
    AT_LEAST: lambda value, wanted: bool(value >= wanted),
}


def _text(value: Known, operator: str, wanted: Value, today: dt.date) -> bool:
    return is_like(fold(str(value)), text_pattern(str(wanted)))


def _words(value: Known, operator: str, wanted: Value, today: dt.date) -> bool:
    folded = fold(str(value))
    return bool(folded) and is_like(" " + folded, words_pattern(str(wanted)))


def _postcode(value: Known, operator: str, wanted: Value, today: dt.date) -> bool:
    return is_like(str(value).lower().replace(" ", ""), postcode_pattern(str(wanted)))


def _department(value: Known, operator: str, wanted: Value, today: dt.date) -> bool:
    return any(str(value).startswith(prefix) for prefix in department_prefixes(str(wanted)))


def _rfm(value: Known, operator: str, wanted: Value, today: dt.date) -> bool:
    return any(box.holds(scores_in(str(value))) for box in boxes_of(str(wanted)))


def _same(value: Known, operator: str, wanted: Value, today: dt.date) -> bool:
    return value == wanted


def _any(value: Known, operator: str, wanted: Value, today: dt.date) -> bool:
    if operator == EQUAL:
        return any(is_like(fold(str(value)), pattern) for pattern in any_patterns(str(wanted)))
    if isinstance(wanted, dt.date | Duration):
        known = day_of(str(value))
        bound, sign = (wanted.before(today), REVERSED[operator]) if isinstance(wanted, Duration) else (wanted, operator)
        return known is not None and _COMPARISONS[sign](known, bound.isoformat())
    number, limit = number_of(str(value)), number_of(str(wanted))
    return number is not None and limit is not None and _COMPARISONS[operator](number, limit)


_TESTS: dict[str, Callable[[Known, str, Value, dt.date], bool]] = {
    fields.TEXT: _text,
    fields.WORDS: _words,
    fields.OPEN_CHOICE: _text,
    fields.POSTCODE: _postcode,
    fields.DEPARTMENT: _department,
    fields.CHOICE: _same,
    fields.MONTH: _same,
    fields.NUMBER: _ordered,
    fields.MONEY: _ordered,
    fields.FIGURE: _ordered,
    fields.DAY: _ordered,
    fields.RFM: _rfm,
    fields.ANY: _any,
}
