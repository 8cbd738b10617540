"""One A4 page, or plain text, out of sections of lines: the day as it hangs beside the telephone.

Words and dates come from above. The font is Bitstream Vera, which reportlab ships and whose licence lets it stand in
any document; a letter that it lacks gives way to the one under its accent.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from fichier_tui.domain.permission import EXPORT
from fichier_tui.domain.refusal import Refusal
from fichier_tui.exchange.whole_file import ended, place_for, put_whole
from fichier_tui.storage import OpenFile, Session
from fichier_tui.storage.exporting import record_export

PDF, TEXT = FORMATS = (".pdf", ".txt")
_MARGIN = 54.0  # points: 19 mm
_LEFT_COLUMN = 92.0
_ROW, _LEAST_ROW = 19.0, 13.0
_SECTION = 34.0
_INK, _PALE, _ACCENT, _RULE = (0.13, 0.15, 0.18), (0.42, 0.45, 0.50), (0.08, 0.35, 0.49), (0.80, 0.82, 0.85)
_TEXT_WIDTH, _TEXT_LEFT = 78, 15


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A line: at the left an hour, a name in bold, what about, and at the right what is less important."""

    left: str
    name: str
    about: str = ""
    aside: str = ""
    box: bool = False
    """Whether there is a box to tick."""


@dataclass(frozen=True, slots=True)
class SheetSection:
    """A heading and its lines."""

    heading: str
    lines: tuple[SheetLine, ...]


@dataclass(frozen=True, slots=True)
class SheetPage:
    """The whole page. `more` words how many lines of a section found no room."""

    title: str
    subtitle: str
    sections: tuple[SheetSection, ...]
    empty: str
    foot: str
    more: Callable[[int], str]


def write_sheet(
    file: OpenFile, page: SheetPage, contacts: int, target: Path, *, purpose: str = "", overwrite: bool = False
) -> Path:
    """Write a page to `target`, whose suffix says the format, and enter it in the register of exports.

    Raises Refusal: sheet.format, export.exists, folder.missing, folder.readonly, disk.full.
    """
    file.call(Session.require, EXPORT)
    target = ended(target, PDF)
    format = target.suffix.lower()
    if format not in FORMATS:
        raise Refusal("sheet.format", name=target.name)
    target = place_for(target, overwrite=overwrite)
    content = pdf_page(page) if format == PDF else text_page(page).encode()
    put_whole(
        target,
        content,
        overwrite=overwrite,
        enter=lambda: file.call(record_export, format[1:], contacts, purpose, target.name),
    )
    return target


def text_page(page: SheetPage) -> str:
    """The page as plain text, 78 columns wide."""
    lines = [page.title, page.subtitle, "=" * _TEXT_WIDTH]
    for section in page.sections:
        lines += ["", section.heading.upper(), "-" * _TEXT_WIDTH]
        for line in section.lines:
            left = ("[ ] " if line.box else "") + line.left
            said = " – ".join(part for part in (line.name, line.about) if part)
            aside = f"  ({line.aside})" if line.aside else ""
            lines.append(f"{left:<{_TEXT_LEFT}} {said}{aside}".rstrip())
    if not page.sections:
        lines += ["", page.empty]
    return "\n".join([*lines, "", page.foot, ""])


def pdf_page(page: SheetPage) -> bytes:
    """The page as a PDF of one A4 page, its lines closer together where there are many."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    width, height = A4
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1)
    canvas.setTitle(f"{page.title} – {page.subtitle}")
    pen = _Pen(canvas, width)
    top = pen.head(page, height - _MARGIN)
    room = top - _MARGIN - 20
    row, sections = _fitted(page, room)
    for section in sections:
        top = pen.section(section, top, row)
    if not page.sections:
        pen.words(page.empty, _MARGIN, top - 30, "plain", 11, _PALE)
    pen.words(page.foot, _MARGIN, _MARGIN - 18, "plain", 7.5, _PALE)
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _fitted(page: SheetPage, room: float) -> tuple[float, Sequence[SheetSection]]:
    """The height of a row, and the sections cut to what fits: the last lines of the longest give way."""
    sections = list(page.sections)
    heads = _SECTION * len(sections)
    count = sum(len(section.lines) for section in sections)
    row = min(_ROW, max(_LEAST_ROW, (room - heads) / max(count, 1)))
    while heads + row * sum(len(section.lines) for section in sections) > room:
        place = max(range(len(sections)), key=lambda place: len(sections[place].lines))
        longest = sections[place]
        if len(longest.lines) <= 1:
            break
        sections[place] = replace(longest, lines=longest.lines[:-1])
    for place, (cut, whole) in enumerate(zip(sections, page.sections, strict=True)):
        if missing := len(whole.lines) - len(cut.lines):
            last = SheetLine("", "", page.more(missing + 1))
            sections[place] = replace(cut, lines=(*cut.lines[:-1], last))
    return row, sections


class _Pen:
    """Draws on one page."""

    def __init__(self, canvas: Any, width: float) -> None:
        self.canvas, self.right = canvas, width - _MARGIN
        self.fonts = _fonts()

    def head(self, page: SheetPage, top: float) -> float:
        """The title, the day and a rule; where the sections begin."""
        self.words(page.subtitle, _MARGIN, top - 12, "plain", 9.5, _PALE)
        self.words(page.title, _MARGIN, top - 38, "bold", 19, _INK)
        self.canvas.setStrokeColorRGB(*_ACCENT)
        self.canvas.setLineWidth(1.6)
        self.canvas.line(_MARGIN, top - 50, self.right, top - 50)
        return top - 50

    def section(self, section: SheetSection, top: float, row: float) -> float:
        """A heading and its rows; where the next begins."""
        self.words(section.heading, _MARGIN, top - 24, "bold", 10, _ACCENT)
        top -= _SECTION
        size = 9.5 if row > 15 else 8.5
        for line in section.lines:
            self._row(line, top - row + 5.5, size)
            self.canvas.setStrokeColorRGB(*_RULE)
            self.canvas.setLineWidth(0.4)
            self.canvas.line(_MARGIN, top - row + 1, self.right, top - row + 1)
            top -= row
        return top

    def _row(self, line: SheetLine, base: float, size: float) -> None:
        left = _MARGIN
        if line.box:
            self.canvas.setStrokeColorRGB(*_PALE)
            self.canvas.setLineWidth(0.7)
            self.canvas.rect(left, base - 0.8, size - 1.5, size - 1.5)
            left += size + 4
        self.words(line.left, left, base, "plain", size, _INK, _MARGIN + _LEFT_COLUMN - 6 - left)
        aside = self._width(line.aside, "plain", size - 1) if line.aside else 0.0
        aside = min(aside, 0.45 * (self.right - _MARGIN))
        start = _MARGIN + _LEFT_COLUMN
        room = self.right - start - (aside + 10 if aside else 0)
        start += self.words(line.name, start, base, "bold", size, _INK, room)
        if line.name and line.about:
            start += 7
        self.words(line.about, start, base, "plain", size, _INK, self.right - start - (aside + 10 if aside else 0))
        if aside:
            self.words(line.aside, self.right - aside, base, "plain", size - 1, _PALE, aside)

    def words(
        self, text: str, left: float, base: float, weight: str, size: float, ink: Sequence[float], room: float = 0.0
    ) -> float:
        """Draw a text, cut with an ellipsis to `room` where that is given; how wide it is."""
        text = self._drawable(text, weight)
        if room and self._width(text, weight, size) > room:
            while text and self._width(text + "…", weight, size) > room:
                text = text[:-1]
            text = text.rstrip() + "…" if text else ""
        self.canvas.setFillColorRGB(*ink)
        self.canvas.setFont(self.fonts[weight], size)
        self.canvas.drawString(left, base, text)
        return self._width(text, weight, size)

    def _width(self, text: str, weight: str, size: float) -> float:
        return float(self.canvas.stringWidth(text, self.fonts[weight], size))

    def _drawable(self, text: str, weight: str) -> str:
        from reportlab.pdfbase.pdfmetrics import getFont

        known = getFont(self.fonts[weight]).face.charToGlyph
        return "".join(_letter(letter, known) for letter in text)


def _letter(letter: str, known: Any) -> str:
    """A letter that the font has: itself, the one under its accent, or a question mark."""
    if ord(letter) in known:
        return letter
    if letter.isspace():
        return "\u00a0"
    under = "".join(part for part in unicodedata.normalize("NFKD", letter) if ord(part) in known)
    return under or "?"


def _fonts() -> dict[str, str]:
    """The names of the fonts, embedded in the page."""
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont

    names = {"plain": "Vera", "bold": "VeraBd"}
    for name in names.values():
        registerFont(TTFont(name, f"{name}.ttf"))
    return names
