"""Foreign tables read (.xlsx .xls .xlsb .ods by calamine, .csv .txt .tsv .vcf by ourselves), in a child process.

The child has limits of memory and time, so that no file, however made, takes the program with it. It may be
stopped at any moment: whatever `progress` raises ends it.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import select
import subprocess
import sys
import threading
import time
import zipfile
from array import array
from pathlib import Path
from typing import Any

from fichier_tui.domain.import_values import Cell
from fichier_tui.domain.progress import Progress, nothing_said
from fichier_tui.domain.refusal import Refusal
from fichier_tui.exchange.table import Column, Sheet

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
TEXTS = (".csv", ".txt", ".tsv")
CARDS = (".vcf", ".vcard")
SECONDS = 30.0
FILE_LIMIT = 100 << 20
DECLARED_LIMIT = 500 << 20
"""What a workbook says it unpacks to: 100,000 rows of 20 columns are about 100 MiB."""
RATIO_LIMIT = 200
RATIO_FROM = 20 << 20
ENTRIES_LIMIT = 2_000
# While calamine works it says nothing; this many bytes a second is about its speed, for the progress bar alone.
_USUAL_SPEED = 60 << 20
_CHILD = (
    "import sys; sys.path.insert(0, sys.argv.pop(1)); from fichier_tui.exchange.reading_child import main; "
    "main(sys.argv[1:], sys.stdout.buffer)"
)


def read_sheet(
    path: Path, sheet: str = "", progress: Progress = nothing_said, *, seconds: float = SECONDS, kind: str = ""
) -> Sheet:
    """What a file holds, cleaned. `sheet` names one of a workbook; else the first that looks like a table is taken.

    `kind` is "calendar" for an .ics, whose rows are those of `exchange.calendar_rows`; every other kind is seen.
    Raises Refusal: import.no_file, import.kind_unknown, import.too_large, import.too_many_rows,
    import.too_many_columns, import.too_slow, import.unreadable, import.empty.
    """
    kind = kind or _kind(path)
    size = _checked_size(path, kind)
    child = subprocess.Popen(
        [sys.executable, "-I", "-c", _CHILD, str(Path(__file__).parents[2]), str(path), kind, sheet],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        close_fds=True,
    )
    clock = threading.Timer(seconds, child.kill)  # for Windows, where a pipe cannot be waited for with a limit
    clock.daemon = True
    clock.start()
    try:
        return _receive(child, progress, time.monotonic() + seconds, size / _USUAL_SPEED + 0.2)
    except Refusal as refusal:
        refusal.details.setdefault("path", str(path))
        raise
    finally:
        clock.cancel()
        child.kill()
        child.wait()
        if child.stdout is not None:
            child.stdout.close()


def _kind(path: Path) -> str:
    """ "workbook", "text" or "cards", by the name and the first bytes."""
    try:
        with path.open("rb") as file:
            start = file.read(20)
    except OSError:
        raise Refusal("import.no_file", path=str(path)) from None
    if not start:
        raise Refusal("import.empty", path=str(path))
    if start.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return "workbook"
    if path.suffix.lower() in WORKBOOKS:
        raise Refusal("import.unreadable", path=str(path), kind="")
    if path.suffix.lower() in CARDS or b"BEGIN:VCARD" in start.upper():
        return "cards"
    if path.suffix.lower() in TEXTS or not path.suffix:
        return "text"
    raise Refusal("import.kind_unknown", path=str(path))


def _checked_size(path: Path, kind: str) -> int:
    """How many bytes there are to read; refuses what unpacks to too much, before anything is unpacked."""
    size = path.stat().st_size
    if size > FILE_LIMIT:
        raise Refusal("import.too_large", path=str(path), limit=FILE_LIMIT >> 20)
    if kind != "workbook" or not zipfile.is_zipfile(path):
        return size
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise Refusal("import.unreadable", path=str(path), kind="zip") from None
    declared = sum(entry.file_size for entry in entries)
    if (
        len(entries) > ENTRIES_LIMIT
        or declared > DECLARED_LIMIT
        or (declared > RATIO_FROM and declared > RATIO_LIMIT * size)
    ):
        raise Refusal("import.too_large", path=str(path), limit=DECLARED_LIMIT >> 20)
    return declared


def _receive(child: subprocess.Popen[bytes], progress: Progress, deadline: float, expected: float) -> Sheet:
    """The frames of the child, made into a sheet."""
    frames = _Frames(child, progress, deadline, expected)
    about: dict[str, Any] | None = None
    columns: list[Column] = []
    cut: list[tuple[int, int]] = []
    while True:
        frame = frames.json()
        match frame:
            case ["progress", float() | int() as fraction]:
                frames.says(float(fraction))
            case ["sheet", dict() as told]:
                about = told
            case ["column", int() as length, list() as long]:
                places = array("I")
                places.frombytes(frames.exactly(length))
                cells = [_cell(cell) for cell in frames.json()]
                too_long = set(long)
                if too_long:
                    cut += [(row, len(columns)) for row, place in enumerate(places) if place in too_long]
                columns.append(Column(cells, places))
            case ["refused", str() as code, dict() as details]:
                raise Refusal(code, **details)
            case ["done"]:
                break
            case _:
                raise Refusal("import.unreadable", kind="child")
    if about is None or not columns:
        raise Refusal("import.empty")
    return Sheet(
        name=about["name"],
        columns=tuple(columns),
        rows=about["rows"],
        others=tuple(about["others"]),
        encoding=about["encoding"],
        delimiter=about["delimiter"],
        header_row=about.get("header_row"),
        cut=tuple(cut),
    )


def _cell(cell: Any) -> Cell:
    """A cell as it was sent: a list is a date, or a date and time."""
    if type(cell) is not list:
        return cell  # type: ignore[no-any-return]
    return dt.date(*cell) if len(cell) == 3 else dt.datetime(*cell)  # noqa: DTZ001 — what a workbook says has no zone


class _Frames:
    """Reads the frames of the child as they come, and keeps the progress bar moving and the clock watched."""

    def __init__(self, child: subprocess.Popen[bytes], progress: Progress, deadline: float, expected: float) -> None:
        if child.stdout is None:
            raise ValueError("the child must write to a pipe")
        self.said = 0.0
        self._child, self._progress, self._deadline, self._expected = child, progress, deadline, expected
        self._descriptor = child.stdout.fileno()
        self._started = time.monotonic()
        self._reckoned = 0.0
        self._buffer = bytearray()

    def json(self) -> Any:
        """The next frame."""
        return json.loads(self.exactly(int.from_bytes(self.exactly(4), "big")))

    def exactly(self, length: int) -> bytes:
        """The next `length` bytes."""
        while len(self._buffer) < length:
            self._wait()
            data = os.read(self._descriptor, 1 << 20)
            if not data and time.monotonic() > self._deadline:
                raise Refusal("import.too_slow", limit=int(SECONDS))
            if not data:  # killed by its limits, or worse
                raise Refusal("import.too_large", limit=DECLARED_LIMIT >> 20)
            self._buffer += data
        data = bytes(self._buffer[:length])
        del self._buffer[:length]
        return data

    def _wait(self) -> None:
        """Until there is something to read, the time is over, or whoever looks at the bar has had enough."""
        while True:
            now = time.monotonic()
            if now > self._deadline:
                raise Refusal("import.too_slow", limit=int(SECONDS))
            if self._ready():
                return
            if not self.said:
                self._reckoned = min(0.45, 0.5 * (now - self._started) / self._expected)
                self._progress(self._reckoned)

    def says(self, part: float) -> None:
        """What the child says of itself; a bar that was reckoned too far waits there, and never goes back."""
        self.said = part
        self._progress(max(part, self._reckoned))

    def _ready(self) -> bool:
        """Whether there is something to read within a tenth of a second; Windows cannot tell of a pipe, and waits."""
        if sys.platform == "win32":
            return True
        return bool(select.select([self._descriptor], [], [], 0.1)[0])
