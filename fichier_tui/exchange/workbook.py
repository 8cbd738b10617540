"""Writing a workbook: styled by openpyxl, its rows streamed by ourselves straight into the archive.

openpyxl writes the styles, the headings, the filter and the frozen panes of an empty sheet. The rows are put into
that sheet one by one: several times quicker than openpyxl's own way, and without the temporary file in which it
would leave the contacts in clear. Every text is typed as text, in a column of text: nothing in it ever runs.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Sequence
from typing import BinaryIO

from fichier_tui.domain.refusal import Refusal
from fichier_tui.exchange.columns import COUNT, DAY, EUROS, NUMBER, TEXT, Cell, Column

# What one sheet holds (ECMA-376, and Excel's own limits), the line of headings left out.
ROW_LIMIT = 1_048_575
TEXT_LIMIT = 32_767
_FORMATS = {TEXT: "@", COUNT: "0", NUMBER: "General", EUROS: '#,##0.00\\ "€"', DAY: "dd/mm/yyyy"}
_FIRST_DAY = dt.date(1899, 12, 30)
# Excel believes that 1900 was a leap year: earlier days are written as text.
_FIRST_SAFE_DAY = dt.date(1900, 3, 1)
_HEADING_FILL, _HEADING_INK = "FF1F4E5F", "FFFFFFFF"
_SHEET, _BOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"
# The filter reaches to this line until one knows how many there are; the size of the sheet may be left unsaid.
_LAST_LINE = str(ROW_LIMIT + 1)
_DIMENSION = re.compile("<dimension [^>]*/>")
# What XML 1.0 cannot hold: it is not in the file either, but a workbook that does not open helps nobody.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ROWS_A_PIECE = 500

_Writer = Callable[[Cell], str]


def write_workbook(stream: BinaryIO, sheet: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> int:
    """Write a workbook of one sheet, and return how many rows it holds. EUROS cells are given in cents.

    Raises Refusal("export.too_many") when a sheet cannot hold them all; what was written then is of no use.
    """
    template, styles = _template(sheet, columns)
    with zipfile.ZipFile(template) as empty, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as out:
        before, end, after = empty.read(_SHEET).decode().partition("</sheetData>")
        with out.open(_SHEET, "w", force_zip64=True) as target:
            target.write(_DIMENSION.sub("", before).encode())
            count = _write_rows(target.write, columns, styles, rows)
            target.write((end + after.replace(_LAST_LINE, str(count + 1))).encode())
        for entry in empty.infolist():
            if entry.filename == _BOOK:
                out.writestr(entry, empty.read(entry).decode().replace(_LAST_LINE, str(count + 1)))
            elif entry.filename != _SHEET:
                out.writestr(entry, empty.read(entry))
    return count


def _template(sheet: str, columns: Sequence[Column]) -> tuple[io.BytesIO, dict[str, int]]:
    """The workbook with its headings and without rows, and the number of the style of each kind of cell."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties
    from openpyxl.worksheet.worksheet import Worksheet

    workbook = Workbook()
    page = workbook.active
    assert isinstance(page, Worksheet)
    page.title = sheet
    for place, column in enumerate(columns, start=1):
        cell = page.cell(1, place)
        cell.value = column.heading
        cell.data_type = "s"
        cell.number_format = "@"
        cell.font = Font(bold=True, color=_HEADING_INK)
        cell.fill = PatternFill("solid", start_color=_HEADING_FILL)
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        page.column_dimensions[get_column_letter(place)].width = column.width
    page.row_dimensions[1].height = 32
    page.freeze_panes = "A2"
    page.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{_LAST_LINE}"
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = "1:1"
    workbook.properties.creator = "Fichier"
    styles = {}
    for place, (kind, number_format) in enumerate(_FORMATS.items(), start=1):
        # A cell that is made only to have its style entered in the book, then taken away.
        sample = page.cell(2, place)
        sample.number_format = number_format
        sample.alignment = Alignment(vertical="top")
        styles[kind] = sample.style_id
    page.delete_rows(2)
    content = io.BytesIO()
    workbook.save(content)
    return content, styles


def _write_rows(
    write: Callable[[bytes], object], columns: Sequence[Column], styles: dict[str, int], rows: Iterable[Sequence[Cell]]
) -> int:
    writers = [_cell_writer(place, column.kind, styles) for place, column in enumerate(columns)]
    number, piece = 1, []
    for row in rows:
        number += 1
        if number > ROW_LIMIT + 1:
            raise Refusal("export.too_many", limit=ROW_LIMIT)
        cells = "".join([w(value) for w, value in zip(writers, row, strict=True) if value is not None and value != ""])
        piece.append(f'<row r="{number}">{cells}</row>'.replace("\x00", str(number)))
        if len(piece) == _ROWS_A_PIECE:
            write("".join(piece).encode())
            piece.clear()
    write("".join(piece).encode())
    return number - 1


def _cell_writer(place: int, kind: str, styles: dict[str, int]) -> _Writer:
    """How a value of that column is written; the number of the row is put in place of each NUL."""
    from openpyxl.utils import get_column_letter

    start = f'<c r="{get_column_letter(place + 1)}\x00" s="'
    as_text = f'{start}{styles[TEXT]}" t="inlineStr"><is><t xml:space="preserve">'
    as_number = f'{start}{styles[kind]}"><v>'
    as_day = f'{start}{styles[DAY]}"><v>'

    def write(value: Cell) -> str:
        if isinstance(value, str):
            return f"{as_text}{_escaped(value)}</t></is></c>"
        if isinstance(value, dt.date):
            if value < _FIRST_SAFE_DAY:
                return f"{as_text}{value:%d/%m}/{value.year:04}</t></is></c>"
            return f"{as_day}{(value - _FIRST_DAY).days}</v></c>"
        if kind == EUROS and isinstance(value, int):
            return f"{as_number}{'-' if value < 0 else ''}{abs(value) // 100}.{abs(value) % 100:02}</v></c>"
        return f"{as_number}{value}</v></c>"

    return write


def _escaped(text: str) -> str:
    text = _NOT_IN_XML.sub("", text[:TEXT_LIMIT])
    if "&" in text or "<" in text or ">" in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text
