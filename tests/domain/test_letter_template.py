"""The text of a letter: any text reads or is refused with its place; values are never read again."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fichier_tui.domain.letter import MERGE_FIELDS, OWN_PREFIX, Merge, field_names, find_field, read_template
from fichier_tui.domain.refusal import Refusal

OWN = {"taille_de_ski": "Taille de ski", "allergie": "Goûts"}
NAMES = [*field_names("fr", OWN), *field_names("en", OWN)]
PIECES = st.lists(
    st.one_of(
        st.sampled_from(["{", "}", "{{", "}}", "|", "\n", " ", "{}", "{x|", "prénom"]),
        st.sampled_from(NAMES).map(lambda name: f"{{{name}}}"),
        st.sampled_from(NAMES).map(lambda name: f"{{{name}|par défaut}}"),
        st.text(max_size=8),
    ),
    max_size=12,
).map("".join)
VALUES = st.dictionaries(st.sampled_from([*MERGE_FIELDS, OWN_PREFIX + "allergie"]), st.text(max_size=20))


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("prénom", "first_name"),
        ("PRENOM", "first_name"),
        (" first name ", "first_name"),
        ("first_name", "first_name"),
        ("Ville", "town"),
        ("dernière visite", "last_visit"),
        ("produit préféré", "favourite_product"),
        ("champ.taille_de_ski", "own.taille_de_ski"),
        ("champ.Taille de ski", "own.taille_de_ski"),
        ("Field.goûts", "own.allergie"),
        ("own.allergie", "own.allergie"),
        ("champ.pointure", None),
        ("champ.", None),
        ("__class__", None),
        ("", None),
    ],
)
def test_a_field_is_found_in_both_languages(written: str, code: str | None) -> None:
    assert find_field(written, OWN) == code


def test_no_two_fields_share_a_name() -> None:
    codes = {name: find_field(name) for names in MERGE_FIELDS.values() for name in names.every()}
    for code, names in MERGE_FIELDS.items():
        assert {codes[name] for name in names.every()} == {code}


def test_a_letter_is_filled() -> None:
    template = read_template("{cher|Bonjour} {prénom}, vous êtes invité{e}. {{-5 %}} {champ.taille_de_ski|?}", OWN)
    assert template.fields == ("dear", "first_name", "e", "own.taille_de_ski")
    woman = {"dear": "Chère", "first_name": "Élise", "e": "e", "own.taille_de_ski": "168"}
    assert template.fill(woman) == "Chère Élise, vous êtes invitée. {-5 %} 168"
    assert template.fill({}) == "Bonjour, vous êtes invité. {-5 %} ?"
    assert template.missing({"e": ""}) == ("first_name",)


@pytest.mark.parametrize(
    ("text", "code", "details"),
    [
        (
            "Bonjour {prenon} !",
            "letter.unknown_field",
            {"piece": "prenon", "position": 9, "around": "Bonjour {prenon} !", "near": "{prénom}, {prénom_nom}"},
        ),
        ("{champ.taile_de_ski}", "letter.unknown_field", {"near": "{champ.taille_de_ski}, {champ.allergie}"}),
        ("{prénom.__class__}", "letter.unknown_field", {"position": 1}),
        ("{}", "letter.unknown_field", {"piece": "", "position": 1}),
        ("Bonjour {prénom", "letter.not_closed", {"piece": "{prénom", "position": 9}),
        ("Bonjour {prénom\n}", "letter.not_closed", {"position": 9}),
        ("{prénom|{nom}}", "letter.not_closed", {"position": 1}),
        ("Bonjour prénom}", "letter.stray_brace", {"position": 15}),
        ("Bonjour {{prénom}}", "letter.doubled", {"piece": "prénom", "position": 9}),
        ("Bonjour {{first_name|you}}", "letter.doubled", {"piece": "first_name"}),
        ("a" * 100_001, "letter.too_long", {"limit": 100_000}),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(text: str, code: str, details: dict[str, object]) -> None:
    with pytest.raises(Refusal) as refused:
        read_template(text, OWN)
    assert refused.value.code == code
    assert details.items() <= refused.value.details.items()


@given(PIECES, VALUES)
@example("{{{prénom}}}", {"first_name": "{nom}"})
def test_any_text_reads_or_is_refused_with_its_place(text: str, values: dict[str, str]) -> None:
    refused: Refusal | None = None
    try:
        template = read_template(text, OWN)
    except Refusal as refusal:
        refused = refusal
    if refused is not None:
        assert refused.code.startswith("letter.")
        assert 1 <= int(str(refused.details["position"])) <= len(text)
        return
    filled = template.fill(values)
    # Braces: those that were doubled, and those of the values; none of a field.
    kept = sum(part.count("{") for part in template.parts if isinstance(part, str))
    used = [values.get(part.code) or part.default or "" for part in template.parts if isinstance(part, Merge)]
    assert filled.count("{") == kept + sum(value.count("{") for value in used)
    assert template.fields == tuple(dict.fromkeys(part.code for part in template.parts if isinstance(part, Merge)))


@given(st.dictionaries(st.sampled_from(sorted(MERGE_FIELDS)), st.text(max_size=40)))
def test_values_are_never_read_again(values: dict[str, str]) -> None:
    text = "".join(f"<{{{code}}}>" for code in MERGE_FIELDS)
    assert read_template(text).fill(values) == "".join(f"<{values.get(code, '')}>" for code in MERGE_FIELDS)


@given(st.text())
def test_no_value_breaks_a_subject(value: str) -> None:
    line = read_template("Offre pour {prénom}").fill_line({"first_name": value + "\r\nBcc: x@example.org\u2028y"})
    assert line.splitlines() == [line]
    assert not any(unicodedata.category(letter) == "Cc" for letter in line)
