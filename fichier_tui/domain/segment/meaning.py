"""What a lone word that is no condition by itself may have meant: said with the refusal, never guessed."""

from __future__ import annotations

import re
from collections.abc import Callable

from fichier_tui.domain.segment import grammar
from fichier_tui.domain.segment.fault import Near
from fichier_tui.domain.segment.fields import FIELDS, field_named
from fichier_tui.domain.segment.grammar import LANGUAGES, Language, Words
from fichier_tui.domain.segment.tree import EQUAL, Condition
from fichier_tui.domain.segment.values import chosen, example_of, named
from fichier_tui.domain.segment.writing import write_condition
from fichier_tui.domain.text import fold_joined

# "plus de 60 ans" may or may not begin with those who are 60: it is not guessed, but what says which is named.
_MORE_OR_LESS = Words("plus moins", "over under more less older younger")
_AGES_SAID = Near(("60+", "âge > 60", "âge < 30"), ("60+", "age > 60", "age < 30"))
_PERIODS_SAID = Near(("achat:2025", "achat:12m", "dernier < 12m"), ("bought:2025", "bought:12m", "last < 12m"))
# How the words of a shop are asked.
_OF_THE_SHOP = {
    Words("depuis", "since"): Near(("premier < 2020", "premier > 5a"), ("first < 2020", "first > 5y")),
    Words("moyen moyenne", "average mean"): Near(("panier > 100",), ("basket > 100",)),
    Words("meilleur meilleurs top", "best"): Near(
        ("rfm:champions", "montant > 1000"), ("rfm:champions", "spent > 1000")
    ),
    Words("étranger étrangers", "foreign foreigners abroad"): Near(
        ("avec ville sauf pays:France",), ("with town not country:France",)
    ),
    Words("famille familles enfants", "family families children"): Near(("personnes >= 3",), ("people >= 3",)),
    grammar.WEEKEND_WORDS: Near(("achat:week-end", "jour_visite:week-end"), ("bought:weekend", "visit_day:weekend")),
    Words("accepte acceptent", "accept accepts"): Near(("ok:mail", "ok:sms"), ("ok:email", "ok:sms")),
    Words("venu venue venus venues vus", "came come seen"): Near(
        ("visite > 12m", "visite:printemps", "sans visite"), ("visit > 12m", "visit:spring", "without visit")
    ),
}
_SHORTEST_TIME = 4
_DEPARTMENT = re.compile(r"\d\d|2[AB]", re.ASCII | re.IGNORECASE)
# The questions whose values say by themselves what is asked: "champions", "samedi", "appel", "salon".
_BY_VALUE = ("rfm", "weekday", "month", "action", "source", "language", "country")
_MOST = 4


def meant_by(word: str) -> Near | None:
    """What can be typed for a word of the shop, or one that names a question, one of its values, a time, an age."""
    folded = fold_joined(word)
    if folded in _MORE_OR_LESS.folded():
        return _AGES_SAID
    if (said := next((near for words, near in _OF_THE_SHOP.items() if folded in words.folded()), None)) is not None:
        return said
    if len(folded) >= _SHORTEST_TIME and any(folded in words.folded() for words in grammar.UNIT_WORDS.values()):
        return _PERIODS_SAID
    if _DEPARTMENT.fullmatch(word):
        others = (f"{word}+", f"{word}*") if word.isdecimal() else ()
        return _in_both(lambda language: (*others, _written("department", word, language)))
    found = _in_both(
        lambda language: (*_held(word, language), *_named(word, language), *_valued(word, language))[:_MOST]
    )
    return found if found.fr else None


def may_begin(word: str) -> bool:
    """Whether a word that is no condition by itself begins one: "sans", "montant"."""
    folded = fold_joined(word)
    return field_named(word) is not None or folded in grammar.WITHOUT.folded()


def _in_both(words: Callable[[Language], tuple[str, ...]]) -> Near:
    fr, en = map(words, LANGUAGES)
    return Near(fr, en)


def _written(field: str, value: str | int, language: Language) -> str:
    return write_condition(Condition(field, EQUAL, value), language)


def _held(word: str, language: Language) -> tuple[str, ...]:
    """What can be asked of a thing that a card has or has not: "avec carte"."""
    held = grammar.HAS_WORDS.get(str(chosen(grammar.HAS_WORDS, word)))
    if held is None:
        return ()
    return tuple(f"{words.first(language)} {held.first(language)}" for words in (FIELDS["has"].names, grammar.WITHOUT))


def _named(word: str, language: Language) -> tuple[str, ...]:
    """How one asks about the question of that name: "montant >= 100"."""
    asked = field_named(word)
    return () if asked is None else example_of(asked).of(language)[:2]


def _valued(word: str, language: Language) -> tuple[str, ...]:
    """The conditions that have it for their value: "rfm:champions"."""
    values = ((code, named(FIELDS[code].choices, word)) for code in _BY_VALUE)
    return tuple(_written(code, value, language) for code, value in values if value is not None)
