"""What the dialog of a condition offers for a few letters: fields and ready-made conditions, then values of a field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from fichier_tui.domain.keyboard import azerty_digits
from fichier_tui.domain.segment import (
    AXES,
    Condition,
    Field,
    Node,
    SegmentError,
    field_of,
    fields_by_axis,
    read_segment,
    write_condition,
)
from fichier_tui.domain.segment import fields as kinds
from fichier_tui.domain.segment.completion import Vocabulary, conditions_by_value
from fichier_tui.domain.segment.fault import Fault
from fichier_tui.domain.segment.grammar import NO, YES
from fichier_tui.domain.segment.meaning import meant_by
from fichier_tui.domain.segment.tree import AT_LEAST, AT_MOST, EQUAL, LESS, MORE
from fichier_tui.domain.segment.values import write_value
from fichier_tui.domain.text import clean_line, fold
from fichier_tui.i18n import _
from fichier_tui.ui.segment_words import (
    OF_FIGURES,
    SENTENCES,
    Labels,
    axis_words,
    called_words,
    condition_sentence,
    field_words,
    language,
    summary_sentence,
)

# As one says them: at least, more than… With a time elapsed, "more than 18 months ago" comes first.
_OPERATORS = (AT_LEAST, MORE, AT_MOST, LESS, EQUAL)
_DAY_OPERATORS = (MORE, AT_MOST, AT_LEAST, LESS, EQUAL)
OFFERED = 60
# A field of more choices is one line until a letter is typed: everything that can be asked is seen at once.
FEW = 4


@dataclass(frozen=True, slots=True)
class Offer:
    """One line of the list: its words, what stands aside, and either a finished condition or a field to go on with."""

    words: str
    aside: str = ""
    node: Node | None = None
    field: str = ""
    called: str = ""
    """Other words by which it is found: those of the text form."""


def first_offers(typed: str, vocabulary: Vocabulary, labels: Labels, *, event: str = "") -> list[Offer]:
    """Fields and conditions whose words begin with what is typed; a condition typed in the text form comes last.

    `event` leaves only what can be said of one event of that kind.
    """
    wanted = fold(typed).split()
    ranked = []
    for order, offer in enumerate(_everything(vocabulary, labels, event, whole=bool(wanted))):
        words = fold(offer.words).split()
        others = [*words, *fold(offer.aside).split()]
        # The words of the text form, and those that one would say: what is not shown comes last.
        called = [*others, *fold(offer.called).split()]
        nearness = next((rank for rank, known in enumerate((words, others, called)) if _begin(wanted, known)), None)
        if nearness is not None:
            begins = bool(wanted) and fold(offer.words).startswith(fold(typed))
            ranked.append((not begins, nearness, order, offer))
    found = [offer for *_rank, offer in sorted(ranked, key=lambda entry: entry[:3])]
    known = {offer.node for offer in found}
    for one in conditions_by_value(vocabulary, typed, language()):
        if one not in known and (not event or field_of(one.field).event == event):
            found.append(Offer(condition_sentence(one, labels), axis_words(one.field), one))
    if event:
        return found[:OFFERED] if wanted else found
    written = _typed_condition(typed, labels)
    shown = found[:OFFERED] if wanted else found
    return [*shown, *([written] if written is not None else [] if shown else _meant(typed, labels))]


def _begin(wanted: Sequence[str], words: Sequence[str]) -> bool:
    """Whether each part that is wanted begins one of the words."""
    return all(any(word.startswith(part) for word in words) for part in wanted)


def asks_figures(typed: str) -> bool:
    """Whether what is typed names the figures of communes, of which a file may have none."""
    wanted = fold(typed).split()
    return bool(wanted) and _begin(wanted, fold(_(OF_FIGURES)).split())


def is_one_line(code: str) -> bool:
    """Whether the choices of a field are so few, or so plain, that each is offered from the beginning."""
    return not has_sentences(code) or len(field_of(code).choices) > FEW


def has_sentences(code: str) -> bool:
    """Whether each choice of a field has a sentence of its own."""
    return any(code == field for field, _value in SENTENCES)


def _everything(vocabulary: Vocabulary, labels: Labels, event: str, *, whole: bool) -> Iterator[Offer]:
    """What can be asked; with `whole`, each choice of fields that have many."""
    for axis in AXES:
        more = {kinds.CUSTOM: vocabulary.of("custom"), kinds.PLACE: vocabulary.of("figures")}.get(axis, ())
        for definition in (*fields_by_axis(axis), *map(field_of, more)):
            if event and definition.event != event:
                continue
            aside = axis_words(definition.code)
            called = called_words(definition)
            one_line = is_one_line(definition.code)
            if has_sentences(definition.code) and (whole or not one_line):
                yield from (Offer(words, aside, node, called=called) for words, node in _sentences(definition, labels))
            if one_line:
                yield Offer(field_words(definition.code, labels) + "…", aside, field=definition.code, called=called)


def _sentences(definition: Field, labels: Labels) -> Iterator[tuple[str, Node]]:
    for value in definition.choices:
        condition = Condition(definition.code, EQUAL, value)
        yield condition_sentence(condition, labels), condition


def _typed_condition(typed: str, labels: Labels) -> Offer | None:
    """What was typed, when it is a condition of the text form already: "60+", "achats >= 3"."""
    try:
        node = read_segment(typed) if typed.strip() else None
    except SegmentError:
        return None
    return None if node is None else Offer(summary_sentence(node, labels), typed.strip(), node)


def _meant(typed: str, labels: Labels) -> list[Offer]:
    """What a word of the shop may mean where nothing bears its name: "meilleurs", "étrangers"."""
    near = meant_by(typed.strip())
    told = () if near is None else near.of(language())
    return [offer for one in told if (offer := _typed_condition(one, labels)) is not None]


def value_offers(code: str, typed: str, vocabulary: Vocabulary, labels: Labels) -> tuple[list[Offer], Fault | None]:
    """The conditions on a field that what is typed may mean; what is wrong with it where there is none."""
    definition, typed = field_of(code), clean_line(typed)
    if definition.kind in kinds.ORDERED_KINDS or code in vocabulary.of("custom number"):
        return _ordered_offers(definition, typed, labels)
    if code in vocabulary.of("custom date"):
        return _ordered_offers(definition, typed, labels, _DAY_OPERATORS)
    known = _known_values(definition, vocabulary)
    wanted = fold(typed)
    offers = [
        Offer(words, node=node)
        for words, node in ((value, _equal(code, value)) for value in known)
        if all(any(word.startswith(part) for word in fold(words).split()) for part in wanted.split())
    ]
    if definition.choices:
        offers = [offer for offer in _choice_offers(definition, labels) if wanted in fold(offer.words)] + offers
    offers = offers[:OFFERED]
    if typed and definition.kind not in (kinds.CHOICE, kinds.MONTH):
        exact = any(fold(offer.words) == wanted for offer in offers)
        written = _read(f"{definition.names.first('en')}:{_quoted(typed)}", labels)
        if isinstance(written, Fault):
            return offers, None if offers else written
        if not exact:
            offers.append(written)
    return offers, None


def _ordered_offers(
    definition: Field, typed: str, labels: Labels, operators: Sequence[str] = ()
) -> tuple[list[Offer], Fault | None]:
    name = definition.names.first("en")
    if not typed:
        usual = (_read(name + asked if asked[0] == ":" else f"{name} {asked}", labels) for asked in definition.usual)
        return [offer for offer in usual if isinstance(offer, Offer)], None
    if (bounded := _bounded(typed, ordinal=definition.kind == kinds.DAY or operators is _DAY_OPERATORS)) is not None:
        found = _read(f"{name}{bounded.replace('€', '')}", labels)
        return ([], found) if isinstance(found, Fault) else ([found], None)
    operators = operators or (_DAY_OPERATORS if definition.kind == kinds.DAY else _OPERATORS)
    if operators is not _DAY_OPERATORS:
        typed = azerty_digits(typed)
    typed = typed.replace("€", "").strip() if definition.kind == kinds.MONEY else typed
    offers: dict[str, Offer] = {}
    fault: Fault | None = None
    for operator in operators:
        found = _read(f"{name} {operator} {typed}", labels)
        if isinstance(found, Fault):
            fault = fault or found
        else:
            offers.setdefault(found.words, found)
    return list(offers.values()), None if offers else fault


def _bounded(typed: str, *, ordinal: bool) -> str | None:
    """What was typed with its bounds, as the text form writes it: "<30", "60+", "30-45"; None of a bare value.

    `ordinal`: a date, which has its own hyphens.
    """
    if sign := re.fullmatch(r"(<=|>=|[<>=≤≥])\s*(\S.*)", typed):
        operator = {"≤": AT_MOST, "≥": AT_LEAST}.get(sign[1], sign[1])
        return f" {operator} {sign[2]}"
    if ordinal:
        return None
    if more := re.fullmatch(r"(\d[\d., ]*?)\s*€?\s*\+", typed):
        return f" {AT_LEAST} {more[1]}"
    if both := re.fullmatch(r"(\d[\d., ]*?)\s*€?\s*(?:-|–|\.\.)\s*(\d[\d., ]*?)\s*€?", typed):
        return f":{both[1]}..{both[2]}"
    return None


def _read(text: str, labels: Labels) -> Offer | Fault:
    try:
        node = read_segment(text)
    except SegmentError as error:
        return error.fault
    return Offer(summary_sentence(node, labels), node=node)


def _quoted(text: str) -> str:
    return text if text.endswith("*") and " " not in text else '"' + text.replace('"', '""') + '"'


def _equal(code: str, value: str) -> Node:
    return Condition(code, EQUAL, value)


def _choice_offers(definition: Field, labels: Labels) -> Iterator[Offer]:
    for words, node in _sentences(definition, labels):
        yield Offer(words, node=node)


def _known_values(definition: Field, vocabulary: Vocabulary) -> Iterable[str]:
    if definition.code in vocabulary.of("custom yes_no"):
        return (YES.first(language()), NO.first(language()))
    if definition.kind == kinds.ANY:
        return vocabulary.of(definition.code)
    if definition.kind == kinds.OPEN_CHOICE:
        return [word for word in vocabulary.of(definition.vocabulary) if word not in definition.choices]
    return vocabulary.of(definition.vocabulary) if definition.vocabulary else ()


def typed_of(condition: Condition) -> str:
    """What one would type to have this value, to begin a change with."""
    value = write_value(field_of(condition.field), condition.value, language())
    return value.strip('"').replace('""', '"')


def offered_for(condition: Condition, labels: Labels) -> Offer:
    """The condition as a line of the list."""
    return Offer(condition_sentence(condition, labels), write_condition(condition, language()), condition)
