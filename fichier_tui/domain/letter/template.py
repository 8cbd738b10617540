"""A text with the fields of a contact in it: {prénom}, or {prénom|Madame, Monsieur} with what stands where it is empty.

That is the whole language: no code, no condition, no attribute. A brace that is meant is written twice, but not around
the name of a field: who learned {{prénom}} elsewhere would send it unfilled. Values are put in as they are and never
read as a template again. What cannot be read is refused with its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fichier_tui.domain.letter.fields import find_field, near_fields
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.text import clean_line

_AROUND = 25
"""Characters told on either side of a field that is unknown."""
LONGEST_TEMPLATE = 100_000
"""Characters: some thirty pages."""
_DOUBLED = re.compile(r"\{\{([^{}\n|]{1,80})(?:\|[^{}\n]*)?\}\}")
_PIECES = re.compile(r"\{\{|\}\}|\{[^{}\n]*\}|[{}]|[^{}]+")
# A field that is empty takes the space before it along, where another space, a sign or the end follows.
_AFTER_NOTHING = re.compile(r"[ \n,.)\u00a0\u202f]|$")


@dataclass(frozen=True, slots=True)
class Merge:
    """A field in a text. `default` is None where none was written."""

    code: str
    default: str | None = None


@dataclass(frozen=True, slots=True)
class Template:
    """A text that was read. Make one with `read_template`."""

    parts: tuple[str | Merge, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """The codes of its fields, each once, in their order."""
        return tuple(dict.fromkeys(part.code for part in self.parts if isinstance(part, Merge)))

    def missing(self, values: Mapping[str, str]) -> tuple[str, ...]:
        """The fields of which a contact has no value, and the text no default: what a preview warns of."""
        without = (part.code for part in self.parts if isinstance(part, Merge) and part.default is None)
        return tuple(dict.fromkeys(code for code in without if code not in values))

    def fill(self, values: Mapping[str, str]) -> str:
        """The text for one contact. `values` by code; one that is absent or empty gives way to the default."""
        filled: list[str] = []
        for place, part in enumerate(self.parts):
            if isinstance(part, str):
                filled.append(part)
                continue
            value = values.get(part.code) or part.default or ""
            if not value and filled and filled[-1].endswith(" ") and self._nothing_follows(place):
                filled[-1] = filled[-1][:-1]
            filled.append(value)
        return "".join(filled)

    def fill_line(self, values: Mapping[str, str], limit: int = 500) -> str:
        """The text for one contact on one line: a subject, which no value can break."""
        return clean_line(self.fill(values), limit)

    def _nothing_follows(self, place: int) -> bool:
        after = self.parts[place + 1] if place + 1 < len(self.parts) else ""
        return isinstance(after, str) and _AFTER_NOTHING.match(after) is not None


def read_template(text: str, own: Mapping[str, str] | None = None) -> Template:
    """The template that a text is. `own` are the labels of the shop's own fields by key.

    Raises Refusal: letter.unknown_field (piece, position, around, near), letter.not_closed, letter.stray_brace,
    letter.doubled, letter.too_long. Positions are those of characters, from 1.
    """
    if len(text) > LONGEST_TEMPLATE:
        raise Refusal("letter.too_long", limit=LONGEST_TEMPLATE)
    return Template(tuple(_joined(_parts(text, own))))


def template_faults(text: str, own: Mapping[str, str] | None = None) -> tuple[Refusal, ...]:
    """Everything for which `read_template` would refuse `text`, in its order, so that all is corrected at once."""
    if len(text) > LONGEST_TEMPLATE:
        return (Refusal("letter.too_long", limit=LONGEST_TEMPLATE),)
    faults = []
    for found in _PIECES.finditer(text):
        try:
            _part(text, found, own)
        except Refusal as refusal:
            faults.append(refusal)
    return tuple(faults)


def _parts(text: str, own: Mapping[str, str] | None) -> Iterator[str | Merge]:
    for found in _PIECES.finditer(text):
        yield _part(text, found, own)


def _part(text: str, found: re.Match[str], own: Mapping[str, str] | None) -> str | Merge:
    piece, position = found[0], found.start() + 1
    if piece in ("{{", "}}"):
        _refuse_doubled(text, found.start(), own)
        return piece[0]
    if piece == "{":
        raise Refusal("letter.not_closed", piece=clean_line(text[found.start() :], 30), position=position)
    if piece == "}":
        raise Refusal("letter.stray_brace", position=position)
    if piece[0] == "{":
        around = text[max(0, found.start() - _AROUND) : found.end() + _AROUND]
        return _merge(piece[1:-1], position, around, own)
    return piece


def _refuse_doubled(text: str, start: int, own: Mapping[str, str] | None) -> None:
    doubled = _DOUBLED.match(text, start)
    if doubled is not None and find_field(doubled[1], own) is not None:
        raise Refusal("letter.doubled", piece=clean_line(doubled[1], 60), position=start + 1)


def _merge(written: str, position: int, around: str, own: Mapping[str, str] | None) -> Merge:
    name, bar, default = written.partition("|")
    code = find_field(name, own)
    if code is None:
        near = ", ".join(f"{{{spelling}}}" for spelling in near_fields(name, own))
        raise Refusal(
            "letter.unknown_field",
            piece=clean_line(name, 60),
            position=position,
            around=clean_line(around),
            near=near,
            suggestions=near,
        )
    return Merge(code, default.strip(" ") if bar else None)


def _joined(parts: Iterator[str | Merge]) -> Iterator[str | Merge]:
    """Texts that follow each other as one."""
    texts: list[str] = []
    for part in parts:
        if isinstance(part, str):
            texts.append(part)
            continue
        if texts:
            yield "".join(texts)
            texts = []
        yield part
    if texts:
        yield "".join(texts)
