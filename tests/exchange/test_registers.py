"""The registers as documents: all they say is there, hostile texts run nothing, long rows go over pages."""

from __future__ import annotations

import io

import pytest
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from fichier_tui.exchange.registers.document import FORMATS, RegisterDocument, RegisterTable, content_of
from tests.hostile import HOSTILE

ROWS = tuple((f"Purpose {number}", "A ground", "Some people, " * (1 + number % 30)) for number in range(60))
REGISTER = RegisterDocument(
    "Register of processing",
    "Chez Léa · 22/11/2026",
    (
        RegisterTable("Purposes", ("Purpose", "Ground", "People"), ROWS, "All of them.", shares=(2, 1, 4)),
        RegisterTable("Purposes", ("What", "Answer"), (("Address", "1 rue Haute\n06000 Nice"),)),
    ),
    "Made by Fichier",
    "page {number}",
)


def said(content: bytes, format: str) -> str:
    """All the text of a document."""
    if format == ".pdf":
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    if format == ".docx":
        document = Document(io.BytesIO(content))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    sheets = load_workbook(io.BytesIO(content)).worksheets
    return "\n".join(str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row if cell.value)


@pytest.mark.parametrize("format", FORMATS)
def test_everything_is_there(format: str) -> None:
    text = " ".join(said(content_of(REGISTER, format), format).split())
    for words in ("Register of processing", "Chez Léa", "Purpose 0", "Purpose 59", "06000 Nice", "All of them."):
        assert words in text
    assert text.count("Some people,") == sum(row[2].count("Some people,") for row in ROWS)


def test_pages_are_numbered_and_the_headings_come_again() -> None:
    pages = PdfReader(io.BytesIO(content_of(REGISTER, ".pdf"))).pages
    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        assert f"page {number}" in page.extract_text()
        assert "Ground" in page.extract_text() or "Answer" in page.extract_text()


@pytest.mark.parametrize("format", FORMATS)
def test_hostile_texts_run_nothing(format: str) -> None:
    for text in (*HOSTILE, "=1+1", "@SUM(A1)", "x" * 9_000, "a\x0bb\ufffe"):
        table = RegisterTable(text[:200], (text, "Answer"), ((text, text),), text)
        content = content_of(RegisterDocument(text, text, (table,)), format)
        assert said(content, format)
        if format == ".xlsx":
            for sheet in load_workbook(io.BytesIO(content)).worksheets:
                assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
