"""Communes: their codes and postcodes, how their names are compared and written, which one an address is in."""

from __future__ import annotations

import pytest

from fichier_tui.domain.commune import (
    Commune,
    Communes,
    area_of,
    read_insee,
    read_postcode,
    town_key,
    town_name,
    with_capitals,
    with_parts,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("NICE CEDEX 3", "Nice"),
        ("St-Laurent-du-Var", "SAINT LAURENT DU VAR"),
        ("Ste Maxime", "Sainte-Maxime"),
        ("L ABERGEMENT CLEMENCIAT", "L'Abergement-Clémenciat"),
        ("PARIS 01", "Paris"),
        ("Lyon 3e arrondissement", "lyon"),
        ("Marseille 6ème", "MARSEILLE"),
    ],
)
def test_two_writings_of_one_town(one: str, other: str) -> None:
    assert town_key(one) == town_key(other)


def test_two_towns_are_two() -> None:
    assert (
        len({town_key(name) for name in ("Nice", "Saint-Nicaise", "Paris", "Paris-l'Hôpital", "Lyons-la-Forêt")}) == 5
    )


@pytest.mark.parametrize(
    ("official", "written"),
    [
        ("SAINT LAURENT DU VAR", "Saint-Laurent-du-Var"),
        ("ST DENIS", "Saint-Denis"),
        ("LE HAVRE", "Le Havre"),
        ("LES HOUCHES", "Les Houches"),
        ("L ABERGEMENT CLEMENCIAT", "L'Abergement-Clemenciat"),
        ("VILLENEUVE D ASCQ", "Villeneuve-d'Ascq"),
        ("NICE", "Nice"),
        ("PARIS 15", "Paris"),
        ("CHAMONIX MONT BLANC", "Chamonix-Mont-Blanc"),
        ("L'Abergement-Clémenciat", "L'Abergement-Clémenciat"),
        ("Nice", "Nice"),
        ("", ""),
        ("12", "12"),
    ],
)
def test_a_name_in_capitals_is_written_as_people_do(official: str, written: str) -> None:
    assert town_name(official) == written


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("nice", "Nice"),
        ("saint-laurent-du-var", "Saint-Laurent-du-Var"),
        ("l'haÿ-les-roses", "L'Haÿ-les-Roses"),
        ("villeneuve-d'ascq", "Villeneuve-d'Ascq"),
        ("nice cedex 3", "Nice Cedex 3"),
        ("le havre", "Le Havre"),
        ("NICE", "NICE"),
        ("La Baule", "La Baule"),
        ("", ""),
    ],
)
def test_nobody_needs_shift_for_a_town(typed: str, written: str) -> None:
    assert with_capitals(typed) == written


@pytest.mark.parametrize(
    ("text", "insee", "postcode"),
    [
        ("01001", "01001", "01001"),
        ("1001", "01001", "01001"),
        ("2a004", "2A004", ""),
        ("97411", "97411", "97411"),
        ("06 000", "06000", "06000"),
        ("", "", ""),
        ("123456", "", ""),
        ("A0001", "", ""),
        ("٠٦٠٠٠", "", ""),
    ],
)
def test_codes_are_read_and_nothing_else(text: str, insee: str, postcode: str) -> None:
    assert (read_insee(text), read_postcode(text)) == (insee, postcode)


@pytest.mark.parametrize(
    ("postcode", "town", "area"),
    [
        ("06000", "Nice", "06"),
        ("06204", "Nice Cedex 3", "06"),
        ("20000", "Ajaccio", "20"),
        ("97400", "Saint-Denis", "974"),
        ("98800", "Nouméa", "988"),
        ("75015", "Paris", "75015"),
        ("69003", "Lyon 3e", "69003"),
        ("69100", "Villeurbanne", "69"),
        ("1000", "Bruxelles", ""),
        ("", "Nice", ""),
    ],
)
def test_where_a_name_is_that_of_one_commune(postcode: str, town: str, area: str) -> None:
    assert area_of(postcode, town) == area


def test_the_figure_is_that_of_the_commune_of_the_address() -> None:
    communes = Communes(
        (
            Commune("06088", "NICE", "06000"),
            Commune("06088", "NICE", "06300"),
            Commune("2A004", "AJACCIO", "20000"),
            Commune("2B033", "Bastia"),
            Commune("75115", "PARIS 15", "75015"),
            Commune("75116", "PARIS 16", "75016"),
        ),
        {("income", "06088"): 2_004_050, ("income", "2A004"): 1, ("income", "2B033"): 2, ("income", "75116"): 3},
    )
    assert communes.figure("income", "06204", "Nice Cedex 3") == (2_004_050,)
    assert communes.figure("income", "20090", "Ajaccio") == (1,)
    assert communes.figure("income", "20200", "Bastia") == (2,)
    assert communes.figure("income", "75016", "Paris") == (3,)
    assert communes.figure("income", "75015", "Paris") == ()
    assert communes.figure("income", "83000", "Nice") == ()
    assert communes.figure("income", "", "Nice") == ()
    assert communes.figure("people", "06000", "Nice") == ()


def test_the_figures_of_a_town_that_is_cut_up_are_those_of_its_parts_without_their_own() -> None:
    figures = with_parts({"75056": 10, "75101": 7, "06088": 1})
    assert (figures["75101"], figures["75120"], figures["06088"]) == (7, 10, 1)
    assert len(figures) == 22
