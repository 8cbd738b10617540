"""The planner as a calendar (.ics, RFC 5545): one appointment, a period, or a file that a program subscribes to.

The file stands in clear on the disk: it names contacts only where that is asked for, and never tells how to reach
them, nor the notes. An event is the same in every file: its identity never changes, its revision only grows, and what
was given up stays, cancelled, so that the program that reads the file takes it out. Two files made of the same
planner are the same to the byte, so that one kept up to date is written only when something changed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fichier_tui.domain.calendar_event import ZONE_NAME, beginning, ending
from fichier_tui.domain.history import Action
from fichier_tui.domain.permission import EXPORT
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.schedule import USUAL_MINUTES
from fichier_tui.exchange.whole_file import ended, place_for, put_whole
from fichier_tui.storage import OpenFile, Session
from fichier_tui.storage.actions.calendar import APPOINTMENT, CalendarEntry
from fichier_tui.storage.durable import from_home
from fichier_tui.storage.exporting import record_export, record_kept_calendar
from fichier_tui.storage.shop import read_settings

if TYPE_CHECKING:
    from icalendar import Event

SUFFIX = ".ics"
PRODUCT = "-//Fichier//fichier-tui//FR"
# Central European time as the European Union has kept it since 1996 (directive 2000/84/EC).
_ZONE = f"""BEGIN:VTIMEZONE
TZID:{ZONE_NAME}
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19970330T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
"""
_PRIORITY = (0, 3, 1)  # normal, high, urgent: 1 is the highest there, 0 is none

Titled = Callable[[Action], str]
"""What an action is called, in the language of whoever asks: "Appointment"."""


@dataclass(frozen=True, slots=True)
class CalendarWritten:
    """What became of the file: `changed` is False where it said the same already and was left alone."""

    path: Path
    appointments: int
    contacts: int
    """How many contacts it names."""
    changed: bool


def write_calendar_file(
    file: OpenFile,
    entries: Sequence[CalendarEntry],
    target: Path,
    titled: Titled,
    *,
    names: bool = False,
    purpose: str = "",
    overwrite: bool = False,
    kept: bool = False,
) -> CalendarWritten:
    """Write these to `target`; a calendar that we wrote there before is brought up to date without asking.

    `kept`: it is the one that the shop keeps, which follows whoever is at the keyboard.
    Entered in the register of exports each time that it changes. Raises Refusal: staff.not_allowed,
    calendar.format, export.exists, folder.missing, folder.readonly, disk.full.
    """
    if not kept:
        file.call(Session.require, EXPORT)
    target = ended(target, SUFFIX)
    if target.suffix.lower() != SUFFIX:
        raise Refusal("calendar.format", name=target.name)
    before = _ours(from_home(target))
    target = place_for(target, overwrite=overwrite or before is not None)
    content = calendar_text(entries, titled, names=names, business=file.call(read_settings).business)
    contacts = len({entry.action.contact_id for entry in entries} - {None}) if names else 0
    written = CalendarWritten(target, len(entries), contacts, changed=content != before)
    if written.changed:
        put_whole(
            target,
            content,
            overwrite=overwrite or before is not None,
            enter=lambda: (
                file.call(record_kept_calendar, contacts, purpose, target.name)
                if kept
                else file.call(record_export, SUFFIX[1:], contacts, purpose, target.name)
            ),
        )
    return written


def _ours(target: Path) -> bytes | None:
    """What a calendar of ours holds; None where there is none, or something else."""
    try:
        content = target.read_bytes()
    except OSError:
        return None
    return content if PRODUCT.encode() in content[:500] else None


def calendar_text(
    entries: Sequence[CalendarEntry], titled: Titled, *, names: bool = False, business: str = ""
) -> bytes:
    """The calendar itself."""
    from icalendar import Calendar, Timezone

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    if business:
        calendar.add("x-wr-calname", business)
    calendar.add("x-wr-timezone", ZONE_NAME)
    if any(entry.action.details.time for entry in entries):
        calendar.add_component(Timezone.from_ical(_ZONE))
    for entry in entries:
        if (day := entry.action.details.day) is not None:
            calendar.add_component(_event(entry, day, titled, names))
    return bytes(calendar.to_ical())


def _event(entry: CalendarEntry, day: dt.date, titled: Titled, names: bool) -> Event:
    """One event."""
    from icalendar import Event

    action = entry.action
    details = action.details
    event = Event()
    event.add("uid", entry.uid)
    # Without a METHOD, both tell when the revision was made (RFC 5545, 3.8.7.2).
    event.add("dtstamp", entry.changed_at.replace(microsecond=0))
    event.add("last-modified", entry.changed_at.replace(microsecond=0))
    event.add("sequence", entry.sequence)
    event.add("summary", _summary(action, titled, names))
    if details.time:
        start = beginning(day, details.time)
        event.add("dtstart", start)
        end = ending(start, details.minutes or USUAL_MINUTES)
        # The hour that October has twice has no name of its own for its second time but that of UTC.
        event.add("dtend", end.astimezone(dt.UTC) if end.fold else end)
    else:
        event.add("dtstart", day)
        event.add("dtend", day + dt.timedelta(days=1))
    if details.place:
        event.add("location", details.place)
    if details.priority:
        event.add("priority", _PRIORITY[min(details.priority, 2)])
    event.add("status", "CANCELLED" if action.state == "cancelled" else "CONFIRMED")
    event.add("class", "PRIVATE")
    event.add("transp", "OPAQUE" if details.kind == APPOINTMENT and details.time else "TRANSPARENT")
    return event


def _summary(action: Action, titled: Titled, names: bool) -> str:
    """ "Péron Hélène – facial", "Appointment – facial", "Appointment"."""
    first = action.contact_name if names and action.contact_name else titled(action)
    return " – ".join(part for part in (first, action.details.subject) if part)
