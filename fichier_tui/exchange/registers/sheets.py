"""A register as a workbook, one sheet a table. Every text is typed as text: nothing in it ever runs."""

from __future__ import annotations

import io
import re

from fichier_tui.exchange.registers.document import RegisterDocument, RegisterTable

_FILL, _INK, _ACCENT = "FF1F4E5F", "FFFFFFFF", "FF1F4E5F"
_CHARACTERS = 130
"""The width of a sheet, in characters."""
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")


def sheets_of(document: RegisterDocument) -> bytes:
    """The workbook."""
    from openpyxl import Workbook

    workbook = Workbook()
    page = workbook.active
    if page is not None:
        workbook.remove(page)
    workbook.properties.creator = "Fichier"
    workbook.properties.title = document.title
    names: set[str] = set()
    for table in document.tables:
        _sheet(workbook, _name(table.heading, names), document, table)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _sheet(workbook: object, name: str, document: RegisterDocument, table: RegisterTable) -> None:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    assert isinstance(workbook, Workbook)
    page = workbook.create_sheet(name)

    def put(row: int, column: int, text: str, font: Font, *, wrap: bool = False) -> None:
        cell = page.cell(row, column)
        cell.value = text
        cell.data_type, cell.number_format, cell.font = "s", "@", font
        cell.alignment = Alignment(vertical="top", wrap_text=wrap)

    put(1, 1, document.title, Font(bold=True, size=14, color=_ACCENT))
    put(2, 1, document.subtitle, Font(color="FF6B7280"))
    put(3, 1, table.heading, Font(bold=True, size=12))
    top = 4
    if table.words:
        put(4, 1, table.words, Font(italic=True))
        top = 5
    for place, heading in enumerate(table.columns, start=1):
        put(top, place, heading, Font(bold=True, color=_INK), wrap=True)
        page.cell(top, place).fill = PatternFill("solid", start_color=_FILL)
        page.column_dimensions[get_column_letter(place)].width = max(10, _CHARACTERS * table.parts[place - 1])
    for number, row in enumerate(table.rows, start=top + 1):
        for place, text in enumerate(row, start=1):
            put(number, place, text, Font(), wrap=True)
    page.freeze_panes = f"A{top + 1}"
    page.auto_filter.ref = f"A{top}:{get_column_letter(len(table.columns))}{top + max(1, len(table.rows))}"
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = f"{top}:{top}"


def _name(heading: str, taken: set[str]) -> str:
    """A name for the sheet: 31 characters, none that Excel refuses, unlike the others."""
    plain = _NOT_IN_NAMES.sub(" ", heading).strip()[:28] or "1"
    name, number = plain, 1
    while name.lower() in taken:
        number += 1
        name = f"{plain} {number}"
    taken.add(name.lower())
    return name
