"""The text form of a segment, read into a tree.

    segment   = group { ("ou" | "or") group }
    group     = term { ["et" | "and" | ","] term }                    terms side by side are joined by "and"
    term      = negation term | "(" segment ")" | event | tally | condition | bare
    negation  = "non" | "sauf" | "pas" | "not" | "except" | "-"
    event     = ("achat" | "action" | …) "(" { condition | word } ")" all of one and the same purchase, action…
    tally     = ("achats" | "montant" | …) "(" { condition | word } ")" operator value     counted over those alone
    condition = field operator value { "," value }                    several values: one of them; for consents: all
    bare      = word { "," word }                                     the same: F,H is "F or H", 06*,74* too
    word      = F, H, clients, prospects, 60+, 18-25, printemps, 06*, *vip, avec mail, sans mail…

A text that cannot be read raises `SegmentError`; nothing is guessed.
"""

from __future__ import annotations

import re

from fichier_tui.domain.segment import fault as faults
from fichier_tui.domain.segment import fields, grammar
from fichier_tui.domain.segment.conditions import condition_nodes, lone_field
from fichier_tui.domain.segment.event_fields import EVENTS, TALLIES, EventKind, event_named
from fichier_tui.domain.segment.fault import NOTHING_NEAR, Fault, Near, SegmentError
from fichier_tui.domain.segment.fields import FIELDS, Field, field_named
from fichier_tui.domain.segment.lexer import CLOSE, COMMA, MINUS, OPEN, OPERATOR, QUOTED, WORD, Token, tokens_of
from fichier_tui.domain.segment.meaning import meant_by
from fichier_tui.domain.segment.spaced import goes_on
from fichier_tui.domain.segment.tree import (
    AT_LEAST,
    AT_MOST,
    EQUAL,
    EVERYBODY,
    LESS,
    MORE,
    NOBODY,
    And,
    Condition,
    Node,
    Not,
    Or,
    SameEvent,
)
from fichier_tui.domain.segment.values import chosen, close_words, example_of, possible_words
from fichier_tui.domain.text import fold_joined

# Deeper than any condition that a person could follow; keeps a hostile text from exhausting the stack.
DEPTH_LIMIT = 40

_AGE_FROM = re.compile(r"(\d{1,3})\+", re.ASCII)
_AGES = re.compile(r"(\d{1,3})-(\d{1,3})", re.ASCII)
_POSTCODE = re.compile(r"\d{5}|\d{2,4}\*", re.ASCII)
_TAG = re.compile(r"\*([^\W_][\w-]*)")
_BARE_CHOICES = ("sex", "status", "kind", "season")
_OF_WEEKDAYS = ("bought", "weekday", "visit_weekday", *EVENTS["visit"].called_as)
_COMPLAINT = grammar.Words("réclamation", "complaint")
_WOMEN_CLIENTS = grammar.Words("clientes cliente", "")
# What one has, or has not, beyond what stands on the card: "sans achat".
_COUNTED = {
    "purchases": grammar.Words("achat achats acheté", "purchase purchases bought"),
    "visits": grammar.Words("visite visites venu venus", "visit visits visited"),
    "complaints": grammar.Words("réclamation réclamations", "complaint complaints"),
}


def read_segment(text: str) -> Node:
    """The tree that `text` writes; an empty text is everybody. Raises SegmentError."""
    reading = _Reading(tokens_of(text), len(text))
    if not reading.tokens:
        return EVERYBODY
    tree = reading.segment(0)
    if reading.next is not None:
        raise reading.fault(faults.UNEXPECTED)
    return tree


class _Reading:
    """A walk over the tokens."""

    def __init__(self, tokens: list[Token], length: int) -> None:
        self.tokens = tokens
        self.length = length
        self.at = 0

    @property
    def next(self) -> Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def next_is(self, *kinds: str, ahead: int = 0) -> bool:
        return self.at + ahead < len(self.tokens) and self.tokens[self.at + ahead].kind in kinds

    def next_means(self, words: grammar.Words) -> bool:
        """Whether the next token is one of the words of the grammar, and not the name of a field ("non:sms")."""
        token = self.next
        if token is None or token.kind != WORD or self.next_is(OPERATOR, ahead=1):
            return False
        return fold_joined(token.text) in words.folded()

    def take(self) -> Token:
        self.at += 1
        return self.tokens[self.at - 1]

    def fault(self, code: str, suggestions: Near = NOTHING_NEAR) -> SegmentError:
        """What is wrong with the next token, or with the end of the text."""
        token = self.next
        if token is None:
            return SegmentError(Fault(code, self.length, "", suggestions))
        return SegmentError(Fault(code, token.position, token.text, suggestions))

    def segment(self, depth: int) -> Node:
        parts = [self.group(depth)]
        while self.next_means(grammar.OR):
            self.take()
            parts.append(self.group(depth))
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def group(self, depth: int) -> Node:
        parts = [self.term(depth)]
        while self.next is not None and not self.next_is(CLOSE) and not self.next_means(grammar.OR):
            if self.next_is(COMMA) or self.next_means(grammar.AND):
                self.take()
            parts.append(self.term(depth))
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def term(self, depth: int) -> Node:
        if depth > DEPTH_LIMIT:
            raise self.fault(faults.TOO_DEEP)
        if self.next is None or self.next_is(CLOSE):
            raise self.fault(faults.MISSING_CONDITION)
        if self.next_is(MINUS) or self.next_means(grammar.NOT):
            self.take()
            return Not(self.term(depth + 1))
        if self.next_is(OPEN):
            opening = self.take()
            inside = self.segment(depth + 1)
            self.close(opening)
            return inside
        if self.next_is(WORD):
            token = self.take()
            if self.next_is(OPERATOR):
                return self.condition(token)
            if self.next_is(OPEN) and (event := event_named(fold_joined(token.text))) is not None:
                return self.same_event(self.take(), event)
            if self.next_is(OPEN) and (counted := field_named(token.text)) is not None and counted.code in TALLIES:
                return self.tally(self.take(), counted)
            return self.bare(token, depth)
        raise self.fault(faults.UNEXPECTED)

    def close(self, opening: Token) -> None:
        if not self.next_is(CLOSE):
            raise SegmentError(Fault(faults.NOT_CLOSED, opening.position, opening.text))
        self.take()

    def condition(self, name: Token) -> Node:
        definition = field_named(name.text)
        if definition is None:
            near = meant_by(name.text) or close_words(name.text, _names())
            raise SegmentError(Fault(faults.UNKNOWN_FIELD, name.position, name.text, near))
        operator = self.take()
        nodes = condition_nodes(definition, operator, self.values(definition, operator))
        group = And if definition.axis == fields.CONSENT else Or
        joined = nodes[0] if len(nodes) == 1 else group(nodes)
        return Not(joined) if operator.text == "!=" else joined

    def values(self, definition: Field, operator: Token) -> list[Token]:
        """The values after an operator, parted by commas without spaces ("Nice,Cannes"): "Nice, F" is two conditions.

        In an amount, a comma is the decimal sign, and a space parts thousands.
        """
        if not self.next_is(WORD, QUOTED):
            raise self.fault(faults.MISSING_VALUE, example_of(definition))
        values = [self.spaced(definition, operator)]
        while self.next_is(COMMA) and self.next_is(WORD, QUOTED, ahead=1) and not self.next_is(OPERATOR, ahead=2):
            last, value = values[-1], self.tokens[self.at + 1]
            if value.position != last.end + 1:
                break
            self.at += 2
            whole = last.text.replace(" ", "").isdigit() and value.text.isdigit()
            decimal = definition.kind == fields.ANY and whole
            if definition.kind in (fields.MONEY, fields.FIGURE) or decimal:
                values[-1] = self.rest_of(
                    Token(WORD, f"{last.text},{value.text}", last.position, value.end), definition
                )
            else:
                values.append(value)
        if definition.code in _OF_WEEKDAYS:
            return [day for value in values for day in _days_of(value)]
        return values

    def spaced(self, definition: Field, operator: Token) -> Token:
        """The next value, with what follows it after a space and is a part of it: "1 000", "12 Aug 2026"."""
        return self.rest_of(self.take(), definition, ordered=operator.text in (LESS, AT_MOST, MORE, AT_LEAST))

    def rest_of(self, value: Token, definition: Field, *, ordered: bool = False) -> Token:
        """`value` with the words after it that go on with it."""
        while value.kind == WORD and self.next_is(WORD) and not self.next_is(OPERATOR, ahead=1):
            if not goes_on(definition, value, self.tokens[self.at], ordered=ordered):
                break
            more = self.take()
            value = Token(WORD, f"{value.text} {more.text}", value.position, more.end)
        return value

    def tally(self, opening: Token, counted: Field) -> Node:
        """ "achats(spa 12m) >= 3": the field counted over those events alone."""
        conditions = self.of_event(opening, EVENTS[TALLIES[counted.code][0]])
        if not self.next_is(OPERATOR):
            raise self.fault(faults.MISSING_VALUE, example_of(counted))
        operator = self.take()
        nodes = condition_nodes(counted, operator, self.values(counted, operator))
        if len(nodes) > 1 or operator.text == "!=" or not isinstance(nodes[0], Condition):
            raise SegmentError(Fault(faults.UNEXPECTED, operator.position, operator.text))
        return SameEvent(conditions, nodes[0]) if conditions else nodes[0]

    def same_event(self, opening: Token, event: EventKind) -> Node:
        conditions = self.of_event(opening, event)
        if not conditions:
            raise SegmentError(Fault(faults.MISSING_CONDITION, opening.position, opening.text))
        return conditions[0] if len(conditions) == 1 else SameEvent(conditions)

    def of_event(self, opening: Token, event: EventKind) -> tuple[Condition, ...]:
        """What stands between the parentheses of an event: conditions on it, values that say by themselves of what."""
        conditions: list[Condition] = []
        while self.next is not None and not self.next_is(CLOSE):
            if self.next_is(COMMA) or self.next_means(grammar.AND):
                self.take()
                continue
            if not self.next_is(WORD, QUOTED):
                raise self.fault(faults.UNEXPECTED)
            token = self.take()
            if len(days := _days_of(token)) > 1:
                near = Near(
                    *(tuple(grammar.WEEKDAY_WORDS[day.text].first(one) for day in days) for one in grammar.LANGUAGES)
                )
                raise SegmentError(Fault(faults.UNKNOWN_VALUE, token.position, token.text, near))
            operator, values = Token(OPERATOR, ":", token.position, token.position), [token]
            if token.kind == WORD and self.next_is(OPERATOR):
                definition = self.field_of_event(token, event)
                operator = self.take()
                values = self.values(definition, operator)
            else:
                definition = self.meant(token, event)
            if len(values) > 1 or operator.text == "!=":
                raise SegmentError(Fault(faults.UNEXPECTED, values[-1].position, values[-1].text))
            for node in condition_nodes(definition, operator, values):
                conditions += node.conditions if isinstance(node, SameEvent) else ()
                conditions += (node,) if isinstance(node, Condition) else ()
        self.close(opening)
        return tuple(conditions)

    def field_of_event(self, name: Token, event: EventKind) -> Field:
        found = field_named(name.text)
        if found is None or found.event != event.code:
            names = [field.names for field in FIELDS.values() if field.event == event.code]
            asked = Near(*(tuple(words.first(language) for words in names) for language in grammar.LANGUAGES))
            raise SegmentError(Fault(faults.NOT_OF_EVENT, name.position, name.text, asked))
        return found

    def meant(self, value: Token, event: EventKind) -> Field:
        """The field that a lone value is of. Raises SegmentError where it could be anything."""
        found = lone_field(event, value)
        if found is not None:
            return found
        if not event.main or FIELDS[event.main].kind != fields.TEXT:
            known = [words for code in event.choices for words in FIELDS[code].choices.values()]
            raise SegmentError(
                Fault(faults.UNKNOWN_VALUE, value.position, value.text, possible_words(value.text, known))
            )
        return FIELDS[event.main]

    def bare(self, token: Token, depth: int) -> Node:
        """A word that is a condition by itself."""
        folded = fold_joined(token.text)
        without = folded in grammar.WITHOUT.folded()
        if (without or folded in FIELDS["has"].names.folded()) and self.next_is(WORD, OPEN):
            present = self.held(depth)
            return Not(present) if without else present
        node = bare_node(token.text)
        if node is None:
            near = meant_by(token.text) or close_words(token.text, bare_words())
            raise SegmentError(Fault(faults.UNKNOWN_WORD, token.position, token.text, near))
        return self.one_of(node, token)

    def one_of(self, node: Node, token: Token) -> Node:
        """ "F,H" without a space: one of several values that say by themselves of what; "F, H" is two conditions."""
        found = [node]
        while isinstance(node, Condition) and self.next_is(COMMA) and self.next_is(WORD, ahead=1):
            value = self.tokens[self.at + 1]
            other = bare_node(value.text)
            adjoins = value.position == token.end + 1 and not self.next_is(OPERATOR, OPEN, ahead=2)
            if not adjoins or not isinstance(other, Condition) or other.field != node.field:
                break
            self.at, token = self.at + 2, value
            found.append(other)
        return found[0] if len(found) == 1 else Or(tuple(found))

    def held(self, depth: int) -> Node:
        """What follows "with" and "without": something on the card, a purchase, a visit, else any condition."""
        token = self.tokens[self.at]
        if token.kind == WORD and not self.next_is(OPERATOR, OPEN, ahead=1):
            code = chosen(FIELDS["has"].choices, token.text)
            counted = next((c for c, words in _COUNTED.items() if fold_joined(token.text) in words.folded()), None)
            if code is not None or counted is not None:
                self.take()
                return Condition("has", EQUAL, code) if code is not None else Condition(str(counted), AT_LEAST, 1)
            if bare_node(token.text) is None:
                known = (*FIELDS["has"].choices.values(), *_COUNTED.values())
                raise self.fault(faults.UNKNOWN_VALUE, possible_words(token.text, known))
        return self.term(depth + 1)


def _days_of(value: Token) -> list[Token]:
    """A weekend as its two days, each where it stands; anything else as it is."""
    if value.kind != WORD or fold_joined(value.text) not in grammar.WEEKEND_WORDS.folded():
        return [value]
    return [Token(WORD, day, value.position, value.end) for day in ("saturday", "sunday")]


def bare_node(word: str) -> Node | None:
    """The condition that a word is by itself ("F", "60+", "clients", "printemps"), or None."""
    folded = fold_joined(word)
    for code in _BARE_CHOICES:
        value = next((value for value, words in FIELDS[code].choices.items() if folded in words.folded()), None)
        if value is not None:
            return Condition(code, EQUAL, value)
    if folded in grammar.EVERYBODY_WORDS.folded():
        return EVERYBODY
    if folded in grammar.NOBODY_WORDS.folded():
        return NOBODY
    if folded in _WOMEN_CLIENTS.folded():
        return And((Condition("sex", EQUAL, "f"), Condition("status", EQUAL, "client")))
    if folded in _COMPLAINT.folded():
        return Condition("complaints", AT_LEAST, 1)
    if found := _AGE_FROM.fullmatch(word):
        return Condition("age", AT_LEAST, int(found[1]))
    if found := _AGES.fullmatch(word):
        return And((Condition("age", AT_LEAST, int(found[1])), Condition("age", AT_MOST, int(found[2]))))
    if _POSTCODE.fullmatch(word):
        return Condition("postcode", EQUAL, word)
    if found := _TAG.fullmatch(word):
        return Condition("tag", EQUAL, found[1])
    return None


def bare_words() -> list[grammar.Words]:
    """Every word that stands alone, and every field: what an unknown word may have meant."""
    choices = [words for code in _BARE_CHOICES for words in FIELDS[code].choices.values()]
    return [*choices, *(grammar.Words(f"{words.first('fr')}:", f"{words.first('en')}:") for words in _names())]


def _names() -> list[grammar.Words]:
    return [definition.names for definition in FIELDS.values()]
