"""The fields of the shop's own in a foreign file: read by their type, what is none kept in the note."""

from __future__ import annotations

import datetime as dt

import pytest

from fichier_tui.domain.import_fields import CUSTOM_PREFIX
from fichier_tui.domain.import_mapping import propose_mapping
from fichier_tui.domain.import_values import Cell
from fichier_tui.domain.own_field import OwnField
from fichier_tui.exchange.own_values import own_reader, proposed_field
from fichier_tui.exchange.planning import plan_import
from fichier_tui.exchange.table import Column, Sheet, encode, find_table

TODAY = dt.date(2026, 11, 22)
LEVEL = OwnField("niveau", "Niveau", "choice", ("Débutant", "Confirmé"), "Cours")


def field(kind: str) -> OwnField:
    """A field of that type."""
    return OwnField("x", "X", kind, LEVEL.choices if kind == "choice" else (), "test")


@pytest.mark.parametrize(
    ("kind", "cell", "kept"),
    [
        ("number", 42.5, "42.5"),
        ("number", 42.0, "42"),
        ("number", "1 200,50", "1200.5"),
        ("number", "quarante", None),
        ("number", dt.date(2020, 1, 2), None),
        ("date", dt.datetime(2020, 1, 2, 10, 30), "2020-01-02"),  # noqa: DTZ001
        ("date", 43832.0, "2020-01-02"),
        ("date", "2/1/2020", "2020-01-02"),
        ("date", "un jour", None),
        ("yes_no", "Oui", "1"),
        ("yes_no", 0.0, "0"),
        ("yes_no", dt.date(2020, 1, 2), None),
        ("yes_no", "parfois", None),
        ("choice", "CONFIRME", "Confirmé"),
        ("choice", "Expert", None),
        ("text", 12.0, "12"),
    ],
)
def test_a_cell_is_read_by_the_type_of_its_field(kind: str, cell: Cell, kept: str | None) -> None:
    assert own_reader(field(kind), [cell], TODAY)(cell) == kept


def test_what_is_no_value_goes_to_the_note_and_is_told() -> None:
    rows: list[list[Cell]] = [
        ["Nom", "Niveau", "Pointure"], ["Péron", "confirmé", "42,5"], ["Faure", "Expert", "grande"], ["Roux", "", ""]
    ]  # fmt: skip
    columns = tuple(Column(*encode([row[place] for row in rows])) for place in range(3))
    table = find_table(Sheet("a", columns, len(rows)), 1)
    mapping = propose_mapping(table.headings, table.samples())
    mapping = mapping.changed(1, f"{CUSTOM_PREFIX}niveau").changed(2, f"{CUSTOM_PREFIX}pointure")
    own = (LEVEL, OwnField("pointure", "Pointure", "number", (), "Chaussures"))
    plan = plan_import(table, mapping, TODAY, own=own)
    peron, faure, roux = plan.contacts
    assert peron.details.custom == {"niveau": "Confirmé", "pointure": "42.5"}
    assert (faure.details.custom, roux.details.custom) == ({}, {})
    assert faure.import_note == "Niveau = Expert\nPointure = grande"
    assert [(told.row, told.column, told.reason) for told in plan.refused] == [
        (3, "Niveau", "cell.not_choice"),
        (3, "Pointure", "cell.not_decimal"),
    ]


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (["oui", "non", "", "oui"], "yes_no"),
        ([42.0, 38.5, ""], "number"),
        (["42", "38,5"], "number"),
        (["0042", "0043"], "text"),
        ([dt.date(2020, 1, 2), "3/4/2021"], "date"),
        (["S", "M", "L", "S", "M", "L", "S", "M", "L"], "choice"),
        (["S", "M", "L"], "text"),
        (["un balcon", "vue lac"], "text"),
        (["", ""], "text"),
    ],
)
def test_a_type_is_proposed_that_reads_the_whole_column(cells: list[Cell], kind: str) -> None:
    proposed = proposed_field("  Taille ", cells, TODAY)
    assert (proposed.label, proposed.kind, proposed.purpose) == ("Taille", kind, "")
    assert proposed.choices == (("S", "M", "L") if kind == "choice" else ())
