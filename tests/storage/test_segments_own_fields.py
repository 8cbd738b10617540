"""The shop's own fields in segments: by key or by name, compared by their type, offered with their choices."""

from __future__ import annotations

import pytest

from fichier_tui import i18n
from fichier_tui.domain.contact import ContactDetails
from fichier_tui.domain.own_field import OwnFieldDetails
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.segment import Condition, read_segment
from fichier_tui.domain.segment.completion import complete
from fichier_tui.storage.contacts import create_contact, read_contact
from fichier_tui.storage.segments.saved import find_segment, save_segment, segment_vocabulary
from fichier_tui.storage.session import Session
from fichier_tui.storage.shop_fields import change_own_field, create_own_field, retire_own_field
from fichier_tui.ui.screens.segments.offers import value_offers
from fichier_tui.ui.segment_words import condition_sentence

FIELDS = (
    OwnFieldDetails("Niveau de ski", "choice", ("Débutant", "Confirmé"), "Cours"),
    OwnFieldDetails("Pointure", "number", purpose="Chaussures"),
    OwnFieldDetails("Mariage", "date", purpose="Séjour"),
    OwnFieldDetails("Chien", "yes_no", purpose="Chambre"),
    OwnFieldDetails("Oreiller", purpose="Chambre"),
)
PEOPLE = {
    "Ana": {"niveau_de_ski": "Débutant", "pointure": "38.5", "mariage": "1998-06-12", "chien": "1"},
    "Bob": {"niveau_de_ski": "Confirmé", "pointure": "42", "mariage": "2024-05-01", "chien": "0"},
    "Cid": {"pointure": "7", "oreiller": "Plume d'oie"},
    "Dia": {},
}


@pytest.fixture
def people(session: Session) -> Session:
    """Four contacts, with values of every type."""
    for details in FIELDS:
        create_own_field(session, details)
    for name, custom in PEOPLE.items():
        create_contact(session, ContactDetails(last_name=name, custom=custom))
    return session


def found(session: Session, text: str) -> str:
    """The first letters of those who are in the segment."""
    ids = find_segment(session, read_segment(text))
    return "".join(read_contact(session, number).details.last_name[0] for number in ids)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("champ.niveau_de_ski:débutant", "A"),
        ("own.niveau_de_ski:CONFIRME", "B"),
        ("propre.niveau-de-ski:confirmé", "B"),
        ("field.NiveauDeSki:déb*", "A"),
        ("champ.pointure >= 38,5", "AB"),
        ("champ.pointure < 10", "C"),
        ("champ.pointure:42", "B"),
        ("champ.pointure:38,5", "A"),
        ("champ.mariage < 2000", "A"),
        ("champ.mariage:12/06/1998", "A"),
        ("champ.mariage >= 2024", "B"),
        ("champ.mariage > 2024", ""),
        ("champ.mariage:1998", "A"),
        ("champ.mariage:6/1998", "A"),
        ("champ.pointure < 2000", "ABC"),
        ("champ.mariage > 10a", "A"),
        ("champ.mariage <= 5a", "B"),
        ("champ.chien:oui", "A"),
        ("champ.chien:no", "B"),
        ("champ.chien:*", "AB"),
        ("non champ.chien:oui", "BCD"),
        ("champ.oreiller:plume*", "C"),
        ("champ.niveau_de_ski:débutant,confirmé et champ.chien:oui", "A"),
    ],
)
def test_a_condition_on_an_own_field_finds_who_meets_it(people: Session, text: str, who: str) -> None:
    assert found(people, text) == who


def test_a_new_name_is_understood_and_what_was_saved_follows(people: Session) -> None:
    saved = save_segment(people, "Skieurs", read_segment("champ.niveau-de-ski:confirmé"))
    assert saved.text == "field.niveau_de_ski:confirmé"
    change_own_field(people, "niveau_de_ski", OwnFieldDetails("Glisse", "choice", ("Débutant", "Confirmé"), "Cours"))
    assert found(people, "champ.glisse:confirmé") == found(people, "segment:skieurs") == "B"
    retire_own_field(people, "niveau_de_ski")
    assert found(people, "segment:skieurs") == "B", "its values are kept"


def test_a_field_that_is_not_there_is_refused_not_counted_as_nobody(people: Session) -> None:
    with pytest.raises(Refusal, match=r"custom\.unknown"):
        found(people, "champ.taille:grand")
    with pytest.raises(Refusal, match=r"custom\.unknown"):
        save_segment(people, "Grands", read_segment("F et (60+ ou champ.taille:grand)"))


def offered(session: Session, code: str, typed: str = "") -> list[str]:
    """What the dialog of a condition offers for a field."""
    labels = {"niveau_de_ski": "Niveau de ski", "pointure": "Pointure", "mariage": "Mariage", "chien": "Chien"}
    offers, fault = value_offers(f"custom.{code}", typed, segment_vocabulary(session), labels)
    assert fault is None
    return [offer.words for offer in offers]


def test_the_dialog_offers_what_the_type_allows(people: Session) -> None:
    i18n.use_language("fr")
    assert offered(people, "niveau_de_ski") == ["Débutant", "Confirmé"]
    assert offered(people, "chien") == ["oui", "non"]
    assert [words.replace("\u00a0", " ") for words in offered(people, "pointure", "42,5")] == [
        "Pointure : 42,5 ou plus",
        "Pointure : plus de 42,5",
        "Pointure : 42,5 ou moins",
        "Pointure : moins de 42,5",
        "Pointure : 42,5",
    ]
    assert "Mariage\u00a0: il y a plus de 10 ans" in offered(people, "mariage", "10a")


def test_the_text_form_completes_names_and_values(people: Session) -> None:
    words = segment_vocabulary(people)

    def texts(typed: str) -> list[str]:
        return [one.text for one in complete(typed, len(typed), words, "fr")]

    assert texts("champ.ni") == ["champ.niveau_de_ski:"]
    assert texts("champ.po") == ["champ.pointure >= "]
    assert texts("champ.ma") == ["champ.mariage > "]
    assert texts("champ.niveau_de_ski:c") == ["Confirmé"]
    assert texts("champ.chien:") == ["oui", "non"]


def test_a_comparison_says_its_operator() -> None:
    condition = Condition("custom.pointure", ">=", "42")
    assert condition_sentence(condition, {"pointure": "Boot size"}) == "Boot size: 42 or more"
    assert condition_sentence(Condition("custom.Boot-Size", "=", "42"), {"x": "Boot size"}) == "Boot size: 42"
