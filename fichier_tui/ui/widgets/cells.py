"""Text drawn into a given number of cells: cut with an ellipsis, aligned, harmless.

The last guard before the terminal: whatever a row holds, no control, invisible or direction character leaves here,
and nothing is ever read as markup.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Literal

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.content import Content
from textual.style import Style as VisualStyle

from fichier_tui.domain.text import clean_typed

Align = Literal["left", "right", "center"]
Shown = Content | Text
"""What a cell may be: never a `str`, which Textual elsewhere reads as markup."""

ParseStyle = Callable[[str | VisualStyle], VisualStyle]
"""How a theme's style words become a style."""

ELLIPSIS = "…"


def harmless(plain: str) -> str:
    """`plain` without anything that could drive a terminal or hide in a line."""
    return plain if plain.isascii() and plain.isprintable() else clean_typed(plain)


def cut(plain: str, width: int) -> str:
    """`plain` in at most `width` cells, its end replaced by an ellipsis where it is longer."""
    if len(plain) * 2 <= width or cell_len(plain) <= width:
        return plain
    if width <= 0:
        return ""
    return set_cell_size(plain, width - 1).rstrip() + ELLIPSIS


def aligned(plain: str, width: int, align: Align = "left") -> str:
    """`plain` in exactly `width` cells: cut or filled with spaces."""
    plain = cut(plain, width)
    spare = width - cell_len(plain)
    if spare <= 0:
        return plain
    if align == "right":
        return " " * spare + plain
    if align == "center":
        left = spare // 2
        return " " * left + plain + " " * (spare - left)
    return plain + " " * spare


def pieces(shown: Shown, base: VisualStyle, parse: ParseStyle) -> list[tuple[str, Style]]:
    """The styled pieces of `shown`, one line, over `base`. What is not harmless loses its styles too."""
    under = base.rich_style
    plain = harmless(shown.plain)
    if plain != shown.plain:
        return [(plain, under)]
    if isinstance(shown, Text):
        own = under + shown.style if isinstance(shown.style, Style) else under
        return _pieces_of_text(shown, own) if shown.spans else [(plain, own)]
    if not shown.spans:
        return [(plain, under)]
    return [(text, style.rich_style) for text, style in shown.render(base, "", parse)]


def _pieces_of_text(text: Text, base: Style) -> list[tuple[str, Style]]:
    """The pieces of a `Text`; a style given by a name is passed over, since only `Style` objects need no console."""
    spans = [(span.start, span.end, span.style) for span in text.spans if isinstance(span.style, Style)]
    borders = sorted({0, len(text.plain), *(edge for start, end, _ in spans for edge in (start, end))})
    found = []
    for start, end in pairwise(borders):
        style = base
        for span_start, span_end, span_style in spans:
            if span_start <= start < span_end:
                style += span_style
        found.append((text.plain[start:end], style))
    return found


def cell_segments(styled: list[tuple[str, Style]], width: int, align: Align, base: Style) -> list[Segment]:
    """The pieces over the style `base`, in exactly `width` cells."""
    if len(styled) == 1:
        text, style = styled[0]
        return [Segment(aligned(text, width, align), base + style)]
    total = sum(cell_len(text) for text, _ in styled)
    if total > width:
        styled = _cut_pieces(styled, width)
        total = sum(cell_len(text) for text, _ in styled)
    spare = max(0, width - total)
    left = {"left": 0, "right": spare, "center": spare // 2}[align]
    drawn = [Segment(text, base + style) for text, style in styled if text]
    before = [Segment(" " * left, base)] if left else []
    after = [Segment(" " * (spare - left), base)] if spare > left else []
    return before + drawn + after


def _cut_pieces(styled: list[tuple[str, Style]], width: int) -> list[tuple[str, Style]]:
    """The pieces that fit in `width` cells, the last ending with an ellipsis."""
    kept: list[tuple[str, Style]] = []
    left = width
    for text, style in styled:
        length = cell_len(text)
        if length >= left:
            kept.append((set_cell_size(text, max(0, left - 1)) + ELLIPSIS if left else "", style))
            return kept
        kept.append((text, style))
        left -= length
    return kept
