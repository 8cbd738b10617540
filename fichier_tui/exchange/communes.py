"""Official files of communes: La Poste's postcodes, INSEE's list of communes, INSEE's figures by commune.

Read as any foreign table is (`exchange.reading`: a child process with limits, encoding and delimiter found), then by
the headings that these files have had over the years. A line that cannot be read is told, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from fichier_tui.domain.commune import HUNDREDTHS, Commune, figure_name, read_insee, read_postcode
from fichier_tui.domain.import_values import plain
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.segment.grammar import FIGURE_NAMES
from fichier_tui.domain.text import clean_line, fold_joined
from fichier_tui.exchange.reading import read_sheet
from fichier_tui.exchange.table import Sheet

# The headings of the official files, folded and joined, the best first.
_CODE = ("codecommuneinsee", "codeinsee", "codgeo", "codecommune", "inseecom", "codecom", "com", "insee", "depcom")
_NAME = ("nomcommunecomplet", "libelle", "nomdelacommune", "nomcommune", "nomcommunepostal", "libgeo", "nccenr", "ncc",
         "libcom", "commune")  # fmt: skip
_POSTCODE = ("codepostal", "cp", "codespostaux")
_KIND = ("typecom",)
# Of the types of INSEE's list only these have people's addresses: the others are parts of a commune, or were one.
_KINDS_KEPT = ("", "COM", "ARM")
_FIGURES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("population", re.compile(r"pmun\d*|ptot\d*|p\d\dpop|population(?:municipale|totale|legale)?\d*|poptot\d*|pop\d*")),
    ("median_income", re.compile(r"(?:disp|dec)?med\d\d|revenumedian\w*|medianedurevenu\w*|nivvie\w*median\w*|q2\d*")),
    ("poverty_rate", re.compile(r"(?:disp)?tp60\d\d|txpauvrete\w*|tauxdepauvrete\w*|tauxpauvrete\w*")),
    ("households", re.compile(r"(?:disp)?nbmenf?isc\d*|nbmen\d*|p\d\dmen|menages|nombredemenages\w*")),
)
_NUMBER = re.compile(r"-?\d{1,12}(?:[.,]\d{1,9})?", re.ASCII)
_SPACES = re.compile(r"[ \u00a0\u202f]")
_HEADER_SEARCHED = 40
FAULTS_TOLD = 20
# Of a heading or a cell that is told, so many characters.
_SHOWN = 60
NO_CODE, NO_POSTCODE, NO_NAME = "code", "postcode", "name"


@dataclass(frozen=True, slots=True)
class Fault:
    """A line that was left out: its number as a spreadsheet has it, which column, what stands there."""

    row: int
    column: str
    value: str


@dataclass(frozen=True, slots=True)
class CommunesFile:
    """What was read of a file of communes."""

    communes: tuple[Commune, ...]
    encoding: str
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class FiguresFile:
    """What was read of a file of figures: by name, then by INSEE code, in hundredths; which heading each came from."""

    figures: dict[str, dict[str, int]]
    headings: dict[str, str]
    encoding: str
    faults: tuple[Fault, ...] = ()


def read_communes(path: Path) -> CommunesFile:
    """The communes of a file of La Poste or of INSEE.

    Raises Refusal: communes.no_code, communes.no_name (a heading is missing), communes.nothing, and those of
    `read_sheet`.
    """
    table = _Table(read_sheet(path), path)
    code, name = table.needed(_CODE, "communes.no_code"), table.needed(_NAME, "communes.no_name")
    postcode, kind = table.column(_POSTCODE), table.column(_KIND)
    found: dict[Commune, None] = {}
    faults: list[Fault] = []
    for row in table.rows:
        if kind is not None and table.text(row, kind).upper() not in _KINDS_KEPT:
            continue
        insee, town = read_insee(table.text(row, code)), clean_line(table.text(row, name))
        codes = [""] if postcode is None else _postcodes(table.text(row, postcode))
        fault = NO_CODE if not insee else NO_NAME if not town else NO_POSTCODE if not codes else ""
        if fault:
            column = {NO_CODE: code, NO_NAME: name}.get(fault, postcode or 0)
            faults.append(table.fault(row, column))
            continue
        found |= {Commune(insee, town, one): None for one in codes}
    if not found:
        raise Refusal("communes.nothing", path=str(path))
    return CommunesFile(tuple(found), table.sheet.encoding, tuple(faults))


def read_figures(path: Path, wanted: Sequence[str] = ()) -> FiguresFile:
    """The figures of a file of INSEE by commune: the columns `wanted`, as HEADING or HEADING=NAME, else those known.

    A secret or missing figure ("s", "nd", an empty cell) is no figure. Raises Refusal: communes.no_code,
    communes.no_figure (that column is not there, or none is known), communes.nothing, and those of `read_sheet`.
    """
    table = _Table(read_sheet(path), path)
    code = table.needed(_CODE, "communes.no_code")
    columns = table.figures(wanted, code)
    figures: dict[str, dict[str, int]] = {name: {} for name in columns}
    faults: list[Fault] = []
    for row in table.rows:
        insee = read_insee(table.text(row, code))
        if not insee:
            faults.append(table.fault(row, code))
            continue
        for name, column in columns.items():
            value = _hundredths(table.text(row, column))
            if value is not None:
                figures[name].setdefault(insee, value)
    if not any(figures.values()):
        raise Refusal("communes.nothing", path=str(path))
    headings = {name: table.headings[column] for name, column in columns.items()}
    return FiguresFile(figures, headings, table.sheet.encoding, tuple(faults))


@dataclass(frozen=True, slots=True)
class Official:
    """What one file holds: communes, figures by commune, or both."""

    communes: tuple[Commune, ...] = ()
    figures: dict[str, dict[str, int]] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()


def read_official(path: Path) -> Official:
    """Whatever an official file holds, where nobody said which of them it is.

    Raises Refusal: communes.no_code, communes.nothing, and those of `read_sheet`.
    """
    found = Official()
    for read in (read_communes, read_figures):
        try:
            part = read(path)
        except Refusal as refusal:
            if refusal.code not in ("communes.no_name", "communes.no_figure", "communes.nothing"):
                raise
            continue
        if isinstance(part, CommunesFile):
            found = replace(found, communes=part.communes, faults=part.faults)
        else:
            found = replace(found, figures=part.figures, faults=found.faults or part.faults)
    if not (found.communes or found.figures):
        raise Refusal("communes.nothing", path=str(path))
    return found


class _Table:
    """The sheet under the row of its headings, which is the first that names a code of communes."""

    def __init__(self, sheet: Sheet, path: Path) -> None:
        self.sheet, self.path = sheet, path
        top = range(min(_HEADER_SEARCHED, sheet.rows))
        rows = [[plain(column.cell(row)) for column in sheet.columns] for row in top]
        found = next((row for row in top if any(fold_joined(cell) in _CODE for cell in rows[row])), None)
        if found is None:
            raise Refusal("communes.no_code", path=str(path), columns=_listed(rows[0] if rows else []))
        self.headings = [clean_line(heading, _SHOWN) for heading in rows[found]]
        self.folded = [fold_joined(heading) for heading in self.headings]
        # INSEE writes the codes of its columns under their words: such a second line of headings has no code.
        self.rows = [row for row in range(found + 1, sheet.rows) if any(self.text(row, c) for c in self._first())]

    def _first(self) -> range:
        return range(min(6, len(self.headings)))

    def text(self, row: int, column: int) -> str:
        """A cell as text."""
        return plain(self.sheet.columns[column].cell(row)).strip()

    def fault(self, row: int, column: int) -> Fault:
        """What is told of a cell that cannot be read."""
        return Fault(row + 1, self.headings[column], clean_line(self.text(row, column), _SHOWN))

    def column(self, names: Sequence[str]) -> int | None:
        """Where the first of these headings stands."""
        return next((self.folded.index(name) for name in names if name in self.folded), None)

    def needed(self, names: Sequence[str], refusal: str) -> int:
        """The same, where nothing can be done without it."""
        column = self.column(names)
        if column is None:
            raise Refusal(refusal, path=str(self.path), columns=_listed(self.headings))
        return column

    def figures(self, wanted: Sequence[str], code: int) -> dict[str, int]:
        """The columns of figures by the name that they get."""
        found: dict[str, int] = {}
        for asked in wanted:
            heading, _sign, name = asked.rpartition("=") if "=" in asked else (asked, "", "")
            place = next((p for p, text in enumerate(self.folded) if text == fold_joined(heading)), None)
            if place is None or place == code:
                raise Refusal("communes.no_figure", path=str(self.path), column=heading, columns=_listed(self.headings))
            found[_named(name or self.headings[place], known=not name)] = place
        if not wanted:
            for name, pattern in _FIGURES:
                place = next((p for p, text in enumerate(self.folded) if pattern.fullmatch(text)), None)
                if place is not None:
                    found[name] = place
        if not found:
            raise Refusal("communes.no_figure", path=str(self.path), column="", columns=_listed(self.headings))
        return found


def _named(text: str, *, known: bool) -> str:
    """The name of a figure: a known one by its heading, or by either of its names; else as it is called."""
    name = figure_name(text)
    if known:
        name = next((code for code, pattern in _FIGURES if pattern.fullmatch(fold_joined(text))), name)
    joined = fold_joined(name)
    return next((code for code, words in FIGURE_NAMES.items() if joined in words.folded()), name)


def _postcodes(text: str) -> list[str]:
    """The postcodes of a cell: some files give all those of a commune in one."""
    found = [read_postcode(part) for part in re.split(r"[/,;|&-]", text)]
    return [code for code in found if code]


def _hundredths(text: str) -> int | None:
    """A figure in hundredths, rounded half away from zero; None for what is none."""
    number = _SPACES.sub("", text)
    if not _NUMBER.fullmatch(number):
        return None
    sign = -1 if number.startswith("-") else 1
    whole, _mark, decimals = number.lstrip("-").replace(",", ".").partition(".")
    thousandths = int(whole) * 10 * HUNDREDTHS + int(decimals[:3].ljust(3, "0"))
    return sign * ((thousandths + 5) // 10)


def _listed(headings: Sequence[str]) -> str:
    """The headings, as many as a sentence can name."""
    named = [clean_line(heading, _SHOWN) for heading in headings if heading.strip()]
    return ", ".join(named[:12]) + ("…" if len(named) > 12 else "") or "—"
