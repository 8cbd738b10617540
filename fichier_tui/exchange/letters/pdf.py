"""Letters as a PDF, out of a text with fields: sober, the address in the window, the pages of each letter numbered.

A text is paragraphs with an empty line between them; a line break within one stays. A first paragraph that begins
with "Objet :" or "Subject:" is the subject of the letter.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from fichier_tui.domain.refusal import Refusal
from fichier_tui.exchange.letters import fonts, window
from fichier_tui.exchange.letters.fonts import BOLD, PLAIN
from fichier_tui.i18n import _

_POINT = 72 / 25.4
_WIDTH, _HEIGHT = 210.0, 297.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 25.0, 20.0, 20.0, 24.0
_BODY, _LEADING, _PARAGRAPH = 10.0, 14.4, 8.5
"""Points: the size of the text, from line to line, between paragraphs."""
_ADDRESS, _SMALLEST_ADDRESS = 10.0, 7.5
_DATE_AT, _TEXT_AT, _TEXT_AGAIN_AT = 97.0, 112.0, 30.0
"""Millimetres from the top: the day, the text of the first page, that of the others."""
_INK, _PALE, _ACCENT, _RULE = (0.13, 0.15, 0.18), (0.42, 0.45, 0.50), (0.08, 0.35, 0.49), (0.80, 0.82, 0.85)
_SUBJECT = re.compile(r"(?:objet|subject)\s*:", re.IGNORECASE)
_WORD = re.compile(r"[^ ]+ *")

Ink = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who writes: the name of the business, the lines under it, the town before the day."""

    business: str
    lines: tuple[str, ...] = ()
    town: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter, its fields filled."""

    address: tuple[str, ...]
    day: str
    """As it is written: "le 1er mars 2026"."""
    text: str


@dataclass(frozen=True, slots=True)
class _Line:
    words: str
    weight: str = PLAIN
    space: float = 0.0
    """Points above it."""
    with_next: bool = False
    """The first of its paragraph, or the one before its last: neither end of a paragraph stands alone on a page."""


def letter_pages(
    letters: Iterable[Letter], head: Letterhead, *, progress: Callable[[int], object] = lambda _done: None
) -> bytes:
    """The letters as one PDF, each on pages of its own. Raises Refusal("letter.nobody")."""
    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    canvas = Canvas(
        stream,
        pagesize=(_WIDTH * _POINT, _HEIGHT * _POINT),
        invariant=1,
        pageCompression=1,
        initialFontName=fonts.faces(PLAIN)[0],
    )
    canvas.setTitle(_("Letters"))
    canvas.setAuthor(head.business)
    pen, done = _Pen(canvas, head), 0
    for done, letter in enumerate(letters, start=1):
        pen.letter(letter)
        progress(done)
    if not done:
        raise Refusal("letter.nobody")
    canvas.save()
    return stream.getvalue()


def unprintable_in(letter: Letter) -> tuple[str, ...]:
    """The letters of a letter that no font here can print."""
    return tuple(dict.fromkeys(fonts.unprintable("\n".join((*letter.address, letter.text)))))


def address_size(lines: Sequence[str]) -> float:
    """How large an address is set in the window, in points."""
    widest = max(fonts.width(line, PLAIN, 1.0) for line in lines)
    room = window.SHOWN_WIDTH * _POINT
    return max(_SMALLEST_ADDRESS, min(_ADDRESS, room / widest if widest else _ADDRESS))


class _Pen:
    def __init__(self, canvas: Any, head: Letterhead) -> None:
        self.canvas, self.head = canvas, head

    def letter(self, letter: Letter) -> None:
        """Draw a letter, on as many pages as it takes."""
        room = (_WIDTH - _LEFT - _RIGHT) * _POINT
        pages = _paged(_lines(letter.text, room))
        for number, lines in enumerate(pages, start=1):
            if number == 1:
                self._first_page(letter)
            else:
                self._words(self.head.business, _LEFT, _TOP, BOLD, 9, _PALE)
            base = (_HEIGHT - (_TEXT_AT if number == 1 else _TEXT_AGAIN_AT)) * _POINT - _BODY
            for place, line in enumerate(lines):
                base -= line.space if place else 0
                self._at(line.words, _LEFT * _POINT, base, line.weight, _BODY, _INK)
                base -= _LEADING
            if len(pages) > 1:
                self._page_number(number, len(pages))
            self.canvas.showPage()

    def _first_page(self, letter: Letter) -> None:
        self._words(self.head.business, _LEFT, _TOP + 3, BOLD, 15, _ACCENT)
        for place, line in enumerate(self.head.lines):
            self._words(line, _LEFT, _TOP + 11 + 4.4 * place, PLAIN, 8.5, _PALE)
        size = address_size(letter.address) if letter.address else _ADDRESS
        for place, line in enumerate(letter.address):
            squeeze = min(100.0, 100 * window.SHOWN_WIDTH * _POINT / (fonts.width(line, PLAIN, size) or 1))
            base = (_HEIGHT - window.TOP - window.LINE * place) * _POINT - size
            self._at(line, window.LEFT * _POINT, base, PLAIN, size, (0, 0, 0), squeeze)
        dated = ", ".join(part for part in (self.head.town, letter.day) if part)
        self._words(dated[:1].upper() + dated[1:], window.LEFT, _DATE_AT, PLAIN, _BODY, _INK)
        self.canvas.setStrokeColorRGB(*_RULE)
        self.canvas.setLineWidth(0.4)
        for fold in window.FOLDS:
            self.canvas.line(4 * _POINT, (_HEIGHT - fold) * _POINT, 8 * _POINT, (_HEIGHT - fold) * _POINT)

    def _page_number(self, number: int, count: int) -> None:
        words = _("Page {number} of {count}").format(number=number, count=count)
        left = _WIDTH - _RIGHT - fonts.width(words, PLAIN, 8) / _POINT
        self._words(words, left, _HEIGHT - 12, PLAIN, 8, _PALE)

    def _words(self, text: str, left: float, top: float, weight: str, size: float, ink: Ink) -> None:
        """A text at millimetres from the left and the top."""
        self._at(text, left * _POINT, (_HEIGHT - top) * _POINT - size, weight, size, ink)

    def _at(
        self, text: str, left: float, base: float, weight: str, size: float, ink: Ink, squeeze: float = 100.0
    ) -> None:
        self.canvas.setFillColorRGB(*ink)
        fonts.draw(self.canvas, text, left, base, weight, size, squeeze)


def _lines(text: str, room: float) -> list[_Line]:
    """The text broken into lines."""
    found: list[_Line] = []
    parts = re.split(r"(\n[^\S\n]*\n\s*)", text.strip("\n"))
    for place, paragraph in enumerate(parts[::2]):
        weight = BOLD if not place and _SUBJECT.match(paragraph) else PLAIN
        # More empty lines are more room: for a signature.
        more = _LEADING * (parts[2 * place - 1].count("\n") - 2) if place else 0.0
        broken = [row for line in paragraph.split("\n") for row in wrapped(line, room, weight, _BODY)]
        space = 2 * _PARAGRAPH if place == 1 and found[0].weight == BOLD else _PARAGRAPH
        for row, words in enumerate(broken):
            with_next = len(broken) > 1 and row in (0, len(broken) - 2)
            found.append(_Line(words, weight, space + more if not row and place else 0.0, with_next))
    return found


def wrapped(line: str, room: float, weight: str, size: float) -> list[str]:
    """A line broken between words, as wide as `room` points at most; a word too long is broken where it must."""
    rows, used = [""], 0.0
    for word in _WORD.findall(line):
        wide = fonts.width(word.rstrip(" "), weight, size)
        if rows[-1] and used + wide > room:
            rows.append("")
            used = 0.0
        while wide > room:
            fits = next(
                (end for end in range(len(word) - 1, 0, -1) if fonts.width(word[:end], weight, size) <= room), 1
            )
            rows[-1:] = [word[:fits], ""]
            word = word[fits:]
            wide = fonts.width(word.rstrip(" "), weight, size)
        rows[-1] += word
        used += fonts.width(word, weight, size)
    return [row.rstrip(" ") for row in rows]


def _paged(lines: Sequence[_Line]) -> list[list[_Line]]:
    """The lines by page."""
    pages: list[list[_Line]] = [[]]
    left = (_HEIGHT - _TEXT_AT - _BOTTOM) * _POINT
    for line in lines:
        page = pages[-1]
        needed = _LEADING + (line.space if page else 0)
        if needed > left and page:
            kept = len(page)
            while kept > 1 and page[kept - 1].with_next:
                kept -= 1
            moved = page[kept:] if kept > 1 else []
            pages[-1:] = [page[: len(page) - len(moved)], moved]
            left = (_HEIGHT - _TEXT_AGAIN_AT - _BOTTOM) * _POINT - _LEADING * len(moved)
            needed = _LEADING
        pages[-1].append(line)
        left -= needed
    return pages
