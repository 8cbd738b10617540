"""What is looked for, read from what was typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fichier_tui.domain.sought import Part, joined_forms, read_sought
from fichier_tui.domain.text import fold


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Péron", (Part("peron"),)),
        ("pero h", (Part("pero"), Part("h"))),
        ("h pero", (Part("h"), Part("pero"))),
        ("de la Tour", (Part("tour", "delatour"),)),
        ("De La Tour Marie", (Part("tour", "delatour"), Part("marie"))),
        ("marie de la", (Part("marie"), Part("la", "dela"))),
        ("d'Anjou", (Part("anjou", "danjou"),)),
        ("D’Anjou", (Part("anjou", "danjou"),)),
        ("d anjou", (Part("d"), Part("anjou"))),
        ("l'hermite", (Part("hermite", "lhermite"),)),
        ("van den berghe", (Part("berghe", "vandenberghe"),)),
        ("martin le", (Part("martin"), Part("le"))),
        ("el amrani", (Part("amrani", "elamrani"),)),
        ("le", (Part("le"),)),
        ("d'", (Part("d"),)),
        ("jean-pierre", (Part("jean"), Part("pierre"))),
        ("martin martin", (Part("martin"),)),
        ("  ", ()),
    ],
)
def test_particles_do_not_count(text: str, parts: tuple[Part, ...]) -> None:
    assert read_sought(text).parts == parts


@given(st.text(max_size=60))
def test_no_word_is_lost(text: str) -> None:
    assert "".join(read_sought(text).words) == fold(text).replace(" ", "")


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Péron", []),
        ("Le Fèvre", ["lefevre"]),
        ("de La Tour", ["delatour", "latour"]),
        ("Van den Berghe", ["vandenberghe", "denberghe"]),
        ("Saint-Jean", ["saintjean"]),
        ("Delatour", ["latour", "tour"]),
        ("Delage", []),
    ],
)
def test_a_name_has_other_forms(name: str, forms: list[str]) -> None:
    assert joined_forms(fold(name).split()) == forms
