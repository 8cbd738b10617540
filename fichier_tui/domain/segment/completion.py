"""What may be typed next in the text form: fields, words of the grammar, values of the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from fichier_tui.domain.department import DEPARTMENTS
from fichier_tui.domain.segment import fields, grammar
from fichier_tui.domain.segment.event_fields import EVENTS, TALLIES, EventKind, event_called_as, event_named
from fichier_tui.domain.segment.fields import CUSTOM_PREFIX, FIELDS, FIGURE_PREFIX, Field, field_named, field_of
from fichier_tui.domain.segment.grammar import Language
from fichier_tui.domain.segment.tree import EQUAL, Condition, Value
from fichier_tui.domain.segment.values import quoted_if_needed, read_value, write_value
from fichier_tui.domain.segment.writing import write_condition
from fichier_tui.domain.text import fold, fold_joined

FIELD, VALUE, WORD = "field", "value", "word"
# What a list under a field of text can hold at 80×24.
SUGGESTIONS_LIMIT = 12

_WORD_CHARACTERS = r"[^\s()\",:<>=!≥≤≠]*"
_VALUE = re.compile(
    r"(?:^|[\s(-])([^\s()\",:<>=!≥≤≠-][^\s()\",:<>=!≥≤≠]*)\s*(?:>=|<=|!=|[:=<>≥≤≠])\s*"
    r"(?:(?:\"[^\"]*\"|[^\s()\",:<>=!]+),)*(\"[^\"]*|" + _WORD_CHARACTERS + ")$"
)
_WORD = re.compile(_WORD_CHARACTERS + "$")
_REST = re.compile(_WORD_CHARACTERS)
_QUOTED = re.compile(r'"[^"]*"?')
_ELAPSED = ("6m", "12m", "18m", "2a")
_BARE = ("sex", "status", "kind")
# The questions that a value names by itself, and of how many letters it is looked for.
_BY_VALUE = ("rfm", "town", "tag", "interest", "bought", "department", "region", "profession", "source", "action")
_SHORTEST_VALUE = 3
# One thing that may be typed: its names, of which one is offered, and its kind.
Offered = tuple[tuple[str, ...], str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The file's own words, by the name that `Field.vocabulary` gives them, "custom" for the shop's own fields,
    "figures" for those of communes."""

    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, name: str) -> tuple[str, ...]:
        """The words of that name, or none."""
        return self.words.get(name, ())


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`text` may stand in place of what is between `start` and `end`. `kind` is field, value or word."""

    text: str
    start: int
    end: int
    kind: str

    def applied(self, typed: str) -> tuple[str, int]:
        """The whole text with this in its place, and where the cursor then stands."""
        return typed[: self.start] + self.text + typed[self.end :], self.start + len(self.text)


def complete(
    text: str,
    cursor: int,
    vocabulary: Vocabulary,
    language: Language = "fr",
    limit: int = SUGGESTIONS_LIMIT,
) -> tuple[Suggestion, ...]:
    """What may stand at `cursor`, best first: what begins as what is typed, then what has a word that does."""
    head = text[:cursor]
    rest = _REST.match(text, cursor)
    end = rest.end() if rest else cursor
    in_value = _VALUE.search(head)
    if in_value:
        definition = field_named(in_value[1])
        if definition is None:
            return ()
        typed = in_value[2]
        if typed.startswith('"'):
            closing = text.find('"', cursor)
            end = closing + 1 if closing >= 0 else end
        words = _values(definition, vocabulary, language)
        return _suggestions(words, typed.strip('"'), in_value.start(2), end, limit)
    found = _WORD.search(head)
    typed = found[0].lstrip("-") if found else ""
    start = cursor - len(typed)
    event = event_around(head)
    if event is not None:
        return _suggestions(_of_event(event, vocabulary, language), typed, start, end, limit)
    begun = bool(head[:start].strip(" (-"))
    named = _suggestions(_starts(vocabulary, language, begun), typed, start, end, limit)
    valued = dict.fromkeys(write_condition(one, language) for one in conditions_by_value(vocabulary, typed, language))
    return (*named, *(Suggestion(text, start, end, VALUE) for text in islice(valued, limit - len(named))))


def event_around(head: str) -> EventKind | None:
    """The kind of event between whose parentheses the end of `head` stands: "achat(spa " is of a purchase."""
    depth, plain = 0, _QUOTED.sub(_blanked, head)
    for place in range(len(plain) - 1, -1, -1):
        depth += {")": 1, "(": -1}.get(plain[place], 0)
        if depth < 0:
            opened = _WORD.search(plain[:place])
            name = opened[0].lstrip("-") if opened else ""
            counted = field_named(name)
            if counted is not None and counted.code in TALLIES:
                return EVENTS[TALLIES[counted.code][0]]
            return event_named(fold_joined(name))
    return None


def _blanked(quoted: re.Match[str]) -> str:
    return " " * len(quoted[0])


def _of_event(event: EventKind, vocabulary: Vocabulary, language: Language) -> Iterable[Offered]:
    """What may stand between the parentheses of an event: its choices, its own words, times elapsed, its fields."""
    for code in event.choices:
        yield from ((words.all(language), VALUE) for words in FIELDS[code].choices.values())
    if event.main:
        for word in vocabulary.of(FIELDS[event.main].vocabulary):
            yield (write_condition(Condition(event.main, EQUAL, word), language).split(":", 1)[1],), VALUE
    for elapsed in _ELAPSED:
        yield (write_value(FIELDS[event.day], read_value(FIELDS[event.day], elapsed, 0), language),), VALUE
    for definition in FIELDS.values():
        if definition.event == event.code and definition.code != event.main:
            yield tuple(name + _after(definition.kind) for name in definition.names.all(language)), FIELD


def _after(kind: str) -> str:
    """What follows the name of a field of that kind."""
    return " > " if kind == fields.DAY else " >= " if kind in fields.ORDERED_KINDS else ":"


def _values(definition: Field, vocabulary: Vocabulary, language: Language) -> Iterable[Offered]:
    event = EVENTS.get(definition.event)
    if event is not None and definition.code == event.main:
        for code in event.choices:
            yield from ((words.all(language), VALUE) for words in FIELDS[code].choices.values())
        for word in vocabulary.of(definition.vocabulary):
            yield (write_condition(Condition(definition.code, EQUAL, word), language).split(":", 1)[1],), VALUE
        return
    yield from ((words.all(language), VALUE) for words in definition.choices.values())
    own = definition.code if definition.kind == fields.ANY else definition.vocabulary
    yield from (((quoted_if_needed(definition, word),), VALUE) for word in vocabulary.of(own))
    if definition.code in vocabulary.of("custom yes_no"):
        yield from (((words.first(language),), VALUE) for words in (grammar.YES, grammar.NO))
    if definition.kind == fields.DAY or definition.code in vocabulary.of("custom date"):
        for elapsed in _ELAPSED:
            yield (write_value(definition, read_value(FIELDS["last_visit"], elapsed, 0), language),), VALUE
    if (called := event_called_as(definition)) is not None:
        for code in called.choices:
            yield from ((words.all(language), VALUE) for words in FIELDS[code].choices.values())


def _starts(vocabulary: Vocabulary, language: Language, joints_first: bool) -> Iterable[Offered]:
    joints = [((words.first(language),), WORD) for words in (grammar.AND, grammar.OR, grammar.NOT)]
    if joints_first:
        yield from joints
    for code in _BARE:
        yield from ((words.all(language), WORD) for words in FIELDS[code].choices.values())
    custom = (field_of(code) for code in vocabulary.of("custom") if code.startswith(CUSTOM_PREFIX))
    figures = (field_of(code) for code in vocabulary.of("figures") if code.startswith(FIGURE_PREFIX))
    for definition in (*FIELDS.values(), *figures, *custom):
        day = definition.kind == fields.DAY or definition.code in vocabulary.of("custom date")
        ordered = day or definition.kind in fields.ORDERED_KINDS or definition.code in vocabulary.of("custom number")
        after = (" > " if day else " >= ") if ordered else ":"
        yield tuple(name + after for name in definition.names.all(language)), FIELD
    if not joints_first:
        yield from joints


def conditions_by_value(vocabulary: Vocabulary, typed: str, language: Language) -> Iterator[Condition]:
    """What asks for a value that begins so: "ville:Annecy" by "anne"; nothing of a letter or two."""
    wanted = fold_joined(typed)
    if len(wanted) < _SHORTEST_VALUE:
        return
    for code in _BY_VALUE:
        own = vocabulary.of(FIELDS[code].vocabulary)
        values: list[tuple[Value, tuple[str, ...]]] = [
            *((value, words.all(language)) for value, words in FIELDS[code].choices.items()),
            *((word, (DEPARTMENTS.get(word, "") if code == "department" else word,)) for word in own),
        ]
        for value, names in values:
            if any(fold_joined(name).startswith(wanted) for name in names):
                yield Condition(code, EQUAL, value)


def _suggestions(offered: Iterable[Offered], typed: str, start: int, end: int, limit: int) -> tuple[Suggestion, ...]:
    wanted = fold_joined(typed)
    beginning: list[tuple[str, str]] = []
    within: list[tuple[str, str]] = []
    for names, kind in offered:
        name = next((name for name in names if fold_joined(name).startswith(wanted)), None)
        if name is not None:
            beginning.append((name, kind))
        elif any(part.startswith(wanted) for part in fold(names[0]).split()):
            within.append((names[0], kind))
    unique = dict.fromkeys((*beginning, *within))
    return tuple(Suggestion(word, start, end, kind) for word, kind in islice(unique, limit))
