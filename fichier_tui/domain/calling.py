"""May a consumer be called at this instant? The hours, the days of rest, and how often one tried (R13). Not stored.

C. conso. D. 223-9: Monday to Friday, never on a public holiday, from 10 to 13 and from 14 to 20 o'clock where the
consumer is; at most four calls or attempts in thirty days. Whether one may call at all is `domain.contactability`'s.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from fichier_tui.domain.contactability import Answer
from fichier_tui.domain.holidays import is_business_day, public_holidays

HOURS = ((dt.time(10), dt.time(13)), (dt.time(14), dt.time(20)))
"""From the first time on, until just before the second."""
ATTEMPTS, WINDOW_DAYS = 4, 30
"""How many calls or attempts at most, in how many days, today included."""
CALLING_HOURS, REST_DAY, HOLIDAY, OUT_OF_HOURS, TOO_OFTEN = NOW_REASONS = (
    "calling_hours",
    "rest_day",
    "holiday",
    "out_of_hours",
    "too_often",
)
_SATURDAY = 5
# Where numbers overseas are rung, by their prefix; every other number is taken for one of mainland France.
_ZONES = {
    "+262": "Indian/Reunion",
    "+508": "America/Miquelon",
    "+590": "America/Guadeloupe",
    "+594": "America/Cayenne",
    "+596": "America/Martinique",
    "+681": "Pacific/Wallis",
    "+687": "Pacific/Noumea",
    "+689": "Pacific/Tahiti",
}
_MAINLAND = "Europe/Paris"


def may_call_now(now: dt.datetime, attempts: Iterable[dt.date] = (), number: str = "") -> Answer:
    """Whether a consumer may be called at an instant with a zone; `attempts` are the days of the calls made.

    `number` is the one that is called, in E.164: it tells the zone. Raises ValueError for an instant without a zone.
    """
    local = _where(now, number)
    if local.date() in public_holidays(local.year):
        return Answer(False, HOLIDAY, "R13")
    if local.weekday() >= _SATURDAY:
        return Answer(False, REST_DAY, "R13")
    if not any(start <= local.time() < end for start, end in HOURS):
        return Answer(False, OUT_OF_HOURS, "R13")
    since = local.date() - dt.timedelta(days=WINDOW_DAYS - 1)
    if sum(day >= since for day in attempts) >= ATTEMPTS:
        return Answer(False, TOO_OFTEN, "R13")
    return Answer(True, CALLING_HOURS, "R13")


def next_call(now: dt.datetime, attempts: Iterable[dt.date] = (), number: str = "") -> dt.datetime:
    """The first instant from `now` on at which a consumer may be called, in the zone of the number."""
    local, tried = _where(now, number), sorted(attempts)
    while True:
        latest = [day for day in tried if day >= local.date() - dt.timedelta(days=WINDOW_DAYS - 1)]
        if is_business_day(local.date()) and len(latest) < ATTEMPTS:
            for start, end in HOURS:
                if local.time() < end:
                    return max(local, local.replace(hour=start.hour, minute=0, second=0, microsecond=0))
        local = dt.datetime.combine(local.date() + dt.timedelta(days=1), dt.time(), local.tzinfo)


def _where(now: dt.datetime, number: str) -> dt.datetime:
    if now.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return now.astimezone(ZoneInfo(_ZONES.get(number[:4], _MAINLAND)))
