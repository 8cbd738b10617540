"""A foreign table in memory: columns of distinct cells, so that each different text is read only once.

100,000 rows hold 30 towns and 100,000 telephones: a column keeps its distinct cells and, for each row, the place
of the row's cell among them.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from fichier_tui.domain.import_fields import known_field
from fichier_tui.domain.import_values import Cell, is_total, plain

HEADER_SEARCHED = 40
"""Titles, a date, an empty line stand above the headings; never more rows than this."""


@dataclass(frozen=True, slots=True)
class Column:
    """`cells` are distinct; `places[row]` is where the row's cell stands among them."""

    cells: Sequence[Cell]
    places: array[int]

    def cell(self, row: int) -> Cell:
        """The cell of a row, counted from 0."""
        return self.cells[self.places[row]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was read of one file or sheet, as it stands there: titles, blank rows and totals included."""

    name: str
    columns: tuple[Column, ...]
    rows: int
    others: tuple[str, ...] = ()
    """The names of the other sheets of the workbook."""
    encoding: str = ""
    delimiter: str = ""
    header_row: int | None = None
    """Where the headings are, from 1, where the format itself says so."""
    cut: tuple[tuple[int, int], ...] = ()
    """Cells too long, cut at domain.text.TEXT_LIMIT, as (row, column) counted from 0."""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows under the headings. `rows` are the places of the rows of data in the sheet, counted from 0."""

    sheet: Sheet
    header_row: int
    """As a spreadsheet numbers it, from 1; 0 where there are no headings."""
    headings: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: array[int]
    origin: tuple[int, ...] = ()
    """The place of each column in the sheet, counted from 0."""
    totals: tuple[int, ...] = field(default=())
    """Rows left out because they sum up the others, as a spreadsheet numbers them."""

    def row(self, number: int) -> tuple[tuple[str, str], ...]:
        """(heading, text) of each column of a row, a total too; `number` as a spreadsheet gives it, from 1."""
        columns = self.sheet.columns
        cells = (plain(columns[place].cell(number - 1)) for place in self.origin)
        return tuple(zip(self.headings, cells, strict=True))

    def samples(self, rows: int = 300) -> list[list[Cell]]:
        """The cells of the first rows, column by column: what a mapping is proposed from."""
        return [[column.cells[place] for place in column.places[:rows]] for column in self.columns]


def encode(cells: Sequence[Cell]) -> tuple[list[Cell], array[int]]:
    """The distinct cells, and the place of each."""
    distinct: defaultdict[Cell, int] = defaultdict()
    distinct.default_factory = distinct.__len__  # a new cell takes the next place: one pass, and none of it in Python
    places = array("I", list(map(distinct.__getitem__, cells)))
    return list(distinct), places


def find_table(sheet: Sheet, header_row: int | None = None) -> Table:
    """The table of a sheet: its headings found under the title rows, blank rows, columns and totals left out.

    `header_row` (from 1; 0 for none) is what the user says of it.
    """
    known_row = sheet.header_row if header_row is None else header_row
    header = _find_header(sheet) if known_row is None else known_row - 1
    width = range(len(sheet.columns))
    filled = _filled(sheet)
    rows = [row for row in range(header + 1, sheet.rows) if filled[row]]
    totals = [row for row in rows if filled[row] <= max(2, len(sheet.columns) // 3) and _is_total_row(sheet, row)]
    if totals:
        left_out = set(totals)
        rows = [row for row in rows if row not in left_out]
    used = [column for column in width if _is_used(sheet.columns[column], header, rows)]
    headings = [plain(sheet.columns[column].cell(header)).strip() if header >= 0 else "" for column in used]
    return Table(
        sheet=sheet,
        header_row=header + 1,
        headings=tuple(heading or letters(column) for heading, column in zip(headings, used, strict=True)),
        columns=tuple(_kept(sheet.columns[column], rows) for column in used),
        rows=array("I", rows),
        origin=tuple(used),
        totals=tuple(row + 1 for row in totals),
    )


def letters(column: int) -> str:
    """The letters by which a spreadsheet calls a column, counted from 0: A, B … Z, AA."""
    name = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(65 + letter) + name
    return name


def _filled(sheet: Sheet) -> list[int]:
    """How many cells of each row are not blank."""
    counts = [0] * sheet.rows
    for column in sheet.columns:
        blank = {place for place, cell in enumerate(column.cells) if cell == ""}
        if len(blank) == len(column.cells):
            continue
        if blank:
            counts = [count + (place not in blank) for count, place in zip(counts, column.places, strict=True)]
        else:
            counts = [count + 1 for count in counts]
    return counts


def _find_header(sheet: Sheet) -> int:
    """The place of the row of headings, counted from 0; -1 where the first row is data already."""
    best, best_known = -1, 0
    top = [[column.cell(row) for column in sheet.columns] for row in range(min(HEADER_SEARCHED, sheet.rows))]
    for row, cells in enumerate(top):
        known = sum(isinstance(cell, str) and cell != "" and known_field(cell) is not None for cell in cells)
        if known > best_known:
            best, best_known = row, known
    if best_known >= 2 or (best_known == 1 and _looks_like_headings(top[best])):
        return best
    return next((row for row, cells in enumerate(top) if _looks_like_headings(cells)), -1)


def _looks_like_headings(cells: Sequence[Cell]) -> bool:
    """Whether a row could be headings: words alone, all different, in most of the columns, no address among them."""
    words = [cell for cell in cells if cell != ""]
    if len(words) * 2 < len(cells) or not words or (len(words) == 1 and len(cells) > 1):
        return False
    return (
        all(isinstance(cell, str) and cell[0].isalpha() and "@" not in cell and len(cell) <= 60 for cell in words)
        and len(set(words)) == len(words)
        and not any(character.isdigit() for cell in words for character in str(cell)[-4:-1])
    )


def _is_total_row(sheet: Sheet, row: int) -> bool:
    """Whether a row is a label such as "Total" and numbers, nothing more."""
    cells = [column.cell(row) for column in sheet.columns]
    words = [cell for cell in cells if isinstance(cell, str) and cell != "" and not _is_number(cell)]
    numbers = sum(1 for cell in cells if isinstance(cell, float) or (isinstance(cell, str) and _is_number(cell)))
    return len(words) == 1 and numbers > 0 and is_total(words[0])


def _is_number(text: str) -> bool:
    """Whether a text is an amount or a count."""
    kept = text.replace("€", "").replace(" ", "").replace(",", "").replace(".", "").lstrip("-")
    return kept.isascii() and kept.isdigit()


def _is_used(column: Column, header: int, rows: Sequence[int]) -> bool:
    """Whether a column has a heading or any cell that is not blank."""
    if header >= 0 and column.cell(header) != "":
        return True
    blank = {place for place, cell in enumerate(column.cells) if cell == ""}
    places = column.places
    return any(places[row] not in blank for row in rows)


def _kept(column: Column, rows: Sequence[int]) -> Column:
    """The column with the rows of data alone; its distinct cells stay."""
    places = column.places
    if rows and len(rows) == rows[-1] - rows[0] + 1:
        return Column(column.cells, places[rows[0] : rows[-1] + 1])
    return Column(column.cells, array("I", [places[row] for row in rows]))
