"""What is offered while a segment is typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fichier_tui.domain.segment import Language, read_segment
from fichier_tui.domain.segment.completion import Vocabulary, complete

VOCABULARY = Vocabulary(
    {
        "towns": ("Nice", "Le Cannet", "Cannes", "Saint-Paul-de-Vence"),
        "bought": ("massage", "printemps", "Soin du visage"),
        "tags": ("presse",),
        "departments": ("06", "74"),
        "segments": ("Femmes 60+",),
        "custom": ("custom.taille",),
    }
)
# A bar marks the cursor; the first suggestion, and the text once it is taken.
CASES: list[tuple[str, Language, str, str]] = [
    ("ach|", "fr", "achat:", "achat:"),
    ("F ach|", "fr", "achat:", "F achat:"),
    ("F -ta|", "fr", "tag:", "F -tag:"),
    ("ag|", "fr", "âge >= ", "âge >= "),
    ("ag|", "en", "age >= ", "age >= "),
    ("bo|", "en", "bought:", "bought:"),
    ("wo|", "en", "woman", "woman"),
    ("fem|", "fr", "femme", "femme"),
    ("insc|", "fr", "", "insc"),
    # What one asks for finds the question.
    ("cannet|", "fr", "", "cannet"),
    ("cann|", "fr", "ville:Cannes", "ville:Cannes"),
    ("F massa|", "en", "bought:massage", "F bought:massage"),
    ("prome|", "fr", "rfm:prometteurs", "rfm:prometteurs"),
    ("loyal|", "en", "rfm:loyal", "rfm:loyal"),
    ("haute|", "fr", "dép:74", "dép:74"),
    ("pros|", "fr", "prospect", "prospect"),
    ("F |", "fr", "et", "F et"),
    ("F ou|", "fr", "ou", "F ou"),
    ("ville:c|", "fr", "Cannes", "ville:Cannes"),
    ("ville:Nice,c|", "fr", "Cannes", "ville:Nice,Cannes"),
    ("ville:cann|es F", "fr", "Cannes", "ville:Cannes F"),
    ("ville:can|", "fr", "Cannes", "ville:Cannes"),
    ('ville:"le|', "fr", '"Le Cannet"', 'ville:"Le Cannet"'),
    ('ville:"le|" F', "fr", '"Le Cannet"', 'ville:"Le Cannet" F'),
    ("ville:paul|", "fr", "Saint-Paul-de-Vence", "ville:Saint-Paul-de-Vence"),
    ("achat:pr|", "fr", "printemps", "achat:printemps"),
    ("bought:sp|", "en", "spring", "bought:spring"),
    ("achat:so|", "fr", '"Soin du visage"', 'achat:"Soin du visage"'),
    ("ok:|", "fr", "mail", "ok:mail"),
    ("ok:t|", "fr", "tél", "ok:tél"),
    ("consent:e|", "en", "email", "consent:email"),
    ("segment:f|", "fr", '"Femmes 60+"', 'segment:"Femmes 60+"'),
    ("dernier > 1|", "fr", "12m", "dernier > 12m"),
    ("last > |", "en", "6m", "last > 6m"),
    ("champ|", "fr", "champ.taille:", "champ.taille:"),
    ("anniversaire:av|", "fr", "avril", "anniversaire:avril"),
    ("nimporte:x|", "fr", "", "nimporte:x"),
    # Between the parentheses of an event, only what is of it.
    ("achat(so|", "fr", '"Soin du visage"', 'achat("Soin du visage"'),
    ("achat(massage sam|", "fr", "samedi", "achat(massage samedi"),
    ("achats(massage 1|", "fr", "12m", "achats(massage 12m"),
    ("F action(app|", "fr", "appel", "F action(appel"),
    ("action(call la|", "en", "late", "action(call late"),
    ("avis(no|", "fr", "note", "avis(note"),
    ('achat("a (b" sam|', "fr", "samedi", 'achat("a (b" samedi'),
    ("achat(massage) cli|", "fr", "client", "achat(massage) client"),
    ("(fem|", "fr", "femme", "(femme"),
]


@pytest.mark.parametrize(("typed", "language", "first", "after"), CASES)
def test_the_first_suggestion_is_what_was_begun(typed: str, language: Language, first: str, after: str) -> None:
    cursor = typed.index("|")
    text = typed.replace("|", "")
    suggestions = complete(text, cursor, VOCABULARY, language)
    assert (suggestions[0].text if suggestions else "") == first
    assert (suggestions[0].applied(text)[0] if suggestions else text) == after


def test_a_product_called_as_a_season_is_offered_in_quotes() -> None:
    offered = [suggestion.text for suggestion in complete("achat:prin", 10, VOCABULARY)]
    assert offered == ["printemps", '"printemps"']


@given(st.text(alphabet='F(),:<>=-" acheltonvi', max_size=30), st.data())
def test_suggestions_replace_what_is_around_the_cursor(text: str, data: st.DataObject) -> None:
    cursor = data.draw(st.integers(0, len(text)))
    for suggestion in complete(text, cursor, VOCABULARY):
        assert 0 <= suggestion.start <= cursor <= suggestion.end <= len(text)


def test_every_value_that_is_offered_is_understood() -> None:
    for start in ("ville:", "achat:", "tag:", "ok:", "statut:", "source:", "pays:", "langue:", "avec:", "dernier > "):
        for language in ("fr", "en"):
            for suggestion in complete(start, len(start), VOCABULARY, language, limit=100):
                read_segment(suggestion.applied(start)[0])
