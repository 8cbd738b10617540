"""Address cards (.vcf, versions 2.1, 3.0 and 4.0) as rows under headings, so that they go the way of every table."""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass

# In the order in which they are shown; "Last name" and so on are headings that domain.import_fields knows.
_NAME_PARTS = ("Last name", "First name", "Middle name", "Name prefix", "Name suffix")
_ADDRESS_PARTS = ("Address PO box", "Address extended address", "street", "city", "state", "postal code", "country")
_SIMPLE = {
    "FN": "Full name",
    "NICKNAME": "Nickname",
    "ORG": "Organization",
    "TITLE": "Job title",
    "BDAY": "Birthday",
    "NOTE": "Notes",
    "CATEGORIES": "Categories",
    "URL": "Web page",
    "LANG": "Language",
    "GENDER": "Gender",
}
# What only programs read, or what no text can hold.
_LEFT_OUT = frozenset(
    ("VERSION", "PRODID", "REV", "PHOTO", "LOGO", "SOUND", "KEY", "UID", "SORT-STRING", "END", "BEGIN")
)
_BETWEEN = " ::: "
_SEPARATOR = re.compile(r"(?<!\\)(?:\\\\)*;")


@dataclass(frozen=True, slots=True)
class _Property:
    """One line of a card."""

    name: str
    kinds: frozenset[str]
    value: str


def read_cards(text: str) -> list[list[str]]:
    """The headings, then one row a card; several values of one kind stand in one cell, with " ::: " between them."""
    cards = [_card(properties) for properties in _properties(text)]
    headings = list(dict.fromkeys(heading for card in cards for heading in card))
    return [headings, *([_BETWEEN.join(card.get(heading, [])) for heading in headings] for card in cards)]


def _properties(text: str) -> Iterator[list[_Property]]:
    """The properties of each card; a card that is not closed ends where the next begins."""
    card: list[_Property] | None = None
    for line in _whole_lines(text):
        found = _property(line)
        if found is None:
            continue
        if found.name in ("BEGIN", "END"):
            if card:
                yield card
            card = [] if found.name == "BEGIN" else None
        elif card is not None:
            card.append(found)
    if card:
        yield card


def _whole_lines(text: str) -> Iterator[str]:
    """Lines with their folds undone: by a space at the start of the next, or by "=" at the end (version 2.1)."""
    line = ""
    for part in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if line.endswith("=") and "QUOTED-PRINTABLE" in line.upper():
            line = line[:-1] + part
        elif part[:1] in (" ", "\t") and line:
            line += part[1:]
        else:
            if line:
                yield line
            line = part
    if line:
        yield line


def _property(line: str) -> _Property | None:
    """One line: "item1.TEL;TYPE=CELL:06…"."""
    head, colon, value = line.partition(":")
    if not colon:
        return None
    name, *parameters = head.split(";")
    kinds: set[str] = set()
    charset = "utf-8"
    printable = False
    for parameter in parameters:
        key, _, said = parameter.upper().rpartition("=")
        if key == "CHARSET":
            charset = said.lower()
        elif said == "QUOTED-PRINTABLE":
            printable = True
        elif key in ("", "TYPE"):
            kinds.update(said.replace('"', "").split(","))
    if printable:
        try:
            value = quopri.decodestring(value.encode("latin-1", "replace")).decode(charset, "replace")
        except LookupError:  # a charset that nobody knows
            value = quopri.decodestring(value.encode("latin-1", "replace")).decode("utf-8", "replace")
    return _Property(name.rpartition(".")[2].upper(), frozenset(kinds), value)


def _card(properties: list[_Property]) -> dict[str, list[str]]:
    """The values of a card by heading."""
    card: dict[str, list[str]] = {}
    for found in properties:
        if found.name in _LEFT_OUT or not found.value.strip(" ;"):
            continue
        for heading, value in _cells(found):
            if value and value not in card.setdefault(heading, []):
                card[heading].append(value)
    if "Last name" in card or "First name" in card or card.get("Full name") == card.get("Organization"):
        card.pop("Full name", None)
    return card


def _cells(found: _Property) -> Iterator[tuple[str, str]]:
    """The headings and values of one property."""
    if found.name == "N":
        yield from zip(_NAME_PARTS, map(_plain, _SEPARATOR.split(found.value)), strict=False)
    elif found.name == "ADR":
        prefix = "Business " if "WORK" in found.kinds else "Home "
        for part, value in zip(_ADDRESS_PARTS, map(_plain, _SEPARATOR.split(found.value)), strict=False):
            yield (part if part.startswith("Address") else prefix + part), value
    elif found.name == "TEL":
        yield _telephone(found.kinds), _plain(found.value).removeprefix("tel:")
    elif found.name == "EMAIL":
        yield ("Work email" if "WORK" in found.kinds else "Email"), _plain(found.value).removeprefix("mailto:")
    elif found.name == "BDAY":
        yield "Birthday", re.sub(r"^--(\d\d)-?(\d\d)$", r"--\1-\2", _plain(found.value))
    elif found.name == "ORG":
        yield "Organization", " – ".join(part for part in map(_plain, _SEPARATOR.split(found.value)) if part)
    else:
        yield _SIMPLE.get(found.name, found.name), _plain(found.value)


def _telephone(kinds: frozenset[str]) -> str:
    """The heading of a telephone number, by its kinds."""
    if "FAX" in kinds:
        return "Fax"
    if "CELL" in kinds:
        return "Mobile"
    return "Business phone" if "WORK" in kinds else "Home phone" if "HOME" in kinds else "Phone"


def _plain(value: str) -> str:
    """A value without its backslashes."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value).strip()
