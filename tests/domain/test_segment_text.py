"""The text form of segments: what is typed, in French and in English, and what is written back."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fichier_tui.domain.segment import (
    AXES,
    EVERYBODY,
    FIELDS,
    NOBODY,
    And,
    Condition,
    Duration,
    Language,
    Node,
    Not,
    Or,
    SameEvent,
    SegmentError,
    fields_by_axis,
    normal,
    read_segment,
    write_segment,
)
from fichier_tui.domain.segment.event_fields import EVENTS
from fichier_tui.domain.segment.meaning import meant_by
from tests.domain.segment_trees import trees


def is_(field: str, value: str | int) -> Condition:
    """A condition of equality."""
    return Condition(field, "=", value)


def within(field: str, months: int) -> Condition:
    """A condition on a day of the last months."""
    return Condition(field, "<=", Duration(months, "month"))


def visited_in_2025() -> tuple[Condition, Condition]:
    """A whole year as its first and last day."""
    first, last = dt.date(2025, 1, 1), dt.date(2025, 12, 31)
    return Condition("visited_on", ">=", first), Condition("visited_on", "<=", last)


WOMEN_OF_SPRING = And((is_("sex", "f"), Condition("age", ">=", 60), is_("season", "spring"), is_("consent", "email")))
YEAR_2025 = SameEvent(
    (Condition("bought_on", ">=", dt.date(2025, 1, 1)), Condition("bought_on", "<=", dt.date(2025, 12, 31)))
)
EIGHTEEN_MONTHS = Duration(18, "month")

READ: list[tuple[str, Node]] = [
    ("F,H 60+", And((Or((is_("sex", "f"), is_("sex", "m"))), Condition("age", ">=", 60)))),
    ("F, H", And((is_("sex", "f"), is_("sex", "m")))),
    ("-06*,74*", Not(Or((is_("postcode", "06*"), is_("postcode", "74*"))))),
    ("F,clients", And((is_("sex", "f"), is_("status", "client")))),
    ("clientes 60+", And((And((is_("sex", "f"), is_("status", "client"))), Condition("age", ">=", 60)))),
    ("achat:week-end", Or((is_("weekday", "saturday"), is_("weekday", "sunday")))),
    ("bought:weekend,monday", read_segment("bought:saturday,sunday,monday")),
    ('achat:"week-end"', is_("bought", "week-end")),
    ("jamais venus", Not(Condition("visits", ">=", 1))),
    ("never bought:spa", Not(is_("bought", "spa"))),
    ("no email", Not(is_("has", "email"))),
    ("achat:mars 2025", read_segment("achat:3/2025")),
    ("action(meeting planned)", read_segment("action(rendez-vous prévue)")),
    # The examples of the trade, in both languages.
    ("F 60+ achat:printemps ok:mail", WOMEN_OF_SPRING),
    ("femmes 60+ achat:printemps consent:email", WOMEN_OF_SPRING),
    ("sexe:f et âge >= 60 et achat:printemps et ok:mail", WOMEN_OF_SPRING),
    ("women 60+ bought:spring ok:email", WOMEN_OF_SPRING),
    ("women and age≥60 and bought:spring and consent:email", WOMEN_OF_SPRING),
    (
        "dernier>18m montant>500 cp:06*",
        And(
            (
                Condition("last_purchase", ">", EIGHTEEN_MONTHS),
                Condition("revenue", ">", 50000),
                is_("postcode", "06*"),
            )
        ),
    ),
    (
        "age >= 60 et achat:printemps et consent:email",
        And((Condition("age", ">=", 60), is_("season", "spring"), is_("consent", "email"))),
    ),
    # And, or, not.
    ("", EVERYBODY),
    ("   ", EVERYBODY),
    ("tous", EVERYBODY),
    ("nobody", NOBODY),
    ("F ou H", Or((is_("sex", "f"), is_("sex", "m")))),
    ("F H ou client", Or((And((is_("sex", "f"), is_("sex", "m"))), is_("status", "client")))),
    ("F (H ou client)", And((is_("sex", "f"), Or((is_("sex", "m"), is_("status", "client")))))),
    ("clients sauf inactifs", And((is_("status", "client"), Not(is_("status", "inactive"))))),
    ("clients et pas inactifs", And((is_("status", "client"), Not(is_("status", "inactive"))))),
    ("clients mais pas inactifs", And((is_("status", "client"), Not(is_("status", "inactive"))))),
    ("customers but not inactive", And((is_("status", "client"), Not(is_("status", "inactive"))))),
    ("clients except inactive", And((is_("status", "client"), Not(is_("status", "inactive"))))),
    ("F, clients", And((is_("sex", "f"), is_("status", "client")))),
    ("NON F", Not(is_("sex", "f"))),
    ("non non F", Not(Not(is_("sex", "f")))),
    ("-F", Not(is_("sex", "f"))),
    ("-(F H)", Not(And((is_("sex", "f"), is_("sex", "m"))))),
    ("-tag:presse", Not(is_("tag", "presse"))),
    ("((F))", is_("sex", "f")),
    # Values.
    ("ville:Nice", is_("town", "Nice")),
    ("ville : Nice", is_("town", "Nice")),
    ('ville:"Le Cannet"', is_("town", "Le Cannet")),
    ("ville:« Le Cannet »", is_("town", "Le Cannet")),
    ('ville:"dit ""Lou"""', is_("town", 'dit "Lou"')),
    ("ville:Nice,Cannes", Or((is_("town", "Nice"), is_("town", "Cannes")))),
    ("ville!=Nice", Not(is_("town", "Nice"))),
    ("town:et", is_("town", "et")),
    ("ok:mail,sms", And((is_("consent", "email"), is_("consent", "sms")))),
    ("non:tél", is_("refusal", "phone")),
    ("no:sms", is_("refusal", "sms")),
    ("demander:courrier", is_("not_asked", "post")),
    ("dép:06", is_("department", "06")),
    ("06*", is_("postcode", "06*")),
    ("74400", is_("postcode", "74400")),
    ("*vip", is_("tag", "vip")),
    ("avec mail", is_("has", "email")),
    ("sans téléphone", Not(is_("has", "phone"))),
    ("without email", Not(is_("has", "email"))),
    ("anniversaire:mars", is_("birthday", 3)),
    ("birthday:march", is_("birthday", 3)),
    ("anniversaire:3", is_("birthday", 3)),
    ("18-25", And((Condition("age", ">=", 18), Condition("age", "<=", 25)))),
    ("âge:18..25", And((Condition("age", ">=", 18), Condition("age", "<=", 25)))),
    ("age:60+", Condition("age", ">=", 60)),
    ("age:60", Condition("age", "=", 60)),
    ("montant>12,50", Condition("revenue", ">", 1250)),
    ("spent>12.5€", Condition("revenue", ">", 1250)),
    ("montant > 500, F", And((Condition("revenue", ">", 50000), is_("sex", "f")))),
    ("panier≥50", Condition("mean_basket", ">=", 5000)),
    ("prix>-5", Condition("price", ">", -500)),
    ("source:salon", is_("source", "fair")),
    ('source:"salon"', is_("source", "salon")),
    ("source:brocante", is_("source", "brocante")),
    ("pays:Suisse", is_("country", "CH")),
    ("champ.taille:grand", is_("custom.taille", "grand")),
    ("field.taille:grand", is_("custom.taille", "grand")),
    ("champ.taille>1,75", Condition("custom.taille", ">", "1,75")),
    ("champ.expire<31/12/2025", Condition("custom.expire", "<", dt.date(2025, 12, 31))),
    ("champ.expire>6m", Condition("custom.expire", ">", Duration(6, "month"))),
    ("champ.couleur:bleu,vert", Or((is_("custom.couleur", "bleu"), is_("custom.couleur", "vert")))),
    ('segment:"Femmes 60+"', is_("segment", "Femmes 60+")),
    ("réclamation", Condition("complaints", ">=", 1)),
    ("complétude<50", Condition("completeness", "<", 50)),
    # Days and times elapsed.
    ("dernier<31/12/2025", Condition("last_purchase", "<", dt.date(2025, 12, 31))),
    ("last<2025-12-31", Condition("last_purchase", "<", dt.date(2025, 12, 31))),
    ("dernier>2025", Condition("last_purchase", ">", dt.date(2025, 12, 31))),
    ("dernier>=2025", Condition("last_purchase", ">=", dt.date(2025, 1, 1))),
    ("dernier<=3/2025", Condition("last_purchase", "<=", dt.date(2025, 3, 31))),
    ("dernier<2025-03", Condition("last_purchase", "<", dt.date(2025, 3, 1))),
    ("vu:6m", Condition("last_seen", "<=", Duration(6, "month"))),
    ("visite>2ans", Condition("last_visit", ">", Duration(2, "year"))),
    ("seen>3w", Condition("last_seen", ">", Duration(3, "week"))),
    # Purchases.
    ("achat:massage", is_("bought", "massage")),
    ('achat:"printemps"', is_("bought", "printemps")),
    ("achat:été", is_("season", "summer")),
    ("achat:2025", YEAR_2025),
    ("achat:2025..2025", YEAR_2025),
    ("achat:12m", Condition("bought_on", "<=", Duration(12, "month"))),
    ("achat<12m", Condition("bought_on", "<", Duration(12, "month"))),
    ("achat>100", Condition("price", ">", 10000)),
    (
        "achats>=3 visites>5 nuits>2",
        And(tuple(Condition(f, o, v) for f, o, v in [("purchases", ">=", 3), ("visits", ">", 5), ("nights", ">", 2)])),
    ),
    (
        "achat(printemps massage prix>=50)",
        SameEvent((is_("season", "spring"), is_("bought", "massage"), Condition("price", ">=", 5000))),
    ),
    ("achat(printemps, massage)", SameEvent((is_("season", "spring"), is_("bought", "massage")))),
    ("bought(spring and massage)", SameEvent((is_("season", "spring"), is_("bought", "massage")))),
    ("achat(massage 2025)", SameEvent((is_("bought", "massage"), *YEAR_2025.conditions))),
    ("achat(massage)", is_("bought", "massage")),
    ("achat:samedi", is_("weekday", "saturday")),
    ("achat:mars", is_("month", 3)),
    # How many, how much, of those alone.
    (
        "achats(massage 12m)>=3",
        SameEvent(
            (is_("bought", "massage"), Condition("bought_on", "<=", Duration(12, "month"))),
            Condition("purchases", ">=", 3),
        ),
    ),
    ("spent(2025) > 500", SameEvent(YEAR_2025.conditions, Condition("revenue", ">", 50000))),
    ("achats() >= 3", Condition("purchases", ">=", 3)),
    # Visits, actions, tellings, opinions.
    ("visite:printemps", is_("visit_season", "spring")),
    ("venu:printemps", is_("visit_season", "spring")),
    ("came:march", is_("visit_month", 3)),
    ("visite:comptoir", is_("received", "counter")),
    ("visite:week-end", Or((is_("visit_weekday", "saturday"), is_("visit_weekday", "sunday")))),
    ("venu<12m", Condition("last_visit", "<", Duration(12, "month"))),
    ("visite(printemps mars)", SameEvent((is_("visit_season", "spring"), is_("visit_month", 3)))),
    ("visite(comptoir 2025)", SameEvent((is_("received", "counter"), *(visited_in_2025())))),
    ("action:appel", is_("action", "call")),
    ("action:en-retard", is_("action_state", "late")),
    ("action(call late)", SameEvent((is_("action", "call"), is_("action_state", "late")))),
    ('dit:"Offre spa"', is_("told", "Offre spa")),
    ("dit:sms", is_("told_by", "sms")),
    ('dit:"sms"', is_("told", "sms")),
    ("pas dit:spa", Not(is_("told", "spa"))),
    ("told(spa text 3m)", SameEvent((is_("told", "spa"), is_("told_by", "sms"), within("told_on", 3)))),
    ("avis(réclamation 12m)", SameEvent((is_("opinion", "complaint"), within("opinion_on", 12)))),
    ("note<=5", Condition("score", "<=", 5)),
    # A minus before a number, and "without" anything that can be asked.
    ("H -60+", And((is_("sex", "m"), Not(Condition("age", ">=", 60))))),
    ("-06*", Not(is_("postcode", "06*"))),
    ("F, -tag:presse", And((is_("sex", "f"), Not(is_("tag", "presse"))))),
    ("F, -60+", And((is_("sex", "f"), Not(Condition("age", ">=", 60))))),
    ("sans achat", Not(Condition("purchases", ">=", 1))),
    ("with visits", Condition("visits", ">=", 1)),
    ("sans dit:spa", Not(is_("told", "spa"))),
    ("sans achat:spa F", And((Not(is_("bought", "spa")), is_("sex", "f")))),
    ("without (F or M)", Not(Or((is_("sex", "f"), is_("sex", "m"))))),
    # As the program writes them.
    ("montant>1 000", Condition("revenue", ">", 100000)),
    ("montant>1 000,50 F", And((Condition("revenue", ">", 100050), is_("sex", "f")))),
    ("montant >= 1\u202f941,00\u00a0€", Condition("revenue", ">=", 194100)),
    ("spent>1 000.50 €", Condition("revenue", ">", 100050)),
    ('spent>"1 000"', Condition("revenue", ">", 100000)),
    ("montant:1 000..2 500", And((Condition("revenue", ">=", 100000), Condition("revenue", "<=", 250000)))),
    ("montant:1 000+", Condition("revenue", ">=", 100000)),
    ("points>=1 200 500", Condition("points", ">=", 1200500)),
    ("achat(prix>1 000 spa)", SameEvent((Condition("price", ">", 100000), is_("bought", "spa")))),
    ('achat(prix>1 "000")', SameEvent((Condition("price", ">", 100), is_("bought", "000")))),
    ("champ.prix>1 200,50", Condition("custom.prix", ">", "1 200,50")),
    ("dernier<1/1/25", Condition("last_purchase", "<", dt.date(2025, 1, 1))),
    ("dernier>24/02/98", Condition("last_purchase", ">", dt.date(1998, 2, 24))),
    ("dernier<01/01/2025", Condition("last_purchase", "<", dt.date(2025, 1, 1))),
    ("last<12 Aug 2026 F", And((Condition("last_purchase", "<", dt.date(2026, 8, 12)), is_("sex", "f")))),
    ("dernier<1er mars 25", Condition("last_purchase", "<", dt.date(2025, 3, 1))),
    ("dernier>=mars 2025", Condition("last_purchase", ">=", dt.date(2025, 3, 1))),
    ("champ.expire<1/1/25", Condition("custom.expire", "<", dt.date(2025, 1, 1))),
    ("achat(1/1/2025-31/12/2025)", YEAR_2025),
    ("achat:1/1/25-31/12/25", YEAR_2025),
    ("achat:2025-2025", YEAR_2025),
    ("achat:T1/2025..T4/2025", YEAR_2025),
    ("bought:2025-Q1..2025-12", YEAR_2025),
    ("dép:Haute-Savoie", is_("department", "74")),
    ('dép:"val d\'oise"', is_("department", "95")),
    ("provenance:accueil", is_("source", "reception")),
    ("précision:affiche", is_("source_detail", "affiche")),
    ("manque:mail,tél", Or((is_("missing", "email"), is_("missing", "phone")))),
    ("sans carte", Not(is_("has", "card"))),
]


@pytest.mark.parametrize(("typed", "tree"), READ)
def test_what_is_typed_is_understood(typed: str, tree: Node) -> None:
    assert read_segment(typed) == tree


WRITTEN = [
    (
        "F 60+ achat:printemps ok:mail",
        "F et âge >= 60 et achat:printemps et ok:mail",
        "F and age >= 60 and bought:spring and ok:email",
    ),
    ("dernier>18m montant>12,5", "dernier > 18m et montant > 12,50", "last > 18m and revenue > 12.50"),
    ("dernier<31/12/2025", "dernier < 31/12/2025", "last < 2025-12-31"),
    ("clients sauf (F ou H)", "client et non (F ou H)", "client and not (F or M)"),
    ("vu>2y", "vu > 2a", "seen > 2y"),
    ("sans mail", "sans mail", "without email"),
    ("with phone", "avec tél", "with phone"),
    ("achat:2025", "achat:2025", "bought:2025"),
    ("bought(spring 2025 massage)", "achat(printemps 2025 massage)", "bought(spring 2025 massage)"),
    ("montant(12m spa)>50", "montant(12m spa) > 50", "revenue(12m spa) > 50"),
    ("pas dit:2025", "non dit:2025", "not told:2025"),
    ("achat:12m", "achat:12m", "bought:12m"),
    ("visite:été", "saison_visite:été", "visit_season:summer"),
    ("visite(été samedi)", "visite(été samedi)", "visit(summer saturday)"),
    ("achat(date>=2025 massage)", "achat(date >= 01/01/2025 massage)", "bought(date >= 2025-01-01 massage)"),
    ("", "", ""),
]


@pytest.mark.parametrize(("typed", "french", "english"), WRITTEN)
def test_a_segment_is_written_in_either_language(typed: str, french: str, english: str) -> None:
    tree = read_segment(typed)
    assert write_segment(tree, "fr") == french
    assert write_segment(tree, "en") == english


FAULTS = [
    ("vile:nice", "segment.unknown_field", 0, "vile", "ville"),
    ("F cliens", "segment.unknown_word", 2, "cliens", "clients"),
    ("statut:actf", "segment.unknown_value", 7, "actf", "actif"),
    ("ok:courier", "segment.unknown_value", 3, "courier", "courrier"),
    ("parraine:Dupont", "segment.unknown_field", 0, "parraine", "parrain"),
    ("F carte", "segment.unknown_word", 2, "carte", "without card"),
    ("plus de 60 ans", "segment.unknown_word", 0, "plus", "60+"),
    ("rfm:zz", "segment.unknown_value", 4, "zz", "endormis"),
    # Words of the shop, names of questions and their values that are no condition alone.
    ("nouveaux clients", "segment.unknown_word", 0, "nouveaux", "rfm:nouveaux"),
    ("F salon", "segment.unknown_word", 2, "salon", "source:salon"),
    ("samedi", "segment.unknown_word", 0, "samedi", "bought:saturday"),
    ("montant 500", "segment.unknown_word", 0, "montant", "montant >= 100"),
    ("74", "segment.unknown_word", 0, "74", "dép:74"),
    ("achat(spa week-end)", "segment.unknown_value", 10, "week-end", "samedi"),
    ("achat:cette année", "segment.unknown_word", 12, "année", "achat:2025"),
    ("clients depuis 2020", "segment.unknown_word", 8, "depuis", "premier < 2020"),
    ("3 achats", "segment.unknown_word", 0, "3", None),
    ("ok:m", "segment.unknown_value", 3, "m", "courrier"),
    ("dép:Haute-Savoi", "segment.unknown_value", 4, "Haute-Savoi", "Haute-Savoie"),
    ("sans achatt", "segment.unknown_value", 5, "achatt", "achat"),
    ("sans", "segment.unknown_word", 0, "sans", None),
    ("achat(-5)", "segment.unexpected", 6, "-", None),
    ("rfm:", "segment.missing_value", 4, "", "rfm:champions"),
    ("achat>", "segment.missing_value", 6, "", None),
    ("montant>1 00", "segment.unknown_word", 10, "00", None),
    ("montant>1  000", "segment.unknown_word", 11, "000", None),
    ("sans sans F", "segment.unknown_value", 5, "sans", None),
    ("sans (" * 60 + "F" + ")" * 60, "segment.too_deep", 125, "(", None),
    ("age>x", "segment.not_a_number", 4, "x", None),
    ("champ.taille>grand", "segment.not_a_number", 13, "grand", None),
    ("montant>12,345", "segment.not_a_number", 8, "12,345", None),
    ("dernier>hier", "segment.not_a_day", 8, "hier", None),
    ("dernier>31/2/2025", "segment.not_a_day", 8, "31/2/2025", None),
    ("ville:", "segment.missing_value", 6, "", None),
    ("ville:)", "segment.missing_value", 6, ")", None),
    ('ville:"!"', "segment.unknown_value", 6, "!", None),
    ('ville:"Nice', "segment.not_closed", 6, '"Nice', None),
    ("(F", "segment.not_closed", 0, "(", None),
    ("F)", "segment.unexpected", 1, ")", None),
    ("F ou", "segment.missing_condition", 4, "", None),
    ("()", "segment.missing_condition", 1, ")", None),
    ("achat()", "segment.missing_condition", 5, "(", None),
    ("achat(ville:Nice)", "segment.not_of_event", 6, "ville", None),
    ("action(apel)", "segment.unknown_value", 7, "apel", "appel"),
    ("action(date<3m)", "segment.not_of_event", 7, "date", "état"),
    ("achats(spa)", "segment.missing_value", 11, "", None),
    ("dit>sms", "segment.not_ordered", 3, ">", None),
    ("ville>Nice", "segment.not_ordered", 5, ">", None),
    ("F !", "segment.unexpected", 2, "!", None),
    ('"Nice"', "segment.unexpected", 0, "Nice", None),
    ("(" * 60 + "F" + ")" * 60, "segment.too_deep", 41, "(", None),
    ("F " * 3000, "segment.too_long", 4000, "F F F F F F F F F F ", None),
]


@pytest.mark.parametrize(("typed", "code", "position", "text", "suggestion"), FAULTS)
def test_a_fault_names_the_words_and_their_place(
    typed: str, code: str, position: int, text: str, suggestion: str | None
) -> None:
    with pytest.raises(SegmentError) as refused:
        read_segment(typed)
    fault = refused.value.fault
    assert (fault.code, fault.position, fault.text) == (code, position, text)
    assert suggestion is None or suggestion in fault.suggestions


@pytest.mark.parametrize(
    "word", ["depuis", "average", "top", "abroad", "familles", "accepte", "venue", "mois", "60", "weekend"]
)
def test_what_is_said_for_a_word_of_the_shop_is_understood(word: str) -> None:
    near = meant_by(word)
    assert near is not None
    assert all(read_segment(one) for one in (*near.fr, *near.en))


@pytest.mark.parametrize("typed", ["ruelle:Nice", "rang:Mme", "responsabilité:Luc", "F zz"])
def test_close_words_are_of_the_language_that_is_spoken(typed: str) -> None:
    with pytest.raises(SegmentError) as refused:
        read_segment(typed)
    near = refused.value.fault.suggestions
    words = {word for field in FIELDS.values() for word in field.names.all("fr")}
    assert all(word.rstrip(":") in words for word in near.fr if word.rstrip(":") not in field_words("title"))


def field_words(name: str) -> tuple[str, ...]:
    """What a field is called in English."""
    return tuple(word for field in FIELDS.values() for word in field.names.all("en") if name in word)


@given(trees, st.sampled_from(get_args(Language)))
@settings(max_examples=300)
def test_what_is_written_is_read_back(tree: Node, language: Language) -> None:
    written = write_segment(tree, language)
    assert normal(read_segment(written)) == normal(tree), written


@given(st.text(alphabet='F(),:<>=-"«» etounachvilgpr0169*.+!?é', max_size=40))
def test_no_text_breaks_the_reading(text: str) -> None:
    try:
        tree = read_segment(text)
    except SegmentError as refused:
        place = refused.fault.position
        tree = EVERYBODY
    else:
        place = 0
    assert 0 <= place <= len(text)
    assert normal(read_segment(write_segment(tree, "fr"))) == normal(tree)


def test_a_product_called_as_a_word_of_the_line_is_written_in_quotes() -> None:
    for name in ("week-end", "samedi", "2025", "et"):
        assert read_segment(write_segment(is_("bought", name), "fr")) == is_("bought", name)


def test_a_name_belongs_to_one_field() -> None:
    names = [(name, code) for code, field in FIELDS.items() for name in field.names.folded()]
    owners: dict[str, set[str]] = {}
    for name, code in names:
        owners.setdefault(name, set()).add(code)
    assert {name: codes for name, codes in owners.items() if len(codes) > 1} == {}


def test_a_word_of_a_choice_names_one_choice() -> None:
    for field in FIELDS.values():
        words = [name for words in field.choices.values() for name in words.folded()]
        assert len(words) == len(set(words)), field.code


def test_every_field_stands_on_an_axis_and_is_read_somewhere() -> None:
    assert [code for axis in AXES for code in (f.code for f in fields_by_axis(axis))] != []
    assert {field.code for axis in AXES for field in fields_by_axis(axis)} == set(FIELDS)
    for field in FIELDS.values():
        assert (field.read is None) != (field.read_event is None) or field.code == "segment"
        assert (field.read_event is None) == (field.event not in EVENTS)


PAGE = Path(__file__).parents[2] / "docs" / "segments.md"
ROWS = [line.strip("|\n").split("|") for line in PAGE.read_text("utf-8").splitlines() if line.startswith("|")]
EXAMPLES = [tuple(re.findall("`([^`]+)`", cell) for cell in cells[1:]) for cells in ROWS if "`" in cells[1]]


@pytest.mark.parametrize(("french", "english"), EXAMPLES)
def test_every_example_of_the_page_is_understood_alike_in_both_languages(french: list[str], english: list[str]) -> None:
    read = [read_segment(text) for text in french]
    assert read
    assert [read_segment(text) for text in english] in (read, [])
    for tree in read:
        assert read_segment(write_segment(tree, "en")) == read_segment(write_segment(tree, "fr"))
