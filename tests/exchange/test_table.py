"""The table in a sheet: its headings under titles, no blank row, no total; delimited records, whatever their quotes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fichier_tui.domain.import_values import Cell
from fichier_tui.exchange.delimited import read_records
from fichier_tui.exchange.table import Column, Sheet, Table, encode, find_table, letters


def table_of(*rows: list[Cell], header_row: int | None = None) -> Table:
    """The table found in rows."""
    width = max(len(row) for row in rows)
    padded = [[*row, *[""] * (width - len(row))] for row in rows]
    columns = tuple(Column(*encode([row[place] for row in padded])) for place in range(width))
    return find_table(Sheet("a", columns, len(rows)), header_row)


def test_headings_are_found_under_titles_and_the_total_is_left_out() -> None:
    table = table_of(
        ["Nos clients"],
        [],
        ["Nom", "Prénom", "Montant", ""],
        ["Péron", "Zoé", 12.0],
        [],
        ["Client", "Téléphone", 3.0],
        ["Total", "", 15.0],
    )
    assert (table.header_row, table.headings, list(table.rows)) == (3, ("Nom", "Prénom", "Montant"), [3, 5])
    assert table.totals == (7,)
    assert table.samples() == [["Péron", "Client"], ["Zoé", "Téléphone"], [12.0, 3.0]]


def test_somebody_called_total_is_no_total() -> None:
    assert not table_of(["Nom", "Ville", "Montant"], ["Total", "Gex", 3.0]).totals


def test_headings_that_nobody_knows_are_still_headings() -> None:
    table = table_of(["Truc", "Machin"], ["a1234", 3.0])
    assert (table.header_row, table.headings) == (1, ("Truc", "Machin"))


def test_a_table_with_no_headings_has_letters() -> None:
    table = table_of(["a@x.fr", "0612345678"], ["b@x.fr", ""])
    assert (table.header_row, table.headings, len(table.rows)) == (0, ("A", "B"), 2)
    assert [letters(place) for place in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_the_user_may_say_where_the_headings_are() -> None:
    table = table_of(["Nom", "Ville"], ["x", "y"], ["z", "t"], header_row=2)
    assert (table.headings, len(table.rows)) == (("x", "y"), 1)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ('a;b\n1;"x\ny"\n', [["a", "b"], ["1", "x\ny"]]),
        ('a;b;c\n"non fermé;x;y\n1;2;3', [["a", "b", "c"], ['"non fermé', "x", "y"], ["1", "2", "3"]]),
        ('a,b\n5" écran,2\n7" tube,3', [["a", "b"], ['5" écran', "2"], ['7" tube', "3"]]),
        ('a,b\n"5"" x",2', [["a", "b"], ['5" x', "2"]]),
        ('a;b\n"x"y;2\n3;4', [["a", "b"], ['"x"y', "2"], ["3", "4"]]),
        ("sep=|\na|b\n1;2|3", [[], ["a", "b"], ["1;2", "3"]]),
        ("a\tb\r\n1,5\t2\r\n", [["a", "b"], ["1,5", "2"]]),
        ("a;b\n\n1;2", [["a", "b"], [], ["1", "2"]]),
        ("Nom\nPéron\n", [["Nom"], ["Péron"]]),
        ("", []),
    ],
)
def test_records_are_taken_apart(text: str, rows: list[list[str]]) -> None:
    assert read_records(text)[0] == rows


@given(st.text('ab";,\n', max_size=60))
def test_no_quote_ever_swallows_a_letter(text: str) -> None:
    records, _ = read_records(text)
    letters_read = "".join(cell for record in records for cell in record)
    for letter in "ab":
        assert letters_read.count(letter) == text.count(letter)


@given(st.lists(st.lists(st.text('aé";\n ', max_size=5), min_size=2, max_size=2), min_size=3, max_size=6))
def test_what_a_program_writes_by_the_rules_is_read_back(rows: list[list[str]]) -> None:
    quoted = [[cell.replace('"', '""') for cell in ("n", *row)] for row in rows]
    text = "\n".join(";".join(f'"{cell}"' for cell in row) for row in quoted)
    assert read_records(text) == ([["n", *row] for row in rows], ";")
