"""A tree written back as text, in either language: `normal(read_segment(write_segment(tree))) == normal(tree)`."""

from __future__ import annotations

import datetime as dt

from fichier_tui.domain.segment import fields, grammar
from fichier_tui.domain.segment.fields import FIELDS, field_named, field_of
from fichier_tui.domain.segment.grammar import Language
from fichier_tui.domain.segment.tree import AT_LEAST, AT_MOST, EQUAL, And, Condition, Node, Not, Or, SamePurchase
from fichier_tui.domain.segment.values import chosen, quoted_if_needed, read_duration, read_period, write_value
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
    if isinstance(tree, SamePurchase):
        return _write_purchase(tree.conditions, language)
    if not tree.parts:
        return (grammar.EVERYBODY_WORDS if isinstance(tree, And) else grammar.NOBODY_WORDS).first(language)
    if len(tree.parts) == 1:
        return _write(tree.parts[0], language)
    joint = (grammar.AND if isinstance(tree, And) else grammar.OR).first(language)
    return f" {joint} ".join(_inside(part, language) for part in tree.parts)


def _write_purchase(conditions: tuple[Condition, ...], language: Language) -> str:
    if len(conditions) == 1:
        return write_condition(conditions[0], language)
    bought = FIELDS["bought"].names.first(language)
    written: list[str] = []
    place = 0
    while place < len(conditions):
        year = _whole_year(conditions[place : place + 2])
        if year and len(conditions) == 2:
            return f"{bought}:{year}"
        written.append(year or _of_purchase(conditions[place], language))
        place += 2 if year else 1
    return f"{bought}({' '.join(written)})"


def _whole_year(pair: tuple[Condition, ...]) -> str:
    """The year that two conditions on the day of purchase bound, as it is typed; "" for anything else."""
    if len(pair) < 2 or not isinstance(pair[0].value, dt.date):
        return ""
    first = pair[0].value
    bounds = (
        Condition("bought_on", AT_LEAST, first.replace(month=1, day=1)),
        Condition("bought_on", AT_MOST, first.replace(month=12, day=31)),
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
    if definition.code == "season":
        return f"{FIELDS['bought'].names.first(language)}:{value}"
    if definition.code == "bought":
        value = _bought(str(condition.value))
    if definition.kind in fields.ORDERED_KINDS or condition.operator != EQUAL:
        return f"{definition.names.first(language)} {condition.operator} {value}"
    return f"{definition.names.first(language)}:{value}"


def _of_purchase(condition: Condition, language: Language) -> str:
    if condition.field == "bought" and condition.operator == EQUAL:
        return _bought(str(condition.value))
    if condition.field == "season":
        return write_value(FIELDS["season"], condition.value, language)
    return write_condition(condition, language)


def _bought(text: str) -> str:
    """The product or category `text`, quoted where it would be read as a season, a date, or a word of the grammar."""
    meant_otherwise = (
        chosen(FIELDS["season"].choices, text) is not None
        or read_period(text) is not None
        or read_duration(text) is not None
        or ".." in text
        or fold_joined(text) in grammar.AND.folded()
        or field_named(text) is not None
    )
    return '"' + text.replace('"', '""') + '"' if meant_otherwise else quoted_if_needed(FIELDS["bought"], text)
