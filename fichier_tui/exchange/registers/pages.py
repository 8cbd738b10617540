"""A register as a PDF: A4 landscape, tables whose headings come again on each page, pages numbered."""

from __future__ import annotations

import io
from typing import Any

from fichier_tui.exchange.letters import fonts
from fichier_tui.exchange.letters.fonts import BOLD, PLAIN
from fichier_tui.exchange.registers.document import RegisterDocument, RegisterTable

_WIDTH, _HEIGHT = 842.0, 595.0
_MARGIN, _FOOT = 48.0, 42.0
_TITLE, _HEADING, _BODY, _LEADING = 18.0, 11.5, 8.5, 11.5
_PAD, _ABOVE = 4.0, 22.0
_LETTERS = 400
"""More than any line holds."""
_INK, _PALE, _ACCENT, _RULE = (0.13, 0.15, 0.18), (0.42, 0.45, 0.50), (0.08, 0.35, 0.49), (0.80, 0.82, 0.85)
Ink = tuple[float, float, float]


def pages_of(document: RegisterDocument) -> bytes:
    """The PDF."""
    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    canvas = Canvas(
        stream,
        pagesize=(_WIDTH, _HEIGHT),
        invariant=1,
        pageCompression=1,
        initialFontName=fonts.faces(PLAIN)[0],
    )
    canvas.setTitle(document.title)
    canvas.setAuthor("Fichier")
    pen = _Pen(canvas, document)
    for table in document.tables:
        pen.table(table)
    pen.end()
    canvas.save()
    return stream.getvalue()


class _Pen:
    """Draws from the top of a page to its foot, then on the next."""

    def __init__(self, canvas: Any, document: RegisterDocument) -> None:
        self.canvas, self.document = canvas, document
        self.number, self.base = 1, _HEIGHT - _MARGIN
        self._words(document.subtitle, _MARGIN, self.base - 9, PLAIN, 9, _PALE)
        self._words(document.title, _MARGIN, self.base - 32, BOLD, _TITLE, _INK)
        self._rule(self.base - 42, _ACCENT, 1.4)
        self.base -= 46

    def table(self, table: RegisterTable) -> None:
        """A heading, the words under it, the rows."""
        words = _wrapped(table.words, PLAIN, _BODY, _WIDTH - 2 * _MARGIN) if table.words else []
        if self.base - _ABOVE - len(words) * _LEADING - 4 * _LEADING < _FOOT:
            self._next_page()
        self.base -= _ABOVE
        self._words(table.heading, _MARGIN, self.base, BOLD, _HEADING, _ACCENT)
        self.base -= 6
        for line in words:
            self.base -= _LEADING
            self._words(line, _MARGIN, self.base, PLAIN, _BODY, _PALE)
        self._row(table, table.columns, BOLD)
        for row in table.rows:
            self._row(table, row, PLAIN)

    def end(self) -> None:
        """The foot of the last page."""
        self._foot()
        self.canvas.showPage()

    def _row(self, table: RegisterTable, row: tuple[str, ...], weight: str) -> None:
        """One row, its cells wrapped; cut between lines where it is higher than the page."""
        widths = [part * (_WIDTH - 2 * _MARGIN) for part in table.parts]
        cells = [_wrapped(text, weight, _BODY, width - _PAD * 2) for text, width in zip(row, widths, strict=True)]
        lines = max(1, *(len(cell) for cell in cells))
        most = int((_HEIGHT - 2 * _MARGIN - _FOOT) / _LEADING) - 2
        for first in range(0, lines, most):
            count = min(most, lines - first)
            if self.base - count * _LEADING - 2 * _PAD < _FOOT:
                self._next_page()
                if weight == PLAIN:
                    self._row(table, table.columns, BOLD)
            left, top = _MARGIN, self.base - _PAD
            for cell, width in zip(cells, widths, strict=True):
                for place, line in enumerate(cell[first : first + count]):
                    base = top - place * _LEADING - _BODY
                    self._words(line, left + _PAD, base, weight, _BODY, _INK if weight == PLAIN else _ACCENT)
                left += width
            self.base -= count * _LEADING + 2 * _PAD - 2
            self._rule(self.base, _ACCENT if weight == BOLD else _RULE, 0.9 if weight == BOLD else 0.4)

    def _next_page(self) -> None:
        self._foot()
        self.canvas.showPage()
        self.number, self.base = self.number + 1, _HEIGHT - _MARGIN

    def _foot(self) -> None:
        self._words(self.document.foot, _MARGIN, 26, PLAIN, 7.5, _PALE)
        page = self.document.page.format(number=self.number)
        self._words(page, _WIDTH - _MARGIN - fonts.width(page, PLAIN, 7.5), 26, PLAIN, 7.5, _PALE)

    def _words(self, text: str, left: float, base: float, weight: str, size: float, ink: Ink) -> None:
        self.canvas.setFillColorRGB(*ink)
        fonts.draw(self.canvas, text, left, base, weight, size)

    def _rule(self, base: float, ink: Ink, width: float) -> None:
        self.canvas.setStrokeColorRGB(*ink)
        self.canvas.setLineWidth(width)
        self.canvas.line(_MARGIN, base, _WIDTH - _MARGIN, base)


def _wrapped(text: str, weight: str, size: float, room: float) -> list[str]:
    """A text in lines of `room` points; a word that is wider is cut."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if fonts.width(longer, weight, size) <= room:
                line = longer
                continue
            if line:
                lines.append(line)
            line = word
            while len(line) > _LETTERS or fonts.width(line, weight, size) > room:
                cut = _fitting(line, weight, size, room)
                lines.append(line[:cut])
                line = line[cut:]
        lines.append(line)
    return lines


def _fitting(word: str, weight: str, size: float, room: float) -> int:
    """How many letters of a word that is too wide fit, one at least."""
    least, most = 1, min(len(word), _LETTERS)
    while least < most:
        middle = (least + most + 1) // 2
        if fonts.width(word[:middle], weight, size) <= room:
            least = middle
        else:
            most = middle - 1
    return least
