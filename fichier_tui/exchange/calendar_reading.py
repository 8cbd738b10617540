"""A foreign calendar read: its events as `domain.calendar_event` has them, and what cannot be taken over."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from fichier_tui.domain.calendar_event import CalendarEvent
from fichier_tui.domain.progress import nothing_said
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.text import clean_line, clean_text
from fichier_tui.exchange.calendar_rows import EVENTS_LIMIT, HEADINGS
from fichier_tui.exchange.reading import SECONDS, read_sheet

SIZE_LIMIT = 20 << 20


@dataclass(frozen=True, slots=True)
class RefusedEvent:
    """An event that the planner cannot take over: its name, and a code of `calendar_rows.FAULTS`."""

    summary: str
    fault: str


@dataclass(frozen=True, slots=True)
class ForeignCalendar:
    """What a file holds."""

    events: tuple[CalendarEvent, ...]
    refused: tuple[RefusedEvent, ...] = ()


def read_calendar(path: Path, *, seconds: float = SECONDS) -> ForeignCalendar:
    """The events of a file, read in a child process with limits of memory and time.

    Raises Refusal: import.no_file, import.empty, import.too_large, calendar.unreadable, calendar.too_many,
    import.too_slow.
    """
    try:
        with path.open("rb") as file:
            start = file.read(2_000)
        size = path.stat().st_size
    except OSError:
        raise Refusal("import.no_file", path=str(path)) from None
    if size > SIZE_LIMIT:
        raise Refusal("import.too_large", path=str(path), limit=SIZE_LIMIT >> 20)
    if b"BEGIN:VCALENDAR" not in start.upper():
        raise Refusal("calendar.unreadable", path=str(path))
    try:
        sheet = read_sheet(path, progress=nothing_said, seconds=seconds, kind="calendar")
    except Refusal as refusal:
        if refusal.code == "import.unreadable":
            raise Refusal("calendar.unreadable", path=str(path)) from None
        raise
    if sheet.rows - 1 > EVENTS_LIMIT:
        raise Refusal("calendar.too_many", path=str(path), limit=EVENTS_LIMIT)
    rows = [
        {name: str(column.cell(row)) for name, column in zip(HEADINGS, sheet.columns, strict=True)}
        for row in range(1, sheet.rows)
    ]
    return ForeignCalendar(
        tuple(_event(row) for row in rows if not row["fault"]),
        tuple(RefusedEvent(clean_line(row["summary"]), row["fault"]) for row in rows if row["fault"]),
    )


def _event(row: dict[str, str]) -> CalendarEvent:
    return CalendarEvent(
        uid=clean_line(row["uid"]),
        summary=clean_line(row["summary"]),
        day=dt.date.fromisoformat(row["day"]),
        time=row["time"],
        minutes=int(row["minutes"]) if row["minutes"] else None,
        place=clean_line(row["place"]),
        note=clean_text(row["note"]),
        rule=row["rule"],
        cancelled=bool(row["cancelled"]),
        sequence=int(row["sequence"]),
        emails=tuple(row["emails"].split()),
    )
