"""A tree written back as text, in either language: `normal(read_segment(write_segment(tree))) == normal(tree)`."""

from __future__ import annotations

import datetime as dt

from fichier_tui.domain.segment import fields, grammar
from fichier_tui.domain.segment.evaluation import event_of
from fichier_tui.domain.segment.event_fields import EVENTS, EventKind
from fichier_tui.domain.segment.fields import FIELDS, field_named, field_of
from fichier_tui.domain.segment.grammar import Language
from fichier_tui.domain.segment.spaced import adds_to_number
from fichier_tui.domain.segment.tree import (
    AT_LEAST,
    AT_MOST,
    EQUAL,
    And,
    Condition,
    Duration,
    Node,
    Not,
    Or,
    SameEvent,
    single,
)
from fichier_tui.domain.segment.values import (
    named,
    quoted_if_needed,
    read_bounds,
    read_duration,
    read_period,
    write_value,
)
from fichier_tui.domain.text import fold_joined

# Their first words stand alone: "F", "client", "entreprise".
_WRITTEN_BARE = ("sex", "status", "kind")


def write_segment(tree: Node, language: Language) -> str:
    """`tree` as text; everybody is the empty text."""
    return "" if tree == And() else _write(tree, language)


def _write(tree: Node, language: Language) -> str:
    if isinstance(tree, Condition):
        return write_condition(tree, language)
    if isinstance(tree, Not):
        if isinstance(tree.part, Condition) and tree.part.field == "has":
            return f"{grammar.WITHOUT.first(language)} {write_value(FIELDS['has'], tree.part.value, language)}"
        return f"{grammar.NOT.first(language)} {_inside(tree.part, language)}"
    if isinstance(tree, SameEvent):
        return _write_event(tree, language)
    if not tree.parts:
        return (grammar.EVERYBODY_WORDS if isinstance(tree, And) else grammar.NOBODY_WORDS).first(language)
    if len(tree.parts) == 1:
        return _write(tree.parts[0], language)
    joint = (grammar.AND if isinstance(tree, And) else grammar.OR).first(language)
    return f" {joint} ".join(_inside(part, language) for part in tree.parts)


def _write_event(same: SameEvent, language: Language) -> str:
    plain = single(same)
    if isinstance(plain, Condition):
        return write_condition(plain, language)
    event = EVENTS[event_of(same)]
    written = _parts(same.conditions, event, language)
    if same.tally is not None:
        definition = field_of(same.tally.field)
        value = write_value(definition, same.tally.value, language)
        return f"{definition.names.first(language)}({' '.join(written)}) {same.tally.operator} {value}"
    if len(written) == 1:
        return f"{FIELDS[event.main or event.day].names.first(language)}:{written[0]}"
    return f"{event.words.first(language)}({' '.join(written)})"


def _parts(conditions: tuple[Condition, ...], event: EventKind, language: Language) -> list[str]:
    """What stands between the parentheses."""
    written: list[str] = []
    place = 0
    while place < len(conditions):
        year = _whole_year(conditions[place : place + 2], event.day)
        written.append(year or _of_event(conditions[place], event, language))
        place += 2 if year else 1
    return written


def _whole_year(pair: tuple[Condition, ...], day: str) -> str:
    """The year that two conditions on the day of an event bound, as it is typed; "" for anything else."""
    if len(pair) < 2 or not isinstance(pair[0].value, dt.date):
        return ""
    first = pair[0].value
    bounds = (
        Condition(day, AT_LEAST, first.replace(month=1, day=1)),
        Condition(day, AT_MOST, first.replace(month=12, day=31)),
    )
    return f"{first.year:04}" if pair == bounds else ""


def _inside(tree: Node, language: Language) -> str:
    while isinstance(tree, And | Or) and len(tree.parts) == 1:
        tree = tree.parts[0]
    written = _write(tree, language)
    return f"({written})" if isinstance(tree, And | Or) and tree.parts else written


def write_condition(condition: Condition, language: Language) -> str:
    """One condition as text."""
    definition = field_of(condition.field)
    value = write_value(definition, condition.value, language)
    if definition.code in _WRITTEN_BARE:
        return value
    if definition.code == "has":
        return f"{definition.names.first(language)} {value}"
    event = EVENTS.get(definition.event)
    if event is not None and event.main and (lone := _lone(condition, event, language)):
        return f"{FIELDS[event.main].names.first(language)}:{lone}"
    if definition.kind in fields.ORDERED_KINDS or condition.operator != EQUAL:
        return f"{definition.names.first(language)} {condition.operator} {value}"
    return f"{definition.names.first(language)}:{value}"


def _of_event(condition: Condition, event: EventKind, language: Language) -> str:
    return _lone(condition, event, language) or write_condition(condition, language)


def _lone(condition: Condition, event: EventKind, language: Language) -> str:
    """The value that says by itself of which field it is: a choice, a time elapsed, the text of an event; or ""."""
    definition = FIELDS[condition.field]
    if condition.field in event.choices:
        return write_value(definition, condition.value, language)
    if condition.field == event.day and condition.operator == AT_MOST and isinstance(condition.value, Duration):
        return write_value(definition, condition.value, language)
    if condition.field == event.main and condition.operator == EQUAL:
        return _text(str(condition.value), event)
    return ""


def _text(text: str, event: EventKind) -> str:
    """The text of an event (a product, an offer), quoted where it would be read as one of its choices, a date, or a
    word of the grammar."""
    meant_otherwise = (
        any(named(FIELDS[code].choices, text) is not None for code in event.choices)
        or read_period(text) is not None
        or read_duration(text) is not None
        or read_bounds(text)[1] != ""
        or adds_to_number(text)
        or fold_joined(text) in (*grammar.AND.folded(), *grammar.WEEKEND_WORDS.folded())
        or field_named(text) is not None
    )
    return '"' + text.replace('"', '""') + '"' if meant_otherwise else quoted_if_needed(FIELDS[event.main], text)
