"""Postcodes and towns of a real encrypted file: learned from its addresses, completed by official files, taken back."""

from __future__ import annotations

import pytest

from fichier_tui.domain.commune import Commune
from fichier_tui.domain.contact import ContactDetails, PostalAddress
from fichier_tui.domain.segment import read_segment
from fichier_tui.storage import (
    count_communes,
    count_segment,
    create_contact,
    find_places,
    list_figures,
    postcodes_of_town,
    read_journal,
    segment_vocabulary,
    take_communes,
    towns_of_postcode,
    undo,
)
from fichier_tui.storage.session import Session

OFFICIAL = (
    Commune("06088", "NICE", "06000"),
    Commune("06088", "NICE", "06300"),
    Commune("06123", "ST LAURENT DU VAR", "06700"),
    Commune("74056", "CHAMONIX MONT BLANC", "74400"),
    Commune("74056", "CHAMONIX MONT BLANC", "74400"),
    Commune("74290", "VALLORCINE", "74400"),
    Commune("2A004", "AJACCIO", "20000"),
    Commune("97411", "ST DENIS", "97400"),
    Commune("75115", "PARIS 15", "75015"),
)
NAMES = (Commune("06123", "Saint-Laurent-du-Var"), Commune("2B033", "Bastia"))


@pytest.fixture
def shop(session: Session) -> Session:
    """A file with a few addresses."""
    for last, postcode, town in (
        ("Péron", "06000", "Nice"),
        ("Martin", "06000", "nice"),
        ("Giraud", "06204", "Nice Cedex 3"),
        ("Charmoz", "74400", "CHAMONIX-MONT-BLANC"),
        ("Balmat", "74400", "Argentière"),
        ("Faure", "1000", "Bruxelles"),
    ):
        create_contact(
            session, ContactDetails(last_name=last, addresses=(PostalAddress(postcode=postcode, town=town),))
        )
    return session


def test_what_the_addresses_say_is_enough(shop: Session) -> None:
    assert towns_of_postcode(shop, "06000") == ("Nice",)
    assert towns_of_postcode(shop, "06204") == ("Nice Cedex 3",)
    assert set(towns_of_postcode(shop, "74400")) == {"Chamonix-Mont-Blanc", "Argentière"}
    assert towns_of_postcode(shop, "1000") == ("Bruxelles",)
    assert towns_of_postcode(shop, "0600") == ()
    assert towns_of_postcode(shop, "") == ()
    assert postcodes_of_town(shop, "nice") == ("06000", "06204")
    assert postcodes_of_town(shop, "Argentiere") == ("74400",)
    assert postcodes_of_town(shop, "Valmont") == postcodes_of_town(shop, "") == postcodes_of_town(shop, "--") == ()


def test_official_files_complete_them(shop: Session) -> None:
    take_communes(shop, OFFICIAL, {}, name="laposte.csv")
    take_communes(shop, NAMES, {}, name="insee.csv")
    assert towns_of_postcode(shop, "06700") == ("Saint-Laurent-du-Var",)
    # Argentière is written once, and La Poste, which knows the postcode, does not know it.
    assert towns_of_postcode(shop, "74400") == ("Chamonix-Mont-Blanc", "Vallorcine")
    assert towns_of_postcode(shop, "75015") == ("Paris",)
    assert towns_of_postcode(shop, "20000") == ("Ajaccio",)
    assert towns_of_postcode(shop, "97400") == ("Saint-Denis",)
    assert postcodes_of_town(shop, "Nice") == ("06000", "06204", "06300")
    assert postcodes_of_town(shop, "St Laurent du Var") == ("06700",)
    assert postcodes_of_town(shop, "Bastia") == ()


def test_a_place_is_found_by_the_beginning_of_its_postcode_or_name(shop: Session) -> None:
    take_communes(shop, OFFICIAL, {}, name="laposte.csv")
    assert [(one.postcode, one.town) for one in find_places(shop, "06")] == [
        ("06000", "Nice"),
        ("06204", "Nice Cedex 3"),
        ("06300", "Nice"),
        ("06700", "Saint-Laurent-du-Var"),
    ]
    assert [one.town for one in find_places(shop, "cham")] == ["Chamonix-Mont-Blanc"]
    assert [one.town for one in find_places(shop, "St l")] == ["Saint-Laurent-du-Var"]
    assert [one.postcode for one in find_places(shop, "NICE")] == ["06000", "06204", "06300"]
    assert len(find_places(shop, "0", limit=2)) == 2
    for text in ("", " ", "*", '"', "'; DROP TABLE town", "%", "_", "é" * 600, "\x00"):
        assert find_places(shop, text) == ()


def test_the_same_files_twice_change_nothing_and_undo_takes_them_back(shop: Session) -> None:
    figures = {"median_income": {"06088": 2_004_050, "74056": 2_600_000, "75056": 3_000_000}}
    entries = len(read_journal(shop))
    preview = take_communes(shop, OFFICIAL, figures, name="laposte.csv", dry_run=True)
    assert (count_communes(shop), len(read_journal(shop))) == (0, entries)
    first = take_communes(shop, OFFICIAL, figures, name="laposte.csv")
    assert first == preview
    assert (first.added, first.known, first.figures_added) == (8, 0, 23)
    assert count_communes(shop) == 7
    second = take_communes(shop, OFFICIAL, figures, name="laposte.csv")
    assert (second.added, second.known, second.figures_added, second.figures_known) == (0, 8, 0, 23)
    assert len(read_journal(shop)) == entries + 1

    newer = take_communes(shop, (), {"median_income": {"06088": 2_100_000}}, name="filosofi.csv")
    assert (newer.figures_changed, newer.figures_known) == (1, 0)
    assert count_segment(shop, read_segment("commune.revenu_median > 20500")) == 4
    undo(shop)
    assert count_segment(shop, read_segment("commune.revenu_median > 20500")) == 1
    undo(shop)
    assert (count_communes(shop), list_figures(shop)) == (0, ())


def test_a_segment_asks_for_the_figure_of_the_commune(shop: Session) -> None:
    figures = {"median_income": {"06088": 2_004_050}, "population": {"74056": 850_000, "06088": 35_000_000}}
    take_communes(shop, OFFICIAL, figures, name="laposte.csv")
    assert list_figures(shop) == (("median_income", 1), ("population", 2))
    assert segment_vocabulary(shop).of("figures") == ("figure.median_income", "figure.population")
    for text, count in (
        ("commune.revenu_median > 20040", 3),
        ("town.median_income > 20040,5", 0),
        ("town.median_income = 20040.5", 3),
        ("ville.population < 10000", 1),
        ("commune.population:8500..350000", 4),
        ("non commune.population > 0", 2),
        ("commune.inconnu > 0", 0),
    ):
        assert count_segment(shop, read_segment(text)) == count, text
