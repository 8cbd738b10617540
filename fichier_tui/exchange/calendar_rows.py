"""The events of an .ics as rows under headings, read in the child process by the library `icalendar`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

from fichier_tui.domain.calendar_event import zone
from fichier_tui.domain.recurrence import read_rule, write_rule
from fichier_tui.domain.refusal import Refusal

if TYPE_CHECKING:
    from icalendar import Event

HEADINGS = (
    "uid", "summary", "day", "time", "minutes", "place", "note", "rule", "cancelled", "sequence", "emails", "fault",
)  # fmt: skip
EVENTS_LIMIT = 20_000
UID_LIMIT = 400
# What is no event for the planner, and why.
NO_UID, NO_DAY, OTHER_RULE, ONE_OF_SERIES = FAULTS = ("uid", "day", "rule", "one_of_series")
_LONGEST = 100_000  # minutes
_MAILTO = "mailto:"


def event_rows(data: bytes) -> Iterator[list[str]]:
    """The headings, then one row an event. Raises ValueError for what is no calendar."""
    from icalendar import Calendar

    yield list(HEADINGS)
    calendars = Calendar.from_ical(data, multiple=True)
    if not calendars:
        raise ValueError("a calendar that is not closed")
    for calendar in calendars:
        for event in calendar.walk("VEVENT"):
            row = _row(cast("Event", event))
            yield [str(row.get(heading, "")) for heading in HEADINGS]


def _row(event: Event) -> dict[str, object]:
    """One event; of one that cannot be taken over, only its name and why."""
    row: dict[str, object] = {"uid": _text(event, "UID"), "summary": _text(event, "SUMMARY")}
    if not row["uid"] or len(str(row["uid"])) > UID_LIMIT:
        return row | {"fault": NO_UID}
    if "RECURRENCE-ID" in event:
        return row | {"fault": ONE_OF_SERIES}
    try:
        row |= _when(event)
    except (ValueError, TypeError, AttributeError, OverflowError, ArithmeticError):
        return row | {"fault": NO_DAY}
    try:
        row["rule"] = _rule(event)
    except (Refusal, ValueError, AttributeError):
        return row | {"fault": OTHER_RULE}
    sequence = _text(event, "SEQUENCE")
    return row | {
        "place": _text(event, "LOCATION"),
        "note": _text(event, "DESCRIPTION"),
        "cancelled": "1" if _text(event, "STATUS").upper() == "CANCELLED" else "",
        "sequence": sequence if sequence.isascii() and sequence.isdecimal() and len(sequence) <= 9 else "0",
        "emails": " ".join(_emails(event)),
    }


def _text(event: Event, name: str) -> str:
    """The first value of a property, "" where there is none."""
    value: Any = event.get(name, "")
    if isinstance(value, list):
        value = value[0] if value else ""
    return str(value).strip()


def _when(event: Event) -> dict[str, object]:
    """Day, hour and length as the clock of the shop shows them; an hour without a zone is that of the shop."""
    start: dt.date = event.start
    if not isinstance(start, dt.datetime):
        return {"day": start.isoformat()}
    end = event.end
    here = zone()
    begins, ends = (
        (moment if moment.tzinfo else moment.replace(tzinfo=here)).astimezone(dt.UTC)
        for moment in (start, end if isinstance(end, dt.datetime) else start)
    )
    minutes = round((ends - begins) / dt.timedelta(minutes=1))
    local = begins.astimezone(here)
    return {
        "day": local.date().isoformat(),
        "time": f"{local:%H:%M}",
        "minutes": minutes if 0 < minutes <= _LONGEST else "",
    }


def _rule(event: Event) -> str:
    """The rule of what comes again, in the form of `domain.recurrence`. Raises Refusal for what that cannot say."""
    if "RRULE" not in event:
        if "RDATE" in event:
            raise Refusal("recurrence.unreadable", rule="RDATE")
        return ""
    rule: Any = event["RRULE"]
    parts = [part for part in rule.to_ical().decode().split(";") if not part.upper().startswith("WKST=")]
    return write_rule(read_rule(";".join(parts)))


def _emails(event: Event) -> Iterator[str]:
    """The addresses of those invited and of who invites."""
    for name in ("ATTENDEE", "ORGANIZER"):
        values: Any = event.get(name, [])
        for value in (values if isinstance(values, list) else [values])[:50]:
            address = str(value).strip().lower()
            if address.startswith(_MAILTO) and " " not in address:
                yield address.removeprefix(_MAILTO)
