"""A register as a Word document: headings and tables, landscape, the headings of a table again on each page."""

from __future__ import annotations

import io
from typing import Any

from fichier_tui.exchange.registers.document import RegisterDocument, RegisterTable

_PAGE = (297.0, 210.0)
_MARGIN = 18.0


def word_of(document: RegisterDocument) -> bytes:
    """The document."""
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm, Pt

    made: Any = Document()
    section = made.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(_PAGE[0]), Mm(_PAGE[1])
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Mm(_MARGIN))
    made.core_properties.title, made.core_properties.author = document.title, "Fichier"
    made.styles["Normal"].font.size = Pt(9.5)
    made.add_heading(document.title, 0)
    made.add_paragraph(document.subtitle)
    for table in document.tables:
        made.add_heading(table.heading, 1)
        if table.words:
            made.add_paragraph(table.words)
        _table(made, table)
    if document.foot:
        section.footer.paragraphs[0].text = document.foot
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def _table(made: Any, table: RegisterTable) -> None:
    from docx.oxml import OxmlElement
    from docx.shared import Mm

    drawn = made.add_table(rows=1, cols=len(table.columns))
    drawn.style = "Light Grid Accent 1"
    drawn.autofit = False
    widths = [Mm((_PAGE[0] - 2 * _MARGIN) * part) for part in table.parts]
    for column, width in zip(drawn.columns, widths, strict=True):
        column.width = width
    for cell, heading, width in zip(drawn.rows[0].cells, table.columns, widths, strict=True):
        cell.text, cell.width = heading, width
    # The headings come again at the top of each page.
    drawn.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in table.rows:
        for cell, text, width in zip(drawn.add_row().cells, row, widths, strict=True):
            cell.text, cell.width = text, width
