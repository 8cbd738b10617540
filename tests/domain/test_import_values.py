"""Cells, read by the meaning of their column."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fichier_tui.domain.full_name import FIRST_LAST, LAST_FIRST, name_order, split_name
from fichier_tui.domain.import_values import (
    DMY,
    MDY,
    Cell,
    action_kind,
    day_order,
    is_no_day,
    is_total,
    plain,
    read_cell_amount,
    read_cell_birth,
    read_cell_count,
    read_cell_day,
    read_civility,
    read_country,
    read_language,
    read_postcode,
    read_sex,
    read_source,
    read_yes_no,
    writes_english_amounts,
)

TODAY = dt.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (dt.date(2024, 2, 29), dt.date(2024, 2, 29)),
        (dt.datetime(2024, 2, 29, 14, 30), dt.date(2024, 2, 29)),  # noqa: DTZ001
        (46336.0, dt.date(2026, 11, 10)),
        (20240131.0, dt.date(2024, 1, 31)),
        ("15/09/2024", dt.date(2024, 9, 15)),
        ("15/9/24", dt.date(2024, 9, 15)),
        ("15.09.2024", dt.date(2024, 9, 15)),
        ("15-09-2024 09:30", dt.date(2024, 9, 15)),
        ("2024-09-15", dt.date(2024, 9, 15)),
        ("2024-09-15T10:00:00Z", dt.date(2024, 9, 15)),
        ("2024-09-15 10:00:00", dt.date(2024, 9, 15)),
        ("2024/9/15", dt.date(2024, 9, 15)),
        ("20240915", dt.date(2024, 9, 15)),
        ("15 septembre 2024", dt.date(2024, 9, 15)),
        ("dimanche 15 sept. 2024", dt.date(2024, 9, 15)),
        ("1er août 2024", dt.date(2024, 8, 1)),
        ("15-sept-24", dt.date(2024, 9, 15)),
        ("Sep 15, 2024", dt.date(2024, 9, 15)),
        ("31/02/2024", None),
        ("bientôt", None),
        ("12", None),
        (3.5, None),
        ("2024", None),
    ],
)
def test_a_day_is_read_however_the_workbook_gives_it(cell: Cell, day: dt.date | None) -> None:
    assert read_cell_day(cell, DMY, TODAY) == day


def test_the_whole_column_decides_between_day_and_month() -> None:
    assert day_order(["03/04/2024", "25/12/2024"]) == DMY
    assert day_order(["03/04/2024", "12/25/2024"]) == MDY
    assert day_order(["03/04/2024", ""]) == DMY
    assert day_order(["03/26", "01/05"]) == MDY
    assert read_cell_day("03/04/2024", MDY, TODAY) == dt.date(2024, 3, 4)
    assert read_cell_day("2024-03-04", MDY, TODAY) == dt.date(2024, 3, 4)


@pytest.mark.parametrize(
    ("cell", "birth"),
    [
        ("14/07/1958", "1958-07-14"),
        ("14/7/58", "1958-07-14"),
        ("19/02/05", "2005-02-19"),
        ("19/02/30", "1930-02-19"),
        (dt.date(1936, 9, 7), "1936-09-07"),
        (13402.0, "1936-09-09"),
        ("--03-07", "--03-07"),
        ("14/07", "--07-14"),
        ("1604-03-22", "--03-22"),
        ("14/07/2030", None),
        ("14/07/1850", None),
        ("31/02", None),
        ("né en mars", None),
    ],
)
def test_a_birth_keeps_what_is_known_of_it(cell: Cell, birth: str | None) -> None:
    assert read_cell_birth(cell, DMY, TODAY) == birth


@pytest.mark.parametrize("cell", ["0/0/00", "00/00/0000", "0000-00-00", 0.0])
def test_a_program_s_way_of_writing_no_date(cell: Cell) -> None:
    assert is_no_day(cell)
    assert not is_no_day("10/10/00")
    assert not is_no_day("-")


@pytest.mark.parametrize(
    ("cell", "cents"),
    [
        (29.9, 2990),
        (380.0, 38000),
        ("29,90\u00a0€", 2990),
        ("1.234,50 €", 123450),
        ("390.50 EUR", 39050),
        ("gratuit", None),
    ],
)
def test_an_amount(cell: Cell, cents: int | None) -> None:
    assert read_cell_amount(cell) == cents


def test_a_column_tells_what_a_comma_means() -> None:
    assert writes_english_amounts(["1,234.50", "2,000"])
    assert not writes_english_amounts(["1 234,50", "2,000"])
    assert read_cell_amount("2,000", english=True) == 200_000
    assert read_cell_amount("2,000") is None


@pytest.mark.parametrize(
    ("cell", "count"),
    [
        (2.0, 2),
        ("2", 2),
        ("3 nuits", 3),
        ("1 semaine", 7),
        ("4 pers.", 4),
        (2.5, None),
        ("deux", None),
        ("2 à 3", None),
    ],
)
def test_a_count(cell: Cell, count: int | None) -> None:
    assert read_cell_count(cell) == count


@pytest.mark.parametrize("cell", ["O", "oui", "Oui", "x", "X", "1", 1.0, "Yes", "true", "✓", dt.date(2024, 1, 1)])
def test_yes(cell: Cell) -> None:
    assert read_yes_no(cell) is True


@pytest.mark.parametrize("cell", ["N", "non", "0", 0.0, "No", "FALSE", "refus"])
def test_no(cell: Cell) -> None:
    assert read_yes_no(cell) is False


@pytest.mark.parametrize("cell", ["peut-être", "2", 2.0, "à demander", "?"])
def test_what_is_neither_is_no_consent(cell: Cell) -> None:
    assert read_yes_no(cell) is None


def test_the_zeros_that_workbooks_lose_are_found_again() -> None:
    assert read_postcode(6000.0) == "06000"
    assert read_postcode("6000") == "06000"
    assert read_postcode(75011.0) == "75011"
    assert read_postcode("2A004") == "2A004"
    assert read_postcode("1201", "CH") == "1201"
    assert plain(612345678.0) == "612345678"
    assert plain(6.12e8) == "612000000"


def test_words_into_codes() -> None:
    assert (read_civility("Mlle"), read_civility("M."), read_civility("Dr")) == ("mrs", "mr", None)
    assert (read_sex("Femme"), read_sex("H"), read_sex("M"), read_sex("Non spécifié"), read_sex("?")) == (
        "f",
        "m",
        "m",
        "",
        None,
    )
    assert (read_country("France"), read_country("be"), read_country("Atlantide")) == ("FR", "BE", "Atlantide")
    assert (read_language("Français"), read_language("en_GB"), read_language("patois")) == ("fr", "en", "patois")
    assert (read_source("Jeu concours"), read_source("Fichier loué"), read_source("Le maire")) == (
        "prize_game",
        "rented_file",
        "Le maire",
    )
    assert [action_kind(text) for text in ("Rappeler", "Envoyer la brochure", "Email", "RDV", "Divers")] == [
        "call",
        "letter",
        "email",
        "appointment",
        "task",
    ]
    assert is_total("Sous-total")
    assert is_total("TOTAL GÉNÉRAL")
    assert not is_total("Total Énergies")


@pytest.mark.parametrize(
    ("name", "order", "parts"),
    [
        ("DUPONT Marie", FIRST_LAST, ("Dupont".upper(), "Marie", "", "")),
        ("Marie DUPONT", LAST_FIRST, ("DUPONT", "Marie", "", "")),
        ("Marie Dupont", FIRST_LAST, ("Dupont", "Marie", "", "")),
        ("Dupont Marie", LAST_FIRST, ("Dupont", "Marie", "", "")),
        ("Dupont, Marie", FIRST_LAST, ("Dupont", "Marie", "", "")),
        ("Anne de La Tour", FIRST_LAST, ("de La Tour", "Anne", "", "")),
        ("Le Goff Yann", LAST_FIRST, ("Le Goff", "Yann", "", "")),
        ("Mme Dupont Marie", LAST_FIRST, ("Dupont", "Marie", "", "mrs")),
        ("Chalet du Lac SARL", LAST_FIRST, ("", "", "Chalet du Lac SARL", "")),
        ("Dupont", LAST_FIRST, ("Dupont", "", "", "")),
    ],
)
def test_a_whole_name_is_taken_apart(name: str, order: str, parts: tuple[str, str, str, str]) -> None:
    assert split_name(name, order) == parts


def test_the_common_first_names_tell_the_order_of_a_column() -> None:
    assert name_order(["Marie Dupont", "Jean Péron", "Xyz Abc"]) == FIRST_LAST
    assert name_order(["Dupont Marie", "Péron Jean"]) == LAST_FIRST
    assert name_order([]) == LAST_FIRST


CELLS = st.one_of(st.text(max_size=30), st.floats(allow_nan=False, allow_infinity=False), st.dates(), st.datetimes())


@given(CELLS, st.sampled_from([DMY, MDY]))
def test_any_cell_is_read_or_not_but_never_harms(cell: Cell, order: str) -> None:
    for reader in (read_yes_no, read_civility, read_sex, read_country, read_language, read_source, read_cell_count):
        reader(cell)
    for day_reader in (read_cell_day, read_cell_birth):
        day_reader(cell, order, TODAY)
    read_cell_amount(cell, english=True)
    read_postcode(cell)
    day_order([cell])
    assert isinstance(plain(cell), str)
