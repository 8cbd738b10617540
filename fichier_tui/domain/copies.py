"""When a safety copy is due, when its absence is to be told, and what is remembered of the copies that were made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

HOURS = (1, 2, 4, 8, 24)
EVERY_HOURS = 4
WARNED_AFTER = dt.timedelta(days=7)
DRILL_EVERY = dt.timedelta(days=30)
# Nobody has touched anything for so long: the day may be over, and the program locks itself soon.
QUIET_AFTER, QUIET_EVERY = dt.timedelta(minutes=2), dt.timedelta(minutes=30)

NONE_YET, TOO_OLD, PLACE_OLD = "copies.none_yet", "copies.too_old", "copies.place_old"


@dataclass(frozen=True, slots=True)
class CopySettings:
    """Where copies go besides the file's own folder, and how often. Of one machine: a path is one of a machine."""

    places: tuple[str, ...] = ()
    hours: int = EVERY_HOURS


@dataclass(frozen=True, slots=True)
class PlaceKnown:
    """What is remembered of a place: when a copy was last found good there, and what was said the last time, if not."""

    good_at: dt.datetime | None = None
    name: str = ""
    """The file name of that copy."""
    code: str = ""
    """Of the last refusal; "" when the last time went well."""
    since: dt.datetime | None = None
    """When the place was first looked for."""


@dataclass(frozen=True, slots=True)
class CopiesKnown:
    """What is remembered of the copies of a file: the newest, the last drill, each place of this machine."""

    made_at: dt.datetime | None = None
    sequence: int = -1
    """The journal's last entry that the newest copy holds."""
    since: dt.datetime | None = None
    """When copies were first looked at: a file without any is not late on its first day."""
    drilled_at: dt.datetime | None = None
    drill_code: str = ""
    """"" when the last drill was sound, else the code of the refusal."""
    drilled: str = ""
    """The file name of the copy of the last drill."""
    held_for: str = ""
    """The file name of the newest copy, where it is suspiciously small and nothing old was thrown away for it."""
    checked: Mapping[str, dt.datetime] = field(default_factory=dict)
    """When a copy was last read whole again, by its file name."""
    places: Mapping[str, PlaceKnown] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CopyWarning:
    """Something to be told calmly: its code, the place that it is about, since when (None: there never was one)."""

    code: str
    place: str = ""
    since: dt.datetime | None = None


def is_copy_due(known: CopiesKnown, last_entry: int, now: dt.datetime, hours: int) -> bool:
    """Whether something was written since the newest copy, and that is hours ago, or ahead of the clock."""
    if known.sequence == last_entry:
        return False
    return known.made_at is None or abs(now - known.made_at) >= dt.timedelta(hours=hours)


def is_quiet_copy_due(known: CopiesKnown, last_entry: int, now: dt.datetime, untouched: dt.timedelta) -> bool:
    """Whether a copy is made because nobody is there: who locks in the evening, or lets it lock itself, never quits."""
    if known.sequence == last_entry or untouched < QUIET_AFTER:
        return False
    return known.made_at is None or abs(now - known.made_at) >= QUIET_EVERY


def is_drill_due(known: CopiesKnown, now: dt.datetime) -> bool:
    """Whether a month went by since the last drill. A clock that was ahead for a day makes one more, no less."""
    return known.drilled_at is None or abs(now - known.drilled_at) >= DRILL_EVERY


def warnings(known: CopiesKnown, places: tuple[str, ...], last_entry: int, now: dt.datetime) -> tuple[CopyWarning, ...]:
    """What is to be told: no good copy for a week though something was written, a place without the newest for one."""
    found = []
    if known.sequence != last_entry:
        if known.made_at is None and known.since is not None and now - known.since >= WARNED_AFTER:
            found.append(CopyWarning(NONE_YET))
        elif known.made_at is not None and now - known.made_at >= WARNED_AFTER:
            found.append(CopyWarning(TOO_OLD, since=known.made_at))
    for place in places:
        of_place = known.places.get(place, PlaceKnown())
        last = of_place.good_at or of_place.since
        if of_place.code and last is not None and now - last >= WARNED_AFTER:
            found.append(CopyWarning(PLACE_OLD, place, of_place.good_at))
    return tuple(found)
