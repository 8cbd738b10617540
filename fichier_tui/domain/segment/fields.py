"""The one definition of every field that a segment may ask about.

A field says where it stands (`axis`), what it compares with (`kind`, `choices`), what it is called in the text form,
and how its values are read from `ContactFacts`; `storage.segments.sql` has one translation under the same code, and a
test holds that both give the same contacts. A field may have several values for one contact (towns, tags): a
condition holds when one of them meets it. What is unknown has no value, so no condition on it holds.
"""

from __future__ import annotations

from fichier_tui.domain.birthday import age, birth_month
from fichier_tui.domain.commune import figure_name
from fichier_tui.domain.consent import CLOSED_STATES, CONFIRMED, OPEN_STATES, OPPOSED, states_on
from fichier_tui.domain.contact import PROSPECT, status
from fichier_tui.domain.history import NOT_ASKED
from fichier_tui.domain.region import region_of
from fichier_tui.domain.rfm import scores_text
from fichier_tui.domain.segment.card_fields import CARD_FIELDS
from fichier_tui.domain.segment.event_fields import EVENT_FIELDS
from fichier_tui.domain.segment.facts import Circumstances, ContactFacts
from fichier_tui.domain.segment.field import (
    ACTION,
    ANY,
    AXES,
    CARE,
    CHOICE,
    CONSENT,
    CUSTOM,
    CUSTOM_PREFIX,
    DAY,
    DEPARTMENT,
    FIGURE,
    FIGURE_PREFIX,
    IDENTITY,
    KINDS,
    LABEL,
    MONEY,
    MONTH,
    NUMBER,
    OPEN_CHOICE,
    ORDERED_KINDS,
    PLACE,
    POSTCODE,
    PURCHASE,
    RFM,
    SEGMENT,
    TEXT,
    VISIT,
    WORDS,
    Field,
    Known,
    one,
)
from fichier_tui.domain.segment.grammar import (
    CHANNEL_WORDS,
    CIVILITY_WORDS,
    COUNTRY_WORDS,
    FIGURE_NAMES,
    KIND_WORDS,
    LANGUAGE_WORDS,
    MONTH_WORDS,
    RFM_WORDS,
    SEX_WORDS,
    SOURCE_WORDS,
    STATUS_WORDS,
    Words,
)
from fichier_tui.domain.text import fold_joined

__all__ = [
    "ACTION",
    "ANY",
    "AXES",
    "CARE",
    "CHOICE",
    "CONSENT",
    "CUSTOM",
    "CUSTOM_PREFIX",
    "DAY",
    "DEPARTMENT",
    "FIELDS",
    "FIGURE",
    "FIGURE_PREFIX",
    "IDENTITY",
    "KINDS",
    "LABEL",
    "MONEY",
    "MONTH",
    "NUMBER",
    "OPEN_CHOICE",
    "ORDERED_KINDS",
    "PLACE",
    "POSTCODE",
    "PURCHASE",
    "RFM",
    "SEGMENT",
    "TEXT",
    "VISIT",
    "WORDS",
    "Field",
    "Known",
    "field_named",
    "field_of",
    "fields_by_axis",
]


def _statuses(facts: ContactFacts, circumstances: Circumstances) -> tuple[str, ...]:
    summary = facts.summary
    found = status(summary.purchases, summary.last_purchase, circumstances.today, circumstances.inactive_after_days)
    return (found,) if found == PROSPECT else ("client", found)


def _rfm(facts: ContactFacts, circumstances: Circumstances) -> tuple[str, ...]:
    summary = facts.summary
    found = circumstances.rfm.scores_of(
        summary.last_purchase, summary.purchases, summary.revenue_cents, circumstances.today
    )
    return () if found is None else (scores_text(found),)


def _channels(facts: ContactFacts, circumstances: Circumstances, *states: str) -> tuple[str, ...]:
    found = states_on(facts.consents, circumstances.today)
    return tuple(channel for channel, state in found.items() if state in states)


def _places(facts: ContactFacts, part: str) -> tuple[str, ...]:
    return tuple(getattr(address, part) for address in facts.details.addresses)


def _regions(facts: ContactFacts) -> tuple[str, ...]:
    """What an address says itself, and where its postcode is in France."""
    addresses = facts.details.addresses
    derived = (region_of(address.postcode) for address in addresses if address.country in ("", "FR"))
    return tuple(dict.fromkeys((*_places(facts, "region"), *derived)))


def _names(facts: ContactFacts) -> str:
    details = facts.details
    return f"{details.last_name} {details.first_name} {details.company_name}".strip()


_DEFINITIONS = (
    Field("name", IDENTITY, WORDS, Words("nom", "name"), lambda f, c: one(_names(f))),
    Field("kind", IDENTITY, CHOICE, Words("type", "type kind"), lambda f, c: one(f.details.kind), choices=KIND_WORDS),
    Field("status", IDENTITY, CHOICE, Words("statut", "status"), _statuses, choices=STATUS_WORDS),
    Field("sex", IDENTITY, CHOICE, Words("sexe", "sex"), lambda f, c: one(f.details.sex), choices=SEX_WORDS),
    Field(
        "age",
        IDENTITY,
        NUMBER,
        Words("âge", "age"),
        lambda f, c: one(age(f.details.birth, c.today)),
        own_usual=("< 18", ":18..29", ":30..44", ":45..59", ">= 60"),
    ),
    Field(
        "birthday",
        IDENTITY,
        MONTH,
        Words("anniversaire anniv", "birthday"),
        lambda f, c: one(birth_month(f.details.birth)),
        choices=MONTH_WORDS,
    ),
    Field(
        "civility",
        IDENTITY,
        CHOICE,
        Words("civilité titre", "title civility"),
        lambda f, c: one(f.details.civility),
        choices=CIVILITY_WORDS,
    ),
    Field(
        "profession",
        IDENTITY,
        TEXT,
        Words("profession métier", "profession job"),
        lambda f, c: one(f.details.profession),
        vocabulary="professions",
    ),
    Field(
        "language",
        IDENTITY,
        OPEN_CHOICE,
        Words("langue", "language"),
        lambda f, c: one(f.details.language),
        choices=LANGUAGE_WORDS,
    ),
    Field(
        "source",
        IDENTITY,
        OPEN_CHOICE,
        Words("source origine via provenance", "source"),
        lambda f, c: one(f.details.source),
        choices=SOURCE_WORDS,
        vocabulary="sources",
    ),
    Field(
        "email",
        IDENTITY,
        TEXT,
        Words("mail email e-mail courriel", "email mail"),
        lambda f, c: tuple(e.address for e in f.details.emails),
    ),
    Field(
        "first_contact",
        IDENTITY,
        DAY,
        Words("premier_contact contact", "first_contact"),
        lambda f, c: one(f.details.first_contact_on),
    ),
    Field(
        "town", PLACE, TEXT, Words("ville commune", "town city"), lambda f, c: _places(f, "town"), vocabulary="towns"
    ),
    Field("postcode", PLACE, POSTCODE, Words("cp codepostal", "postcode zip"), lambda f, c: _places(f, "postcode")),
    Field(
        "department",
        PLACE,
        DEPARTMENT,
        Words("dép dept département", "department"),
        lambda f, c: tuple(a.postcode for a in f.details.addresses if a.country in ("", "FR")),
        vocabulary="departments",
    ),
    Field("region", PLACE, TEXT, Words("région", "region"), lambda f, c: _regions(f), vocabulary="regions"),
    Field(
        "country",
        PLACE,
        OPEN_CHOICE,
        Words("pays", "country"),
        lambda f, c: _places(f, "country"),
        choices=COUNTRY_WORDS,
    ),
    *(found for found in EVENT_FIELDS if found.axis == PURCHASE),
    Field("purchases", PURCHASE, NUMBER, Words("achats", "purchases"), lambda f, c: one(f.summary.purchases)),
    Field(
        "revenue",
        PURCHASE,
        MONEY,
        Words("montant ca total dépense dépensé", "revenue spent spending"),
        lambda f, c: one(f.summary.revenue_cents),
    ),
    Field("mean_basket", PURCHASE, MONEY, Words("panier", "basket"), lambda f, c: one(f.summary.mean_basket_cents)),
    Field("nights", PURCHASE, NUMBER, Words("nuits nuitées", "nights"), lambda f, c: one(f.summary.nights)),
    Field("first_purchase", PURCHASE, DAY, Words("premier", "first"), lambda f, c: one(f.summary.first_purchase)),
    Field("last_purchase", PURCHASE, DAY, Words("dernier", "last"), lambda f, c: one(f.summary.last_purchase)),
    Field("rfm", PURCHASE, RFM, Words("rfm", "rfm"), _rfm, choices=RFM_WORDS),
    Field("visits", VISIT, NUMBER, Words("visites", "visits"), lambda f, c: one(f.summary.visits)),
    Field(
        "last_visit", VISIT, DAY, Words("visite venue venu", "visit visited"), lambda f, c: one(f.summary.last_visit)
    ),
    Field("last_seen", VISIT, DAY, Words("vu vue", "seen"), lambda f, c: one(f.summary.last_seen)),
    Field(
        "consent",
        CONSENT,
        CHOICE,
        Words("ok consent consentement oui", "ok consent yes"),
        lambda f, c: _channels(f, c, *OPEN_STATES),
        choices=CHANNEL_WORDS,
    ),
    Field(
        "refusal",
        CONSENT,
        CHOICE,
        Words("non refus", "no refused"),
        lambda f, c: _channels(f, c, *CLOSED_STATES),
        choices=CHANNEL_WORDS,
    ),
    Field(
        "not_asked",
        CONSENT,
        CHOICE,
        Words("demander", "ask"),
        lambda f, c: _channels(f, c, NOT_ASKED),
        choices=CHANNEL_WORDS,
    ),
    Field(
        "confirmed",
        CONSENT,
        CHOICE,
        Words("confirmé", "confirmed"),
        lambda f, c: _channels(f, c, CONFIRMED),
        choices=CHANNEL_WORDS,
    ),
    Field(
        "opposed",
        CONSENT,
        CHOICE,
        Words("opposé opposition", "opposed"),
        lambda f, c: _channels(f, c, OPPOSED),
        choices=CHANNEL_WORDS,
    ),
    Field("tag", LABEL, TEXT, Words("tag étiquette", "tag label"), lambda f, c: f.details.tags, vocabulary="tags"),
    Field(
        "interest",
        LABEL,
        TEXT,
        Words("intérêt goût", "interest"),
        lambda f, c: f.details.interests,
        vocabulary="interests",
    ),
    Field("segment", LABEL, SEGMENT, Words("segment", "segment"), vocabulary="segments"),
    Field(
        "completeness",
        CARE,
        NUMBER,
        Words("complétude fiche", "completeness"),
        lambda f, c: one(f.summary.completeness),
        own_usual=("< 50", "< 75", ">= 75"),
    ),
    Field("complaints", CARE, NUMBER, Words("réclamations", "complaints"), lambda f, c: one(f.summary.open_complaints)),
    Field("actions", CARE, NUMBER, Words("actions", "actions"), lambda f, c: one(f.summary.open_actions)),
    Field("next_action", CARE, DAY, Words("prévu", "planned"), lambda f, c: one(f.summary.next_action), own_usual=()),
    *(found for found in EVENT_FIELDS if found.axis != PURCHASE),
    *CARD_FIELDS,
)
FIELDS: dict[str, Field] = {definition.code: definition for definition in _DEFINITIONS}
CUSTOM_WORDS = Words("champ propre", "field own")
FIGURE_WORDS = Words("commune ville", "town commune")
_FIELD_OF_NAME = {name: definition for definition in _DEFINITIONS for name in definition.names.folded()}


def field_of(code: str) -> Field:
    """The definition of a code, those of the shop's own fields and of communes included. Raises KeyError."""
    if code.startswith(CUSTOM_PREFIX) and len(code) > len(CUSTOM_PREFIX):
        key = code[len(CUSTOM_PREFIX) :]
        return Field(
            code,
            CUSTOM,
            ANY,
            Words(*(f"{CUSTOM_WORDS.first(language)}.{key}" for language in ("fr", "en"))),
            lambda f, c: one(f.details.custom.get(key)),
        )
    if code.startswith(FIGURE_PREFIX) and len(code) > len(FIGURE_PREFIX):
        key = code[len(FIGURE_PREFIX) :]
        return Field(
            code,
            PLACE,
            FIGURE,
            _figure_words(key),
            lambda f, c: tuple(
                figure
                for address in f.details.addresses
                if address.country in ("", "FR")
                for figure in c.communes.figure(key, address.postcode, address.town)
            ),
        )
    return FIELDS[code]


def _figure_words(key: str) -> Words:
    names = FIGURE_NAMES.get(key, Words(key, key))
    return Words(f"{FIGURE_WORDS.first('fr')}.{names.fr}", f"{FIGURE_WORDS.first('en')}.{names.en}")


def field_named(name: str) -> Field | None:
    """The field that `name` calls in the text form, in either language; None if there is none."""
    head, dot, key = name.partition(".")
    if dot and key and fold_joined(head) in CUSTOM_WORDS.folded():
        return field_of(CUSTOM_PREFIX + key)
    if dot and key and fold_joined(head) in FIGURE_WORDS.folded():
        known = (code for code, words in FIGURE_NAMES.items() if fold_joined(key) in words.folded())
        return field_of(FIGURE_PREFIX + next(known, figure_name(key) or key))
    return _FIELD_OF_NAME.get(fold_joined(name))


def fields_by_axis(axis: str) -> tuple[Field, ...]:
    """The fields of an axis, in the order in which a screen offers them."""
    return tuple(definition for definition in _DEFINITIONS if definition.axis == axis)
