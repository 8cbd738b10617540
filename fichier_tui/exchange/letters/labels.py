"""Sheets of address labels: the usual Avery sizes, from any label of a sheet already begun.

An address is set as large as its label lets it, smaller where it must; one that would not be read any more is left
out and told, never cut. Texts are measured with the font that prints them.
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from fichier_tui.domain.paper_reasons import LABEL_TOO_SMALL, UNPRINTABLE
from fichier_tui.domain.refusal import Refusal
from fichier_tui.exchange.letters import fonts

SHEET_WIDTH, SHEET_HEIGHT = 210.0, 297.0
"""A4, in millimetres."""
_POINT = 72 / 25.4
_LARGEST, _COMFORTABLE, _SMALLEST = 10.0, 9.0, 5.5
"""Points. Below the last nobody reads it."""
_STEP = 0.25
_LEADING = 1.22
_LEAST_SQUEEZE = 0.85
"""How narrow a text may be set, of its usual width, before it is made smaller than is comfortable."""
_PADDING_ACROSS, _PADDING_DOWN = 4.0, 1.5
_UNPRINTED = 5.0
"""Millimetres at the edges of a sheet that many printers leave white."""


@dataclass(frozen=True, slots=True)
class LabelSheet:
    """A sheet, in millimetres. `left` and `top` are its margins, `gap` what is between two columns."""

    code: str
    width: float
    height: float
    columns: int
    rows: int
    left: float
    top: float
    gap: float = 0.0

    @property
    def count(self) -> int:
        """Labels on a sheet."""
        return self.columns * self.rows

    def place(self, number: int) -> tuple[float, float]:
        """Where a label (from 0, row by row) is: its left, and its top from the top of the sheet, in millimetres."""
        row, column = divmod(number, self.columns)
        return self.left + column * (self.width + self.gap), self.top + row * self.height


def _centred(code: str, width: float, height: float, columns: int, rows: int, gap: float = 2.5) -> LabelSheet:
    """A sheet whose labels stand in the middle, as all of these do: the margins are what is left, halved."""
    left = (SHEET_WIDTH - columns * width - (columns - 1) * gap) / 2
    return LabelSheet(code, width, height, columns, rows, left, (SHEET_HEIGHT - rows * height) / 2, gap)


# Sizes and counts: Avery, as printed on the packs and in its Word templates (avery.fr, avery.co.uk). L7xxx are for
# lasers; the J8xxx for ink have the same places. Margins are those of Avery's templates: L7160 7.25 and 15.15 mm,
# L7163 4.65 and 15.15, L7165 4.65 and 13.1, L7651 4.75 and 10.7; the 34xx reach the edges of the sheet.
SHEETS: dict[str, LabelSheet] = {
    sheet.code: sheet
    for sheet in (
        _centred("L7159", 63.5, 33.9, 3, 8),
        _centred("L7160", 63.5, 38.1, 3, 7),
        _centred("L7161", 63.5, 46.6, 3, 6),
        _centred("L7162", 99.1, 33.9, 2, 8),
        _centred("L7163", 99.1, 38.1, 2, 7),
        _centred("L7165", 99.1, 67.7, 2, 4),
        _centred("L7173", 99.1, 57.0, 2, 5),
        _centred("L7651", 38.1, 21.2, 5, 13),
        _centred("3422", 70.0, 35.0, 3, 8, 0.0),
        _centred("3474", 70.0, 37.0, 3, 8, 0.0),
        _centred("3475", 70.0, 36.0, 3, 8, 0.0),
    )
}


def label_sheet(code: str) -> LabelSheet:
    """The sheet called so: "l7163", "J8163" (the same for ink), "Avery L7163". Raises Refusal("labels.unknown")."""
    wanted = code.upper().replace("AVERY", "").strip()
    if wanted.startswith("J8"):
        wanted = f"L7{wanted[2:]}"
    if wanted not in SHEETS:
        raise Refusal("labels.unknown", name=code, codes=", ".join(SHEETS))
    return SHEETS[wanted]


@dataclass(frozen=True, slots=True)
class Setting:
    """How an address is set on a label: points, and percent of the usual width."""

    size: float
    squeeze: float = 100.0


def setting(lines: Sequence[str], sheet: LabelSheet) -> Setting | None:
    """How large an address can be on a label; None where it would not be read any more."""
    across, down = _room(sheet)
    highest = min(_LARGEST, down / (len(lines) * _LEADING))
    widest = max(fonts.width(line, fonts.PLAIN, 1.0) for line in lines) or 1.0
    size = _stepped(min(highest, across / widest))
    if size >= _COMFORTABLE:
        return Setting(size)
    size = _stepped(min(highest, _COMFORTABLE, across / widest / _LEAST_SQUEEZE))
    if size < _SMALLEST:
        return None
    return Setting(size, min(100.0, math.floor(100 * across / (widest * size))))


def _stepped(size: float) -> float:
    return math.floor(size / _STEP + 1e-9) * _STEP


def cannot_be_set(lines: Sequence[str], sheet: LabelSheet) -> str:
    """Why an address cannot be on a label (LABEL_TOO_SMALL, UNPRINTABLE); "" where it can."""
    if any(fonts.unprintable(line) for line in lines):
        return UNPRINTABLE
    return "" if setting(lines, sheet) else LABEL_TOO_SMALL


def label_pages(
    addresses: Iterable[Sequence[str]],
    sheet: LabelSheet,
    *,
    start: int = 1,
    outline: bool = False,
    progress: Callable[[int], object] = lambda _done: None,
) -> bytes:
    """The sheets as a PDF. `start` is the first label to print on, 1 the one at the upper left; `outline` draws where
    the labels are, to try on plain paper. Addresses are those that `cannot_be_set` lets pass.

    Raises Refusal: labels.start, letter.nobody.
    """
    check_start(sheet, start)
    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    canvas = Canvas(
        stream,
        pagesize=(SHEET_WIDTH * _POINT, SHEET_HEIGHT * _POINT),
        invariant=1,
        initialFontName=fonts.faces(fonts.PLAIN)[0],
    )
    canvas.setTitle(sheet.code)
    canvas.setViewerPreference("PrintScaling", "None")  # a sheet printed smaller is off its labels
    place, done = start - 1, 0
    for done, lines in enumerate(addresses, start=1):
        if place == sheet.count:
            canvas.showPage()
            place = 0
        if outline and (place == 0 or done == 1):
            _outline(canvas, sheet)
        _draw(canvas, lines, sheet, place)
        place += 1
        progress(done)
    if not done:
        raise Refusal("letter.nobody")
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


def check_start(sheet: LabelSheet, start: int) -> None:
    """Whether a sheet has that label. Raises Refusal("labels.start")."""
    if not 1 <= start <= sheet.count:
        raise Refusal("labels.start", start=start, count=sheet.count)


def sheets_needed(labels: int, sheet: LabelSheet, start: int = 1) -> int:
    """How many sheets that takes."""
    return -(-(labels + start - 1) // sheet.count) if labels else 0


def _padding(sheet: LabelSheet) -> tuple[float, float]:
    """What stays white within a label: more where it reaches into what a printer leaves white."""
    across = max(_PADDING_ACROSS if sheet.width > 50 else 2.0, _UNPRINTED + 1.0 - sheet.left)
    return across, max(_PADDING_DOWN, _UNPRINTED + 0.5 - sheet.top)


def _room(sheet: LabelSheet) -> tuple[float, float]:
    """Width and height for an address, in points."""
    across, down = _padding(sheet)
    return (sheet.width - 2 * across) * _POINT, (sheet.height - 2 * down) * _POINT


def _draw(canvas: Any, lines: Sequence[str], sheet: LabelSheet, number: int) -> None:
    set_as = setting(lines, sheet)
    if set_as is None:
        raise ValueError("an address that cannot be on a label was to be drawn")
    left, top = sheet.place(number)
    leading = set_as.size * _LEADING
    above = (sheet.height * _POINT - leading * len(lines)) / 2
    base = (SHEET_HEIGHT - top) * _POINT - above - set_as.size
    canvas.setFillColorRGB(0, 0, 0)
    for line in lines:
        fonts.draw(canvas, line, (left + _padding(sheet)[0]) * _POINT, base, fonts.PLAIN, set_as.size, set_as.squeeze)
        base -= leading


def _outline(canvas: Any, sheet: LabelSheet) -> None:
    canvas.setStrokeColorRGB(0.6, 0.63, 0.67)
    canvas.setLineWidth(0.4)
    for number in range(sheet.count):
        left, top = sheet.place(number)
        bottom = (SHEET_HEIGHT - top - sheet.height) * _POINT
        canvas.roundRect(
            left * _POINT, bottom, sheet.width * _POINT, sheet.height * _POINT, 2 * _POINT if sheet.gap else 0
        )
