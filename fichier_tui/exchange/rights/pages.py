"""A document of headings and lines as calm A4 pages: what it is about at the left, what is said at the right.

Words and dates come from above. The letters are those of `letters.fonts`.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fichier_tui.exchange.letters import fonts
from fichier_tui.exchange.letters.fonts import BOLD, PLAIN
from fichier_tui.exchange.letters.pdf import wrapped
from fichier_tui.i18n import _

_MM = 72 / 25.4
_WIDTH, _HEIGHT = 210 * _MM, 297 * _MM
_LEFT, _RIGHT, _TOP, _BOTTOM = 22 * _MM, 22 * _MM, 20 * _MM, 20 * _MM
_LABEL = 42 * _MM
_GAP = 4 * _MM
_SIZE, _LEADING, _BETWEEN = 9.0, 12.4, 2.6
_INK, _PALE, _ACCENT, _RULE = (0.13, 0.15, 0.18), (0.42, 0.45, 0.50), (0.08, 0.35, 0.49), (0.80, 0.82, 0.85)


@dataclass(frozen=True, slots=True)
class Line:
    """What it is about, what is said of it; without a label the text takes the whole width."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, and its lines."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """The whole: a title, under it whose and of when, an introduction, the sections."""

    title: str
    subtitle: str
    introduction: str
    sections: tuple[Section, ...]


def pages(document: Document) -> bytes:
    """The document as a PDF."""
    from reportlab.pdfgen.canvas import Canvas

    counted = _draw(document, 0)
    stream, total = io.BytesIO(), counted
    canvas = Canvas(
        stream, pagesize=(_WIDTH, _HEIGHT), invariant=1, pageCompression=1, initialFontName=fonts.faces(PLAIN)[0]
    )
    canvas.setTitle(f"{document.title} – {document.subtitle}")
    _draw(document, total, canvas)
    canvas.save()
    return stream.getvalue()


def _draw(document: Document, total: int, canvas: Any = None) -> int:
    """Draw, or only count: how many pages it takes."""
    pen = _Pen(canvas, document, total)
    pen.introduction()
    for section in document.sections:
        pen.section(section)
    pen.end()
    return pen.page


class _Pen:
    def __init__(self, canvas: Any, document: Document, total: int) -> None:
        self.canvas, self.document, self.total = canvas, document, total
        self.page, self.top = 1, _HEIGHT - _TOP

    def introduction(self) -> None:
        """The title, a rule, what the document is."""
        self._words(self.document.subtitle, _LEFT, self.top - 9, PLAIN, 9.5, _PALE)
        self._words(self.document.title, _LEFT, self.top - 34, BOLD, 18, _INK)
        self._rule(self.top - 45, _ACCENT, 1.4)
        self.top -= 60
        for row in self._wrapped(self.document.introduction, _WIDTH - _LEFT - _RIGHT):
            self.top -= _LEADING
            self._words(row, _LEFT, self.top, PLAIN, _SIZE, _INK)

    def section(self, section: Section) -> None:
        """A heading and its lines; the heading never alone at the foot of a page."""
        self._room(26 + 3 * _LEADING)
        self.top -= 24
        self._words(section.heading, _LEFT, self.top, BOLD, 10.5, _ACCENT)
        self.top -= 4
        self._rule(self.top, _RULE, 0.5)
        for line in section.lines:
            self._line(line)

    def _line(self, line: Line) -> None:
        start = _LEFT + (_LABEL + _GAP if line.label else 0)
        labels = self._wrapped(line.label, _LABEL, BOLD) if line.label else []
        rows = self._wrapped(line.text, _WIDTH - _RIGHT - start)
        self.top -= _BETWEEN
        for place in range(max(len(rows), len(labels))):
            self._room(_LEADING)
            self.top -= _LEADING
            if place < len(labels):
                self._words(labels[place], _LEFT, self.top, BOLD, _SIZE - 0.5, _PALE)
            if place < len(rows):
                self._words(rows[place], start, self.top, PLAIN, _SIZE, _INK)

    def end(self) -> None:
        """The last page is full enough."""
        self._foot()
        if self.canvas is not None:
            self.canvas.showPage()

    def _room(self, needed: float) -> None:
        if self.top - needed >= _BOTTOM:
            return
        self.end()
        self.page += 1
        self.top = _HEIGHT - _TOP
        self._words(self.document.subtitle, _LEFT, self.top - 6, PLAIN, 8, _PALE)
        self.top -= 14

    def _foot(self) -> None:
        words = _("Page {number} of {count}").format(number=self.page, count=self.total)
        left = _WIDTH - _RIGHT - fonts.width(words, PLAIN, 8)
        self._words(words, left, _BOTTOM - 18, PLAIN, 8, _PALE)

    def _wrapped(self, text: str, room: float, weight: str = PLAIN) -> list[str]:
        return [row for part in text.split("\n") for row in wrapped(part, room, weight, _SIZE)]

    def _rule(self, base: float, ink: Sequence[float], thick: float) -> None:
        if self.canvas is not None:
            self.canvas.setStrokeColorRGB(*ink)
            self.canvas.setLineWidth(thick)
            self.canvas.line(_LEFT, base, _WIDTH - _RIGHT, base)

    def _words(self, text: str, left: float, base: float, weight: str, size: float, ink: Sequence[float]) -> None:
        if self.canvas is not None:
            self.canvas.setFillColorRGB(*ink)
            fonts.draw(self.canvas, text, left, base, weight, size)
