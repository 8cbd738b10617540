"""The table of lines (`line_table.txt`) as rows for the tests."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields
from pathlib import Path

from fichier_tui.domain.line import NO_WORDS, Line, Vocabulary

TABLE = Path(__file__).with_name("line_table.txt")
PRODUCTS = (
    "Entrée spa 2 h",
    "Massage 1 h",
    "Nuitée",
    "Restaurant",
    "Carte spa 10 entrées",
    "Soin visage",
    "Coupe femme",
    "Coupe homme",
    "Menu midi",
    "Bon cadeau",
    "Rose",
    "Location vélo",
    "Martin-pêcheur",
    "Bouquet Alice",
)
SHOP = Vocabulary.of(PRODUCTS, tags=("VIP", "Gourmet"), sources=("Airbnb",))
CARD, NEW_FILE = "[card] ", "[new file] "
_NOT_COMPARED = ("text", "pieces", "then", "ambiguous")


@dataclass(frozen=True, slots=True)
class Row:
    """A line, on which day and where it is typed, and its fields as the table writes them."""

    text: str
    today: dt.date
    vocabulary: Vocabulary
    inside_card: bool
    expected: dict[str, str]


def rows() -> list[Row]:
    """Every row of the table."""
    found: list[Row] = []
    today = dt.date.min
    said = ""
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            today = dt.date.fromisoformat(line.split()[1])
        elif line.startswith("    "):
            found.append(_row(said, today, line.strip()))
        elif line.strip() and not line.startswith("# "):
            said = line
    return found


def _row(said: str, today: dt.date, expected: str) -> Row:
    inside_card, new_file = said.startswith(CARD), said.startswith(NEW_FILE)
    text = said.removeprefix(CARD).removeprefix(NEW_FILE)
    pairs = dict(pair.strip().split("=", 1) for pair in expected.split(" | "))
    return Row(text, today, NO_WORDS if new_file else SHOP, inside_card, pairs)


def as_written(line: Line, prefix: str = "") -> dict[str, str]:
    """The fields of a line that are not empty, as the table writes them."""
    said: dict[str, str] = {}
    for field in fields(line):
        value = getattr(line, field.name)
        if field.name not in _NOT_COMPARED and _says(field.name, value):
            said[prefix + field.name] = _written(value)
    if line.ambiguous:
        said[f"{prefix}ambiguous"] = " & ".join(
            f"{doubt.words}: {', '.join((doubt.taken or '-', *doubt.others))}" for doubt in line.ambiguous
        )
    if line.then is not None:
        said |= as_written(line.then, f"{prefix}then.")
    return said


def _says(name: str, value: object) -> bool:
    """Whether the field says something: an amount of 0 does, a priority of 0 does not."""
    return value not in ("", None, ()) and value is not False and (name, value) != ("priority", 0)


def _written(value: object) -> str:
    if value is True:
        return "yes"
    if isinstance(value, tuple):
        return ", ".join(" ".join(one) if isinstance(one, tuple) else str(one) for one in value)
    return str(value)
