"""One event of a foreign calendar as the file takes it, and what tells one event from another (RFC 5545, 3.8.4.7)."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import asdict, dataclass
from zoneinfo import ZoneInfo

ZONE_NAME = "Europe/Paris"
"""Where the hours of the planner are those of the wall."""
_OWN = "@fichier-tui"
_MINUTE = dt.timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """An event as a calendar program wrote it, its hours those of the shop. `minutes` is None for a whole day."""

    uid: str
    summary: str = ""
    day: dt.date = dt.date.min
    time: str = ""
    minutes: int | None = None
    place: str = ""
    note: str = ""
    rule: str = ""
    """A rule of `domain.recurrence`, empty for what comes once."""
    cancelled: bool = False
    sequence: int = 0
    """Which revision it is: a smaller one than that known is old news."""
    emails: tuple[str, ...] = ()
    """Of those invited, in lower case."""

    @property
    def digest(self) -> str:
        """What two revisions that say the same have alike."""
        said = {name: value for name, value in asdict(self).items() if name not in ("sequence", "emails")}
        return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()


def zone() -> ZoneInfo:
    """The time zone of the shop. Raises ZoneInfoNotFoundError where the machine has no table of zones (tzdata)."""
    return ZoneInfo(ZONE_NAME)


def own_uid(public_id: str) -> str:
    """The identity that one of our actions has in every calendar, for ever."""
    return public_id + _OWN


def own_public_id(uid: str) -> str:
    """The action that such an identity stands for; empty for one of another program."""
    return uid.removesuffix(_OWN) if uid.endswith(_OWN) else ""


def beginning(day: dt.date, time: str) -> dt.datetime:
    """When something of that day and hour (HH:MM) begins; an hour that a night in March leaves out is the next one."""
    hours, minutes = (int(part) for part in time.split(":"))
    local = dt.datetime(day.year, day.month, day.day, hours, minutes, tzinfo=zone())
    return local.astimezone(dt.UTC).astimezone(zone())


def ending(start: dt.datetime, minutes: int) -> dt.datetime:
    """When what begins then is over, counted in time that passes: not by the clock, which jumps twice a year."""
    return (start.astimezone(dt.UTC) + minutes * _MINUTE).astimezone(start.tzinfo)
