"""What a segment asks that nothing in the file can meet: read, but hardly meant. A warning, never a refusal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from fichier_tui.domain.segment import fields
from fichier_tui.domain.segment.completion import Vocabulary
from fichier_tui.domain.segment.event_fields import EVENTS
from fichier_tui.domain.segment.fault import NOTHING_NEAR, Near
from fichier_tui.domain.segment.fields import FIELDS, field_of
from fichier_tui.domain.segment.grammar import Words
from fichier_tui.domain.segment.matching import is_like, text_pattern
from fichier_tui.domain.segment.tree import (
    AT_LEAST,
    AT_MOST,
    EQUAL,
    LESS,
    MORE,
    And,
    Condition,
    Node,
    Not,
    Or,
    SameEvent,
    conditions_of,
)
from fichier_tui.domain.segment.values import close_words, nearest_of, quoted_if_needed
from fichier_tui.domain.text import fold

ABSENT, TO_COME, CONTRADICTORY = "absent", "to_come", "contradictory"
# What they ask is a word of the file: a tag, a town, a product. A choice that nobody has is an answer.
_OF_WORDS = (fields.TEXT, fields.WORDS, fields.POSTCODE, fields.DEPARTMENT, fields.OPEN_CHOICE, fields.ANY)
_DEPARTMENTS_NAMED, _WORDS_NAMED = 6, 3
# Days of what has happened.
_PAST = (
    *("bought_on", "visited_on", "told_on", "behaviour_on", "opinion_on", "first_purchase", "last_purchase"),
    *("last_visit", "last_seen", "added", "verified", "first_contact"),
)


@dataclass(frozen=True, slots=True)
class Doubt:
    """One condition that nobody can meet. `code`: the file has no such word (`near` are like it), the day is to come,
    or `condition` and `other` exclude each other."""

    code: str
    condition: Condition
    near: Near = NOTHING_NEAR
    other: Condition | None = None


def doubts_of(
    tree: Node, today: dt.date, vocabulary: Vocabulary, is_met: Callable[[Condition], bool]
) -> tuple[Doubt, ...]:
    """The doubts about a tree, each once. `is_met`: whether anybody in the file meets a condition."""
    found = [*_absent(tree, vocabulary, is_met), *_to_come(tree, today), *_contradictory(tree)]
    return tuple(dict.fromkeys(found))


def _absent(tree: Node, vocabulary: Vocabulary, is_met: Callable[[Condition], bool]) -> Iterator[Doubt]:
    for condition in dict.fromkeys(conditions_of(tree)):
        definition = field_of(condition.field)
        if condition.operator != EQUAL or definition.kind not in _OF_WORDS or condition.value in definition.choices:
            continue
        pattern = text_pattern(str(condition.value))
        words = vocabulary.of(definition.vocabulary)
        if not any(is_like(fold(word), pattern) for word in words) and not is_met(condition):
            yield Doubt(ABSENT, condition, _near(condition, words))


def _near(condition: Condition, words: Iterable[str]) -> Near:
    """The words of the file that are like it, and those that an event knows besides ("printemps")."""
    definition, written = field_of(condition.field), str(condition.value)
    event = EVENTS.get(definition.event)
    choices: list[Words] = []
    if event is not None and definition.code == event.main:
        choices = [words for code in event.choices for words in FIELDS[code].choices.values()]
    close = close_words(written, choices)
    like = _like(condition, tuple(words))
    of_file = tuple(quoted_if_needed(definition, word) for word in like)
    return Near((*close.fr, *of_file), (*close.en, *of_file))


def _like(condition: Condition, words: tuple[str, ...]) -> tuple[str, ...]:
    """Words of the file that are like it, or of which one word begins so; of départements the most frequent."""
    if field_of(condition.field).kind == fields.DEPARTMENT:
        return words[:_DEPARTMENTS_NAMED]
    begun = fold(str(condition.value))
    within = tuple(word for word in words if begun and f" {begun}" in f" {fold(word)}")
    return nearest_of(str(condition.value), words) or within[:_WORDS_NAMED]


def _to_come(tree: Node, today: dt.date) -> Iterator[Doubt]:
    for condition in conditions_of(tree):
        if condition.field in _PAST and isinstance(condition.value, dt.date):
            first = condition.value + dt.timedelta(condition.operator == MORE and condition.value != dt.date.max)
            if condition.operator in (EQUAL, MORE, AT_LEAST) and first > today:
                yield Doubt(TO_COME, condition)


def _contradictory(tree: Node) -> Iterator[Doubt]:
    """Bounds of one field, beside each other, between which nothing lies: "montant:500..100"."""
    if isinstance(tree, Not):
        yield from _contradictory(tree.part)
    if isinstance(tree, And | Or):
        for part in tree.parts:
            yield from _contradictory(part)
    parts = tree.conditions if isinstance(tree, SameEvent) else tree.parts if isinstance(tree, And) else ()
    bounds = [part for part in parts if isinstance(part, Condition) and not _is_of_many(part, tree)]
    for low in bounds:
        for high in bounds:
            are_bounds = low.operator in (MORE, AT_LEAST) and high.operator in (LESS, AT_MOST)
            if low.field == high.field and are_bounds and _exceeds(low, high):
                yield Doubt(CONTRADICTORY, low, other=high)


def _is_of_many(condition: Condition, tree: Node) -> bool:
    """Whether a contact may have several values, one that meets each bound: the prices of different purchases."""
    return isinstance(tree, And) and field_of(condition.field).read_event is not None


def _exceeds(low: Condition, high: Condition) -> bool:
    first, last = low.value, high.value
    strict = low.operator == MORE or high.operator == LESS
    if isinstance(first, int) and isinstance(last, int):
        return first > last or (strict and first == last)
    if isinstance(first, dt.date) and isinstance(last, dt.date):
        return first > last or (strict and first == last)
    return False
