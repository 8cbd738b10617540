"""«Adresse» in a model that was made for a list: where the postcode and the town follow it, it is the street alone.

Anywhere else it is the whole block, name and town included: a letter that says the town twice arrives, one that has
nothing but a street does not. `ADDRESSBLOCK` is the whole block always.
"""

from __future__ import annotations

from typing import Any

from fichier_tui.exchange.letters.docx_fields import MARK, WHOLE, W, texts_of

_NAMES = frozenset(("last_name", "full_name", "titled_name", "company"))
_PLACES = frozenset(("postcode", "town"))
_NAME_WITHIN = 4
"""How many lines above the address its name is looked for."""


def mark_streets(root: Any) -> None:
    """Make an address of the marked fields under an element the street alone, where its name stands above it and its
    postcode and town under it, each in a field of its own."""
    lines: list[tuple[str, ...]] = []
    addresses: list[tuple[int, int, Any]] = []
    for paragraph in root.iter(W + "p"):
        pieces: list[str] = []
        for text in texts_of(paragraph):
            code = text.get(MARK)
            if code == "address" and text.get(WHOLE) is None:
                addresses.append((len(lines), len(pieces), text))
            if code is not None:
                pieces.append(code)
            elif any(map(str.isalnum, text.text or "")):
                pieces.append("")  # words
        if pieces:
            lines.append(tuple(pieces))
    for line, place, mark in addresses:
        if _names_above(lines, line, place) and _place_follows(lines, line, place):
            mark.set(MARK, "street")


def _names_above(lines: list[tuple[str, ...]], line: int, place: int) -> bool:
    above = (*lines[line][:place], *(code for one in lines[max(0, line - _NAME_WITHIN) : line] for code in one))
    return not _NAMES.isdisjoint(above)


def _place_follows(lines: list[tuple[str, ...]], line: int, place: int) -> bool:
    """Whether the next field is a postcode or a town: on the line itself, or on one with nothing but those."""
    rest = lines[line][place + 1 :]
    if rest:
        return rest[0] in _PLACES
    following = lines[line + 1] if line + 1 < len(lines) else ()
    return bool(following) and _PLACES.issuperset(following)
