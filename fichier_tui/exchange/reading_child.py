"""The child process in which foreign files are read: whatever they do to it, the program lives on.

It writes frames to its standard output: four bytes of length, then JSON (`["progress", 0.5]`, `["sheet", {…}]`,
`["column", number of bytes of places]` followed by the places and the cells, `["done"]`, `["refused", code, {…}]`).
JSON, because nothing that it says can then run in the parent. It never writes to any file.
"""

from __future__ import annotations

import datetime as dt
import gc
import json
import re
import sys
import zipfile
from collections.abc import Iterable, Sequence
from itertools import islice, zip_longest
from pathlib import Path
from typing import Any, BinaryIO

from fichier_tui.domain.import_fields import known_field
from fichier_tui.domain.text import TEXT_LIMIT, clean_text
from fichier_tui.exchange.delimited import read_records
from fichier_tui.exchange.encoding import decode, repair, repair_mac, shows_mac
from fichier_tui.exchange.table import HEADER_SEARCHED, encode
from fichier_tui.exchange.vcard import read_cards

MEMORY_LIMIT = 1536 << 20
"""Address space, in bytes: a real workbook of 300,000 rows of 20 columns passes; a hollow one of 16,384 × 1,048,576
cells never."""
ROWS_LIMIT = 1_000_000
COLUMNS_LIMIT = 200
SHEETS_LOOKED_AT = 12
_SMALL_SHEET = 4 << 20
_PLACES_LIMIT = 30_000_000
_FILLED_CELL = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"[^>/]*>')
_PLAIN = re.compile("[ -~\u00a1-\u00ac\u00ae-\u024f–—’‘“”…€]*")


class TooLarge(Exception):
    """The file holds more than the limits allow; `args` are the code and the limit."""


def main(arguments: Sequence[str], out: BinaryIO) -> None:
    """Read the file `arguments[0]`, of kind `arguments[1]` (workbook, text, cards, calendar), its sheet if any."""
    limit_memory()
    gc.disable()  # it lives for one file: the collector would only walk millions of cells
    path, kind, sheet = arguments
    try:
        if kind == "text":
            _send_text(Path(path), out)
        elif kind == "cards":
            text, encoding = decode(Path(path).read_bytes())
            about = {"name": Path(path).stem, "others": [], "encoding": encoding, "delimiter": "", "header_row": 1}
            _send_rows(read_cards(text), about, out, repair)
        elif kind == "calendar":
            _send_calendar(Path(path), out)
        else:
            _send_workbook(Path(path), sheet, out)
    except TooLarge as limit:
        _send(out, ["refused", limit.args[0], {"limit": limit.args[1]}])
    except MemoryError:
        _send(out, ["refused", "import.too_large", {}])
    except Exception as fault:  # a foreign file may make the reader fail in any way at all: the child says so and ends
        _send(out, ["refused", "import.unreadable", {"kind": type(fault).__name__}])
    out.flush()


def limit_memory() -> None:
    """Let this process take no more than MEMORY_LIMIT, where the system can hold it to that."""
    try:
        import resource
    except ImportError:  # Windows: the parent's limit of time alone
        return
    for name, limit in (("RLIMIT_AS", MEMORY_LIMIT), ("RLIMIT_CORE", 0)):
        try:
            resource.setrlimit(getattr(resource, name), (limit, limit))
        except (ValueError, OSError, AttributeError):
            continue


def _send_workbook(path: Path, wanted: str, out: BinaryIO) -> None:
    """Read one sheet of a workbook: the one that is asked for, else the first that looks like a table."""
    from python_calamine import CalamineWorkbook

    _refuse_hollow(path)
    workbook = CalamineWorkbook.from_path(str(path))
    names = [wanted] if wanted in workbook.sheet_names else workbook.sheet_names[:SHEETS_LOOKED_AT]
    best: tuple[int, str, list[list[Any]]] = (-1, "", [])
    for name in names:
        sheet = workbook.get_sheet_by_name(name)
        if sheet.total_width > COLUMNS_LIMIT * 20:
            raise TooLarge("import.too_many_columns", COLUMNS_LIMIT)
        rows = sheet.to_python(skip_empty_area=False, nrows=ROWS_LIMIT + 1)
        score = _known_headings(rows) * 1_000_000 + min(len(rows), 999_999)
        if score > best[0]:
            best = (score, name, rows)
        if score >= 2_000_000:
            break
    _send(out, ["progress", 0.5])
    _, name, rows = best
    others = [other for other in workbook.sheet_names if other != name]
    _send_rows(rows, {"name": name, "others": others, "encoding": "", "delimiter": ""}, out)


def _refuse_hollow(path: Path) -> None:
    """Refuse a small sheet that spreads its few cells over millions: calamine gives memory to each place between.

    Only small sheets are looked at, so that a real workbook pays nothing; larger ones meet MEMORY_LIMIT.
    """
    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as archive:
        for entry in archive.infolist():
            if entry.filename.startswith("xl/worksheets/") and entry.file_size <= _SMALL_SHEET:
                with archive.open(entry) as part:
                    data = part.read(_SMALL_SHEET)
                cells = _FILLED_CELL.findall(data)
                rows = max((int(row) for _, row in cells), default=0)
                columns = max((_column_number(letters) for letters, _ in cells), default=0)
                if rows * columns > _PLACES_LIMIT:
                    raise TooLarge("import.too_large", _PLACES_LIMIT)


def _column_number(letters: bytes) -> int:
    """A is 1, Z 26, AA 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _known_headings(rows: Sequence[Sequence[Any]]) -> int:
    """How many headings are known in the best of the first rows."""
    return max(
        (
            sum(isinstance(cell, str) and known_field(cell) is not None for cell in row)
            for row in rows[:HEADER_SEARCHED]
        ),
        default=0,
    )


def _send_text(path: Path, out: BinaryIO) -> None:
    """Read a delimited text, its encoding and delimiter guessed, accents garbled by another program put right."""
    text, encoding = decode(path.read_bytes())
    _send(out, ["progress", 0.2])
    rows, delimiter = read_records(text)
    _send(out, ["progress", 0.4])
    mend = repair_mac if shows_mac([cell for row in rows[:1] for cell in row]) else repair
    _send_rows(rows, {"name": path.stem, "others": [], "encoding": encoding, "delimiter": delimiter}, out, mend)


def _send_calendar(path: Path, out: BinaryIO) -> None:
    """Read the events of an .ics, one more than there may be at most."""
    from fichier_tui.exchange.calendar_rows import EVENTS_LIMIT, event_rows

    rows = list(islice(event_rows(path.read_bytes()), EVENTS_LIMIT + 2))
    about = {"name": path.stem, "others": [], "encoding": "", "delimiter": "", "header_row": 1}
    _send_rows(rows, about, out)


def _send_rows(rows: Sequence[Sequence[Any]], about: dict[str, Any], out: BinaryIO, mend: Any = None) -> None:
    """Send a sheet column by column, its cells cleaned and each different one only once."""
    if len(rows) > ROWS_LIMIT:
        raise TooLarge("import.too_many_rows", ROWS_LIMIT)
    width = max(map(len, rows), default=0)
    while width > COLUMNS_LIMIT and not any(len(row) >= width and row[width - 1] not in ("", None) for row in rows):
        width -= 1
    if width > COLUMNS_LIMIT:
        raise TooLarge("import.too_many_columns", COLUMNS_LIMIT)
    _send(out, ["sheet", {**about, "rows": len(rows), "columns": width}])
    for column, cells in enumerate(islice(zip_longest(*rows, fillvalue=""), width)):
        raw, places = encode(cells)
        clean, long = _cleaned(raw, mend)
        data = places.tobytes()
        _send(out, ["column", len(data), long])
        out.write(data)
        _send(out, clean)
        _send(out, ["progress", 0.5 + 0.5 * (column + 1) / width])
    _send(out, ["done"])


def _cleaned(cells: Iterable[Any], mend: Any) -> tuple[list[Any], list[int]]:
    """Cells made ready to be sent (dates as lists), and the places of those that were too long and cut."""
    clean: list[Any] = []
    long: list[int] = []
    plain = _PLAIN.fullmatch
    for place, cell in enumerate(cells):
        if isinstance(cell, str):
            if len(cell) > TEXT_LIMIT:
                long.append(place)
                cell = cell[: 2 * TEXT_LIMIT]
            if mend is not None:
                cell = mend(cell)
            clean.append(
                cell.strip() if plain(cell) and "  " not in cell and len(cell) <= TEXT_LIMIT else clean_text(cell)
            )
        else:
            clean.append(_sendable(cell))
    return clean, long


def _sendable(cell: Any) -> Any:
    """A cell that is no text: a number as a float, a date as a list, a truth as 1 or 0, the rest as text."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return float(cell)
    if isinstance(cell, int | float):
        number = float(cell)
        return number if number - number == 0 else str(number)
    if isinstance(cell, dt.datetime):
        return [cell.year, cell.month, cell.day, cell.hour, cell.minute, cell.second]
    if isinstance(cell, dt.date):
        return [cell.year, cell.month, cell.day]
    return clean_text(str(cell))


def _send(out: BinaryIO, frame: Any) -> None:
    """Write one frame."""
    data = json.dumps(frame, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode("utf-8", "replace")
    out.write(len(data).to_bytes(4, "big"))
    out.write(data)
    if len(data) < 100:
        out.flush()


if __name__ == "__main__":
    main(sys.argv[1:], sys.stdout.buffer)
