"""The columns of a table read by their mapping: each different cell once, whatever the number of rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from fichier_tui.domain import import_plan as reasons
from fichier_tui.domain.contact import EmailAddress, PhoneNumber
from fichier_tui.domain.import_fields import CUSTOM_PREFIX, IGNORE, KEEP, NOTE, field_kind
from fichier_tui.domain.import_mapping import MappedColumn, Mapping
from fichier_tui.domain.import_plan import Refused
from fichier_tui.domain.import_values import (
    Cell,
    day_order,
    is_no_day,
    plain,
    read_cell_amount,
    read_cell_birth,
    read_cell_count,
    read_cell_day,
    read_civility,
    read_country,
    read_language,
    read_postcode,
    read_sex,
    read_source,
    read_yes_no,
    writes_english_amounts,
)
from fichier_tui.domain.own_field import OwnField
from fichier_tui.domain.text import clean_line
from fichier_tui.exchange.email_address import read_email
from fichier_tui.exchange.own_values import REASONS, own_reader
from fichier_tui.exchange.table import Column, Table
from fichier_tui.exchange.telephone import read_phone

PHONE_KIND = {"mobile": "mobile", "phone": "", "home_phone": "home", "work_phone": "work", "fax": "fax"}
EMAIL_KIND = {"email": "home", "work_email": "work"}
# What a column of notes, tags and the like may hold on several lines.
_SEVERAL_LINES = frozenset((NOTE, "street", "work_street", "other_street", "important", "to_do"))
_LINE = 500


@dataclass(slots=True)
class Unread:
    """A cell not understood: its reason, and what of it stays for the note."""

    reason: str
    text: str


@dataclass(slots=True)
class Columns:
    """Every mapped field as one list over the rows of the table; a field that no column fills is a list of blanks."""

    rows: int
    blanks: list[Any]
    values: dict[tuple[str, int], list[Any]] = field(default_factory=dict)
    repeated: dict[str, list[tuple[str, list[Any]]]] = field(default_factory=dict)
    """Fields that several columns may fill: (heading, values) each."""
    kept: dict[int, list[str]] = field(default_factory=dict)
    """By row, the "Heading = value" lines of its import note."""
    refused: list[Refused] = field(default_factory=list)
    headings: dict[tuple[str, int], str] = field(default_factory=dict)
    sources: dict[tuple[str, int], list[int]] = field(default_factory=dict)
    """The places in the table of the columns that fill a field."""

    def of(self, name: str, slot: int = 1) -> list[Any]:
        """The values of a field over the rows, None or "" where there is none."""
        return self.values.get((name, slot), self.blanks)

    def keep(self, row: int, heading: str, text: str) -> None:
        """Keep a cell in the import note of its row."""
        self.kept.setdefault(row, []).append(f"{heading} = {text}")


def read_columns(
    table: Table,
    mapping: Mapping,
    today: dt.date,
    country: str,
    progress: Callable[[float], None],
    own: Sequence[OwnField] = (),
) -> Columns:
    """Every column of a table read by the meaning that `mapping` gives it; `own` are the fields of the shop's own."""
    typed = {CUSTOM_PREFIX + field.key: field for field in own}
    rows = len(table.rows)
    columns = Columns(rows, [None] * rows)
    for place, (mapped, column) in enumerate(zip(mapping.columns, table.columns, strict=True)):
        progress(place / len(table.columns))
        if mapped.field == IGNORE:
            continue
        if mapped.field == KEEP:
            _keep_all(columns, mapped.heading, column)
            continue
        values, unread = _read(mapped.field, column, today, country, typed.get(mapped.field))
        over_rows = [values[cell] for cell in column.places]
        if unread:
            _report(columns, table, mapped.heading, column, unread)
        columns.sources.setdefault((mapped.field, mapped.slot), []).append(place)
        _place(columns, mapped, over_rows)
    return columns


def _place(columns: Columns, mapped: MappedColumn, values: list[Any]) -> None:
    """Put the values of one column under its field."""
    key = (mapped.field, mapped.slot)
    if field_kind(mapped.field) in ("phone", "email", "list", "yes_no") or mapped.field in (
        NOTE,
        "street_more",
        "consent_proof",
        "behaviour_form",
        "behaviour_page",
    ):
        columns.repeated.setdefault(mapped.field, []).append((mapped.heading, values))
    elif key in columns.values:  # the user gave one meaning to two columns: the second fills the gaps, or is kept
        first = columns.values[key]
        for row, value in enumerate(values):
            if value in (None, ""):
                continue
            if first[row] in (None, ""):
                first[row] = value
            elif first[row] != value:
                columns.keep(
                    row, mapped.heading, plain(value) if isinstance(value, str | float | dt.date) else str(value)
                )
    else:
        columns.values[key] = values
        columns.headings[key] = mapped.heading


def _keep_all(columns: Columns, heading: str, column: Column) -> None:
    """A column with no place of its own: every cell that is not blank goes to the note of its row."""
    texts = [plain(cell) for cell in column.cells]
    for row, place in enumerate(column.places):
        if texts[place]:
            columns.keep(row, heading, texts[place])


def _report(columns: Columns, table: Table, heading: str, column: Column, unread: dict[int, Unread]) -> None:
    """Report the cells that were not understood, and keep them in the notes."""
    for row, place in enumerate(column.places):
        fault = unread.get(place)
        if fault is not None:
            columns.refused.append(Refused(table.rows[row] + 1, heading, fault.reason, fault.text[:_LINE]))
            columns.keep(row, heading, fault.text)


def _read(
    name: str, column: Column, today: dt.date, country: str, own: OwnField | None
) -> tuple[list[Any], dict[int, Unread]]:
    """The values of the distinct cells of a column, and those that were not understood, by place."""
    cells = column.cells
    used = set(column.places)
    reader: Callable[[Cell], Any]
    if own is None:
        reader, reason = _reader(name, [cells[place] for place in used], today, country)
    else:
        reader, reason = own_reader(own, [cells[place] for place in used], today), REASONS[own.kind]
    values: list[Any] = [None] * len(cells)
    unread: dict[int, Unread] = {}
    for place in used:
        cell = cells[place]
        if cell == "":
            continue
        value = reader(cell)
        if type(value) is tuple and len(value) == 2 and type(value[1]) is Unread:
            value, unread[place] = value
        elif value is None and reason:
            unread[place] = Unread(reason, plain(cell))
        values[place] = value
    return values, unread


def _reader(name: str, cells: Sequence[Cell], today: dt.date, country: str) -> tuple[Callable[[Cell], Any], str]:
    """How a cell of a field is read, and the reason to give where it is not."""
    kind = field_kind(name)
    if kind == "day":
        order = day_order(cells)
        return lambda cell: "" if is_no_day(cell) else read_cell_day(cell, order, today), reasons.CELL_NOT_DAY
    if kind == "birth":
        order = day_order(cells)
        return lambda cell: "" if is_no_day(cell) else read_cell_birth(cell, order, today), reasons.CELL_NOT_BIRTH
    if kind == "amount":
        english = writes_english_amounts(cells)
        return lambda cell: read_cell_amount(cell, english=english), reasons.CELL_NOT_AMOUNT
    if kind == "phone":
        kind_of = PHONE_KIND[name]
        return lambda cell: _phones(cell, kind_of, country), reasons.CELL_NOT_PHONE
    if kind == "email":
        return lambda cell: _emails(cell, EMAIL_KIND[name]), reasons.CELL_NOT_EMAIL
    if kind == "count":
        return read_cell_count, reasons.CELL_NOT_NUMBER
    if kind == "yes_no":
        return (_opposed if name.startswith("opposed_") else _yes_no), reasons.CELL_NOT_YES_NO
    if kind == "list":
        return _words, ""
    return _text_reader(name), reasons.CELL_NOT_CHOICE if name in ("civility", "sex") else ""


def _text_reader(name: str) -> Callable[[Cell], Any]:
    """How a field of words, or a choice, is read."""
    readers: dict[str, Callable[[Cell], Any]] = {
        "civility": read_civility,
        "sex": read_sex,
        "language": read_language,
        "source": read_source,
        "postcode": read_postcode,
        "work_postcode": read_postcode,
        "other_postcode": read_postcode,
        "country": read_country,
        "work_country": read_country,
        "other_country": read_country,
    }
    if name in readers:
        return readers[name]
    if name in _SEVERAL_LINES or name.startswith(CUSTOM_PREFIX):
        return plain
    return _one_line


def _one_line(cell: Cell) -> object:
    """A cell on one line; what does not fit goes to the note as well."""
    text = plain(cell)
    if "\n" not in text and len(text) <= _LINE:
        return text
    line = clean_line(text)
    if len(line) >= _LINE:
        return line, Unread(reasons.CELL_TOO_LONG, text)
    return line


def _opposed(cell: Cell) -> object:
    """As `_yes_no`, where a doubt closes: a day says since when, and what cannot be read is told and is no consent."""
    answer, text = read_yes_no(cell), plain(cell)
    if answer is None and (is_no_day(cell) or read_cell_day(cell, day_order([cell]), dt.date.max) is not None):
        answer = not is_no_day(cell)
    return ((None, text), Unread(reasons.CELL_TAKEN_AS_NO, text)) if answer is None else (answer, text)


def _yes_no(cell: Cell) -> object:
    """Yes or no with the words that say it, for the proof; None where it is neither."""
    answer = read_yes_no(cell)
    return None if answer is None else (answer, plain(cell))


def _words(cell: Cell) -> tuple[str, ...]:
    """Labels in one cell: "VIP;Randonnée", "* myContacts ::: Clients", '"VIP","Blog"'."""
    text = plain(cell).replace(":::", ";").replace("\n", ";").replace(",", ";").replace("|", ";").replace('"', " ")
    parts = (clean_line(part.strip().removeprefix("*")) for part in text.split(";"))
    # "myContacts" is on every contact of Google, and says nothing.
    return tuple(dict.fromkeys(part for part in parts if part and part != "myContacts"))


def _several(text: str, separators: str) -> list[str]:
    """The values of one cell, where there are several."""
    text = text.replace(":::", "\n")
    for separator in separators:
        text = text.replace(separator, "\n")
    return [part for part in (part.strip() for part in text.split("\n")) if part]


def _phones(cell: Cell, kind: str, country: str) -> object:
    """The telephone numbers of a cell; what of it is none goes to the note."""
    text = plain(cell)
    # "612345678.0": a number that some program read as one before it wrote the file.
    number = read_phone(text.removesuffix(".0") if text[:-2].isdigit() else text, country)
    if number is not None:
        return (_phone(number, kind),)
    found, rest = [], []
    for part in _several(text, ";,|") if "/" not in text or text.count("/") > 2 else _several(text, ";,|/"):
        number = read_phone(part, country)
        if number is None:
            rest.append(part)
        else:
            found.append(_phone(number, kind))
    if not found:
        return None
    return (tuple(found), Unread(reasons.CELL_NOT_PHONE, text)) if rest else tuple(found)


def _phone(number: str, kind: str) -> PhoneNumber:
    """A number with its kind, which a French one tells by its first digits."""
    if not kind:
        kind = "mobile" if number[:4] in ("+336", "+337") else "home"
    return PhoneNumber(number, kind)


def _emails(cell: Cell, kind: str) -> object:
    """The addresses of a cell; what of it is none goes to the note."""
    text = plain(cell)
    address = read_email(text)
    if address is not None:
        return (EmailAddress(address, kind),)
    found, rest = [], []
    for part in _several(text, ";,|/ "):
        address = read_email(part)
        if address is None:
            rest.append(part)
        else:
            found.append(EmailAddress(address, kind))
    if not found:
        return None
    return (tuple(found), Unread(reasons.CELL_NOT_EMAIL, text)) if rest else tuple(found)
