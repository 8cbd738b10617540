"""The fields of what happened with a contact: purchases, visits, actions, tellings, behaviour, opinions.

A condition on one of them holds when one event meets it; `SameEvent` asks several of one and the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fichier_tui.domain.awareness import TELLING_KINDS
from fichier_tui.domain.season import season_of
from fichier_tui.domain.segment.facts import (
    ActionFacts,
    BehaviourFacts,
    Circumstances,
    ContactFacts,
    OpinionFacts,
    PurchaseFacts,
    VisitFacts,
)
from fichier_tui.domain.segment.field import (
    ACTION,
    CARE,
    CHOICE,
    DAY,
    MONEY,
    MONTH,
    NUMBER,
    PURCHASE,
    TEXT,
    VISIT,
    WORDS,
    Field,
    ReadEvent,
)
from fichier_tui.domain.segment.grammar import (
    ACTION_STATE_WORDS,
    ACTION_WORDS,
    BEHAVIOUR_WORDS,
    MONTH_WORDS,
    OPINION_WORDS,
    PRIORITY_WORDS,
    SEASON_WORDS,
    VISIT_WORDS,
    WEEKDAY_WORDS,
    Words,
)

WEEKDAYS = tuple(WEEKDAY_WORDS)
"""Codes, Monday first, as `date.weekday` numbers them."""


@dataclass(frozen=True, slots=True)
class EventKind:
    """A kind of event: what opens its parentheses ("achat(…)"), where it is read, and what a lone word names there."""

    code: str
    words: Words
    read: Callable[[ContactFacts], Sequence[Any]]
    day: str
    """The field that a date, a year or a length of time names."""
    choices: tuple[str, ...] = ()
    """The fields whose values may stand alone: "achat:printemps"."""
    main: str = ""
    """The field that is called as the event itself. Of text, it is what any other word names."""
    amount: str = ""
    """The field that an amount names: "achat>100"."""
    called_as: tuple[str, ...] = ()
    """The days, of no main field, that are called as it: its choices are understood of them too, "visite:printemps"."""


def _tellings(facts: ContactFacts) -> tuple[ActionFacts, ...]:
    return tuple(action for action in facts.actions if action.state == "done" and action.kind in TELLING_KINDS)


EVENTS = {
    kind.code: kind
    for kind in (
        EventKind(
            "purchase",
            Words("achat acheté", "bought purchase"),
            lambda f: f.purchases,
            day="bought_on",
            choices=("season", "weekday", "month"),
            main="bought",
            amount="price",
        ),
        EventKind(
            "visit",
            Words("visite venue", "visit visited"),
            lambda f: f.visits,
            day="visited_on",
            choices=("received", "visit_season", "visit_weekday", "visit_month"),
            called_as=("last_visit", "visited_on"),
        ),
        EventKind(
            "action",
            Words("action", "action"),
            lambda f: f.actions,
            day="action_on",
            choices=("action", "action_state"),
            main="action",
        ),
        EventKind("telling", Words("dit informé", "told"), _tellings, day="told_on", choices=("told_by",), main="told"),
        EventKind(
            "behaviour",
            Words("comportement", "behaviour behavior"),
            lambda f: f.behaviour,
            day="behaviour_on",
            choices=("behaviour",),
            main="behaviour",
        ),
        EventKind(
            "opinion",
            Words("avis", "opinion"),
            lambda f: f.opinions,
            day="opinion_on",
            choices=("opinion",),
            main="opinion",
        ),
    )
}


def event_named(name: str) -> EventKind | None:
    """The kind of event whose parentheses this word opens; None where it opens none."""
    return _EVENT_OF_NAME.get(name)


_EVENT_OF_NAME = {name: kind for kind in EVENTS.values() for name in kind.words.folded()}


def event_called_as(field: Field) -> EventKind | None:
    """The kind of event whose choices are understood of this day; None where it is of none."""
    return next((kind for kind in EVENTS.values() if field.code in kind.called_as), None)


def _action_states(action: ActionFacts, circumstances: Circumstances) -> tuple[str, ...]:
    if action.state != "open":
        return (action.state,)
    late = action.day is not None and action.day < circumstances.today
    return ("planned", "late") if late else ("planned",)


def _subjects(action: ActionFacts, circumstances: Circumstances) -> tuple[str, ...]:
    """The offers and products that a telling is about."""
    offer = circumstances.offers.get(action.offer or 0)
    return (action.product,) if offer is None else (action.product, offer.name, offer.product)


def _of(event: str, axis: str) -> Callable[..., Field]:
    """The fields of one kind of event."""

    def made(
        code: str,
        kind: str,
        names: Words,
        read: ReadEvent,
        choices: Mapping[str, Words] | Mapping[int, Words] | None = None,
        vocabulary: str = "",
        usual: tuple[str, ...] | None = None,
    ) -> Field:
        return Field(code, axis, kind, names, None, event, read, choices or {}, vocabulary, usual)

    return made


_purchase, _visit, _action = _of("purchase", PURCHASE), _of("visit", VISIT), _of("action", ACTION)
_telling, _behaviour, _opinion = _of("telling", ACTION), _of("behaviour", VISIT), _of("opinion", CARE)


def _weekday(day: dt.date) -> tuple[str]:
    return (WEEKDAYS[day.weekday()],)


def _bought(p: PurchaseFacts, c: Circumstances) -> tuple[str, str]:
    return p.product, p.category


def _kind(e: ActionFacts | BehaviourFacts | OpinionFacts, c: Circumstances) -> tuple[str]:
    return (e.kind,)


def _day(
    e: PurchaseFacts | VisitFacts | ActionFacts | BehaviourFacts | OpinionFacts, c: Circumstances
) -> tuple[dt.date | None]:
    return (e.day,)


EVENT_FIELDS: tuple[Field, ...] = (
    _purchase("bought", TEXT, Words("achat acheté", "bought purchase"), _bought, vocabulary="bought"),
    _purchase("product", TEXT, Words("produit", "product"), lambda p, c: (p.product,), vocabulary="products"),
    _purchase(
        "category", TEXT, Words("catégorie cat", "category"), lambda p, c: (p.category,), vocabulary="categories"
    ),
    _purchase("season", CHOICE, Words("saison", "season"), lambda p, c: (season_of(p.day),), SEASON_WORDS),
    _purchase("month", MONTH, Words("mois", "month"), lambda p, c: (p.day.month,), MONTH_WORDS),
    _purchase("weekday", CHOICE, Words("jour", "weekday"), lambda p, c: _weekday(p.day), WEEKDAY_WORDS),
    _purchase("bought_on", DAY, Words("date le", "date on"), _day),
    _purchase("price", MONEY, Words("prix", "price"), lambda p, c: (p.amount_cents,)),
    _purchase("quantity", NUMBER, Words("quantité qté", "quantity"), lambda p, c: (p.quantity,)),
    _purchase("stay", NUMBER, Words("séjour", "stay"), lambda p, c: (p.nights,)),
    _purchase("people", NUMBER, Words("personnes pers", "people persons"), lambda p, c: (p.people,)),
    _purchase("seller", WORDS, Words("vendeur vendeuse", "seller"), lambda p, c: (p.seller,), vocabulary="staff"),
    _purchase("reference", TEXT, Words("facture référence", "invoice reference"), lambda p, c: (p.reference,)),
    _visit("visited_on", DAY, Words("passage passé", "came"), _day),
    _visit("received", CHOICE, Words("reçu reçue", "received"), lambda v, c: (v.channel,), VISIT_WORDS),
    _visit(
        "visit_season", CHOICE, Words("saison_visite", "visit_season"), lambda v, c: (season_of(v.day),), SEASON_WORDS
    ),
    _visit("visit_month", MONTH, Words("mois_visite", "visit_month"), lambda v, c: (v.day.month,), MONTH_WORDS),
    _visit("visit_weekday", CHOICE, Words("jour_visite", "visit_day"), lambda v, c: _weekday(v.day), WEEKDAY_WORDS),
    _visit("visitors", NUMBER, Words("visiteurs", "visitors"), lambda v, c: (v.people,)),
    _behaviour("behaviour", CHOICE, Words("comportement", "behaviour behavior"), _kind, BEHAVIOUR_WORDS),
    _behaviour("behaviour_on", DAY, Words("comportement_le", "behaviour_on"), _day),
    _behaviour("behaviour_detail", WORDS, Words("détail", "detail"), lambda b, c: (b.detail,)),
    _action("action", CHOICE, Words("action", "action"), _kind, ACTION_WORDS),
    _action("action_state", CHOICE, Words("état", "state"), _action_states, ACTION_STATE_WORDS),
    _action("action_on", DAY, Words("action_le", "action_on"), _day),
    _action("subject", WORDS, Words("objet", "subject"), lambda a, c: (a.subject,)),
    _action("campaign", TEXT, Words("campagne", "campaign"), lambda a, c: (a.campaign,), vocabulary="campaigns"),
    _action("in_charge", WORDS, Words("responsable", "in_charge"), lambda a, c: (a.in_charge,), vocabulary="staff"),
    _action("priority", CHOICE, Words("priorité", "priority"), lambda a, c: (a.priority,), PRIORITY_WORDS),
    _action("result", WORDS, Words("résultat", "result"), lambda a, c: (a.result,)),
    _telling("told", TEXT, Words("dit informé informée", "told"), _subjects, vocabulary="subjects"),
    _telling(
        "told_by",
        CHOICE,
        Words("dit_par", "told_by"),
        _kind,
        {code: words for code, words in ACTION_WORDS.items() if code in TELLING_KINDS},
    ),
    _telling("told_on", DAY, Words("dit_le", "told_on"), _day),
    _opinion("opinion", CHOICE, Words("avis", "opinion"), _kind, OPINION_WORDS),
    _opinion("score", NUMBER, Words("note score", "score"), lambda o, c: (o.score,), usual=("<= 5", "<= 6", ">= 9")),
    _opinion("opinion_on", DAY, Words("avis_le", "opinion_on"), _day),
    _opinion("opinion_text", WORDS, Words("propos", "said"), lambda o, c: (o.text,)),
)


def _mean(purchases: Sequence[PurchaseFacts]) -> int | None:
    """Rounded half up to the cent, as `ContactSummary.mean_basket_cents`."""
    if not purchases:
        return None
    return (2 * sum(p.amount_cents for p in purchases) + len(purchases)) // (2 * len(purchases))


def _nights(purchases: Iterable[PurchaseFacts]) -> int:
    return sum(p.nights or 0 for p in purchases)


TALLIES: dict[str, tuple[str, Callable[[Sequence[Any]], int | None]]] = {
    "purchases": ("purchase", len),
    "revenue": ("purchase", lambda purchases: sum(p.amount_cents for p in purchases)),
    "mean_basket": ("purchase", _mean),
    "nights": ("purchase", _nights),
    "visits": ("visit", len),
}
"""Fields of a contact that can be counted over some of its events alone: "montant(12m) > 500"."""
