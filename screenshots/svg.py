"""What a terminal shows, as an SVG: the same bytes for the same cells, no font or script from elsewhere.

Rich can export one too, but its bytes change with its version, and its pictures ask a server for their font.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from rich.color import Color, blend_rgb
from rich.color_triplet import ColorTriplet
from rich.segment import Segment
from rich.style import Style
from rich.terminal_theme import SVG_EXPORT_THEME

WIDE, HIGH, BASELINE, MARGIN = 9.6, 19, 14.5, 12
"""Pixels of a cell, of its baseline from its top, and around the screen."""
FONTS = "'Cascadia Mono','DejaVu Sans Mono',Menlo,Consolas,'Liberation Mono',monospace"
# The arms of the frames' characters: up, down, left, right. Drawn as lines, because fonts leave gaps between the rows.
ARMS = {
    "─": "lr", "│": "ud", "╭": "dr", "╮": "dl", "╰": "ur", "╯": "ul", "├": "udr", "┤": "udl", "┬": "dlr", "┴": "ulr",
    "┼": "udlr", "┌": "dr", "┐": "dl", "└": "ur", "┘": "ul", "━": "lr", "┃": "ud",
}  # fmt: skip
HEAVY = "━┃"

Piece = tuple[int, int, str, Style]
"""First column, cells, text, style."""


def picture(lines: Sequence[Sequence[Segment]], width: int) -> str:
    """The SVG of these lines of `width` cells."""
    theme = SVG_EXPORT_THEME
    ground = _colours(lines[0][0].style or Style())[1] if lines and lines[0] else theme.background_color
    out: list[str] = []
    for row, line in enumerate(lines):
        out += _row(row, list(_pieces(line)), ground)
    across, down = round(width * WIDE + 2 * MARGIN, 1), len(lines) * HIGH + 2 * MARGIN
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {across} {down}" width="{across}" height="{down}">\n'
        f'<rect width="{across}" height="{down}" rx="8" fill="{ground.hex}"/>\n'
        f'<g transform="translate({MARGIN},{MARGIN})" font-family="{FONTS}" font-size="16" xml:space="preserve">\n'
    )
    return head + "\n".join(out) + "\n</g>\n</svg>\n"


def _pieces(line: Sequence[Segment]) -> Iterator[Piece]:
    """The segments of a line with their columns, those of the same look joined."""
    column = 0
    for segment in Segment.simplify(Segment(text, _look(style)) for text, style, control in line if not control):
        yield column, segment.cell_length, segment.text, segment.style or Style()
        column += segment.cell_length


def _look(style: Style | None) -> Style:
    """The style without what is not seen."""
    return style.clear_meta_and_links() if style else Style()


def _colours(style: Style) -> tuple[ColorTriplet, ColorTriplet]:
    """The ink and the ground of a style."""
    theme = SVG_EXPORT_THEME

    def of(colour: Color | None, default: ColorTriplet) -> ColorTriplet:
        return default if colour is None or colour.is_default else colour.get_truecolor(theme)

    ink, ground = of(style.color, theme.foreground_color), of(style.bgcolor, theme.background_color)
    if style.reverse:
        ink, ground = ground, ink
    return (blend_rgb(ink, ground, 0.4) if style.dim else ink), ground


def _row(row: int, pieces: list[Piece], ground: ColorTriplet) -> Iterator[str]:
    """First the grounds of a row, then its frames and its letters."""
    top = row * HIGH
    for column, cells, _text, style in pieces:
        behind = _colours(style)[1]
        if behind != ground:
            yield (
                f'<rect x="{_x(column)}" y="{top}" width="{_x(cells)}" height="{HIGH}" fill="{behind.hex}" '
                f'shape-rendering="crispEdges"/>'
            )
    for column, _cells, text, style in pieces:
        yield from _words(column, text, style, top)


def _words(column: int, text: str, style: Style, top: float) -> Iterator[str]:
    """A run of letters, or of frame characters, one after the other."""
    ink, look = _colours(style)[0].hex, _letters_look(style)
    for kind, start, run in _runs(text):
        x = column + _cells(text[:start])
        if kind == "frame":
            heavy = 2.5 if run[0] in HEAVY else 1.2
            yield f'<path d="{_frame(x, run, top)}" stroke="{ink}" stroke-width="{heavy}" fill="none"/>'
        elif kind == "letters":
            yield (
                f'<text x="{_x(x)}" y="{top + BASELINE}" textLength="{_x(_cells(run))}" fill="{ink}"{look}>'
                f"{escape(run, quote=False)}</text>"
            )


def _runs(text: str) -> Iterator[tuple[str, int, str]]:
    """The text cut where letters, frames and blanks of two cells or more meet."""
    start, kind, alone = 0, "", len(text) - len(text.lstrip(" "))
    for place, character in enumerate(text):
        is_blank = place < alone or text[place : place + 2] in ("  ", " ")
        now = "frame" if character in ARMS else "blank" if is_blank else "letters"
        if now != kind:
            if place > start:
                yield kind, start, text[start:place]
            start, kind = place, now
    if text[start:]:
        yield kind, start, text[start:]


def _frame(column: int, run: str, top: float) -> str:
    """The lines of frame characters that follow each other."""
    parts: list[str] = []
    for place, character in enumerate(run):
        left, middle = (column + place) * WIDE, top + HIGH / 2
        centre, right = left + WIDE / 2, left + WIDE
        ends = {"u": (centre, top), "d": (centre, top + HIGH), "l": (left, middle), "r": (right, middle)}
        parts += [
            f"M{centre:g} {middle:g}L{round(x, 2):g} {round(y, 2):g}" for x, y in (ends[arm] for arm in ARMS[character])
        ]
    return "".join(parts)


def _letters_look(style: Style) -> str:
    lines = [name for name, is_on in (("underline", style.underline), ("line-through", style.strike)) if is_on]
    return (
        (' font-weight="bold"' if style.bold else "")
        + (' font-style="italic"' if style.italic else "")
        + (f' text-decoration="{" ".join(lines)}"' if lines else "")
    )


def _x(cells: int) -> str:
    return f"{round(cells * WIDE, 1):g}"


def _cells(text: str) -> int:
    return Segment(text).cell_length
