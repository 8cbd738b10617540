"""A register as a document: tables under headings, written whole or not at all. Words and dates come from above."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from fichier_tui.domain.permission import RIGHTS
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.text import clean_line, clean_text
from fichier_tui.exchange.whole_file import ended, place_for, put_whole
from fichier_tui.storage import OpenFile, Session

XLSX, PDF, DOCX = FORMATS = (".xlsx", ".pdf", ".docx")
_TITLE_LIMIT, _CELL_LIMIT = 200, 32_767
"""Characters: what Word takes for a title, and a cell of Excel holds."""


@dataclass(frozen=True, slots=True)
class RegisterTable:
    """A table: its heading, the words above it, its columns and rows. `shares` are the widths, one to another."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: str = ""
    shares: tuple[float, ...] = ()

    @property
    def parts(self) -> tuple[float, ...]:
        """What part of the width each column has."""
        shares = self.shares or (1.0,) * len(self.columns)
        return tuple(share / sum(shares) for share in shares)


@dataclass(frozen=True, slots=True)
class RegisterDocument:
    """A whole register. `page` words the number of a page ("page {number}"), `foot` stands under each."""

    title: str
    subtitle: str
    tables: tuple[RegisterTable, ...]
    foot: str = ""
    page: str = "{number}"


def write_register(file: OpenFile, document: RegisterDocument, target: Path, *, overwrite: bool = False) -> Path:
    """Write a register to `target`, whose suffix says the format, for its owner only; returns where it is.

    A register tells of the file, hardly of people: the register of exports does not hear of it. Raises Refusal:
    staff.not_allowed, register.format, export.exists, folder.missing, folder.readonly, disk.full.
    """
    file.call(Session.require, RIGHTS)
    target = ended(target, PDF)
    format = target.suffix.lower()
    if format not in FORMATS:
        raise Refusal("register.format", name=target.name)
    target = place_for(target, overwrite=overwrite)
    put_whole(target, content_of(document, format), overwrite=overwrite, enter=lambda: None)
    return target


def content_of(document: RegisterDocument, format: str) -> bytes:
    """The bytes of a register in one of `FORMATS`; what could drive a terminal or stop a reader goes first."""
    document = _cleaned(document)
    if format == XLSX:
        from fichier_tui.exchange.registers.sheets import sheets_of

        return sheets_of(document)
    if format == DOCX:
        from fichier_tui.exchange.registers.word import word_of

        return word_of(document)
    from fichier_tui.exchange.registers.pages import pages_of

    return pages_of(document)


def _cleaned(document: RegisterDocument) -> RegisterDocument:
    return replace(
        document,
        title=clean_line(document.title, _TITLE_LIMIT),
        subtitle=clean_line(document.subtitle),
        foot=clean_line(document.foot),
        tables=tuple(
            replace(
                table,
                heading=clean_line(table.heading),
                words=clean_text(table.words, _CELL_LIMIT),
                columns=tuple(clean_line(column) for column in table.columns),
                rows=tuple(tuple(clean_text(text, _CELL_LIMIT) for text in row) for row in table.rows),
            )
            for table in document.tables
        ),
    )
