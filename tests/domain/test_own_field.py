"""The fields of the shop's own: which names are refused, how a value is read and kept."""

from __future__ import annotations

import datetime as dt

import pytest

from fichier_tui.domain.own_field import (
    CHOICE,
    DATE,
    KINDS,
    NUMBER,
    SENSITIVE_CODES,
    TEXT,
    YES_NO,
    OwnField,
    OwnFieldDetails,
    checked,
    is_value,
    new_key,
    read_value,
)
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.sensitive import CATEGORIES, judge_name
from fichier_tui.ui.refusals import REFUSALS

TODAY = dt.date(2026, 11, 22)
# A name, and the category of what it would hold; refused by RGPD 9 and 10, or the law on the national number.
FORBIDDEN = [
    ("Santé", "health"),
    ("État de santé", "health"),
    ("SANTE", "health"),
    ("sante ", "health"),
    ("Handicap", "health"),
    ("Handicapé (oui/non)", "health"),
    ("Maladies chroniques", "health"),
    ("Traitement médical", "health"),
    ("Médicaments", "health"),
    ("Médecin traitant", "health"),
    ("Enceinte", "health"),
    ("Groupe sanguin", "health"),
    ("Diabétique", "health"),
    ("Health issues", "health"),
    ("Disability", "health"),
    ("Pregnant", "health"),
    ("Religion", "beliefs"),
    ("Confession religieuse", "beliefs"),
    ("Convictions", "beliefs"),
    ("Catholique ?", "beliefs"),
    ("Beliefs", "beliefs"),
    ("Opinions politiques", "politics"),
    ("Politique", "politics"),
    ("Political party", "politics"),
    ("Syndicat", "union"),
    ("Appartenance syndicale", "union"),
    ("Syndiqué", "union"),
    ("Trade union", "union"),
    ("Orientation sexuelle", "sex_life"),
    ("Vie sexuelle", "sex_life"),
    ("Sexual orientation", "sex_life"),
    ("Origine ethnique", "origin"),
    ("Race", "origin"),
    ("Couleur de peau", "origin"),
    ("Ethnicity", "origin"),
    ("Empreinte digitale", "body"),
    ("Casier judiciaire", "offences"),
    ("Condamnations", "offences"),
    ("Infractions au code de la route", "offences"),
    ("Criminal record", "offences"),
    ("Criminal convictions", "offences"),
    ("NIR", "national_number"),
    ("N° SS", "national_number"),
    ("Numéro de sécurité sociale", "national_number"),
    ("N° sécu", "national_number"),
    ("Social security no.", "national_number"),
]
# A name that one must think about: it may tell of health, of a belief, of an origin.
NEAR = ["Allergies", "Allergie alimentaire", "Régime", "Sans gluten", "PMR", "Halal", "Nationalité", "Pays d'origine"]
ORDINARY = [
    "Niveau de ski",
    "Origine du contact",
    "Origine",
    "Vient avec un chien",
    "Race du chien",
    "Race of the dog",
    "Santé du chien",
    "Vaccin du chat",
    "Syndicat d'initiative",
    "Syndic de l'immeuble",
    "Politique tarifaire",
    "Politique d'annulation",
    "Casier à skis",
    "N° de casier",
    "Handicap golf",
    "Secteur santé",
    "Diagnostic énergétique",
    "Redressement judiciaire",
    "Régime matrimonial",
    "Film culte",
    "Sexe",
    "Vote concours photo",
    "Union commerciale",
    "Date d'union",
    "Nirvana (groupe préféré)",
    "Pratique du yoga",
    "Assurance annulation",
    "Taille de chaussures",
    "Adresse invalide",
    "Code INSEE",
    "Contact de Christian",
    "Parti le",
    "Traceur GPS",
    "Sécurité du logement",
]


@pytest.mark.parametrize(("name", "category"), FORBIDDEN)
def test_a_name_that_the_law_forbids_is_refused_with_the_rule(name: str, category: str) -> None:
    with pytest.raises(Refusal) as refused:
        checked(OwnFieldDetails(name, purpose="Mieux recevoir"))
    assert refused.value.code == SENSITIVE_CODES[category]
    assert "{name}" in REFUSALS[refused.value.code]


@pytest.mark.parametrize("name", NEAR)
def test_a_name_near_the_forbidden_is_warned_of_and_accepted(name: str) -> None:
    judgement = judge_name(name)
    assert judgement is not None
    assert not judgement.forbidden
    assert checked(OwnFieldDetails(name, purpose="Préparer le repas")).label == name


@pytest.mark.parametrize("name", ORDINARY)
def test_an_ordinary_name_is_accepted(name: str) -> None:
    assert judge_name(name) is None
    assert checked(OwnFieldDetails(f"  {name} ", purpose=" Mieux recevoir ")).label == name


def test_every_category_names_its_rule() -> None:
    assert set(SENSITIVE_CODES) == set(CATEGORIES)
    for code in SENSITIVE_CODES.values():
        assert "RGPD" in REFUSALS[code] or "GDPR" in REFUSALS[code] or "2019-341" in REFUSALS[code]


FIELD = OwnField("niveau", "Niveau de ski", TEXT, (), "Cours")


@pytest.mark.parametrize(
    ("details", "code"),
    [
        (OwnFieldDetails("", purpose="x"), "custom.nameless"),
        (OwnFieldDetails(" … ", purpose="x"), "custom.nameless"),
        (OwnFieldDetails("Taille"), "custom.purpose"),
        (OwnFieldDetails("Taille", purpose="  . "), "custom.purpose"),
        (OwnFieldDetails("Taille", "colour", purpose="x"), "custom.unknown_kind"),
        (OwnFieldDetails("NIVEAU-DE SKI", purpose="x"), "custom.exists"),
        (OwnFieldDetails("Taille", CHOICE, (), "x"), "custom.choices"),
        (OwnFieldDetails("Taille", CHOICE, ("S", " s ", ""), "x"), "custom.choices"),
    ],
)
def test_what_a_field_needs(details: OwnFieldDetails, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        checked(details, [FIELD])
    assert refused.value.code == code


def test_choices_are_each_kept_once_and_only_by_a_choice() -> None:
    details = OwnFieldDetails("Taille", CHOICE, (" S", "M", "s", "", "L\x1b[0m"), "Location")
    assert checked(details).choices == ("S", "M", "L[0m")
    assert checked(OwnFieldDetails("Taille", NUMBER, ("S", "M"), "Location")).choices == ()


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        (TEXT, "  Deux   lits ", "Deux lits"),
        (NUMBER, "42", "42"),
        (NUMBER, "1 200,50", "1200.5"),
        (NUMBER, "-3.0", "-3"),
        (NUMBER, "-0", "0"),
        (NUMBER, "007", "7"),
        (NUMBER, "−3,25", "-3.25"),
        (NUMBER, "douze", None),
        (NUMBER, "1,2,3", None),
        (NUMBER, "٣", None),
        (NUMBER, "1e5", None),
        (DATE, "12/6/1998", "1998-06-12"),
        (DATE, "1998-06-12", "1998-06-12"),
        (DATE, "hier", "2026-11-21"),
        (DATE, "31/2/2020", None),
        (YES_NO, "Oui", "1"),
        (YES_NO, "x", "1"),
        (YES_NO, "NON", "0"),
        (YES_NO, "peut-être", None),
        (CHOICE, "debutant", "Débutant"),
        (CHOICE, "Expert", None),
        *((kind, "  ", "") for kind in KINDS),
    ],
)
def test_a_value_is_read_by_its_type(kind: str, typed: str, kept: str | None) -> None:
    choices = ("Débutant", "Confirmé")
    assert read_value(kind, choices, typed, TODAY) == kept
    if kept is not None:
        assert is_value(kind, choices, kept)
        assert read_value(kind, choices, kept, TODAY) == kept


@pytest.mark.parametrize(
    ("kind", "value"),
    [(NUMBER, "1,5"), (NUMBER, "007"), (NUMBER, "x"), (DATE, "12/6/1998"), (DATE, "1998-6-2"), (YES_NO, "oui"),
     (CHOICE, "debutant")],
)  # fmt: skip
def test_what_is_no_value_of_a_type(kind: str, value: str) -> None:
    assert not is_value(kind, ("Débutant",), value)


def test_a_key_is_stable_readable_and_never_taken() -> None:
    assert new_key("Niveau de ski", ()) == "niveau_de_ski"
    assert new_key("Niveau de ski", ("niveau_de_ski", "niveau_de_ski_2")) == "niveau_de_ski_3"
    assert new_key("雪", ("雪",)) == "雪_2"
